//! **turmoil**: what an ouster, a crisis or the loss of colleagues does to the people who stay.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::quantity::Days;
use crate::quantity::HalfLife;
use crate::quantity::Positive;
use crate::quantity::Share;
use crate::scenario::written::not_negative;

/// Parameters of turmoil, which is a fast part plus a slow part.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Turmoil {
    /// Half-life of the fast part. Default 21 days. Status S (A76, A88).
    pub fast_half_life: HalfLife,
    /// Half-life of the slow part, which is lost trust. Default 270 days. Status S (A76, A88).
    pub slow_half_life: HalfLife,
    /// The share of a jump that goes to the slow part. Default 0.5. Status S (A76, A88).
    pub slow_share: Share,
    /// The jump at an ouster, in units of turmoil. Default 3. Status S (A76).
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    pub ouster_jump: f64,
    /// The jump at a leader's exit by script, in units of turmoil. Default 0.7. Status S, 0.4 to 1 (A76).
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    pub departure_jump: f64,
    /// The jump at a layoff for each share of the staff that is laid off: 2 is one unit for a layoff of a
    /// half. Default 2. Status F.
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    pub layoff_jump: f64,
    /// Crises of its own that any firm with staff has in a year, whatever the script says. Default 0.02.
    /// Status F.
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    pub crisis_rate: f64,
    /// The jump at such a crisis, in units of turmoil. Default 1. Status F.
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    pub crisis_jump: f64,
    /// The rise for each share of the staff that is lost in a step, those laid off by script aside.
    /// Default 0.5. Status F.
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    pub rise_per_share_lost: f64,
    /// What turmoil never exceeds: no jump and no loss takes it further. Default: as far as they take it.
    /// Status F.
    pub cap: Option<Positive>,
    /// The share of turmoil that a reinstatement leaves. Default 0.5. Status S (A76, A88).
    pub left_after_reinstatement: Share,
}

impl Default for Turmoil {
    fn default() -> Self {
        let half_life = |days| HalfLife::new(Days(days)).expect("longer than nothing");
        let half = Share::new(0.5).expect("one half is a share");
        Self {
            fast_half_life: half_life(21.0),
            slow_half_life: half_life(270.0),
            slow_share: half,
            ouster_jump: 3.0,
            departure_jump: 0.7,
            layoff_jump: 2.0,
            crisis_rate: 0.02,
            crisis_jump: 1.0,
            rise_per_share_lost: 0.5,
            cap: None,
            left_after_reinstatement: half,
        }
    }
}
