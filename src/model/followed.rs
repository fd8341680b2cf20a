//! Teams that are followed: who their members are.
//!
//! Members are picked between two steps, from the state that they leave behind, so that nothing in a step can
//! depend on it - but for what is made of [`Model::fame`].

use crate::quantity::Date;
use crate::quantity::FirmKey;
use crate::random::Address;
use crate::random::Decision;
use crate::scenario::Members;
use crate::scenario::Pick;
use crate::scenario::Scenario;
use crate::scenario::Team;

use super::Model;
use super::people::Job;
use super::week::Week;

/// A member of a team that is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// The position in the columns of this run.
    pub person: u32,
    /// The day of hire for the job in which he is followed.
    pub hired: Date,
    /// Since when he is followed: the day on which the team is formed, or that of the hire.
    pub since: Date,
}

/// The teams that are followed, so far.
#[derive(Debug, Default)]
pub(super) struct Followed {
    /// One for each team of the scenario.
    rosters: Vec<Roster>,
    /// Of everybody whom it lifts or lowers above others, by position in the columns: what multiplies his
    /// hazard of founding a firm.
    fame: Vec<(u32, f64)>,
}

/// The members of one team of the scenario.
#[derive(Debug, Clone, Default)]
struct Roster {
    /// The teams of its kind, each with its members; of hires there is one.
    teams: Vec<Vec<Member>>,
    /// The hires of years that have not been closed.
    hires: Vec<Member>,
    /// Whether those have been looked at who are there at the start of the horizon, or on the day.
    is_begun: bool,
}

impl Followed {
    /// Nobody yet.
    pub(super) fn new(scenario: &Scenario) -> Self {
        Self { rosters: vec![Roster::default(); scenario.teams.len()], fame: Vec::new() }
    }

    fn note_fame(&mut self, members: &[Member], fame: f64) {
        if fame.to_bits() == 1.0_f64.to_bits() {
            return;
        }
        for member in members {
            match self.fame.binary_search_by_key(&member.person, |&(person, _)| person) {
                Ok(place) => self.fame[place].1 = self.fame[place].1.max(fame),
                Err(place) => self.fame.insert(place, (member.person, fame)),
            }
        }
    }
}

impl Model<'_> {
    /// The teams of the scenario in their order, each with the members of the teams that it has come to.
    pub fn followed(&self) -> impl Iterator<Item = (&Team, &[Vec<Member>])> {
        let rosters = self.followed.rosters.iter().map(|roster| &roster.teams[..]);
        self.first.teams.iter().zip(rosters)
    }

    /// What somebody's hazard of founding a firm is multiplied by, since he is a member of a team: the greatest
    /// of its teams' `fame`, and 1 for those who are on none.
    pub fn fame(&self, person: u32) -> f64 {
        let fame = &self.followed.fame;
        let place = fame.binary_search_by_key(&person, |&(person, _)| person);
        place.map_or(1.0, |place| fame[place].1)
    }

    /// The greatest of all, and at least 1.
    pub(super) fn greatest_fame(&self) -> f64 {
        self.followed.fame.iter().map(|&(_, fame)| fame).fold(1.0, f64::max)
    }

    /// The talent of somebody, as a logarithm.
    pub fn talent(&self, person: u32) -> f64 {
        f64::from(self.people.line[person as usize].talent)
    }

    /// Picks members from the state between two steps: those of teams that are formed by now, and of years that
    /// have ended. Before the horizon nobody is followed.
    pub(super) fn follow_teams(&mut self, week: Option<&Week>) {
        if self.clock.is_burning_in() {
            return;
        }
        for number in 0..self.first.teams.len() {
            let team = &self.first.teams[number];
            match team.members {
                Members::Staff { formed, size, count } => {
                    if formed.midnight() <= self.clock.start() {
                        self.form(number, formed, [size, count]);
                    }
                }
                Members::Hires { per_year, from } => {
                    self.note_hires(number, from, week);
                    self.close_years(number, per_year);
                }
            }
        }
    }

    /// Forms teams of the staff, once.
    fn form(&mut self, number: usize, formed: Date, [size, count]: [u32; 2]) {
        if std::mem::replace(&mut self.followed.rosters[number].is_begun, true) {
            return;
        }
        let team = &self.first.teams[number];
        let staff = self.staff_hired(team, |hired| hired < formed);
        let staff = staff.map(|member| Member { since: formed, ..member }).collect();
        let wanted = size as usize * count as usize;
        let picked = self.picked(team, staff, wanted, formed);
        for members in picked.chunks(size as usize) {
            self.followed.note_fame(members, team.fame);
            self.followed.rosters[number].teams.push(members.to_vec());
        }
    }

    /// Notes the hires of a step; at the start of the horizon, of those who are there.
    fn note_hires(&mut self, number: usize, from: Option<Date>, week: Option<&Week>) {
        let team = &self.first.teams[number];
        let firm = team.firm.named_firm();
        let mut hires = Vec::new();
        if !std::mem::replace(&mut self.followed.rosters[number].is_begun, true) {
            let counts = |hired: Date| from.is_some_and(|from| from <= hired);
            hires.extend(self.staff_hired(team, counts));
        } else if let Some(week) = week {
            let entered = week.entries.iter().map(|entry| entry.job);
            let joined = week.moves.iter().map(super::week::Move::new_job);
            let is_meant = |job: &Job| job.firm == firm && team.classes.contains(&job.class);
            hires.extend(entered.chain(joined).filter(is_meant).map(|job| Member {
                person: job.person,
                hired: job.hired,
                since: job.hired,
            }));
        }
        self.followed.rosters[number].hires.extend(hires);
    }

    /// Picks members of the hires of each year that has ended, or that the horizon has cut off.
    fn close_years(&mut self, number: usize, per_year: u32) {
        let team = &self.first.teams[number];
        let this_year = if self.is_over() { i32::MAX } else { self.clock.date().year() };
        let hires = std::mem::take(&mut self.followed.rosters[number].hires);
        let (mut closed, open): (Vec<_>, Vec<_>) =
            hires.into_iter().partition(|hire| hire.hired.year() < this_year);
        self.followed.rosters[number].hires = open;
        closed.sort_by_key(|hire| hire.hired);
        for year in closed.chunk_by(|one, other| one.hired.year() == other.hired.year()) {
            let day = year[0].hired.first_of_month(1 - year[0].hired.month());
            let picked = self.picked(team, year.to_vec(), per_year as usize, day);
            self.followed.note_fame(&picked, team.fame);
            let teams = &mut self.followed.rosters[number].teams;
            match teams.first_mut() {
                Some(members) => members.extend(picked),
                None => teams.push(picked),
            }
        }
    }

    /// The people of a team's firm and classes by their day of hire.
    fn staff_hired(
        &self,
        team: &Team,
        counts: impl Fn(Date) -> bool,
    ) -> impl Iterator<Item = Member> {
        let firm = team.firm.named_firm();
        let posts = self.people.post.iter().enumerate();
        let staff = posts.filter(move |(_, post)| {
            post.firm() == Some(firm) && team.classes.contains(&post.class())
        });
        staff.filter_map(move |(person, _)| {
            let hired = self.people.line[person].hired;
            let person = u32::try_from(person).expect("fewer than 2^32 people");
            counts(hired).then_some(Member { person, hired, since: hired })
        })
    }

    /// So many of the candidates, the first picked first.
    fn picked(
        &self,
        team: &Team,
        mut candidates: Vec<Member>,
        number: usize,
        day: Date,
    ) -> Vec<Member> {
        let id = |member: &Member| self.people.id[member.person as usize];
        match team.pick {
            Pick::Talent => candidates.sort_by(|one, other| {
                let talent = |member: &Member| self.talent(member.person);
                talent(other).total_cmp(&talent(one)).then(id(one).cmp(&id(other)))
            }),
            Pick::Lot => candidates.sort_by_cached_key(|member| {
                let address = Address::of(Decision::Followed, id(member), day);
                let address = address.with(FirmKey::of_name(&team.name));
                (self.luck.at(address).next_word(), id(member))
            }),
        }
        candidates.truncate(number);
        candidates
    }
}
