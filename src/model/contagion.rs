//! **contagion**: who leaves draws others after.
//!
//! An exit multiplies the rate of serious offers of those who were close to the leaver by one and a
//! weight, times a kernel of the time since. That is a branching process (Hawkes and Oakes 1974): each
//! exit has a Poisson number of offers that follow from it, each after a time that is drawn from the
//! kernel. So they are drawn when somebody leaves, and wait for their day; nobody else is looked at.

use std::collections::VecDeque;
use std::ops::Range;

use crate::quantity::Class;
use crate::quantity::Days;
use crate::quantity::FirmId;
use crate::quantity::FirmKey;
use crate::quantity::Moment;
use crate::quantity::PerClass;
use crate::random::Address;
use crate::random::Decision;
use crate::scenario::Contagion;

use super::Model;
use super::offer::Application;
use super::parallel::over_chunks;
use super::rates::poisson;
use super::source::Source;

/// Exits per chunk.
const CHUNK: usize = 32;

/// Somebody who has left a firm in this step.
#[derive(Debug, Clone, Copy)]
pub(super) struct Exit {
    pub(super) person: u32,
    pub(super) firm: FirmId,
    /// The team at that firm.
    pub(super) team: u32,
    /// The firm that he has joined; out of the market if `None`.
    pub(super) to: Option<FirmId>,
    pub(super) class: Class,
    pub(super) moment: Moment,
}

/// An offer that may follow from an exit, before its day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Echo {
    person: u32,
    /// Where the person worked when the other one left: with a move it ends.
    firm: FirmId,
    called: Moment,
    /// The firm that calls; any firm if `None`.
    to: Option<FirmId>,
    source: Source,
    /// From 0 to 1: held against the share of the greatest rate that holds on the day.
    mark: f64,
    word: u64,
}

/// Exits of a step, and what is still to follow from earlier ones.
#[derive(Debug, Default)]
pub(super) struct Echoes {
    pub(super) exits: Vec<Exit>,
    /// By the number of steps until their day.
    waiting: VecDeque<Vec<Echo>>,
    /// Those of the present step, by person.
    due: Vec<Echo>,
}

impl Echoes {
    fn add(&mut self, steps: usize, echo: Echo) {
        if self.waiting.len() <= steps {
            self.waiting.resize_with(steps + 1, Vec::new);
        }
        self.waiting[steps].push(echo);
    }
}

/// Whom an exit touches, how much, and from where offers come to them.
struct Touched {
    people: Vec<u32>,
    weight: f64,
    source: Source,
}

impl Model<'_> {
    /// Takes up what follows in this step from earlier exits.
    pub(super) fn recall(&mut self) {
        let mut due = self.echoes.waiting.pop_front().unwrap_or_default();
        due.sort_by(|one, other| {
            one.person.cmp(&other.person).then(one.called.0.total_cmp(&other.called.0))
        });
        self.echoes.due = due;
    }

    /// The calls that come to the people of a chunk in this step since somebody has left.
    pub(super) fn take_echoes(&self, people: Range<usize>, calls: &mut Vec<Application>) {
        let due = &self.echoes.due;
        let first = due.partition_point(|echo| (echo.person as usize) < people.start);
        let behind = due.partition_point(|echo| (echo.person as usize) < people.end);
        calls.extend(due[first..behind].iter().filter_map(|&echo| self.call_of(echo)));
    }

    /// The call that an echo stands for, if the person still works where he did: thinned to the tightness
    /// of the day and to his visibility.
    fn call_of(&self, echo: Echo) -> Option<Application> {
        let person = echo.person as usize;
        let post = self.people.post[person];
        if post.firm() != Some(echo.firm) {
            return None;
        }
        let class = post.class();
        let mark = echo.mark * self.greatest_response()? * self.greatest_visibility();
        if mark >= self.response_to_tightness(class) * self.visibility(person) {
            return None;
        }
        let board = &self.boards.0[class];
        let firm = echo.to.or_else(|| board.first_caller(echo.word))?;
        Some(self.application(person, firm, echo.called, echo.source))
    }

    /// The greatest response of offers to tightness.
    fn greatest_response(&self) -> Option<f64> {
        let recruiting = self.scenario.mechanisms.recruiting.as_ref()?;
        Some(recruiting.tightness_bounds[1])
    }

    /// Draws what will follow from the exits of the step.
    pub(super) fn spread(&mut self) {
        let exits = std::mem::take(&mut self.echoes.exits);
        let Some(law) = self.scenario.mechanisms.contagion else { return };
        if self.scenario.mechanisms.recruiting.is_none() {
            return;
        }
        let (offers, mass) = (self.most_offers_per_day(), mass(&law));
        let echoes = over_chunks(exits.len(), CHUNK, self.people.len(), |range| {
            let mut echoes = Vec::new();
            for exit in &exits[range] {
                for touched in self.touched(&law, exit) {
                    let means = PerClass(offers.0.map(|rate| rate * touched.weight * mass));
                    for &person in &touched.people {
                        let follower = (person, touched.source);
                        echoes.extend(self.follow(&law, exit, follower, &means));
                    }
                }
            }
            echoes
        });
        let end = self.clock.end();
        for mut echo in echoes.into_iter().flatten() {
            // Who leaves in a step is heard of in the next one. The queue begins with that one.
            echo.called = Moment(echo.called.0.max(end.0));
            let steps = self.clock.steps_until(echo.called).saturating_sub(1);
            self.echoes.add(steps, echo);
        }
    }

    /// Serious offers a day to somebody of the greatest talent in the tightest market.
    fn most_offers_per_day(&self) -> PerClass<f64> {
        let most = self.greatest_response().unwrap_or(0.0) * self.greatest_visibility();
        let recruiting = self.scenario.mechanisms.recruiting.as_ref();
        PerClass::from_fn(|class| {
            recruiting.map_or(0.0, |law| law.serious_offers[class].per_day() * most)
        })
    }

    /// A leader is missed by everybody at the firm, a star and anybody else by the team, and referrals go
    /// to the ties of whoever has another job.
    fn touched(&self, law: &Contagion, exit: &Exit) -> Vec<Touched> {
        let source = Source::Contagion(exit.person);
        let near = if self.is_leader_at(exit.person, exit.firm) {
            let people = self.teams.all(exit.firm).collect();
            Touched { people, weight: law.leader, source }
        } else {
            let weight = if exit.class == Class::Star { law.star } else { law.team_mate };
            let people = self.teams.members(exit.firm, exit.team).to_vec();
            Touched { people, weight, source }
        };
        let has_ties = law.tie > 0.0 && exit.to.is_some();
        let people = if has_ties { self.ties_to(exit.person) } else { Vec::new() };
        vec![near, Touched { people, weight: law.tie, source: Source::Referral(exit.person) }]
    }

    /// Draws the offers that follow from an exit for one of those it touches.
    fn follow(
        &self,
        law: &Contagion,
        exit: &Exit,
        (person, source): (u32, Source),
        means: &PerClass<f64>,
    ) -> Vec<Echo> {
        let post = self.people.post[person as usize];
        let is_referral = matches!(source, Source::Referral(_));
        let Some(firm) = post.firm().filter(|&firm| !is_referral || exit.to != Some(firm)) else {
            return Vec::new();
        };
        let id = self.people.id[person as usize];
        let leaver = FirmKey(self.people.id[exit.person as usize].0);
        let address = Address::of(Decision::Contagion, id, exit.moment.date()).with(leaver);
        let mut draws = self.luck.at(address.number(u16::from(is_referral)));
        let number = poisson(draws.next_word(), means[post.class()]);
        let mut echo = || {
            let delay = (draws.exponential() + draws.exponential()) * law.time_to_peak.0;
            let along = draws.uniform() < law.along.get() || is_referral;
            let (called, to) = (exit.moment.plus(Days(delay)), exit.to.filter(|_| along));
            let (mark, word) = (draws.uniform(), draws.next_word());
            Echo { person, firm, called, to, source, mark, word }
        };
        (0..number).map(|_| echo()).collect()
    }

    /// The teams and the ties at the firm of those who ask others along, by lottery as many as they ask.
    pub(super) fn asked_along(&self, leavers: &[u32], asks: u32, moment: Moment) -> Vec<u32> {
        let first = leavers.first().and_then(|&leaver| self.people.post[leaver as usize].firm());
        let Some(firm) = first else { return Vec::new() };
        let mut close: Vec<u32> = Vec::new();
        for &leaver in leavers {
            close.extend(self.teams.team_of(firm, leaver));
            close.extend(self.ties_to(leaver));
        }
        close.retain(|&person| {
            let is_there = self.people.post[person as usize].firm() == Some(firm);
            is_there && !leavers.contains(&person) && !self.is_bound(person as usize, moment)
        });
        close.sort_unstable();
        close.dedup();
        let mark = |person: u32| -> u64 {
            let id = self.people.id[person as usize];
            let mut draws = self.luck.at(Address::of(Decision::Along, id, moment.date()));
            draws.next_word()
        };
        close.sort_by_cached_key(|&person| mark(person));
        close.truncate(asks as usize);
        close
    }
}

/// The integral of the kernel over all times, in days. The kernel is the density of an Erlang variable of
/// shape 2 and scale theta, scaled so that its mean over the first 2 theta is one:
/// `2 theta / (1 - 3 exp(-2))`.
fn mass(law: &Contagion) -> f64 {
    2.0 * law.time_to_peak.0 / (1.0 - 3.0 * (-2.0_f64).exp())
}
