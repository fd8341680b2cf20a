//! `match-of-hires:FIRM`: how well those match a firm who took its offers.

use crate::experiment::History;
use crate::experiment::MatchSum;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm { name: "match-of-hires", asked: &[Asked::Unit], counts_exits: false },
    meaning: "the mean match, from 0 to 1, of the firm's mission with those of the people who came since they had taken an offer, at the end of the step; none without any, or without the mechanism `mission`",
    measure: Measure::Ratio,
    of: match_of_hires,
};

fn match_of_hires(history: &History, outcome: &Outcome) -> Option<f64> {
    let units = outcome.unit();
    let of_each = units.units().iter().map(|&unit| history.hires[unit]);
    let all = of_each.fold(MatchSum::default(), |all, of| MatchSum {
        people: all.people + of.people,
        sum: all.sum + of.sum,
    });
    all.mean()
}
