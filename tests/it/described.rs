//! The description of the model and the glossary have all that they are about.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use braindrain::model::Value;
use braindrain::scenario::reference;

fn text_of(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(path).expect("the file is there")
}

/// The part of a page under a heading, up to the next one of the same depth or less.
fn under<'a>(page: &'a str, heading: &str) -> &'a str {
    let (_, rest) = page.split_once(&format!("\n{heading}\n")).expect("the heading is there");
    let next = ["\n## ", "\n### "].into_iter().filter_map(|start| rest.find(start)).min();
    rest.split_at(next.unwrap_or(rest.len())).0
}

/// The cells of the rows of all tables on a page.
fn rows(page: &str) -> Vec<Vec<&str>> {
    let rows = page.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    rows.map(|row| row.split(" | ").collect()).collect()
}

#[test]
fn all_terms_of_a_value_are_named_where_choice_is_described() {
    let odd = text_of("docs/odd.md");
    let choice = under(&odd, "### choice");
    for term in Value::TERMS {
        assert!(choice.contains(&format!("`{term}`")), "docs/odd.md does not name `{term}`");
    }
}

/// The leaves of a table, with the last name of their path; what is a spread is a leaf.
fn leaves(table: &toml::Table, found: &mut Vec<(String, String)>) {
    let is_spread = |inner: &toml::Table| inner.values().any(toml::Value::is_array);
    for (key, value) in table.iter().filter(|(key, _)| *key != "note") {
        match value {
            toml::Value::Table(inner) if !is_spread(inner) => leaves(inner, found),
            value => found.push((key.clone(), value.to_string())),
        }
    }
}

#[test]
fn the_values_that_the_library_shares_stand_beside_the_defaults() {
    let (odd, shared) = (text_of("docs/odd.md"), text_of("scenarios/shared/parameters.toml"));
    let mut values = Vec::new();
    leaves(&shared.parse().expect("the text is TOML"), &mut values);
    assert!(values.len() >= 5, "{values:?}");
    for (key, value) in values {
        let is_there = rows(&odd).iter().any(|row| {
            row[0].contains(&format!("`{key}`")) && row.iter().any(|cell| cell.contains(&value))
        });
        assert!(is_there, "docs/odd.md lacks `{key}` of {value}");
    }
}

#[test]
fn every_claim_of_the_articles_is_somewhere() {
    let odd = text_of("docs/odd.md");
    let (_, section) = odd.split_once("\n## 8. ").expect("a section on claims");
    let (section, _) = section.split_once("\n## ").expect("something follows");
    let cells = rows(section).into_iter().flat_map(|row| row[0].split(", ").collect::<Vec<_>>());
    let numbers = cells.filter_map(|cell| cell.strip_prefix('A')?.parse().ok());
    let found: Vec<u32> = numbers.collect();
    let each: BTreeSet<u32> = found.iter().copied().collect();
    let all: BTreeSet<u32> = (1..=129).collect();
    assert_eq!(each, all);
    assert_eq!(found.len(), each.len(), "a claim stands in two rows");
}

/// The keys at the top of a scenario, and its tables.
fn top_level() -> BTreeSet<String> {
    let page = reference();
    let keys = rows(under(&page, "## Top level")).into_iter().skip(1).map(|row| row[0].to_owned());
    let tables = page.lines().filter_map(|line| line.strip_prefix("## `["));
    let tables = tables.filter_map(|rest| rest.split([']', '.']).next().map(str::to_owned));
    keys.map(|key| key.trim_matches('`').to_owned()).chain(tables).collect()
}

#[test]
fn the_glossary_has_the_keys_of_scenarios_and_the_terms_of_a_value() {
    let glossary = text_of("docs/glossary.md");
    let words: BTreeSet<String> = rows(&glossary)
        .into_iter()
        .flat_map(|row| row[0].split(", ").collect::<Vec<_>>())
        .map(|word| word.split(" (").next().unwrap_or(word).replace(' ', "-"))
        .collect();
    let keys = top_level();
    assert!(keys.len() > 15 && keys.contains("focal") && keys.contains("firm-group"), "{keys:?}");
    let wanted = keys.into_iter().chain(Value::TERMS.map(str::to_owned));
    let missing: Vec<String> = wanted.filter(|word| !words.contains(word)).collect();
    assert_eq!(missing, [""; 0]);
}
