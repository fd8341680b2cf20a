//! `departures:FIRM`: how many left a firm for another one.

use crate::experiment::History;
use crate::quantity::UnitId;

use super::Metric;

pub(super) const METRIC: Metric = Metric {
    name: "departures",
    meaning: "people who left the firm for another one, within the horizon",
    units: 1,
    of: departures,
};

#[expect(clippy::unnecessary_wraps, reason = "other metrics may have nothing to say")]
fn departures(history: &History, units: &[UnitId]) -> Option<f64> {
    let quits = history.steps_of(units[0]).map(|(_, step)| u64::from(step.quits));
    Some(quits.sum::<u64>() as f64)
}
