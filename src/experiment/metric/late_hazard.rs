//! `late-hazard:FIRM:DATE:DATE:DATE`: whether those who were hired late leave faster.

use crate::experiment::History;
use crate::scenario::Argument;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;
use super::cohort_hazard::hazard;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm {
        name: "late-hazard",
        asked: &[Asked::Unit, Asked::Day, Asked::Day, Asked::Day],
        counts_exits: true,
    },
    meaning: "`cohort-hazard` of those hired from the second day on and before the third, over that of those hired from the first day on and before the second; none if one of the two is, or nobody of the early ones left",
    measure: Measure::Ratio,
    of: late_hazard,
};

fn late_hazard(history: &History, outcome: &Outcome) -> Option<f64> {
    let [
        Argument::Units(ref units),
        Argument::Date(first),
        Argument::Date(second),
        Argument::Date(third),
    ] = outcome.arguments[..]
    else {
        outcome.misread()
    };
    let of = |window| hazard(history, units, window, outcome.unscripted);
    let (early, late) = (of([first, second])?, of([second, third])?);
    (early > 0.0).then(|| late / early)
}
