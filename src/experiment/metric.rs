//! Metrics: columns in, a number out. One file each, and a line in [`METRICS`].

mod departures;
mod moves;
mod retention;

use crate::quantity::UnitId;
use crate::scenario::Outcome;

use super::History;

/// A number that can be read off a history.
#[derive(Debug, Clone, Copy)]
pub struct Metric {
    /// Its name in scenario files and tables.
    pub name: &'static str,
    /// What it counts, for people.
    pub meaning: &'static str,
    /// How many firms or groups it is asked of.
    pub units: usize,
    /// The number; none where the history has nothing to say, such as the retention of an empty firm.
    pub of: fn(&History, &[UnitId]) -> Option<f64>,
}

/// All metrics.
pub const METRICS: &[Metric] = &[departures::METRIC, retention::METRIC, moves::METRIC];

/// The names of the metrics, and of how many firms each is asked: what a scenario is checked against.
pub fn vocabulary() -> Vec<(&'static str, usize)> {
    METRICS.iter().map(|metric| (metric.name, metric.units)).collect()
}

/// The value of an outcome in one history.
pub fn outcome_of(outcome: &Outcome, history: &History) -> Option<f64> {
    let metric = METRICS.iter().find(|metric| metric.name == outcome.metric)?;
    (metric.of)(history, &outcome.units)
}
