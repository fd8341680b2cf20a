//! **letter**: a threat that people make together, and on one condition.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::quantity::LogPoints;
use crate::quantity::Share;
use crate::quantity::Spread;
use crate::scenario::written::not_negative;

/// Parameters of letters: who has not signed looks from time to time, and signs if the share that he sees
/// exceeds his threshold. Signing alone moves nobody.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Letter {
    /// The share of signatures from which on somebody signs in calm. Default normal, mean 0.4 and deviation
    /// 0.2. Status S (A22): only that it falls below 0.29 in the coup is pinned.
    pub threshold: Spread,
    /// How often somebody looks, an hour. Default 0.5. Status F.
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    pub look_rate: f64,
    /// The share of the signatures that can be seen. Default 1. Status F.
    pub visible: Share,
    /// By how much a unit of turmoil lowers the threshold. Default 0.03. Status F (A76).
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    pub turmoil: f64,
    /// By how much half the squared distance between a person and the board lowers it. Default 0.1.
    /// Status F (A82).
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    pub misfit: f64,
    /// By how much it lowers it that a leader was ousted in the month before. Default 0.05.
    /// Status F (A75).
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    pub leader: f64,
    /// By how much a guaranteed job elsewhere lowers it. Default 0.1. Status F (A24).
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    pub guarantee: f64,
    /// By how much hope that all will be repaired raises it at first; it is gone at the end of the letter.
    /// Default 0.1. Status F (A78).
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    pub hope: f64,
    /// What the offer to all together is worth for the leader's sake, once the demand is refused, in log
    /// points. Default 0.4. Status F (A74, A75).
    pub pull: LogPoints,
    /// What it costs, in log points, that the laboratory they go to lags behind. Default 0.13: 6 months at
    /// 0.26 a year. Status F (A80).
    pub lag: LogPoints,
}

impl Default for Letter {
    fn default() -> Self {
        Self {
            threshold: Spread::Normal { mean: 0.4, deviation: 0.2 },
            look_rate: 0.5,
            visible: Share::new(1.0).expect("1 is a share"),
            turmoil: 0.03,
            misfit: 0.1,
            leader: 0.05,
            guarantee: 0.1,
            hope: 0.1,
            pull: LogPoints::new(0.4).expect("0.4 is finite"),
            lag: LogPoints::new(0.13).expect("0.13 is finite"),
        }
    }
}
