//! What happens at a date because the scenario says so.

use crate::quantity::Date;
use crate::quantity::UnitId;

/// A scripted event.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its name in the scenario.
    pub name: String,
    /// A few words for charts.
    pub label: String,
    /// The day; its effects begin with it.
    pub date: Date,
    /// What happens.
    pub kind: EventKind,
}

/// The kinds of events.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum EventKind {
    /// A leader is thrown out: turmoil jumps.
    Ouster {
        /// The firm: one that is written out.
        firm: UnitId,
        /// The jump of turmoil; the mechanism's own if `None`.
        jump: Option<f64>,
    },
    /// The ouster is taken back: a share of the turmoil is left.
    Reinstatement {
        /// The firm: one that is written out.
        firm: UnitId,
    },
}
