//! `industry-placement:DATE:DATE`: which share of a cohort of graduates leaves the place of graduation.

use crate::experiment::History;
use crate::scenario::Argument;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;
use super::placement::share;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm {
        name: "industry-placement",
        asked: &[Asked::Day, Asked::Day],
        counts_exits: false,
    },
    meaning: "the same for all firms and groups together but the one where the graduate entered: whoever has left the market works nowhere",
    measure: Measure::Share,
    of: industry_placement,
};

fn industry_placement(history: &History, outcome: &Outcome) -> Option<f64> {
    let [Argument::Date(from), Argument::Date(until)] = outcome.arguments[..] else {
        outcome.misread()
    };
    share(history, [from, until], |graduate| graduate.at.is_some_and(|at| at != graduate.from))
}
