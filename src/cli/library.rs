//! Scenarios from disk, and the first one onto it.

use std::fs;
use std::fs::File;
use std::io;
use std::io::Write;
use std::path::Path;

use anyhow::Context;
use anyhow::bail;

use crate::experiment::vocabulary;
use crate::scenario;
use crate::scenario::Complaints;
use crate::scenario::Library;
use crate::scenario::Scenario;

/// The files below the working folder.
struct Disk;

impl Library for Disk {
    fn text(&self, path: &str) -> Result<String, String> {
        fs::read_to_string(path).map_err(|error| error.to_string())
    }
}

/// Reads a scenario, with what `--set` changes of it.
pub(super) fn read(path: &Path, sets: &[String]) -> Result<Scenario, Complaints> {
    scenario::read(&Disk, &path.to_string_lossy(), sets, &vocabulary())
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

/// Writes a scenario into a file that must not be there yet.
pub(super) fn write_new(path: &Path, text: &str) -> anyhow::Result<()> {
    let mut file = match File::create_new(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            bail!("`{}` exists already, and nothing is overwritten", path.display())
        }
        created => created.with_context(|| format!("cannot write `{}`", path.display()))?,
    };
    file.write_all(text.as_bytes()).with_context(|| format!("cannot write `{}`", path.display()))
}
