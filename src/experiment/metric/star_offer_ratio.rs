//! `star-offer-ratio:PERCENTILE:DATE:DATE`: what stars are offered against what training costs.

use crate::experiment::History;
use crate::scenario::Argument;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;
use super::star_offer::percentile;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm {
        name: "star-offer-ratio",
        asked: &[Asked::Percentile, Asked::Day, Asked::Day],
        counts_exits: false,
    },
    meaning: "the percentile of cash a year over the training budget of the firm that offers it, in the offers to stars from the first day on and before the second; none if there were none",
    measure: Measure::Share,
    of: star_offer_ratio,
};

fn star_offer_ratio(history: &History, outcome: &Outcome) -> Option<f64> {
    let [Argument::Percentile(position), Argument::Date(from), Argument::Date(until)] =
        outcome.arguments[..]
    else {
        outcome.misread()
    };
    percentile(history, position, [from, until], |offer| offer.pay / offer.budget)
}
