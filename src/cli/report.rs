//! `report`: charts and page again, from stored tables.

use std::path::PathBuf;

use crate::record::Store;

use super::failure::Failure;
use super::produce;
use super::terminal::Terminal;

/// Draws the charts and the pages of runs again, without simulating.
pub(super) fn report(folders: &[PathBuf], terminal: &Terminal) -> Result<(), Failure> {
    for folder in folders {
        let store = Store::new(folder);
        let artefacts = produce::artefacts(&store.read()?)
            .map_err(|complaints| Failure::Scenario(vec![complaints]))?;
        store.replace_artefacts(&artefacts)?;
        terminal.say(&format!("Open {}", folder.join(produce::PAGE).display()));
    }
    Ok(())
}
