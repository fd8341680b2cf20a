//! Sets of firms: what outcomes and charts may be asked of besides single firms and groups.

use std::sync::Arc;

use crate::quantity::UnitId;

/// A named set of firms and groups, which may share members with others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sector {
    /// Its name in charts.
    pub label: String,
    /// Its name in scenario files, and its members.
    pub scope: Scope,
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
