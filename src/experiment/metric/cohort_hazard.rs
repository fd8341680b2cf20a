//! `cohort-hazard:FIRM:DATE:DATE`: how fast people leave a firm who were hired in a window of time.

use crate::experiment::Ending;
use crate::experiment::History;
use crate::quantity::DAYS_PER_YEAR;
use crate::quantity::Date;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;
use crate::scenario::Scope;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm {
        name: "cohort-hazard",
        asked: &[Asked::Unit, Asked::Day, Asked::Day],
        counts_exits: true,
    },
    meaning: "quits for another firm per person and year, within the first two years after the hire, of those hired from the first day on and before the second; none where their jobs are not recorded one by one, or nobody was there",
    measure: Measure::Ratio,
    of: cohort_hazard,
};

/// Tenure up to which people are watched, in days, so that early and late cohorts are alike.
const WATCHED: i32 = 730;

fn cohort_hazard(history: &History, outcome: &Outcome) -> Option<f64> {
    let (units, window) = outcome.unit_within();
    hazard(history, units, window, outcome.unscripted)
}

/// Quits per person and year of those hired in a window, within the time in which they are watched. Without those
/// that are scripted, who leaves by script is watched until then.
pub(super) fn hazard(
    history: &History,
    units: &Scope,
    [from, until]: [Date; 2],
    unscripted: bool,
) -> Option<f64> {
    let (mut quits, mut days) = (0.0, 0.0);
    let spells = history.spells.iter().filter(|spell| units.contains(spell.unit));
    for spell in spells.filter(|spell| from <= spell.start && spell.start < until) {
        let last = spell.start.plus(WATCHED);
        let end = spell.end.min(last);
        days += f64::from((end.days() - spell.observed_from.days()).max(0));
        let is_quit = matches!(spell.ending, Ending::Quit(_)) && !(unscripted && spell.scripted);
        quits += f64::from(u8::from(is_quit && spell.end <= last));
    }
    (days > 0.0).then(|| quits / days * DAYS_PER_YEAR)
}
