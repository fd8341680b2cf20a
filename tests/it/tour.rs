//! The tour of the README, taken as it is printed: its files are written, its commands run, and what it shows
//! of their output is what they print.
//!
//! Commands that simulate run few replicates here, so that of their tables the words are compared and not the
//! numbers. `UPDATE_GOLDEN=1 cargo test --test it tour` runs them in full and writes down what they print.

use std::env;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use tempfile::tempdir;

use super::program::braindrain;
use super::program::complaint;
use super::program::said;

/// The section of the README that is walked through.
const TOUR: &str = "## Five minutes\n";

/// The commands of which the README shows the table alone, and not the sentence and the time that follow.
const SIMULATING: [&str; 2] = ["run", "compare"];

/// What makes a tour quick.
const FEW: [&str; 2] = ["--replicates", "2"];

/// Something that the reader of the tour does.
#[derive(Debug, PartialEq)]
enum Stop<'a> {
    /// Writes a file of this name.
    File { name: &'a str, text: &'a str },
    /// Types a line, after the prompt, and sees these lines.
    Command { line: &'a str, shown: &'a str },
}

fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn readme() -> String {
    fs::read_to_string(in_repository("README.md")).expect("the README is there")
}

fn tour(readme: &str) -> &str {
    let (_, rest) = readme.split_once(TOUR).expect("the README has a tour");
    rest.split_once("\n## ").map_or(rest, |(tour, _)| tour)
}

/// What is done on a page, in order: blocks of TOML that open with the name of their file, and the lines of
/// consoles that call the program.
fn stops(page: &str) -> Vec<Stop<'_>> {
    let blocks = page.split("\n```").skip(1).step_by(2);
    blocks
        .flat_map(|block| {
            let (language, text) = block.split_once('\n').expect("a block has a first line");
            match language {
                "toml" => file(text).into_iter().collect(),
                "console" => commands(text),
                _ => Vec::new(),
            }
        })
        .collect()
}

fn file(text: &str) -> Option<Stop<'_>> {
    let name = text.lines().next()?.strip_prefix("# ")?;
    let is_name = name.strip_suffix(".toml").is_some_and(|stem| !stem.contains(' '));
    is_name.then_some(Stop::File { name, text })
}

fn commands(text: &str) -> Vec<Stop<'_>> {
    let typed = text.strip_prefix("$ ").into_iter().flat_map(|text| text.split("\n$ "));
    let calls = typed.filter(|typed| typed.starts_with("braindrain "));
    calls
        .map(|typed| {
            let (line, shown) = typed.split_once('\n').unwrap_or((typed, ""));
            Stop::Command { line, shown }
        })
        .collect()
}

/// The words of a line as a shell reads them: what stands in single quotes is a part of its word.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut is_quoted) = (vec![String::new()], false);
    for c in line.chars() {
        match c {
            '\'' => is_quoted = !is_quoted,
            ' ' if !is_quoted => words.push(String::new()),
            _ => words.last_mut().expect("there is a first word").push(c),
        }
    }
    words
}

/// Types a line of the tour in a folder; what it shows of the output.
fn shown_by(folder: &Path, line: &str, more: &[&str]) -> String {
    let words = words(line);
    let simulates = SIMULATING.contains(&words[1].as_str());
    let mut arguments: Vec<&str> = words[1..].iter().map(String::as_str).collect();
    arguments.extend(more.iter().filter(|_| simulates));
    let output = braindrain(folder, &arguments);
    let (said, complained) = (said(&output), complaint(&output));
    match output.status.code() {
        Some(0) if simulates => table(&said),
        Some(0) => said.trim_end().to_owned(),
        // A mistake is made on purpose.
        Some(2) if words[1] == "check" => complained.trim_end().to_owned(),
        code => panic!("`{line}` ends with {code:?}:\n{said}{complained}"),
    }
}

/// The table that an output begins with.
fn table(said: &str) -> String {
    let lines: Vec<&str> = said.lines().map(str::trim_end).collect();
    let end =
        lines.iter().rposition(|line| line.starts_with('─')).expect("a table has a last rule");
    lines[..=end].join("\n")
}

/// What a table says but for its numbers and the width of its columns, line by line.
fn without_numbers(table: &str) -> Vec<Vec<&str>> {
    let is_word = |word: &&str| word.starts_with(char::is_alphabetic);
    table.lines().map(|line| line.split_whitespace().filter(is_word).collect()).collect()
}

/// A folder with the scenarios in it, as the reader has it.
fn scenarios_in(folder: &Path) {
    for part in ["scenarios", "scenarios/shared"] {
        fs::create_dir(folder.join(part)).expect("the folder is new");
        for entry in fs::read_dir(in_repository(part)).expect("there are scenarios") {
            let path = entry.expect("the folder can be read").path();
            let name = path.file_name().expect("a file has a name");
            if path.is_file() {
                fs::copy(&path, folder.join(part).join(name)).expect("a scenario can be copied");
            }
        }
    }
}

/// Takes the tour in a folder; the page with what was really shown.
fn taken(readme: &str, folder: &Path, more: &[&str]) -> String {
    let mut page = readme.to_owned();
    for stop in stops(tour(readme)) {
        match stop {
            Stop::File { name, text } => fs::write(folder.join(name), text).expect("it is new"),
            Stop::Command { line, shown } => {
                let found = shown_by(folder, line, more);
                if shown.is_empty() {
                    continue;
                }
                let same = if SIMULATING.iter().any(|verb| words(line)[1] == *verb) {
                    without_numbers(&found) == without_numbers(shown)
                } else {
                    found == shown.trim_end()
                };
                if !same || more.is_empty() {
                    page = page.replacen(
                        &format!("$ {line}\n{shown}"),
                        &format!("$ {line}\n{found}"),
                        1,
                    );
                }
            }
        }
    }
    page
}

#[test]
fn the_tour_of_the_readme_is_what_the_program_does() {
    let (readme, folder) = (readme(), tempdir().expect("a folder can be made"));
    scenarios_in(folder.path());
    let updates = env::var_os("UPDATE_GOLDEN").is_some();
    let found = taken(&readme, folder.path(), if updates { &[] } else { &FEW });
    if updates {
        fs::write(in_repository("README.md"), found).expect("the README can be written");
    } else {
        assert!(found == readme, "UPDATE_GOLDEN=1 writes what is shown now:\n{}", tour(&found));
    }
    let named: Vec<&str> =
        tour(&readme).split('`').filter(|code| code.starts_with("output/")).collect();
    assert!(named.len() > 2, "{named:?}");
    for path in named {
        assert!(folder.path().join(path).exists(), "{path} is named and not there");
    }
}
