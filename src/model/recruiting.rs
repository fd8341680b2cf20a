//! **recruiting**: serious offers reach people as Poisson streams.
//!
//! In a step most people hear nothing. They are passed over by comparing two hashes with the bounds of
//! their post; only for the others an instant and a caller are drawn. The rate of proposals is the rate
//! of calls divided by the share of the board's places that stand for a call, so that a call to an
//! empty place is no call; turmoil within the step and talent are thinned against their greatest
//! values. All are exact.
//!
//! On top of this stream lie three others, each with draws of its own: calls to those who show that they
//! are open to work (`searching`), calls of former colleagues (`alumni`) and campaigns (`campaign`).
//! Whoever has as many offers on their way as one person can have is called in vain (`live`).

use std::ops::Range;

use crate::quantity::CLASSES;
use crate::quantity::Class;
use crate::quantity::Days;
use crate::quantity::FirmId;
use crate::quantity::Moment;
use crate::random::Address;
use crate::random::Decision;

use super::Model;
use super::founding::Intent;
use super::offer::Application;
use super::offer::Due;
use super::parallel::over_chunks;
use super::people::Post;
use super::rates::Rates;
use super::searching::Flag;
use super::source::Source;
use super::week::Week;

/// People per chunk of the screening pass.
const CHUNK: usize = 8_192;
/// People that are screened before the first of them is looked at.
const BLOCK: usize = 512;

/// What a chunk of people heard, and what they did about it.
#[derive(Default)]
struct Heard {
    calls: Vec<Application>,
    exits: Vec<Due>,
    flags: Vec<Flag>,
    intents: Vec<Intent>,
}

/// Somebody who has to be looked at, with the hashes of the screening.
#[derive(Debug, Clone, Copy, Default)]
struct Found {
    person: u32,
    call: u32,
    exit: u32,
    flag: u32,
    alumni: u32,
}

impl Model<'_> {
    /// Who gets a serious offer in this step, when and from whom; and who leaves without one.
    ///
    /// Offers are queued until they are due; exits are returned. Who founds a firm is noted.
    pub(super) fn arrive(&mut self, week: &mut Week) -> Vec<Due> {
        self.recall();
        let rates = self.rates();
        let people = self.people.len();
        let heard = over_chunks(people, CHUNK, people, |range| self.hear(range, &rates));
        week.contacts = self.contacts();
        let (mut exits, mut flags) = (Vec::new(), Vec::new());
        for chunk in heard {
            exits.extend(chunk.exits);
            flags.extend(chunk.flags);
            self.intents.extend(chunk.intents);
            for call in chunk.calls {
                self.queue(call, week);
            }
        }
        self.settle_flags(flags);
        exits
    }

    /// Lets a call become an application on the day it is due, unless there are too many before it.
    pub(super) fn queue(&mut self, call: Application, week: &mut Week) {
        let Some(recruiting) = &self.scenario.mechanisms.recruiting else { return };
        let class = self.people.post[call.person as usize].class();
        if self.is_barred(call) {
            return;
        }
        let call = self.held_up(call);
        let first_day = self.clock.first_day().midnight();
        let Some(first) = self.live.admits(call, first_day, class, recruiting) else { return };
        week.calls += 1;
        let is_own = call.source == Source::OwnApplication;
        if is_own {
            week.own_applications.push(call.firm);
        }
        let call = Application { first: first && !is_own, ..call };
        self.applications.add(self.clock.steps_until(call.due), call);
    }

    fn hear(&self, range: Range<usize>, rates: &Rates) -> Heard {
        let mut heard = Heard::default();
        let mut found = [Found::default(); BLOCK];
        for start in range.clone().step_by(BLOCK) {
            let block = start..(start + BLOCK).min(range.end);
            let count = self.find(block, rates, &mut found);
            for &one in &found[..count] {
                self.look_at(one, rates, &mut heard);
            }
        }
        self.take_approaches(range.clone(), &heard.flags, rates, &mut heard.calls);
        self.take_echoes(range.clone(), &mut heard.calls);
        if let Some(founders) = &rates.founders {
            self.take_founders(range.clone(), founders, &mut heard.intents);
        }
        for drive in &rates.campaigns {
            self.take_campaign(range.clone(), drive, &mut heard.calls);
        }
        heard.calls.retain(|call| {
            let employer = self.people.post[call.person as usize].firm();
            employer.is_some_and(|firm| firm != call.firm)
                && !self.is_bound(call.person as usize, call.called)
                && self.reaches(call)
        });
        heard.calls.sort_unstable_by(Application::order);
        heard
    }

    fn look_at(&self, found: Found, rates: &Rates, heard: &mut Heard) {
        let Found { person, call, exit, flag, alumni } = found;
        let person = person as usize;
        let post = self.people.post[person];
        if post == Post::OUTSIDE {
            return;
        }
        let bound = rates.bound(post);
        if call < bound.call {
            self.take_calls(person, call, rates, &mut heard.calls);
        }
        if exit < bound.exit {
            heard.exits.extend(self.exit(person));
        }
        if flag < bound.flag {
            heard.flags.extend(self.flag(person, flag, rates));
        }
        if alumni < bound.alumni {
            self.take_alumni(person, alumni, rates, &mut heard.calls);
        }
    }

    /// Notes who of a block has to be looked at: those with an exit, with several proposals, or with one
    /// that goes to a place that is held, and whoever shows that he is open to work or hears from a former
    /// colleague. No branch depends on the hashes, which nobody could predict.
    fn find(&self, block: Range<usize>, rates: &Rates, found: &mut [Found; BLOCK]) -> usize {
        let mut count = 0;
        let everybody = self.people.id[block.clone()].iter().zip(&self.people.post[block.clone()]);
        for (person, (&id, &post)) in block.zip(everybody) {
            let [call, exit] = rates.screen.pair(id);
            let [flag, alumni] = rates.search.pair(id);
            let bound = rates.bound(post);
            let person = u32::try_from(person).expect("fewer than 2^32 people");
            found[count & (BLOCK - 1)] = Found { person, call, exit, flag, alumni };
            let board = &self.boards.0.0[post.row() & (CLASSES.len() - 1)];
            let reaches = usize::from(board.is_held(rates.callers.word(id, 0)));
            count += usize::from(call < bound.call) & (reaches | usize::from(call < bound.calls))
                | usize::from(exit < bound.exit)
                | usize::from(flag < bound.flag)
                | usize::from(alumni < bound.alumni);
        }
        count
    }

    /// Draws the calls of one person who is known to have at least one proposal.
    fn take_calls(&self, person: usize, hash: u32, rates: &Rates, calls: &mut Vec<Application>) {
        let (id, post) = (self.people.id[person], self.people.post[person]);
        let (Some(employer), class) = (post.firm(), post.class()) else { return };
        let turmoil = self.turmoil_in(rates, employer);
        let response = self.turmoil_response(turmoil);
        let mean = rates.proposals[class] * response;
        for ordinal in 0..rates.proposals(post, turmoil, hash, mean) {
            let word = rates.callers.word(id, ordinal);
            let Some(firm) = self.boards.0[class].caller(word) else { continue };
            let address = Address::of(Decision::Call, id, self.clock.date()).number(ordinal);
            if let Some(instant) = self.hears(person, address, response) {
                calls.push(self.application(person, firm, instant, Source::Board));
            }
        }
    }

    /// The instant of a proposal, if it counts: proposals come at the rate for the greatest `response` to
    /// turmoil in the step and for the greatest talent, and are thinned to those of the instant and of the
    /// person. Nobody hears before he has entered.
    pub(super) fn hears(&self, person: usize, address: Address, response: f64) -> Option<Moment> {
        let post = self.people.post[person];
        let employer = post.firm()?;
        let mut draws = self.luck.at(address);
        let instant = self.clock.start().plus(Days(draws.uniform() * self.clock.length().0));
        let mark = draws.uniform() * (response * self.greatest_talent_factor());
        let mark = mark / self.turmoil_response(self.turmoil_at(employer, instant).total());
        let counts = self.is_within_talent(person, post.class(), mark);
        (counts && self.people.has_entered(person, instant)).then_some(instant)
    }

    /// By what the greatest talent and exposure multiply serious offers.
    pub(super) fn greatest_talent_factor(&self) -> f64 {
        (1.0 + self.talent_response()) * self.greatest_exposure()
    }

    fn talent_response(&self) -> f64 {
        let recruiting = self.scenario.mechanisms.recruiting.as_ref();
        recruiting.map_or(0.0, |recruiting| recruiting.talent_response.get())
    }

    /// Whether a mark lies below the factor of somebody's talent, `1 + response * tanh z`, and exposure. His
    /// line is read only where the mark lies between the least and the greatest factor of talent.
    pub(super) fn is_within_talent(&self, person: usize, class: Class, mark: f64) -> bool {
        let response = self.talent_response();
        let mark = mark / self.exposure(self.people.id[person]);
        if mark < 1.0 - response || mark >= 1.0 + response {
            return mark < 1.0;
        }
        let talent = f64::from(self.people.line[person].talent);
        let standardised = self.scenario.classes[class].talent.standardised(talent);
        mark < 1.0 + response * standardised.tanh()
    }

    /// A call, which becomes an offer after the time that takes.
    pub(super) fn application(
        &self,
        person: usize,
        firm: FirmId,
        called: Moment,
        source: Source,
    ) -> Application {
        let class = self.people.post[person].class();
        let recruiting = self.scenario.mechanisms.recruiting.as_ref();
        let time_to_offer = recruiting.map_or(Days(0.0), |law| law.time_to_offer[class]);
        let person = u32::try_from(person).expect("fewer than 2^32 people");
        let due = called.plus(time_to_offer);
        Application { person, firm, called, due, wait: Days(0.0), source, first: false }
    }
}
