//! The table of who has followed whom.

use std::sync::Arc;

use serde::Deserialize;
use serde::Serialize;

use crate::experiment::History;
use crate::quantity::Date;

use super::Tables;
use super::rows::Names;

/// One departure from the focal firm.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct CascadeRow {
    /// The name of the scenario.
    pub scenario: Arc<str>,
    /// The replicate, from 1.
    pub replicate: u32,
    /// The number of the departure in the replicate, from 1, in the order of time.
    pub number: u32,
    /// Who, as in [`super::SpellRow::researcher`].
    pub researcher: Arc<str>,
    /// The class.
    pub class: Arc<str>,
    /// The day.
    #[serde(with = "super::day")]
    pub date: Date,
    /// The firm or group that was joined.
    pub to: Arc<str>,
    /// The number of the departure that was followed; empty of who has followed nobody of the firm.
    pub follows: Option<u32>,
    /// 0 of who has followed nobody of the firm, else one more than of whom he has followed.
    pub generation: u32,
    /// How many have followed, directly or one another.
    pub descendants: u32,
}

impl Tables {
    pub(super) fn add_cascades(&mut self, history: &History, names: &Names) {
        let followed = history.followed();
        let (generations, descendants) = trees(&followed);
        for (place, leaver) in history.leavers.iter().enumerate() {
            self.cascades.push(CascadeRow {
                scenario: names.scenario.clone(),
                replicate: history.replicate,
                number: number(place),
                researcher: leaver.researcher.clone(),
                class: names.class(leaver.class),
                date: leaver.date,
                to: names.unit(Some(leaver.to)),
                follows: followed[place].map(number),
                generation: generations[place],
                descendants: descendants[place],
            });
        }
    }
}

fn number(place: usize) -> u32 {
    u32::try_from(place + 1).expect("fewer than 2^32 departures")
}

/// The generation and the number of descendants of everybody, by whom each has followed.
fn trees(followed: &[Option<usize>]) -> (Vec<u32>, Vec<u32>) {
    let (mut generations, mut descendants) = (Vec::new(), vec![0; followed.len()]);
    for place in 0..followed.len() {
        let ancestors = std::iter::successors(followed[place], |&above| followed[above]);
        let mut generation = 0;
        // Nobody is his own ancestor: who is followed has left before, or on the day without following.
        for above in ancestors.take(followed.len()) {
            generation += 1;
            descendants[above] += 1;
        }
        generations.push(generation);
    }
    (generations, descendants)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_has_generations_and_descendants() {
        let followed = [None, Some(0), Some(0), None, Some(2), Some(4)];
        let (generations, descendants) = trees(&followed);
        assert_eq!(generations, [0, 1, 1, 0, 2, 3]);
        assert_eq!(descendants, [4, 0, 2, 0, 1, 0]);
    }
}
