//! `run`: one scenario, many replicates; tables, charts and a page.

use std::path::Path;

use clap::Args;
use clap::ValueEnum;

use crate::experiment::Extent;
use crate::experiment::History;
use crate::experiment::stream_replicates;
use crate::present;
use crate::record::Kind;
use crate::record::Replicate;
use crate::record::ScenarioRecord;
use crate::record::Tables;
use crate::record::World;
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

/// How much is recorded of a run.
#[derive(Debug, Clone, Copy, Default, Args)]
pub(super) struct Record {
    /// What is recorded: `units` are named firms and firm groups, and the jobs that the scenario asks for; `full` is
    /// every single firm too, and all jobs of everybody. Charts and page are the same.
    #[arg(id = "record", long = "record", value_name = "EXTENT", value_enum, default_value_t)]
    asked: Asked,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Asked {
    /// Named firms and firm groups.
    #[default]
    Units,
    /// Everybody.
    Full,
}

impl Record {
    fn extent(self) -> Extent {
        match self.asked {
            Asked::Units => Extent::Units,
            Asked::Full => Extent::Full,
        }
    }

    /// What makes the same tables again, at the end of a command.
    fn words(self) -> &'static str {
        match self.asked {
            Asked::Units => "",
            Asked::Full => " --record full",
        }
    }
}

/// Runs a scenario and stores what came of it.
pub(super) fn run(
    path: &Path,
    record: Record,
    options: &Options,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let sets = options.sets();
    let scenario = library::read(path, &sets)?;
    let results = Results::new(options, &scenario.name)?;
    let command = shell::command("run", &[path], &sets) + record.words();
    for note in outline::of_cautions([&scenario]) {
        terminal.say(&note);
    }
    with_threads(options.threads, || {
        let watch = Stopwatch::start();
        let worlds = produce::worlds(&[ScenarioRecord::of(&scenario)])?;
        let mut recording = Recording::begin(&results.store, Kind::Run, &worlds)?;
        simulate(&scenario, record.extent(), &mut recording, terminal)?;
        let source = Source { command, run: scenario.run, scenarios: &[&scenario] };
        let (drawing, summary, found) =
            recording.finish(source, !options.no_charts, || watch.environment())?;
        terminal.say(&outline::of_run(&summary));
        if let Some(line) = outline::of_facts(&found.facts, scenario.run.replicates) {
            terminal.say(&line);
        }
        if let Some(view) = drawing.run() {
            terminal.say(&present::answer_of_run(view));
        }
        terminal.say(&results.where_to_look(&watch));
        Ok(())
    })
}

/// Runs all replicates of a scenario, and records each as soon as it and all before it are there.
fn simulate(
    scenario: &Scenario,
    extent: Extent,
    recording: &mut Recording<'_>,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let replicates = scenario.run.replicates;
    let progress = terminal.progress(replicates, &scenario.name);
    let mut world = World::new(scenario);
    let work = |replicate| {
        let history = History::recording(extent, scenario, replicate);
        Replicate::of(Kind::Run, scenario, &history)
    };
    let take = |replicate| recording.add(&mut world, replicate);
    stream_replicates(replicates, &progress, work, take)?;
    let mut results = Tables::default();
    results.add_facts(scenario, world.readings());
    recording.conclude(&world, results)
}
