//! `star-offer:PERCENTILE:DATE:DATE`: what firms that bid for talent offer stars.

use crate::experiment::History;
use crate::scenario::Argument;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;
use crate::scenario::PERCENTILES;
use crate::stats::quantile;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm {
        name: "star-offer",
        asked: &[Asked::Percentile, Asked::Day, Asked::Day],
        counts_exits: false,
    },
    meaning: "the percentile of cash a year in the offers to stars, from the first day on and before the second, by firms that bid for talent since they train a model; none if there were none",
    measure: Measure::Dollars,
    of: star_offer,
};

fn star_offer(history: &History, outcome: &Outcome) -> Option<f64> {
    let [Argument::Percentile(position), Argument::Date(from), Argument::Date(until)] =
        outcome.arguments[..]
    else {
        return None;
    };
    let offers = history.star_offers.iter();
    let within = offers.filter(|offer| from <= offer.date && offer.date < until);
    let mut pay: Vec<f64> = within.map(|offer| offer.pay).collect();
    pay.sort_unstable_by(f64::total_cmp);
    let share = f64::from(PERCENTILES[position]) / 100.0;
    (!pay.is_empty()).then(|| quantile(&pay, share))
}
