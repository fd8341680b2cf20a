//! `kind = "acquihire"`: a firm buys another one for its people.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::de::DeTable;

use crate::quantity::Index;
use crate::quantity::Share;
use crate::quantity::UnitId;
use crate::scenario::Event;
use crate::scenario::EventKind;
use crate::scenario::Firm;
use crate::scenario::reading::Reading;
use crate::scenario::written::NotNegative;

/// Most of the staff of a firm moves to another one in one step, and nobody is asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AcquihireEvent {
    /// Who buys: a firm that is written out.
    pub firm: UnitId,
    /// Whose people: another firm that is written out.
    pub target: UnitId,
    /// The share of the staff that moves, each with this probability; leaders do anyway.
    pub share: f64,
    /// The jump of turmoil at the target; that of the mechanism at a leader's exit if `None`.
    pub jump: Option<f64>,
    /// Whether the review of **policy**, if there is one, applies to it.
    pub reviewed: bool,
}

/// A firm buys the people of another one: most of them move in one step without having chosen, at the
/// same pay or the buyer's band.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AcquihireSpec {
    /// Who buys: a firm that is written out.
    firm: String,
    /// Whose people: another firm that is written out.
    target: String,
    /// The share of the staff that moves: each of them with this probability, and leaders in any case.
    /// Default 0.85. Status F: most of the staff (A7).
    share: Option<Share>,
    /// The jump of turmoil at the target on the day on which its people go. Default: `departure-jump` of
    /// the mechanism, as at a leader's exit.
    jump: Option<NotNegative>,
    /// Whether the review of `[mechanism.policy]`, if there is one, applies to it. Default `true`.
    reviewed: Option<bool>,
}

/// Reads an acqui-hire.
pub(super) fn read<'t>(
    reading: &mut Reading<'t>,
    at: &[&str],
    table: DeTable<'t>,
) -> Option<EventKind> {
    const SHARE: f64 = 0.85;
    let spec: AcquihireSpec = reading.read(at, table)?;
    let firm = reading.named_firm(&spec.firm, &reading.span(&[at, &["firm"]].concat()));
    let target = reading.named_firm(&spec.target, &reading.span(&[at, &["target"]].concat()));
    let (firm, target) = (firm?, target?);
    if firm == target {
        let at = [at, &["target"]].concat();
        let complaint = reading.at(&at, format!("`{}` buys its own people", spec.firm));
        reading.complain(complaint.hint("name the firm whose people it buys"));
        return None;
    }
    let share = spec.share.map_or(SHARE, Share::get);
    let jump = spec.jump.map(|jump| jump.0);
    let reviewed = spec.reviewed.unwrap_or(true);
    Some(EventKind::Acquihire(AcquihireEvent { firm, target, share, jump, reviewed }))
}

/// Complains of a deal with a firm that is not there yet, and of two deals of one firm on one day.
pub(super) fn check(
    reading: &mut Reading<'_>,
    events: &[Event],
    event: &Event,
    deal: AcquihireEvent,
    firms: &[Firm],
) {
    let again = |other: &&Event| {
        let same = matches!(other.kind, EventKind::Acquihire(of) if of.target == deal.target);
        same && other.date == event.date && other.name < event.name
    };
    if let Some(other) = events.iter().find(again) {
        let message = format!("the firm is bought twice on {}", event.date);
        let complaint = reading.at(&["event", &event.name, "target"], message);
        reading.complain(complaint.label(format!("`{}` says so too", other.name)));
    }
    for (key, unit) in [("firm", deal.firm), ("target", deal.target)] {
        let Some(firm) = firms.get(unit.position()) else { continue };
        let Some(founded) = firm.founded.filter(|&founded| event.date < founded) else { continue };
        let message = format!("the firm `{}` is not there on {}", firm.name, event.date);
        let complaint = reading.at(&["event", &event.name, key], message);
        reading.complain(complaint.label(format!("founded on {founded}")));
    }
}
