//! `team-gone-most:TEAM:DATE`: which share of the team has left that has lost most.

use crate::experiment::History;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;
use super::team_gone::shares_gone;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm {
        name: "team-gone-most",
        asked: &[Asked::Team, Asked::Date],
        counts_exits: true,
    },
    meaning: "the same in the team that has lost the greatest share",
    measure: Measure::Share,
    of: team_gone_most,
};

fn team_gone_most(history: &History, outcome: &Outcome) -> Option<f64> {
    shares_gone(history, outcome).into_iter().reduce(f64::max)
}
