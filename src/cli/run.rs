//! `run`: one scenario, many replicates; tables, charts and a page.

use std::path::Path;
use std::path::PathBuf;

use clap::Args;
use clap::ValueEnum;

use crate::experiment::Extent;
use crate::experiment::History;
use crate::experiment::stream_replicates;
use crate::present;
use crate::record::Kind;
use crate::record::Replicate;
use crate::record::ScenarioRecord;
use crate::record::Store;
use crate::record::StoredRun;
use crate::record::Summary;
use crate::record::Tables;
use crate::record::World;
use crate::scenario::Scenario;

use super::arguments::Options;
use super::failure::Failure;
use super::library;
use super::outline;
use super::produce;
use super::recording::Recording;
use super::stopwatch::Stopwatch;
use super::terminal::Terminal;

/// Where results go when nothing else is said.
const OUTPUT: &str = "output";

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
    let store = store(options, &scenario.name)?;
    let command = command("run", &[path], &sets) + record.words();
    for note in outline::of_cautions([&scenario]) {
        terminal.say(&note);
    }
    with_threads(options.threads, || {
        let watch = Stopwatch::start();
        let worlds = produce::worlds(&[ScenarioRecord::of(&scenario)])?;
        let mut recording = Recording::begin(&store, Kind::Run, &worlds)?;
        simulate((&scenario, record.extent()), &mut recording, terminal)?;
        let asked = (command, scenario.run, &[&scenario] as &[_]);
        let (drawing, summary, results) =
            recording.finish(asked, !options.no_charts, || watch.environment())?;
        terminal.say(&outline::of_run(&summary));
        if let Some(line) = outline::of_facts(&results.facts, scenario.run.replicates) {
            terminal.say(&line);
        }
        if let Some(view) = drawing.run() {
            terminal.say(&present::answer_of_run(view));
        }
        terminal.say(&where_to_look(&store, options, &watch));
        Ok(())
    })
}

/// Runs all replicates of a scenario, and records each as soon as it and all before it are there.
fn simulate(
    (scenario, extent): (&Scenario, Extent),
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

/// The store for a run, which must not be there yet unless it may be replaced.
pub(super) fn store(options: &Options, name: &str) -> Result<Store, Failure> {
    let folder = options.out.clone().unwrap_or_else(|| Path::new(OUTPUT).join(name));
    let store = Store::new(folder);
    let store = if options.force { store.replacing() } else { store };
    store.check_free()?;
    store.check_writable()?;
    Ok(store)
}

/// Draws a study, whose tables are in memory, and writes everything at once.
pub(super) fn finish(
    store: &Store,
    (stored, summary): (&StoredRun, &Summary),
    options: &Options,
    watch: &Stopwatch,
) -> Result<(), Failure> {
    let mut artefacts = vec![summary.file()];
    if !options.no_charts {
        artefacts.extend(produce::artefacts(stored)?);
    }
    Ok(store.write(stored, &watch.environment(), &artefacts)?)
}

/// The last line: which file to open.
pub(super) fn where_to_look(store: &Store, options: &Options, watch: &Stopwatch) -> String {
    let seconds = watch.seconds();
    let folder = store.folder();
    if options.no_charts {
        format!("Tables are in {} ({seconds:.1} s).", folder.display())
    } else {
        format!("Done in {seconds:.1} s. Open {}", folder.join(produce::PAGE).display())
    }
}

/// The command that makes the same tables again: without what no result depends on.
pub(super) fn command(verb: &str, paths: &[&Path], sets: &[String]) -> String {
    let paths = paths.iter().map(|path| word(&path.display().to_string()));
    let sets = sets.iter().map(|set| format!("--set {}", quoted(set)));
    let words: Vec<String> =
        ["braindrain".to_owned(), verb.to_owned()].into_iter().chain(paths).chain(sets).collect();
    words.join(" ")
}

/// A word as a shell reads it: in quotes where it needs them.
pub(super) fn word(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-".contains(c);
    if text.chars().all(is_plain) { text.to_owned() } else { quoted(text) }
}

/// A word in quotes, as a shell reads it.
pub(super) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// Does `work` on so many threads, or on all cores.
pub(super) fn with_threads<R: Send>(
    threads: Option<u16>,
    work: impl FnOnce() -> Result<R, Failure> + Send,
) -> Result<R, Failure> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.map_or(0, usize::from)).build();
    pool.map_err(|error| Failure::Other(error.into()))?.install(work)
}

/// The folder of a comparison when nothing else is said.
pub(super) fn comparison_name(baseline: &str, alternatives: &[PathBuf]) -> String {
    let stems = alternatives.iter().filter_map(|path| path.file_stem());
    let names: Vec<String> = stems.map(|stem| format!("-vs-{}", stem.to_string_lossy())).collect();
    format!("{baseline}{}", names.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_can_be_pasted_into_a_shell() {
        let paths = ["worlds/a.toml", "my world.toml"].map(Path::new);
        let sets = ["title=it's".to_owned()];
        let expected = r"braindrain compare worlds/a.toml 'my world.toml' --set 'title=it'\''s'";
        assert_eq!(command("compare", &paths, &sets), expected);
    }
}
