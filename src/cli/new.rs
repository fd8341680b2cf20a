//! `new`: a commented scenario to start from.

use std::ffi::OsStr;
use std::path::Path;
use std::path::PathBuf;

use super::failure::Failure;
use super::library;
use super::shell;
use super::terminal::Terminal;

/// The scenario that everybody starts from.
const STARTER: &str = include_str!("new/starter.toml");

/// Writes a scenario of this name, unless there is one.
pub(super) fn new(name: &Path, terminal: &Terminal) -> Result<(), Failure> {
    let path = file_of(name);
    library::write_new(&path, STARTER)?;
    terminal.say(&next(&path));
    Ok(())
}

/// What has been written, and what to do with it: as a shell reads it.
fn next(path: &Path) -> String {
    let word = shell::word(&path.display().to_string());
    format!(
        "Wrote {}. Next: braindrain check {word}; braindrain run {word} --replicates 20",
        path.display()
    )
}

/// The file of a scenario: its name, with the ending unless it was typed.
fn file_of(name: &Path) -> PathBuf {
    let mut file = name.to_owned();
    if file.extension() != Some(OsStr::new("toml")) {
        file.as_mut_os_string().push(".toml");
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_is_added_unless_it_was_typed() {
        assert_eq!(file_of(Path::new("worlds/mine")), Path::new("worlds/mine.toml"));
        assert_eq!(file_of(Path::new("mine.toml")), Path::new("mine.toml"));
        assert_eq!(file_of(Path::new("version-1.2")), Path::new("version-1.2.toml"));
    }

    #[test]
    fn what_comes_next_can_be_pasted_into_a_shell() {
        assert_eq!(
            next(Path::new("my world.toml")),
            "Wrote my world.toml. Next: braindrain check 'my world.toml'; braindrain run 'my world.toml' --replicates 20"
        );
        assert!(next(Path::new("mine.toml")).contains(" check mine.toml;"));
    }

    #[test]
    fn the_starter_is_short_and_explains_itself() {
        let lines: Vec<&str> = STARTER.lines().collect();
        assert!((50..=75).contains(&lines.len()), "{} lines", lines.len());
        assert!(lines.iter().filter(|line| line.contains('#')).count() > 20);
    }
}
