//! `acquired:FIRM`: how many come since their firm was bought.

use crate::experiment::History;
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
    of: |history, outcome| Some(acquired(history, outcome)),
};

fn acquired(history: &History, outcome: &Outcome) -> f64 {
    let units = outcome.unit();
    let bought = history.acquisitions.iter().filter(|deal| units.contains(deal.buyer));
    sum(bought.map(|deal| deal.people.len() as f64))
}
