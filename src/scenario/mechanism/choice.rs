//! **choice**: how somebody answers an offer.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::quantity::LogPoints;
use crate::quantity::Positive;
use crate::quantity::Share;
use crate::scenario::written::not_negative;

/// Parameters of choice: a logit whose noise is partly a fixed trait of the pair of person and firm.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Choice {
    /// Scale of the noise, in log points. Default 0.4. Status L: quit elasticities of 1 to 3
    /// (Manning 2003; Webber 2015).
    pub noise_scale: Positive,
    /// The share of the noise's variance that belongs to the pair for good. Default 0.67. Status S;
    /// an alias of the cost of moving.
    pub persistent_share: Share,
    /// The curvature of the utility of wealth: 1 is the logarithm, more makes the next million worth
    /// less. Default 2. Status S (A46).
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    pub curvature: f64,
    /// By how much a perfect match with the present employer's mission damps the pull of money.
    /// Default 0.7. Status S (A97).
    pub damping: Share,
    /// What moving costs, in log points. Default 0.53. Status S; an alias of the offer rate.
    pub cost_of_moving: LogPoints,
}

impl Default for Choice {
    fn default() -> Self {
        Self {
            noise_scale: Positive::new(0.4).expect("0.4 is above 0"),
            persistent_share: Share::new(0.67).expect("0.67 is a share"),
            curvature: 2.0,
            damping: Share::new(0.7).expect("0.7 is a share"),
            cost_of_moving: LogPoints::new(0.53).expect("0.53 is finite"),
        }
    }
}
