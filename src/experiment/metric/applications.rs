//! `applications:FIRM:DATE:DATE`: how many people apply to a firm by themselves in a window of time.

use crate::experiment::History;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm {
        name: "applications",
        asked: &[Asked::Unit, Asked::Day, Asked::Day],
        counts_exits: false,
    },
    meaning: "applications that people sent to the firm by themselves, graduates too, in the steps that end after the first day and not after the second; none if no step does",
    measure: Measure::Applications,
    of: applications,
};

fn applications(history: &History, outcome: &Outcome) -> Option<f64> {
    let (units, [from, until]) = outcome.unit_within();
    let steps = history.steps_together(units.units()).skip(1);
    let steps = steps.filter(|&(end, _)| from < end && end <= until);
    let sent: Vec<f64> = steps.map(|(_, step)| f64::from(step.own_applications)).collect();
    (!sent.is_empty()).then(|| sent.iter().sum())
}
