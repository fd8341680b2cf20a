//! Folders in which one process writes and no other: for as long as it holds the lock that is in them.

use std::ffi::OsStr;
use std::fs;
use std::fs::File;
use std::fs::TryLockError;
use std::io::ErrorKind;
use std::path::Path;
use std::path::PathBuf;

use super::Store;
use super::StoreError;
use super::place::remove_folder;
use super::refused;

/// The lock. It is the first file of a folder and the last, so that the folder is known by it as the program's.
pub(super) const LOCK: &str = ".lock";

/// A folder beside the place of a run, in which nobody else writes.
#[derive(Debug)]
pub(super) struct Claim {
    folder: PathBuf,
    /// Held until it is dropped, also by whoever is killed.
    lock: Option<File>,
}

impl Claim {
    /// Claims a folder, which is made if it is not there. One that is there has the lock in it, or this other mark.
    ///
    /// Fails with [`StoreError::Foreign`] if it has something else in it, with [`StoreError::Busy`] if another
    /// process has claimed it, and where the disk does.
    pub(super) fn of(store: &Store, what: &str, mark: &str) -> Result<Self, StoreError> {
        let folder = store.beside(what);
        check_own(&folder, &[LOCK, mark])?;
        fs::create_dir_all(&folder).map_err(refused("make the folder", &folder))?;
        let path = folder.join(LOCK);
        let opened = File::options().write(true).create(true).truncate(false).open(&path);
        let lock = opened.map_err(refused("write", &path))?;
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) => Err(StoreError::Busy { folder: store.folder.clone() }),
            // A disk that knows no locks lets everybody in.
            Ok(()) | Err(TryLockError::Error(_)) => Ok(Self { folder, lock: Some(lock) }),
        }
    }

    /// The folder.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Removes what an earlier run has left in the folder.
    pub(super) fn empty(&self) -> Result<(), StoreError> {
        empty(&self.folder, LOCK)
    }

    /// Removes the folder, the lock last.
    pub(super) fn remove(&self) -> Result<(), StoreError> {
        self.empty()?;
        remove_folder(&self.folder)
    }
}

/// A folder that takes the place of a run once it is complete. It goes with whoever drops it before, and whoever is
/// killed leaves it to the next run of the name.
#[derive(Debug)]
pub(super) struct Partial {
    store: Store,
    claim: Claim,
    is_in_place: bool,
}

impl Partial {
    /// Claims the folder and empties it. Fails as [`Claim::of`] does.
    pub(super) fn of(store: &Store) -> Result<Self, StoreError> {
        let claim = Claim::of(store, "partial", LOCK)?;
        let partial = Self { store: store.clone(), claim, is_in_place: false };
        partial.claim.empty()?;
        Ok(partial)
    }

    /// The store in whose place it will be.
    pub(super) fn store(&self) -> &Store {
        &self.store
    }

    /// The folder.
    pub(super) fn folder(&self) -> &Path {
        self.claim.folder()
    }

    /// Puts the folder in its place. Fails where the disk does; what was there before is there then.
    pub(super) fn put_in_place(mut self) -> Result<(), StoreError> {
        if cfg!(windows) {
            // A folder in which a file is open is not renamed there.
            drop(self.claim.lock.take());
        }
        self.store.put_in_place(self.claim.folder())?;
        self.is_in_place = true;
        // It has come along, and is in nobody's way if it stays.
        fs::remove_file(self.store.place.join(LOCK)).ok();
        Ok(())
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        if !self.is_in_place {
            // A full disk is not helped by half a run; the error that led here is the one to be told.
            self.claim.remove().ok();
        }
    }
}

/// Fails with [`StoreError::Foreign`] if something is in a folder, and none of the marks of what the program
/// makes; and if it is no folder.
pub(super) fn check_own(folder: &Path, marks: &[&str]) -> Result<(), StoreError> {
    let foreign = || StoreError::Foreign { folder: folder.to_owned() };
    let looked = match fs::symlink_metadata(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Ok(found) if !found.is_dir() => return Err(foreign()),
        looked => looked.and_then(|_| fs::read_dir(folder)),
    };
    let mut files = looked.map_err(refused("look into", folder))?;
    let is_own = files.next().is_none() || marks.iter().any(|mark| folder.join(mark).is_file());
    if is_own { Ok(()) } else { Err(foreign()) }
}

/// Removes everything from a folder but one file, if there is such a folder.
pub(super) fn empty(folder: &Path, but: &str) -> Result<(), StoreError> {
    let files = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        files => files.map_err(refused("look into", folder))?,
    };
    for file in files {
        let file = file.map_err(refused("look into", folder))?;
        if file.file_name() == OsStr::new(but) {
            continue;
        }
        let is_folder = file.file_type().is_ok_and(|kind| kind.is_dir());
        let path = file.path();
        let removed = if is_folder { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        removed.map_err(refused("remove what an earlier run has left in", folder))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use tempfile::tempdir;

    use super::super::tests::comparison;
    use super::super::tests::environment;
    use super::super::tests::names;
    use super::super::tests::place;
    use super::super::tests::read;
    use super::super::tests::stored;
    use super::*;
    use crate::record::Digest;
    use crate::record::SweepRow;

    fn is_busy<T>(result: &Result<T, StoreError>) -> bool {
        matches!(result, Err(StoreError::Busy { .. }))
    }

    fn is_foreign<T>(result: &Result<T, StoreError>) -> bool {
        matches!(result, Err(StoreError::Foreign { .. }))
    }

    #[test]
    fn the_second_of_two_runs_into_one_place_is_refused_and_the_first_is_whole() {
        let (root, store) = place();
        let run = comparison();
        let mut first = store.begin(run.manifest.kind).unwrap();
        assert!(is_busy(&store.begin(run.manifest.kind)));
        assert!(is_busy(&store.check_writable()));
        first.conclude(&run.tables).unwrap();
        first.finish(&run.manifest, &environment(), &[]).unwrap();
        assert_eq!(read(&store).unwrap(), run);
        assert_eq!(names(&root.path().join("runs")), ["calm"]);
        assert!(names(store.folder()).iter().all(|name| !name.starts_with('.')));
    }

    #[test]
    fn the_second_of_two_sweeps_into_one_place_is_refused_and_the_first_keeps_its_cells() {
        let root = tempdir().unwrap();
        let store = Store::new(root.path().join("here"));
        let key = Digest::of_text("a");
        let first = store.cells(&key, false).unwrap();
        assert!(is_busy(&store.cells(&key, true)));
        assert!(is_busy(&store.clone().replacing().cells(&key, false)));
        first.keep(0, &[SweepRow::default()]).unwrap();
        drop(first);
        assert!(store.cells(&key, true).unwrap().finished(0).unwrap().is_some());
    }

    #[test]
    fn folders_that_only_have_the_names_are_left_alone() {
        let (root, store) = stored();
        let [partial, cells, replaced] = ["partial", "cells", "replaced"].map(|what| {
            let folder = root.path().join(format!("runs/.calm.{what}"));
            fs::create_dir(&folder).unwrap();
            fs::write(folder.join("thesis.txt"), "years of work").unwrap();
            folder
        });
        let store = store.replacing();
        assert!(is_foreign(&store.check_writable()));
        assert!(is_foreign(&store.begin(comparison().manifest.kind)));
        assert!(is_foreign(&store.cells(&Digest::of_text("a"), false)));
        fs::remove_dir_all(&partial).unwrap();
        let error = store.check_writable().unwrap_err();
        assert!(error.to_string().contains(".calm.replaced"), "{error}");
        store.write(&comparison(), &environment(), &[]).unwrap_err();
        assert_eq!(read(&store).unwrap(), comparison());
        // Nor is one taken for the run, if there is none.
        fs::remove_dir_all(store.folder()).unwrap();
        store.check_free().unwrap();
        store.check_writable().unwrap();
        for folder in [cells, replaced] {
            assert_eq!(names(&folder), ["thesis.txt"]);
        }
        // A file is no folder.
        fs::write(&partial, "").unwrap();
        assert!(is_foreign(&store.check_writable()));
        assert!(partial.exists());
    }
}
