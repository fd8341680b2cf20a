//! The score-card of the library, `docs/score-card.md`: made here, but for what people have written under it.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use braindrain::experiment::Reading;
use braindrain::experiment::Worlds;
use braindrain::experiment::read_off;
use braindrain::record::FactRow;
use braindrain::record::Tables;
use braindrain::scenario::Scenario;

use super::histories;
use super::in_repository;
use super::log_score;
use super::null::NULLS;
use super::null::Null;
use super::search::coordinate_search;
use super::stored;
use super::used::Use;

const PAGE: &str = "docs/score-card.md";
/// Where the part begins that is written by hand, and kept.
const BY_HAND: &str = "## What the misses say";
const REPLICATES: u32 = 200;
/// How often people may be called in a null model, against the scenario, and by how many replicates the
/// best of these is found.
const CALLS: [f64; 3] = [0.4, 0.7, 1.2];
/// The position with which the search begins.
const MIDDLE: usize = 1;
const REPLICATES_OF_FITS: u32 = 6;
/// And by how many the best is then scored: fewer than the model, but enough that a report of their own would be
/// hit nearly as often (docs/facts.md has a table).
const REPLICATES_OF_NULLS: u32 = 60;

/// The scenarios that have facts of their own, with the names of these. What an overlay inherits was
/// reported of the world below it.
pub(super) fn scenarios_with_facts() -> Vec<(String, Vec<String>)> {
    let entries = fs::read_dir(in_repository("scenarios")).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("it can be read").path());
    let is_scenario = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "toml");
    let stems =
        paths.filter(is_scenario).filter_map(|path| path.file_stem().map(ToOwned::to_owned));
    let mut stems: Vec<String> = stems.map(|stem| stem.to_string_lossy().into_owned()).collect();
    stems.sort();
    let own = |stem: String| {
        let path = format!("scenarios/{stem}.toml");
        let text = fs::read_to_string(in_repository(&path)).expect("it is there");
        let facts = own_facts(&text);
        (!facts.is_empty()).then_some((path, facts))
    };
    stems.into_iter().filter_map(own).collect()
}

/// The facts that are written in a text, and not only switched off there.
fn own_facts(text: &str) -> Vec<String> {
    let table: toml::Table = text.parse().expect("the text is TOML");
    let facts = table.get("fact").and_then(toml::Value::as_table).into_iter().flatten();
    facts.filter(|(_, fact)| fact.get("says").is_some()).map(|(name, _)| name.clone()).collect()
}

/// What the replicates of a scenario say about its facts.
fn read(scenario: &Scenario, replicates: u32) -> Vec<Reading> {
    let histories = histories(scenario, replicates);
    histories.iter().map(|history| read_off(scenario, history)).collect()
}

/// The files of the other worlds that facts of these names are held against.
pub(super) fn others(path: &str, scenario: &Scenario, own: &[String]) -> Vec<String> {
    let (folder, _) = path.rsplit_once('/').expect("a scenario lies in a folder");
    let facts = scenario.facts.iter().filter(|fact| own.contains(&fact.name));
    let reports = facts.filter_map(|fact| fact.report());
    let names: BTreeSet<&str> =
        reports.filter_map(|report| Some(&*report.against.as_ref()?.scenario)).collect();
    names.into_iter().map(|name| format!("{folder}/{name}.toml")).collect()
}

/// The facts of these names of one scenario: those about it alone, and those about what differs from others. All
/// worlds are made by `world`.
fn rows_of(
    path: &str,
    own: &[String],
    replicates: u32,
    world: &dyn Fn(&str) -> Scenario,
) -> Vec<FactRow> {
    let scenario = world(path);
    let mut tables = Tables::default();
    tables.add_facts(&scenario, &read(&scenario, replicates));
    tables.facts.retain(|row| !row.reason.starts_with("needs a comparison"));
    for other in others(path, &scenario, own) {
        let other = world(&other);
        let worlds = Worlds::of(&[&scenario, &other], replicates, &());
        tables.add_facts_of_pairs([&scenario, &other], worlds.pairs());
    }
    let is_own = |row: &FactRow| {
        *row.scenario == scenario.name && own.iter().any(|name| **name == *row.fact)
    };
    tables.facts.retain(is_own);
    tables.facts
}

/// The same of the null model of a scenario, called as often as makes its facts most likely.
fn rows_of_null(path: &str, own: &[String], null: Null) -> Vec<FactRow> {
    let world = |path: &str, calls: f64| stored(path, &null.settings(&stored(path, &[]), calls));
    let found = coordinate_search(&[CALLS.len()], vec![MIDDLE], &mut |place| {
        let world = world(path, CALLS[place[0]]);
        log_score(&world, &histories(&world, REPLICATES_OF_FITS))
    });
    let calls = CALLS[found.place[0]];
    let mut rows = rows_of(path, own, REPLICATES_OF_NULLS, &|path| world(path, calls));
    rows.iter_mut().for_each(leave_out);
    rows
}

/// A fact that no replicate of a null model has a number for asks about what is off there: that it has
/// nothing to say is no miss.
fn leave_out(row: &mut FactRow) {
    if row.simulated.is_none() && &*row.verdict == "miss" {
        row.verdict = "not-scored".into();
        row.reason = "what it asks about is off".into();
    }
}

/// The page: how many are hit, a row for each fact, and what was written by hand.
fn page(rows: &[FactRow], nulls: &[(&str, BTreeMap<String, FactRow>)], by_hand: &str) -> String {
    let mut claims: BTreeMap<&str, (bool, Use)> = BTreeMap::new();
    for row in rows.iter().filter(|row| &*row.verdict != "not-scored") {
        let claim = claims.entry(&row.claim).or_insert((true, Use::of(row)));
        claim.0 &= &*row.verdict == "hit";
    }
    let hits: Vec<Use> = claims.values().filter(|(hit, _)| *hit).map(|(_, used)| *used).collect();
    let of = |is: fn(&Use) -> bool| hits.iter().filter(|used| is(used)).count();
    let heads: Vec<&str> = nulls.iter().map(|(name, _)| *name).collect();
    let opening = format!(
        "# Score-card\n\n{} of {} claims are hit over {REPLICATES} replicates: a claim is if all its scored \
         facts are.\nOf these hits {} are in the fit, {} set a parameter or a plan, and {} are free: only the last ones \
         could not have been arranged.\n[facts.md](facts.md) says what a hit is, what the numbers in brackets are (log scores), and what \
         the null models are.\nWritten by `UPDATE_GOLDEN=1 cargo test --release --test it card -- --ignored`, but for \
         the last section.\n\n| claim | fact | scenario | used for | reported | simulated | verdict | {} |\n|{}\n",
        hits.len(),
        claims.len(),
        of(|used| *used == Use::Fit),
        of(|used| matches!(used, Use::Sets(_))),
        of(|used| *used == Use::Free),
        heads.join(" | "),
        "---|".repeat(7 + nulls.len())
    );
    let lines: String = rows.iter().map(|row| line(row, nulls)).collect();
    format!("{opening}{lines}\n{by_hand}")
}

fn line(row: &FactRow, nulls: &[(&str, BTreeMap<String, FactRow>)]) -> String {
    let of_nulls = nulls.iter().map(|(_, rows)| rows.get(&key(row)).map_or(String::new(), verdict));
    let cells = [
        row.claim.to_string(),
        row.says.to_string(),
        format!("`{}`", row.scenario),
        Use::of(row).to_string(),
        numbers([row.reported, row.low, row.high]),
        numbers([row.simulated, row.band_low, row.band_high]),
        verdict(row),
    ];
    let cells: Vec<String> = cells.into_iter().chain(of_nulls).collect();
    format!("| {} |\n", cells.join(" | "))
}

fn key(row: &FactRow) -> String {
    format!("{}/{}", row.scenario, row.fact)
}

/// The verdict with its reason and the log score.
fn verdict(row: &FactRow) -> String {
    let score = row.log_score.map(|score| format!(" ({score:.1})")).unwrap_or_default();
    let reason = if row.reason.is_empty() { String::new() } else { format!(": {}", row.reason) };
    format!("{}{score}{reason}", row.verdict.replace('-', " "))
}

/// A number with its interval, or a bound.
fn numbers(numbers: [Option<f64>; 3]) -> String {
    let short = |number: f64| {
        let places = if number.abs() < 9.5 { 2 } else { 0 };
        format!("{number:.places$}")
    };
    match numbers.map(|number| number.map(short)) {
        [Some(value), Some(low), Some(high)] => format!("{value} ({low} to {high})"),
        [None, Some(low), None] => format!("at least {low}"),
        [None, None, Some(high)] => format!("at most {high}"),
        _ => String::new(),
    }
}

/// The section of the page that is written by hand; of a page without it the heading alone.
fn by_hand(page: &str) -> String {
    let (_, rest) = page.split_once(BY_HAND).unwrap_or((page, "\n"));
    format!("{BY_HAND}{rest}")
}

/// `UPDATE_GOLDEN=1 cargo test --release --test it card -- --ignored` writes the page; without the
/// variable what is kept is held against what comes out.
#[test]
#[ignore = "it simulates the whole library for minutes"]
fn the_score_card_is_the_one_of_this_program() {
    let mut rows = Vec::new();
    let mut nulls = NULLS.map(|(name, _)| (name, BTreeMap::new()));
    for (path, own) in scenarios_with_facts() {
        rows.extend(rows_of(&path, &own, REPLICATES, &|path| stored(path, &[])));
        for ((_, found), (_, null)) in nulls.iter_mut().zip(NULLS) {
            let of_null = rows_of_null(&path, &own, null);
            found.extend(of_null.into_iter().map(|row| (key(&row), row)));
        }
    }
    let kept = fs::read_to_string(in_repository(PAGE)).unwrap_or_default();
    let page = page(&rows, &nulls, &by_hand(&kept));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(in_repository(PAGE), &page).expect("the page can be written");
    } else {
        assert_eq!(kept, page, "write it again with UPDATE_GOLDEN=1");
    }
}

#[test]
fn what_is_written_by_hand_is_kept_under_rows_that_are_not() {
    let row = |fact: &str, claim: &str, verdict: &str| FactRow {
        scenario: "coup".into(),
        fact: fact.into(),
        claim: claim.into(),
        says: "So it was.".into(),
        low: Some(0.909),
        simulated: Some(0.95),
        band_low: Some(0.9),
        band_high: Some(12.0),
        log_score: Some(-0.25),
        verdict: verdict.into(),
        ..FactRow::default()
    };
    let rows = [
        row("a", "T1", "hit"),
        row("b", "T1", "miss"),
        row("c", "T2", "hit"),
        row("d", "T3", "not-scored"),
    ];
    let null = BTreeMap::from([("coup/a".to_owned(), row("a", "T1", "miss"))]);
    let page =
        page(&rows, &[("blind", null)], &by_hand("old\n## What the misses say\n\nSee above.\n"));
    assert!(page.starts_with("# Score-card\n\n1 of 2 claims are hit"), "{page}");
    let line = "| T1 | So it was. | `coup` | free | at least 0.91 | 0.95 (0.90 to 12) | hit (-0.2) | miss (-0.2) |";
    assert!(page.contains(line), "{page}");
    assert!(page.ends_with("\n## What the misses say\n\nSee above.\n") && !page.contains("old"));
}

/// In a market in which nobody signs there is no share of signers, and none that is too low.
#[test]
fn what_a_null_model_has_nothing_to_say_about_is_not_scored() {
    let row = |simulated: Option<f64>, judged: &str| {
        let mut row = FactRow { simulated, verdict: judged.into(), ..FactRow::default() };
        leave_out(&mut row);
        verdict(&row)
    };
    assert_eq!(row(None, "miss"), "not scored: what it asks about is off");
    assert_eq!(row(Some(0.5), "miss"), "miss");
    assert_eq!(row(Some(0.5), "hit"), "hit");
}

/// What differs between two worlds is held against the same two worlds with next to nothing in them.
#[test]
fn null_models_are_asked_about_what_differs_too() {
    let path = "scenarios/squeezed-out.toml";
    let own = ["posts-stay-open".to_owned()];
    let world = |path: &str| stored(path, &Null::Blind.settings(&stored(path, &[]), 1.0));
    assert_eq!(others(path, &world(path), &own), ["scenarios/squeezed-out-peace.toml"]);
    assert_eq!(others(path, &world(path), &[]), [""; 0]);
    let rows = rows_of(path, &own, 2, &world);
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert!(rows[0].simulated.is_some() && &*rows[0].verdict != "not-scored", "{rows:?}");
}

#[test]
fn a_fact_that_an_overlay_switches_off_is_not_its_own() {
    let text = "[fact.a]\nenabled = false\n[fact.b]\nsays = \"So it was.\"\n";
    assert_eq!(own_facts(text), ["b"]);
    let library = scenarios_with_facts();
    let coup = library.iter().find(|(path, _)| path == "scenarios/board-coup.toml");
    assert!(coup.is_some_and(|(_, facts)| !facts.is_empty()), "{library:?}");
}
