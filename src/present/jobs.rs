//! How long jobs at one firm last, without the single jobs.

use std::collections::BTreeMap;

use crate::quantity::DAYS_PER_YEAR;
use crate::stats::RiskSet;
use crate::stats::Spell;
use crate::stats::risk_sets;

use super::lane::Lane;

/// What happened to the jobs of all replicates together on one day after the hire.
#[derive(Debug, Clone, Copy, Default)]
struct Day {
    /// Jobs that came under observation.
    entries: u32,
    /// Jobs that ended, or were last seen.
    ends: u32,
    /// How many of those ended.
    events: u32,
}

/// The jobs at one firm. Of the pooled ones it is counted what happened on each day after the hire; of every
/// replicate the days are kept on which jobs end, with those at risk.
#[derive(Debug, Clone, Default)]
pub(super) struct Jobs {
    days: BTreeMap<i32, Day>,
    /// The days after the hire of the longest job.
    last: i32,
    /// The first of its days, and the end of them, by replicate.
    replicates: BTreeMap<u32, [usize; 2]>,
    /// Day, people at risk and ends, for one replicate after another.
    sets: [Lane; 3],
    /// The replicate whose jobs are being added.
    open: (u32, Vec<Spell>),
}

impl Jobs {
    /// Adds a job: when it came under observation and when it ended, in days since the hire, and whether it did.
    /// The jobs of a replicate come together.
    pub(super) fn add(&mut self, replicate: u32, [entry, end]: [i32; 2], ended: bool) {
        if self.open.0 != replicate {
            self.close();
            self.open.0 = replicate;
        }
        self.last = self.last.max(end);
        if entry < end {
            self.days.entry(entry).or_default().entries += 1;
            let day = self.days.entry(end).or_default();
            day.ends += 1;
            day.events += u32::from(ended);
        }
        let [entry, end] = [entry, end].map(f64::from);
        self.open.1.push(Spell { entry, end, ended });
    }

    /// Keeps of the replicate whose jobs were added last what is asked later.
    fn close(&mut self) {
        let (replicate, jobs) = (self.open.0, std::mem::take(&mut self.open.1));
        if jobs.is_empty() {
            return;
        }
        let start = self.sets[0].len();
        for set in risk_sets(&jobs) {
            let numbers = [set.time, set.at_risk.into(), set.events.into()];
            self.sets.iter_mut().zip(numbers).for_each(|(lane, number)| lane.push(number));
        }
        self.replicates.insert(replicate, [start, self.sets[0].len()]);
    }

    /// How many replicates there are.
    pub(super) fn replicates(&self) -> usize {
        self.replicates.len() + usize::from(!self.open.1.is_empty())
    }

    /// The years since the hire of the longest job.
    pub(super) fn longest(&self) -> f64 {
        f64::from(self.last) / DAYS_PER_YEAR
    }

    /// How many people are at risk just after each of some ascending times in years, over all replicates.
    pub(super) fn at_risk(&self, times: &[f64]) -> Vec<u32> {
        let mut days = self.days.iter().peekable();
        let mut people = 0;
        let after = |&time: &f64| {
            while let Some((_, day)) = days.next_if(|(day, _)| years(**day) <= time) {
                people = people + day.entries - day.ends;
            }
            people
        };
        times.iter().map(after).collect()
    }

    /// The times at which jobs of any replicate end, in years, after a time.
    pub(super) fn pooled(&self, from: f64) -> Vec<RiskSet> {
        let (mut sets, mut people) = (Vec::new(), 0);
        for (&day, count) in &self.days {
            let time = years(day);
            if count.events > 0 && time > from {
                sets.push(RiskSet { time, at_risk: people, events: count.events });
            }
            people = people + count.entries - count.ends;
        }
        sets
    }

    /// The times at which jobs of a replicate end, in years, after a time; replicate by replicate.
    pub(super) fn single(&self, from: f64) -> impl Iterator<Item = Vec<RiskSet>> {
        let later = move |set: &RiskSet| set.time > from;
        let closed = self.replicates.values();
        let closed =
            closed.map(move |&[start, end]| (start..end).map(|set| self.set(set)).filter(later));
        let last = (!self.open.1.is_empty()).then(|| {
            let sets = risk_sets(&self.open.1).into_iter();
            sets.map(|set| RiskSet { time: set.time / DAYS_PER_YEAR, ..set })
                .filter(later)
                .collect()
        });
        closed.map(Iterator::collect).chain(last)
    }

    fn set(&self, place: usize) -> RiskSet {
        let [days, at_risk, events] = self.sets.each_ref().map(|lane| lane.get(place));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "they were whole numbers of 32 bits"
        )]
        let [at_risk, events] = [at_risk, events].map(|number| number as u32);
        RiskSet { time: days / DAYS_PER_YEAR, at_risk, events }
    }
}

fn years(days: i32) -> f64 {
    f64::from(days) / DAYS_PER_YEAR
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::product_limit;

    /// Jobs of two replicates; one is observed for no time at all, two enter late.
    const JOBS: [(u32, [i32; 2], bool); 7] = [
        (1, [0, 100], true),
        (1, [50, 100], true),
        (1, [0, 400], false),
        (1, [90, 90], true),
        (3, [0, 30], true),
        (3, [0, 100], false),
        (3, [20, 250], true),
    ];

    fn spells(of: Option<u32>) -> Vec<Spell> {
        let jobs = JOBS.iter().filter(|job| of.is_none_or(|replicate| job.0 == replicate));
        jobs.map(|&(_, [entry, end], ended)| Spell { entry: years(entry), end: years(end), ended })
            .collect()
    }

    #[test]
    fn curves_are_those_of_the_single_jobs() {
        let mut jobs = Jobs::default();
        for (replicate, days, ended) in JOBS {
            jobs.add(replicate, days, ended);
        }
        assert_eq!(product_limit(jobs.pooled(0.0)), product_limit(risk_sets(&spells(None))));
        let single: Vec<_> = jobs.single(0.0).map(product_limit).collect();
        assert_eq!(
            single,
            [1, 3].map(|replicate| product_limit(risk_sets(&spells(Some(replicate)))))
        );
        assert_eq!(jobs.at_risk(&[0.0, years(20), years(95), years(100), 9.0]), [4, 5, 5, 2, 0]);
        assert_eq!((jobs.replicates(), jobs.longest()), (2, years(400)));
    }

    #[test]
    fn who_has_stayed_until_a_time_enters_then() {
        let mut jobs = Jobs::default();
        for (replicate, days, ended) in JOBS {
            jobs.add(replicate, days, ended);
        }
        let from = years(60);
        let left = spells(None).into_iter().filter(|job| job.end > from);
        let late = left.map(|job| Spell { entry: job.entry.max(from), ..job });
        assert_eq!(
            product_limit(jobs.pooled(from)),
            product_limit(risk_sets(&late.collect::<Vec<_>>()))
        );
    }
}
