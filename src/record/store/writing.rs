//! A run that is being written: tables grow while the replicates are run, and nobody sees them before all is
//! there.

use std::collections::BTreeMap;
use std::fs;
use std::fs::File;
use std::io;
use std::io::BufWriter;
use std::io::Seek;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use crate::record::Digest;
use crate::record::Environment;
use crate::record::Kind;
use crate::record::Manifest;
use crate::record::Replicate;
use crate::record::Tables;
use crate::record::digest::Digester;
use crate::record::table_file::TableFile;
use crate::record::table_file::tables_of;
use crate::record::texts::Texts;

use super::Artefact;
use super::ENVIRONMENT;
use super::MANIFEST;
use super::Store;
use super::StoreError;
use super::claim::Partial;
use super::partial_name;
use super::refused;
use super::table_name;
use super::write_artefacts;
use super::write_file;
use super::write_json;

/// The table in which the rows of replicates come after those of their world, which are known last.
const LATE: &str = "events";

/// A run on its way to the disk, in a folder of another name beside its own. It goes with whoever drops it, and
/// whoever is killed leaves it to the next run of the name, which removes it.
#[derive(Debug)]
pub struct Writing {
    kind: Kind,
    tables: Vec<Growing>,
    /// What comes at the end of the table of events.
    late: File,
    /// The folder, which is dropped last.
    partial: Partial,
}

/// A table to which rows are added.
struct Growing {
    name: &'static str,
    file: BufWriter<File>,
    path: PathBuf,
    digester: Digester,
}

impl std::fmt::Debug for Growing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Growing").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Store {
    /// Begins to write a run. What an interrupted attempt has left is removed.
    ///
    /// Fails as [`Store::check_free`] does, with [`StoreError::Busy`] if somebody else is writing one, and where the
    /// disk does.
    pub fn begin(&self, kind: Kind) -> Result<Writing, StoreError> {
        self.check_free()?;
        let partial = Partial::of(self)?;
        let (tables, late) = begin_files(partial.folder(), kind)?;
        Ok(Writing { kind, tables, late, partial })
    }
}

fn begin_files(folder: &Path, kind: Kind) -> Result<(Vec<Growing>, File), StoreError> {
    let tables = tables_of(kind).map(|table| Growing::begin(folder, &table));
    let tables = tables.collect::<Result<_, _>>()?;
    let path = folder.join(partial_name("late"));
    let mut options = File::options();
    let late = options.read(true).write(true).create_new(true).open(&path);
    Ok((tables, late.map_err(refused("write", &path))?))
}

impl Growing {
    fn begin(folder: &Path, table: &TableFile) -> Result<Self, StoreError> {
        let path = folder.join(partial_name(&table_name(table.name)));
        let file = File::create(&path).map_err(refused("write", &path))?;
        let mut growing =
            Self { name: table.name, file: BufWriter::new(file), path, digester: Digester::new() };
        let mut head = Vec::new();
        (table.write_head)(&mut head).expect("memory takes any table");
        growing.add(&head)?;
        Ok(growing)
    }

    fn add(&mut self, text: &[u8]) -> Result<(), StoreError> {
        let written = self.file.write_all(text).and_then(|()| self.digester.write_all(text));
        written.map_err(refused("write", &self.path))
    }

    /// Copies what has been written to a file since it was emptied last, and empties it.
    fn take_from(&mut self, file: &mut File) -> Result<(), StoreError> {
        let mut both = Both { file: &mut self.file, digester: &mut self.digester };
        let mut copy = || {
            file.rewind()?;
            io::copy(file, &mut both)?;
            file.set_len(0)?;
            file.rewind()
        };
        copy().map_err(refused("write", &self.path))
    }

    /// Gives the file its name once it is complete and on the disk.
    fn finish(self, folder: &Path) -> Result<(), StoreError> {
        let path = folder.join(table_name(self.name));
        let finish = || {
            self.file.into_inner()?.sync_all()?;
            fs::rename(&self.path, &path)
        };
        finish().map_err(refused("write", &path))
    }
}

/// A table and its digest.
struct Both<'a> {
    file: &'a mut BufWriter<File>,
    digester: &'a mut Digester,
}

impl Write for Both<'_> {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        self.file.write_all(buf)?;
        self.digester.write_all(buf)?;
        Ok(buf.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Writing {
    /// Adds the rows of a replicate. Fails where the disk does.
    pub fn add(&mut self, replicate: &Replicate) -> Result<(), StoreError> {
        for (table, text) in self.tables.iter_mut().zip(replicate.texts.iter()) {
            if table.name == LATE {
                self.late.write_all(text).map_err(refused("write", &table.path))?;
            } else {
                table.add(text)?;
            }
        }
        Ok(())
    }

    /// Adds the rows that are known once all replicates of a world are there. Fails where the disk does.
    pub fn conclude(&mut self, tables: &Tables) -> Result<(), StoreError> {
        for (table, text) in self.tables.iter_mut().zip(Texts::of(self.kind, tables).iter()) {
            table.add(text)?;
            if table.name == LATE {
                table.take_from(&mut self.late)?;
            }
        }
        Ok(())
    }

    /// The digest of every table as it is now, by name.
    pub fn digests(&self) -> BTreeMap<String, Digest> {
        let digest = |table: &Growing| (table.name.to_owned(), table.digester.clone().finish());
        self.tables.iter().map(digest).collect()
    }

    /// Puts the run in its place, with what was drawn from it, all or nothing.
    ///
    /// Fails as [`Store::check_free`] does, and where the disk does; what was there before is there then.
    pub fn finish(
        self,
        manifest: &Manifest,
        environment: &Environment,
        artefacts: &[Artefact],
    ) -> Result<(), StoreError> {
        let Self { tables, partial, .. } = self;
        partial.store().check_free()?;
        let folder = partial.folder();
        for table in tables {
            table.finish(folder)?;
        }
        let late = folder.join(partial_name("late"));
        fs::remove_file(&late).map_err(refused("remove", &late))?;
        write_file(folder, ENVIRONMENT, |file| write_json(environment, file))?;
        write_artefacts(folder, artefacts)?;
        write_file(folder, MANIFEST, |file| write_json(manifest, file))?;
        partial.put_in_place()
    }
}
