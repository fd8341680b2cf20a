//! Runs on disk: the only file of the library that touches files.
//!
//! Whoever is interrupted leaves either a whole run or none. A run is written into a folder of another
//! name beside its own while it is simulated, and that folder is renamed once everything in it is complete; in
//! the same way each file is written under another name first, so that what is replaced later is replaced at once.
//!
//! A run that replaces another one changes names with it. Between the two renames there is an instant
//! without a run of the name; whoever dies in it leaves the old one beside its place, and the next
//! look at the store puts it back.

mod cells;
mod writing;

pub use cells::Cells;
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

const MANIFEST: &str = "manifest.json";
const ENVIRONMENT: &str = "environment.json";

/// The folder of one run.
#[derive(Debug, Clone)]
pub struct Store {
    folder: PathBuf,
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
        Self { folder: folder.into(), replaces: false }
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

    /// Refuses to go on if there is something in the place of the run that may not be replaced: to be
    /// asked before hours of simulation, not after. An empty folder is nothing.
    ///
    /// Fails with [`StoreError::Exists`], or with [`StoreError::NotReplaceable`] where a run is to be
    /// replaced and there is something else.
    pub fn check_free(&self) -> Result<(), StoreError> {
        self.put_back()?;
        let is_free = match fs::read_dir(&self.folder) {
            Ok(mut files) => files.next().is_none(),
            Err(error) => error.kind() == io::ErrorKind::NotFound,
        };
        // A path such as `..` has no name beside which another one could stand.
        if is_free && self.folder.file_name().is_some() {
            return Ok(());
        }
        let folder = self.folder.clone();
        match self.replaces {
            true if self.has_run() && folder.file_name().is_some() => Ok(()),
            true => Err(StoreError::NotReplaceable { folder }),
            false => Err(StoreError::Exists { folder }),
        }
    }

    /// Refuses to go on if the run could not be written in its place: to be asked before it is made.
    /// What it tries with is removed. Fails where the disk does.
    pub fn check_writable(&self) -> Result<(), StoreError> {
        let partial = self.beside("partial");
        remove_folder(&partial)?;
        fs::create_dir_all(&partial).map_err(refused("make the folder", &partial))?;
        remove_folder(&partial)
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

    /// Puts files that were drawn again in the place of the old ones, each at once. Fails where the disk
    /// does, and leaves those that come later as they were.
    pub fn replace_artefacts(&self, artefacts: &[Artefact]) -> Result<(), StoreError> {
        write_artefacts(&self.folder, artefacts)
    }

    /// Writes files that follow from a run into a folder of their own, which is made if it is not there.
    pub fn add_artefacts(&self, artefacts: &[Artefact]) -> Result<(), StoreError> {
        fs::create_dir_all(&self.folder).map_err(refused("make the folder", &self.folder))?;
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

    /// Whether there is a run in the folder.
    fn has_run(&self) -> bool {
        self.folder.join(MANIFEST).is_file()
    }

    /// Another folder for this run, such as the one in which it is written: hidden, and on the same
    /// disk. Only a path with a name has one.
    fn beside(&self, what: &str) -> PathBuf {
        let name = self.folder.file_name().unwrap_or_default();
        self.folder.with_file_name(format!(".{}.{what}", name.display()))
    }

    /// Puts the old run back in its place, if whoever was to replace it died between the two renames.
    fn put_back(&self) -> Result<(), StoreError> {
        let replaced = self.beside("replaced");
        if self.folder.file_name().is_none() || self.folder.exists() || !replaced.exists() {
            return Ok(());
        }
        fs::rename(&replaced, &self.folder).map_err(refused("put back the run", &self.folder))
    }

    fn put_in_place(&self, partial: &Path) -> Result<(), StoreError> {
        if self.replaces && self.has_run() {
            return self.change_places(partial);
        }
        // An empty folder may be in the place; one that was filled meanwhile refuses to go.
        match fs::remove_dir(&self.folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(StoreError::Exists { folder: self.folder.clone() });
            }
            _ => {}
        }
        fs::rename(partial, &self.folder).map_err(refused("put in place the run", &self.folder))
    }

    fn change_places(&self, partial: &Path) -> Result<(), StoreError> {
        let replaced = self.beside("replaced");
        remove_folder(&replaced)?;
        fs::rename(&self.folder, &replaced).map_err(refused("replace the run", &self.folder))?;
        if let Err(error) = fs::rename(partial, &self.folder) {
            // The first error is the one to be told.
            fs::rename(&replaced, &self.folder).ok();
            return Err(refused("put in place the run", &self.folder)(error));
        }
        remove_folder(&replaced)
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

fn remove_folder(folder: &Path) -> Result<(), StoreError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(refused("remove what an earlier run has left in", folder)(error))
        }
        _ => Ok(()),
    }
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
