//! **choice**: how somebody answers an offer.

use crate::quantity::LogPoints;
use crate::quantity::Positive;
use crate::quantity::Share;

/// Parameters of choice: a logit whose noise is partly a fixed trait of the pair of person and firm.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    /// Scale of the noise, in log points. Default 0.4. Status L: quit elasticities of 1 to 3
    /// (Manning 2003; Webber 2015).
    pub noise_scale: Positive,
    /// The share of the noise's variance that belongs to the pair for good. Default 0.67. Status S;
    /// an alias of the cost of moving.
    pub persistent_share: Share,
    /// What moving costs, in log points. Default 0.53. Status S; an alias of the offer rate.
    pub cost_of_moving: LogPoints,
}
