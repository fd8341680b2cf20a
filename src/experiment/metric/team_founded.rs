//! `team-founded:TEAM:DATE`: which share of those who left a team has begun firms.

use crate::experiment::History;
use crate::experiment::TeamMember;
use crate::quantity::Date;
use crate::scenario::Argument;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm {
        name: "team-founded",
        asked: &[Asked::Team, Asked::Date],
        counts_exits: false,
    },
    meaning: "of the members who had left the firm before the date, the share that had begun a firm by then, as founders or asked along by one; of several teams that of the one that has lost most members, and among equals has begun most; none if nobody has left",
    measure: Measure::Share,
    of: team_founded,
};

fn team_founded(history: &History, outcome: &Outcome) -> Option<f64> {
    let [Argument::Team(ref name), Argument::Date(date)] = outcome.arguments[..] else {
        outcome.misread()
    };
    let record = history.teams.iter().find(|record| record.name == *name)?;
    let most = record.teams.iter().map(|members| left_and_begun(members, date)).max()?;
    let (left, begun) = most;
    (left > 0).then(|| begun as f64 / left as f64)
}

/// How many of a team had left before a date, and how many of those had begun a firm.
fn left_and_begun(members: &[TeamMember], date: Date) -> (usize, usize) {
    let gone = |member: &&TeamMember| member.left.is_some_and(|leaving| leaving.date < date);
    let begun = |member: &&TeamMember| member.began.is_some_and(|day| day < date);
    let left: Vec<&TeamMember> = members.iter().filter(gone).collect();
    (left.len(), left.iter().copied().filter(|member| begun(member)).count())
}
