//! `moves-of:CLASS:FIRM:FIRM:DATE:DATE`: how many of a class move from one firm to another in a window.

use crate::experiment::Flow;
use crate::experiment::History;
use crate::scenario::Argument;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm {
        name: "moves-of",
        asked: &[Asked::Class, Asked::Unit, Asked::Unit, Asked::Day, Asked::Day],
        counts_exits: true,
    },
    meaning: "people of the class who left the first firm for the second in the calendar months that lie between the two days as a whole; none if no month does",
    measure: Measure::People,
    of: moves_of,
};

pub(super) fn moves_of(history: &History, outcome: &Outcome) -> Option<f64> {
    let [
        Argument::Class(class),
        Argument::Units(ref from),
        Argument::Units(ref to),
        Argument::Date(first),
        Argument::Date(last),
    ] = outcome.arguments[..]
    else {
        outcome.misread()
    };
    let months = history.months_within([first, last]);
    let leads = |flow: &Flow| flow.leads(from.units(), to.units(), outcome.unscripted);
    let moves = history.flows_in(&months, |flow| flow.class == class && leads(flow));
    (!months.is_empty()).then_some(moves)
}
