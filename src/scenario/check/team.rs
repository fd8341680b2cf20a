//! The teams that are meant.

use std::collections::BTreeMap;

use crate::scenario::Members;
use crate::scenario::Team;
use crate::scenario::event::of_classes;
use crate::scenario::reading::Reading;
use crate::scenario::team::TeamSpec;
use crate::scenario::written::Table;

use super::size;

/// The teams, in the order of their names. A team of a firm that does not exist, or of nobody, is complained
/// of, and left out.
pub(super) fn teams(
    reading: &mut Reading<'_>,
    specs: BTreeMap<String, Table<TeamSpec>>,
) -> Vec<Team> {
    let mut teams = Vec::new();
    for (name, Table(spec)) in specs {
        let firm = reading.named_firm(&spec.firm, &reading.span(&["team", &name, "firm"]));
        let members = members(reading, &name, &spec);
        if spec.classes.as_ref().is_some_and(Vec::is_empty) {
            let at = ["team", &name, "classes"];
            let complaint = reading.at(&at, format!("the team `{name}` has no classes"));
            reading.complain(complaint.hint("name some, or leave out `classes` for all"));
        }
        size::check_fame(reading, &name, spec.fame.0);
        let (Some(firm), Some(members)) = (firm, members) else { continue };
        teams.push(Team {
            label: spec.label.unwrap_or_else(|| name.replace('-', " ")),
            firm,
            classes: of_classes(spec.classes.as_deref()),
            pick: spec.pick,
            members,
            fame: spec.fame.0,
            name: name.into(),
        });
    }
    teams
}

/// Who is in question: what is written has to say one thing.
fn members(reading: &mut Reading<'_>, name: &str, spec: &TeamSpec) -> Option<Members> {
    match *spec {
        TeamSpec {
            formed: Some(formed),
            size: Some(size),
            hires_per_year: None,
            from: None,
            ..
        } => Some(Members::Staff { formed, size, count: spec.count.unwrap_or(1) }),
        TeamSpec {
            formed: None, size: None, hires_per_year: Some(per_year), count: None, ..
        } => Some(Members::Hires { per_year, from: spec.from }),
        _ => {
            let at = ["team", name];
            if !reading.is_doubtful(&at) {
                let message = format!("the team `{name}` does not say of whom it is picked");
                let hint =
                    "write `formed` and `size` (and `count`), or `hires-per-year` (and `from`)";
                let complaint = reading.at(&at, message).label("expected one of two ways");
                reading.complain(complaint.hint(hint));
            }
            None
        }
    }
}
