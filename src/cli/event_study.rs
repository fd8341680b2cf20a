//! `event-study`: what follows an event, week by week.

use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::experiment::SERIES;
use crate::experiment::Series;
use crate::experiment::Study;
use crate::experiment::responses;
use crate::present;
use crate::quantity::UnitId;
use crate::record::Kind;
use crate::record::Tables;
use crate::scenario::Event;
use crate::scenario::Scenario;
use crate::scenario::Step;
use crate::scenario::hint;

use super::causes::Causes;
use super::failure::Failure;
use super::library;
use super::options::Options;
use super::shell;
use super::stopwatch::Stopwatch;
use super::study::Findings;
use super::study::Results;
use super::study::with_threads;
use super::terminal::Terminal;

const EXAMPLES: &str = "\
The same world is run with and without the event, on the same luck; the response is the difference, from 26
weeks before the event to 52 after it, with bands for each week and for all weeks at once.

Examples:
  braindrain event-study scenarios/exodus-2024.toml --event ouster
  braindrain event-study scenarios/board-coup.toml --event ouster --series quits --series open-to-work
  braindrain event-study scenarios/exodus-2024.toml --event inflection-bought --firm microsoft --series hires";

/// What is asked.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Question {
    /// The scenario file.
    scenario: PathBuf,
    /// The event, by its name in the scenario.
    #[arg(long, value_name = "NAME")]
    event: String,
    /// A series that is looked at; quits if not given.
    #[arg(long, value_parser = PossibleValuesParser::new(SERIES.map(|series| series.name)))]
    series: Vec<String>,
    /// The firm or group that is looked at; the focal firm if the event is about it, else the first that it is
    /// about.
    #[arg(long, value_name = "NAME")]
    firm: Option<String>,
    #[command(flatten)]
    pub(super) options: Options,
}

impl Question {
    /// The command that makes the same tables again.
    fn command(&self) -> String {
        let option = |name: &str, value: &str| format!(" --{name} {}", shell::word(value));
        let firm = self.firm.iter().map(|firm| option("firm", firm));
        let series = self.series.iter().map(|series| option("series", series));
        let options: String =
            std::iter::once(option("event", &self.event)).chain(series).chain(firm).collect();
        shell::command("event-study", &[&self.scenario], &self.options.sets()) + &options
    }

    fn series(&self) -> Vec<&'static Series> {
        let is_asked = |series: &&Series| match &self.series[..] {
            [] => series.name == SERIES[0].name,
            asked => asked.iter().any(|name| name == series.name),
        };
        SERIES.iter().filter(is_asked).collect()
    }

    fn event<'s>(&self, scenario: &'s Scenario) -> Result<&'s Event, Failure> {
        let found = scenario.events.iter().find(|event| event.name == self.event);
        found.ok_or_else(|| {
            let names: Vec<&str> =
                scenario.events.iter().map(|event| event.name.as_str()).collect();
            Failure::arguments(format!(
                "no event `{}` is switched on within the horizon of `{}`: {}",
                self.event,
                scenario.name,
                hint(&self.event, &names)
            ))
        })
    }

    fn unit(&self, scenario: &Scenario, event: &Event) -> Result<UnitId, Failure> {
        let Some(name) = &self.firm else {
            let is_about = |unit: &UnitId| event.concerns(*unit, &scenario.roles);
            let focal = std::iter::once(scenario.focal);
            return Ok(focal.chain(scenario.unit_ids()).find(is_about).unwrap_or(scenario.focal));
        };
        scenario.unit_named(name).ok_or_else(|| {
            let names: Vec<&str> =
                scenario.unit_ids().map(|unit| scenario.unit_name(unit)).collect();
            Failure::arguments(format!(
                "`{}` has no firm or group `{name}`: {}",
                scenario.name,
                hint(name, &names)
            ))
        })
    }
}

/// Runs a scenario with and without an event, and stores the response.
pub(super) fn run(question: &Question, terminal: &Terminal) -> Result<(), Failure> {
    let sets = question.options.sets();
    let scenario = library::read(&question.scenario, &sets)?;
    if scenario.time.step == Step::Month {
        return Err(Failure::arguments(format!(
            "an event study goes week by week, and the steps of `{}` are months: try `--set time.step=week`",
            scenario.name
        )));
    }
    let event = question.event(&scenario)?;
    let unit = question.unit(&scenario, event)?;
    let firm = scenario.unit_name(unit);
    let without = Causes::absent(&question.scenario, &scenario, &sets, &[])?
        .without(&format!("event.{}", event.name))?;
    let folder = format!("{}-after-{}", scenario.name, event.name);
    let results = Results::new(&question.options, &folder)?;
    let there = without.unit_named(firm).expect("an event leaves the firms of the scenario");
    let worlds = [&scenario, &without];
    let study = Study { worlds, unit: [unit, there], event: event.date };
    with_threads(question.options.threads, || {
        let watch = Stopwatch::start();
        let progress = terminal.progress(scenario.run.replicates, &scenario.name);
        let series = question.series();
        let found = responses(&study, &series, scenario.run.replicates, &progress);
        let mut tables = Tables::default();
        tables.add_responses(&scenario, [&event.name, firm], &series, &found);
        let (kind, command, summaries) = (Kind::EventStudy, question.command(), Vec::new());
        let findings = Findings { kind, command, worlds: &worlds, tables, summaries };
        let tables = results.keep(findings, &watch)?;
        let [scenario, without] = worlds;
        let view = present::EventStudy { scenario, without, tables: &tables };
        for answer in view.answers() {
            terminal.say(&answer);
        }
        terminal.say(&results.where_to_look(&watch));
        Ok(())
    })
}
