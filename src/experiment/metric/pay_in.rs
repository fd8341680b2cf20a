//! `pay-in:REGION:CLASS:PERCENTILE`: what the people of a class are paid in a region in the end.

use crate::experiment::History;
use crate::quantity::Index;
use crate::scenario::Argument;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm {
        name: "pay-in",
        asked: &[Asked::Region, Asked::Class, Asked::Percentile],
        counts_exits: false,
    },
    meaning: "the same of those who live in the region; none without **regions**",
    measure: Measure::Dollars,
    of: pay_in,
};

fn pay_in(history: &History, outcome: &Outcome) -> Option<f64> {
    let [Argument::Region(region), Argument::Class(class), Argument::Percentile(position)] =
        outcome.arguments[..]
    else {
        outcome.misread()
    };
    Some(history.pay_in.values().get(region.position())?[class]?[position])
}
