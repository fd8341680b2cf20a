//! `placement:FIRM:DATE:DATE`: which share of a cohort of graduates a firm gets.

use crate::experiment::History;
use crate::experiment::Placement;
use crate::quantity::Date;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm {
        name: "placement",
        asked: &[Asked::Unit, Asked::Day, Asked::Day],
        counts_exits: false,
    },
    meaning: "of those who graduated from the first day on and before the second, the share that works at the firm or group when the search time is over; without those who still search at the end; none if there is nobody",
    measure: Measure::Share,
    of: placement,
};

fn placement(history: &History, outcome: &Outcome) -> Option<f64> {
    let (scope, window) = outcome.unit_within();
    share(history, window, |graduate| graduate.at.is_some_and(|at| scope.contains(at)))
}

/// The share of those who graduated in a window of time, and whose search is over, of whom something is true.
pub(super) fn share(
    history: &History,
    [from, until]: [Date; 2],
    is_true: impl Fn(&Placement) -> bool,
) -> Option<f64> {
    let &end = history.dates.last()?;
    let within = |one: &&Placement| from <= one.entered && one.entered < until && one.over <= end;
    let cohort: Vec<&Placement> = history.placements.iter().filter(within).collect();
    let found = cohort.iter().filter(|one| is_true(one)).count() as f64;
    (!cohort.is_empty()).then(|| found / cohort.len() as f64)
}
