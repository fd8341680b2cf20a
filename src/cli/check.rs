//! `check`: everything that is wrong with scenarios, all at once.

use std::path::PathBuf;

use super::failure::Failure;
use super::library;
use super::outline;
use super::terminal::Terminal;

/// Reads all scenarios; says that they are fine, or fails with all complaints.
pub(super) fn check(
    paths: &[PathBuf],
    sets: &[String],
    terminal: &Terminal,
) -> Result<(), Failure> {
    let mut wrong = Vec::new();
    for path in paths {
        match library::read(path, sets) {
            Ok(scenario) => {
                terminal.say(&format!("{}: fine ({})", path.display(), scenario.title));
                for note in outline::of_cautions([&scenario]) {
                    terminal.say(&note);
                }
            }
            Err(complaints) => wrong.push(complaints),
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(Failure::Scenario(wrong)) }
}
