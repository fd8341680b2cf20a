//! **recruiting**: serious offers reach people as Poisson streams.
//!
//! In a step most people hear nothing. They are passed over by one hash against the bounds of their post;
//! only for the others an instant and a caller are drawn. The rate of proposals is the rate of calls
//! divided by the share of the board's places that stand for a call, so that a call to an empty place is no
//! call; turmoil within the step and visibility are thinned against their greatest values. All are exact.
//!
//! On top of this stream lie three others, each with draws of its own: calls to those who show that they
//! are open to work (`searching`), calls of former colleagues (`alumni`) and campaigns (`campaign`).
//! Whoever has as many offers on their way as one person can have is called in vain (`live`).

use std::ops::Range;

use crate::quantity::Days;
use crate::quantity::FirmId;
use crate::quantity::Moment;
use crate::quantity::ResearcherId;
use crate::random::Address;
use crate::random::Decision;
use crate::random::Heads;

use super::Model;
use super::ahead::read_ahead;
use super::founding::Intent;
use super::live::LiveOffers;
use super::live::LivePart;
use super::offer::Application;
use super::offer::Due;
use super::parallel::over_parts;
use super::people::Post;
use super::rates::Question;
use super::rates::Rates;
use super::rates::events;
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

/// A block of people: the heads of their numbers, and who of them has to be looked at.
struct Block {
    heads: [Heads; BLOCK],
    found: [u16; BLOCK],
}

impl Model<'_> {
    /// Who gets a serious offer in this step, when and from whom; and who leaves without one.
    ///
    /// Offers are queued until they are due; exits are returned. Who founds a firm is noted.
    pub(super) fn arrive(&mut self, week: &mut Week) -> Vec<Due> {
        self.recall();
        let rates = self.rates();
        let people = self.people.len();
        let mut live = self.roomy_live();
        let parts = live.parts(CHUNK, people.div_ceil(CHUNK));
        let heard = over_parts(parts, (people, CHUNK), people, |range, mut part| {
            let mut heard = self.hear(range, &rates);
            let calls = std::mem::take(&mut heard.calls).into_iter();
            heard.calls = calls.filter_map(|call| self.admitted(call, &mut part)).collect();
            heard
        });
        self.live = live;
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

    /// Takes the last calls of everybody out, with room for all who are there.
    pub(super) fn roomy_live(&mut self) -> LiveOffers {
        let mut live = std::mem::take(&mut self.live);
        if let Some(law) = &self.scenario.mechanisms.recruiting {
            live.make_room(&self.people, law, self.has_waits());
        }
        live
    }

    /// The application that a call will be on the day it is due, unless there are too many before it.
    pub(super) fn admitted(
        &self,
        call: Application,
        live: &mut LivePart<'_>,
    ) -> Option<Application> {
        let recruiting = self.scenario.mechanisms.recruiting.as_ref()?;
        if self.is_barred(call) {
            return None;
        }
        let call = self.held_up(call);
        let class = self.people.post[call.person as usize].class();
        let first_day = self.clock.first_day().midnight();
        let first = live.admits(call, first_day, class, recruiting)?;
        Some(Application { first: first && call.source != Source::OwnApplication, ..call })
    }

    /// Lets an application wait for its day.
    pub(super) fn queue(&mut self, call: Application, week: &mut Week) {
        week.calls += 1;
        if call.source == Source::OwnApplication {
            week.own_applications.push(call.firm);
        }
        self.applications.add(self.clock.steps_until(call.due), call);
    }

    fn hear(&self, range: Range<usize>, rates: &Rates) -> Heard {
        let mut heard = Heard::default();
        let mut block = Block { heads: [Heads::default(); BLOCK], found: [0; BLOCK] };
        for start in range.clone().step_by(BLOCK) {
            let count = self.find(start..(start + BLOCK).min(range.end), rates, &mut block);
            let count = self.sift(start..(start + BLOCK).min(range.end), count, rates, &mut block);
            read_ahead(&block.found[..count], |&place| {
                let (id, post) = self.who(start + usize::from(place));
                self.boards.0[post.class()].bits(rates.callers.word(id, 0))
            });
            for &place in &block.found[..count] {
                let place = usize::from(place);
                self.look_at(start + place, block.heads[place], rates, &mut heard);
            }
        }
        self.take_approaches(range.clone(), &heard.flags, rates, &mut heard.calls);
        self.take_echoes(range.clone(), &mut heard.calls);
        for drive in &rates.campaigns {
            self.take_campaign(range.clone(), drive, &mut heard.calls);
        }
        heard.calls.retain(|call| {
            let employer = self.people.post[call.person as usize].firm();
            employer.is_some_and(|firm| firm != call.firm)
                && !self.is_bound(call.person as usize, call.called)
                && self.reaches(call)
        });
        // Runs of it are in order already.
        heard.calls.sort_by(Application::order);
        heard
    }

    fn who(&self, person: usize) -> (ResearcherId, Post) {
        (self.people.id[person], self.people.post[person])
    }

    /// Notes who of a block has to be looked at. No branch depends on the hashes, which nobody could
    /// predict.
    fn find(&self, people: Range<usize>, rates: &Rates, block: &mut Block) -> usize {
        for (heads, &id) in block.heads.iter_mut().zip(&self.people.id[people.clone()]) {
            *heads = rates.sieve.heads(id);
        }
        let (mut count, mut place) = (0_usize, 0_u16);
        for (&heads, &post) in block.heads.iter().zip(&self.people.post[people]) {
            block.found[count & (BLOCK - 1)] = place;
            count = count.wrapping_add(usize::from(rates.bounds(post).open(heads).any()));
            place = place.wrapping_add(1);
        }
        count
    }

    /// Passes over those of the first `count` found, in the same way, who are asked nothing but the call, have two at
    /// most, and these to places that nobody holds: nearly all.
    fn sift(&self, people: Range<usize>, count: usize, rates: &Rates, block: &mut Block) -> usize {
        let call = Question::Call as usize;
        let (ids, posts) = (&self.people.id[people.clone()], &self.people.post[people]);
        let mut left = 0_usize;
        for number in 0..count.min(BLOCK) {
            let place = block.found[number];
            let person = usize::from(place);
            let (id, post, heads) = (ids[person], posts[person], block.heads[person & (BLOCK - 1)]);
            let (board, calls) = (&self.boards.0[post.class()], &rates.calls[post.class()]);
            let is_held = |ordinal| board.is_held(rates.callers.word(id, ordinal));
            let is_called = is_held(0) | (heads.may_pass(call, calls.bound_of_two()) & is_held(1));
            let is_asked_more = !rates.bounds(post).open(heads).is_only(call);
            let may_be_called = is_called | heads.may_pass(call, calls.bound_of_three());
            block.found[left & (BLOCK - 1)] = place;
            left = left.wrapping_add(usize::from(is_asked_more | may_be_called));
        }
        left
    }

    /// Asks somebody the questions that his heads leave open.
    fn look_at(&self, person: usize, heads: Heads, rates: &Rates, heard: &mut Heard) {
        let (id, post) = self.who(person);
        if post == Post::OUTSIDE {
            return;
        }
        let (open, before) = (rates.bounds(post).open(heads), heard.calls.len());
        let number = |question| rates.sieve.number(id, heads, question as usize);
        let is_open = |question| open.has(question as usize);
        if is_open(Question::Call) {
            self.take_calls(person, number(Question::Call), rates, &mut heard.calls);
        }
        if is_open(Question::Unrest) {
            self.take_unrest(person, number(Question::Unrest), rates, &mut heard.calls);
        }
        if is_open(Question::Exit) && number(Question::Exit) < rates.exit {
            heard.exits.extend(self.exit(person));
        }
        if is_open(Question::Flag) {
            heard.flags.extend(self.flag(person, number(Question::Flag), rates));
        }
        if is_open(Question::Alumni) {
            self.take_alumni(person, number(Question::Alumni), rates, &mut heard.calls);
        }
        if is_open(Question::Founding) {
            heard.intents.extend(self.intent(person, number(Question::Founding)));
        }
        if heard.calls.len() > before + 1 {
            heard.calls[before..].sort_unstable_by(Application::order);
        }
    }

    /// Draws the calls that come to one person whatever his employer is like: as many proposals as to the most
    /// visible, thinned to his own visibility.
    fn take_calls(&self, person: usize, number: u32, rates: &Rates, calls: &mut Vec<Application>) {
        let (id, post) = self.who(person);
        let board = &self.boards.0[post.class()];
        let count = rates.calls[post.class()].number(number);
        for (ordinal, word) in board.held_calls(&rates.callers, id, 0, count) {
            let [mark, instant] = rates.instants.unit_pair(id, ordinal);
            if mark * rates.greatest_visibility >= self.visibility(person) {
                continue;
            }
            let instant = self.clock.at(instant);
            if self.people.has_entered(person, instant)
                && let Some(firm) = board.caller(word)
            {
                calls.push(self.application(person, firm, instant, Source::Board));
            }
        }
    }

    /// Draws the calls that come on top since the employer is in turmoil.
    fn take_unrest(&self, person: usize, number: u32, rates: &Rates, calls: &mut Vec<Application>) {
        let (id, post) = self.who(person);
        let (Some(employer), class) = (post.firm(), post.class()) else { return };
        let excess = self.turmoil_response(self.turmoil_in(rates, employer)) - 1.0;
        let mean = rates.proposals[class] * excess * self.visibility(person);
        let board = &self.boards.0[class];
        for (ordinal, word) in board.held_calls(&rates.unrest, id, 0, events(number, mean)) {
            let address = Address::of(Decision::Unrest, id, self.clock.date()).number(ordinal);
            if let Some(instant) = self.hears(person, address, [1.0, excess])
                && let Some(firm) = board.caller(word)
            {
                calls.push(self.application(person, firm, instant, Source::Board));
            }
        }
    }

    /// The instant of a proposal, if it counts: proposals come at the rate for the greatest response to turmoil
    /// in the step, less what is `taken` of it already, which is the `rest`, and are thinned to that of the
    /// instant. Nobody hears before he has entered.
    pub(super) fn hears(
        &self,
        person: usize,
        address: Address,
        [taken, rest]: [f64; 2],
    ) -> Option<Moment> {
        let employer = self.people.post[person].firm()?;
        let mut draws = self.luck.at(address);
        let instant = self.clock.at(draws.uniform());
        let mark = taken + draws.uniform() * rest;
        // Calm is the least there is.
        let counts =
            mark < 1.0 || mark < self.turmoil_response(self.turmoil_at(employer, instant).total());
        (counts && self.people.has_entered(person, instant)).then_some(instant)
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
