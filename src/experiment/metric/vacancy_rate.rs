//! `vacancy-rate:FIRM:DATE:DATE`: which share of the posts is open.

use crate::experiment::History;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm {
        name: "vacancy-rate",
        asked: &[Asked::Unit, Asked::Day, Asked::Day],
        counts_exits: false,
    },
    meaning: "of the posts of the firm, filled or open, the share that was open: of all days of posts in the steps that end after the first day and not after the second; none if there are no posts",
    measure: Measure::Share,
    of: vacancy_rate,
};

/// The posts that are open in a step were not filled by those who were there when it began.
fn vacancy_rate(history: &History, outcome: &Outcome) -> Option<f64> {
    let (units, window) = outcome.unit_within();
    let (mut open, mut posts) = (0.0, 0.0);
    for week in history.steps_within(units.units(), window) {
        let vacancies = f64::from(week.step.state.vacancies) * week.days;
        open += vacancies;
        posts += vacancies + week.staff * week.days;
    }
    (posts > 0.0).then(|| open / posts)
}
