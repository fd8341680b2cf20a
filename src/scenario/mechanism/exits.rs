//! **exits**: jobs that end without another one.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::quantity::MonthlyRate;

/// Parameters of exits.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Exits {
    /// Dismissals per head and month. Default 0.002. Status F.
    pub dismissal: MonthlyRate,
    /// Retirement and leaving the field, per head and month. Default 0.001. Status F.
    pub leaving_the_field: MonthlyRate,
}

impl Default for Exits {
    fn default() -> Self {
        let rate = |per_month| MonthlyRate::new(per_month).expect("a rate is not below 0");
        Self { dismissal: rate(0.002), leaving_the_field: rate(0.001) }
    }
}
