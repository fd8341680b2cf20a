//! `moves:FROM:TO`: how many moved from one firm to another.

use crate::experiment::History;
use crate::quantity::UnitId;

use super::Metric;

pub(super) const METRIC: Metric = Metric {
    name: "moves",
    meaning: "people who left the first firm for the second, within the horizon",
    units: 2,
    of: moves,
};

#[expect(clippy::unnecessary_wraps, reason = "other metrics may have nothing to say")]
fn moves(history: &History, units: &[UnitId]) -> Option<f64> {
    let between = history
        .flows
        .iter()
        .filter(|(flow, _)| flow.from == Some(units[0]) && flow.to == Some(units[1]));
    Some(between.map(|(_, &count)| u64::from(count)).sum::<u64>() as f64)
}
