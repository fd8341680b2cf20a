//! Scenarios from disk.

use std::fs;
use std::path::Path;

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
