//! The roles that are meant.

use std::collections::BTreeMap;

use crate::quantity::LogPoints;
use crate::scenario::Role;
use crate::scenario::reading::Reading;
use crate::scenario::spec::RoleSpec;
use crate::scenario::written::Table;

/// The roles, in the order of their names. A role of a firm that does not exist is complained of, and left
/// out, so that positions are those of the names only if nothing was complained of.
pub(super) fn roles(
    reading: &mut Reading<'_>,
    specs: BTreeMap<String, Table<RoleSpec>>,
) -> Vec<Role> {
    let mut roles = Vec::new();
    for (name, Table(spec)) in specs {
        let span = reading.span(&["role", &name, "firm"]);
        let Some(firm) = reading.named_firm(&spec.firm, &span) else { continue };
        roles.push(Role {
            label: spec.label.unwrap_or_else(|| name.replace('-', " ")),
            firm,
            class: spec.class,
            is_leader: spec.leader,
            talent: spec.talent.map(LogPoints::get),
            name,
        });
    }
    roles
}
