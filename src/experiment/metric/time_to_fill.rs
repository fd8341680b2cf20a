//! `time-to-fill:FIRM:DATE:DATE`: how long it takes to fill the posts that are open.

use crate::experiment::History;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm {
        name: "time-to-fill",
        asked: &[Asked::Unit, Asked::Day, Asked::Day],
        counts_exits: false,
    },
    meaning: "how many days the open posts would take to fill at the pace of the steps that end after the first day and not after the second: open posts on average over posts filled a day, which is for how long posts are open where as many open as are filled; none if none was filled, or the firm cannot run out of posts",
    measure: Measure::Days,
    of: time_to_fill,
};

/// By the law of Little (1961) the time for which posts are open, in a market that stands still: of what comes and goes there
/// is on average as much as comes in the time that it stays. Elsewhere it may be longer than the days that are looked
/// at. A post counts from the step after the one in which it opens; who enters the market takes none, nor does who
/// comes with a letter's unit or a firm that was bought, or founds the firm.
fn time_to_fill(history: &History, outcome: &Outcome) -> Option<f64> {
    let (units, window) = outcome.unit_within();
    let (mut post_days, mut filled) = (0.0, 0.0);
    for &unit in units.units() {
        let steps = history.steps_within(&[unit], window);
        let open: f64 =
            steps.iter().map(|week| f64::from(week.step.state.vacancies) * week.days).sum();
        // A firm that cannot run out of posts has none that could be filled.
        if open > 0.0 {
            post_days += open;
            filled += steps.iter().map(|week| f64::from(week.step.posts_filled())).sum::<f64>();
        }
    }
    (filled > 0.0).then(|| post_days / filled)
}
