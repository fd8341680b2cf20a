//! `pay-elasticity:PERCENTILE:DATE:DATE`: how offers to stars follow the cost of training.

use crate::experiment::History;
use crate::quantity::Date;
use crate::scenario::Argument;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;
use super::star_offer::percentile;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm {
        name: "pay-elasticity",
        asked: &[Asked::Percentile, Asked::Day, Asked::Day],
        counts_exits: false,
    },
    meaning: "by how many per cent a percentile of cash a year in offers to stars changes for each per cent by which the greatest training budget does, from the quarter that begins with the first day to the one that ends before the second; none if the budget is the same, or without offers",
    measure: Measure::Ratio,
    of: pay_elasticity,
};

/// Days in which offers are looked at, at the beginning and at the end.
const QUARTER: i32 = 91;
/// The position of the greatest percentile that is known.
const GREATEST: usize = 3;

fn pay_elasticity(history: &History, outcome: &Outcome) -> Option<f64> {
    let [Argument::Percentile(position), Argument::Date(from), Argument::Date(until)] =
        outcome.arguments[..]
    else {
        outcome.misread()
    };
    let windows: [[Date; 2]; 2] = [[from, from.plus(QUARTER)], [until.plus(-QUARTER), until]];
    let pay = windows.map(|window| percentile(history, position, window, |offer| offer.pay));
    let cost = windows.map(|window| percentile(history, GREATEST, window, |offer| offer.budget));
    let change = |[before, after]: [Option<f64>; 2]| Some((after? / before?).ln());
    let (pay, cost) = (change(pay)?, change(cost)?);
    (cost.abs() > 1e-6).then(|| pay / cost)
}
