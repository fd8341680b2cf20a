//! Teams that are followed: some of the people of a firm, whose ways are told from those of the others.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::Deserializer;

use crate::quantity::Class;
use crate::quantity::Date;
use crate::quantity::UnitId;

use super::written::NotNegative;
use super::written::at_least_one;

/// Some of the people of a firm, who are followed from the day on which they are picked. Being followed
/// changes nobody's ways; being famous may.
#[derive(Debug, Clone, PartialEq)]
pub struct Team {
    /// Its name in scenario files and outcomes.
    pub name: Arc<str>,
    /// Its name in charts.
    pub label: String,
    /// The firm: one that is written out.
    pub firm: UnitId,
    /// The classes of its members.
    pub classes: Vec<Class>,
    /// Who of those in question is picked.
    pub pick: Pick,
    /// Who is in question, when, and how many are picked.
    pub members: Members,
    /// By what the hazard of founding a firm is multiplied for its members.
    pub fame: f64,
}

/// Who of those in question is picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Pick {
    /// The most talented.
    #[default]
    Talent,
    /// Those on whom the lot falls.
    Lot,
}

/// Who is in question as a member of a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Members {
    /// The staff of a day who were hired before it.
    Staff {
        /// The day; the members are picked at the start of the first step that begins on it or after it.
        formed: Date,
        /// How many are picked.
        size: u32,
        /// How many teams of that size are picked, without a member in common.
        count: u32,
    },
    /// The hires of each calendar year.
    Hires {
        /// How many are picked of each year, at its end or that of the horizon.
        per_year: u32,
        /// From which day on those count who are there at the start of the horizon; none of them if `None`.
        from: Option<Date>,
    },
}

/// Some of the people of a firm, who are followed: either so many of the staff of a day, or so many of the
/// hires of each year. Being followed changes nobody's ways.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct TeamSpec {
    /// The name in charts. Default: the name, with spaces.
    pub(super) label: Option<String>,
    /// The firm, one that is written out.
    pub(super) firm: String,
    /// The classes of the members. Default: all.
    pub(super) classes: Option<Vec<Class>>,
    /// Who of those in question is picked: those of most `talent`, or those on whom the `lot` falls. Default
    /// `talent`.
    #[serde(default)]
    pub(super) pick: Pick,
    /// The day on which the team is picked of the staff who were hired before it; with `size`. Default: it
    /// is picked of hires.
    pub(super) formed: Option<Date>,
    /// How many are picked on the day `formed`, and nobody else.
    #[serde(default, deserialize_with = "number")]
    #[schemars(range(min = 1))]
    pub(super) size: Option<u32>,
    /// How many teams of that size are picked on the day `formed`, the next ones of those who are left.
    /// Default 1.
    #[serde(default, deserialize_with = "number")]
    #[schemars(range(min = 1))]
    pub(super) count: Option<u32>,
    /// How many are picked of the hires of each calendar year, at its end. Default: the team is picked of the
    /// staff.
    #[serde(default, deserialize_with = "number")]
    #[schemars(range(min = 1))]
    pub(super) hires_per_year: Option<u32>,
    /// From which day of hire on those count as hires who are there at the start of the horizon; with
    /// `hires-per-year`. Default: none of them.
    pub(super) from: Option<Date>,
    /// By what the hazard of founding a firm is multiplied for its members. Default 1. Status S (A15).
    #[serde(default = "not_famous")]
    pub(super) fame: NotNegative,
}

fn number<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u32>, D::Error> {
    at_least_one(from).map(Some)
}

fn not_famous() -> NotNegative {
    NotNegative(1.0)
}
