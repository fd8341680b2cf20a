//! The rates of one step, and the bounds that follow from them.

use crate::quantity::CLASSES;
use crate::quantity::Class;
use crate::quantity::Days;
use crate::quantity::FirmId;
use crate::quantity::Index;
use crate::quantity::PerClass;
use crate::random::Bounds;
use crate::random::Decision;
use crate::random::QUESTIONS;
use crate::random::Screen;
use crate::random::Sieve;
use crate::scenario::Recruiting;

use super::Model;
use super::alumni::Tie;
use super::board::Board;
use super::campaign::Drive;
use super::firm::named;
use super::parallel::for_each;
use super::people::Post;

/// Members of groups are told apart by so many levels of turmoil.
const LEVELS: usize = 32;
/// A mean from which on the probability of no event is too small to start from.
const GREAT_MEAN: f64 = 30.0;
/// The tightness below which offers become rarer, in proportion to what is left of it: proposals per call have
/// to be limited, however empty the boards are.
pub(super) const LEAST_TIGHTNESS: f64 = 1.0 / 16.0;

/// What everybody is asked in a step.
#[derive(Debug, Clone, Copy)]
pub(super) enum Question {
    /// Whether there is a proposal, and how many.
    Call,
    /// The same on top of it, since the employer is in turmoil.
    Unrest,
    /// Whether the job ends without another one.
    Exit,
    /// Whether he shows that he is open to work.
    Flag,
    /// Whether a former colleague calls.
    Alumni,
    /// Whether he founds a firm.
    Founding,
}

/// The rates of one step.
pub(super) struct Rates {
    /// Of whom is known at once that nothing happens to them, by the level of the employer: one bound for each
    /// class.
    bounds: Vec<PerClass<Bounds>>,
    /// The level of every firm.
    levels: Vec<u16>,
    /// How many proposals there are in the step to one of the most visible whose employer is calm.
    pub(super) calls: PerClass<Quantiles>,
    /// What visibility is held against.
    pub(super) greatest_visibility: f64,
    /// Proposals in the step to one person of visibility 1 whose employer is calm.
    pub(super) proposals: PerClass<f64>,
    /// Who leaves without another job.
    pub(super) exit: u32,
    /// The greatest turmoil in the step, for the named firms.
    turmoil: Vec<f64>,
    /// Calls of former colleagues in the step to one person of visibility 1, under the greatest turmoil: four
    /// numbers for every named firm, and nothing for all others.
    alumni: Vec<f64>,
    /// Where the former colleagues of each named firm are.
    pub(super) ties: Vec<Vec<Tie>>,
    pub(super) campaigns: Vec<Drive>,
    pub(super) sieve: Sieve,
    pub(super) callers: Screen,
    /// When these call, and whom they know.
    pub(super) instants: Screen,
    /// Those who call since the employer is in turmoil.
    pub(super) unrest: Screen,
    /// Additional proposals to those who show that they are open to work.
    pub(super) approaches: Screen,
    /// How many advertisements each of them reads.
    pub(super) advertisements: PerClass<Quantiles>,
    /// Which ones, and for which firms draw them on top.
    pub(super) readers: [Screen; 2],
}

impl Rates {
    #[inline]
    pub(super) fn bounds(&self, post: Post) -> Bounds {
        // Who has no employer is on the level on which nothing happens.
        let level = self.levels.get(post.row() >> 2).copied().unwrap_or(0);
        self.bounds[usize::from(level)].0[post.row() & 3]
    }

    /// Calls of former colleagues in the step to one person of visibility 1 with this post.
    pub(super) fn alumni(&self, post: Post) -> f64 {
        self.alumni.get(post.row()).copied().unwrap_or(0.0)
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

/// A Poisson number of a mean, as the quantile of a random word: the greater the word, the more.
pub(super) fn poisson(word: u64, mean: f64) -> u16 {
    events(!((word >> 32) as u32), mean)
}

/// How many events there are: the quantile of the Poisson law whose upper tail is the hash.
///
/// That there is any has a probability of at least `m - m^2 / 2`, and that there are several has one of at
/// most `m^2 / 2`, so that most need no exponential.
pub(super) fn events(hash: u32, mean: f64) -> u16 {
    let tail = (f64::from(hash) + 0.5) / 4_294_967_296.0;
    if tail >= mean {
        return 0;
    }
    let most = mean * mean / 2.0;
    if most <= tail && tail < mean - most {
        return 1;
    }
    if mean > GREAT_MEAN {
        return events_of_great_mean(tail, mean);
    }
    let mut term = (-mean).exp();
    let (mut number, mut beyond) = (0, 1.0 - term);
    while tail < beyond && number < u16::MAX {
        number += 1;
        term *= mean / f64::from(number);
        beyond -= term;
    }
    number
}

/// From which hash on a Poisson number of one mean is at least 1, 2, and so on: for means that many have in
/// common.
#[derive(Debug, Clone, Default)]
pub(super) struct Quantiles {
    bounds: Vec<u32>,
    /// The second and the third of them.
    later: [u32; 2],
}

impl Quantiles {
    pub(super) fn new(mean: f64) -> Self {
        let (mut bounds, mut ln_term, mut beyond) = (Vec::new(), -mean, any(mean));
        while threshold(beyond) > 0 && bounds.len() < usize::from(u16::MAX) {
            bounds.push(threshold(beyond));
            ln_term += (mean / bounds.len() as f64).ln();
            beyond -= ln_term.exp();
        }
        let later = [1, 2].map(|number| bounds.get(number).copied().unwrap_or(0));
        Self { bounds, later }
    }

    /// Below which hash the number is at least 2.
    #[inline]
    pub(super) fn bound_of_two(&self) -> u32 {
        self.later[0]
    }

    /// Below which hash it is at least 3.
    #[inline]
    pub(super) fn bound_of_three(&self) -> u32 {
        self.later[1]
    }

    /// The number at a random word: the greater the word, the more.
    pub(super) fn of_word(&self, word: u64) -> u16 {
        self.number(!((word >> 32) as u32))
    }

    /// The number at a hash.
    #[inline]
    pub(super) fn number(&self, hash: u32) -> u16 {
        let number = self.bounds.iter().take_while(|&&bound| hash < bound).count();
        u16::try_from(number).unwrap_or(u16::MAX)
    }
}

/// The same by logarithms, since the first terms of a great mean are too small for a number.
fn events_of_great_mean(tail: f64, mean: f64) -> u16 {
    let (mut number, mut ln_term) = (0, -mean);
    let mut beyond = any(mean);
    while tail < beyond && number < u16::MAX {
        number += 1;
        ln_term += (mean / f64::from(number)).ln();
        beyond -= ln_term.exp();
    }
    number
}

/// What tightness multiplies offers by: nothing where there is no open post, and hardly anything where there is hardly
/// one.
fn response(recruiting: &Recruiting, board: &Board) -> f64 {
    if board.claimed() <= 0.0 {
        return 0.0;
    }
    let [least, greatest] = recruiting.tightness_bounds;
    let usual = board.tightness().powf(recruiting.tightness_exponent).clamp(least, greatest);
    usual * board.scarcity()
}

impl Model<'_> {
    pub(super) fn rates(&self) -> Rates {
        let length = self.clock.length();
        let proposals = PerClass::from_fn(|class| self.proposals(class, length));
        let exit = threshold(self.exit_probability(length));
        let turmoil_of_members = self.greatest_turmoil_of_members();
        let founding = self.founding_bounds(turmoil_of_members);
        let most = self.greatest_visibility();
        let bounds_of = |class: Class, turmoil: f64, alumni: f64| {
            let calls = proposals[class] * most;
            let unrest = calls * (self.turmoil_response(turmoil) - 1.0);
            let flags = self.flags_per_day(turmoil) * length.0;
            let means = [calls, unrest, flags, alumni * most];
            let [call, unrest, flag, alumni] = means.map(|mean| threshold(any(mean)));
            Bounds::new([call, unrest, exit, flag, alumni, founding[class]])
        };
        let mut bounds = vec![PerClass([Bounds::new([0; QUESTIONS]); CLASSES.len()])];
        let (mut turmoils, mut means) = (Vec::new(), Vec::new());
        let ties: Vec<Vec<Tie>> =
            named(self.scenario).map(|(firm, _)| self.ties_of(firm)).collect();
        for ((firm, _), ties) in named(self.scenario).zip(&ties) {
            let turmoil = self.greatest_turmoil(firm);
            let response = self.turmoil_response(turmoil);
            let alumni = CLASSES.map(|class| self.calls_by_alumni(ties, class, length) * response);
            bounds
                .push(PerClass::from_fn(|class| bounds_of(class, turmoil, alumni[class as usize])));
            means.extend(alumni);
            turmoils.push(turmoil);
        }
        let (levels, greatest) = self.levels(bounds.len(), turmoil_of_members);
        bounds.extend(
            greatest.map(|turmoil| PerClass::from_fn(|class| bounds_of(class, turmoil, 0.0))),
        );
        let screen = |decision| self.luck.screen(decision, self.clock.date());
        Rates {
            bounds,
            levels,
            calls: PerClass::from_fn(|class| Quantiles::new(proposals[class] * most)),
            greatest_visibility: most,
            proposals,
            exit,
            turmoil: turmoils,
            alumni: means,
            ties,
            campaigns: self.campaigns(),
            sieve: self.luck.sieve(self.clock.date()),
            callers: screen(Decision::Caller),
            instants: screen(Decision::Call),
            unrest: screen(Decision::Unrest),
            approaches: screen(Decision::Approach),
            advertisements: PerClass::from_fn(|class| self.advertisements(class)),
            readers: [screen(Decision::OwnApplication), screen(Decision::Attraction)],
        }
    }

    /// The levels of all firms, and the greatest turmoil on those of members of groups, which begin with `first`, up
    /// to the greatest of all of them (`most`). Each named firm has a level of its own, from 1 on; members share one
    /// with others that are about as shaken.
    fn levels(&self, first: usize, most: f64) -> (Vec<u16>, [f64; LEVELS]) {
        const LAST: f64 = (LEVELS - 1) as f64;
        /// More than what rounding takes away.
        const MARGIN: f64 = 1.0 + 1e-12;
        let lowest = u16::try_from(first).expect("few firms are written out");
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "few levels")]
        let level = |turmoil: f64| {
            // Finer where most of them are.
            let share = if most > 0.0 { (turmoil / most).min(1.0) } else { 0.0 };
            lowest + (share.sqrt() * LAST).ceil() as u16
        };
        let named = self.scenario.firms.len();
        let rows = &self.firms.row.values()[named..];
        let mut levels: Vec<u16> = (1..lowest).collect();
        levels.resize(self.firms.len(), lowest);
        for_each(&mut levels[named..], self.people.len(), |number, found| {
            *found = level(rows[number].turmoil.total());
        });
        for firm in self.shaken().filter(|firm| firm.position() >= named) {
            levels[firm.position()] = level(self.greatest_turmoil(firm));
        }
        let greatest: [f64; LEVELS] =
            std::array::from_fn(|number| MARGIN * most * (number as f64 / LAST).powi(2));
        debug_assert!(self.firms.row.iter().skip(named).all(|(firm, _)| {
            let level = usize::from(levels[firm.position()]) - first;
            self.greatest_turmoil(firm) <= greatest[level]
        }));
        (levels, greatest)
    }

    /// The greatest turmoil of a firm in the step: somebody is looked at by that of his own employer, whatever is
    /// the greatest on the level.
    pub(super) fn turmoil_in(&self, rates: &Rates, firm: FirmId) -> f64 {
        let named = rates.turmoil.get(firm.position()).copied();
        named.unwrap_or_else(|| self.greatest_turmoil(firm))
    }

    /// Proposals in a time to one person of visibility 1 whose employer is calm: offers over the share of
    /// proposals that reach a firm.
    fn proposals(&self, class: Class, length: Days) -> f64 {
        let claimed = self.boards.0[class].claimed();
        if claimed > 0.0 { self.serious_offers(class, length) / claimed } else { 0.0 }
    }

    /// Serious offers in a time to one person of visibility 1 whose employer is calm.
    pub(super) fn serious_offers(&self, class: Class, length: Days) -> f64 {
        let Some(recruiting) = &self.scenario.mechanisms.recruiting else { return 0.0 };
        let response = response(recruiting, &self.boards.0[class]);
        recruiting.serious_offers[class].per_day() * length.0 * response
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
