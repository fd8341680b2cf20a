//! **regions**: where people live and come from.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::quantity::LogPoints;
use crate::quantity::Share;

/// People live and come from somewhere, and mind where a firm is.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Regions {
    /// What it costs to take a job at a firm that has no site where one lives. Default 0.6. Status S.
    pub relocation: LogPoints,
    /// The share of the people at the start who are at home in the region of their employer; the others come
    /// from all regions. Default 0.75. Status F.
    pub home_share: Share,
    /// The share of calls that reach somebody where the firm has no site. Default 0.5. Status F.
    pub abroad: Share,
}

impl Default for Regions {
    fn default() -> Self {
        let share = |share| Share::new(share).expect("a share is between 0 and 1");
        Self {
            relocation: LogPoints::new(0.6).expect("a cost is finite"),
            home_share: share(0.75),
            abroad: share(0.5),
        }
    }
}
