//! Regions: where firms have sites, and where people come from.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::quantity::Path;
use crate::quantity::Positive;
use crate::quantity::RegionId;
use crate::quantity::Share;

use super::Mechanisms;
use super::check::check_sum;
use super::reading::Reading;
use super::tree;
use super::written::Dated;
use super::written::NotNegative;
use super::written::Table;

/// As many regions fit the set that a firm keeps of them.
const MOST: usize = 64;

/// A region.
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    /// Its name in scenario files and tables.
    pub name: String,
    /// Its name in charts.
    pub label: String,
    /// What multiplies the pay of firms whose main site is there.
    pub pay: Path,
    /// What it costs whoever is at home elsewhere to take a job there, in log points.
    pub visa: Path,
    /// What is taken off the cost of relocation of those who return home there, in log points.
    pub return_subsidy: f64,
    /// Its weight among the homes of people.
    pub people: f64,
}

/// `[region.NAME]`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RegionSpec {
    /// The name in charts. Default: the name.
    label: Option<String>,
    /// What multiplies the pay of firms whose main site is there. Default 1.
    pay: Option<Dated<Positive>>,
    /// What it costs whoever is at home elsewhere to take a job there, in log points. Default 0.
    visa: Option<Dated<NotNegative>>,
    /// What is taken off the cost of relocation of those who return home there, in log points. Default 0.
    return_subsidy: Option<NotNegative>,
    /// The weight of the region among the homes of people. Default 1.
    people: Option<NotNegative>,
}

/// The regions, in the order of their names.
pub(super) fn regions(
    reading: &mut Reading<'_>,
    specs: BTreeMap<String, Table<RegionSpec>>,
) -> Vec<Region> {
    let region = |(name, Table(spec)): (String, Table<RegionSpec>)| Region {
        label: spec.label.unwrap_or_else(|| name.clone()),
        pay: spec.pay.map_or_else(|| Path::constant(1.0), |pay| pay.path),
        visa: spec.visa.map_or_else(|| Path::constant(0.0), |visa| visa.path),
        return_subsidy: spec.return_subsidy.map_or(0.0, |subsidy| subsidy.0),
        people: spec.people.map_or(1.0, |people| people.0),
        name,
    };
    let regions: Vec<Region> = specs.into_iter().map(region).collect();
    if regions.len() > MOST {
        let complaint = reading.at(&["region"], "there are too many regions");
        reading.complain(complaint.label(format!("expected at most {MOST}")));
    }
    if !regions.is_empty() && regions.iter().all(|region| region.people <= 0.0) {
        let complaint = reading.at(&["region"], "nobody is at home in any region");
        reading.complain(complaint.hint("let `people` of one of them be above 0"));
    }
    regions
}

/// Complains of regions that nobody minds, and of a mechanism that has none.
pub(super) fn check_use(reading: &mut Reading<'_>, regions: &[Region], mechanisms: &Mechanisms) {
    const AT: [&str; 2] = ["mechanism", "regions"];
    if reading.is_doubtful(&AT) || reading.is_doubtful(&["region"]) {
        return;
    }
    if mechanisms.regions.is_some() && regions.is_empty() {
        let complaint = reading.at(&AT, "`regions` can do nothing without a region");
        reading.complain(complaint.hint("add `[region.NAME]`, and `regions` to firms"));
    } else if mechanisms.regions.is_none() && !regions.is_empty() && !reading.is_switched_off(&AT) {
        let complaint = reading.at(&["region"], "regions do nothing without their mechanism");
        reading.complain(complaint.hint("add `[mechanism.regions]`"));
    }
}

/// The regions of a firm that is written out.
pub(super) fn of_firm(reading: &mut Reading<'_>, name: &str, written: &[String]) -> Vec<RegionId> {
    let path = ["firm", name, "regions"];
    let mut found = Vec::new();
    for (item, region) in written.iter().enumerate() {
        let span = tree::item_span(&reading.tree, &path, item);
        found.extend(reading.region(region, &span));
    }
    found
}

/// The regions of the members of a group, with their shares.
pub(super) fn of_group(
    reading: &mut Reading<'_>,
    name: &str,
    written: Option<&Table<BTreeMap<String, Share>>>,
) -> Vec<(RegionId, f64)> {
    let Some(Table(written)) = written else { return Vec::new() };
    let path = ["firm-group", name, "regions"];
    let mut found = Vec::new();
    for (region, share) in written {
        let span = reading.span(&[&path[..], &[region]].concat());
        found.extend(reading.region(region, &span).map(|id| (id, share.get())));
    }
    let named: Vec<(&str, f64)> =
        written.iter().map(|(region, share)| (region.as_str(), share.get())).collect();
    check_sum(reading, &path, &path, &named);
    found
}
