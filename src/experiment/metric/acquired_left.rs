//! `acquired-left:FIRM:DATE`: which share of those who were bought has left.

use crate::experiment::History;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm {
        name: "acquired-left",
        asked: &[Asked::Unit, Asked::Date],
        counts_exits: false,
    },
    meaning: "of those who had come to the firm before the date since it had bought theirs, the share that had left it before the date, for another one or out of the market; none if nobody came so",
    measure: Measure::Share,
    of: acquired_left,
};

fn acquired_left(history: &History, outcome: &Outcome) -> Option<f64> {
    let (units, date) = outcome.unit_on();
    let deals = history.acquisitions.iter();
    let bought = deals.filter(|deal| units.contains(deal.buyer) && deal.date < date);
    let people: Vec<_> = bought.flat_map(|deal| &deal.people).collect();
    let left = people.iter().filter(|one| one.left.is_some_and(|day| day < date));
    (!people.is_empty()).then(|| left.count() as f64 / people.len() as f64)
}
