//! `compare`: worlds on the same people and the same luck.

use std::path::Path;
use std::path::PathBuf;

use crate::experiment::Pairs;
use crate::present;
use crate::record::Kind;
use crate::record::Manifest;
use crate::record::ScenarioSummary;
use crate::record::StoredRun;
use crate::record::Summary;
use crate::record::Tables;
use crate::scenario::Complaints;
use crate::scenario::Scenario;

use super::arguments::Options;
use super::failure::Failure;
use super::library;
use super::outline;
use super::run;
use super::stopwatch::Stopwatch;
use super::terminal::Terminal;

/// Runs a baseline and its alternatives, and stores the differences.
pub(super) fn compare(
    baseline: &Path,
    alternatives: &[PathBuf],
    options: &Options,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let sets = options.sets();
    let paths: Vec<&Path> =
        std::iter::once(baseline).chain(alternatives.iter().map(PathBuf::as_path)).collect();
    let worlds = read_all(&paths, &sets)?;
    let store = run::store(options, &run::comparison_name(&worlds[0].name, alternatives))?;
    let command = run::command("compare", &paths, &sets);
    run::with_threads(options.threads, || {
        let watch = Stopwatch::start();
        let (tables, summaries) = simulate(&worlds, terminal);
        let scenarios: Vec<&Scenario> = worlds.iter().collect();
        let manifest = Manifest::of(Kind::Comparison, command, worlds[0].run, &scenarios, &tables);
        let stored = StoredRun { manifest, tables };
        let summary = Summary::of(&stored, summaries);
        run::finish(&store, (&stored, &summary), options, &watch)?;
        terminal.say(&outline::of_comparison(&stored.tables));
        if let Some(line) = outline::of_facts(&stored.tables.facts) {
            terminal.say(&line);
        }
        for alternative in &worlds[1..] {
            let view = present::Comparison::new(&worlds[0], alternative, &stored.tables);
            terminal.say(&outline::of_changes(&alternative.title, &present::changes(&view)));
            terminal.say(&present::answer_of_comparison(&view));
        }
        terminal.say(&run::where_to_look(&store, options, &watch));
        Ok(())
    })
}

/// Reads all worlds, and fails with the complaints of all of them. Worlds of the same name could not be
/// told apart in the tables.
fn read_all(paths: &[&Path], sets: &[String]) -> Result<Vec<Scenario>, Failure> {
    let (mut worlds, mut wrong): (Vec<Scenario>, Vec<Complaints>) = (Vec::new(), Vec::new());
    for path in paths {
        match library::read(path, sets) {
            Ok(world) if worlds.iter().any(|other| other.name == world.name) => {
                return Err(Failure::Arguments(anyhow::anyhow!(
                    "two scenarios are called `{}`: a comparison needs different file names",
                    world.name
                )));
            }
            Ok(world) => worlds.push(world),
            Err(complaints) => wrong.push(complaints),
        }
    }
    if !wrong.is_empty() {
        return Err(Failure::Scenario(wrong));
    }
    check_horizons(&worlds)?;
    check_focal_firm(&worlds)?;
    Ok(worlds)
}

/// The firm that the comparison is about must be in all worlds.
fn check_focal_firm(worlds: &[Scenario]) -> Result<(), Failure> {
    let baseline = &worlds[0];
    let focal = baseline.unit_name(baseline.focal);
    match worlds.iter().find(|world| world.unit_named(focal).is_none()) {
        None => Ok(()),
        Some(other) => Err(Failure::Arguments(anyhow::anyhow!(
            "the comparison is about `{focal}`, the focal firm of `{}`, and `{}` has no such firm",
            baseline.name,
            other.name
        ))),
    }
}

/// More time is more departures, and people are named after the day on which a world begins: worlds of
/// different horizons have nothing to compare.
pub(super) fn check_horizons<'w>(
    worlds: impl IntoIterator<Item = &'w Scenario>,
) -> Result<(), Failure> {
    let dates = |world: &Scenario| (world.time.start, world.time.end);
    let mut worlds = worlds.into_iter();
    let Some(baseline) = worlds.next() else { return Ok(()) };
    let Some(other) = worlds.find(|world| dates(world) != dates(baseline)) else {
        return Ok(());
    };
    let horizon = |world: &Scenario| {
        format!("`{}` runs from {} to {}", world.name, world.time.start, world.time.end)
    };
    Err(Failure::Arguments(anyhow::anyhow!(
        "worlds are compared over one horizon: {}, {}",
        horizon(baseline),
        horizon(other)
    )))
}

/// Runs each alternative with the baseline; of the histories only tables and summaries are kept.
fn simulate(worlds: &[Scenario], terminal: &Terminal) -> (Tables, Vec<ScenarioSummary>) {
    let (baseline, alternatives) = (&worlds[0], &worlds[1..]);
    let replicates = baseline.run.replicates;
    let (mut tables, mut summaries) = (Tables::default(), Vec::new());
    for (number, alternative) in alternatives.iter().enumerate() {
        let progress = terminal.progress(replicates, &alternative.name);
        let pairs = Pairs::run([baseline, alternative], replicates, &progress);
        if number == 0 {
            tables.add(baseline, &pairs.baseline);
            summaries.push(ScenarioSummary::of(baseline, &pairs.baseline));
        }
        tables.add(alternative, &pairs.alternative);
        summaries.push(ScenarioSummary::of(alternative, &pairs.alternative));
        tables.add_comparison(alternative, &pairs.differences([baseline, alternative]));
        tables.add_facts_of_pairs([baseline, alternative], &pairs);
    }
    (tables, summaries)
}
