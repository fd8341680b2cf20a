//! How long jobs last.

/// The share of jobs that last longer than `time` when serious offers arrive at rate `offers` and
/// each is accepted with probability `acceptance`: `exp(-lambda P t)`.
///
/// Independent thinning leaves a Poisson process, of rate lambda P (Kingman 1993, chapter 5).
pub fn survival_under_offers(offers: f64, acceptance: f64, time: f64) -> f64 {
    (-offers * acceptance * time).exp()
}

/// The share of jobs that last longer than `time` when hazards are constant for each person and
/// differ between people by a gamma distribution of this shape and scale: `(1 + theta t)^-k`.
///
/// The Laplace transform of the gamma distribution (Vaupel, Manton and Stallard 1979).
pub fn survival_under_frailty(shape: f64, scale: f64, time: f64) -> f64 {
    (1.0 + scale * time).powf(-shape)
}

/// The share of those hired evenly over a period `[0, T]` who are still there at its end, at a
/// constant hazard h: `(1 - exp(-h T)) / (h T)`, the mean of exp(-h age) over ages from 0 to T.
pub fn share_still_there(hazard: f64, period: f64) -> f64 {
    let product = hazard * period;
    if product.abs() < f64::EPSILON { 1.0 } else { -(-product).exp_m1() / product }
}

/// The mean time since hire of the staff of a firm that grows at the rate g and loses people at the
/// hazard h: `1 / (g + h)`.
///
/// The stable age distribution has density (g + h) exp(-(g + h) age) (Lotka 1907). Growth makes staff
/// young, so a mean tenure says little of how long jobs last.
pub fn mean_elapsed_tenure(growth: f64, hazard: f64) -> f64 {
    1.0 / (growth + hazard)
}

/// The share of jobs that last longer than `time` when the hazard is `before` up to a cliff of
/// vesting and `after` from then on: piecewise exponential.
pub fn survival_with_cliff(before: f64, after: f64, cliff: f64, time: f64) -> f64 {
    (-before * time.min(cliff) - after * (time - cliff).max(0.0)).exp()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The integral from 0 to `end` by the midpoint rule.
    fn integral(end: f64, f: impl Fn(f64) -> f64) -> f64 {
        let width = end / 200_000.0;
        (0..200_000_u32).map(|step| f((f64::from(step) + 0.5) * width) * width).sum()
    }

    #[test]
    fn survival_under_offers_is_the_sum_over_all_numbers_of_offers() {
        let (offers, acceptance, time): (f64, f64, f64) = (0.38, 0.21, 24.0);
        let mean = offers * time;
        // The probability of n offers, all declined.
        let mut term = (-mean).exp();
        let mut sum = 0.0;
        for n in 1..200_u32 {
            sum += term;
            term *= mean * (1.0 - acceptance) / f64::from(n);
        }
        assert!((survival_under_offers(offers, acceptance, time) - sum).abs() < 1e-12);
        assert!((survival_under_offers(offers, 1.05 * acceptance, time) - sum).abs() > 0.01);
    }

    #[test]
    fn frailty_is_the_mean_over_people() {
        // Shape 3: the gamma density is h^2 exp(-h / theta) / (2 theta^3).
        let (theta, time) = (0.02_f64, 30.0);
        let density = |h: f64| h * h * (-h / theta).exp() / (2.0 * theta.powi(3));
        let expected = integral(2.0, |h| density(h) * (-h * time).exp());
        assert!((survival_under_frailty(3.0, theta, time) - expected).abs() < 1e-9, "{expected}");
    }

    #[test]
    fn one_half_of_those_hired_evenly_are_left_at_the_number_of_the_table() {
        assert!((share_still_there(1.5936, 1.0) - 0.5).abs() < 1e-5);
        let mean = integral(4.0, |age| (-0.7 * age).exp()) / 4.0;
        assert!((share_still_there(0.7, 4.0) - mean).abs() < 1e-9);
        assert!((share_still_there(0.0, 4.0) - 1.0).abs() < 1e-15);
    }

    #[test]
    fn tenure_is_the_mean_age_of_the_stable_staff() {
        // Hires grow with the firm, so those of age a were fewer by exp(-g a), and exp(-h a) are left.
        let (growth, hazard) = (0.5, 0.12);
        let left = |age: f64| (-(growth + hazard) * age).exp();
        let expected = integral(60.0, |age| age * left(age)) / integral(60.0, left);
        let found = mean_elapsed_tenure(growth, hazard);
        assert!((found - expected).abs() < 1e-6, "{found} {expected}");
    }

    #[test]
    fn the_cliff_is_a_product_of_small_steps() {
        let (before, after, cliff) = (0.01, 0.04, 12.0);
        for time in [0.0, 7.0, 12.0, 40.0] {
            let hazard = integral(time, |t| if t < cliff { before } else { after });
            let found = survival_with_cliff(before, after, cliff, time);
            assert!((found - (-hazard).exp()).abs() < 1e-5, "{time}: {found}");
        }
    }
}
