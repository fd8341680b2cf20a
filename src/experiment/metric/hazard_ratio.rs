//! `hazard-ratio:FIRM:DATE`: how much faster people leave after a day than before it.

use crate::experiment::History;
use crate::experiment::UnitStep;
use crate::quantity::Date;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm {
        name: "hazard-ratio",
        asked: &[Asked::Unit, Asked::Date],
        counts_exits: true,
    },
    meaning: "departures from the firm for another one per person and day after the date, over those before it; the step with the date in it is neither; none if nobody left before",
    measure: Measure::Ratio,
    of: hazard_ratio,
};

/// The head-count of a step counts from its first day on.
fn hazard_ratio(history: &History, outcome: &Outcome) -> Option<f64> {
    let (units, date) = outcome.unit_on();
    let steps: Vec<(Date, UnitStep)> = history.steps_together(units.units()).collect();
    let hazard = |counts: &dyn Fn(Date, Date) -> bool| {
        let (mut left, mut person_days) = (0.0, 0.0);
        for pair in steps.windows(2) {
            let [(start, before), (end, step)] = [pair[0], pair[1]];
            if counts(start, end) {
                left += step.quits(outcome.unscripted);
                person_days +=
                    f64::from(before.state.headcount) * f64::from(end.days() - start.days());
            }
        }
        (person_days > 0.0).then_some(left / person_days)
    };
    let before = hazard(&|_, end| end <= date)?;
    let after = hazard(&|start, _| start >= date)?;
    (before > 0.0).then_some(after / before)
}
