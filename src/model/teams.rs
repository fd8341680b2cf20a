//! Teams: with whom somebody works.

use crate::quantity::Column;
use crate::quantity::FirmId;
use crate::quantity::FirmKey;
use crate::quantity::Index;
use crate::quantity::ResearcherId;
use crate::quantity::mix;
use crate::random::jump_hash;

/// The teams of all firms, and everybody's place in them.
#[derive(Debug, Default)]
pub(super) struct Teams {
    /// Of each firm its teams, of each team its people in the order in which they came.
    of: Column<FirmId, Vec<Vec<u32>>>,
    /// Of each person the team at his firm.
    number: Vec<u32>,
    size: u32,
}

impl Teams {
    /// No teams yet, of about so many people each.
    pub(super) fn new(firms: usize, size: u32) -> Self {
        Self { of: vec![Vec::new(); firms].into(), number: Vec::new(), size }
    }

    /// Whether there are any.
    pub(super) fn are_formed(&self) -> bool {
        self.size > 0
    }

    /// One more firm, without teams yet.
    pub(super) fn add_firm(&mut self) {
        if self.are_formed() {
            self.of.push(Vec::new());
        }
    }

    /// Gives somebody a place in a firm that has so many people with him. Of the newest team and two
    /// that his id names he joins the smallest one, so that teams are of about one size while the firm grows,
    /// and one person more moves hardly anybody else.
    pub(super) fn join(
        &mut self,
        (firm, key): (FirmId, FirmKey),
        (person, id): (u32, ResearcherId),
        heads: u32,
    ) {
        if !self.are_formed() {
            return;
        }
        let count = heads.div_ceil(self.size).max(1);
        let teams = &mut self.of[firm];
        if teams.len() < count as usize {
            teams.resize(count as usize, Vec::new());
        }
        let pick = |salt: u64| jump_hash(mix(id.0 ^ mix(key.0 ^ salt)), count);
        let choice = [pick(0), pick(1), count - 1];
        let size = |&team: &u32| teams[team as usize].len();
        let team = choice.into_iter().min_by_key(size).expect("there are three");
        teams[team as usize].push(person);
        let place = person as usize;
        if self.number.len() <= place {
            self.number.resize(place + 1, 0);
        }
        self.number[place] = team;
    }

    /// Takes somebody out of his team at a firm, and says which one it was.
    pub(super) fn leave(&mut self, firm: FirmId, person: u32) -> u32 {
        if !self.are_formed() {
            return 0;
        }
        let team = self.number[person as usize];
        self.of[firm][team as usize].retain(|&other| other != person);
        team
    }

    /// The people of a team.
    pub(super) fn members(&self, firm: FirmId, team: u32) -> &[u32] {
        self.of
            .values()
            .get(firm.position())
            .map_or(&[], |teams| teams.get(team as usize).map_or(&[], Vec::as_slice))
    }

    /// The team of somebody who works at a firm, himself among them.
    pub(super) fn team_of(&self, firm: FirmId, person: u32) -> &[u32] {
        let number = self.number.get(person as usize).copied();
        number.map_or(&[], |number| self.members(firm, number))
    }

    /// Everybody at a firm.
    pub(super) fn all(&self, firm: FirmId) -> impl Iterator<Item = u32> {
        self.of.values().get(firm.position()).into_iter().flatten().flatten().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn teams_are_of_about_one_size_while_a_firm_grows() {
        let mut teams = Teams::new(1, 8);
        for person in 0..4_000 {
            let id = ResearcherId(mix(u64::from(person)));
            teams.join((FirmId(0), FirmKey(1)), (person, id), person + 1);
        }
        let sizes: Vec<usize> = (0..500).map(|team| teams.members(FirmId(0), team).len()).collect();
        assert_eq!(sizes.iter().sum::<usize>(), 4_000);
        assert!(sizes.iter().all(|&size| (4..=12).contains(&size)), "{sizes:?}");
    }

    #[test]
    fn who_leaves_is_on_no_team_and_the_others_stay() {
        let mut teams = Teams::new(2, 8);
        for person in 0..40 {
            let id = ResearcherId(mix(u64::from(person)));
            teams.join((FirmId(1), FirmKey(1)), (person, id), 40);
        }
        let before: Vec<u32> = teams.team_of(FirmId(1), 7).to_vec();
        let team = teams.leave(FirmId(1), 7);
        let expected: Vec<u32> = before.into_iter().filter(|&person| person != 7).collect();
        assert_eq!(teams.members(FirmId(1), team), expected);
        assert_eq!(teams.all(FirmId(1)).count(), 39);
    }
}
