//! The rates of one step, and the bounds of hashes that follow from them.

use crate::quantity::CLASSES;
use crate::quantity::Class;
use crate::quantity::Days;
use crate::quantity::FirmId;
use crate::quantity::Index;
use crate::quantity::PerClass;
use crate::random::Decision;
use crate::random::Screen;
use crate::scenario::Recruiting;

use super::Model;
use super::alumni::Tie;
use super::board::Board;
use super::campaign::Drive;
use super::firm::named;
use super::founding::Founders;
use super::people::Post;

/// A mean from which on the probability of no event is too small to start from.
const GREAT_MEAN: f64 = 30.0;
/// Proposals per call are never more than this, however empty the boards are: below about a thirtieth of
/// the reference weight calls become rarer, in proportion to what is left of it.
pub(super) const MOST_PROPOSALS: f64 = 128.0;

/// Who has to be looked at in a step: those whose hash lies below.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Bound {
    /// At least one proposal.
    pub(super) call: u32,
    /// At least two.
    pub(super) calls: u32,
    pub(super) exit: u32,
    /// Shows that he is open to work.
    pub(super) flag: u32,
    /// At least one call of a former colleague.
    pub(super) alumni: u32,
}

/// The rates of one step.
pub(super) struct Rates {
    /// Four bounds, one for each class, for every named firm, and four for all members of groups: those
    /// of the most shaken among them.
    bounds: Vec<Bound>,
    /// Those of a group's members who are calm.
    calm: PerClass<Bound>,
    /// Proposals in the step to one person of the greatest talent whose employer is calm.
    pub(super) proposals: PerClass<f64>,
    /// The greatest turmoil in the step, for the named firms.
    turmoil: Vec<f64>,
    /// Calls of former colleagues in the step to one person of the greatest talent, under the greatest
    /// turmoil: four numbers for every named firm.
    pub(super) alumni: Vec<f64>,
    /// Where the former colleagues of each named firm are.
    pub(super) ties: Vec<Vec<Tie>>,
    pub(super) campaigns: Vec<Drive>,
    /// Who might found a firm.
    pub(super) founders: Option<Founders>,
    /// Proposals and exits.
    pub(super) screen: Screen,
    pub(super) callers: Screen,
    /// Who shows that he is open to work, and who is called by a former colleague.
    pub(super) search: Screen,
    /// Additional proposals to those who show it.
    pub(super) approaches: Screen,
}

impl Rates {
    #[inline]
    pub(super) fn bound(&self, post: Post) -> Bound {
        let others = self.bounds.len() - CLASSES.len();
        let row = post.row();
        self.bounds[if row < others { row } else { others + (row & 3) }]
    }

    /// The bounds of a post by the turmoil of its own firm, as far as they are known beforehand.
    fn own_bound(&self, post: Post, turmoil: f64) -> Option<Bound> {
        let is_named = post.row() + CLASSES.len() < self.bounds.len();
        let calm = (turmoil <= 0.0).then(|| self.calm[post.class()]);
        if is_named { Some(self.bounds[post.row()]) } else { calm }
    }

    /// How many proposals there are, by the screening hash, of so many on average.
    pub(super) fn proposals(&self, post: Post, turmoil: f64, hash: u32, mean: f64) -> u16 {
        match self.own_bound(post, turmoil) {
            Some(bound) if hash >= bound.call => 0,
            Some(bound) if hash >= bound.calls => 1,
            None if !happens(hash, mean) => 0,
            _ => events(hash, mean),
        }
    }
}

/// A probability on the scale of a 32-bit hash.
pub(super) fn threshold(probability: f64) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 2^32 - 1")]
    ((probability * 4_294_967_296.0) as u32)
}

/// The probability of at least one event of a Poisson number.
pub(super) fn any(mean: f64) -> f64 {
    -(-mean).exp_m1()
}

/// Whether a Poisson number of a mean is at least one, by a screening hash. Its probability is below the
/// mean, so that most need no exponential.
pub(super) fn happens(hash: u32, mean: f64) -> bool {
    f64::from(hash) < mean * 4_294_967_296.0 && hash < threshold(any(mean))
}

/// A Poisson number of a mean, as the quantile of a random word: the greater the word, the more.
pub(super) fn poisson(word: u64, mean: f64) -> u16 {
    let hash = !((word >> 32) as u32);
    if happens(hash, mean) { events(hash, mean) } else { 0 }
}

/// How many events there are, given that the screening hash lies below the threshold of at least one:
/// the quantile of the Poisson law whose upper tail is the hash.
pub(super) fn events(hash: u32, mean: f64) -> u16 {
    let tail = (f64::from(hash) + 0.5) / 4_294_967_296.0;
    let any = any(mean);
    if mean > GREAT_MEAN {
        return events_of_great_mean(tail, mean);
    }
    let (mut number, mut term) = (1, (1.0 - any) * mean);
    let mut beyond = any - term;
    while tail < beyond && number < u16::MAX {
        number += 1;
        term *= mean / f64::from(number);
        beyond -= term;
    }
    number
}

/// The same by logarithms, since the first terms of a great mean are too small for a number.
fn events_of_great_mean(tail: f64, mean: f64) -> u16 {
    let mut number = 1;
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
    let response = response(recruiting, board);
    if response > 0.0 { (response / board.claimed()).min(MOST_PROPOSALS) } else { 0.0 }
}

/// What tightness multiplies offers by; nothing where there is no open post.
fn response(recruiting: &Recruiting, board: &Board) -> f64 {
    if board.claimed() <= 0.0 {
        return 0.0;
    }
    let [least, greatest] = recruiting.tightness_bounds;
    board.tightness().powf(recruiting.tightness_exponent).clamp(least, greatest)
}

impl Model<'_> {
    pub(super) fn rates(&self) -> Rates {
        let length = self.clock.length();
        let most = self.greatest_talent_factor();
        let proposals = PerClass::from_fn(|class| self.proposals(class, length) * most);
        let exit = threshold(self.exit_probability(length));
        let bound = |mean: f64, turmoil: f64, alumni: f64| Bound {
            call: threshold(any(mean)),
            calls: threshold(any(mean) - mean * (-mean).exp()),
            exit,
            flag: threshold(any(self.flags_per_day(turmoil) * length.0)),
            alumni: threshold(any(alumni)),
        };
        let (mut bounds, mut turmoils, mut means) = (Vec::new(), Vec::new(), Vec::new());
        let ties: Vec<Vec<Tie>> =
            named(self.scenario).map(|(firm, _)| self.ties_of(firm)).collect();
        for ((firm, _), ties) in named(self.scenario).zip(&ties) {
            let turmoil = self.greatest_turmoil(firm);
            let response = self.turmoil_response(turmoil);
            for class in CLASSES {
                let alumni = self.calls_by_alumni(ties, class, length) * response * most;
                bounds.push(bound(proposals[class] * response, turmoil, alumni));
                means.push(alumni);
            }
            turmoils.push(turmoil);
        }
        let turmoil = self.greatest_turmoil_of_members();
        let response = self.turmoil_response(turmoil);
        bounds.extend(CLASSES.map(|class| bound(proposals[class] * response, turmoil, 0.0)));
        let calm = PerClass::from_fn(|class| bound(proposals[class], 0.0, 0.0));
        let screen = |decision| self.luck.screen(decision, self.clock.date());
        Rates {
            bounds,
            calm,
            proposals,
            turmoil: turmoils,
            alumni: means,
            ties,
            campaigns: self.campaigns(),
            founders: self.founders(),
            screen: screen(Decision::Screening),
            callers: screen(Decision::Caller),
            search: screen(Decision::Searching),
            approaches: screen(Decision::Approach),
        }
    }

    /// The greatest turmoil of a firm in the step. The bounds of a group's members are those of the most
    /// shaken of them, but each is looked at by its own, so that a crisis at one of them is nothing to the
    /// people of the others.
    pub(super) fn turmoil_in(&self, rates: &Rates, firm: FirmId) -> f64 {
        let named = rates.turmoil.get(firm.position()).copied();
        named.unwrap_or_else(|| self.greatest_turmoil(firm))
    }

    fn proposals(&self, class: Class, length: Days) -> f64 {
        let Some(recruiting) = &self.scenario.mechanisms.recruiting else { return 0.0 };
        let per_offer = proposals_per_offer(recruiting, &self.boards.0[class]);
        recruiting.serious_offers[class].per_day() * length.0 * per_offer
    }

    /// Serious offers in a time to one person of mean talent whose employer is calm.
    pub(super) fn serious_offers(&self, class: Class, length: Days) -> f64 {
        self.proposals(class, length) * self.boards.0[class].claimed()
    }

    /// By what the tightness of the market multiplies serious offers to a class.
    pub(super) fn response_to_tightness(&self, class: Class) -> f64 {
        let recruiting = self.scenario.mechanisms.recruiting.as_ref();
        recruiting.map_or(0.0, |recruiting| response(recruiting, &self.boards.0[class]))
    }

    /// By what turmoil at the employer multiplies serious offers.
    pub(super) fn turmoil_response(&self, turmoil: f64) -> f64 {
        let recruiting = self.scenario.mechanisms.recruiting.as_ref();
        1.0 + recruiting.map_or(0.0, |recruiting| recruiting.turmoil_response) * turmoil
    }
}
