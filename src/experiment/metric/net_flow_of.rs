//! `net-flow-of:CLASS:FIRM:DATE:DATE`: how many more of a class come than leave, a month.

use crate::experiment::Flow;
use crate::experiment::History;
use crate::scenario::Argument;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;
use super::net_flow::net;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm {
        name: "net-flow-of",
        asked: &[Asked::Class, Asked::Unit, Asked::Day, Asked::Day],
        counts_exits: true,
    },
    meaning: "the same of the people of one class",
    measure: Measure::PeopleAMonth,
    of: net_flow_of,
};

fn net_flow_of(history: &History, outcome: &Outcome) -> Option<f64> {
    let [
        Argument::Class(class),
        Argument::Units(ref units),
        Argument::Date(from),
        Argument::Date(until),
    ] = outcome.arguments[..]
    else {
        outcome.misread()
    };
    let counts = |flow: &Flow| flow.class == class && !(outcome.unscripted && flow.scripted);
    net(history, units, [from, until], counts)
}
