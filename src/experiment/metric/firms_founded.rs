//! `firms-founded:FIRM`: how many firms people of a firm have founded.

use crate::experiment::FoundingRecord;
use crate::experiment::History;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm { name: "firms-founded", asked: &[Asked::Unit], counts_exits: true },
    meaning: "firms that people of the firm have left it to found, within the horizon; not those that are written out",
    measure: Measure::Firms,
    of: |history, outcome| Some(firms_founded(history, outcome)),
};

fn firms_founded(history: &History, outcome: &Outcome) -> f64 {
    let units = outcome.unit();
    let is_theirs = |founding: &&FoundingRecord| units.units().contains(&founding.parent);
    let theirs = history.foundings.iter().filter(is_theirs);
    let counted = theirs.filter(|founding| !(outcome.unscripted && founding.scripted));
    counted.count() as f64
}
