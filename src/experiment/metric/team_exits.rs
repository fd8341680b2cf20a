//! `team-exits:TEAM:DATE:DATE`: how many of a team leave its firm in a window.

use crate::experiment::Ending;
use crate::experiment::History;
use crate::experiment::Leaving;
use crate::scenario::Argument;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm {
        name: "team-exits",
        asked: &[Asked::Team, Asked::Day, Asked::Day],
        counts_exits: true,
    },
    meaning: "members of the team who left the firm for another one, or the field, from the first day on and before the second; dismissals do not count, and several teams are taken together; none if nobody had been picked or hired by then",
    measure: Measure::People,
    of: team_exits,
};

fn team_exits(history: &History, outcome: &Outcome) -> Option<f64> {
    let [Argument::Team(ref name), Argument::Date(from), Argument::Date(until)] =
        outcome.arguments[..]
    else {
        outcome.misread()
    };
    let record = history.teams.iter().find(|record| record.name == *name)?;
    let members = record.teams.iter().flatten().filter(|member| member.since < until);
    let mut members = members.peekable();
    members.peek()?;
    let counts = |leaving: &Leaving| {
        let is_choice = !matches!(leaving.ending, Ending::Dismissal);
        is_choice
            && from <= leaving.date
            && leaving.date < until
            && !(outcome.unscripted && leaving.scripted)
    };
    Some(members.filter_map(|member| member.left).filter(counts).count() as f64)
}
