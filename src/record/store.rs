//! Runs on disk: the only file of the library that touches files.
//!
//! Whoever is interrupted leaves either a whole run or none. A run is written into a folder of another
//! name beside its own while it is simulated, and that folder is renamed once everything in it is complete; in
//! the same way each file is written under another name first, so that what is replaced later is replaced at once.
//! While it is written a lock is in that folder, so that two runs of one name never write into each other's files.
//!
//! A run that replaces another one changes names with it. Between the two renames there is an instant
//! without a run of the name; whoever dies in it leaves the old one beside its place, and the next
//! look at the store puts it back.

mod cells;
mod claim;
mod place;
mod retold;
mod writing;

pub use cells::Cells;
pub use retold::Retold;
pub use writing::Writing;

use std::fs;
use std::fs::File;
use std::io;
use std::io::BufReader;
use std::io::BufWriter;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use thiserror::Error;

use super::Digest;
use super::Environment;
use super::Manifest;
use super::Tables;
use super::digest::Digester;
use super::table_file::TableFile;
use super::table_file::tables_of;
use claim::Partial;
use place::end_of_links;

const MANIFEST: &str = "manifest.json";
const ENVIRONMENT: &str = "environment.json";

/// The folder of one run.
#[derive(Debug, Clone)]
pub struct Store {
    /// As it was called.
    folder: PathBuf,
    /// Where it is, if a link leads there.
    place: PathBuf,
    /// Whether a run that is in the folder may be replaced.
    replaces: bool,
}

/// A run in memory, without what was drawn from it.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredRun {
    /// What the tables follow from.
    pub manifest: Manifest,
    /// The tables.
    pub tables: Tables,
}

/// A file that follows from the run: a chart, the page, or the summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artefact {
    /// The name of the file, without a folder.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// A run could not be stored or read.
///
/// After an error while a run is written there is no folder of its name, or the run that was to be
/// replaced; after one while artefacts are replaced, each of them is either the old or the new one.
#[derive(Debug, Error)]
pub enum StoreError {
    /// There is something in the place of the run.
    #[error(
        "cannot store a run in `{}`, which exists already: choose another folder or move it away",
        folder.display()
    )]
    Exists {
        /// The folder that was to be made.
        folder: PathBuf,
    },
    /// What is in the place of the run is no run, and is not replaced by one.
    #[error(
        "cannot replace `{}`: only a stored run is replaced, and there is no `{MANIFEST}` in it",
        folder.display()
    )]
    NotReplaceable {
        /// The folder that was to be replaced.
        folder: PathBuf,
    },
    /// Somebody else is writing a run there at this time.
    #[error(
        "cannot write into `{}`: another run is being written there; wait for its end, or choose another folder",
        folder.display()
    )]
    Busy {
        /// The folder of the run.
        folder: PathBuf,
    },
    /// What has the name of something that the program keeps beside a run is not the program's.
    #[error(
        "cannot use `{}` for what is not finished, since what is in it is not the program's: move it away",
        folder.display()
    )]
    Foreign {
        /// The folder that was to be used.
        folder: PathBuf,
    },
    /// An interrupted sweep has left its cells, and nobody has said what is to be done with them.
    #[error("`{}` was begun and not finished: go on with `--resume`, or anew with `--force`", folder.display())]
    Unfinished {
        /// The folder of the run.
        folder: PathBuf,
    },
    /// The cells that are to be taken up are those of another question.
    #[error("cannot resume `{}`: it was begun with another question or program", folder.display())]
    OtherCells {
        /// The folder of the run.
        folder: PathBuf,
    },
    /// There is no run in the folder.
    #[error("cannot find a stored run in `{}`: there is no `{MANIFEST}` in it", folder.display())]
    NotARun {
        /// The folder.
        folder: PathBuf,
    },
    /// The system refused.
    #[error("cannot {doing} `{}`", path.display())]
    Refused {
        /// What was being done.
        doing: &'static str,
        /// To what.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
    /// The text of a manifest is not one.
    #[error("cannot understand the manifest `{}`", path.display())]
    Manifest {
        /// The file.
        path: PathBuf,
        /// Why it failed.
        source: serde_json::Error,
    },
    /// The text of a table is not one.
    #[error("cannot understand the table `{}`", path.display())]
    Table {
        /// The file.
        path: PathBuf,
        /// Why it failed.
        source: csv::Error,
    },
    /// Something is not what was stored.
    #[error(
        "cannot trust `{}`: {what} was changed after the run, its digest is not the one in `{MANIFEST}`",
        path.display()
    )]
    Changed {
        /// What was changed.
        what: String,
        /// The file it is in.
        path: PathBuf,
    },
}

impl Store {
    /// The store of the run that is, or will be, in this folder.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        let folder = folder.into();
        Self { place: end_of_links(&folder), folder, replaces: false }
    }

    /// The same store, in which a run takes the place of an older one with all that is in its folder.
    #[must_use]
    pub fn replacing(self) -> Self {
        Self { replaces: true, ..self }
    }

    /// The folder of the run.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Writes a run that is in memory, and what was drawn from it, all or nothing, as [`Store::begin`] and
    /// [`Writing::finish`] do.
    pub fn write(
        &self,
        run: &StoredRun,
        environment: &Environment,
        artefacts: &[Artefact],
    ) -> Result<(), StoreError> {
        let mut writing = self.begin(run.manifest.kind)?;
        writing.conclude(&run.tables)?;
        writing.finish(&run.manifest, environment, artefacts)
    }

    /// Reads the tables of a run, and makes sure that they are those that were stored. `show` is given the rows of
    /// one table, some thousands at a time, and takes them out if they are not to be kept.
    ///
    /// Fails if a file is missing or is not what its name says, and with [`StoreError::Changed`] if it has
    /// another digest than the manifest. A table that the manifest does not know is empty.
    pub fn read_tables(
        &self,
        manifest: &Manifest,
        show: &mut dyn FnMut(&mut Tables),
    ) -> Result<Tables, StoreError> {
        let mut tables = Tables::default();
        for table in tables_of(manifest.kind) {
            // A run that was stored before there was such a table has none, which is no error.
            if let Some(digest) = manifest.tables.get(table.name) {
                self.read_table(&table, digest, (&mut tables, show))?;
            }
        }
        Ok(tables)
    }

    /// Writes files that are no run into a folder of their own, all or nothing.
    ///
    /// Fails as [`Store::check_free`] and [`Store::check_writable`] do.
    pub fn write_alone(&self, artefacts: &[Artefact]) -> Result<(), StoreError> {
        self.check_free()?;
        let partial = Partial::of(self)?;
        write_artefacts(partial.folder(), artefacts)?;
        partial.put_in_place()
    }

    /// Puts files that were drawn again in the place of the old ones, each at once. Fails where the disk
    /// does, and leaves those that come later as they were.
    pub fn replace_artefacts(&self, artefacts: &[Artefact]) -> Result<(), StoreError> {
        write_artefacts(&self.folder, artefacts)
    }

    /// Reads what a run follows from, without its tables. Fails as
    /// [`Self::read_tables`] does.
    pub fn read_manifest(&self) -> Result<Manifest, StoreError> {
        self.put_back()?;
        let path = self.folder.join(MANIFEST);
        let text = match fs::read_to_string(&path) {
            Err(error) if is_nowhere(&error) => {
                return Err(StoreError::NotARun { folder: self.folder.clone() });
            }
            read => read.map_err(refused("read the manifest", &path))?,
        };
        let manifest: Manifest = serde_json::from_str(&text)
            .map_err(|source| StoreError::Manifest { path: path.clone(), source })?;
        for scenario in &manifest.scenarios {
            if Digest::of_text(&scenario.text) != scenario.digest {
                let what = format!("the text of the scenario `{}`", scenario.name);
                return Err(StoreError::Changed { what, path });
            }
        }
        Ok(manifest)
    }

    /// What stands for the sources of the program that stored the run, if it is known.
    pub fn sources(&self) -> Option<String> {
        let text = fs::read_to_string(self.folder.join(ENVIRONMENT)).ok()?;
        serde_json::from_str::<Environment>(&text).ok()?.sources
    }

    /// Reads the file twice, first for its digest: a table that was changed should be called that,
    /// and not a table with a mistake in line 7.
    fn read_table(
        &self,
        table: &TableFile,
        digest: &Digest,
        (tables, show): (&mut Tables, &mut dyn FnMut(&mut Tables)),
    ) -> Result<(), StoreError> {
        let path = self.folder.join(table_name(table.name));
        let open = || File::open(&path).map_err(refused("read the table", &path));
        let mut digester = Digester::new();
        io::copy(&mut open()?, &mut digester).map_err(refused("read the table", &path))?;
        if digester.finish() != *digest {
            let what = format!("the table `{}`", table.name);
            return Err(StoreError::Changed { what, path });
        }
        (table.read)(&mut BufReader::new(open()?), tables, show)
            .map_err(|source| StoreError::Table { path, source })
    }
}

fn write_artefacts(folder: &Path, artefacts: &[Artefact]) -> Result<(), StoreError> {
    for artefact in artefacts {
        write_file(folder, &artefact.name, |file| file.write_all(&artefact.bytes))?;
    }
    Ok(())
}

fn write_json(value: &impl serde::Serialize, file: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *file, value)?;
    file.write_all(b"\n")
}

/// Writes a file under another name, and renames it once it is complete and on the disk.
fn write_file(
    folder: &Path,
    name: &str,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> Result<(), StoreError> {
    let (path, partial) = (folder.join(name), folder.join(partial_name(name)));
    let written = File::create(&partial).map(BufWriter::new).and_then(|mut file| {
        write(&mut file)?;
        file.into_inner()?.sync_all()?;
        fs::rename(&partial, &path)
    });
    if written.is_err() {
        // The first error is the one to be told.
        fs::remove_file(&partial).ok();
    }
    written.map_err(refused("write", &path))
}

fn is_nowhere(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn refused(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> StoreError {
    let path = path.to_owned();
    move |source| StoreError::Refused { doing, path, source }
}

fn table_name(table: &str) -> String {
    format!("{table}.csv")
}

/// What a file is called while it is not complete.
fn partial_name(name: &str) -> String {
    format!(".{name}.partial")
}

#[cfg(test)]
mod tests;
