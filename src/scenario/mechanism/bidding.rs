//! **bidding**: employers answer offers with offers.

use schemars::JsonSchema;
use serde::Deserialize;
use serde::Deserializer;

use crate::quantity::LogPoints;
use crate::quantity::PerClass;
use crate::quantity::Share;
use crate::scenario::written::ByClass;
use crate::scenario::written::Table;
use crate::scenario::written::not_negative;

/// Parameters of bidding: whoever is about to leave may be kept by a counter-offer, which the other firm
/// may outbid, up to what somebody is worth to each of the two.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Bidding {
    /// The probability that a firm without a policy of its own answers an offer. Default 0.3 for every
    /// class. Status F; an alias of the offer rate.
    #[serde(deserialize_with = "matching")]
    #[schemars(with = "Table<ByClass<Share>>")]
    pub matching: PerClass<Share>,
    /// What somebody is worth to a firm that hires him alone, as a share of what he is worth with the team
    /// he works in. Default 0.8. Status F (A80).
    pub portability: Share,
    /// What a firm that does not bid for talent would pay to keep somebody, as a multiple of its band or of
    /// his pay, whichever is more. Default 1.2. Status F.
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 1))]
    pub retention_ceiling: f64,
    /// What freedom and a title come to at most, in log points, where a firm offers them against an offer.
    /// Default 0.12: as much as working wholly independently. Status F.
    pub freedom: LogPoints,
}

impl Default for Bidding {
    fn default() -> Self {
        let share = |share| Share::new(share).expect("a share lies between 0 and 1");
        Self {
            matching: PerClass([share(0.3); 4]),
            portability: share(0.8),
            retention_ceiling: 1.2,
            freedom: LogPoints::new(0.12).expect("0.12 is finite"),
        }
    }
}

/// With what a firm answers offers to its people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Counter {
    /// More pay.
    #[default]
    Money,
    /// First with freedom and a title, and for the rest with more pay.
    Freedom,
}

fn matching<'de, D: Deserializer<'de>>(from: D) -> Result<PerClass<Share>, D::Error> {
    Ok(Table::<ByClass<_>>::deserialize(from)?.0.or(Bidding::default().matching))
}
