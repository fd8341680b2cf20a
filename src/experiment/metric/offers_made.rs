//! `offers-made:CLASS:MONEY`: how many offers of at least a sum are made.

use crate::experiment::History;
use crate::scenario::Argument;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm {
        name: "offers-made",
        asked: &[Asked::Class, Asked::Money],
        counts_exits: false,
    },
    meaning: "offers to people of the class whose package - four years of cash, what is paid on joining, and the grant - is in a bin from the sum up; the sum is one with which a bin begins: 100m, 178m, 316m, 562m, 1bn and so on",
    measure: Measure::Offers,
    of: |history, outcome| Some(offers_made(history, outcome)),
};

fn offers_made(history: &History, outcome: &Outcome) -> f64 {
    let [Argument::Class(class), Argument::Money(least)] = outcome.arguments[..] else {
        outcome.misread()
    };
    f64::from(history.offers_of(class, least, None).made)
}
