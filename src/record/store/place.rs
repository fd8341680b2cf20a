//! The place of a run: whether it is free, and how what is complete gets there.

use std::fs;
use std::io;
use std::io::ErrorKind;
use std::path::Path;
use std::path::PathBuf;

use super::MANIFEST;
use super::Store;
use super::StoreError;
use super::claim::Partial;
use super::claim::check_own;
use super::claim::empty;
use super::refused;

/// So many links are followed; who has made more has made a circle.
const LINKS: usize = 40;

/// Where a folder is: at the end of the links, if it is one. What is renamed is the folder, and never a link that
/// leads to it. Nothing need be there.
pub(super) fn end_of_links(folder: &Path) -> PathBuf {
    // A slash at the end would ask for what the link leads to.
    let without_slash = |path: &Path| path.components().collect::<PathBuf>();
    let mut place = without_slash(folder);
    for _ in 0..LINKS {
        let Ok(target) = fs::read_link(&place) else { break };
        place = without_slash(&place.parent().unwrap_or(Path::new("")).join(target));
    }
    place
}

impl Store {
    /// Refuses to go on if there is something in the place of the run that may not be replaced: to be
    /// asked before hours of simulation, not after. An empty folder is nothing.
    ///
    /// Fails with [`StoreError::Exists`], or with [`StoreError::NotReplaceable`] where a run is to be
    /// replaced and there is something else; and where the place cannot be looked at.
    pub fn check_free(&self) -> Result<(), StoreError> {
        self.put_back()?;
        // A path such as `..` has no name beside which another one could stand.
        let has_name = self.place.file_name().is_some();
        if self.is_empty()? && has_name {
            return Ok(());
        }
        let folder = self.folder.clone();
        match self.replaces {
            true if self.has_run() && has_name => Ok(()),
            true => Err(StoreError::NotReplaceable { folder }),
            false => Err(StoreError::Exists { folder }),
        }
    }

    /// Refuses to go on if the run could not be written, or could not be put in its place: to be asked before it is
    /// made. What it tries with is removed.
    ///
    /// Fails with [`StoreError::Busy`] if somebody else is writing it, with [`StoreError::Foreign`] if something
    /// that is not the program's has the name of what it keeps beside the place, and where the disk does.
    pub fn check_writable(&self) -> Result<(), StoreError> {
        drop(Partial::of(self)?);
        if self.replaces && self.has_run() {
            return self.clear_replaced();
        }
        match fs::remove_dir(&self.place) {
            Ok(()) => {
                fs::create_dir(&self.place).map_err(refused("make the folder again", &self.place))
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Err(error) => Err(self.in_the_way(error)),
        }
    }

    /// Whether nothing is in the place.
    fn is_empty(&self) -> Result<bool, StoreError> {
        match fs::read_dir(&self.place) {
            Ok(mut files) => Ok(files.next().is_none()),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(true),
            // A file, and not what would be below one.
            Err(error) if error.kind() == ErrorKind::NotADirectory && self.place.exists() => {
                Ok(false)
            }
            Err(error) => Err(refused("look into", &self.place)(error)),
        }
    }

    /// Whether there is a run in the folder.
    fn has_run(&self) -> bool {
        self.place.join(MANIFEST).is_file()
    }

    /// Another folder for this run, such as the one in which it is written: hidden, and on the same
    /// disk. Only a path with a name has one.
    pub(super) fn beside(&self, what: &str) -> PathBuf {
        let name = self.place.file_name().unwrap_or_default();
        self.place.with_file_name(format!(".{}.{what}", name.display()))
    }

    /// Puts the old run back in its place, if whoever was to replace it died between the two renames.
    pub(super) fn put_back(&self) -> Result<(), StoreError> {
        let replaced = self.beside("replaced");
        let is_run = || replaced.join(MANIFEST).is_file();
        if self.place.file_name().is_none() || self.place.exists() || !is_run() {
            return Ok(());
        }
        fs::rename(&replaced, &self.place).map_err(refused("put back the run", &self.place))
    }

    /// Renames a folder that is complete, so that it takes the place, from an older run if that is replaced.
    pub(super) fn put_in_place(&self, partial: &Path) -> Result<(), StoreError> {
        if self.replaces && self.has_run() {
            return self.change_places(partial);
        }
        // An empty folder may be in the place; one that was filled meanwhile refuses to go.
        match fs::remove_dir(&self.place) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(self.in_the_way(error));
            }
            _ => {}
        }
        fs::rename(partial, &self.place).map_err(refused("put in place the run", &self.place))
    }

    fn change_places(&self, partial: &Path) -> Result<(), StoreError> {
        self.clear_replaced()?;
        let replaced = self.beside("replaced");
        fs::rename(&self.place, &replaced).map_err(refused("replace the run", &self.place))?;
        if let Err(error) = fs::rename(partial, &self.place) {
            // The first error is the one to be told.
            fs::rename(&replaced, &self.place).ok();
            return Err(refused("put in place the run", &self.place)(error));
        }
        // The new run is in its place. An old one that does not go is in the way of the next, which says so.
        self.clear_replaced().ok();
        Ok(())
    }

    /// Removes the older run that was replaced, the manifest last: until then it is known as a run.
    fn clear_replaced(&self) -> Result<(), StoreError> {
        let replaced = self.beside("replaced");
        check_own(&replaced, &[MANIFEST])?;
        empty(&replaced, MANIFEST)?;
        remove_folder(&replaced)
    }

    /// Why what is in the place does not give way.
    fn in_the_way(&self, error: io::Error) -> StoreError {
        match error.kind() {
            ErrorKind::AlreadyExists | ErrorKind::DirectoryNotEmpty | ErrorKind::NotADirectory => {
                StoreError::Exists { folder: self.folder.clone() }
            }
            _ => refused("put a run in the place of", &self.place)(error),
        }
    }
}

pub(super) fn remove_folder(folder: &Path) -> Result<(), StoreError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(refused("remove what an earlier run has left in", folder)(error))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Artefact;
    use super::super::tests::comparison;
    use super::super::tests::environment;
    use super::super::tests::names;
    use super::super::tests::place;
    use super::super::tests::read;
    use super::super::tests::stored;
    use super::*;

    #[test]
    fn what_cannot_be_looked_at_is_not_said_to_be_there() {
        let (root, _) = place();
        fs::write(root.path().join("file"), "").unwrap();
        let long = "x".repeat(1000);
        for nowhere in ["file/calm", long.as_str()] {
            let store = Store::new(root.path().join(nowhere));
            for store in [store.clone(), store.replacing()] {
                let error = store.check_free().unwrap_err();
                assert!(error.to_string().starts_with("cannot look into `"), "{error}");
            }
        }
        let file = Store::new(root.path().join("file"));
        assert!(matches!(file.check_free(), Err(StoreError::Exists { .. })));
    }

    #[test]
    fn an_empty_folder_is_there_again_when_it_was_found_to_give_way() {
        let (root, store) = place();
        fs::create_dir_all(store.folder()).unwrap();
        store.check_writable().unwrap();
        assert_eq!(names(&root.path().join("runs")), ["calm"]);
    }

    #[test]
    fn files_that_are_no_run_are_written_all_or_none() {
        let (root, store) = place();
        let file = |name: &str| Artefact { name: name.to_owned(), bytes: b"why".to_vec() };
        store.write_alone(&[file("a.svg"), file("no-such-folder/a.png")]).unwrap_err();
        assert_eq!(names(&root.path().join("runs")), [""; 0]);
        store.write_alone(&[file("a.svg"), file("a.json")]).unwrap();
        assert_eq!(names(store.folder()), ["a.json", "a.svg"]);
        let again = store.write_alone(&[file("b.svg")]);
        assert!(matches!(again, Err(StoreError::Exists { .. })));
    }

    #[test]
    fn an_old_run_that_stayed_behind_goes_before_the_next() {
        let (root, store) = stored();
        let replaced = root.path().join("runs/.calm.replaced");
        fs::create_dir(&replaced).unwrap();
        fs::write(replaced.join(MANIFEST), "{}").unwrap();
        store.check_writable().unwrap_err();
        assert!(replaced.exists(), "who replaces nothing clears nothing away");
        store.replacing().check_writable().unwrap();
        assert_eq!(names(&root.path().join("runs")), ["calm"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_run_is_written_to_where_a_link_leads() {
        use std::os::unix::fs::symlink;
        let (root, _) = place();
        let path = |name: &str| root.path().join(name);
        fs::create_dir_all(path("far/empty")).unwrap();
        symlink("far/empty", path("to-empty")).unwrap();
        symlink("to-empty/", path("to-link")).unwrap();
        symlink(path("far/nothing"), path("to-nothing")).unwrap();
        for link in ["to-link/", "to-nothing"] {
            let store = Store::new(path(link));
            store.check_free().unwrap();
            store.check_writable().unwrap();
            store.write(&comparison(), &environment(), &[]).unwrap();
            store.clone().replacing().write(&comparison(), &environment(), &[]).unwrap();
            assert_eq!(read(&store).unwrap(), comparison());
        }
        assert_eq!(names(&path("far")), ["empty", "nothing"]);
        assert!(["to-empty", "to-link", "to-nothing"].iter().all(|link| path(link).is_symlink()));
        symlink("circle", path("circle")).unwrap();
        let circle = Store::new(path("circle")).check_free();
        assert!(matches!(circle, Err(StoreError::Refused { .. })), "{circle:?}");
    }
}
