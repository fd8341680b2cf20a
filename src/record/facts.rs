//! The table of facts.

use std::sync::Arc;

use serde::Deserialize;
use serde::Serialize;

use crate::experiment::Pairs;
use crate::experiment::Reading;
use crate::experiment::Score;
use crate::scenario::Fact;
use crate::scenario::Scenario;

use super::Tables;

/// One reported fact, and what the simulation makes of it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct FactRow {
    /// The name of the scenario that says so.
    pub scenario: Arc<str>,
    /// The name of the fact.
    pub fact: Arc<str>,
    /// The claim that it is a part of.
    pub claim: Arc<str>,
    /// What was reported, in a sentence.
    pub says: Arc<str>,
    /// The outcome that it is a number of; empty for what is not scored.
    pub outcome: Arc<str>,
    /// The name of the other scenario; empty for a fact about one world.
    pub against: Arc<str>,
    /// What is made of the two: `difference`, `ratio` or `halving-elasticity`; empty for one world.
    pub contrast: Arc<str>,
    /// The reported value; empty for a bound.
    pub reported: Option<f64>,
    /// The least that the value may be, or the bound of an "at least".
    pub low: Option<f64>,
    /// The most that the value may be, or the bound of an "at most".
    pub high: Option<f64>,
    /// The people or trials behind it, if that was reported.
    pub n: Option<u32>,
    /// The median of the simulated values.
    pub simulated: Option<f64>,
    /// The quantile of them at 5%.
    pub band_low: Option<f64>,
    /// The quantile of them at 95%.
    pub band_high: Option<f64>,
    /// The share of replicates whose value lies within what was reported.
    pub share_met: Option<f64>,
    /// The logarithm of the mean likelihood of the report.
    pub log_score: Option<f64>,
    /// `hit`, `miss` or `not-scored`.
    pub verdict: Arc<str>,
    /// Why it is no hit, in a few words.
    pub reason: Arc<str>,
}

impl Tables {
    /// Adds the facts of a scenario, with what its replicates make of them: their readings are of what is
    /// [`asked`](crate::experiment::asked).
    pub fn add_facts(&mut self, scenario: &Scenario, readings: &[Reading]) {
        let scores = Score::of_readings(scenario, readings).into_iter();
        self.facts.extend(scores.map(|(fact, score)| FactRow::of(scenario, fact, &score)));
    }

    /// Adds the facts of either world about what differs from the other.
    pub fn add_facts_of_pairs(&mut self, worlds: [&Scenario; 2], pairs: Pairs<'_>) {
        let scores = pairs.scores(worlds);
        self.facts.extend(
            scores.iter().map(|(scenario, fact, score)| FactRow::of(scenario, fact, score)),
        );
    }
}

impl FactRow {
    fn of(scenario: &Scenario, fact: &Fact, score: &Score) -> Self {
        let shared = |text: &str| Arc::<str>::from(text);
        let report = fact.report();
        let [reported, low, high] = report.map_or([None; 3], |report| report.reported.numbers());
        let against = report.and_then(|report| report.against.as_ref());
        let simulated = score.simulated;
        Self {
            scenario: shared(&scenario.name),
            fact: shared(&fact.name),
            claim: shared(&fact.claim),
            says: shared(&fact.says),
            outcome: shared(report.map_or("", |report| &report.outcome.text)),
            against: shared(against.map_or("", |one| &one.scenario)),
            contrast: shared(against.map_or("", |one| one.contrast.name())),
            reported,
            low,
            high,
            n: report.and_then(|report| report.trials),
            simulated: simulated.map(|found| found.median),
            band_low: simulated.map(|found| found.band[0]),
            band_high: simulated.map(|found| found.band[1]),
            share_met: simulated.map(|found| found.share_met),
            log_score: simulated.map(|found| found.log_score),
            verdict: shared(score.verdict.name()),
            reason: shared(&score.reason),
        }
    }
}
