//! **policy**: what governments forbid, and what firms agree on.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::quantity::Days;
use crate::quantity::Share;
use crate::quantity::UnitId;
use crate::scenario::reading::Reading;
use crate::scenario::tree;
use crate::scenario::written::Table;
use crate::scenario::written::not_negative;

/// What is in force: of all parts none by itself, but for what contracts of firms say.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// How acqui-hires are looked at, if they are.
    pub review: Option<Review>,
    /// The share of people whom a non-compete of their firm binds.
    pub enforcement: f64,
    /// Firms that do not call each other's people: each list is a pact.
    pub no_poach: Vec<Vec<UnitId>>,
}

/// How a regulator looks at acqui-hires (A61).
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Review {
    /// How long a deal waits from its announcement on. Default 120 days. Status F (A61).
    pub time: Days,
    /// The probability that it is forbidden then. Default 0.5. Status F (A61).
    pub blocked: Share,
    /// The jump of turmoil at the target when the deal is announced. Default 0.5. Status F.
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    pub uncertainty: f64,
}

impl Default for Review {
    fn default() -> Self {
        let half = Share::new(0.5).expect("one half is a share");
        Self { time: Days(120.0), blocked: half, uncertainty: 0.5 }
    }
}

/// What governments forbid, and what firms agree on. Each part is off unless it is written.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct PolicySpec {
    /// The review of acqui-hires, scripted or not. Default: there is none.
    review: Option<Table<Review>>,
    /// The share of people whom the `non-compete` of their firm binds: 0 is a ban of such clauses. Default 1.
    /// Status F.
    #[serde(default = "default_enforcement")]
    enforcement: Share,
    /// Pacts: lists of firms that are written out and do not call each other's people. Own applications and
    /// referrals go through. Default: none.
    #[serde(default)]
    no_poach: Vec<Vec<String>>,
}

fn default_enforcement() -> Share {
    Share::new(1.0).expect("1 is a share")
}

impl PolicySpec {
    /// The policy that is meant.
    pub(super) fn meant(self, reading: &mut Reading<'_>) -> Option<Policy> {
        let path = ["mechanism", "policy", "no-poach"];
        let mut no_poach = Vec::new();
        for (item, names) in self.no_poach.iter().enumerate() {
            let span = tree::item_span(&reading.tree, &path, item);
            let firms = names.iter().map(|name| reading.named_firm(name, &span));
            let mut firms = firms.collect::<Option<Vec<UnitId>>>()?;
            firms.sort_unstable();
            firms.dedup();
            if firms.len() < 2 {
                let complaint = reading.at_span(&span, "a pact that binds nobody");
                reading.complain(complaint.label("expected at least two firms"));
                return None;
            }
            no_poach.push(firms);
        }
        let review = self.review.map(|table| table.0);
        Some(Policy { review, enforcement: self.enforcement.get(), no_poach })
    }
}
