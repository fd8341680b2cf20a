//! `open-to-work-jump:FIRM:DATE`: how many more show that they are open to work after a day.

use crate::experiment::History;
use crate::quantity::Date;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm {
        name: "open-to-work-jump",
        asked: &[Asked::Unit, Asked::Date],
        counts_exits: false,
    },
    meaning: "the share of the staff who show that they are open to work, in the eight weeks after the day over that in the eight weeks before it, each of all days of people in the steps that end in them; none if nobody did before, or the horizon has no such weeks",
    measure: Measure::Ratio,
    of: open_to_work_jump,
};

/// Days that are compared on either side.
const EIGHT_WEEKS: i32 = 56;

fn open_to_work_jump(history: &History, outcome: &Outcome) -> Option<f64> {
    let (units, date) = outcome.unit_on();
    let share = |window: [Date; 2]| {
        let (mut open, mut staff) = (0.0, 0.0);
        for week in history.steps_within(units.units(), window) {
            open += f64::from(week.step.state.open_to_work) * week.days;
            staff += f64::from(week.step.state.headcount) * week.days;
        }
        (staff > 0.0).then(|| open / staff)
    };
    let before = share([date.plus(-EIGHT_WEEKS), date])?;
    let after = share([date, date.plus(EIGHT_WEEKS)])?;
    (before > 0.0).then(|| after / before)
}
