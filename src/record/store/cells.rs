//! The finished cells of a sweep that is not finished: one file each, beside the place of the run.
//!
//! A cell is kept once it is complete, so that whoever is interrupted loses one cell at most. A digest says
//! what all cells follow from; cells of another question are never taken for those of this one.

use std::fs;
use std::fs::File;
use std::io;
use std::io::BufReader;
use std::io::Write;
use std::path::PathBuf;

use crate::record::Digest;
use crate::record::SweepRow;
use crate::record::table_file::read_table;
use crate::record::table_file::write_table;

use super::Store;
use super::StoreError;
use super::refused;
use super::remove_folder;
use super::write_file;

/// The file that says what the cells follow from.
const KEY: &str = "key";

/// The folder of the finished cells of one sweep.
#[derive(Debug)]
pub struct Cells {
    folder: PathBuf,
}

impl Store {
    /// The finished cells of the sweep that will be in the folder of this store. `key` is the digest of
    /// all that they follow from. Whoever resumes finds those of an interrupted attempt; else there are none.
    ///
    /// Fails with [`StoreError::Unfinished`] if there are cells and nobody resumes, unless the run replaces
    /// what is there; with [`StoreError::OtherCells`] if those to be resumed have another key; and where the
    /// disk fails.
    pub fn cells(&self, key: &Digest, resumes: bool) -> Result<Cells, StoreError> {
        let cells = Cells { folder: self.beside("cells") };
        let (path, key) = (cells.folder.join(KEY), key.to_string());
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
        remove_folder(&cells.folder)?;
        fs::create_dir_all(&cells.folder).map_err(refused("make the folder", &cells.folder))?;
        write_file(&cells.folder, KEY, |file| file.write_all(key.as_bytes()))?;
        Ok(cells)
    }
}

impl Cells {
    /// The rows of a cell if it is finished. Fails if its file is there and is no table, and where the disk
    /// does.
    pub fn finished(&self, cell: u32) -> Result<Option<Vec<SweepRow>>, StoreError> {
        let path = self.folder.join(name(cell));
        let mut file = match File::open(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            opened => BufReader::new(opened.map_err(refused("read", &path))?),
        };
        let rows = read_table(&mut file).map_err(|source| StoreError::Table { path, source })?;
        Ok(Some(rows))
    }

    /// Keeps the rows of a cell, all or nothing. Fails where the disk does.
    pub fn keep(&self, cell: u32, rows: &[SweepRow]) -> Result<(), StoreError> {
        write_file(&self.folder, &name(cell), |file| Ok(write_table(rows, file)?))
    }

    /// Removes all cells: the run is stored. Fails where the disk does.
    pub fn remove(self) -> Result<(), StoreError> {
        remove_folder(&self.folder)
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
