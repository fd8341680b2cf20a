//! The scenarios that benchmarks run.

use std::fs;

use braindrain::experiment::vocabulary;
use braindrain::scenario;
use braindrain::scenario::Library;
use braindrain::scenario::Scenario;

/// The files of a folder of the project.
struct Folder(&'static str);

impl Library for Folder {
    fn text(&self, path: &str) -> Result<String, String> {
        let path = format!("{}/{}/{path}", env!("CARGO_MANIFEST_DIR"), self.0);
        fs::read_to_string(path).map_err(|error| error.to_string())
    }
}

/// A scenario of a folder of the project, with changes such as `time.end=2024-01-01`.
pub(crate) fn world(folder: &'static str, file: &str, changes: &[String]) -> Scenario {
    let read = scenario::read(&Folder(folder), file, changes, &vocabulary());
    read.unwrap_or_else(|complaints| {
        panic!("{}", braindrain::cli::complaint::render(&complaints, false))
    })
}
