//! `acquired:FIRM`: how many come since their firm was bought.

use crate::experiment::History;
use crate::scenario::Argument;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;
use crate::stats::sum;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm { name: "acquired", asked: &[Asked::Unit], counts_exits: false },
    meaning: "people who came to the firm since it had bought theirs",
    measure: Measure::People,
    of: acquired,
};

fn acquired(history: &History, outcome: &Outcome) -> Option<f64> {
    let [Argument::Units(ref units)] = outcome.arguments[..] else { return None };
    let bought = history.acquisitions.iter().filter(|deal| units.contains(deal.buyer));
    Some(sum(bought.map(|deal| deal.people.len() as f64)))
}
