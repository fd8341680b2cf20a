//! Ties: with whom somebody learned or published, wherever they work now.
//!
//! About a dozen people, in three families of small groups. They are computed from the id: those who
//! entered from one origin in one month stand in blocks of 256, each family is a keyed permutation of the
//! block, and five who stand beside each other in it know each other. Nothing is stored but where people
//! are; who never was is skipped. Of those who are there at the start only one in so many of a block ever was as
//! chose among first offers, so that their groups have so many times the places.

use std::collections::BTreeMap;

use crate::quantity::Date;
use crate::quantity::FirmKey;
use crate::quantity::ResearcherId;
use crate::quantity::mix;
use crate::random::Address;
use crate::random::Decision;

use super::Model;
use super::people::Origin;

/// The groups that somebody belongs to.
const FAMILIES: u16 = 3;
/// People whom somebody knows in a group.
const KNOWN: u32 = 4;
/// People in a block, less one.
const BLOCK: u32 = 0xff;

/// Where everybody is in the columns: by the id of the first of those who entered together, and by
/// ordinal.
#[derive(Debug, Default)]
pub(super) struct Directory(BTreeMap<u64, Vec<u32>>);

/// In the place of somebody who never was.
const NOBODY: u32 = u32::MAX;

impl Directory {
    /// Notes where somebody is.
    pub(super) fn add(&mut self, id: ResearcherId, ordinal: u32, person: u32) {
        let cohort = self.0.entry(id.0.wrapping_sub(u64::from(ordinal))).or_default();
        let place = ordinal as usize;
        if cohort.len() <= place {
            cohort.resize(place + 1, NOBODY);
        }
        cohort[place] = person;
    }
}

/// Where somebody stands among those who entered with him.
struct Standing {
    /// The id of the first of them.
    first: u64,
    ordinal: u32,
    /// In how many places of theirs there is about one who ever was.
    places: u32,
}

impl Model<'_> {
    /// The ties of somebody, as far as they ever entered the market: each once for each group that they
    /// share.
    pub(super) fn ties_to(&self, person: u32) -> Vec<u32> {
        let Some(Standing { first, ordinal, places }) = self.standing(person as usize) else {
            return Vec::new();
        };
        let Some(cohort) = self.directory.0.get(&first) else { return Vec::new() };
        let block = ordinal & !BLOCK;
        let place = (ordinal & BLOCK) as u8;
        let size = u8::try_from(KNOWN.saturating_mul(places) + 1).unwrap_or(u8::MAX);
        let families = (0..FAMILIES).flat_map(|family| {
            let number = u16::try_from(ordinal >> 8).unwrap_or(u16::MAX);
            let key = FirmKey(first);
            let address = Address::of_firm(Decision::Ties, key, Date::default());
            let word =
                self.luck.at(address.number(number.wrapping_mul(FAMILIES) + family)).next_word();
            neighbours(place, word, size)
        });
        let there = families.filter_map(|place| cohort.get((block | u32::from(place)) as usize));
        there.copied().filter(|&tie| tie != NOBODY && tie != person).collect()
    }

    /// Where somebody stands; nowhere if nobody entered with him. Who holds a role has a place among the staff of the
    /// start, beside whoever else has it.
    fn standing(&self, person: usize) -> Option<Standing> {
        let (id, entrance) = (self.people.id[person], self.people.entrance(person));
        let (first, ordinal) = (id.0.wrapping_sub(u64::from(entrance.ordinal)), entrance.ordinal);
        let places = self.first.population.first_offers;
        match entrance.origin {
            Origin::Entrant(_) => Some(Standing { first, ordinal, places: 1 }),
            Origin::Staff(_) => Some(Standing { first, ordinal, places }),
            Origin::Role(role) => {
                let role = self.scenario.role(role);
                let firm = role.firm.named_firm();
                let first = self.cohort_at(Origin::Staff(firm), firm, role.class).first.0;
                let cohort = self.directory.0.get(&first)?.len() as u64;
                let ordinal = u32::try_from(mix(id.0) % cohort).expect("fewer than 2^32 people");
                Some(Standing { first, ordinal, places })
            }
        }
    }
}

/// Who stands in the same group of so many places in the permutation `a x + c` of 256 places that a word stands for.
fn neighbours(place: u8, word: u64, size: u8) -> impl Iterator<Item = u8> {
    #[expect(clippy::cast_possible_truncation, reason = "two bytes of the word")]
    let (factor, shift) = (word as u8 | 1, (word >> 8) as u8);
    let position = place.wrapping_mul(factor).wrapping_add(shift);
    let first = position - position % size;
    let group = first..=first.saturating_add(size - 1);
    let back = inverse(factor);
    group
        .filter(move |&other| other != position)
        .map(move |other| other.wrapping_sub(shift).wrapping_mul(back))
}

/// The inverse of an odd number modulo 256, by Newton's iteration: each step doubles the bits that are
/// right, of which the number itself has three.
fn inverse(odd: u8) -> u8 {
    let step = |x: u8| x.wrapping_mul(2_u8.wrapping_sub(odd.wrapping_mul(x)));
    step(step(odd))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_are_mutual_and_four_in_each_family() {
        for word in [0, 0x1234_5678_9abc_def1, u64::MAX, 0xff02] {
            for place in 0..=u8::MAX {
                let ties: Vec<u8> = neighbours(place, word, 5).collect();
                assert!(ties.len() == 4 || ties.is_empty(), "{place}: {ties:?}");
                for tie in ties {
                    assert!(neighbours(tie, word, 5).any(|other| other == place));
                    assert_ne!(tie, place);
                }
            }
        }
    }

    #[test]
    fn an_odd_number_times_its_inverse_is_one() {
        for odd in (1..=255_u8).step_by(2) {
            assert_eq!(odd.wrapping_mul(inverse(odd)), 1);
        }
    }
}
