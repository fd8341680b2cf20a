//! The options that all commands have in common which simulate.

use std::path::PathBuf;

use clap::Args;

use super::typed::Typed;

/// Options of every command that simulates.
#[derive(Debug, Clone, Args)]
pub(super) struct Options {
    /// The seed of all draws.
    #[arg(long, allow_negative_numbers = true)]
    seed: Option<u64>,
    /// How many replicates.
    #[arg(long, allow_negative_numbers = true)]
    replicates: Option<u32>,
    /// How many threads; all cores if not given. No result depends on it.
    #[arg(long, allow_negative_numbers = true, value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) threads: Option<u16>,
    /// Change a value of the scenario, such as `firm.openai.reach=2`.
    #[arg(long, value_name = "PATH=VALUE")]
    set: Vec<String>,
    /// The folder for the results; `output/` and the scenario's name if not given.
    #[arg(long)]
    pub(super) out: Option<PathBuf>,
    /// Replace the run that is in the folder, once the new one is complete.
    #[arg(long)]
    pub(super) force: bool,
    /// Write tables only.
    #[arg(long)]
    pub(super) no_charts: bool,
    /// Say nothing but what went wrong.
    #[arg(long)]
    pub(super) quiet: bool,
}

impl Options {
    /// All changes to the scenario: those that have an option of their own come last.
    pub(super) fn sets(&self) -> Vec<String> {
        self.set.iter().cloned().chain(self.of_run()).collect()
    }

    /// The changes that have no option of their own.
    pub(super) fn changes(&self) -> &[String] {
        &self.set
    }

    /// Whether the number of replicates was typed.
    pub(super) fn has_replicates(&self) -> bool {
        self.replicates.is_some() || self.set.iter().any(|set| set.starts_with("run.replicates"))
    }

    /// What was typed for those that have one.
    pub(super) fn typed(&self) -> Vec<Typed> {
        let typed = |option, number: String, path| {
            Typed::new(option, &number, format!("run.{path}={number}"))
        };
        let seed = self.seed.map(|seed| typed("--seed", seed.to_string(), "seed"));
        let count = self.replicates.map(|count| count.to_string());
        let replicates = count.map(|count| typed("--replicates", count, "replicates"));
        seed.into_iter().chain(replicates).collect()
    }

    /// Those that have one.
    pub(super) fn of_run(&self) -> Vec<String> {
        let seed = self.seed.map(|seed| format!("run.seed={seed}"));
        let replicates = self.replicates.map(|count| format!("run.replicates={count}"));
        seed.into_iter().chain(replicates).collect()
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    /// The options as they are typed.
    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        options: Options,
    }

    #[test]
    fn an_option_of_its_own_wins_over_a_set() {
        let line = ["braindrain", "--seed", "5", "--set", "run.seed=4"];
        assert_eq!(Line::parse_from(line).options.sets(), ["run.seed=4", "run.seed=5"]);
    }
}
