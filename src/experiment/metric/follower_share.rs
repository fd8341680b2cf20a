//! `follower-share:FIRM`: which share of exits has followed another.

use crate::experiment::History;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm { name: "follower-share", asked: &[Asked::Unit], counts_exits: false },
    meaning: "of the people who left the firm for another one, or the field, the share whose offer followed from the leaving of a team-mate, a tie or a leader: where the branching ratio of contagion is below 1 its measure; none if nobody left",
    measure: Measure::Share,
    of: follower_share,
};

/// An exit is what others may follow: a move, or leaving the field, but no dismissal.
fn follower_share(history: &History, outcome: &Outcome) -> Option<f64> {
    let units = outcome.unit();
    let (mut followers, mut exits) = (0.0, 0.0);
    for (_, step) in history.steps_together(units.units()) {
        followers += f64::from(step.followers);
        exits += f64::from(step.quits + step.other_separations);
    }
    (exits > 0.0).then(|| followers / exits)
}
