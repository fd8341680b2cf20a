//! What firms post, and people earn, where offers come at random to the employed too (Burdett and Mortensen
//! 1998): equal firms of productivity p, an outside option worth b, and k offers in the mean time until a job
//! ends.

/// A market in which firms post pay and people take whatever is higher.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Posting {
    /// What a person produces.
    pub productivity: f64,
    /// What those without a job have.
    pub outside: f64,
    /// Offers in the mean time until a job ends: the rate of offers over that of endings.
    pub offers: f64,
}

impl Posting {
    /// The pay that a share F of the offers lies below: `w = p - (p - b) (1 - k F / (1 + k))^2`. At 1 it is the
    /// top pay, `p - (p - b) / (1 + k)^2`.
    pub fn offered(&self, share: f64) -> f64 {
        let left = 1.0 - self.offers * share / (1.0 + self.offers);
        self.productivity - (self.productivity - self.outside) * left * left
    }

    /// The share of people who earn less than a share F of the offers: `G = F / (1 + k (1 - F))`.
    pub fn people_below(&self, share: f64) -> f64 {
        share / (1.0 + self.offers * (1.0 - share))
    }

    /// The pay that a share G of people earns less than: `p - (p - b) / (1 + k G)^2`.
    pub fn earned(&self, share: f64) -> f64 {
        let gap = self.productivity - self.outside;
        self.productivity - gap / (1.0 + self.offers * share).powi(2)
    }

    /// The mean pay of people: `p - (p - b) / (1 + k)`.
    pub fn mean_earned(&self) -> f64 {
        self.productivity - (self.productivity - self.outside) / (1.0 + self.offers)
    }

    /// The mean pay of offers: `p - (p - b) (1 + k) / (3 k) (1 - (1 + k)^-3)`.
    pub fn mean_offered(&self) -> f64 {
        let k = self.offers;
        let gap = self.productivity - self.outside;
        self.productivity - gap * (1.0 + k) / (3.0 * k) * (1.0 - (1.0 + k).powi(-3))
    }

    /// Moves from job to job for each job that ends: `(1 + k) / k ln(1 + k) - 1`.
    pub fn moves_per_ending(&self) -> f64 {
        (1.0 + self.offers) / self.offers * self.offers.ln_1p() - 1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARKET: Posting = Posting { productivity: 1.0, outside: 0.4, offers: 5.0 };

    fn close(number: f64, expected: f64) -> bool {
        (number - expected).abs() < 5e-5
    }

    #[test]
    fn the_market_of_the_paper_pays_what_it_says() {
        assert!(close(MARKET.offered(1.0), 0.98333));
        assert!(close(MARKET.offered(0.0), MARKET.outside));
        let quartiles = [0.25, 0.5, 0.75].map(|share| MARKET.earned(share));
        assert!(close(quartiles[0], 0.8815) && close(quartiles[1], 0.9510), "{quartiles:?}");
        assert!(close(quartiles[2], 0.9734));
        assert!(close(MARKET.mean_earned(), 0.9) && close(MARKET.mean_offered(), 0.76111));
        assert!(close(MARKET.moves_per_ending(), 1.1501));
    }

    /// Profits are the same at every pay, else no firm would post it: people per firm are dG / dF.
    #[test]
    fn all_posted_pay_is_worth_the_same_to_firms() {
        let profit = |share: f64| {
            let width = 1e-5;
            let above = MARKET.people_below(share + width);
            let people = (above - MARKET.people_below(share - width)) / (2.0 * width);
            (MARKET.productivity - MARKET.offered(share)) * people
        };
        assert!((1..10).all(|tenth| close(profit(f64::from(tenth) / 10.0), profit(0.5))));
    }

    #[test]
    fn means_are_those_of_the_quantiles() {
        let cells = 100_000_u32;
        let mean = |quantile: &dyn Fn(f64) -> f64| {
            let middles = (0..cells).map(|cell| (f64::from(cell) + 0.5) / f64::from(cells));
            middles.map(quantile).sum::<f64>() / f64::from(cells)
        };
        assert!(close(mean(&|share| MARKET.offered(share)), MARKET.mean_offered()));
        assert!(close(mean(&|share| MARKET.earned(share)), MARKET.mean_earned()));
        let better = |people: f64| {
            // The share of offers below the pay that a share of people earns less than.
            let below = people * (1.0 + MARKET.offers) / (1.0 + MARKET.offers * people);
            MARKET.offers * (1.0 - below)
        };
        assert!(close(mean(&better), MARKET.moves_per_ending()));
    }
}
