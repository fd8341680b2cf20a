//! Sets of firms: what outcomes and charts may be asked of besides single firms and groups.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::quantity::UnitId;

use super::Scenario;
use super::Vacancies;

/// A named set of firms and groups, which may share members with others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sector {
    /// Its name in charts.
    pub label: String,
    /// Its name in scenario files, and its members.
    pub scope: Scope,
}

/// A named set of firms, for outcomes and charts; it changes nothing in the world.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SectorSpec {
    /// The name in charts. Default: the name, with spaces.
    pub(super) label: Option<String>,
    /// The names of its firms and firm groups, which may be in other sectors too.
    pub(super) firms: Vec<String>,
}

/// What an outcome is asked of: a firm, a group or a sector. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    name: Arc<str>,
    units: Arc<[UnitId]>,
}

impl Scope {
    /// A scope of some firms and groups; those that are given twice count once.
    pub fn new(name: &str, units: impl IntoIterator<Item = UnitId>) -> Self {
        let mut units: Vec<UnitId> = units.into_iter().collect();
        units.sort_unstable();
        units.dedup();
        Self { name: name.into(), units: units.into() }
    }

    /// The name of the firm, group or sector.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The firms and groups, in their order.
    pub fn units(&self) -> &[UnitId] {
        &self.units
    }

    /// Whether a firm or group is one of them.
    pub fn contains(&self, unit: UnitId) -> bool {
        self.units.contains(&unit)
    }
}

impl Scenario {
    /// The named firm, group or sector of this name, if there is one.
    pub fn scope_named(&self, name: &str) -> Option<Scope> {
        let of_unit = self.unit_named(name).map(|unit| Scope::new(name, [unit]));
        let mut sectors = self.sectors.iter().map(|sector| &sector.scope);
        of_unit.or_else(|| sectors.find(|scope| scope.name() == name).cloned())
    }

    /// Whether a named firm, or the firms of a group, can run out of posts. Panics at an id of another scenario.
    pub fn vacancies(&self, unit: UnitId) -> Vacancies {
        let position = usize::from(unit.0);
        match self.firms.get(position) {
            Some(firm) => firm.vacancies,
            None => self.groups[position - self.firms.len()].vacancies,
        }
    }

    /// The label of a named firm, a group, a sector, a team or a region, if there is one of this name.
    pub fn label_of(&self, name: &str) -> Option<&str> {
        let of_unit = self.unit_named(name).map(|unit| self.label(unit));
        let sectors = self.sectors.iter().map(|sector| (sector.scope.name(), &sector.label));
        let teams = self.teams.iter().map(|team| (&*team.name, &team.label));
        let regions = self.regions.iter().map(|region| (&*region.name, &region.label));
        let mut labels = sectors.chain(teams).chain(regions).filter(|(other, _)| *other == name);
        of_unit.or_else(|| labels.next().map(|(_, label)| label.as_str()))
    }
}
