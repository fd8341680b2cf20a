//! `open-to-work:FIRM`: which share of the staff shows that it is open to work.

use crate::experiment::History;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm { name: "open-to-work", asked: &[Asked::Unit], counts_exits: false },
    meaning: "share of the staff who show that they are open to work, each person counted at the end of each step of the horizon; none if there is no staff",
    measure: Measure::Share,
    of: open_to_work,
};

/// The share of all people at the ends of all steps: a step with more people counts more.
fn open_to_work(history: &History, outcome: &Outcome) -> Option<f64> {
    let units = outcome.unit();
    let (mut open, mut staff) = (0.0, 0.0);
    for (_, step) in history.steps_together(units.units()).skip(1) {
        open += f64::from(step.state.open_to_work);
        staff += f64::from(step.state.headcount);
    }
    (staff > 0.0).then_some(open / staff)
}
