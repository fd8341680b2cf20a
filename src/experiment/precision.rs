//! As many replicates as an answer needs.
//!
//! Replicates are added until the 95% interval of the mean paired difference is narrow enough. To look and
//! to stop when it is makes the interval a little too narrow: since the number of pairs depends on their
//! variance, intervals from few pairs are kept where that variance happens to be small. As the half-width
//! shrinks against the deviation of the pairs, the probability that the interval covers the true difference
//! tends to 95% all the same (Chow and Robbins 1965); a test holds it to 92% to 97% where some tens of pairs
//! are needed.

use super::Pairs;
use super::Progress;
use super::Worlds;
use crate::scenario::Scenario;
use crate::stats::replicates_for_half_width;

/// Pairs before the first look: with fewer their variance is known too badly.
const FIRST: u32 = 20;
/// Pairs at most: histories are kept until they have become tables.
const MOST: u32 = 2_000;

/// How narrow the 95% interval of the leading outcome is to be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Precision {
    /// Half the width of the interval, in the unit of the outcome.
    pub half_width: f64,
}

impl Precision {
    /// Adds replicates until every alternative's difference in the leading outcome of the baseline is known so
    /// well, and says whether it is. `look` is told how many replicates there will be after each look.
    pub fn reach(self, worlds: &mut Worlds<'_>, look: &dyn Fn(u32) -> Box<dyn Progress>) -> bool {
        let mut wanted = FIRST;
        loop {
            worlds.extend(wanted, &*look(wanted - worlds.replicates()));
            match self.needed(worlds) {
                Some(needed) if needed > wanted && wanted < MOST => {
                    // Twice as many at most: what is needed is known no better than the variance.
                    wanted = needed.min(wanted * 2).min(MOST);
                }
                Some(needed) => return needed <= wanted,
                None => return false,
            }
        }
    }

    /// The most replicates that any alternative needs, by what is known so far; `None` if no number is enough or
    /// one of them has no leading outcome in common with the baseline.
    fn needed(self, worlds: &Worlds<'_>) -> Option<u32> {
        let baseline = worlds.first();
        let needed = |(alternative, pairs): (&Scenario, Pairs<'_>)| {
            let leading = pairs.differences([baseline, alternative]).into_iter().next()?;
            let found = leading.paired.difference;
            let variance = found.standard_error.powi(2) * found.count as f64;
            replicates_for_half_width(variance, self.half_width)
        };
        worlds.alternatives().map(needed).try_fold(0, |most, needed| Some(most.max(needed?)))
    }
}
