//! The program from outside: what it prints, what it leaves on the disk, and its exit codes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::process::Output;

use tempfile::tempdir;

/// A small world in which runs are quick.
pub(crate) const SMALL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/minimal.toml");

/// Runs the program in a folder.
pub(crate) fn braindrain(folder: &Path, arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_braindrain"));
    program.args(arguments).current_dir(folder).output().expect("the program can be started")
}

/// What the program prints when all is well.
pub(crate) fn printed(arguments: &[&str]) -> String {
    let output = braindrain(Path::new("."), arguments);
    assert!(output.status.success(), "{arguments:?}: {}", complaint(&output));
    String::from_utf8(output.stdout).expect("it prints text")
}

/// What it has said, or begun to say.
pub(crate) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What it complains of.
pub(crate) fn complaint(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A row of a table, by the names of its columns.
pub(crate) type Row = BTreeMap<String, String>;

/// The rows of a table.
pub(crate) fn rows(table: &Path) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(table).expect("the table is there");
    reader.deserialize().map(|row| row.expect("a row has a field for each column")).collect()
}

/// The number in a column.
pub(crate) fn number(row: &Row, column: &str) -> f64 {
    row[column].parse().unwrap_or_else(|_| panic!("no number is in `{column}` of {row:?}"))
}

/// The files of a run, by name, but for the one that may differ.
pub(crate) fn files(run: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(run).expect("there is a run").map(|entry| entry.expect("a file"));
    let read = |entry: fs::DirEntry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        (name, fs::read(entry.path()).expect("a file can be read"))
    };
    entries.map(read).filter(|(name, _)| name != "environment.json").collect()
}

/// That a report makes all files of a run anew to the same bytes, those that are drawn among them, which are
/// taken away before.
pub(crate) fn assert_redrawn(run: &Path, drawn: &[&str]) {
    let before = files(run);
    for name in drawn {
        fs::remove_file(run.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    let there = run.to_str().expect("a folder for tests has a plain name");
    printed(&["report", there]);
    let after = files(run);
    assert!(before.keys().eq(after.keys()), "{:?}", after.keys());
    let other: Vec<&String> = before.keys().filter(|&name| before[name] != after[name]).collect();
    assert_eq!(other, [""; 0], "they are drawn in other bytes");
}

fn run_small(folder: &Path, more: &[&str]) -> Output {
    let arguments = ["run", SMALL, "--replicates", "2", "--no-charts", "--out", "here"];
    braindrain(folder, &[&arguments, more].concat())
}

/// All commands, as the help lists them.
pub(crate) fn commands() -> Vec<String> {
    let help = printed(&["--help"]);
    let (_, rest) = help.split_once("Commands:\n").expect("the help lists the commands");
    let (list, _) = rest.split_once("\n\n").expect("something follows the list");
    let names = list.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

#[test]
fn a_run_is_replaced_only_by_force() {
    let root = tempdir().unwrap();
    let seed = |seed: &'static str| ["--seed", seed];
    assert!(run_small(root.path(), &seed("1")).status.success());
    let manifest = || fs::read_to_string(root.path().join("here/manifest.json")).unwrap();
    let first = manifest();
    let refused = run_small(root.path(), &seed("2"));
    assert_eq!(refused.status.code(), Some(2));
    assert!(complaint(&refused).contains("--force"), "{}", complaint(&refused));
    assert_eq!(manifest(), first);
    let forced = run_small(root.path(), &["--seed", "2", "--force"]);
    assert!(forced.status.success(), "{}", complaint(&forced));
    assert!(manifest().contains("\"seed\": 2"));
}

#[test]
fn force_replaces_nothing_but_runs() {
    let root = tempdir().unwrap();
    fs::create_dir(root.path().join("here")).unwrap();
    fs::write(root.path().join("here/thesis.txt"), "years of work").unwrap();
    let refused = run_small(root.path(), &["--force"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(complaint(&refused).contains("only a stored run is replaced"));
    assert!(root.path().join("here/thesis.txt").exists());
}

#[test]
fn a_new_scenario_is_fine_runs_and_is_not_written_twice() {
    let root = tempdir().unwrap();
    assert!(braindrain(root.path(), &["new", "mine"]).status.success());
    let check = braindrain(root.path(), &["check", "mine.toml"]);
    assert!(check.status.success(), "{}", complaint(&check));
    let run = braindrain(root.path(), &["run", "mine.toml", "--replicates", "2", "--no-charts"]);
    assert!(run.status.success(), "{}", complaint(&run));
    assert!(root.path().join("output/mine/manifest.json").exists());

    fs::write(root.path().join("mine.toml"), "changed").unwrap();
    let again = braindrain(root.path(), &["new", "mine.toml"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(complaint(&again).contains("nothing is overwritten"), "{}", complaint(&again));
    assert_eq!(fs::read_to_string(root.path().join("mine.toml")).unwrap(), "changed");
}

#[test]
fn completions_and_the_manual_know_every_command() {
    let commands = commands();
    assert!(commands.len() > 6, "{commands:?}");
    let shells = ["bash", "zsh", "fish", "elvish", "powershell"];
    let completions = shells.map(|shell| printed(&["completions", shell]));
    for command in &commands {
        for (shell, script) in shells.iter().zip(&completions) {
            assert!(script.contains(command.as_str()), "{shell} does not know `{command}`");
        }
        let page = printed(&["man"]);
        let listed = format!("braindrain\\-{}(1)", command.replace('-', "\\-"));
        assert!(page.contains(&listed), "the manual does not list `{command}`:\n{page}");
        assert!(command == "help" || printed(&["man", command]).contains(".SH NAME"));
    }
    let unknown = braindrain(Path::new("."), &["man", "fly"]);
    assert_eq!(unknown.status.code(), Some(2));
}

#[test]
fn a_role_that_departs_twice_is_noted() {
    let exodus = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/exodus-2024.toml");
    assert!(!printed(&["check", exodus]).contains("Note:"));
    let again = "event.again={kind='departure', role='chief-scientist', destination='anthropic', date=2023-12-01}";
    let said = printed(&["check", exodus, "--set", again]);
    assert!(said.contains("leaves `anthropic`, unless he has left it by then"), "{said}");
}

#[test]
fn a_comparison_says_what_was_changed() {
    let root = tempdir().unwrap();
    let overlay = format!("extends = '{SMALL}'\n[firm]\nmaple = {{ pay = {{ level = 1.5 }} }}\n");
    fs::write(root.path().join("richer.toml"), overlay).unwrap();
    let arguments = ["compare", SMALL, "richer.toml", "--replicates", "2", "--out", "here"];
    let output = braindrain(root.path(), &arguments);
    assert!(output.status.success(), "{}", complaint(&output));
    let said = said(&output);
    assert!(said.contains("  `firm.maple.pay.level`: 1.33 → 1.5"), "{said}");
    let page = fs::read_to_string(root.path().join("here/report.html")).unwrap();
    assert!(page.contains("<code>firm.maple.pay.level</code>: 1.33 → 1.5"));
    let summary = fs::read_to_string(root.path().join("here/summary.json")).unwrap();
    let summary: serde_json::Value = serde_json::from_str(&summary).unwrap();
    assert_eq!(summary["scenarios"][1]["name"], "richer");
    assert_eq!(summary["comparison"][0]["outcome"], "departures:cedar");
}

#[test]
fn the_same_run_has_the_same_summary_on_any_number_of_threads() {
    let root = tempdir().unwrap();
    let summary = |threads| {
        let output = run_small(root.path(), &["--force", "--threads", threads]);
        assert!(output.status.success(), "{}", complaint(&output));
        fs::read_to_string(root.path().join("here/summary.json")).unwrap()
    };
    let one = summary("1");
    assert!(one.contains("\"p95\"") && one.contains("departures:cedar"), "{one}");
    assert_eq!(one, summary("2"));
}

#[test]
fn a_run_says_which_build_has_made_it() {
    let root = tempdir().unwrap();
    assert!(run_small(root.path(), &[]).status.success());
    let text = fs::read_to_string(root.path().join("here/environment.json")).unwrap();
    let environment: serde_json::Value = serde_json::from_str(&text).unwrap();
    let sources = environment["sources"].as_str().unwrap();
    assert!(sources.len() == 16 && sources.bytes().all(|digit| digit.is_ascii_hexdigit()));
}

#[test]
fn only_a_name_that_is_taken_is_a_mistake_in_the_arguments_of_new() {
    let root = tempdir().unwrap();
    let nowhere = braindrain(root.path(), &["new", "nowhere/mine"]);
    assert_eq!(nowhere.status.code(), Some(1));
    assert!(complaint(&nowhere).contains("cannot write `nowhere/mine.toml`: "));
}
