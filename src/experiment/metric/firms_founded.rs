//! `firms-founded:FIRM`: how many firms people of a firm have founded.

use crate::experiment::FoundingRecord;
use crate::experiment::History;
use crate::scenario::Argument;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm { name: "firms-founded", asked: &[Asked::Unit], counts_exits: true },
    meaning: "firms that people of the firm have left it to found, within the horizon; not those that are written out",
    measure: Measure::Firms,
    of: firms_founded,
};

fn firms_founded(history: &History, outcome: &Outcome) -> Option<f64> {
    let [Argument::Units(ref units)] = outcome.arguments[..] else { return None };
    let is_theirs = |founding: &&FoundingRecord| units.units().contains(&founding.parent);
    let theirs = history.foundings.iter().filter(is_theirs);
    let counted = theirs.filter(|founding| !(outcome.unscripted && founding.scripted));
    Some(counted.count() as f64)
}
