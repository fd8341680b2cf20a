//! What can be typed.

use std::path::PathBuf;

use clap::CommandFactory;
use clap::Parser;
use clap::Subcommand;
use clap_complete::Shell;

use crate::quantity::Date;

use super::attribute;
use super::check;
use super::compare;
use super::event_study;
use super::explain;
use super::failure::Failure;
use super::fork;
use super::manual;
use super::new;
use super::options::Options;
use super::report;
use super::run;
use super::schema;
use super::solve;
use super::sweep;
use super::terminal::Terminal;
use super::typed;
use super::typed::Typed;

/// The scenario that is run when none is named.
const DEFAULT_SCENARIO: &str = "scenarios/exodus-2024.toml";

const EXAMPLES: &str = "\
Examples:
  braindrain                                        run scenarios/exodus-2024.toml
  braindrain run scenarios/minimal.toml --set run.seed=7
  braindrain compare scenarios/a.toml scenarios/b.toml --replicates 200
  braindrain compare scenarios/a.toml scenarios/b.toml --precision 2
  braindrain fork output/exodus-2024 --at 2024-05-14 --set firm.openai.pay.level=1.6
  braindrain attribute scenarios/board-coup-refused.toml --outcome departures:openai
  braindrain event-study scenarios/exodus-2024.toml --event ouster
  braindrain sweep scenarios/board-coup.toml --vary firm.openai.pay.level=0.8:2:7
  braindrain solve scenarios/minimal.toml --lever firm.cedar.pay.level --between 0.8:2 --until 'departures:cedar <= 20'
  braindrain check scenarios/*.toml
  braindrain report output/exodus-2024
  braindrain explain output/exodus-2024 --firm openai --who left
  braindrain new my-world                           write my-world.toml to start from";

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  braindrain explain output/exodus-2024 --firm openai --who left --sample 3
  braindrain explain output/exodus-2024 --replicate 7 --researcher role.chief-scientist
  braindrain explain output/exodus-2024 --firm openai --out why --format json";

/// Simulates the market for AI talent: who leaves whom for whom, and why.
#[derive(Debug, Parser)]
#[command(version, after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    record: run::Record,
    #[command(flatten)]
    options: Options,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run one scenario: tables, charts and a page.
    Run {
        /// The scenario file.
        #[arg(default_value = DEFAULT_SCENARIO)]
        scenario: PathBuf,
        #[command(flatten)]
        record: run::Record,
        #[command(flatten)]
        options: Options,
    },
    /// Run worlds on the same people and the same luck, and show the paired differences.
    Compare {
        /// The baseline.
        baseline: PathBuf,
        /// The alternatives, each compared with the baseline.
        #[arg(required = true)]
        alternatives: Vec<PathBuf>,
        /// Add replicates until the 95% interval of the leading outcome's difference reaches no further than
        /// this to either side, in the unit of that outcome. Without this and `--replicates`: until it reaches
        /// no further than a tenth of the baseline, or as many as the scenario says.
        #[arg(long, value_name = "HALF-WIDTH", conflicts_with = "replicates", value_parser = positive)]
        precision: Option<f64>,
        #[command(flatten)]
        options: Options,
    },
    /// Compare a stored run with a branch of it: another policy from a date on, the same luck on both.
    Fork {
        /// The folder of the run.
        run: PathBuf,
        /// The day from which on `--set` holds.
        #[arg(long, value_name = "DATE")]
        at: Date,
        #[command(flatten)]
        options: Options,
    },
    /// Say which part each event, mechanism or change has in an outcome.
    Attribute(attribute::Question),
    /// Show what follows an event, week by week, against the same world without it.
    EventStudy(event_study::Question),
    /// Vary values of a scenario, every world on the same luck: what does each of them do?
    #[command(after_help = sweep::EXAMPLES)]
    Sweep {
        /// The scenario file.
        scenario: PathBuf,
        #[command(flatten)]
        plan: sweep::Plan,
        #[command(flatten)]
        options: Options,
    },
    /// How far has a value of a scenario to be moved until an outcome is what it is to be?
    #[command(after_help = solve::EXAMPLES)]
    Solve {
        /// The scenario file.
        scenario: PathBuf,
        #[command(flatten)]
        search: solve::Search,
        #[command(flatten)]
        options: Options,
    },
    /// Read scenarios and list everything that is wrong with them.
    Check {
        /// The scenario files.
        #[arg(required = true)]
        scenarios: Vec<PathBuf>,
        /// Change a value, such as `firm.openai.reach=2`, before the check.
        #[arg(long, value_name = "PATH=VALUE")]
        set: Vec<String>,
    },
    /// Draw charts and page of stored runs again, without simulating.
    Report {
        /// The folders of the runs.
        #[arg(required = true)]
        runs: Vec<PathBuf>,
    },
    /// Explain why single people of a stored run left or stayed, and what would have turned them.
    #[command(after_help = EXPLAIN_EXAMPLES)]
    Explain(explain::Question),
    /// Write a commented scenario to start from.
    New {
        /// Its name: the file is called so, and ends in `.toml`.
        name: PathBuf,
    },
    /// Print the JSON Schema of scenarios, for editors.
    Schema {
        /// Print the page of reference instead: every key with default, meaning and status.
        #[arg(long)]
        markdown: bool,
    },
    /// Print the completions for a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Print a manual page.
    Man {
        /// The command that it is about; the page of the whole program if not given.
        command: Option<String>,
    },
}

/// A number above zero.
fn positive(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(number) if number > 0.0 && number.is_finite() => Ok(number),
        _ => Err("it has to be a number above 0".to_owned()),
    }
}

impl Arguments {
    /// Whether nothing but failures is to be told.
    pub(super) fn is_quiet(&self) -> bool {
        self.options().is_some_and(|options| options.quiet)
    }

    /// The options of a command that simulates.
    fn options(&self) -> Option<&Options> {
        match &self.command {
            None => Some(&self.options),
            Some(
                Command::Run { options, .. }
                | Command::Compare { options, .. }
                | Command::Sweep { options, .. }
                | Command::Solve { options, .. }
                | Command::Fork { options, .. },
            ) => Some(options),
            Some(Command::Attribute(question)) => Some(&question.options),
            Some(Command::EventStudy(question)) => Some(&question.options),
            Some(_) => None,
        }
    }

    /// What was typed for settings that have options of their own.
    fn typed(&self) -> Vec<Typed> {
        let own = match &self.command {
            Some(Command::Attribute(question)) => question.typed(),
            Some(Command::Sweep { plan, .. }) => plan.typed(),
            Some(Command::Solve { search, .. }) => search.typed(),
            Some(Command::Fork { at, options, .. }) => fork::typed(*at, options.changes()),
            _ => Vec::new(),
        };
        let shared = self.options().map(Options::typed);
        own.into_iter().chain(shared.into_iter().flatten()).collect()
    }

    /// Does what was asked for.
    pub(super) fn execute(self, terminal: &Terminal) -> Result<(), Failure> {
        let typed = self.typed();
        let sets = self.options().map_or_else(Vec::new, |options| options.changes().to_vec());
        self.perform(terminal).map_err(|failure| typed::shown(failure, &typed, &sets))
    }

    fn perform(self, terminal: &Terminal) -> Result<(), Failure> {
        match self.command {
            None => run::run(DEFAULT_SCENARIO.as_ref(), self.record, &self.options, terminal),
            Some(Command::Run { scenario, record, options }) => {
                run::run(&scenario, record, &options, terminal)
            }
            Some(Command::Compare { baseline, alternatives, precision, options }) => {
                compare::compare(&baseline, &alternatives, precision, &options, terminal)
            }
            Some(Command::Fork { run, at, options }) => fork::fork(&run, at, &options, terminal),
            Some(Command::Attribute(question)) => attribute::run(&question, terminal),
            Some(Command::EventStudy(question)) => event_study::run(&question, terminal),
            Some(Command::Sweep { scenario, plan, options }) => {
                sweep::sweep(&scenario, &plan, &options, terminal)
            }
            Some(Command::Solve { scenario, search, options }) => {
                solve::solution(&scenario, &search, &options, terminal)
            }
            Some(Command::Check { scenarios, set }) => check::check(&scenarios, &set, terminal),
            Some(Command::Report { runs }) => report::report(&runs, terminal),
            Some(Command::Explain(question)) => explain::explain(&question, terminal),
            Some(Command::New { name }) => new::new(&name, terminal),
            Some(Command::Schema { markdown }) => schema::schema(markdown),
            Some(Command::Completions { shell }) => manual::completions(shell, Self::command()),
            Some(Command::Man { command }) => manual::page(command.as_deref(), Self::command()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_contradict_nothing() {
        Arguments::command().debug_assert();
    }
}
