//! A simple fit: the sum of the log scores over the facts of some scenarios, climbed one number at a time.

use std::fmt::Write;
use std::fs;

use braindrain::scenario::Scenario;

use super::histories;
use super::in_repository;
use super::log_score;
use super::market;
use super::search::Found;
use super::search::coordinate_search;
use super::stored;
use crate::world::world_with;

/// A number of the scenarios that is free, with the values that it may take, as they are written.
#[derive(Debug, Clone, PartialEq)]
struct Free {
    path: String,
    values: Vec<String>,
    /// The position of the value that the search begins with.
    start: usize,
}

/// What is fitted to which facts.
#[derive(Debug, Clone, PartialEq)]
struct Plan {
    scenarios: Vec<String>,
    replicates: u32,
    free: Vec<Free>,
}

impl Plan {
    fn read(text: &str) -> Self {
        let plan: toml::Table = text.parse().expect("the plan is TOML");
        let words = |value: &toml::Value| match value {
            toml::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let list = |value: &toml::Value| -> Vec<String> {
            value.as_array().expect("a list").iter().map(words).collect()
        };
        let whole = |value: &toml::Value| value.as_integer().expect("a whole number");
        let free = |free: &toml::Value| Free {
            path: words(&free["path"]),
            values: list(&free["values"]),
            start: free
                .get("start")
                .map_or(0, |start| usize::try_from(whole(start)).expect("from 0")),
        };
        Self {
            scenarios: list(&plan["scenarios"]),
            replicates: u32::try_from(whole(&plan["replicates"])).expect("a number of replicates"),
            free: plan["free"].as_array().expect("a list of tables").iter().map(free).collect(),
        }
    }
}

/// The scenarios of the library whose facts the free numbers are fitted to.
pub(super) fn fitted_scenarios() -> Vec<String> {
    let text = fs::read_to_string(in_repository("tests/fit/parameters.toml")).expect("the plan");
    Plan::read(&text).scenarios
}

/// The settings of a place of the grid.
fn settings(free: &[Free], place: &[usize]) -> Vec<String> {
    let pairs = free.iter().zip(place);
    pairs.map(|(free, &position)| format!("{}={}", free.path, free.values[position])).collect()
}

/// The place of the grid at which facts are most likely. Every place has the same luck.
fn fit(
    free: &[Free],
    replicates: u32,
    worlds: &mut dyn FnMut(&[String]) -> Vec<Scenario>,
) -> Found {
    let positions: Vec<usize> = free.iter().map(|free| free.values.len()).collect();
    let start = free.iter().map(|free| free.start).collect();
    coordinate_search(&positions, start, &mut |place| {
        let worlds = worlds(&settings(free, place));
        worlds.iter().map(|world| log_score(world, &histories(world, replicates))).sum()
    })
}

fn told(free: &[Free], found: &Found) -> String {
    let mut text = String::new();
    for (place, score) in &found.trace {
        writeln!(text, "{score:10.3}  {}", settings(free, place).join("  ")).expect("a text grows");
    }
    text
}

/// `cargo test --release --test it fit -- --ignored --nocapture` prints the way of the search, best last.
#[test]
#[ignore = "it simulates for minutes, and is asked for what it prints"]
fn the_free_numbers_of_the_library_are_fitted_to_its_facts() {
    let text = fs::read_to_string(in_repository("tests/fit/parameters.toml")).expect("the plan");
    let plan = Plan::read(&text);
    let found = fit(&plan.free, plan.replicates, &mut |settings| {
        plan.scenarios.iter().map(|path| stored(path, settings)).collect()
    });
    println!("{}", told(&plan.free, &found));
    assert!(found.score.is_finite());
}

/// The plan in the repository names scenarios with facts, and values that they can take.
#[test]
fn the_plan_of_the_fit_can_be_carried_out() {
    let text = fs::read_to_string(in_repository("tests/fit/parameters.toml")).expect("the plan");
    let plan = Plan::read(&text);
    for free in &plan.free {
        assert!(free.start < free.values.len(), "{}", free.path);
        for value in &free.values {
            let setting = format!("{}={value}", free.path);
            let world = stored(&plan.scenarios[0], std::slice::from_ref(&setting));
            assert!(world.facts.iter().any(|fact| fact.report().is_some()), "{setting}");
        }
    }
}

#[test]
fn a_fit_finds_the_rate_that_the_facts_come_from() {
    let truth = world_with(&market(100, 0.3), &[]);
    let counts = histories(&truth, 60);
    let mean =
        counts.iter().map(|history| history.quits(&[truth.focal], false)).sum::<f64>() / 60.0;
    let fact = super::reported(mean.round());
    let values: Vec<String> = ["0.1", "0.2", "0.3", "0.45", "0.7"].map(str::to_owned).into();
    let path = "mechanism.recruiting.serious-offers.engineer".to_owned();
    let free = [Free { path, values, start: 4 }];
    let found = fit(&free, 30, &mut |settings| {
        let all: Vec<&str> =
            [fact.as_str()].into_iter().chain(settings.iter().map(String::as_str)).collect();
        vec![world_with(&market(100, 0.3), &all)]
    });
    assert_eq!(found.place, [2], "{}", told(&free, &found));
}
