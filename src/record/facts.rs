//! The rows of the table of facts.

use std::sync::Arc;

use crate::experiment::Pairs;
use crate::experiment::Reading;
use crate::experiment::Score;
use crate::scenario::Fact;
use crate::scenario::Scenario;

use super::FactRow;
use super::Tables;

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
