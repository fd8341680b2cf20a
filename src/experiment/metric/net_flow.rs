//! `net-flow:FIRM:DATE:DATE`: how many more come than leave, a month.

use crate::experiment::Flow;
use crate::experiment::History;
use crate::quantity::Date;
use crate::quantity::UnitId;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;
use crate::scenario::Scope;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm {
        name: "net-flow",
        asked: &[Asked::Unit, Asked::Day, Asked::Day],
        counts_exits: true,
    },
    meaning: "people who came to the firm, from other firms or as graduates, less those who left it for whatever reason, a month, in the calendar months that lie between the two days as a whole; none if no month does",
    measure: Measure::PeopleAMonth,
    of: net_flow,
};

fn net_flow(history: &History, outcome: &Outcome) -> Option<f64> {
    let (units, window) = outcome.unit_within();
    net(history, units, window, |flow| !(outcome.unscripted && flow.scripted))
}

/// Who came less who left, a month, by the moves that count; moves from one member of a set to another cancel.
pub(super) fn net(
    history: &History,
    units: &Scope,
    window: [Date; 2],
    counts: impl Fn(&Flow) -> bool,
) -> Option<f64> {
    let months = history.months_within(window);
    let is_in = |unit: Option<UnitId>| unit.is_some_and(|unit| units.contains(unit));
    let came = history.flows_in(&months, |flow| counts(flow) && is_in(flow.to));
    let left = history.flows_in(&months, |flow| counts(flow) && is_in(flow.from));
    (!months.is_empty()).then(|| (came - left) / months.len() as f64)
}
