//! The facts that a scenario is held against.

use std::collections::BTreeMap;
use std::path::Path;

use crate::quantity::UnitId;
use crate::scenario::Against;
use crate::scenario::Argument;
use crate::scenario::Assumption;
use crate::scenario::Contrast;
use crate::scenario::Event;
use crate::scenario::Fact;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;
use crate::scenario::Report;
use crate::scenario::Reported;
use crate::scenario::Role;
use crate::scenario::Standing;
use crate::scenario::Team;
use crate::scenario::Time;
use crate::scenario::UNSCRIPTED;
use crate::scenario::fact::FactSpec;
use crate::scenario::reading::Reading;
use crate::scenario::written::Finite;
use crate::scenario::written::Table;

use super::outcome::Question;

/// The table of facts.
const TABLE: &str = "fact";

/// What facts are read with.
pub(super) struct Asked<'a> {
    /// The horizon, if it could be read.
    pub(super) time: Option<Time>,
    /// What an outcome may name.
    pub(super) metrics: &'a [MetricForm],
    /// What may lie outside the horizon: facts as `fact.NAME`.
    pub(super) may_be_left_out: &'a [String],
    /// What happens by script.
    pub(super) script: Script<'a>,
}

/// What happens by script, and to whom.
pub(super) struct Script<'a> {
    /// The events within the horizon.
    pub(super) events: &'a [Event],
    /// The roles.
    pub(super) roles: &'a [Role],
    /// The teams that are followed.
    pub(super) teams: &'a [Team],
}

/// The facts that are meant, in the order of their names. Their sources are theirs, and taken out of the
/// assumptions: what a scenario is held against is none.
pub(super) fn facts(
    reading: &mut Reading<'_>,
    specs: BTreeMap<String, Table<FactSpec>>,
    asked: &Asked<'_>,
    assumptions: &mut Vec<Assumption>,
) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (name, Table(spec)) in specs {
        let path = format!("{TABLE}.{name}");
        let place = assumptions.iter().position(|assumption| assumption.path == path);
        let source = place.and_then(|place| assumptions.remove(place).source);
        let (claim, says) = (spec.claim.clone(), spec.says.clone());
        let standing = standing(reading, &name, spec, asked);
        facts.extend(standing.map(|standing| Fact { name, claim, says, source, standing }));
    }
    check_script(reading, asked, &facts);
    facts
}

/// The facts that lie outside the horizon, as `left-out` has them.
pub(super) fn beyond(facts: &[Fact]) -> Vec<String> {
    let beyond = facts.iter().filter(|fact| fact.standing == Standing::Beyond);
    beyond.map(|fact| format!("{TABLE}.{}", fact.name)).collect()
}

fn standing(
    reading: &mut Reading<'_>,
    name: &str,
    spec: FactSpec,
    asked: &Asked<'_>,
) -> Option<Standing> {
    if reading.is_doubtful(&[TABLE, name, "given"]) {
        return None;
    }
    if let Some(reason) = spec.given {
        return Some(Standing::Given(reason));
    }
    let path = [TABLE, name, "outcome"];
    let reported = reported(reading, name, [spec.value, spec.low, spec.high]);
    let against = against(reading, name, &spec);
    let Some(text) = spec.outcome else {
        if !reading.is_doubtful(&path) {
            let complaint = reading.at(&path, format!("the fact `{name}` has no `outcome`"));
            reading.complain(
                complaint.hint(
                    "say what of a run it is held against, or with `given` why it is an input",
                ),
            );
        }
        return None;
    };
    let span = reading.span(&path);
    let question = Question::new(reading, asked.time, span).of_any_day();
    let outcome = { question }.outcome(&text, asked.metrics);
    let (outcome, reported) = (outcome?, reported?);
    if lies_beyond(&outcome, asked.time?) {
        check_excused(reading, name, asked);
        return Some(Standing::Beyond);
    }
    Some(Standing::Scored(Report { outcome, reported, trials: spec.n, against }))
}

/// The number, by what of it is written: a value has both ends, and an end alone is a bound.
fn reported(
    reading: &mut Reading<'_>,
    name: &str,
    written: [Option<Finite>; 3],
) -> Option<Reported> {
    let doubtful =
        ["value", "low", "high"].iter().any(|key| reading.is_doubtful(&[TABLE, name, key]));
    let (message, hint) = match written.map(|number| number.map(|number| number.0)) {
        _ if doubtful => return None,
        [Some(value), Some(low), Some(high)] if low <= value && value <= high && low < high => {
            return Some(Reported::Value { value, low, high });
        }
        [None, Some(low), None] => return Some(Reported::AtLeast(low)),
        [None, None, Some(high)] => return Some(Reported::AtMost(high)),
        [Some(value), Some(low), Some(high)] => (
            format!("{value} is no value from {low} to {high}"),
            "write `low`, `value` and `high` in ascending order, with the ends apart",
        ),
        [Some(_), ..] => (
            format!("the fact `{name}` has a value, and lacks an end of what it may be"),
            "write both `low` and `high`, or one of them alone for \"at least\" or \"at most\"",
        ),
        [None, ..] => (
            format!("the fact `{name}` reports no number"),
            "write `value`, `low` and `high`, or `low` or `high` alone for \"at least\" or \"at most\"",
        ),
    };
    reading.complain(reading.at(&[TABLE, name, "value"], message).hint(hint));
    None
}

/// The other world of a fact, if it has one.
fn against(reading: &mut Reading<'_>, name: &str, spec: &FactSpec) -> Option<Against> {
    if let Some(file) = &spec.against {
        let stem = Path::new(file).file_stem().unwrap_or_default();
        let contrast = spec.contrast.unwrap_or(Contrast::Difference);
        return Some(Against { scenario: stem.to_string_lossy().into_owned(), contrast });
    }
    if spec.contrast.is_some() && !reading.is_doubtful(&[TABLE, name, "against"]) {
        let complaint = reading.at(&[TABLE, name, "as"], "`as` compares with no other world");
        reading.complain(complaint.hint("name the file of the other scenario in `against`"));
    }
    None
}

/// Whether a day that an outcome asks about lies outside the horizon, or a part of its window does.
fn lies_beyond(outcome: &Outcome, time: Time) -> bool {
    let days = outcome.arguments.iter().filter_map(|argument| match argument {
        Argument::Date(date) => Some(*date),
        _ => None,
    });
    let days: Vec<_> = days.collect();
    match days[..] {
        [day] => day <= time.start || time.end <= day,
        _ => days.iter().any(|&day| day < time.start || time.end < day),
    }
}

/// A fact outside a horizon that was written later is left out, as events are; beside its horizon it is a
/// mistake.
fn check_excused(reading: &mut Reading<'_>, name: &str, asked: &Asked<'_>) {
    let path = [TABLE, name, "outcome"];
    let horizon = ["start", "end"].map(|end| reading.layer(&["time", end])).into_iter().max();
    let inherited = Some(reading.layer(&path)) < horizon;
    let listed = asked.may_be_left_out.iter().any(|left| *left == format!("{TABLE}.{name}"));
    if !inherited && !listed && !reading.is_doubtful(&["left-out"]) {
        let complaint = reading
            .at(&path, format!("the fact `{name}` asks about days outside the horizon"))
            .hint("move the days or the horizon, or switch it off with `enabled = false`");
        reading.complain(complaint);
    }
}

/// Complains of facts that count what the scenario scripts: it is given, and no evidence.
fn check_script(reading: &mut Reading<'_>, asked: &Asked<'_>, facts: &[Fact]) {
    let script = &asked.script;
    for fact in facts {
        let Some(report) = fact.report() else { continue };
        let Outcome { metric, unscripted, .. } = &report.outcome;
        let mut forms = asked.metrics.iter().filter(|form| form.name == *metric);
        let counts = forms.any(|form| form.counts_exits) && !unscripted;
        let left = script.left(&report.outcome);
        let exits = |event: &&Event| {
            event.exits_from(script.roles).is_some_and(|firm| left.contains(&firm))
        };
        let (true, Some(event)) = (counts, script.events.iter().find(exits)) else { continue };
        let complaint = reading
            .at(
                &[TABLE, &fact.name, "outcome"],
                format!("the fact `{}` counts exits that the scenario scripts", fact.name),
            )
            .label(format!("such as those of the event `{}`", event.name))
            .hint(format!("what is scripted is no evidence: add `:{UNSCRIPTED}` to the outcome"));
        reading.complain(complaint);
    }
}

impl Script<'_> {
    /// The firms whose leavers an outcome counts: those that it names first.
    fn left(&self, outcome: &Outcome) -> Vec<UnitId> {
        let firms = outcome.arguments.iter().find_map(|argument| match argument {
            Argument::Units(scope) => Some(scope.units().to_vec()),
            Argument::Team(name) => {
                let teams = self.teams.iter().filter(|team| team.name == *name);
                Some(teams.map(|team| team.firm).collect())
            }
            Argument::Region(_)
            | Argument::Class(_)
            | Argument::Percentile(_)
            | Argument::Date(_)
            | Argument::Money(_)
            | Argument::Match(_) => None,
        });
        firms.unwrap_or_default()
    }
}
