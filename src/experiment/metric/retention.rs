//! `retention:FIRM`: which share of the people of the start has not left.

use crate::experiment::History;
use crate::quantity::UnitId;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm { name: "retention", asked: &[Asked::Unit], counts_exits: true },
    meaning: "share of the people employed at the start who stayed to the end; none if there were none",
    measure: Measure::Share,
    of: retention,
};

/// People who were made to leave by script are neither lost nor kept where they do not count.
fn retention(history: &History, outcome: &Outcome) -> Option<f64> {
    let units = outcome.unit();
    let sum = |of: &dyn Fn(UnitId) -> u32| -> f64 {
        units.units().iter().map(|&unit| f64::from(of(unit))).sum()
    };
    let staff = sum(&|unit| history.first_staff(unit));
    let lost = sum(&|unit| history.first_staff_lost[unit]);
    let scripted = sum(&|unit| history.first_staff_scripted[unit]);
    let excused = if outcome.unscripted { scripted } else { 0.0 };
    (staff > excused).then(|| 1.0 - (lost - excused) / (staff - excused))
}
