//! **frontier**: who is ahead, who is thought to be, and whom that draws.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::quantity::Days;
use crate::quantity::HalfLife;
use crate::scenario::written::not_negative;

/// Parameters of the frontier. What a lead is worth to people is a taste; the leads are paths of firms.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Frontier {
    /// By how many months the lead of a firm departs from its path in the long run for each unit of the
    /// logarithm of its talent per planned post, against what it began with. Default 6. Status F (A109).
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    pub response: f64,
    /// The same for its training budget against the greatest one. Default 3. Status F.
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    pub compute_response: f64,
    /// How long it takes until about two thirds of that are there. Default 270 days. Status F (A109).
    pub lag: Days,
    /// By how many months the lead that people expect falls when a leader leaves. Default 3. Status F (A90).
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    pub leader_exit: f64,
    /// By how many months it falls for each share of the firm's stars that leaves: 6 is three months for a
    /// half of them. Default 6. Status F (A95).
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    pub star_exit: f64,
    /// The half-life of these falls. Default 180 days. Status F (A90).
    pub memory: HalfLife,
    /// How strongly the lead and the stars of a firm draw those who apply by themselves: 0 is not at all.
    /// Default 0.5. Status F (A110, A112).
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    pub magnet: f64,
    /// The stars with which a firm whose lead is 0 draws as many as without a magnet. Default 3. Status F.
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    pub usual_stars: f64,
}

impl Default for Frontier {
    fn default() -> Self {
        Self {
            response: 6.0,
            compute_response: 3.0,
            lag: Days(270.0),
            leader_exit: 3.0,
            star_exit: 6.0,
            memory: HalfLife::new(Days(180.0)).expect("longer than nothing"),
            magnet: 0.5,
            usual_stars: 3.0,
        }
    }
}
