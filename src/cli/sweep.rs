//! `sweep`: worlds around one scenario, all on the same luck.

use std::path::Path;

use clap::Args;

use crate::experiment::Reading;
use crate::experiment::readings;
use crate::present::Sweep;
use crate::record::Cells;
use crate::record::Digest;
use crate::record::Kind;
use crate::record::ScenarioSummary;
use crate::record::SweepRow;
use crate::record::Tables;
use crate::record::settings;
use crate::scenario::Complaints;
use crate::scenario::Scenario;

use super::failure::Failure;
use super::library;
use super::options::Options;
use super::outline;
use super::shell;
use super::stopwatch::Stopwatch;
use super::study::Findings;
use super::study::Results;
use super::study::with_threads;
use super::terminal::Terminal;
use super::typed::Typed;
use super::varied;
use super::varied::Design;
use super::varied::Varied;

/// Help that ends the page of the command.
pub(super) const EXAMPLES: &str = "\
Examples:
  braindrain sweep scenarios/board-coup.toml --vary firm.openai.pay.level=0.8:2:7
  braindrain sweep scenarios/minimal.toml --vary firm.maple.pay.level=1:1.6:4 --vary firm.cedar.reach=1,2,4
  braindrain sweep scenarios/minimal.toml --vary firm.maple.pay.level=1:1.6 --vary firm.cedar.reach=1:4 \\
      --design sobol --points 32 --outcome departures:cedar

Every cell is the scenario with `--set PATH=VALUE`, under the same seed: replicate 1 has the same luck everywhere.";

/// What a sweep is about.
#[derive(Debug, Clone, Args)]
pub(super) struct Plan {
    /// A path of the scenario with the values that it takes: `PATH=LOW:HIGH:COUNT`, `PATH=a,b,c`, or
    /// `PATH=LOW:HIGH` with `--points`; ends may be written as `100m` or `5%`.
    #[arg(long, value_name = "PATH=VALUES", required = true)]
    vary: Vec<String>,
    /// How several paths are varied together.
    #[arg(long, value_enum, default_value_t = Design::Grid)]
    design: Design,
    /// How many cells a design that is no grid has.
    #[arg(long)]
    points: Option<usize>,
    /// What is to be known of every cell, such as `departures:openai`; the outcomes of the scenario if not
    /// given.
    #[arg(long, value_name = "OUTCOME")]
    outcome: Vec<String>,
    /// Go on with a sweep that was interrupted.
    #[arg(long)]
    resume: bool,
}

impl Plan {
    /// What was typed for settings.
    pub(super) fn typed(&self) -> Vec<Typed> {
        let varied = |text: &String| {
            let path = text.split('=').next().unwrap_or_default().trim();
            Typed::of_part("--vary", (text, path), format!("{path}="), path)
        };
        let outcomes = self.outcome.iter().map(|outcome| typed("--outcome", outcome, outcome));
        self.vary.iter().map(varied).chain(outcomes).collect()
    }
}

/// An option that names an outcome, which is one in the list of the setting.
pub(super) fn typed(option: &'static str, text: &str, outcome: &str) -> Typed {
    let made = toml::Value::from(outcome).to_string();
    Typed::of_part(option, (text, outcome), "outcomes=[", made)
}

/// Runs every cell of a plan, and stores what was read off them.
pub(super) fn sweep(
    path: &Path,
    plan: &Plan,
    options: &Options,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let varied = plan.vary.iter().map(|text| Varied::parse(text)).collect::<Result<Vec<_>, _>>()?;
    let sets: Vec<String> = options.sets().into_iter().chain(outcomes(&plan.outcome)).collect();
    let base = library::read(path, &sets)?;
    let can_be = |setting: &str| {
        library::read(path, &[sets.as_slice(), &[setting.to_owned()]].concat()).is_ok()
    };
    let varied: Vec<Varied> = varied.into_iter().map(|one| one.whole_if_it_must(&can_be)).collect();
    let cells = varied::cells(&varied, plan.design, plan.points, base.run.seed)?;
    let worlds = worlds(path, &sets, &base, &cells)?;
    let results = Results::new(options, &format!("{}-sweep", base.name))?;
    let command = command(path, plan, options);
    let program = library::program();
    if plan.resume && program.is_none() {
        return Err(Failure::arguments(format!(
            "cannot resume `{}`: the file of the program cannot be read, so that nobody knows whether it is the \
             one that began",
            results.store.folder().display()
        )));
    }
    let kept = results.store.cells(&key(&worlds, program.as_ref()), plan.resume)?;
    with_threads(options.threads, || {
        let watch = Stopwatch::start();
        let cells = simulate(&worlds, &kept, terminal)?;
        let summaries = worlds.iter().zip(&cells);
        let summaries =
            summaries.map(|(world, rows)| ScenarioSummary::of_cell(&world.scenario, rows));
        let summaries = summaries.collect();
        let tables = Tables { sweep: cells.concat(), ..Tables::default() };
        let findings = Findings { kind: Kind::Sweep, command, worlds: &[&base], tables, summaries };
        let tables = results.keep(findings, &watch)?;
        kept.remove()?;
        let view = Sweep::new(&base, &tables);
        if let Some(table) = outline::of_sweep(&view) {
            terminal.say(&table);
        }
        terminal.say(&view.answers().join("\n"));
        terminal.say(&results.where_to_look(&watch));
        Ok(())
    })
}

/// A world of a sweep, with the settings that make it of the scenario.
struct World {
    settings: String,
    scenario: Scenario,
}

/// The outcomes of an option as a setting, if there are any.
pub(super) fn outcomes(asked: &[String]) -> Option<String> {
    let list = asked.iter().map(|outcome| toml::Value::from(outcome.as_str()).to_string());
    (!asked.is_empty()).then(|| format!("outcomes=[{}]", list.collect::<Vec<_>>().join(", ")))
}

/// All worlds, the scenario as it is written first. Fails with the complaints of all cells, those that say
/// the same once.
fn worlds(
    path: &Path,
    sets: &[String],
    base: &Scenario,
    cells: &[Vec<String>],
) -> Result<Vec<World>, Failure> {
    let mut worlds = vec![World { settings: String::new(), scenario: base.clone() }];
    let mut wrong: Vec<Complaints> = Vec::new();
    let said = |complaints: &Complaints| {
        complaints.list().iter().map(|one| one.message.clone()).collect::<Vec<_>>()
    };
    for cell in cells {
        match library::read(path, &[sets, cell.as_slice()].concat()) {
            Ok(scenario) => {
                comparable(base, &scenario, &settings(cell))?;
                worlds.push(World { settings: settings(cell), scenario });
            }
            Err(complaints) if wrong.iter().any(|other| said(other) == said(&complaints)) => {}
            Err(complaints) => wrong.push(complaints),
        }
    }
    if wrong.is_empty() { Ok(worlds) } else { Err(Failure::Scenario(wrong)) }
}

/// Refuses what cannot share luck, horizon or outcomes with the scenario as it is written.
pub(super) fn comparable(base: &Scenario, cell: &Scenario, settings: &str) -> Result<(), Failure> {
    let texts = |world: &Scenario| {
        world.outcomes.iter().map(|outcome| outcome.text.clone()).collect::<Vec<_>>()
    };
    let reason = if cell.run != base.run {
        "seed and replicates are those of all cells, so that luck is shared"
    } else if (cell.time.start, cell.time.end) != (base.time.start, base.time.end) {
        "outcomes over different horizons have nothing to compare"
    } else if texts(cell) != texts(base) {
        "it asks for other outcomes: name those that are to be known with `--outcome`"
    } else {
        return Ok(());
    };
    Err(Failure::arguments(format!("cannot vary to `{settings}`: {reason}")))
}

/// The digest of all that the values of cells follow from: the program as well, of which two builds may have one
/// version.
fn key(worlds: &[World], program: Option<&Digest>) -> Digest {
    let texts = worlds.iter().map(|world| format!("{}\n{}\n", world.settings, world.scenario.text));
    let program = program.map_or_else(String::new, ToString::to_string);
    Digest::of_text(&std::iter::once(program).chain(texts).collect::<String>())
}

/// Runs what is not finished, cell by cell, and keeps each; the rows of all cells.
fn simulate(
    worlds: &[World],
    kept: &Cells,
    terminal: &Terminal,
) -> Result<Vec<Vec<SweepRow>>, Failure> {
    let replicates = worlds[0].scenario.run.replicates;
    let expected = replicates as usize * worlds[0].scenario.outcomes.len();
    let mut done: Vec<Option<Vec<SweepRow>>> = Vec::new();
    for cell in (0..).take(worlds.len()) {
        done.push(kept.finished(cell)?.filter(|rows| rows.len() == expected));
    }
    let missing = done.iter().filter(|rows| rows.is_none()).count();
    let missing = u32::try_from(missing).expect("cells are few");
    let progress = terminal.progress(replicates.saturating_mul(missing), &worlds[0].scenario.name);
    let mut all = Vec::new();
    for ((cell, world), done) in (0..).zip(worlds).zip(done) {
        if let Some(rows) = done {
            all.push(rows);
            continue;
        }
        let World { scenario, settings } = world;
        let read = readings(scenario, &scenario.outcomes, replicates, &progress);
        let rows = rows(cell, settings, scenario, &read);
        kept.keep(cell, &rows)?;
        all.push(rows);
    }
    Ok(all)
}

/// The rows of a cell.
pub(super) fn rows(
    cell: u32,
    settings: &str,
    scenario: &Scenario,
    readings: &[Reading],
) -> Vec<SweepRow> {
    let of_replicate = |(replicate, reading): (u32, &Reading)| {
        let outcomes = scenario.outcomes.iter().zip(reading.clone());
        let row = |(outcome, value): (&crate::scenario::Outcome, Option<f64>)| SweepRow {
            cell,
            settings: settings.into(),
            replicate,
            outcome: outcome.text.as_str().into(),
            value,
        };
        outcomes.map(row).collect::<Vec<_>>()
    };
    (1..).zip(readings).flat_map(of_replicate).collect()
}

/// The command that makes the same table again.
fn command(path: &Path, plan: &Plan, options: &Options) -> String {
    let mut command = shell::command("sweep", &[path], &options.sets());
    let mut option = |name: &str, value: &str| {
        command = format!("{command} --{name} {}", shell::quoted(value));
    };
    plan.vary.iter().for_each(|text| option("vary", text));
    if plan.design != Design::Grid {
        option("design", &plan.design.to_string());
    }
    if let Some(points) = plan.points {
        option("points", &points.to_string());
    }
    plan.outcome.iter().for_each(|text| option("outcome", text));
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_follow_from_the_program_as_well() {
        let of = |program: Option<Digest>| key(&[], program.as_ref());
        assert_eq!(of(library::program()), of(library::program()));
        assert_ne!(of(library::program()), of(Some(Digest::of_text("another program"))));
        assert_ne!(of(library::program()), of(None), "the tests are a file that can be read");
    }
}
