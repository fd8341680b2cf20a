//! `pay:CLASS:PERCENTILE`: what the people of a class are paid in the end.

use crate::experiment::History;
use crate::scenario::Argument;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm {
        name: "pay",
        asked: &[Asked::Class, Asked::Percentile],
        counts_exits: false,
    },
    meaning: "the percentile (p10, p50, p90 or p99) of cash a year of the people of the class, at the end of the horizon; none if nobody of the class is employed",
    measure: Measure::Dollars,
    of: pay,
};

fn pay(history: &History, outcome: &Outcome) -> Option<f64> {
    let [Argument::Class(class), Argument::Percentile(position)] = outcome.arguments[..] else {
        outcome.misread()
    };
    Some(history.market.last()?.state.pay[class]?[position])
}
