//! `retention:FIRM`: which share of the people of the start has not left.

use crate::experiment::History;
use crate::quantity::UnitId;

use super::Metric;

pub(super) const METRIC: Metric = Metric {
    name: "retention",
    meaning: "share of the people employed at the start who stayed to the end",
    units: 1,
    of: retention,
};

/// None for a firm that had nobody at the start.
fn retention(history: &History, units: &[UnitId]) -> Option<f64> {
    let staff = f64::from(history.first_staff(units[0]));
    let lost = f64::from(history.first_staff_lost[units[0]]);
    (staff > 0.0).then(|| 1.0 - lost / staff)
}
