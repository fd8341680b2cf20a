//! What the documents say is what the program has.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use braindrain::experiment::vocabulary;
use braindrain::scenario::MECHANISMS;
use braindrain::scenario::reference;

use super::program::braindrain;
use super::program::commands;

const README: &str = include_str!("../../README.md");
const ARCHITECTURE: &str = include_str!("../../ARCHITECTURE.md");

/// What a chart on the first page may weigh, in bytes.
const LARGEST_CHART: usize = 150_000;

fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// What stands between strokes on a page, outside blocks, without line breaks.
fn code_spans(page: &str) -> Vec<String> {
    let prose: String = page.split("```").step_by(2).collect();
    let spans = prose.split('`').skip(1).step_by(2);
    spans.map(|span| span.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// The kinds of events, as the page of reference has them.
fn kinds_of_events() -> BTreeSet<String> {
    let page = reference();
    let headings = page.lines().filter(|line| line.starts_with("## `[event.NAME]`"));
    let kinds = headings.filter_map(|line| Some(line.split('"').nth(1)?.to_owned()));
    kinds.collect()
}

/// The code spans of the part of the README that begins so.
fn listed(start: &str) -> BTreeSet<String> {
    let (_, rest) = README.split_once(start).expect("the README has the list");
    let (list, _) = rest.split_once("\n\n").expect("something follows the list");
    code_spans(list).into_iter().collect()
}

#[test]
fn the_readme_shows_the_minimal_scenario_whole() {
    let minimal = include_str!("../../scenarios/minimal.toml");
    assert!(README.contains(&format!("```toml\n{minimal}```")));
    assert!(minimal.lines().count() <= 20, "minimal means twenty lines");
}

#[test]
fn the_readme_lists_all_mechanisms_events_and_outcomes_and_no_others() {
    let mechanisms = README.split_once("| mechanism |").expect("a table of mechanisms").1;
    let (table, _) = mechanisms.split_once("\n\n").expect("something follows the table");
    let names = table.lines().filter_map(|row| row.strip_prefix("| `")?.split('`').next());
    assert_eq!(names.collect::<Vec<_>>(), MECHANISMS);

    let kinds = kinds_of_events();
    assert!(kinds.len() > 6, "{kinds:?}");
    assert_eq!(listed("\nEvents, from a date on:"), kinds);

    let metrics: BTreeSet<String> = vocabulary().iter().map(|form| form.name.to_owned()).collect();
    assert_eq!(listed("\nOutcomes:"), metrics);
}

#[test]
fn the_readme_lists_all_commands_and_no_others() {
    let (_, rest) = README.split_once("| command |").expect("a table of commands");
    let (table, _) = rest.split_once("\n\n").expect("something follows the table");
    let first_cells = table.lines().filter_map(|row| row.split('|').nth(1));
    let spans = first_cells.flat_map(code_spans);
    let listed: BTreeSet<String> =
        spans.filter_map(|span| span.split(' ').nth(1).map(str::to_owned)).collect();
    let known: BTreeSet<String> =
        commands().into_iter().filter(|command| command != "help").collect();
    assert_eq!(listed, known);
}

/// Whatever the README runs in passing is a scenario without mistakes, with all its settings.
#[test]
fn the_commands_in_the_prose_of_the_readme_would_run() {
    let spans = code_spans(README).into_iter();
    let calls =
        spans.filter(|span| span.contains(" scenarios/") && span.starts_with("braindrain "));
    let calls: Vec<String> = calls.collect();
    assert!(calls.len() > 2, "{calls:?}");
    for call in calls {
        let (call, _) = call.split_once(" --out ").unwrap_or((&call, ""));
        let arguments = call.split(' ').skip(2);
        let check: Vec<&str> = std::iter::once("check").chain(arguments).collect();
        let output = braindrain(&in_repository(""), &check);
        assert!(output.status.success(), "{call}: {output:?}");
    }
}

/// The chart at the top is that of the scenario that the first command runs, and light enough.
#[test]
fn the_chart_of_the_readme_is_one_of_the_default_scenario() {
    let chart = fs::read_to_string(in_repository("docs/exodus.svg")).expect("the chart is there");
    assert!(README.contains("](docs/exodus.svg)"));
    assert!(README.contains(" && cp output/exodus-2024/exodus.svg docs/exodus.svg"));
    assert!(chart.len() < LARGEST_CHART, "{} bytes", chart.len());
    for words in ["scenario exodus-2024, seed 1", "median of 100 simulated histories"] {
        assert!(chart.contains(words), "the chart does not say `{words}`");
    }
}

/// The paths that a page names: in code, and in links to documents.
fn paths_named(page: &str) -> BTreeSet<String> {
    let folders = ["src/", "docs/", "tests/", "scenarios/", "cli/", "record/", "model/"];
    let links = page.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let named = code_spans(page).into_iter().chain(links.map(str::to_owned));
    let is_path = |name: &String| {
        let is_placed = folders.iter().any(|folder| name.starts_with(folder));
        is_placed && !name.contains(' ') && !name.contains("NAME")
    };
    named.filter(is_path).collect()
}

#[test]
fn the_files_that_documents_name_exist() {
    for (page, least) in [(README, 9), (ARCHITECTURE, 15)] {
        let paths = paths_named(page);
        assert!(paths.len() >= least, "{paths:?}");
        for path in paths {
            let is_there =
                in_repository(&path).exists() || in_repository("src").join(&path).exists();
            assert!(is_there, "{path} is named and not there");
        }
    }
}
