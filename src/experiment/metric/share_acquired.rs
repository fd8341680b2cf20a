//! `share-acquired:FIRM`: which share of a staff is bought.

use crate::experiment::History;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm { name: "share-acquired", asked: &[Asked::Unit], counts_exits: false },
    meaning: "the greatest share of the staff of the firm, or of a member of the group, that has gone in one step to a firm that bought it; none if none was bought",
    measure: Measure::Share,
    of: share_acquired,
};

fn share_acquired(history: &History, outcome: &Outcome) -> Option<f64> {
    let units = outcome.unit();
    let sold =
        history.acquisitions.iter().filter(|deal| units.contains(deal.target) && deal.staff > 0);
    sold.map(|deal| deal.people.len() as f64 / f64::from(deal.staff)).reduce(f64::max)
}
