//! `head-count:FIRM`: how many people a firm has in the end.

use crate::experiment::History;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm { name: "head-count", asked: &[Asked::Unit], counts_exits: false },
    meaning: "people employed by the firm at the end of the horizon",
    measure: Measure::People,
    of: head_count,
};

fn head_count(history: &History, outcome: &Outcome) -> Option<f64> {
    let units = outcome.unit();
    let last = history.units.last()?;
    Some(units.units().iter().map(|&unit| f64::from(last[unit].state.headcount)).sum())
}
