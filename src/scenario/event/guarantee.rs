//! `kind = "guarantee"`: a firm has jobs for all who sign a letter.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::de::DeTable;

use crate::quantity::UnitId;
use crate::scenario::Event;
use crate::scenario::EventKind;
use crate::scenario::reading::Reading;

/// A firm guarantees a job to everybody on the staff of another one, should they leave together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guarantee {
    /// Who guarantees: a firm that is written out.
    pub firm: UnitId,
    /// Whose staff: another one, of which there is a letter.
    pub target: UnitId,
}

/// A firm guarantees a job to all who have signed a letter, should the demand be refused.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct GuaranteeSpec {
    /// Who guarantees: a firm that is written out.
    firm: String,
    /// The firm whose staff signs: another one that is written out, with an event of kind `letter`.
    target: String,
}

/// Reads a guarantee.
pub(super) fn read<'t>(
    reading: &mut Reading<'t>,
    at: &[&str],
    table: DeTable<'t>,
) -> Option<EventKind> {
    let spec: GuaranteeSpec = reading.read(at, table)?;
    let firm = reading.named_firm(&spec.firm, &reading.span(&[at, &["firm"]].concat()));
    let target = reading.named_firm(&spec.target, &reading.span(&[at, &["target"]].concat()));
    let (firm, target) = (firm?, target?);
    if firm == target {
        let at = [at, &["target"]].concat();
        let complaint =
            reading.at(&at, format!("`{}` guarantees jobs to its own staff", spec.firm));
        reading.complain(complaint.hint("name the firm whose staff signs a letter"));
        return None;
    }
    Some(EventKind::Guarantee(Guarantee { firm, target }))
}

/// Complains of a guarantee that no letter could call in.
pub(super) fn check(
    reading: &mut Reading<'_>,
    events: &[Event],
    event: &Event,
    guarantee: Guarantee,
) {
    let is_letter = |other: &&Event| match &other.kind {
        EventKind::Letter(letter) => {
            letter.firm == guarantee.target && event.date.midnight() < letter.end(other.date)
        }
        _ => false,
    };
    if events.iter().any(|other| is_letter(&other)) || reading.is_doubtful(&["event"]) {
        return;
    }
    let path = ["event", &event.name, "target"];
    let complaint = reading
        .at(&path, "a guarantee that nobody can call in")
        .label(format!("no letter of its staff goes on after {}", event.date))
        .hint("add an event of kind `letter` for the firm, or switch this one off with `enabled = false`");
    reading.complain(complaint);
}
