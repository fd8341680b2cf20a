//! What the documents show is what the program does.

use std::fs;

use braindrain::cli::complaint::render;
use braindrain::experiment::vocabulary;
use braindrain::scenario;
use braindrain::scenario::Library;

const README: &str = include_str!("../../README.md");

/// The files of the repository, by their path from its top.
struct Repository;

impl Library for Repository {
    fn text(&self, path: &str) -> Result<String, String> {
        let path = format!("{}/{path}", env!("CARGO_MANIFEST_DIR"));
        fs::read_to_string(path).map_err(|error| error.to_string())
    }
}

#[test]
fn the_readme_shows_the_minimal_scenario_whole() {
    let minimal = include_str!("../../scenarios/minimal.toml");
    assert!(README.contains(&format!("```toml\n{minimal}```")));
    assert!(minimal.lines().count() <= 20, "minimal means twenty lines");
}

#[test]
fn the_readme_shows_the_complaints_that_its_command_gives() {
    let (_, rest) = README.split_once("$ braindrain check ").expect("an example of a complaint");
    let (line, rest) = rest.split_once('\n').unwrap();
    let (path, settings) = line.split_once(" --set ").unwrap();
    let settings: Vec<String> = settings.split(" --set ").map(str::to_owned).collect();
    let complaints =
        scenario::read(&Repository, path, &settings, &vocabulary()).expect_err("mistakes");
    let (shown, _) = rest.split_once("```").unwrap();
    assert_eq!(shown.trim_end(), render(&complaints, false).trim_end());
}

/// Every scenario file that the README names is there.
#[test]
fn the_readme_names_scenarios_that_exist() {
    let words = README.split(|c: char| c.is_whitespace() || c == '`' || c == '(' || c == ')');
    let named: Vec<&str> = words.filter(|word| word.starts_with("scenarios/")).collect();
    assert!(named.len() > 4, "{named:?}");
    for path in named.iter().filter(|path| path.contains(".toml")) {
        assert!(Repository.text(path).is_ok(), "{path} is named and not there");
    }
}
