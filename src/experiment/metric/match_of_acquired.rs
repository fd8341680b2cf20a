//! `match-of-acquired:FIRM`: how well those match a firm who were bought.

use crate::experiment::History;
use crate::experiment::MatchSum;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm { name: "match-of-acquired", asked: &[Asked::Unit], counts_exits: false },
    meaning: "the mean match, from 0 to 1, of the firm's mission with those of the people who came since it had bought theirs, at the end of the step; none without any, or without the mechanism `mission`",
    measure: Measure::Ratio,
    of: match_of_acquired,
};

fn match_of_acquired(history: &History, outcome: &Outcome) -> Option<f64> {
    let units = outcome.unit();
    let bought = history.acquisitions.iter().filter(|deal| units.contains(deal.buyer));
    let mut matches = MatchSum::default();
    for matched in bought.flat_map(|deal| &deal.people).filter_map(|one| one.matched) {
        matches.add(matched);
    }
    matches.mean()
}
