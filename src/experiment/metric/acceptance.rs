//! `acceptance:CLASS:MONEY:MATCH`: which share of great offers is taken.

use crate::experiment::History;
use crate::scenario::Argument;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm {
        name: "acceptance",
        asked: &[Asked::Class, Asked::Money, Asked::Match],
        counts_exits: false,
    },
    meaning: "of the offers to people of the class with a package from the sum up (as for offers-made) and with that match of mission with their employer, the share that was taken; none if there were none",
    measure: Measure::Share,
    of: acceptance,
};

fn acceptance(history: &History, outcome: &Outcome) -> Option<f64> {
    let [Argument::Class(class), Argument::Money(least), Argument::Match(matched)] =
        outcome.arguments[..]
    else {
        outcome.misread()
    };
    history.offers_of(class, least, matched).share_taken()
}
