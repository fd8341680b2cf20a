//! `top-destination:FIRM:FIRM:DATE:DATE`: whether a firm gets most of those who leave another.

use crate::experiment::History;
use crate::quantity::Index;
use crate::quantity::UnitId;
use crate::scenario::Argument;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm {
        name: "top-destination",
        asked: &[Asked::Unit, Asked::Unit, Asked::Day, Asked::Day],
        counts_exits: true,
    },
    meaning: "1 if the second firm got more of the people who left the first one in the calendar months that lie between the two days as a whole than any other named firm did, else 0; none if nobody went to a named firm",
    measure: Measure::Share,
    of: top_destination,
};

/// Which share of the replicates say so is the probability of it.
fn top_destination(history: &History, outcome: &Outcome) -> Option<f64> {
    let [
        Argument::Units(ref from),
        Argument::Units(ref to),
        Argument::Date(first),
        Argument::Date(last),
    ] = outcome.arguments[..]
    else {
        outcome.misread()
    };
    let months = history.months_within([first, last]);
    let moves = |to: &[UnitId]| {
        history.flows_in(&months, |flow| flow.leads(from.units(), to, outcome.unscripted))
    };
    let named = (0..history.named_firms).map(UnitId::at);
    let others = named.filter(|&unit| !to.contains(unit) && !from.contains(unit));
    let greatest = others.map(|unit| moves(&[unit])).fold(0.0, f64::max);
    let theirs = moves(to.units());
    (theirs + greatest > 0.0).then(|| f64::from(u8::from(theirs > greatest)))
}
