//! From when until when, and how far at a time.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::quantity::Date;
use crate::quantity::Days;

/// The horizon.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Time {
    /// The first day.
    pub start: Date,
    /// The first day that is no longer simulated.
    pub end: Date,
    /// The length of a step. Default: a week.
    #[serde(default)]
    pub step: Step,
    /// How long the market runs before the first day, unrecorded, until vacancies and offers on
    /// their way are those of a running market. Default: not at all.
    #[serde(default)]
    pub burn_in: Days,
}

/// How far the simulation moves at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// One day.
    Day,
    /// Seven days.
    #[default]
    Week,
    /// A twelfth of a mean year, 30.4375 days: not a month of the calendar.
    Month,
}
