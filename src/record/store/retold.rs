//! Whether a replicate that is simulated again is the one that was stored.

use crate::record::Manifest;
use crate::record::Replicate;
use crate::record::Tables;
use crate::record::table_file::tables_of;

use super::Store;
use super::StoreError;

/// The tables that are held against each other: they have something of everybody.
const HELD: [&str; 3] = ["flows", "market", "spells"];

/// What the stored rows say of a replicate that was simulated again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retold {
    /// It is the one that was stored.
    Same,
    /// It is another one: the table of this name has other rows.
    Otherwise(&'static str),
    /// No rows of single replicates were stored.
    Unknown,
}

impl Store {
    /// Holds a replicate of a scenario against the rows that were stored of it.
    ///
    /// Fails as [`Store::read_tables`] does.
    pub fn retold(
        &self,
        manifest: &Manifest,
        scenario: &str,
        again: &Replicate,
    ) -> Result<Retold, StoreError> {
        let mut found = Retold::Unknown;
        let held = |name: &str| manifest.tables.get(name).filter(|_| HELD.contains(&name));
        for (table, text) in tables_of(manifest.kind).zip(again.texts.iter()) {
            let Some(digest) = held(table.name) else { continue };
            let mut stored = Tables::default();
            let mut show = |tables: &mut Tables| keep(tables, scenario, again.number);
            self.read_table(&table, digest, (&mut stored, &mut show))?;
            let mut rows = Vec::new();
            (table.write)(&stored, &mut rows).expect("memory takes any table");
            // Where everything was recorded more jobs follow on those that always are.
            let same = if table.name == "spells" { rows.starts_with(text) } else { rows == text };
            if !same {
                return Ok(Retold::Otherwise(table.name));
            }
            found = Retold::Same;
        }
        Ok(found)
    }
}

/// Keeps the rows of one replicate of a scenario.
fn keep(tables: &mut Tables, scenario: &str, replicate: u32) {
    tables.flows.retain(|row| *row.scenario == *scenario && row.replicate == replicate);
    tables.market.retain(|row| *row.scenario == *scenario && row.replicate == replicate);
    tables.spells.retain(|row| *row.scenario == *scenario && row.replicate == replicate);
}
