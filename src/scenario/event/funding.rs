//! `kind = "funding"`: a round of money.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::de::DeTable;

use crate::quantity::Index;
use crate::quantity::UnitId;
use crate::scenario::Event;
use crate::scenario::EventKind;
use crate::scenario::Firm;
use crate::scenario::reading::Reading;
use crate::scenario::tree;
use crate::scenario::written::Amount;
use crate::scenario::written::NotNegative;
use crate::scenario::written::PathValue;

/// A round of money: the firm is worth something else from then on, or plans more posts, or both.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Funding {
    /// The firm: one that is written out.
    pub firm: UnitId,
    /// What it is worth after the round, in dollars; as its path says if `None`.
    pub valuation: Option<f64>,
    /// By how much its planned head-count is higher from then on, as a share of it.
    pub hiring: f64,
}

/// A round of money. At least one of `valuation` and `hiring` has to be given.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FundingSpec {
    /// The firm: one that is written out.
    firm: String,
    /// What the firm is worth after the round: its valuation is scaled from then on, so that it passes
    /// through this sum. Default: as its path says.
    valuation: Option<Amount>,
    /// By how much the planned head-count is higher from then on, as a share of it: 0.5 is half as much
    /// again. Default: not at all.
    hiring: Option<NotNegative>,
}

/// Reads a round.
pub(super) fn read<'t>(
    reading: &mut Reading<'t>,
    at: &[&str],
    table: DeTable<'t>,
) -> Option<EventKind> {
    let spec: FundingSpec = reading.read(at, table)?;
    let firm = reading.named_firm(&spec.firm, &reading.span(&[at, &["firm"]].concat()));
    if spec.valuation.is_none() && spec.hiring.is_none() && !reading.is_doubtful(at) {
        let complaint = reading.at(at, format!("the round `{}` changes nothing", at.join(".")));
        reading.complain(
            complaint.label("no `valuation` and no `hiring`").hint("say at least one of the two"),
        );
        return None;
    }
    let path = ["firm", &spec.firm, "valuation"];
    let is_valued = tree::value(&reading.tree, &path).is_some();
    if firm.is_some() && spec.valuation.is_some() && !is_valued {
        let at = [at, &["valuation"]].concat();
        let complaint = reading.at(&at, format!("`{}` has no valuation to scale", spec.firm));
        reading.complain(complaint.hint(format!("add `valuation` to `[firm.{}]`", spec.firm)));
        return None;
    }
    let hiring = spec.hiring.map_or(0.0, |hiring| hiring.0);
    let valuation = spec.valuation.map(PathValue::number);
    Some(EventKind::Funding(Funding { firm: firm?, valuation, hiring }))
}

/// Complains of a firm that two rounds of one day make worth two sums: which of them holds would be chance.
pub(super) fn check(
    reading: &mut Reading<'_>,
    events: &[Event],
    event: &Event,
    funding: Funding,
    firms: &[Firm],
) {
    let (Some(valuation), Some(firm)) = (funding.valuation, firms.get(funding.firm.position()))
    else {
        return;
    };
    let says_otherwise = |other: &&Event| {
        let EventKind::Funding(round) = other.kind else { return false };
        let is_before = other.date == event.date && other.name < event.name;
        let is_other = |worth: f64| worth.total_cmp(&valuation).is_ne();
        is_before && round.firm == funding.firm && round.valuation.is_some_and(is_other)
    };
    if let Some(other) = events.iter().find(says_otherwise) {
        let message = format!("`{}` is worth two sums on {}", firm.name, event.date);
        let complaint = reading.at(&["event", &event.name, "valuation"], message);
        reading.complain(complaint.label(format!("`{}` says another one", other.name)));
    }
}
