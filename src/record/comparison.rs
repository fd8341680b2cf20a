//! The tables that only a comparison has.

use std::sync::Arc;

use serde::Deserialize;
use serde::Serialize;

use crate::experiment::Difference;
use crate::experiment::FateCount;
use crate::quantity::Class;
use crate::scenario::Scenario;

use super::Tables;

/// What stands for all classes together.
pub const ALL: &str = "all";

/// One outcome in a baseline and an alternative, on the same luck.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ComparisonRow {
    /// The name of the alternative scenario.
    pub scenario: Arc<str>,
    /// The outcome, such as `departures:openai`.
    pub outcome: Arc<str>,
    /// Its mean in the baseline.
    pub baseline: f64,
    /// Its mean in the alternative.
    pub alternative: f64,
    /// The mean paired difference, alternative less baseline.
    pub difference: f64,
    /// The lower end of the 95% interval of that mean.
    #[serde(with = "super::unknown")]
    pub low: f64,
    /// The upper end of the 95% interval of that mean.
    #[serde(with = "super::unknown")]
    pub high: f64,
    /// Variance of the difference of independent runs over that of paired runs; empty where the pairs
    /// do not differ at all.
    pub variance_ratio: Option<f64>,
    /// Paired replicates that tell for a 95% interval of half-width one tenth of the baseline mean.
    pub replicates_needed: Option<u32>,
    /// The pairs that have something to say in both worlds; not known of runs that were stored without it.
    pub pairs: Option<u32>,
}

/// Departures from the focal firm of one class, by what becomes of them in the other world.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PersonRow {
    /// The name of the alternative scenario.
    pub scenario: Arc<str>,
    /// The class, or `all`.
    pub class: Arc<str>,
    /// What becomes of them: a name of `experiment::Fate`.
    pub fate: Arc<str>,
    /// The mean number of departures in a pair of replicates.
    pub people: f64,
    /// The lower end of the 95% interval of that mean.
    #[serde(with = "super::unknown")]
    pub people_low: f64,
    /// The upper end of it.
    #[serde(with = "super::unknown")]
    pub people_high: f64,
    /// The same, each weighted by talent: the exponential of its logarithm.
    pub talent: f64,
    /// The lower end of the 95% interval of that mean.
    #[serde(with = "super::unknown")]
    pub talent_low: f64,
    /// The upper end of it.
    #[serde(with = "super::unknown")]
    pub talent_high: f64,
}

impl Tables {
    /// Adds the differences between a baseline and an alternative.
    pub fn add_comparison(&mut self, alternative: &Scenario, differences: &[Difference]) {
        let scenario: Arc<str> = alternative.name.as_str().into();
        self.comparison.extend(differences.iter().map(|difference| ComparisonRow {
            scenario: scenario.clone(),
            outcome: difference.outcome.as_str().into(),
            baseline: difference.baseline,
            alternative: difference.alternative,
            difference: difference.paired.difference.mean,
            low: difference.paired.low,
            high: difference.paired.high,
            variance_ratio: difference.paired.variance_ratio,
            replicates_needed: difference.replicates_needed,
            pairs: u32::try_from(difference.paired.difference.count).ok(),
        }));
    }

    /// Adds what becomes of departures in the other world.
    pub fn add_persons(&mut self, alternative: &Scenario, counts: &[FateCount]) {
        let scenario: Arc<str> = alternative.name.as_str().into();
        self.persons.extend(counts.iter().map(|count| {
            let ([people_low, people, people_high], [talent_low, talent, talent_high]) =
                (count.people, count.talent);
            PersonRow {
                scenario: scenario.clone(),
                class: count.class.map_or(ALL, Class::name).into(),
                fate: count.fate.name().into(),
                people,
                people_low,
                people_high,
                talent,
                talent_low,
                talent_high,
            }
        }));
    }
}
