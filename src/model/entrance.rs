//! How people came into the market: identity, read when a name is asked for or little else.

use crate::quantity::Date;
use crate::quantity::ResearcherId;

use super::people::Origin;

/// How somebody came into the market.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Entrance {
    pub(super) origin: Origin,
    /// The day of entry into the market: the start of the burn-in or horizon, or graduation.
    pub(super) entered: Date,
    pub(super) ordinal: u32,
}

/// The entrances of all people, in the order of their entry. Those who are there at the start stand beside
/// each other, firm by firm and class by class: of them one entrance is kept for each such cohort.
#[derive(Debug, Default)]
pub(super) struct Entrances {
    cohorts: Vec<Cohort>,
    /// How many are there at the start.
    starters: usize,
    /// Those of all others.
    later: Vec<Entrance>,
}

/// People of the start who entered together.
#[derive(Debug, Clone, Copy)]
struct Cohort {
    /// The position of the first of them.
    from: u32,
    /// The entrance of number 0, who may have gone elsewhere, and his id.
    of_first: Entrance,
    first: ResearcherId,
}

impl Entrances {
    /// Adds somebody who is there at the start.
    pub(super) fn push_starter(&mut self, id: ResearcherId, entrance: Entrance) {
        let first = ResearcherId(id.0.wrapping_sub(u64::from(entrance.ordinal)));
        let of_first = Entrance { ordinal: 0, ..entrance };
        let is_same = |cohort: &Cohort| cohort.first == first && cohort.of_first == of_first;
        if !self.cohorts.last().is_some_and(is_same) {
            let from = u32::try_from(self.starters).expect("fewer than 2^32 people");
            self.cohorts.push(Cohort { from, of_first, first });
        }
        self.starters += 1;
    }

    /// Adds somebody who comes later.
    pub(super) fn push(&mut self, entrance: Entrance) {
        self.later.push(entrance);
    }

    /// Whether somebody is there since the start.
    #[inline]
    pub(super) fn is_starter(&self, person: usize) -> bool {
        person < self.starters
    }

    /// The entrance of somebody with this id.
    pub(super) fn of(&self, person: usize, id: ResearcherId) -> Entrance {
        if !self.is_starter(person) {
            return self.later[person - self.starters];
        }
        let behind = self.cohorts.partition_point(|cohort| cohort.from as usize <= person);
        let Cohort { of_first, first, .. } = self.cohorts[behind - 1];
        #[expect(clippy::cast_possible_truncation, reason = "an ordinal")]
        let ordinal = id.0.wrapping_sub(first.0) as u32;
        Entrance { ordinal, ..of_first }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::FirmId;

    #[test]
    fn everybody_has_the_entrance_that_was_told() {
        let entered = Date::from_days(19_000);
        let staff =
            |firm, ordinal| Entrance { origin: Origin::Staff(FirmId(firm)), entered, ordinal };
        let starters: Vec<(u64, Entrance)> = vec![
            (1_000, staff(0, 0)),
            (1_002, staff(0, 2)),
            (1_005, staff(0, 5)),
            (u64::MAX, staff(1, 0)),
            (1, staff(1, 2)),
            (70, staff(0, 0)),
        ];
        let mut entrances = Entrances::default();
        for &(id, entrance) in &starters {
            entrances.push_starter(ResearcherId(id), entrance);
        }
        let graduate =
            Entrance { origin: Origin::Entrant(0), entered: entered.plus(9), ordinal: 4 };
        entrances.push(graduate);
        for (person, (id, entrance)) in starters.into_iter().enumerate() {
            assert!(entrances.is_starter(person));
            assert_eq!(entrances.of(person, ResearcherId(id)), entrance);
        }
        assert!(!entrances.is_starter(6));
        assert_eq!(entrances.of(6, ResearcherId(8)), graduate);
        assert_eq!(entrances.cohorts.len(), 3);
    }
}
