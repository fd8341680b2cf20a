//! **mission**: how far people and firms lie apart, and how firms drift.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::quantity::Share;

/// Parameters of mission. The weight of distance is a taste; where firms go is a path of theirs.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Mission {
    /// How much of the way from its path to the middle of its staff a named firm drifts in a year, so
    /// that a firm becomes what its people are. Default 0.05. Status F.
    pub pull_of_staff: Share,
    /// What counts of the distance d between somebody and a firm, wherever the two are compared: `squared`,
    /// which is half of its square, or `linear`, which is the distance itself. Default `squared`.
    pub distance: Distance,
}

/// What counts of a distance d.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Distance {
    /// `d^2 / 2`: small distances count for little.
    #[default]
    Squared,
    /// `d`.
    Linear,
}

impl Default for Mission {
    fn default() -> Self {
        let pull_of_staff = Share::new(0.05).expect("0.05 is a share");
        Self { pull_of_staff, distance: Distance::default() }
    }
}
