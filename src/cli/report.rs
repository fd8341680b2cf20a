//! `report`: charts and page again, from stored tables.

use std::path::PathBuf;

use crate::record::Store;

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
        let tables = store.read_tables(&manifest, &mut |tables| drawing.take(tables))?;
        store.replace_artefacts(&drawing.artefacts(&manifest, &tables)?)?;
        terminal.say(&format!("Open {}", folder.join(produce::PAGE).display()));
    }
    Ok(())
}
