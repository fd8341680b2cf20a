//! Files other than those of runs: scenarios from disk and the first one onto it, and the program itself.

use std::fs;
use std::fs::File;
use std::io;
use std::io::Write;
use std::path::Path;

use crate::experiment::vocabulary;
use crate::record::Digest;
use crate::scenario;
use crate::scenario::Complaints;
use crate::scenario::Library;
use crate::scenario::Scenario;

use super::amount;
use super::failure::Failure;

/// The files below the working folder.
struct Disk;

impl Library for Disk {
    fn text(&self, path: &str) -> Result<String, String> {
        fs::read_to_string(path).map_err(|error| error.to_string())
    }

    fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        fs::read(path).ok()
    }
}

/// Reads a scenario, with what `--set` changes of it.
pub(super) fn read(path: &Path, sets: &[String]) -> Result<Scenario, Complaints> {
    match path.to_str() {
        Some(path) => scenario::read(&Disk, path, sets, &vocabulary()),
        None => scenario::read(&Nameless, &path.to_string_lossy(), sets, &vocabulary()),
    }
}

/// A file whose name is no text, which can neither be shown nor be the name of a scenario.
struct Nameless;

impl Library for Nameless {
    fn text(&self, _path: &str) -> Result<String, String> {
        Err("its name is not UTF-8, rename it".to_owned())
    }
}

/// A text that was stored.
struct Stored<'a>(&'a str);

impl Library for Stored<'_> {
    fn text(&self, _path: &str) -> Result<String, String> {
        Ok(self.0.to_owned())
    }
}

/// Reads the text of a scenario that was stored with a run, with what `--set` changes of it.
pub(super) fn read_stored(name: &str, text: &str, sets: &[String]) -> Result<Scenario, Complaints> {
    scenario::read(&Stored(text), &format!("{name}.toml"), sets, &vocabulary())
}

/// Writes a scenario into a file that must not be there yet. Who fails leaves none.
pub(super) fn write_new(path: &Path, text: &str) -> Result<(), Failure> {
    write_into(path, |file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    })
}

fn write_into(path: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> Result<(), Failure> {
    let refused = |error: io::Error| {
        let error = anyhow::Error::from(error);
        Failure::Other(error.context(format!("cannot write `{}`", path.display())))
    };
    let mut file = match File::create_new(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(Failure::Arguments(anyhow::anyhow!(
                "`{}` exists already, and nothing is overwritten",
                path.display()
            )));
        }
        created => created.map_err(refused)?,
    };
    write(&mut file).map_err(|error| {
        // Half a file would be in the way of the next attempt; the first error is the one to be told.
        fs::remove_file(path).ok();
        refused(error)
    })
}

/// The digest of the program that is running; `None` if its file cannot be read, as where another one has taken
/// its place.
pub(super) fn program() -> Option<Digest> {
    let mut file = File::open(std::env::current_exe().ok()?).ok()?;
    Digest::of_bytes(&mut file).ok()
}

/// The number that stands at a path of a scenario's text, written as in `--set`, also where it is a share in percent or a
/// sum of dollars; `None` if it is not written, or is not a single number.
pub(super) fn number_at(text: &str, path: &str) -> Option<f64> {
    let mut here = toml::Value::Table(toml::from_str(text).ok()?);
    let mut keys = toml::Value::Table(toml::from_str(&format!("{path}=0")).ok()?);
    while let toml::Value::Table(table) = keys {
        let (key, below) = table.into_iter().next()?;
        here = here.get(&key)?.clone();
        keys = below;
    }
    let number = here.as_float().or_else(|| here.as_integer().map(|number| number as f64));
    number.or_else(|| amount::number(here.as_str()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cannot_be_finished_does_not_stay() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("mine.toml");
        let full = write_into(&path, |file| {
            file.write_all(b"half a li")?;
            Err(io::ErrorKind::StorageFull.into())
        });
        assert!(matches!(full, Err(Failure::Other(_))), "{full:?}");
        assert!(!path.exists());
        write_new(&path, "whole").unwrap();
        let again = write_new(&path, "other");
        assert!(matches!(again, Err(Failure::Arguments(_))), "{again:?}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "whole");
        let nowhere = write_new(&root.path().join("nowhere/mine.toml"), "");
        assert!(matches!(nowhere, Err(Failure::Other(_))), "{nowhere:?}");
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_no_text_is_called_that() {
        use std::os::unix::ffi::OsStrExt;
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join(std::ffi::OsStr::from_bytes(b"caf\xe9.toml"));
        fs::write(&path, "title = 'A'").unwrap();
        let complaints = read(&path, &[]).unwrap_err();
        let said = &complaints.list()[0].message;
        assert!(said.ends_with(".toml`: its name is not UTF-8, rename it"), "{said}");
    }

    #[test]
    fn a_number_is_found_at_its_path() {
        let text = "[firm.a]\nstaff = 5\npay = { level = 1.5 }\n[firm.\"b c\"]\nstaff = [[2023-01-01, 2]]\n";
        let found = |path| number_at(text, path);
        let dollars = number_at("[class.star]\npay = '600k'", "class.star.pay");
        assert_eq!(dollars, Some(6e5));
        assert_eq!((found("firm.a.pay.level"), found("firm.a.staff")), (Some(1.5), Some(5.0)));
        for path in ["firm.a", "firm.a.reach", "firm.\"b c\".staff", "firm.a.staff.x", "", "=="] {
            assert_eq!(found(path), None, "{path}");
        }
    }
}
