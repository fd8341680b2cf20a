//! `star-offer:PERCENTILE:DATE:DATE`: what firms that bid for talent offer stars.

use crate::experiment::History;
use crate::experiment::StarOffer;
use crate::quantity::Date;
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
        outcome.misread()
    };
    percentile(history, position, [from, until], |offer| offer.pay)
}

/// A percentile, by its position in [`PERCENTILES`], of something over the offers to stars in a window;
/// none without offers.
pub(super) fn percentile(
    history: &History,
    position: usize,
    [from, until]: [Date; 2],
    of: impl Fn(&StarOffer) -> f64,
) -> Option<f64> {
    let offers = history.star_offers.iter();
    let within = offers.filter(|offer| from <= offer.date && offer.date < until);
    let mut values: Vec<f64> = within.map(of).collect();
    values.sort_unstable_by(f64::total_cmp);
    let share = f64::from(PERCENTILES[position]) / 100.0;
    (!values.is_empty()).then(|| quantile(&values, share))
}
