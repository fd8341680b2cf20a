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
use super::board::Board;
use super::firm::named;
use super::offer::Application;
use super::offer::Due;
use super::parallel::over_chunks;
use super::people::Post;
use super::week::Week;

/// People per chunk of the screening pass.
const CHUNK: usize = 8_192;
/// People that are screened before the first of them is looked at.
const BLOCK: usize = 1_024;
/// Proposals per call are never more than this, however empty the boards are: below about a thirtieth of
/// the reference weight calls become rarer, in proportion to what is left of it.
const MOST_PROPOSALS: f64 = 128.0;

/// Who has to be looked at in a step: those whose hash lies below.
#[derive(Debug, Clone, Copy, Default)]
struct Bound {
    /// At least one proposal.
    call: u32,
    /// At least two.
    calls: u32,
    exit: u32,
}

impl Bound {
    /// The bounds at so many proposals in the mean.
    fn of(mean: f64, exit: u32) -> Self {
        let (call, calls) = (any(mean), any(mean) - mean * (-mean).exp());
        Self { call: threshold(call), calls: threshold(calls), exit }
    }
}

/// What a chunk of people heard.
#[derive(Default)]
struct Heard {
    calls: Vec<Application>,
    exits: Vec<Due>,
}

/// Somebody who has to be looked at, with the hashes of the screening.
#[derive(Debug, Clone, Copy, Default)]
struct Found {
    person: u32,
    call: u32,
    exit: u32,
}

/// The rates of one step.
struct Rates {
    /// Four bounds, one for each class, for every named firm, and four for all members of groups: those
    /// of the most shaken among them.
    bounds: Vec<Bound>,
    /// Proposals in the step to one person whose employer is calm.
    proposals: PerClass<f64>,
    /// By what the greatest turmoil in the step multiplies serious offers, for the named firms.
    responses: Vec<f64>,
    screen: Screen,
    callers: Screen,
}

impl Rates {
    #[inline]
    fn bound(&self, post: Post) -> Bound {
        let others = self.bounds.len() - CLASSES.len();
        let row = post.row();
        self.bounds[if row < others { row } else { others + (row & 3) }]
    }
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
    // By its logarithm, since the first terms of a great mean are too small for a number.
    let mut ln_term = mean.ln() - mean;
    let mut beyond = any(mean) - ln_term.exp();
    while tail < beyond && number < u16::MAX {
        number += 1;
        ln_term += (mean / f64::from(number)).ln();
        beyond -= ln_term.exp();
    }
    number
}

/// Proposals for one offer at reference tightness: the response of offers to tightness, over the share
/// of proposals that reach a firm.
fn proposals_per_offer(recruiting: &Recruiting, board: &Board) -> f64 {
    if board.claimed() <= 0.0 {
        return 0.0;
    }
    let [least, greatest] = recruiting.tightness_bounds;
    let response = board.tightness().powf(recruiting.tightness_exponent).clamp(least, greatest);
    (response / board.claimed()).min(MOST_PROPOSALS)
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
        let mut bounds = Vec::new();
        let mut responses = Vec::new();
        for (firm, _) in named(self.scenario) {
            let response = self.turmoil_response(self.greatest_turmoil(firm));
            responses.push(response);
            bounds.extend(CLASSES.map(|class| Bound::of(proposals[class] * response, exit)));
        }
        let others = self.turmoil_response(self.greatest_turmoil_of_members());
        bounds.extend(CLASSES.map(|class| Bound::of(proposals[class] * others, exit)));
        let date = self.clock.date();
        let screen = self.luck.screen(Decision::Screening, date);
        let callers = self.luck.screen(Decision::Caller, date);
        Rates { bounds, proposals, responses, screen, callers }
    }

    fn proposals(&self, class: Class, length: Days) -> f64 {
        let Some(recruiting) = &self.scenario.mechanisms.recruiting else { return 0.0 };
        let per_offer = proposals_per_offer(recruiting, &self.boards.0[class]);
        recruiting.serious_offers[class].per_day() * length.0 * per_offer
    }

    /// By what turmoil at the employer multiplies serious offers.
    fn turmoil_response(&self, turmoil: f64) -> f64 {
        let recruiting = self.scenario.mechanisms.recruiting.as_ref();
        1.0 + recruiting.map_or(0.0, |recruiting| recruiting.turmoil_response) * turmoil
    }

    fn hear(&self, range: Range<usize>, rates: &Rates) -> Heard {
        let mut heard = Heard::default();
        let mut found = [Found::default(); BLOCK];
        for start in range.clone().step_by(BLOCK) {
            let block = start..(start + BLOCK).min(range.end);
            let count = self.find(block, rates, &mut found);
            for &Found { person, call, exit } in &found[..count] {
                let post = self.people.post[person as usize];
                let bound = rates.bound(post);
                if post != Post::OUTSIDE && call < bound.call {
                    self.take_calls(person as usize, call, rates, &mut heard.calls);
                }
                if post != Post::OUTSIDE && exit < bound.exit {
                    heard.exits.extend(self.exit(person as usize));
                }
            }
        }
        heard
    }

    /// Notes who of a block has to be looked at: those with an exit, with several proposals, or with one
    /// that goes to a place that is held. No branch depends on the hashes, which nobody could predict.
    fn find(&self, block: Range<usize>, rates: &Rates, found: &mut [Found; BLOCK]) -> usize {
        let mut count = 0;
        let everybody = self.people.id[block.clone()].iter().zip(&self.people.post[block.clone()]);
        for (person, (&id, &post)) in block.zip(everybody) {
            let [call, exit] = rates.screen.pair(id);
            let bound = rates.bound(post);
            let person = u32::try_from(person).expect("fewer than 2^32 people");
            found[count & (BLOCK - 1)] = Found { person, call, exit };
            let board = &self.boards.0.0[post.row() & (CLASSES.len() - 1)];
            let reaches = usize::from(board.is_held(rates.callers.word(id, 0)));
            count += usize::from(call < bound.call) & (reaches | usize::from(call < bound.calls))
                | usize::from(exit < bound.exit);
        }
        count
    }

    /// Draws the calls of one person who is known to have at least one proposal.
    fn take_calls(&self, person: usize, hash: u32, rates: &Rates, calls: &mut Vec<Application>) {
        let (id, post) = (self.people.id[person], self.people.post[person]);
        let (Some(employer), class) = (post.firm(), post.class()) else { return };
        let of_member = || self.turmoil_response(self.greatest_turmoil(employer));
        let response = rates.responses.get(employer.position()).copied().unwrap_or_else(of_member);
        let mean = rates.proposals[class] * response;
        // The bound of a group's members is that of the most shaken of them; this one's own is exact, so
        // that a crisis at one of them is nothing to the people of the others.
        let own = Bound::of(mean, 0);
        let proposals = match hash {
            hash if hash >= own.call => 0,
            hash if hash >= own.calls => 1,
            hash => events(hash, mean),
        };
        for ordinal in 0..proposals {
            let word = rates.callers.word(id, ordinal);
            let Some(firm) = self.boards.0[class].caller(word) else { continue };
            let address = Address::of(Decision::Call, id, self.clock.date()).number(ordinal);
            let mut draws = self.luck.at(address);
            let instant = self.clock.start().plus(Days(draws.uniform() * self.clock.length().0));
            if self.hears(person, employer, instant, draws.uniform() * response) {
                calls.push(self.application(person, class, firm, instant));
            }
        }
    }

    fn application(
        &self,
        person: usize,
        class: Class,
        firm: FirmId,
        instant: Moment,
    ) -> Application {
        let recruiting = self.scenario.mechanisms.recruiting.as_ref();
        let time_to_offer = recruiting.map_or(Days(0.0), |law| law.time_to_offer[class]);
        let person = u32::try_from(person).expect("fewer than 2^32 people");
        Application { person, firm, due: instant.plus(time_to_offer) }
    }

    /// Whether a proposal at an instant counts, given the turmoil at that instant; `mark` is uniform
    /// below the response to the step's greatest turmoil. Nobody hears before he has entered, or while the
    /// scenario keeps him for a departure.
    fn hears(&self, person: usize, employer: FirmId, instant: Moment, mark: f64) -> bool {
        let response = self.turmoil_response(self.turmoil_at(employer, instant).total());
        mark < response
            && self.people.has_entered(person, instant)
            && !self.is_bound(person, instant)
    }
}
