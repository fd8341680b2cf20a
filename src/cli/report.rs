//! `report`: charts and page again, from stored tables.

use std::path::PathBuf;

use crate::quantity::Date;
use crate::record::Store;
use crate::record::Tables;

use super::failure::Failure;
use super::produce;
use super::produce::Drawing;
use super::terminal::Terminal;

/// Draws the charts and the pages of runs again, without simulating.
pub(super) fn report(folders: &[PathBuf], terminal: &Terminal) -> Result<(), Failure> {
    for folder in folders {
        let store = Store::new(folder);
        let manifest = store.read_manifest()?;
        let worlds = produce::worlds(&manifest.scenarios)?;
        let mut drawing = Drawing::new(manifest.kind, &worlds)?;
        let mut checked = Ok(());
        let tables = store.read_tables(&manifest, &mut |tables| {
            if checked.is_ok() {
                checked = check_dates(tables);
            }
            if checked.is_ok() {
                drawing.take(tables);
            }
        })?;
        checked?;
        store.replace_artefacts(&drawing.artefacts(&manifest, &tables)?)?;
        terminal.say(&format!("Open {}", folder.join(produce::PAGE).display()));
    }
    Ok(())
}

/// Charts take the dates of tables for dates; those of a stored run come from outside.
fn check_dates(tables: &Tables) -> Result<(), Failure> {
    let steps = tables.firms.iter().map(|row| &row.date);
    let months = tables.flows.iter().map(|row| &row.month);
    let jobs = tables.spells.iter().flat_map(|row| [&row.start, &row.observed_from, &row.end]);
    let mut dates = steps.chain(months).chain(jobs);
    let wrong = dates.find_map(|text| text.parse::<Date>().err());
    wrong.map_or(Ok(()), |wrong| Err(Failure::Other(anyhow::anyhow!("in the tables: {wrong}"))))
}
