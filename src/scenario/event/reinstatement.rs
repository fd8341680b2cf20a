//! `kind = "reinstatement"`: an ouster is taken back.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::de::DeTable;

use crate::quantity::UnitId;
use crate::scenario::Event;
use crate::scenario::EventKind;
use crate::scenario::reading::Reading;

/// An ouster is taken back: a share of the turmoil is left.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReinstatementSpec {
    /// The firm: one that is written out.
    firm: String,
}

/// Reads a reinstatement.
pub(super) fn read<'t>(
    reading: &mut Reading<'t>,
    at: &[&str],
    table: DeTable<'t>,
) -> Option<EventKind> {
    let spec: ReinstatementSpec = reading.read(at, table)?;
    let firm = reading.named_firm(&spec.firm, &reading.span(&[at, &["firm"]].concat()))?;
    Some(EventKind::Reinstatement { firm })
}

/// Complains of a reinstatement that nobody was ousted before.
pub(super) fn check(reading: &mut Reading<'_>, events: &[Event], event: &Event, firm: UnitId) {
    let is_ouster = |other: &&Event| {
        matches!(other.kind, EventKind::Ouster { firm: of, .. } if of == firm)
            && other.date < event.date
    };
    if events.iter().any(|other| is_ouster(&other)) || reading.is_doubtful(&["event"]) {
        return;
    }
    let path = ["event", &event.name, "firm"];
    let complaint = reading
        .at(&path, format!("`{}` takes back an ouster that never was", event.name))
        .label(format!("nobody is ousted here before {}", event.date))
        .hint("add an event of kind `ouster` for the firm, or switch this one off with `enabled = false`");
    reading.complain(complaint);
}
