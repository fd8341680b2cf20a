//! `moves:FROM:TO`: how many moved from one firm to another.

use crate::experiment::History;
use crate::scenario::Argument;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm { name: "moves", asked: &[Asked::Unit, Asked::Unit], counts_exits: true },
    meaning: "people who left the first firm for the second, within the horizon",
    measure: Measure::People,
    of: |history, outcome| Some(moves(history, outcome)),
};

fn moves(history: &History, outcome: &Outcome) -> f64 {
    let [Argument::Units(ref from), Argument::Units(ref to)] = outcome.arguments[..] else {
        outcome.misread()
    };
    history.moves(from.units(), to.units(), outcome.unscripted)
}
