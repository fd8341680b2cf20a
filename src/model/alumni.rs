//! Former colleagues call: who has moved from one firm that is written out to another remembers those who
//! stayed.

use std::collections::BTreeMap;

use crate::quantity::Class;
use crate::quantity::Days;
use crate::quantity::FirmId;
use crate::quantity::Index;
use crate::random::Address;
use crate::random::Decision;

use super::Model;
use super::offer::Application;
use super::rates::Rates;
use super::rates::events;
use super::source::Source;
use super::week::Week;

/// How many have moved so far, from where and to where, among the firms that are written out.
#[derive(Debug, Default)]
pub(super) struct Alumni(BTreeMap<(FirmId, FirmId), u32>);

/// A firm at which former colleagues are, and by what they multiply its calls.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Tie {
    to: FirmId,
    factor: f64,
}

impl Model<'_> {
    /// Notes the moves of a step.
    pub(super) fn remember_moves(&mut self, week: &Week) {
        let named = self.scenario.firms.len();
        let is_named = |firm: FirmId| firm.position() < named;
        for step in &week.moves {
            if is_named(step.job.firm) && is_named(step.to) {
                *self.alumni.0.entry((step.job.firm, step.to)).or_default() += 1;
            }
        }
    }

    /// The firms to which people of a firm have gone, with `k ln(1 + moves)`.
    pub(super) fn ties_of(&self, firm: FirmId) -> Vec<Tie> {
        let Some(recruiting) = &self.scenario.mechanisms.recruiting else { return Vec::new() };
        let moves = self.alumni.0.range((firm, FirmId(0))..=(firm, FirmId(u32::MAX)));
        let tie = |(&(_, to), &moves): (&(FirmId, FirmId), &u32)| Tie {
            to,
            factor: recruiting.alumni * f64::from(moves).ln_1p(),
        };
        moves.map(tie).collect()
    }

    /// Calls of former colleagues in a time to one person of visibility 1 whose employer is calm: each
    /// firm's share of the board, times the factor of the tie.
    pub(super) fn calls_by_alumni(&self, ties: &[Tie], class: Class, length: Days) -> f64 {
        let board = &self.boards.0[class];
        let weight: f64 = ties.iter().map(|tie| board.weight_of(tie.to) * tie.factor).sum();
        if weight > 0.0 {
            self.serious_offers(class, length) * weight / board.weight()
        } else {
            0.0
        }
    }

    /// Draws the calls of former colleagues of one person.
    pub(super) fn take_alumni(
        &self,
        person: usize,
        hash: u32,
        rates: &Rates,
        calls: &mut Vec<Application>,
    ) {
        let (id, post) = (self.people.id[person], self.people.post[person]);
        let Some(employer) = post.firm() else { return };
        let response = self.turmoil_response(self.turmoil_in(rates, employer));
        let mean = rates.alumni(post) * self.visibility(person);
        for ordinal in 0..events(hash, mean) {
            let address = Address::of(Decision::Alumni, id, self.clock.date()).number(ordinal);
            let Some(instant) = self.hears(person, address, [0.0, response]) else { continue };
            let ties = &rates.ties[employer.position()];
            if let Some(firm) = self.caller_of(ties, post.class(), address) {
                calls.push(self.application(person, firm, instant, Source::Alumni));
            }
        }
    }

    /// Which of the ties calls: the one whose waiting time, exponential at the rate of its weight, is the
    /// shortest. Each firm has its own draw, so that a firm whose weight changes wins or loses calls of its
    /// own alone.
    fn caller_of(&self, ties: &[Tie], class: Class, address: Address) -> Option<FirmId> {
        let board = &self.boards.0[class];
        let waiting = |tie: &Tie| {
            let weight = board.weight_of(tie.to) * tie.factor;
            let draws = || self.luck.at(address.with(self.firms.key[tie.to]));
            (weight > 0.0).then(|| (draws().exponential() / weight, tie.to))
        };
        let first = ties.iter().filter_map(waiting).min_by(|one, other| one.0.total_cmp(&other.0));
        first.map(|(_, firm)| firm)
    }
}
