//! Roles: named positions, held by people with ids of their own.
//!
//! A role-holder is somebody like anybody else, but for the name - and but for a departure that the
//! scenario has for the role: until then he stays, whoever calls.

use crate::quantity::Class;
use crate::quantity::FirmId;
use crate::quantity::Index;
use crate::quantity::Moment;
use crate::quantity::RoleId;
use crate::scenario::Departure;
use crate::scenario::EventKind;
use crate::scenario::Leavers;
use crate::scenario::Role;
use crate::scenario::Scenario;
use crate::scenario::SpinOff;

use super::Model;
use super::people::Origin;
use super::week::Entry;
use super::week::Week;

/// Who holds the roles.
#[derive(Debug)]
pub(super) struct Roles {
    /// The position of each holder in the columns, once he has entered.
    holder: Vec<Option<u32>>,
    /// Until when each holder stays because the scenario has a departure for him.
    bound: Vec<Option<Moment>>,
}

impl Roles {
    pub(super) fn new(scenario: &Scenario) -> Self {
        let departures = |role: usize| {
            scenario.events.iter().filter_map(move |event| match event.kind {
                EventKind::Departure(Departure { who, .. })
                | EventKind::SpinOff(SpinOff { who, .. })
                    if who == Leavers::Role(RoleId::at(role)) =>
                {
                    Some(event.date.midnight())
                }
                _ => None,
            })
        };
        let roles = 0..scenario.roles.len();
        Self {
            holder: vec![None; roles.len()],
            bound: roles.map(|role| departures(role).next_back()).collect(),
        }
    }
}

/// The name that a role-holder's id is made from.
pub(super) fn origin_name(role: &Role) -> String {
    format!("role.{}", role.name)
}

impl Model<'_> {
    /// The person who holds a role, once he has entered.
    pub(super) fn holder(&self, role: RoleId) -> Option<u32> {
        self.roles.holder[role.position()]
    }

    /// Whether somebody holds the role of a leader.
    pub(super) fn is_leader(&self, person: u32) -> bool {
        let roles = self.roles.holder.iter().zip(&self.scenario.roles);
        roles.into_iter().any(|(&holder, role)| role.is_leader && holder == Some(person))
    }

    /// Whether somebody holds the role of a leader of a firm: whoever has gone elsewhere leads nobody there.
    pub(super) fn is_leader_at(&self, person: u32, firm: FirmId) -> bool {
        let roles = self.roles.holder.iter().zip(&self.scenario.roles);
        roles.into_iter().any(|(&holder, role)| {
            role.is_leader && holder == Some(person) && role.firm.named_firm() == firm
        })
    }

    /// Whether somebody stays at an instant because a departure by script is ahead of him: he gets no
    /// offers, and does not leave without one.
    pub(super) fn is_bound(&self, person: usize, moment: Moment) -> bool {
        let mut roles = self.roles.holder.iter().zip(&self.roles.bound);
        let is_his = |holder: Option<u32>| holder.is_some_and(|holder| holder as usize == person);
        roles.any(|(&holder, bound)| is_his(holder) && bound.is_some_and(|until| moment < until))
    }

    /// How many of the planned posts of a class role-holders take at the start.
    pub(super) fn posts_of_roles(&self, firm: FirmId, class: Class) -> u32 {
        let theirs = |role: &&Role| role.firm.named_firm() == firm && role.class == class;
        u32::try_from(self.scenario.roles.iter().filter(theirs).count()).expect("few roles")
    }

    /// Lets those enter whose firms have been founded by now. At the start they are staff of the start.
    pub(super) fn fill_roles(&mut self, mut week: Option<&mut Week>) {
        for number in 0..self.scenario.roles.len() {
            let role = &self.scenario.roles[number];
            let founded = self.scenario.firms[role.firm.position()].founded;
            let is_there = founded.is_none_or(|date| date.midnight() <= self.clock.start());
            if self.roles.holder[number].is_none() && is_there {
                let entry = self.seat(RoleId::at(number));
                if let Some(week) = &mut week {
                    week.entries.push(entry);
                }
            }
        }
    }

    fn seat(&mut self, id: RoleId) -> Entry {
        let role = self.scenario.role(id);
        let (class, firm) = (role.class, role.firm.named_firm());
        let mut newcomer =
            self.hired(self.candidate(self.cohort_at(Origin::Role(id), firm, class), 0));
        if let Some(talent) = role.talent {
            #[expect(clippy::cast_possible_truncation, reason = "traits need no more than 24 bits")]
            let talent = talent as f32;
            newcomer.line.talent = talent;
        }
        self.firms.join(firm, class, &newcomer.line);
        let person = self.add_person(newcomer, false);
        self.give_team(person, firm);
        self.roles.holder[id.position()] = Some(person);
        let job = self.job(person as usize).expect("who has just entered has a job");
        Entry { job, moment: self.clock.start() }
    }
}
