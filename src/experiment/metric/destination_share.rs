//! `destination-share:FROM:TO`: which share of the leavers of one firm another one gets.

use crate::experiment::History;
use crate::scenario::Argument;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm {
        name: "destination-share",
        asked: &[Asked::Unit, Asked::Unit],
        counts_exits: true,
    },
    meaning: "of the people who left the first firm for another one, the share that went to the second; none if nobody left",
    measure: Measure::Share,
    of: destination_share,
};

fn destination_share(history: &History, outcome: &Outcome) -> Option<f64> {
    let [Argument::Units(ref from), Argument::Units(ref to)] = outcome.arguments[..] else {
        outcome.misread()
    };
    let unscripted = outcome.unscripted;
    let left = history.quits(from.units(), unscripted);
    (left > 0.0).then(|| history.moves(from.units(), to.units(), unscripted) / left)
}
