//! Firms that bid against each other for one worker.
//!
//! The sequential auction of Postel-Vinay and Robin (2002), with utility linear in pay and without
//! separations, deaths or unemployment: firms of a productivity drawn evenly from 0 to 1 are met at a
//! constant rate, and each time the two firms bid up to what the worker brings in. The more productive
//! one wins, at the price at which the other gives up.

/// The pay of a worker at a firm of productivity `employer` (p), the most productive of those defeated
/// being `defeated` (p', from 0 to p, both up to 1), when firms are met at the rate `offers` and the
/// future is discounted at the rate `discount`, both per unit of time:
/// `p' - (lambda / r) * integral of (1 - F(x)) from p' to p`, with F(x) = x.
///
/// Postel-Vinay and Robin (2002), with linear utility. Less than `defeated`, and maybe less
/// than nothing: the worker pays for the climb that only the better employer makes possible.
pub fn auction_pay(offers: f64, discount: f64, defeated: f64, employer: f64) -> f64 {
    let better_offers = (employer - defeated) * (1.0 - 0.5 * (defeated + employer));
    defeated - offers / discount * better_offers
}

/// The lifetime value of that worker, discounted at the rate `discount`: `p' / r`, all that the
/// defeated firm could give.
///
/// Whoever employs the worker, since it need not bid more (Postel-Vinay and Robin 2002).
pub fn auction_value(discount: f64, defeated: f64) -> f64 {
    defeated / discount
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Productivities lie on a grid of so many steps from 0 to 1.
    const STEPS: usize = 10;
    const OFFERS: f64 = 0.5;
    const DISCOUNT: f64 = 0.1;

    type Values = [[f64; STEPS + 1]; STEPS + 1];

    fn productivity(step: usize) -> f64 {
        step as f64 / STEPS as f64
    }

    /// The mean gain of value from the next offer, by the trapezoidal rule over productivities.
    ///
    /// Where values are linear in the productivity of the defeated, the rule is exact.
    fn gain(values: &Values, defeated: usize, employer: usize) -> f64 {
        let now = values[defeated][employer];
        let after = |offer: usize| {
            if offer <= defeated { now } else { values[offer.min(employer)][offer.max(employer)] }
        };
        let piece = |offer: usize| (after(offer) + after(offer + 1)) * 0.5 / STEPS as f64;
        (0..STEPS).map(piece).sum::<f64>() - now
    }

    /// The discounted sum of all pay from now on, by the defeated and the employer: from one offer to
    /// the next, until it changes no more.
    fn discounted_pay(pay: impl Fn(f64, f64) -> f64) -> Values {
        let mut values = [[0.0; STEPS + 1]; STEPS + 1];
        for _ in 0..300 {
            let before = values;
            for employer in 0..=STEPS {
                for defeated in 0..=employer {
                    let now = pay(productivity(defeated), productivity(employer));
                    let after = before[defeated][employer] + gain(&before, defeated, employer);
                    values[defeated][employer] = (now + OFFERS * after) / (DISCOUNT + OFFERS);
                }
            }
        }
        values
    }

    #[test]
    fn pay_over_all_offers_to_come_adds_up_to_the_value() {
        let values = discounted_pay(|p, q| auction_pay(OFFERS, DISCOUNT, p, q));
        for (defeated, of_employers) in values.iter().enumerate() {
            let expected = auction_value(DISCOUNT, productivity(defeated));
            for (employer, found) in of_employers.iter().enumerate().skip(defeated) {
                assert!((found - expected).abs() < 1e-9, "{defeated} {employer}: {found}");
            }
        }
    }

    #[test]
    fn pay_at_offers_five_percent_rarer_adds_up_to_something_else() {
        let values = discounted_pay(|p, q| auction_pay(0.95 * OFFERS, DISCOUNT, p, q));
        assert!((values[3][8] - auction_value(DISCOUNT, 0.3)).abs() > 0.05);
    }

    #[test]
    fn the_climb_is_bought_at_the_price_of_the_table() {
        assert!((auction_pay(OFFERS, DISCOUNT, 0.3, 0.8) + 0.825).abs() < 1e-12);
        assert!((auction_value(DISCOUNT, 0.3) - 3.0).abs() < 1e-12);
        // Between equals the whole product is paid.
        assert!((auction_pay(OFFERS, DISCOUNT, 0.8, 0.8) - 0.8).abs() < 1e-12);
    }
}
