//! `attribute`: which part each of several causes has in an outcome.

use std::path::Path;
use std::path::PathBuf;

use clap::Args;

use crate::experiment::Attribution;
use crate::experiment::Game;
use crate::experiment::MOST_EXACT;
use crate::experiment::MOST_PLAYERS;
use crate::experiment::attribute;
use crate::present;
use crate::record::Kind;
use crate::record::Tables;
use crate::scenario::Scenario;

use super::causes::Causes;
use super::compare;
use super::failure::Failure;
use super::library;
use super::options::Options;
use super::outline;
use super::shell;
use super::stopwatch::Stopwatch;
use super::study::Findings;
use super::study::Results;
use super::study::with_threads;
use super::sweep;
use super::terminal::Terminal;
use super::typed::Typed;

/// About so many worlds are run where nobody says how many replicates.
const RUNS: usize = 192;
/// The fewest replicates then: fewer have intervals that say nothing.
const FEWEST: usize = 4;
/// Pairs of orders in each replicate where nobody says how many: two, so that their error can be told.
const PAIRS: u16 = 2;

const EXAMPLES: &str = "\
The causes are all events of the scenario, those of --over, or, with --against, all tables in which two
scenarios differ. Each of them is absent in half of the worlds that are run, all of them on the same luck;
its part is its Shapley value, and the parts add up to the whole difference.

Examples:
  braindrain attribute scenarios/board-coup-refused.toml --outcome departures:openai
  braindrain attribute scenarios/exodus-2024.toml --over event.ouster+event.reinstatement --over mechanism.contagion
  braindrain attribute scenarios/board-coup-refused.toml --against scenarios/board-coup.toml";

/// What is asked.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Question {
    /// The scenario file.
    scenario: PathBuf,
    /// The outcome that is attributed, such as `departures:openai`; the first of the scenario if not given.
    #[arg(long, value_name = "OUTCOME")]
    outcome: Vec<String>,
    /// A cause: the table of an event or a mechanism. Several that count as one are joined by `+`.
    #[arg(long, value_name = "TABLE", conflicts_with = "against")]
    over: Vec<String>,
    /// Attribute the difference from this scenario to what differs.
    #[arg(long, value_name = "SCENARIO")]
    against: Option<PathBuf>,
    /// Try so many random orders of the causes in each replicate, in pairs of an order and its reverse. Up to six
    /// causes all sets are tried if not given, beyond that four orders.
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    permutations: Option<u16>,
    #[command(flatten)]
    pub(super) options: Options,
}

impl Question {
    /// All changes to the scenario.
    fn sets(&self) -> Vec<String> {
        let outcomes = toml::Value::from(self.outcome.clone());
        let asked = (!self.outcome.is_empty()).then(|| format!("outcomes={outcomes}"));
        self.options.sets().into_iter().chain(asked).collect()
    }

    /// What was typed for settings.
    pub(super) fn typed(&self) -> Vec<Typed> {
        let table = |cause: &str, table: &str| {
            let made = table.trim();
            Typed::of_part("--over", (cause, made), format!("{made}.enabled="), made)
        };
        let cause =
            |cause: &String| cause.split('+').map(|part| table(cause, part)).collect::<Vec<_>>();
        let over = self.over.iter().flat_map(cause);
        self.outcome
            .iter()
            .map(|outcome| sweep::typed("--outcome", outcome, outcome))
            .chain(over)
            .collect()
    }

    /// The command that makes the same tables again.
    fn command(&self, replicates: Option<String>) -> String {
        let sets: Vec<String> = replicates.into_iter().chain(self.options.sets()).collect();
        let option = |name: &str, value: &str| format!(" --{name} {}", shell::word(value));
        let outcomes = self.outcome.iter().map(|outcome| option("outcome", outcome));
        let over = self.over.iter().map(|table| option("over", table));
        let against = self.against.iter().map(|path| option("against", &path.to_string_lossy()));
        let orders =
            self.permutations.iter().map(|count| option("permutations", &count.to_string()));
        let options: String = outcomes.chain(over).chain(against).chain(orders).collect();
        shell::command("attribute", &[&self.scenario], &sets) + &options
    }

    /// How many pairs of orders are tried; none where all sets are.
    fn pairs(&self, players: usize) -> Result<Option<u16>, Failure> {
        match self.permutations {
            None => Ok((players > MOST_EXACT).then_some(PAIRS)),
            Some(orders) if orders > 0 && orders.is_multiple_of(2) => {
                Ok(Some(orders.div_euclid(2)))
            }
            Some(orders) => Err(Failure::arguments(format!(
                "orders are tried in pairs, one and its reverse: `--permutations` is an even number such as 4, \
                 and not {orders}"
            ))),
        }
    }

    /// The other world, with its name if it is one of its own.
    fn other(&self, scenario: &Scenario, sets: &[String]) -> Result<Causes, Failure> {
        let Some(path) = &self.against else {
            return Causes::absent(&self.scenario, scenario, sets, &self.over);
        };
        let other = library::read(path, sets)?;
        compare::check_horizons([scenario, &other])?;
        Causes::between(scenario, other)
    }
}

/// Attributes outcomes of a scenario, and stores the parts.
pub(super) fn run(question: &Question, terminal: &Terminal) -> Result<(), Failure> {
    let mut sets = question.sets();
    let mut scenario = library::read(&question.scenario, &sets)?;
    check_outcomes(&scenario)?;
    let causes = question.other(&scenario, &sets)?;
    let players = causes.names().len();
    check_players(players)?;
    let pairs = question.pairs(players)?;
    let game = Game::new(causes.needed_by()?, pairs, scenario.run.seed);
    let folder = name(&scenario, question.against.as_deref());
    let results = Results::new(&question.options, &folder)?;
    let replicates = replicates(&game, &scenario, &sets);
    if let Some(replicates) = &replicates {
        sets.insert(0, replicates.clone());
        scenario = library::read(&question.scenario, &sets)?;
    }
    if question.outcome.is_empty() {
        scenario.outcomes.truncate(1);
    }
    let command = question.command(replicates);
    with_threads(question.options.threads, || {
        let watch = Stopwatch::start();
        let found = simulate(&game, &scenario, &causes, terminal)?;
        let mut tables = Tables::default();
        let permutations = pairs.map(|pairs| u32::from(pairs) * 2);
        tables.add_attribution(&scenario, &causes.names(), permutations, &found);
        let other = question.against.is_some().then(|| causes.other());
        let worlds: Vec<&Scenario> = std::iter::once(&scenario).chain(other).collect();
        let (kind, summaries) = (Kind::Attribution, Vec::new());
        let findings = Findings { kind, command, worlds: &worlds, tables, summaries };
        let tables = results.keep(findings, &watch)?;
        let view = present::Attribution { scenario: &scenario, other, tables: &tables };
        terminal.say(&outline::of_attribution(&tables));
        for answer in view.answers() {
            terminal.say(&answer);
        }
        terminal.say(&results.where_to_look(&watch));
        Ok(())
    })
}

fn check_outcomes(scenario: &Scenario) -> Result<(), Failure> {
    if scenario.outcomes.is_empty() {
        return Err(Failure::arguments(format!(
            "`{}` has no outcomes: name one, such as `--outcome departures:{}`",
            scenario.name,
            scenario.unit_name(scenario.focal)
        )));
    }
    Ok(())
}

fn check_players(players: usize) -> Result<(), Failure> {
    if players > MOST_PLAYERS {
        return Err(Failure::arguments(format!(
            "there are {players} causes, and {MOST_PLAYERS} are the most: name some with `--over`, or join some \
             by `+`"
        )));
    }
    Ok(())
}

/// The folder when nothing else is said.
fn name(scenario: &Scenario, against: Option<&Path>) -> String {
    let against = against.and_then(Path::file_stem);
    let against = against.map(|stem| format!("-vs-{}", stem.to_string_lossy()));
    format!("{}-attribution{}", scenario.name, against.unwrap_or_default())
}

/// The setting of replicates, where nobody has said how many: as many as make about [`RUNS`] runs, and no more than
/// the scenario has.
fn replicates(game: &Game, scenario: &Scenario, sets: &[String]) -> Option<String> {
    let is_said = sets.iter().any(|set| set.trim_start().starts_with("run.replicates"));
    let enough = RUNS.div_euclid(game.worlds_of_a_replicate()).max(FEWEST);
    let fewer = u32::try_from(enough).ok().filter(|&enough| enough < scenario.run.replicates);
    fewer.filter(|_| !is_said).map(|enough| format!("run.replicates={enough}"))
}

fn simulate(
    game: &Game,
    scenario: &Scenario,
    causes: &Causes,
    terminal: &Terminal,
) -> Result<Vec<Attribution>, Failure> {
    let replicates = scenario.run.replicates;
    let progress = terminal.progress(replicates, &scenario.name);
    let world = |set: u64| causes.world(scenario, set);
    let found = attribute(game, &scenario.outcomes, replicates, &world, &progress)?;
    match found.iter().find(|attribution| attribution.shares.is_empty()) {
        None => Ok(found),
        Some(silent) => Err(Failure::arguments(format!(
            "`{}` has nothing to say in one of the worlds of every replicate, so that there is nothing to \
             attribute",
            silent.outcome
        ))),
    }
}
