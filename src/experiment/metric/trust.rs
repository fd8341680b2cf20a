//! `trust:FIRM:DATE`: how much the people of a firm trust it on a day.

use crate::experiment::History;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm { name: "trust", asked: &[Asked::Unit, Asked::Date], counts_exits: false },
    meaning: "trust at the firm, exp(-slow turmoil), at the end of the step with the date in it",
    measure: Measure::Share,
    of: trust,
};

fn trust(history: &History, outcome: &Outcome) -> Option<f64> {
    let (units, date) = outcome.unit_on();
    let (_, step) = history.steps_together(units.units()).nth(history.step_with(date)?)?;
    Some(step.state.trust)
}
