//! `destination-share-between:FIRM:FIRM:DATE:DATE`: where those go who leave a firm in a window.

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
        name: "destination-share-between",
        asked: &[Asked::Unit, Asked::Unit, Asked::Day, Asked::Day],
        counts_exits: true,
    },
    meaning: "of the people who left the first firm for another one in the calendar months that lie between the two days as a whole, the share that went to the second; none if nobody left",
    measure: Measure::Share,
    of: destination_share_between,
};

fn destination_share_between(history: &History, outcome: &Outcome) -> Option<f64> {
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
    let anywhere: Vec<UnitId> = (0..history.first_staff_lost.len()).map(UnitId::at).collect();
    let moves = |to: &[UnitId]| {
        history.flows_in(&months, |flow| flow.leads(from.units(), to, outcome.unscripted))
    };
    let left = moves(&anywhere);
    (left > 0.0).then(|| moves(to.units()) / left)
}
