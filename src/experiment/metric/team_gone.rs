//! `team-gone:TEAM:DATE`: which share of a team has left its firm.

use crate::experiment::History;
use crate::experiment::Leaving;
use crate::experiment::TeamMember;
use crate::scenario::Argument;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;
use crate::stats::mean;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm { name: "team-gone", asked: &[Asked::Team, Asked::Date], counts_exits: true },
    meaning: "of the members of the team who were picked or hired before the date, the share that had left the firm before it, for whatever reason; the mean over teams if there are several; none if nobody was",
    measure: Measure::Share,
    of: team_gone,
};

fn team_gone(history: &History, outcome: &Outcome) -> Option<f64> {
    let shares = shares_gone(history, outcome);
    (!shares.is_empty()).then(|| mean(&shares))
}

/// Of each team that there was before the date the share of its members that had left by then. Where only
/// choices count, those who left by script are no members.
pub(super) fn shares_gone(history: &History, outcome: &Outcome) -> Vec<f64> {
    let [Argument::Team(ref name), Argument::Date(date)] = outcome.arguments[..] else {
        outcome.misread()
    };
    let record = history.teams.iter().find(|record| record.name == *name);
    let share = |members: &Vec<TeamMember>| {
        let there = members.iter().filter(|member| member.since < date);
        let left = there.map(|member| member.left.filter(|leaving| leaving.date < date));
        let counts = |left: &Option<Leaving>| {
            !(outcome.unscripted && left.is_some_and(|leaving| leaving.scripted))
        };
        let gone = left.filter(counts).map(|left| f64::from(u8::from(left.is_some())));
        let gone: Vec<f64> = gone.collect();
        (!gone.is_empty()).then(|| mean(&gone))
    };
    record.into_iter().flat_map(|record| &record.teams).filter_map(share).collect()
}
