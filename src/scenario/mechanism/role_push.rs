//! **role-push**: people who came to do research are made to build products.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::quantity::DAYS_PER_MONTH;
use crate::quantity::Days;
use crate::quantity::HalfLife;
use crate::quantity::MonthlyRate;
use crate::scenario::written::not_negative;

/// Parameters of role-push: whoever was hired to more research than the firm now does keeps it until
/// pushed.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct RolePush {
    /// How often somebody's work is brought into line with what the firm does by then. Default 0.1 a
    /// month. Status F.
    pub reassignment: MonthlyRate,
    /// The turmoil of one's own that it brings, per unit of research share lost. Default 2. Status F
    /// (A106).
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    pub jump: f64,
    /// The half-life of that turmoil. Default 6 months. Status F.
    pub half_life: HalfLife,
}

impl Default for RolePush {
    fn default() -> Self {
        Self {
            reassignment: MonthlyRate::new(0.1).expect("0.1 is not below 0"),
            jump: 2.0,
            half_life: HalfLife::new(Days(6.0 * DAYS_PER_MONTH)).expect("longer than nothing"),
        }
    }
}
