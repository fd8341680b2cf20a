//! What has to be known to make a run again, and where it was made.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::Serialize;

use crate::scenario::Run;
use crate::scenario::Scenario;

use super::Digest;

/// The versions that this program was built with.
const LOCK_FILE: &str = include_str!("../../Cargo.lock");

/// The crates whose version can change a draw.
const CRATES_THAT_DRAW: [&str; 2] = ["rand", "rand_distr"];

/// What was run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// One scenario.
    Run,
    /// Several scenarios on the same luck.
    Comparison,
    /// A scenario with and without each of some causes.
    Attribution,
    /// A scenario with and without one event.
    EventStudy,
    /// One scenario, and worlds around it in which some of its values are varied.
    Sweep,
    /// One scenario, and worlds around it among which one is sought.
    Solution,
}

/// A scenario as it was run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScenarioRecord {
    /// Its name, as in the `scenario` column of the tables.
    pub name: String,
    /// The digest of `text`.
    pub digest: Digest,
    /// One text without `extends` that means the same world.
    pub text: String,
    /// The names of inherited events that lay outside the horizon.
    pub left_out: Vec<String>,
}

/// What the tables of a run follow from, and what they are: the same bytes for the same run and
/// build.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// What was run.
    pub kind: Kind,
    /// The command that makes the tables again, without what no table depends on.
    pub command: String,
    /// The version of this program.
    pub program_version: String,
    /// The versions of the crates that make draws.
    pub crates: BTreeMap<String, String>,
    /// The seed of all draws.
    pub seed: u64,
    /// How many replicates.
    pub replicates: u32,
    /// The scenarios; of a comparison the baseline first.
    pub scenarios: Vec<ScenarioRecord>,
    /// The digest of every table, by name.
    pub tables: BTreeMap<String, Digest>,
}

impl Manifest {
    /// The manifest of a run that gave tables with these digests, by name.
    pub fn of(
        kind: Kind,
        command: String,
        run: Run,
        scenarios: &[&Scenario],
        tables: BTreeMap<String, Digest>,
    ) -> Self {
        Self {
            kind,
            command,
            program_version: env!("CARGO_PKG_VERSION").to_owned(),
            crates: CRATES_THAT_DRAW
                .map(|name| (name.to_owned(), locked_version(name).to_owned()))
                .into(),
            seed: run.seed,
            replicates: run.replicates,
            scenarios: scenarios.iter().map(|scenario| ScenarioRecord::of(scenario)).collect(),
            tables,
        }
    }
}

impl ScenarioRecord {
    /// The scenario as it is run.
    pub fn of(scenario: &Scenario) -> Self {
        Self {
            name: scenario.name.clone(),
            digest: Digest::of_text(&scenario.text),
            text: scenario.text.clone(),
            left_out: scenario.left_out.clone(),
        }
    }
}

/// Where a run was made, and how fast: what may differ between two runs of one manifest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Environment {
    /// What stands for the sources of the program, by which one build is told from another; none in runs that were
    /// stored before it was kept.
    pub sources: Option<String>,
    /// The machine, in a few words.
    pub machine: String,
    /// How many threads simulated.
    pub threads: usize,
    /// How long it took, in seconds.
    pub wall_seconds: f64,
}

/// The version of a package in the lock file: the line that follows its name.
fn locked_version(name: &str) -> &'static str {
    let name_line = format!("name = \"{name}\"");
    let mut lines = LOCK_FILE.lines();
    lines.find(|line| *line == name_line).expect("a crate that makes draws is locked");
    lines
        .next()
        .and_then(|line| line.strip_prefix("version = \""))
        .and_then(|rest| rest.strip_suffix('"'))
        .expect("the version of a locked package follows its name")
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::FlowRow;
    use super::super::Tables;
    use super::super::table_file::tests::full_tables;
    use super::*;

    /// A manifest of a comparison of two scenarios without content.
    pub(in crate::record) fn manifest_of(tables: &Tables) -> Manifest {
        let (kind, run) = (Kind::Comparison, Run { seed: 7, replicates: 2 });
        Manifest::of(kind, String::new(), run, &[], tables.digests(kind))
    }

    #[test]
    fn versions_are_those_that_the_manifest_of_the_crate_asks_for() {
        let asked = include_str!("../../Cargo.toml");
        for (name, version) in manifest_of(&Tables::default()).crates {
            let (minor, _) = version.rsplit_once('.').unwrap();
            let line = asked.lines().find(|line| line.starts_with(&format!("{name} ="))).unwrap();
            assert!(line.contains(&format!("\"{minor}")), "{name} {version}: {line}");
        }
    }

    #[test]
    fn a_manifest_survives_its_text() {
        let manifest = manifest_of(&full_tables());
        let text = serde_json::to_string_pretty(&manifest).unwrap();
        assert!(text.contains("\"kind\": \"comparison\""), "{text}");
        assert_eq!(serde_json::from_str::<Manifest>(&text).unwrap(), manifest);
    }

    #[test]
    fn one_move_more_changes_the_digest_of_one_table() {
        let (before, mut tables) = (manifest_of(&full_tables()).tables, full_tables());
        tables.flows.push(FlowRow::default());
        let after = manifest_of(&tables).tables;
        let changed: Vec<_> = before.keys().filter(|name| before[*name] != after[*name]).collect();
        assert_eq!(changed, ["flows"]);
    }
}
