//! Numbers at places, one for each replicate, and what is drawn of them.

use crate::stats::quantile;

/// The 5% and the 95% quantile: the ends of every band.
pub(super) const BAND: [f64; 2] = [0.05, 0.95];
/// The quartiles.
pub(super) const HALF: [f64; 2] = [0.25, 0.75];

/// One number of every replicate at each of some places.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Fan(Vec<(f64, Vec<f64>)>);

impl Fan {
    /// From the numbers at places, which ascend.
    pub(super) fn of(places: impl IntoIterator<Item = (f64, Vec<f64>)>) -> Self {
        let ascending = |(at, mut values): (f64, Vec<f64>)| {
            values.sort_by(f64::total_cmp);
            (at, values)
        };
        Self(places.into_iter().map(ascending).collect())
    }

    /// The medians: place and value.
    pub(super) fn median(&self) -> Vec<[f64; 2]> {
        self.across(|sorted| quantile(sorted, 0.5))
    }

    /// The means: place and value.
    pub(super) fn mean(&self) -> Vec<[f64; 2]> {
        self.across(|sorted| sorted.iter().sum::<f64>() / sorted.len() as f64)
    }

    /// From one quantile to another: place, low and high. Nothing if there is one replicate only, which
    /// has no spread.
    pub(super) fn band(&self, quantiles: [f64; 2]) -> Vec<[f64; 3]> {
        if self.0.iter().any(|(_, values)| values.len() < 2) {
            return Vec::new();
        }
        let [low, high] = quantiles.map(|p| self.across(|sorted| quantile(sorted, p)));
        low.into_iter().zip(high).map(|([at, low], [_, high])| [at, low, high]).collect()
    }

    fn across(&self, of_sorted: impl Fn(&[f64]) -> f64) -> Vec<[f64; 2]> {
        self.0.iter().map(|(at, sorted)| [*at, of_sorted(sorted)]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_the_replicates_lie_between_the_quartiles() {
        let values = (0..=100).rev().map(f64::from).collect();
        let fan = Fan::of([(7.0, values)]);
        assert_eq!(fan.band(HALF), [[7.0, 25.0, 75.0]]);
        assert_eq!(fan.band(BAND), [[7.0, 5.0, 95.0]]);
        assert_eq!((fan.median(), fan.mean()), (vec![[7.0, 50.0]], vec![[7.0, 50.0]]));
    }

    #[test]
    fn a_place_with_one_replicate_only_has_no_band() {
        let fan = Fan::of([(0.0, vec![1.0, 2.0]), (1.0, vec![3.0])]);
        assert!(fan.band(BAND).is_empty());
    }
}
