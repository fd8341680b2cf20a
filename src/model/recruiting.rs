//! **recruiting**: serious offers reach people as Poisson streams.
//!
//! In a step most people hear nothing. They are passed over by comparing one hash with the bound of
//! their post; only for the others an instant and a caller are drawn. The rate of proposals is the rate
//! of calls divided by the share of the board's places that stand for a call, so that a call to an
//! empty place is no call; turmoil within the step is thinned against its greatest value. Both are exact.

use std::ops::Range;

use crate::quantity::CLASSES;
use crate::quantity::Class;
use crate::quantity::Days;
use crate::quantity::FirmId;
use crate::quantity::Index;
use crate::quantity::Moment;
use crate::quantity::PerClass;
use crate::random::Address;
use crate::random::Decision;
use crate::random::Screen;
use crate::scenario::Recruiting;

use super::Model;
use super::board::REFERENCE_LOAD;
use super::offer::Application;
use super::offer::Due;
use super::parallel::over_chunks;
use super::week::Week;

/// People per chunk of the screening pass.
const CHUNK: usize = 8_192;
/// Proposals per call are never more than this, however empty the boards are.
const MOST_PROPOSALS: f64 = 32.0;

/// Who has to be looked at in a step: those whose hash lies below.
#[derive(Debug, Clone, Copy, Default)]
struct Bound {
    call: u32,
    exit: u32,
}

/// What a chunk of people heard.
#[derive(Default)]
struct Heard {
    calls: Vec<Application>,
    exits: Vec<Due>,
}

/// The rates of one step.
struct Rates {
    bounds: Vec<Bound>,
    /// Proposals in the step to one person whose employer is calm.
    proposals: PerClass<f64>,
    screen: Screen,
}

/// A probability on the scale of a 32-bit hash.
fn threshold(probability: f64) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 2^32 - 1")]
    ((probability * 4_294_967_296.0) as u32)
}

/// The probability of at least one event of a Poisson number.
fn any(mean: f64) -> f64 {
    -(-mean).exp_m1()
}

/// How many events there are, given that the screening hash lies below the threshold of at least one:
/// the quantile of the Poisson law whose upper tail is the hash.
fn events(hash: u32, mean: f64) -> u16 {
    let tail = (f64::from(hash) + 0.5) / 4_294_967_296.0;
    let mut number = 1;
    let mut term = mean * (-mean).exp();
    let mut beyond = any(mean) - term;
    while tail < beyond && number < u16::MAX {
        number += 1;
        term *= mean / f64::from(number);
        beyond -= term;
    }
    number
}

/// The response of offers to tightness, per proposal that lands on the board.
fn proposals_per_offer(recruiting: &Recruiting, tightness: f64) -> f64 {
    if tightness <= 0.0 {
        return 0.0;
    }
    let [least, greatest] = recruiting.tightness_bounds;
    let response = tightness.powf(recruiting.tightness_exponent).clamp(least, greatest);
    (response / (REFERENCE_LOAD * tightness)).min(MOST_PROPOSALS)
}

impl Model<'_> {
    /// Who gets a serious offer in this step, when and from whom; and who leaves without one.
    ///
    /// Offers are queued until they are due; exits are returned.
    pub(super) fn arrive(&mut self, week: &mut Week) -> Vec<Due> {
        let rates = self.rates();
        let people = self.people.len();
        let heard = over_chunks(people, CHUNK, people, |range| self.hear(range, &rates));
        let mut exits = Vec::new();
        for chunk in heard {
            week.calls += chunk.calls.len() as u64;
            exits.extend(chunk.exits);
            for call in chunk.calls {
                self.applications.add(self.clock.steps_until(call.due), call);
            }
        }
        exits
    }

    fn rates(&self) -> Rates {
        let length = self.clock.length();
        let proposals = PerClass::from_fn(|class| self.proposals(class, length));
        let exit = threshold(self.exit_probability(length));
        let calm = CLASSES.map(|class| Bound { call: threshold(any(proposals[class])), exit });
        let mut bounds: Vec<Bound> = calm.into_iter().cycle().take(4 * self.firms.len()).collect();
        for (firm, _) in self.firms.named(self.scenario) {
            let excess = self.turmoil_response(self.greatest_turmoil(firm));
            for class in CLASSES {
                let row = 4 * firm.position() + class as usize;
                bounds[row].call = threshold(any(proposals[class] * excess));
            }
        }
        let screen = self.luck.screen(Decision::Screening, self.clock.date());
        Rates { bounds, proposals, screen }
    }

    fn proposals(&self, class: Class, length: Days) -> f64 {
        let Some(recruiting) = &self.scenario.mechanisms.recruiting else { return 0.0 };
        let tightness = self.boards.0[class].tightness();
        recruiting.serious_offers[class].per_day()
            * length.0
            * proposals_per_offer(recruiting, tightness)
    }

    /// By what turmoil at the employer multiplies serious offers.
    fn turmoil_response(&self, turmoil: f64) -> f64 {
        let recruiting = self.scenario.mechanisms.recruiting.as_ref();
        1.0 + recruiting.map_or(0.0, |recruiting| recruiting.turmoil_response) * turmoil
    }

    fn hear(&self, range: Range<usize>, rates: &Rates) -> Heard {
        let mut heard = Heard::default();
        let everybody = self.people.id[range.clone()].iter().zip(&self.people.post[range.clone()]);
        for (person, (&id, &post)) in range.zip(everybody) {
            let [call, exit] = rates.screen.pair(id);
            let bound = rates.bounds.get(post.row()).copied().unwrap_or_default();
            if call < bound.call {
                self.take_calls(person, call, rates, &mut heard.calls);
            }
            if exit < bound.exit {
                heard.exits.extend(self.exit(person));
            }
        }
        heard
    }

    /// Draws the calls of one person who is known to have at least one proposal.
    fn take_calls(&self, person: usize, hash: u32, rates: &Rates, calls: &mut Vec<Application>) {
        let (id, post) = (self.people.id[person], self.people.post[person]);
        let (Some(employer), class) = (post.firm(), post.class()) else { return };
        let Some(recruiting) = &self.scenario.mechanisms.recruiting else { return };
        let greatest = self.turmoil_response(self.greatest_turmoil(employer));
        let address = Address::of(Decision::Call, id, self.clock.date());
        for ordinal in 0..events(hash, rates.proposals[class] * greatest) {
            let mut draws = self.luck.at(address.number(ordinal));
            let instant = self.clock.start().plus(Days(draws.uniform() * self.clock.length().0));
            let Some(firm) = self.boards.0[class].caller(&mut draws) else { continue };
            if self.hears(person, employer, instant, draws.uniform() * greatest) {
                let due = instant.plus(recruiting.time_to_offer[class]);
                let person = u32::try_from(person).expect("fewer than 2^32 people");
                calls.push(Application { person, firm, due });
            }
        }
    }

    /// Whether a proposal at an instant counts, given the turmoil at that instant; `mark` is uniform
    /// below the response to the step's greatest turmoil. Nobody hears before he has entered.
    fn hears(&self, person: usize, employer: FirmId, instant: Moment, mark: f64) -> bool {
        let response = self.turmoil_response(self.turmoil_at(employer, instant).total());
        mark < response && self.people.line[person].entered.midnight() <= instant
    }
}
