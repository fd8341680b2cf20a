//! The schema of scenarios accepts what the program reads, and refuses what has the wrong form.

mod validation;

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use braindrain::scenario::reference;
use braindrain::scenario::schema;
use serde_json::Value;
use serde_json::json;

use super::program::printed;
use validation::violations;

fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A scenario as an editor shows it to the schema: dates are texts.
fn as_json(value: &toml::Value) -> Value {
    match value {
        toml::Value::Table(table) => {
            table.iter().map(|(key, value)| (key.clone(), as_json(value))).collect()
        }
        toml::Value::Array(items) => items.iter().map(as_json).collect(),
        toml::Value::Datetime(date) => json!(date.to_string()),
        toml::Value::String(text) => json!(text),
        toml::Value::Integer(number) => json!(number),
        toml::Value::Float(number) => json!(number),
        toml::Value::Boolean(truth) => json!(truth),
    }
}

/// What the schema has against a text.
fn of_text(text: &str) -> Vec<String> {
    let table: toml::Table = text.parse().expect("the text is TOML");
    violations(&schema(), &as_json(&toml::Value::Table(table)), "")
}

fn of_file(path: &Path) -> Vec<String> {
    of_text(&fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

fn scenarios_in(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(in_repository(folder)).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("it can be read").path());
    paths.filter(|path| path.extension().is_some_and(|ending| ending == "toml")).collect()
}

#[test]
fn every_good_scenario_has_the_form_of_the_schema() {
    let scenarios = [scenarios_in("scenarios"), scenarios_in("tests/bad/world")].concat();
    assert!(scenarios.len() > 4, "{scenarios:?}");
    for path in scenarios.into_iter().chain([in_repository("src/cli/new/starter.toml")]) {
        assert_eq!(of_file(&path), [""; 0], "{}", path.display());
    }
}

#[test]
fn what_has_the_wrong_form_is_refused() {
    for name in [
        "event-of-unknown-kind",
        "list-for-table",
        "name-with-a-dot",
        "no-replicates",
        "number-without-unit",
        "out-of-bounds",
        "path-of-triples",
        "position-out-of-bounds",
        "source-is-a-list",
        "spread-of-three",
        "spread-of-two-laws",
        "spread-of-unknown-law",
        "unknown-key",
        "unknown-mechanism",
        "unknown-table",
        "unknown-word",
        "wrong-type",
        "wrong-unit",
    ] {
        let path = in_repository(&format!("tests/bad/{name}.toml"));
        assert_ne!(of_file(&path), [""; 0], "{name} has passed");
    }
}

#[test]
fn literals_are_accepted_as_the_program_reads_them() {
    for (text, is_fine) in [
        ("class.star.pay = \"$1_500k\"", true),
        ("class.star.pay = \"1.5 mn\"", false),
        ("class.star.share = \"5 %\"", true),
        ("class.star.share = \"5\"", false),
        ("time.burn-in = \"1 year\"", true),
        ("time.burn-in = \"12 moons\"", false),
        ("mechanism.turmoil = { enabled = false, note = \"calm\" }", true),
        ("mechanism.choice.enabled = false", false),
        ("firm.a = { staff = { source = \"press\" } }", false),
        ("taste.mission = { normal = [1, 2], source = \"survey\" }", true),
        ("taste.mission = { note = \"no law\" }", false),
    ] {
        assert_eq!(of_text(text).is_empty(), is_fine, "{text}: {:?}", of_text(text));
    }
}

#[test]
fn the_schema_that_is_printed_says_unit_default_and_status() {
    let printed: Value = serde_json::from_str(&printed(&["schema"])).expect("it is JSON");
    assert_eq!(printed, schema());
    let key = "/properties/mechanism/properties/turmoil/properties/fast-half-life/description";
    let said = printed.pointer(key).and_then(Value::as_str).expect("a key with a description");
    for words in ["Half-life of the fast part", "Default 21 days", "Status S", "a duration"] {
        assert!(said.contains(words), "{said}");
    }
}

/// `UPDATE_GOLDEN=1 cargo test` writes the page again.
#[test]
fn the_page_of_reference_is_the_one_of_this_program() {
    let path = in_repository("docs/scenario-reference.md");
    assert_eq!(printed(&["schema", "--markdown"]), reference());
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, reference()).expect("the page can be written");
    }
    let kept = fs::read_to_string(path).expect("the page is there");
    assert_eq!(kept, reference(), "write it again with UPDATE_GOLDEN=1");
}

#[test]
fn no_key_is_without_a_meaning() {
    let page = reference();
    let rows = page.lines().filter(|line| line.starts_with("| `"));
    let cells: Vec<Vec<&str>> = rows.map(|row| row.split(" | ").collect()).collect();
    assert!(cells.len() > 60, "{} keys", cells.len());
    for row in cells {
        assert_eq!(row.len(), 5, "{row:?}");
        assert!(!row[1].trim().is_empty() && !row[3].trim().is_empty(), "{row:?}");
    }
}
