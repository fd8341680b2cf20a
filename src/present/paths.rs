//! One quantity over time in every replicate, and what is drawn of it.

use std::collections::BTreeMap;

use crate::quantity::Date;

use super::fan::BAND;
use super::fan::Fan;

/// A quantity at common dates, in every replicate.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Paths {
    /// The dates, ascending.
    pub dates: Vec<Date>,
    /// By replicate, one value for each date.
    pub replicates: BTreeMap<u32, Vec<f64>>,
}

impl Paths {
    /// Whether they are nothing but zeros, or nothing at all.
    pub fn are_empty(&self) -> bool {
        self.replicates.values().flatten().all(|value| value.abs() <= 0.0)
    }

    /// The running sums.
    #[must_use]
    pub fn cumulative(mut self) -> Self {
        for values in self.replicates.values_mut() {
            let mut sum = 0.0;
            for value in values {
                sum += *value;
                *value = sum;
            }
        }
        self
    }

    /// What is made of these values and those of `other` at the same dates, in the replicates that both have.
    #[must_use]
    pub fn with(&self, other: &Self, of: impl Fn(f64, f64) -> f64) -> Self {
        let replicates = self.replicates.iter().filter_map(|(replicate, values)| {
            let others = other.replicates.get(replicate)?;
            let pairs = values.iter().zip(others).map(|(&one, &two)| of(one, two));
            Some((*replicate, pairs.collect()))
        });
        Self { dates: self.dates.clone(), replicates: replicates.collect() }
    }

    /// These paths less those of `other`, replicate by replicate, at the dates and in the replicates
    /// that both have.
    #[must_use]
    pub fn less(&self, other: &Self) -> Self {
        let both: Vec<(usize, usize)> = self
            .dates
            .iter()
            .enumerate()
            .filter_map(|(mine, date)| Some((mine, other.dates.binary_search(date).ok()?)))
            .collect();
        let replicates = self.replicates.iter().filter_map(|(replicate, values)| {
            let others = other.replicates.get(replicate)?;
            let pairs = both.iter().map(|&(mine, theirs)| values[mine] - others[theirs]);
            Some((*replicate, pairs.collect()))
        });
        let dates = both.iter().map(|&(mine, _)| self.dates[mine]).collect();
        Self { dates, replicates: replicates.collect() }
    }

    /// The medians over replicates: place and value.
    pub fn median(&self) -> Vec<[f64; 2]> {
        self.fan().median()
    }

    /// The means over replicates: place and value.
    pub fn mean(&self) -> Vec<[f64; 2]> {
        self.fan().mean()
    }

    /// From the 5% to the 95% quantile over replicates: place, low and high. Nothing if there is one
    /// replicate only, which has no spread.
    pub fn band(&self) -> Vec<[f64; 3]> {
        self.fan().band(BAND)
    }

    fn fan(&self) -> Fan {
        if self.replicates.is_empty() {
            return Fan::default();
        }
        let values = |place: usize| self.replicates.values().map(|values| values[place]).collect();
        let dates = self.dates.iter().enumerate();
        Fan::of(dates.map(|(place, date)| (date.midnight().0, values(place))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(replicates: &[&[f64]]) -> Paths {
        let dates = (0..).map(Date::from_days).take(replicates[0].len()).collect();
        let values = replicates.iter().map(|values| values.to_vec());
        Paths { dates, replicates: (1..).zip(values).collect() }
    }

    #[test]
    fn a_band_holds_nine_tenths_of_the_replicates() {
        let many: Vec<[f64; 1]> = (0..=100).map(|value| [f64::from(value)]).collect();
        let slices: Vec<&[f64]> = many.iter().map(<[f64; 1]>::as_slice).collect();
        assert_eq!(paths(&slices).band(), [[0.0, 5.0, 95.0]]);
        assert_eq!(paths(&slices).median(), [[0.0, 50.0]]);
    }

    #[test]
    fn one_replicate_has_no_band() {
        assert!(paths(&[&[1.0, 2.0]]).band().is_empty());
    }

    #[test]
    fn differences_pair_replicates_and_leave_out_dates_that_one_side_lacks() {
        let long = paths(&[&[1.0, 2.0, 3.0], &[4.0, 5.0, 6.0]]);
        let mut short = paths(&[&[1.0, 1.0]]);
        short.dates = vec![Date::from_days(0), Date::from_days(2)];
        let difference = long.less(&short);
        assert_eq!(difference.mean(), [[0.0, 0.0], [2.0, 2.0]]);
        assert_eq!(difference.replicates.len(), 1);
    }
}
