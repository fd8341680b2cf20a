//! `kind = "tender"`: people can sell shares that have vested.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::de::DeTable;

use crate::quantity::Share;
use crate::quantity::UnitId;
use crate::scenario::EventKind;
use crate::scenario::reading::Reading;
use crate::scenario::tree;

/// A tender offer: whoever holds vested options sells a part of them at what the firm is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tender {
    /// The firm: one that is written out.
    pub firm: UnitId,
    /// The share of what has vested that is sold.
    pub share: f64,
}

/// A tender offer: whoever holds vested options sells a part of them at what the firm is worth on the day.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TenderSpec {
    /// The firm: one that is written out, with a `valuation` and with `equity` that is not listed.
    firm: String,
    /// The share of what has vested that is sold. Default 0.2. Status F.
    share: Option<Share>,
}

/// Reads a tender.
pub(super) fn read<'t>(
    reading: &mut Reading<'t>,
    at: &[&str],
    table: DeTable<'t>,
) -> Option<EventKind> {
    let spec: TenderSpec = reading.read(at, table)?;
    let firm = reading.named_firm(&spec.firm, &reading.span(&[at, &["firm"]].concat()))?;
    for key in ["valuation", "equity"] {
        if tree::value(&reading.tree, &["firm", &spec.firm, key]).is_none() {
            let at = [at, &["firm"]].concat();
            let complaint = reading.at(&at, format!("`{}` has no {key} to sell", spec.firm));
            reading.complain(complaint.hint(format!("add `{key}` to `[firm.{}]`", spec.firm)));
            return None;
        }
    }
    let share = spec.share.map_or(0.2, Share::get);
    Some(EventKind::Tender(Tender { firm, share }))
}
