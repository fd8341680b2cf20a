//! `net-moves-of:CLASS:FIRM:FIRM:DATE:DATE`: how many more of a class go from one firm to another than back.

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
        name: "net-moves-of",
        asked: &[Asked::Class, Asked::Unit, Asked::Unit, Asked::Day, Asked::Day],
        counts_exits: true,
    },
    meaning: "the same less those who left the second for the first",
    measure: Measure::People,
    of: net_moves_of,
};

fn net_moves_of(history: &History, outcome: &Outcome) -> Option<f64> {
    let [
        Argument::Class(class),
        Argument::Units(ref one),
        Argument::Units(ref other),
        Argument::Date(first),
        Argument::Date(last),
    ] = outcome.arguments[..]
    else {
        return None;
    };
    let months = history.months_within([first, last]);
    let (one, other) = (one.units(), other.units());
    let of = |from, to| {
        let leads = |flow: &Flow| flow.class == class && flow.leads(from, to, outcome.unscripted);
        history.flows_in(&months, leads)
    };
    (!months.is_empty()).then(|| of(one, other) - of(other, one))
}
