//! `summary.json`: the outcomes of a run for scripts, which need no table for them.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::experiment::Measure;
use crate::experiment::Reading;
use crate::experiment::column;
use crate::experiment::measure_of;
use crate::scenario::Outcome;
use crate::scenario::Scenario;
use crate::stats::mean;
use crate::stats::quantile;

use super::Artefact;
use super::AttributionRow;
use super::ComparisonRow;
use super::Digest;
use super::FactRow;
use super::Kind;
use super::Manifest;
use super::SweepRow;
use super::Tables;

/// What came of a run, in a few numbers: the same bytes for the same run and build.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Summary {
    /// What was run.
    pub kind: Kind,
    /// The seed of all draws.
    pub seed: u64,
    /// How many replicates.
    pub replicates: u32,
    /// The scenarios, of a comparison the baseline first; of a sweep the cells, the scenario as it is written
    /// first.
    pub scenarios: Vec<ScenarioSummary>,
    /// The paired differences; empty in a run of one scenario.
    pub comparison: Vec<ComparisonRow>,
    /// The facts, and what came of them.
    pub facts: Vec<FactRow>,
    /// The parts that causes have in outcomes; only an attribution has any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attribution: Vec<AttributionRow>,
    /// The digest of every table, by name.
    pub tables: BTreeMap<String, Digest>,
}

/// The outcomes of one scenario.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScenarioSummary {
    /// Its name, as in the `scenario` column of the tables; of a cell of a sweep its settings.
    pub name: String,
    /// The digest of its text.
    pub digest: Digest,
    /// Its outcomes, in their order.
    pub outcomes: Vec<OutcomeSummary>,
}

/// One outcome over replicates.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OutcomeSummary {
    /// The outcome, such as `departures:openai`.
    pub outcome: String,
    /// What its numbers are, in the words of [`Measure::name`].
    pub unit: &'static str,
    /// How many replicates have something to say about it: of the others the numbers know nothing.
    pub replicates: usize,
    /// The mean over those replicates; this and the other numbers are `NAN`, and `null` in the file, if there are none.
    #[serde(with = "super::unknown")]
    pub mean: f64,
    /// The quantile at 5%.
    #[serde(with = "super::unknown")]
    pub p5: f64,
    /// The median.
    #[serde(with = "super::unknown")]
    pub p50: f64,
    /// The quantile at 95%.
    #[serde(with = "super::unknown")]
    pub p95: f64,
}

impl ScenarioSummary {
    /// The outcomes of a scenario in the readings of what is [`asked`](crate::experiment::asked).
    pub fn of(scenario: &Scenario, readings: &[Reading]) -> Self {
        let of = |(place, outcome): (usize, &Outcome)| {
            let values = column(readings, place).into_iter().flatten();
            OutcomeSummary::of(&outcome.text, values.collect())
        };
        Self {
            name: scenario.name.clone(),
            digest: Digest::of_text(&scenario.text),
            outcomes: scenario.outcomes.iter().enumerate().map(of).collect(),
        }
    }

    /// The outcomes of one cell of a sweep, which is named after its settings.
    pub fn of_cell(cell: &Scenario, rows: &[SweepRow]) -> Self {
        let of = |outcome: &Outcome| {
            let rows = rows.iter().filter(|row| *row.outcome == *outcome.text);
            OutcomeSummary::of(&outcome.text, rows.filter_map(|row| row.value).collect())
        };
        Self {
            name: rows.first().map(|row| row.settings.to_string()).unwrap_or_default(),
            digest: Digest::of_text(&cell.text),
            outcomes: cell.outcomes.iter().map(of).collect(),
        }
    }
}

impl OutcomeSummary {
    /// The summary of some values of an outcome.
    fn of(outcome: &str, mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        Self {
            outcome: outcome.to_owned(),
            unit: measure_of(outcome).map_or("", Measure::name),
            replicates: values.len(),
            mean: mean(&values),
            p5: quantile(&values, 0.05),
            p50: quantile(&values, 0.5),
            p95: quantile(&values, 0.95),
        }
    }
}

impl Summary {
    /// The summary of a run, with those of its scenarios. Of its tables those are needed that are no longer the
    /// more replicates there are.
    pub fn of(manifest: &Manifest, tables: &Tables, scenarios: Vec<ScenarioSummary>) -> Self {
        Self {
            kind: manifest.kind,
            seed: manifest.seed,
            replicates: manifest.replicates,
            scenarios,
            comparison: tables.comparison.clone(),
            facts: tables.facts.clone(),
            attribution: tables.attribution.clone(),
            tables: manifest.tables.clone(),
        }
    }

    /// The file `summary.json`, which stands beside the manifest.
    pub fn file(&self) -> Artefact {
        let text =
            serde_json::to_string_pretty(self).expect("a summary has nothing but plain values");
        Artefact { name: "summary.json".to_owned(), bytes: format!("{text}\n").into_bytes() }
    }
}

#[cfg(test)]
mod tests {
    use super::super::manifest::tests::manifest_of;
    use super::super::table_file::tests::full_tables;
    use super::*;

    #[test]
    fn a_summary_has_mean_and_quantiles_of_what_is_known() {
        let values = (0..=100).rev().map(f64::from).collect();
        let summary = OutcomeSummary::of("departures:a", values);
        assert_eq!(summary.replicates, 101);
        let numbers = [summary.mean, summary.p5, summary.p50, summary.p95];
        let expected: [f64; 4] = [50.0, 5.0, 50.0, 95.0];
        let close =
            numbers.iter().zip(expected).all(|(found, wanted)| (found - wanted).abs() < 1e-9);
        assert!(close, "{numbers:?}");
        let unknown = OutcomeSummary::of("retention:nobody", Vec::new());
        assert_eq!(unknown.replicates, 0);
        let text = serde_json::to_string(&unknown).unwrap();
        assert!(text.ends_with(r#""mean":null,"p5":null,"p50":null,"p95":null}"#), "{text}");
    }

    #[test]
    fn the_file_has_seed_replicates_differences_and_digests() {
        let tables = full_tables();
        let manifest = manifest_of(&tables);
        let outcomes = vec![OutcomeSummary::of("departures:a", vec![3.0])];
        let digest = Digest::of_text("a world");
        let scenario = ScenarioSummary { name: "calm".to_owned(), digest, outcomes };
        let file = Summary::of(&manifest, &tables, vec![scenario]).file();
        assert_eq!(file.name, "summary.json");
        let read: serde_json::Value = serde_json::from_slice(&file.bytes).unwrap();
        assert_eq!(read["kind"], "comparison");
        assert_eq!((read["seed"].as_u64(), read["replicates"].as_u64()), (Some(7), Some(2)));
        assert_eq!(read["scenarios"][0]["outcomes"][0]["unit"], "people");
        assert_eq!(read["scenarios"][0]["outcomes"][0]["p95"], 3.0);
        assert_eq!(read["comparison"][0]["outcome"], "departures:openai");
        assert_eq!(read["facts"][0]["n"], 770);
        let digest = manifest.tables["flows"].to_string();
        assert_eq!(read["tables"]["flows"], digest);
    }
}
