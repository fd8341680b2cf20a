//! What the program promises of a run as a whole, from outside: tables depend on what is meant and on the
//! seed, and on nothing else.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;
use tempfile::tempdir;

use crate::program::braindrain;
use crate::program::complaint;

const MINIMAL: &str = include_str!("../../scenarios/minimal.toml");
const FIVE_MISTAKES: &str = include_str!("../bad/five-mistakes.toml");

/// A line of the small scenario, and a change of it.
const FIRM: &str = r#"maple = { label = "Maple", staff = 250, pay = { level = 1.33 } }"#;
const RICHER: &str = r#"maple = { label = "Maple", staff = 250, pay = { level = 1.6 } }"#;

/// A folder with files in it, in which the program is run.
struct Desk(TempDir);

impl Desk {
    /// A desk with the small scenario, of half a year and with events, in `world.toml`.
    fn new() -> Self {
        let desk = Self(tempdir().expect("a folder can be had"));
        desk.write("world.toml", &world());
        desk
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.path().join(name);
        let folder = path.parent().expect("a file lies in a folder");
        fs::create_dir_all(folder).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }

    /// Runs a scenario into a folder, quickly unless asked for more.
    fn run(&self, scenario: &str, folder: &str, more: &[&str]) {
        let quick = ["run", scenario, "--out", folder];
        let quick =
            quick.iter().chain(if more.contains(&CHARTS) { &[][..] } else { &["--no-charts"] });
        let more = more.iter().filter(|&&option| option != CHARTS);
        let arguments: Vec<&str> = quick.chain(more).copied().collect();
        let output = braindrain(self.0.path(), &arguments);
        assert!(output.status.success(), "{arguments:?}: {output:?}");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.path().join(path)).expect("the run has left the file")
    }

    fn manifest(&self, folder: &str) -> Value {
        let text = self.read(&format!("{folder}/manifest.json"));
        serde_json::from_str(&text).expect("the manifest is one")
    }

    /// The digests of a run's tables, by name.
    fn digests(&self, folder: &str) -> BTreeMap<String, String> {
        let tables = self.manifest(folder)["tables"].clone();
        let tables: BTreeMap<String, String> =
            serde_json::from_value(tables).expect("a digest for each table");
        assert!(tables.len() >= 5, "{tables:?}");
        tables
    }
}

/// Asks for charts, which quick runs are without.
const CHARTS: &str = "charts";

fn world() -> String {
    let events = r#"
        [mechanism.turmoil]
        [mechanism.exits]
        [run]
        replicates = 2
        [event.ouster]
        kind = "ouster"
        firm = "cedar"
        date = 2022-03-09
        [event.layoff]
        kind = "layoff"
        firm = "maple"
        share = 0.1
        date = 2022-04-06
    "#;
    MINIMAL.replace("2024-01-01\n", "2022-07-01\n") + events
}

#[test]
fn what_is_set_from_outside_might_have_been_written() {
    let desk = Desk::new();
    let edited = world().replace(FIRM, RICHER).replace("share = 0.1", "share = 0.2");
    desk.write("edited/world.toml", &edited);
    desk.run("edited/world.toml", "written", &[]);
    let sets = ["--set", "firm.maple.pay.level=1.6", "--set", "event.layoff.share=20%"];
    desk.run("world.toml", "set", &sets);
    assert_eq!(desk.digests("written"), desk.digests("set"));
    desk.run("world.toml", "plain", &[]);
    assert_ne!(desk.digests("plain"), desk.digests("set"));
}

#[test]
fn an_overlay_might_have_been_written_into_its_base() {
    let desk = Desk::new();
    let overlay = "extends = '../world.toml'\nfirm.maple.pay.level = 1.6\n";
    desk.write("laid/world.toml", overlay);
    desk.write("edited/world.toml", &world().replace(FIRM, RICHER));
    desk.run("laid/world.toml", "laid-over", &[]);
    desk.run("edited/world.toml", "written", &[]);
    assert_eq!(desk.digests("laid-over"), desk.digests("written"));
}

/// The manifest is enough to make the run again, whatever was set and laid over.
#[test]
fn the_text_in_the_manifest_runs_to_the_same_tables() {
    let desk = Desk::new();
    let overlay = "extends = '../world.toml'\nfirm.maple.pay.level = 1.6\n";
    desk.write("laid/world.toml", overlay);
    let sets =
        ["--set", "time.end=2022-05-02", "--set", "event.layoff.enabled=false", "--seed", "9"];
    desk.run("laid/world.toml", "first", &sets);
    let manifest = desk.manifest("first");
    let text = manifest["scenarios"][0]["text"].as_str().expect("the text of the scenario");
    desk.write("copy/world.toml", text);
    desk.run("copy/world.toml", "again", &[]);
    assert_eq!(desk.digests("first"), desk.digests("again"));
    assert_eq!(desk.manifest("again")["scenarios"], manifest["scenarios"]);
    desk.run("copy/world.toml", "other-seed", &["--seed", "10"]);
    assert_ne!(desk.digests("first"), desk.digests("other-seed"));
}

/// The command in the manifest is typed where the run was made.
#[test]
fn the_command_in_the_manifest_makes_the_same_run() {
    let desk = Desk::new();
    let sets = ["--set", "firm.maple.label=The Maple's", "--seed", "9", "--threads", "2"];
    desk.run("world.toml", "output/world", &sets);
    let command = desk.manifest("output/world")["command"].clone();
    let command = command.as_str().expect("a command");
    let words = ["'", r"\"]
        .iter()
        .fold(command.replace(r"'\''", "\u{1}"), |text, sign| text.replace(sign, "\""));
    // In double quotes, and what stood for an apostrophe is one again.
    let words = words.split('"').enumerate().flat_map(|(number, part)| {
        let is_quoted = number % 2 == 1;
        if is_quoted { vec![part] } else { part.split_whitespace().collect() }
    });
    let words: Vec<String> = words.map(|word| word.replace('\u{1}', "'")).collect();
    let typed: Vec<&str> = words.iter().skip(1).map(String::as_str).collect();
    let again = [&typed[..], &["--no-charts", "--out", "again"]].concat();
    let output = braindrain(desk.0.path(), &again);
    assert!(output.status.success(), "{again:?}: {output:?}");
    assert_eq!(desk.manifest("output/world"), desk.manifest("again"));
}

#[test]
fn what_is_drawn_and_who_counts_change_no_table() {
    let desk = Desk::new();
    let short = ["--set", "time.end=2022-05-02"];
    let run =
        |folder: &str, more: &[&str]| desk.run("world.toml", folder, &[&short, more].concat());
    run("plain", &["--threads", "1"]);
    run("two", &["--threads", "2"]);
    run("quiet", &["--quiet"]);
    run("charts", &[CHARTS]);
    for other in ["two", "quiet", "charts"] {
        assert_eq!(desk.manifest("plain"), desk.manifest(other), "{other}");
    }
    let has = |folder: &str, file: &str| desk.0.path().join(folder).join(file).exists();
    assert!(has("charts", "report.html") && !has("plain", "report.html"));
}

/// The lines of a table that belong to the first replicates, or to none.
fn first_lines(table: &str, replicates: u32) -> Vec<&str> {
    let (header, rows) = table.split_once('\n').expect("a header");
    let column = header.split(',').position(|name| name == "replicate").expect("a replicate");
    let is_first = |row: &&str| {
        let number = row.split(',').nth(column).expect("a replicate in each row");
        number.parse::<u32>().map_or(number.is_empty(), |number| number <= replicates)
    };
    [header].into_iter().chain(rows.lines().filter(is_first)).collect()
}

#[test]
fn more_replicates_leave_the_rows_of_the_first_as_they_are() {
    let desk = Desk::new();
    desk.run("world.toml", "two", &[]);
    desk.run("world.toml", "five", &["--replicates", "5"]);
    for table in desk.digests("two").keys() {
        let file = |folder: &str| desk.read(&format!("{folder}/{table}.csv"));
        let (two, five) = (file("two"), file("five"));
        // One row stands for all replicates.
        if table == "facts" {
            continue;
        }
        assert_eq!(two.lines().collect::<Vec<_>>(), first_lines(&five, 2), "{table}");
        let short =
            ["events", "decisions", "letter", "foundings", "regions", "migration", "positions"];
        let is_short = short.contains(&table.as_str());
        assert!(two.lines().count() < five.lines().count() || is_short, "{table}");
    }
}

#[test]
fn a_scenario_with_five_mistakes_is_told_all_of_them_and_leaves_nothing() {
    let desk = Desk::new();
    desk.write("bad.toml", FIVE_MISTAKES);
    let arguments = [
        &["run", "bad.toml"][..],
        &["run", "bad.toml", "--out", "here", "--force"],
        &["compare", "world.toml", "bad.toml"],
        &["check", "bad.toml"],
    ];
    for arguments in arguments {
        let output = braindrain(desk.0.path(), arguments);
        let complaints = complaint(&output);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let errors = complaints.lines().filter(|line| line.starts_with("error: ")).count();
        assert_eq!(errors, 5, "{complaints}");
        assert!(complaints.contains("5 complaints; nothing was run"), "{complaints}");
        assert!(output.stdout.is_empty(), "{output:?}");
    }
    assert_eq!(left(desk.0.path()), ["bad.toml", "world.toml"]);
}

/// Mistakes in what is typed are told in the same way, before anything is made.
#[test]
fn mistakes_on_the_command_line_leave_nothing() {
    let desk = Desk::new();
    for arguments in [
        &["run", "world.toml", "--set", "firm.mapel.reach=2"][..],
        &["run", "world.toml", "--replicates", "0"],
        &["run", "world.toml", "--set", "firm.cedar.pay.level=1e35"],
        &["run", "world.toml", "--threads", "0"],
        &["run", "nowhere.toml"],
        &["compare", "world.toml"],
        &["report", "nowhere"],
        &["fly"],
    ] {
        let output = braindrain(desk.0.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {output:?}");
        assert!(!output.stderr.is_empty() && output.stdout.is_empty(), "{output:?}");
    }
    assert_eq!(left(desk.0.path()), ["world.toml"]);
}

/// Older editors save other letters.
#[test]
fn a_file_that_is_no_utf_8_is_told_at_its_first_byte_that_is_none() {
    let desk = Desk::new();
    let text = b"extends = 'world.toml'\ntitle = 'Caf\xe9 \xe9'\n";
    fs::write(desk.0.path().join("latin.toml"), text).expect("a file can be written");
    let output = braindrain(desk.0.path(), &["check", "latin.toml"]);
    let complaint = complaint(&output);
    assert_eq!(output.status.code(), Some(2), "{complaint}");
    assert!(complaint.contains("--> latin.toml:2:13"), "{complaint}");
    assert!(complaint.contains("save the file as UTF-8"), "{complaint}");
}

/// The names of what lies in a folder.
fn left(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let name = |entry: std::io::Result<fs::DirEntry>| entry.expect("an entry").file_name();
    let mut names: Vec<String> =
        entries.map(|entry| name(entry).to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
