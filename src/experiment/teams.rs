//! What a history keeps of teams that are followed: who left when, and who has begun a firm.

use std::collections::BTreeMap;

use crate::model::Member;
use crate::model::Model;
use crate::model::Move;
use crate::quantity::Date;
use crate::scenario::Team;

use super::Leaving;
use super::TeamMember;
use super::TeamRecord;

/// What becomes of people who may be on a team.
#[derive(Debug, Default)]
pub(super) struct Following {
    /// How jobs ended at the firms of teams, by person and day of hire.
    leavers: BTreeMap<(u32, Date), Leaving>,
    /// When somebody first began a firm, by person.
    beginners: BTreeMap<u32, Date>,
}

impl Following {
    /// Notes how somebody left the firm of a team.
    pub(super) fn note_leaving(&mut self, (person, hired): (u32, Date), leaving: Leaving) {
        self.leavers.insert((person, hired), leaving);
    }

    /// Notes who founds a firm, or comes along with who does, whichever firm he leaves for it.
    pub(super) fn note_beginning(&mut self, model: &Model<'_>, step: &Move) {
        if model.is_beginning(step) {
            self.beginners.entry(step.job.person).or_insert(step.moment.date());
        }
    }

    /// What has become of the teams that the model has followed.
    pub(super) fn records(&self, model: &Model<'_>) -> Vec<TeamRecord> {
        let member = |member: &Member| TeamMember {
            since: member.since,
            left: self.leavers.get(&(member.person, member.hired)).copied(),
            began: self.beginners.get(&member.person).copied(),
        };
        let of = |members: &Vec<Member>| members.iter().map(member).collect();
        let record = |(team, teams): (&Team, &[Vec<Member>])| TeamRecord {
            name: team.name.clone(),
            teams: teams.iter().map(of).collect(),
        };
        model.followed().map(record).collect()
    }
}
