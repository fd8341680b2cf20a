//! The tables of an attribution: which part each cause has in an outcome, and how causes go together.

use std::sync::Arc;

use serde::Deserialize;
use serde::Serialize;

use crate::experiment::Attribution;
use crate::experiment::Interaction;
use crate::experiment::Share;
use crate::scenario::Scenario;
use crate::stats::Estimate;

use super::Tables;

/// The part of one cause in one outcome.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AttributionRow {
    /// The name of the scenario.
    pub scenario: Arc<str>,
    /// The outcome, such as `departures:openai`.
    pub outcome: Arc<str>,
    /// The cause: the table of the scenario, such as `event.ouster`; several are joined by `+`.
    pub player: Arc<str>,
    /// The mean of the outcome where none of the causes is there.
    pub none: f64,
    /// The mean of the outcome where all are.
    pub all: f64,
    /// The part of this cause, a mean over replicates; those of an outcome add up to `all` less `none`.
    pub value: f64,
    /// The lower end of the 95% interval of that mean.
    #[serde(with = "super::unknown")]
    pub low: f64,
    /// The upper end of the 95% interval of that mean.
    #[serde(with = "super::unknown")]
    pub high: f64,
    /// The standard error of that mean that comes from trying some orders only: 0 where all sets of causes were
    /// tried, empty where one pair of orders in each replicate cannot tell.
    pub sampling_error: Option<f64>,
    /// What the cause changes where no other is there; empty where not all sets were tried.
    pub first: Option<f64>,
    /// What the cause changes where all others are there; empty where not all sets were tried.
    pub last: Option<f64>,
    /// In how many replicates all worlds have something to say about the outcome.
    pub replicates: u32,
    /// How many orders each replicate has tried; empty where all sets were.
    pub permutations: Option<u32>,
}

/// How two causes go together in one outcome.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct InteractionRow {
    /// The name of the scenario.
    pub scenario: Arc<str>,
    /// The outcome, such as `departures:openai`.
    pub outcome: Arc<str>,
    /// One of the causes, as in [`AttributionRow::player`].
    pub one: Arc<str>,
    /// The other one.
    pub other: Arc<str>,
    /// How much more both bring about together than each for himself, as a mean over who else is there and over
    /// replicates.
    pub value: f64,
    /// The lower end of the 95% interval of that mean.
    #[serde(with = "super::unknown")]
    pub low: f64,
    /// The upper end of the 95% interval of that mean.
    #[serde(with = "super::unknown")]
    pub high: f64,
}

impl Tables {
    /// Adds what outcomes of a scenario are attributed to; `players` are the names of the causes, in their order,
    /// and `permutations` how many orders each replicate has tried.
    pub fn add_attribution(
        &mut self,
        scenario: &Scenario,
        players: &[String],
        permutations: Option<u32>,
        attributions: &[Attribution],
    ) {
        let name: Arc<str> = scenario.name.as_str().into();
        for attribution in attributions {
            let outcome: Arc<str> = attribution.outcome.as_str().into();
            let replicates = attribution.replicates.len();
            let common = AttributionRow {
                scenario: name.clone(),
                outcome: outcome.clone(),
                none: attribution.none.mean,
                all: attribution.all.mean,
                replicates: u32::try_from(replicates).expect("replicates are counted so"),
                permutations,
                ..AttributionRow::default()
            };
            let shares = players.iter().zip(&attribution.shares);
            self.attribution.extend(shares.map(|(player, share)| common.with(player, share)));
            let pair =
                InteractionRow { scenario: name.clone(), outcome, ..InteractionRow::default() };
            let pairs = attribution.interactions.iter();
            self.interactions.extend(pairs.map(|found| pair.with(players, found)));
        }
    }
}

impl AttributionRow {
    fn with(&self, player: &str, share: &Share) -> Self {
        let [low, high] = share.value.interval();
        let mean = |estimate: &Estimate| estimate.mean;
        Self {
            player: player.into(),
            value: share.value.mean,
            low,
            high,
            sampling_error: share.sampling_error,
            first: share.first.as_ref().map(mean),
            last: share.last.as_ref().map(mean),
            ..self.clone()
        }
    }
}

impl InteractionRow {
    fn with(&self, players: &[String], found: &Interaction) -> Self {
        let [low, high] = found.index.interval();
        let [one, other] = found.pair.map(|position| players[position].as_str().into());
        Self { one, other, value: found.index.mean, low, high, ..self.clone() }
    }
}
