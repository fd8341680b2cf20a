//! `net-moves-of:CLASS:FIRM:FIRM:DATE:DATE`: how many more of a class go from one firm to another than back.

use crate::experiment::History;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;
use super::moves_of::moves_of;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm {
        name: "net-moves-of",
        asked: &[Asked::Class, Asked::Unit, Asked::Unit, Asked::Day, Asked::Day],
        counts_exits: true,
    },
    meaning: "the same less those who left the second for the first",
    measure: Measure::NetPeople,
    of: net_moves_of,
};

fn net_moves_of(history: &History, outcome: &Outcome) -> Option<f64> {
    let there = moves_of(history, outcome)?;
    let mut back = outcome.clone();
    back.arguments.swap(1, 2);
    Some(there - moves_of(history, &back)?)
}
