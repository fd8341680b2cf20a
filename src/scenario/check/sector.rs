//! The sectors that are meant.

use std::collections::BTreeMap;

use crate::scenario::Scope;
use crate::scenario::Sector;
use crate::scenario::reading::Reading;
use crate::scenario::sector::SectorSpec;
use crate::scenario::tree;
use crate::scenario::written::Table;

/// The sectors, in the order of their names. Members that do not exist are complained of, and left out.
/// From then on outcomes may name sectors.
pub(super) fn sectors(
    reading: &mut Reading<'_>,
    specs: BTreeMap<String, Table<SectorSpec>>,
) -> Vec<Sector> {
    let mut sectors = Vec::new();
    for (name, Table(spec)) in specs {
        let path = ["sector", &name, "firms"];
        if spec.firms.is_empty() {
            let complaint = reading.at(&path, format!("the sector `{name}` has no firms"));
            reading.complain(complaint.hint("name some, or leave out the sector"));
        }
        let mut units = Vec::new();
        for (item, firm) in spec.firms.iter().enumerate() {
            let span = tree::item_span(&reading.tree, &path, item);
            units.extend(reading.unit(firm, &span));
        }
        let label = spec.label.unwrap_or_else(|| name.replace('-', " "));
        sectors.push(Sector { label, scope: Scope::new(&name, units) });
    }
    reading.sectors = sectors.iter().map(|sector| sector.scope.clone()).collect();
    sectors
}
