//! `lead:FIRM:DATE`: how far ahead of the frontier people expect a firm to be on a day.

use crate::experiment::History;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm { name: "lead", asked: &[Asked::Unit, Asked::Date], counts_exits: false },
    meaning: "the lead over the frontier that people expect of the firm, of a sector the greatest of its firms and groups, at the end of the step with the date in it; none if it is not in the race",
    measure: Measure::Months,
    of: lead,
};

fn lead(history: &History, outcome: &Outcome) -> Option<f64> {
    let (units, date) = outcome.unit_on();
    let (_, step) = history.steps_together(units.units()).nth(history.step_with(date)?)?;
    step.state.frontier_lead
}
