//! `departures-between:FIRM:DATE:DATE`: how many leave a firm in a window of time.

use crate::experiment::History;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm {
        name: "departures-between",
        asked: &[Asked::Unit, Asked::Day, Asked::Day],
        counts_exits: true,
    },
    meaning: "people who left the firm for another one in the steps that end after the first day and not after the second; none if no step does",
    measure: Measure::People,
    of: departures_between,
};

fn departures_between(history: &History, outcome: &Outcome) -> Option<f64> {
    let (units, window) = outcome.unit_within();
    let steps = history.steps_within(units.units(), window);
    let quits: Vec<f64> = steps.iter().map(|week| week.step.quits(outcome.unscripted)).collect();
    (!quits.is_empty()).then(|| quits.iter().sum())
}
