//! The game of some causes: which worlds are tried, and which part each cause has in what they are worth.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::quantity::Date;
use crate::quantity::ResearcherId;
use crate::random::Address;
use crate::random::Decision;
use crate::random::Luck;
use crate::stats::added_in_order;
use crate::stats::shapley_interactions;
use crate::stats::shapley_values;

/// Up to so many players all sets of them are tried.
pub const MOST_EXACT: usize = 6;
/// More players than this are none that anybody could tell apart.
pub const MOST_PLAYERS: usize = 40;

/// Players, and how many of their orders are tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Game {
    /// For each player, who cannot be there without him: a set that he is in himself.
    needed_by: Vec<u64>,
    /// How many pairs of orders each replicate tries; none where all sets are tried.
    pairs: Option<u16>,
    seed: u64,
}

/// What one replicate says of an outcome.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Parts {
    /// The outcome where nobody is there.
    pub(super) none: f64,
    /// The outcome where all are.
    pub(super) all: f64,
    /// The part of each player.
    pub(super) values: Vec<f64>,
    /// The same by each pair of orders; empty where all sets were tried.
    pub(super) by_pair: Vec<Vec<f64>>,
    /// What is known where all sets were tried.
    pub(super) exact: Option<Exact>,
}

/// What takes all sets of players to be known.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Exact {
    /// What each player changes where no other is there.
    pub(super) first: Vec<f64>,
    /// What each player changes where all others are there.
    pub(super) last: Vec<f64>,
    /// The interaction of each pair of players.
    pub(super) interactions: Vec<(usize, usize, f64)>,
}

impl Game {
    /// A game in which all sets of players are tried, or so many pairs of random orders in each replicate.
    ///
    /// `needed_by` has for each player the set of those who cannot be there without him: where he is absent, they
    /// are (a game with permissions: Gilles, Owen and van den Brink 1992).
    ///
    /// # Panics
    ///
    /// If there are more than [`MOST_PLAYERS`] players.
    pub fn new(needed_by: Vec<u64>, pairs: Option<u16>, seed: u64) -> Self {
        assert!(needed_by.len() <= MOST_PLAYERS, "too many players");
        Self { needed_by, pairs, seed }
    }

    /// How many players there are.
    pub fn players(&self) -> usize {
        self.needed_by.len()
    }

    /// The set of all players.
    pub fn all(&self) -> u64 {
        (1 << self.players()) - 1
    }

    /// Those of a set who can be there when all others are absent.
    pub fn meant(&self, set: u64) -> u64 {
        let absent =
            self.needed_by.iter().enumerate().filter(|(player, _)| set & (1 << player) == 0);
        set & !absent.fold(0, |gone, (_, needed_by)| gone | needed_by)
    }

    /// The sets of players whose worlds a replicate is to be run in, each once.
    pub(super) fn worlds(&self, replicate: u32) -> BTreeSet<u64> {
        let mut sets = BTreeSet::new();
        if self.pairs.is_none() {
            sets.extend(0..=self.all());
        }
        for order in self.orders(replicate).concat() {
            let mut set = 0;
            sets.extend(order.into_iter().map(|player| {
                set |= 1 << player;
                set
            }));
        }
        sets.extend([0, self.all()]);
        sets.into_iter().map(|set| self.meant(set)).collect()
    }

    /// The parts of the players, where `worth` is what the worlds of a replicate are worth.
    pub(super) fn parts(&self, worth: &BTreeMap<u64, f64>, replicate: u32) -> Parts {
        let of = |set: u64| worth[&self.meant(set)];
        let added = |order: &Vec<usize>| added_in_order(order, of);
        let orders = self.orders(replicate);
        let by_pair: Vec<Vec<f64>> =
            orders.iter().map(|pair| mean_of(pair.iter().map(added))).collect();
        let (values, exact) = match self.pairs {
            Some(_) => (mean_of(by_pair.iter().cloned()), None),
            None => self.exact(of),
        };
        Parts { none: of(0), all: of(self.all()), values, by_pair, exact }
    }

    fn exact(&self, of: impl Fn(u64) -> f64) -> (Vec<f64>, Option<Exact>) {
        let all = self.all();
        let worth: Vec<f64> = (0..=all).map(&of).collect();
        let each = || (0..self.players()).map(|player| 1 << player);
        let exact = Exact {
            first: each().map(|one| of(one) - of(0)).collect(),
            last: each().map(|one| of(all) - of(all & !one)).collect(),
            interactions: shapley_interactions(&worth),
        };
        (shapley_values(&worth), Some(exact))
    }

    /// How many worlds the first replicate is run in; the others take about as many.
    pub fn worlds_of_a_replicate(&self) -> usize {
        self.worlds(1).len()
    }

    /// The orders of a replicate in pairs: one, and the same backwards. Whatever two players have together goes
    /// to both alike in such a pair, so that only what takes three of them is left to chance.
    fn orders(&self, replicate: u32) -> Vec<[Vec<usize>; 2]> {
        let luck = Luck::new(self.seed, replicate);
        let address = Address::of(Decision::Order, ResearcherId::NONE, Date::default());
        let pair = |number: u16| {
            let mut draws = luck.at(address.number(number));
            let mut order: Vec<usize> = (0..self.players()).collect();
            // Each place in turn takes one of those who are left (Fisher and Yates).
            for place in (1..order.len()).rev() {
                let taken = draws.below(place as u64 + 1);
                order.swap(place, usize::try_from(taken).expect("it is a place"));
            }
            let backwards = order.iter().rev().copied().collect();
            [order, backwards]
        };
        (0..self.pairs.unwrap_or(0)).map(pair).collect()
    }
}

/// The mean of some lists, entry by entry.
fn mean_of(lists: impl ExactSizeIterator<Item = Vec<f64>>) -> Vec<f64> {
    let count = lists.len() as f64;
    let add = |sum: Vec<f64>, list: Vec<f64>| sum.iter().zip(list).map(|(a, b)| a + b).collect();
    let sum = lists.reduce(add).unwrap_or_default();
    sum.into_iter().map(|sum: f64| sum / count).collect()
}
