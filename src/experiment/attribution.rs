//! Which part each of several causes has in an outcome: all the worlds in which some of them are there and
//! the others are not, on the same luck.

mod game;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::scenario::Outcome;
use crate::scenario::Scenario;
use crate::stats::Estimate;
use crate::stats::mean;
use crate::stats::variance;

use super::Progress;
use super::Reading;
use super::readings::reading;
use super::run_replicates;

pub use game::Game;
pub use game::MOST_EXACT;
pub use game::MOST_PLAYERS;

use game::Exact;
use game::Parts;

/// A world in which some causes are absent, and the outcomes as they are asked there.
#[derive(Debug, Clone, PartialEq)]
pub struct World {
    /// The world.
    pub scenario: Scenario,
    /// The outcomes, in the order of those that are attributed.
    pub outcomes: Vec<Outcome>,
}

/// The parts that causes have in one outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// The outcome as it is written.
    pub outcome: String,
    /// The outcome where none of the causes is there.
    pub none: Estimate,
    /// The outcome where all are.
    pub all: Estimate,
    /// What is to be attributed: all less none, replicate by replicate.
    pub total: Estimate,
    /// The part of each cause, in their order.
    pub shares: Vec<Share>,
    /// How pairs of causes go together; none where not all sets were tried.
    pub interactions: Vec<Interaction>,
    /// The parts in each replicate in which every world has something to say, in the order of the causes.
    pub replicates: Vec<Vec<f64>>,
}

/// The part of one cause.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    /// The value of Shapley, over replicates.
    pub value: Estimate,
    /// The standard error of its mean that comes from trying some orders only: a part of that of `value`. 0 where
    /// all sets were tried, `None` where there are too few orders to tell.
    pub sampling_error: Option<f64>,
    /// What the cause changes where no other is there; `None` where not all sets were tried.
    pub first: Option<Estimate>,
    /// What the cause changes where all others are there; `None` where not all sets were tried.
    pub last: Option<Estimate>,
}

/// How two causes go together.
#[derive(Debug, Clone, PartialEq)]
pub struct Interaction {
    /// The positions of both.
    pub pair: [usize; 2],
    /// The index of interaction, over replicates: above zero, they bring about more together than each for
    /// himself.
    pub index: Estimate,
}

/// Attributes outcomes to the players of a game, over the replicates 1 to `replicates`, each under its own luck.
/// `world` gives the world of a set of players; fails with the first error that it gives. An outcome of which
/// no replicate tells in all its worlds has no shares.
pub fn attribute<E: Send>(
    game: &Game,
    outcomes: &[Outcome],
    replicates: u32,
    world: &(dyn Fn(u64) -> Result<Arc<World>, E> + Sync),
    progress: &dyn Progress,
) -> Result<Vec<Attribution>, E> {
    let parts = run_replicates(replicates, progress, |replicate| {
        let worth = readings_of(game, replicate, world)?;
        let of = |outcome: usize| {
            let worth = worth.iter().map(|(&set, reading)| Some((set, reading[outcome]?)));
            worth.collect::<Option<BTreeMap<u64, f64>>>().map(|worth| game.parts(&worth, replicate))
        };
        Ok((0..outcomes.len()).map(of).collect::<Vec<_>>())
    });
    let parts = parts.into_iter().collect::<Result<Vec<_>, E>>()?;
    let told = |number: usize| -> Vec<&Parts> {
        parts.iter().filter_map(|parts| parts[number].as_ref()).collect()
    };
    let of = |(number, outcome): (usize, &Outcome)| summed(&outcome.text, &told(number));
    Ok(outcomes.iter().enumerate().map(of).collect())
}

/// The outcomes in the worlds that one replicate of the game needs, each world run once.
fn readings_of<E>(
    game: &Game,
    replicate: u32,
    world: &(dyn Fn(u64) -> Result<Arc<World>, E> + Sync),
) -> Result<BTreeMap<u64, Reading>, E> {
    let sets = game.worlds(replicate).into_iter();
    let read = |set: u64| {
        let world = world(set)?;
        Ok((set, reading(&world.scenario, &world.outcomes, replicate)))
    };
    sets.map(read).collect()
}

/// From the parts in each replicate to their means.
fn summed(outcome: &str, parts: &[&Parts]) -> Attribution {
    let over =
        |number: &dyn Fn(&Parts) -> f64| Estimate::of(parts.iter().map(|parts| number(parts)));
    let exact: Option<Vec<&Exact>> = parts.iter().map(|parts| parts.exact.as_ref()).collect();
    let over_exact = |number: &dyn Fn(&Exact) -> f64| {
        exact.as_ref().map(|exact| Estimate::of(exact.iter().map(|exact| number(exact))))
    };
    let players = parts.first().map_or(0, |parts| parts.values.len());
    let share = |player: usize| Share {
        value: over(&|parts| parts.values[player]),
        sampling_error: sampling_error(parts, player),
        first: over_exact(&|exact| exact.first[player]),
        last: over_exact(&|exact| exact.last[player]),
    };
    let pairs = exact.as_ref().and_then(|exact| exact.first());
    let pairs = pairs.map_or(&[][..], |exact| &exact.interactions).iter().enumerate();
    let interaction = |(position, &(one, other, _)): (usize, &(usize, usize, f64))| {
        let index = over_exact(&|exact| exact.interactions[position].2)?;
        Some(Interaction { pair: [one, other], index })
    };
    Attribution {
        outcome: outcome.to_owned(),
        none: over(&|parts| parts.none),
        all: over(&|parts| parts.all),
        total: over(&|parts| parts.all - parts.none),
        shares: (0..players).map(share).collect(),
        interactions: pairs.filter_map(interaction).collect(),
        replicates: parts.iter().map(|parts| parts.values.clone()).collect(),
    }
}

/// The standard error that a mean over replicates has from its orders: in each replicate, pairs of orders are
/// independent of each other, and so are replicates.
fn sampling_error(parts: &[&Parts], player: usize) -> Option<f64> {
    let pairs = parts.first()?.by_pair.len();
    match pairs {
        0 => Some(0.0),
        1 => None,
        _ => {
            let of_mean = |parts: &&Parts| {
                let values: Vec<f64> = parts.by_pair.iter().map(|pair| pair[player]).collect();
                variance(&values) / pairs as f64
            };
            let variances: Vec<f64> = parts.iter().map(of_mean).collect();
            Some((mean(&variances) / parts.len() as f64).sqrt())
        }
    }
}

#[cfg(test)]
mod tests;
