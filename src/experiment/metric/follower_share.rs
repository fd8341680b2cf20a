//! `follower-share:FIRM`: which share of leavers has followed somebody.

use crate::experiment::History;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm { name: "follower-share", asked: &[Asked::Unit], counts_exits: false },
    meaning: "of the people who left the firm for another one, the share whose offer followed from the leaving of a team-mate, a tie or a leader: where the branching ratio of contagion is below 1 its measure; none if nobody left",
    measure: Measure::Share,
    of: follower_share,
};

fn follower_share(history: &History, outcome: &Outcome) -> Option<f64> {
    let units = outcome.unit();
    let followers: f64 =
        history.steps_together(units.units()).map(|(_, step)| f64::from(step.followers)).sum();
    let left = history.quits(units.units(), false);
    (left > 0.0).then(|| followers / left)
}
