//! As many replicates as an answer needs.
//!
//! Replicates are added until the 95% interval of the mean paired difference is narrow enough. To look and
//! to stop when it is makes the interval a little too narrow: since the number of pairs depends on their
//! variance, intervals from few pairs are kept where that variance happens to be small. As the half-width
//! shrinks against the deviation of the pairs, the probability that the interval covers the true difference
//! tends to 95% all the same (Chow and Robbins 1965); a test holds it to 92% to 97% where some tens of pairs
//! are needed.

use crate::scenario::Scenario;
use crate::stats::replicates_for_half_width;

use super::Difference;
use super::Pairs;
use super::Progress;
use super::Worlds;
use super::comparison::translate;

/// Pairs before the first look: with fewer their variance is known too badly.
const FIRST: u32 = 20;

/// Until when replicates are added to a comparison.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Precision {
    /// Half the width of the 95% interval of the leading outcome's difference.
    pub half_width: HalfWidth,
    /// So many replicates at most, whatever they have come to.
    pub most: u32,
}

/// Half the width of an interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum HalfWidth {
    /// In the unit of the outcome.
    Of(f64),
    /// A tenth of the mean in the baseline.
    Tenth,
}

impl Precision {
    /// Adds replicates until every alternative's difference in the leading outcome of the baseline is known so
    /// well, and says whether it is. `look` is told how many replicates each look waits for.
    pub fn reach(self, worlds: &mut Worlds<'_>, look: &dyn Fn(u32) -> Box<dyn Progress>) -> bool {
        let mut wanted = FIRST.min(self.most);
        loop {
            worlds.extend(wanted, &*look(wanted - worlds.replicates()));
            let Some(needed) = self.needed(worlds) else { return false };
            if needed <= wanted || wanted == self.most {
                return needed <= wanted;
            }
            // Twice as many at most: what is needed is known no better than the variance.
            wanted = needed.min(wanted.saturating_mul(2)).min(self.most);
        }
    }

    /// The most replicates that any alternative needs, by what is known so far: more than any number if that
    /// cannot be said. `None` if one of them has no outcome in common with the baseline.
    fn needed(self, worlds: &Worlds<'_>) -> Option<u32> {
        let baseline = worlds.first();
        let needed = |(alternative, pairs): (&Scenario, Pairs<'_>)| {
            let can_ask = |outcome| translate(outcome, baseline, alternative).is_some();
            // Where no pair has told anything yet, another one may.
            let leading = || pairs.leading([baseline, alternative]);
            let needed = || self.replicates_of(&leading()?, worlds.replicates());
            baseline.outcomes.iter().any(can_ask).then(|| needed().unwrap_or(u32::MAX))
        };
        worlds.alternatives().map(needed).try_fold(0, |most, needed| Some(most.max(needed?)))
    }

    /// Of how many replicates as many tell as a difference needs, by the share of those that are there: no more
    /// than there are if it is known well enough, and only then.
    fn replicates_of(self, leading: &Difference, replicates: u32) -> Option<u32> {
        let found = leading.paired.difference;
        let needed = match self.half_width {
            HalfWidth::Tenth => leading.replicates_needed,
            HalfWidth::Of(half_width) => {
                let variance = found.standard_error.powi(2) * found.count as f64;
                replicates_for_half_width(variance, half_width)
            }
        };
        let all = u64::from(needed?) * u64::from(replicates);
        u32::try_from(all.div_ceil(found.count as u64)).ok()
    }
}
