//! `compare`: worlds on the same people and the same luck.

use std::path::Path;
use std::path::PathBuf;

use crate::experiment::HalfWidth;
use crate::experiment::History;
use crate::experiment::Precision;
use crate::experiment::Progress;
use crate::experiment::Worlds;
use crate::present;
use crate::record::Kind;
use crate::record::Replicate;
use crate::record::ScenarioRecord;
use crate::record::Tables;
use crate::record::World;
use crate::scenario::Complaints;
use crate::scenario::Run;
use crate::scenario::Scenario;

use super::failure::Failure;
use super::library;
use super::options::Options;
use super::outline;
use super::produce;
use super::recording::Recording;
use super::recording::Source;
use super::shell;
use super::stopwatch::Stopwatch;
use super::study::Results;
use super::study::with_threads;
use super::terminal::Terminal;

/// More pairs than this are not added for a precision: histories are kept until all are there.
const MOST: u32 = 2_000;

/// Runs a baseline and its alternatives, and stores the differences.
pub(super) fn compare(
    baseline: &Path,
    alternatives: &[PathBuf],
    half_width: Option<f64>,
    options: &Options,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let sets = options.sets();
    let paths: Vec<&Path> =
        std::iter::once(baseline).chain(alternatives.iter().map(PathBuf::as_path)).collect();
    let scenarios = read_all(&paths, &sets)?;
    let results = Results::new(options, &name(&scenarios[0].name, alternatives))?;
    let precision = match half_width {
        Some(half_width) => Some(Precision { half_width: HalfWidth::Of(half_width), most: MOST }),
        None if options.has_replicates() => None,
        None => {
            let most = scenarios[0].run.replicates;
            Some(Precision { half_width: HalfWidth::Tenth, most })
        }
    };
    with_threads(options.threads, || {
        let command = |sets: &[String]| shell::command("compare", &paths, sets);
        let asked = Asked { scenarios: &scenarios, precision, command: &command, sets };
        conclude(asked, &results, terminal)
    })
}

/// The folder of a comparison when nothing else is said.
fn name(baseline: &str, alternatives: &[PathBuf]) -> String {
    let stems = alternatives.iter().filter_map(|path| path.file_stem());
    let names: Vec<String> = stems.map(|stem| format!("-vs-{}", stem.to_string_lossy())).collect();
    format!("{baseline}{}", names.concat())
}

/// A comparison that is asked for.
pub(super) struct Asked<'a> {
    /// The baseline and its alternatives.
    pub(super) scenarios: &'a [Scenario],
    /// How well the leading outcome is to be known, if that decides how many replicates there are.
    pub(super) precision: Option<Precision>,
    /// The command line with some settings.
    pub(super) command: &'a (dyn Fn(&[String]) -> String + 'a),
    /// The settings that were typed.
    pub(super) sets: Vec<String>,
}

/// Simulates worlds that have been read, stores what came of them, and says it.
pub(super) fn conclude(
    asked: Asked<'_>,
    results: &Results<'_>,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let Asked { scenarios, precision, command, mut sets } = asked;
    let watch = Stopwatch::start();
    let given: Vec<&Scenario> = scenarios.iter().collect();
    for note in outline::of_cautions(scenarios) {
        terminal.say(&note);
    }
    let mut worlds = Worlds::new(&given);
    let reached = simulate(&mut worlds, precision, terminal);
    let run = Run { replicates: worlds.replicates(), ..given[0].run };
    if precision.is_some() {
        sets.push(format!("run.replicates={}", run.replicates));
    }
    let records: Vec<ScenarioRecord> =
        given.iter().map(|world| ScenarioRecord::of(world)).collect();
    let restored = produce::worlds(&records)?;
    let mut recording = Recording::begin(&results.store, Kind::Comparison, &restored)?;
    record(&worlds, &mut recording)?;
    drop(worlds);
    let source = Source { command: command(&sets), run, scenarios: &given };
    let (drawing, _, found) =
        recording.finish(source, !results.options.no_charts, || watch.environment())?;
    terminal.say(&outline::of_comparison(&found));
    let facts = outline::of_facts(&found.facts, run.replicates);
    facts.iter().chain(&reached).for_each(|line| terminal.say(line));
    for view in drawing.comparisons() {
        let title = &view.alternative.scenario.title;
        terminal.say(&outline::of_changes(title, &present::changes(&view)));
        terminal.say(&present::answer_of_comparison(&view));
        let more = [present::untold_of_comparison(&view), present::persons_in_words(&view)];
        more.iter().flatten().for_each(|words| terminal.say(words));
    }
    terminal.say(&results.where_to_look(&watch));
    Ok(())
}

/// Reads all worlds, and fails with the complaints of all of them. Worlds of the same name could not be
/// told apart in the tables.
fn read_all(paths: &[&Path], sets: &[String]) -> Result<Vec<Scenario>, Failure> {
    let (mut worlds, mut wrong): (Vec<Scenario>, Vec<Complaints>) = (Vec::new(), Vec::new());
    for path in paths {
        match library::read(path, sets) {
            Ok(world) if worlds.iter().any(|other| other.name == world.name) => {
                return Err(Failure::arguments(format!(
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
    about_one_firm(worlds, paths, sets)
}

/// The worlds, of which each is about the focal firm of the baseline, which must be in all of them: who leaves it is
/// recorded person by person, and would be laid beside who leaves another one.
fn about_one_firm(
    worlds: Vec<Scenario>,
    paths: &[&Path],
    sets: &[String],
) -> Result<Vec<Scenario>, Failure> {
    let baseline = worlds[0].name.clone();
    let focal = worlds[0].unit_name(worlds[0].focal).to_owned();
    let about_it = |(world, path): (Scenario, &&Path)| {
        if world.unit_name(world.focal) == focal {
            return Ok(world);
        }
        if !world.firms.iter().any(|firm| firm.name == focal) {
            return Err(Failure::arguments(format!(
                "the comparison is about `{focal}`, the focal firm of `{baseline}`, and `{}` has no such firm",
                world.name
            )));
        }
        let sets = [sets, &[format!("focal={}", toml::Value::from(focal.as_str()))]].concat();
        Ok(library::read(path, &sets)?)
    };
    worlds.into_iter().zip(paths).map(about_it).collect()
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
    Err(Failure::arguments(format!(
        "worlds are compared over one horizon: {}, {}",
        horizon(baseline),
        horizon(other)
    )))
}

/// Runs as many replicates as are asked for, and says in words how that was decided if it was.
fn simulate(
    worlds: &mut Worlds<'_>,
    precision: Option<Precision>,
    terminal: &Terminal,
) -> Option<String> {
    let (name, replicates) = (&worlds.first().name, worlds.first().run.replicates);
    let Some(precision) = precision else {
        worlds.extend(replicates, &terminal.progress(replicates, name));
        return None;
    };
    let look = |more| -> Box<dyn Progress> { Box::new(terminal.progress(more, name)) };
    let reached = precision.reach(worlds, &look);
    Some(outline::of_precision(precision, reached, worlds.replicates()))
}

/// Records all worlds, with what differs between them.
fn record(worlds: &Worlds<'_>, recording: &mut Recording<'_>) -> Result<(), Failure> {
    let baseline = worlds.first();
    add(recording, baseline, worlds.baseline(), Tables::default())?;
    for (alternative, pairs) in worlds.alternatives() {
        let both = [baseline, alternative];
        let mut results = Tables::default();
        results.add_comparison(alternative, &pairs.differences(both));
        results.add_persons(alternative, &pairs.fates(both));
        results.add_facts_of_pairs(both, pairs);
        add(recording, alternative, pairs.alternative, results)?;
    }
    Ok(())
}

/// Records the histories of one world, with results about it.
fn add(
    recording: &mut Recording<'_>,
    scenario: &Scenario,
    histories: &[History],
    results: Tables,
) -> Result<(), Failure> {
    let mut world = World::new(scenario);
    for history in histories {
        recording.add(&mut world, Replicate::of(Kind::Comparison, scenario, history))?;
    }
    recording.conclude(&world, results)
}
