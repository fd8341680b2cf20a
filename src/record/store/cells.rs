//! The finished cells of a sweep that is not finished: one file each, beside the place of the run.
//!
//! A cell is kept once it is complete, so that whoever is interrupted loses one cell at most. A digest says
//! what all cells follow from; cells of another question are never taken for those of this one.

use std::fs;
use std::fs::File;
use std::io;
use std::io::BufReader;
use std::io::Write;

use crate::record::Digest;
use crate::record::SweepRow;
use crate::record::table_file::read_table;
use crate::record::table_file::write_table;

use super::Store;
use super::StoreError;
use super::claim::Claim;
use super::refused;
use super::write_file;

/// The file that says what the cells follow from.
const KEY: &str = "key";

/// The folder of the finished cells of one sweep, in which nobody else writes.
#[derive(Debug)]
pub struct Cells {
    claim: Claim,
}

impl Store {
    /// The finished cells of the sweep that will be in the folder of this store. `key` is the digest of
    /// all that they follow from. Whoever resumes finds those of an interrupted attempt; else there are none.
    ///
    /// Fails with [`StoreError::Unfinished`] if there are cells and nobody resumes, unless the run replaces
    /// what is there; with [`StoreError::OtherCells`] if those to be resumed have another key; with
    /// [`StoreError::Busy`] if somebody else is at them; with [`StoreError::Foreign`] if what is in their folder is
    /// not the program's; and where the disk fails.
    pub fn cells(&self, key: &Digest, resumes: bool) -> Result<Cells, StoreError> {
        let cells = Cells { claim: Claim::of(self, "cells", KEY)? };
        let folder = cells.claim.folder();
        let (path, key) = (folder.join(KEY), key.to_string());
        let found = match fs::read_to_string(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            read => Some(read.map_err(refused("read", &path))?),
        };
        match found {
            Some(found) if resumes && found == key => return Ok(cells),
            Some(_) if resumes => {
                return Err(StoreError::OtherCells { folder: self.folder.clone() });
            }
            Some(_) if !self.replaces => {
                return Err(StoreError::Unfinished { folder: self.folder.clone() });
            }
            _ => {}
        }
        cells.claim.empty()?;
        write_file(folder, KEY, |file| file.write_all(key.as_bytes()))?;
        Ok(cells)
    }
}

impl Cells {
    /// The rows of a cell if it is finished. Fails if its file is there and is no table, and where the disk
    /// does.
    pub fn finished(&self, cell: u32) -> Result<Option<Vec<SweepRow>>, StoreError> {
        let path = self.claim.folder().join(name(cell));
        let mut file = match File::open(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            opened => BufReader::new(opened.map_err(refused("read", &path))?),
        };
        let rows = read_table(&mut file).map_err(|source| StoreError::Table { path, source })?;
        Ok(Some(rows))
    }

    /// Keeps the rows of a cell, all or nothing. Fails where the disk does.
    pub fn keep(&self, cell: u32, rows: &[SweepRow]) -> Result<(), StoreError> {
        write_file(self.claim.folder(), &name(cell), |file| Ok(write_table(rows, file)?))
    }

    /// Removes all cells: the run is stored. Fails where the disk does.
    pub fn remove(self) -> Result<(), StoreError> {
        self.claim.remove()
    }
}

fn name(cell: u32) -> String {
    format!("cell-{cell:04}.csv")
}

#[cfg(test)]
mod tests {
    use tempfile::tempdir;

    use super::*;

    fn row(value: Option<f64>) -> SweepRow {
        SweepRow { cell: 3, settings: "a=1; b=2".into(), value, ..SweepRow::default() }
    }

    #[test]
    fn finished_cells_are_found_again_by_whoever_resumes_the_same_sweep() {
        let root = tempdir().unwrap();
        let store = Store::new(root.path().join("here"));
        let (key, other) = (Digest::of_text("a"), Digest::of_text("b"));
        let rows = [row(Some(0.1 + 0.2)), row(None)];
        store.cells(&key, false).unwrap().keep(3, &rows).unwrap();

        let refused = store.cells(&key, false).unwrap_err();
        assert!(matches!(refused, StoreError::Unfinished { .. }), "{refused}");
        let refused = store.cells(&other, true).unwrap_err();
        assert!(matches!(refused, StoreError::OtherCells { .. }), "{refused}");

        let cells = store.cells(&key, true).unwrap();
        assert_eq!(cells.finished(3).unwrap().unwrap(), rows);
        assert_eq!(cells.finished(4).unwrap(), None);
        cells.remove().unwrap();
        assert_eq!(store.cells(&key, true).unwrap().finished(3).unwrap(), None);
    }

    #[test]
    fn a_store_that_replaces_begins_anew() {
        let root = tempdir().unwrap();
        let store = Store::new(root.path().join("here")).replacing();
        let key = Digest::of_text("a");
        store.cells(&key, false).unwrap().keep(0, &[row(None)]).unwrap();
        assert_eq!(store.cells(&key, false).unwrap().finished(0).unwrap(), None);
    }

    #[test]
    fn a_cell_that_was_spoilt_is_not_read() {
        let root = tempdir().unwrap();
        let store = Store::new(root.path().join("here"));
        let cells = store.cells(&Digest::of_text("a"), false).unwrap();
        fs::write(root.path().join(".here.cells/cell-0001.csv"), "cell,settings\n1,a=1\n").unwrap();
        assert!(matches!(cells.finished(1).unwrap_err(), StoreError::Table { .. }));
    }
}
