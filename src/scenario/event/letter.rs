//! `kind = "letter"`: the staff of a firm threatens to leave.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::de::DeTable;

use crate::quantity::Date;
use crate::quantity::Days;
use crate::quantity::Moment;
use crate::quantity::UnitId;
use crate::scenario::EventKind;
use crate::scenario::reading::Reading;
use crate::scenario::spec::PositionSpec;
use crate::scenario::written::Coordinate;
use crate::scenario::written::PathValue;
use crate::scenario::written::Table;

/// Hours of a day.
const HOURS: f64 = 24.0;

/// A letter that people sign: they will leave together unless a reinstatement meets their demand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LetterEvent {
    /// The firm, one that is written out, whose staff can sign.
    pub firm: UnitId,
    /// When on its day it begins, in hours from midnight.
    pub hour: f64,
    /// How long it can be signed; at the end the demand has been met, or is refused.
    pub duration: Days,
    /// The mission of the board, safety to speed and research to product; the firm's where none is given.
    pub board: [Option<f64>; 2],
}

impl LetterEvent {
    /// The first instant at which it can be signed.
    pub fn start(&self, date: Date) -> Moment {
        date.midnight().plus(Days(self.hour / HOURS))
    }

    /// The instant from which on it cannot be signed.
    pub fn end(&self, date: Date) -> Moment {
        self.start(date).plus(self.duration)
    }
}

/// People sign that they will leave together, unless their demand is met: by a reinstatement at the firm,
/// from the first day of the letter on. If there is none, it is refused when the letter ends, and who has
/// signed is offered what a guarantee holds out.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LetterSpec {
    /// The firm: one that is written out.
    firm: String,
    /// The hour of the day at which it begins. Default 8.
    hour: Option<u32>,
    /// How long it can be signed. Default 2 days.
    #[serde(rename = "for")]
    duration: Option<Days>,
    /// The mission of the board. Default: that of the firm.
    #[serde(default)]
    board: Table<PositionSpec<Coordinate>>,
}

/// Reads a letter.
pub(super) fn read<'t>(
    reading: &mut Reading<'t>,
    at: &[&str],
    table: DeTable<'t>,
) -> Option<EventKind> {
    let spec: LetterSpec = reading.read(at, table)?;
    let firm = reading.named_firm(&spec.firm, &reading.span(&[at, &["firm"]].concat()));
    let hour = spec.hour.unwrap_or(8);
    let duration = spec.duration.unwrap_or(Days(2.0));
    let mut wrong = |key: &str, expected: &str| {
        let at = [at, &[key]].concat();
        let complaint = reading.at(&at, "a letter that cannot be signed").label(expected);
        reading.complain(complaint);
        None
    };
    if hour > 23 {
        return wrong("hour", "expected an hour from 0 to 23");
    }
    if !(duration.0 > 0.0 && duration.0 <= 60.0) {
        return wrong("for", "expected a time above 0, and at most 60 days");
    }
    let board = [spec.board.0.x, spec.board.0.y].map(|axis| axis.map(PathValue::number));
    Some(EventKind::Letter(LetterEvent { firm: firm?, hour: f64::from(hour), duration, board }))
}
