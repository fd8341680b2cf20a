//! The table of outcomes: what was asked of every history, and what it says.

use std::sync::Arc;

use serde::Deserialize;
use serde::Serialize;

use crate::experiment::Reading;
use crate::experiment::column;
use crate::scenario::Scenario;

use super::Tables;

/// One outcome in one replicate.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct OutcomeRow {
    /// The name of the scenario.
    pub scenario: Arc<str>,
    /// The replicate, from 1.
    pub replicate: u32,
    /// The outcome, such as `departures:openai`.
    pub outcome: Arc<str>,
    /// Its value, in the unit of the outcome; empty where the history has nothing to say.
    pub value: Option<f64>,
}

impl Tables {
    /// Adds what the replicates of a scenario, from the first on, say about its outcomes.
    pub(super) fn add_outcomes(&mut self, scenario: &Scenario, readings: &[Reading]) {
        let name: Arc<str> = scenario.name.as_str().into();
        for (place, outcome) in scenario.outcomes.iter().enumerate() {
            let text: Arc<str> = outcome.text.as_str().into();
            let values = (1..).zip(column(readings, place));
            self.outcomes.extend(values.map(|(replicate, value)| OutcomeRow {
                scenario: name.clone(),
                replicate,
                outcome: text.clone(),
                value,
            }));
        }
    }
}
