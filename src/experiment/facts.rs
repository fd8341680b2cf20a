//! What was reported, held against what was simulated.
//!
//! A value is **hit** if it lies in the 5-95% band of the simulated values, and that band is not so wide
//! that it says nothing: at most three times as wide as the reported interval. A bound is hit if the median
//! of the simulated values meets it. How likely the simulation makes the report is its log score.

use crate::scenario::Fact;
use crate::scenario::Report;
use crate::scenario::Reported;
use crate::scenario::Scenario;
use crate::scenario::Standing;
use crate::stats::NORMAL_975;
use crate::stats::log_binomial;
use crate::stats::log_mean_of_exponentials;
use crate::stats::log_normal;
use crate::stats::log_poisson;
use crate::stats::median;
use crate::stats::quantile;

use super::History;
use super::Measure;
use super::Pairs;
use super::Reading;
use super::column;
use super::comparison::translate;
use super::measure_of;
use super::outcome_of;
use super::readings::asked_by;

/// A band so many times as wide as the reported interval says nothing.
const WIDEST: f64 = 3.0;
/// The ends of the band, as probabilities.
const ENDS: [f64; 2] = [0.05, 0.95];

/// What a fact comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// The verdict.
    pub verdict: Verdict,
    /// Why, in a few words; empty for a hit.
    pub reason: String,
    /// The simulated values, if there are any.
    pub simulated: Option<Simulated>,
}

/// Whether the simulation accounts for a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    Hit,
    /// It does not, or has nothing to say about it.
    Miss,
    /// Nobody can tell.
    NotScored,
}

/// The simulated values that a fact is held against, over the replicates that have one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Simulated {
    /// The median.
    pub median: f64,
    /// The 5-95% band.
    pub band: [f64; 2],
    /// The share of the replicates whose value lies within what was reported.
    pub share_met: f64,
    /// The logarithm of the likelihood of the report, in the mean over the replicates: binomial for a share
    /// of known trials, Poisson for a count that cannot be below 0, else normal with the reported interval as its 95%, in
    /// densities per standard deviation; of a bound the share of replicates that meet it.
    pub log_score: f64,
}

impl Verdict {
    /// The verdict in a word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hit => "hit",
            Self::Miss => "miss",
            Self::NotScored => "not-scored",
        }
    }
}

impl Score {
    /// All facts of a scenario, in readings of what is [`asked`](super::asked). Of facts about what differs they tell
    /// nothing.
    pub fn of_readings<'a>(scenario: &'a Scenario, readings: &[Reading]) -> Vec<(&'a Fact, Self)> {
        let mut places = scenario.outcomes.len()..;
        let score = |fact: &'a Fact| {
            let place = asked_by(fact).and_then(|_| places.next());
            let values = place.map(|place| column(readings, place)).unwrap_or_default();
            (fact, Self::of_own(fact, &values))
        };
        scenario.facts.iter().map(score).collect()
    }

    /// A fact against one value for each replicate of its own scenario, if it asks for any.
    fn of_own(fact: &Fact, values: &[Option<f64>]) -> Self {
        match &fact.standing {
            Standing::Scored(Report { against: Some(against), .. }) => {
                Self::none(format!("needs a comparison with {}", against.scenario))
            }
            Standing::Scored(report) => Self::of_values(report, values),
            Standing::Given(reason) => Self::none(format!("given: {reason}")),
            Standing::Beyond => Self::none("asks about days outside the horizon".to_owned()),
        }
    }

    /// All facts of the first world against the second, in histories of both on the same luck: an order that
    /// is that of the worlds.
    pub fn of_pair<'a>(
        [this, other]: [&'a Scenario; 2],
        [mine, others]: [&[History]; 2],
    ) -> Vec<(&'a Fact, Self)> {
        let score = |fact: &'a Fact| {
            let report = fact.report()?;
            let against = report.against.as_ref().filter(|one| one.scenario == other.name)?;
            let there = translate(&report.outcome, this, other);
            let value = |(mine, its): (&History, &History)| {
                let (this, other) =
                    (outcome_of(&report.outcome, mine)?, outcome_of(there.as_ref()?, its)?);
                against.contrast.of(this, other)
            };
            let values: Vec<Option<f64>> = mine.iter().zip(others).map(value).collect();
            Some((fact, Self::of_values(report, &values)))
        };
        this.facts.iter().filter(|_| this.name != other.name).filter_map(score).collect()
    }

    /// A report against one value for each replicate.
    fn of_values(report: &Report, values: &[Option<f64>]) -> Self {
        if values.len() < 2 {
            return Self::none("needs at least two replicates".to_owned());
        }
        let mut known: Vec<f64> = values.iter().flatten().copied().collect();
        known.sort_by(f64::total_cmp);
        let simulated = (!known.is_empty()).then(|| Simulated::of(report, &known));
        let fault = match simulated {
            Some(simulated) if 2 * known.len() >= values.len() => fault(report.reported, simulated),
            _ => Some("no data in most replicates".to_owned()),
        };
        let verdict = if fault.is_some() { Verdict::Miss } else { Verdict::Hit };
        Self { verdict, reason: fault.unwrap_or_default(), simulated }
    }

    fn none(reason: String) -> Self {
        Self { verdict: Verdict::NotScored, reason, simulated: None }
    }
}

impl Simulated {
    /// Of values in ascending order, of which there is at least one.
    fn of(report: &Report, values: &[f64]) -> Self {
        let met = values.iter().filter(|&&value| report.reported.is_met_by(value)).count() as f64;
        let count = values.len() as f64;
        let log_score = match report.reported {
            // Half a replicate more on either side, so that no finite number of them is certain.
            Reported::AtLeast(_) | Reported::AtMost(_) => ((met + 0.5) / (count + 1.0)).ln(),
            Reported::Value { value, low, high } => {
                let of_one =
                    |&simulated: &f64| log_likelihood(report, [value, low, high], simulated);
                log_mean_of_exponentials(&values.iter().map(of_one).collect::<Vec<_>>())
            }
        };
        let band = ENDS.map(|end| quantile(values, end));
        Self { median: median(values), band, share_met: met / count, log_score }
    }
}

/// What is wrong with the simulated values, if anything.
fn fault(reported: Reported, simulated: Simulated) -> Option<String> {
    let [least, most] = simulated.band;
    let fault = match reported {
        Reported::AtLeast(low) if simulated.median < low => "median too low",
        Reported::AtMost(high) if simulated.median > high => "median too high",
        Reported::Value { value, .. } if value < least => "band too high",
        Reported::Value { value, .. } if value > most => "band too low",
        Reported::Value { low, high, .. } if most - least > WIDEST * (high - low) => {
            "band too wide"
        }
        _ => return None,
    };
    Some(fault.to_owned())
}

/// The logarithm of the likelihood of a reported value where one replicate has this value. What is a
/// probability or a rate is kept off zero by half a person.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "rounded counts, which the conversion keeps within bounds"
)]
fn log_likelihood(report: &Report, [value, low, high]: [f64; 3], simulated: f64) -> f64 {
    let measure = measure_of(&report.outcome.text).filter(|_| report.against.is_none());
    match (measure, report.trials) {
        (Some(Measure::Share), Some(trials)) => {
            let n = f64::from(trials);
            let p = (simulated.clamp(0.0, 1.0) * n + 0.5) / (n + 1.0);
            let hits = (value * n).round().clamp(0.0, n) as u32;
            log_binomial(hits, trials, p)
        }
        (Some(Measure::People | Measure::Offers), _) => {
            log_poisson(value.round().max(0.0) as u32, simulated.max(0.0) + 0.5)
        }
        _ => log_normal((simulated - value) / ((high - low) / (2.0 * NORMAL_975))),
    }
}

impl Pairs<'_> {
    /// The facts of either world against the other, each with the world that it is a fact of.
    pub fn scores<'a>(&self, worlds: [&'a Scenario; 2]) -> Vec<(&'a Scenario, &'a Fact, Score)> {
        let [baseline, alternative] = worlds;
        let (before, after) = (self.baseline, self.alternative);
        let own = Score::of_pair([baseline, alternative], [before, after]);
        let others = Score::of_pair([alternative, baseline], [after, before]);
        let of = |world| move |(fact, score)| (world, fact, score);
        own.into_iter().map(of(baseline)).chain(others.into_iter().map(of(alternative))).collect()
    }
}

#[cfg(test)]
mod tests;
