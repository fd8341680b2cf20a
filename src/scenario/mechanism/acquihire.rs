//! **acquihire**: firms that train models buy small ones for their people.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::quantity::Share;
use crate::quantity::UnitId;
use crate::scenario::reading::Reading;
use crate::scenario::tree;
use crate::scenario::written::NotNegative;
use crate::scenario::written::at_least_one;

/// Parameters of the acqui-hires that arise by themselves; those that are scripted need none.
#[derive(Debug, Clone, PartialEq)]
pub struct Acquihire {
    /// The firms and groups whose members can be bought.
    pub targets: Vec<UnitId>,
    /// The least staff of a firm that is bought, in people.
    pub least_staff: u32,
    /// Deals for each such firm in a year, at the reference tightness and if every caller were a buyer.
    pub rate: f64,
    /// The share of the staff that moves, each with this probability; leaders do anyway.
    pub share: f64,
}

/// Firms that train models buy small ones for their people. Needs `[mechanism.recruiting]`, by whose board
/// of callers the buyer is found.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct AcquihireSpec {
    /// The names of the groups, or of firms that are written out, whose members can be bought.
    targets: Vec<String>,
    /// How many people a firm has at least that is bought. Default 10. Status F.
    #[serde(default = "default_least_staff", deserialize_with = "at_least_one")]
    #[schemars(range(min = 1))]
    least_staff: u32,
    /// Deals for each such firm in a year, at the reference tightness and if every caller were a firm that
    /// trains models. Where open posts weigh more there are more deals, and of callers who train no model
    /// nothing comes. Default 0.02. Status F.
    #[serde(default = "default_rate")]
    rate: NotNegative,
    /// The share of the staff that moves: each of them with this probability, and leaders in any case.
    /// Default 0.8. Status F (A7).
    #[serde(default = "default_share")]
    share: Share,
}

fn default_least_staff() -> u32 {
    10
}

fn default_rate() -> NotNegative {
    NotNegative(0.02)
}

fn default_share() -> Share {
    Share::new(0.8).expect("0.8 is a share")
}

impl AcquihireSpec {
    /// The mechanism as it is meant.
    pub(super) fn meant(self, reading: &mut Reading<'_>) -> Option<Acquihire> {
        let path = ["mechanism", "acquihire", "targets"];
        let mut targets = Vec::new();
        for (item, name) in self.targets.iter().enumerate() {
            let span = tree::item_span(&reading.tree, &path, item);
            targets.push(reading.unit(name, &span)?);
        }
        let Self { least_staff, rate, share, .. } = self;
        Some(Acquihire { targets, least_staff, rate: rate.0, share: share.get() })
    }
}
