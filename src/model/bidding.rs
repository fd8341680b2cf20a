//! **bidding**: an employer answers an offer with an offer, and the other firm outbids it if it can.
//!
//! A sequential auction (Postel-Vinay and Robin 2002): whoever can make somebody the better job gets him,
//! on terms that are worth as much to him as the best that the other one could offer.

use crate::quantity::Class;
use crate::quantity::FirmId;
use crate::quantity::Index;
use crate::quantity::Moment;
use crate::random::Address;
use crate::random::Decision;
use crate::scenario::Counter;

use super::Model;
use super::choice::Alternative;
use super::choice::Present;
use super::people::Line;

/// What comes of an offer that is worth more than staying.
#[derive(Debug, Clone, Copy)]
pub(super) enum Auction {
    /// He leaves for it, or for what it has been raised to.
    Lost(Alternative),
    /// He stays.
    Kept {
        /// Cash a year from now on, in dollars.
        pay: f64,
        /// Freedom and titles, in log points.
        perks: f64,
    },
}

/// One of the two firms: what a job there is worth to the person, as a function of pay:
/// `openness u((wealth + per_pay pay) / W) + rest`.
#[derive(Debug, Clone, Copy)]
struct Side {
    wealth: f64,
    per_pay: f64,
    rest: f64,
    /// The greatest pay that it would offer, in dollars a year.
    most: f64,
}

/// The two firms that want somebody.
#[derive(Debug, Clone, Copy)]
pub(super) struct Contest {
    employer: Side,
    poacher: Side,
    /// Freedom and titles that the employer can still grant, in log points.
    perks: f64,
    /// What both could make the job worth at most, against staying: employer, then poacher.
    pub(super) worth: [f64; 2],
}

/// Who gets somebody, and what the job is worth to him then: as much as the best that the loser could
/// offer, or as the offer that is on the table.
fn settle(employer: f64, poacher: f64, made: f64) -> (bool, f64) {
    let stays = employer >= poacher;
    (stays, if stays { poacher } else { employer.max(made) })
}

impl Model<'_> {
    /// What somebody is worth to a firm that hires him without his team, as a share of what he is worth
    /// with it.
    pub(super) fn portability(&self) -> f64 {
        self.scenario.mechanisms.bidding.as_ref().map_or(1.0, |law| law.portability.get())
    }

    /// What comes of an offer that is worth more than staying: with the employer's probability of matching
    /// an auction, else he leaves.
    pub(super) fn auction(&self, line: &Line, present: &Present, made: Alternative) -> Auction {
        let Some(contest) = self.contest(line, present, &made) else {
            return Auction::Lost(made);
        };
        let Contest { employer, poacher, perks, worth } = contest;
        let (stays, value) = settle(worth[0], worth[1], made.gain());
        if stays {
            let granted = perks.min(value);
            let pay = self.pay_for(present, &employer, value - granted);
            return Auction::Kept { pay: pay.max(present.means.pay), perks: granted };
        }
        let pay = self.pay_for(present, &poacher, value).clamp(made.pay, poacher.most);
        Auction::Lost(self.with_pay(present, made, pay))
    }

    /// What both firms could offer; nothing where the employer does not answer.
    pub(super) fn contest(
        &self,
        line: &Line,
        present: &Present,
        made: &Alternative,
    ) -> Option<Contest> {
        if !self.answers(present, made.moment) {
            return None;
        }
        let (employer, poacher) = (self.employer(line, present), self.poacher(line, present, made));
        let perks = self.perks_left(line, present);
        let worth = |side: &Side| self.worth_at(present, side, side.most);
        let worth = [worth(&employer) + perks, worth(&poacher)];
        Some(Contest { employer, poacher, perks, worth })
    }

    fn answers(&self, present: &Present, moment: Moment) -> bool {
        let Some(law) = &self.scenario.mechanisms.bidding else { return false };
        let (firm, class) = (present.job.firm, present.job.class);
        let own = self.scenario.firms.get(firm.position()).and_then(|firm| firm.matching);
        let matching = own.map_or(law.matching[class].get(), |matching| matching[class]);
        let address = Address::of(Decision::Counter, present.job.researcher, moment.date());
        matching > 0.0 && self.luck.at(address.with(self.firms.key[firm])).uniform() < matching
    }

    fn employer(&self, line: &Line, present: &Present) -> Side {
        let (firm, class, means) = (present.job.firm, present.job.class, &present.means);
        Side {
            wealth: means.wealth + means.stake.unvested,
            per_pay: self.years_of_pay() + present.refreshers_per_pay,
            rest: 0.0,
            most: means.pay.max(self.willing_to_keep(line, means.pay, firm, class)),
        }
    }

    /// What a firm would pay to keep somebody, in dollars a year.
    fn willing_to_keep(&self, line: &Line, own: f64, firm: FirmId, class: Class) -> f64 {
        let law = self.scenario.mechanisms.bidding.as_ref();
        let ceiling = law.map_or(1.0, |law| law.retention_ceiling);
        let usual = ceiling * own.max(f64::from(self.firms.row[firm].band[class]));
        usual.max(self.willingness(line, firm))
    }

    fn poacher(&self, line: &Line, present: &Present, made: &Alternative) -> Side {
        let willingness = made.fit * self.willingness(line, made.firm);
        Side {
            wealth: made.wealth,
            per_pay: made.per_pay,
            rest: made.gain() - present.openness * made.utility,
            most: made.pay.max(willingness),
        }
    }

    /// What an employer that grants freedom and titles can still grant, in log points.
    fn perks_left(&self, line: &Line, present: &Present) -> f64 {
        let named = self.scenario.firms.get(present.job.firm.position());
        let grants = named.is_some_and(|firm| firm.counter == Counter::Freedom);
        let law = self.scenario.mechanisms.bidding.as_ref().filter(|_| grants);
        law.map_or(0.0, |law| (law.freedom.get() - f64::from(line.perks)).max(0.0))
    }

    fn worth_at(&self, present: &Present, side: &Side, pay: f64) -> f64 {
        let ratio = (side.wealth + side.per_pay * pay) / present.lifetime_wealth;
        present.openness * self.utility(ratio) + side.rest
    }

    /// The pay at which a job is worth so much, which is one that the firm would offer.
    fn pay_for(&self, present: &Present, side: &Side, value: f64) -> f64 {
        let utility = (value - side.rest) / present.openness.max(f64::MIN_POSITIVE);
        let wealth = self.ratio_of_utility(utility) * present.lifetime_wealth;
        ((wealth - side.wealth) / side.per_pay).min(side.most)
    }
}

#[cfg(test)]
mod tests {
    use super::settle;

    #[test]
    fn who_can_offer_more_gets_him_for_what_the_other_one_could_offer() {
        let cases = [
            // Employer, poacher, the offer that was made; whether he stays, and what that is worth.
            ((0.5, 0.3, 0.2), (true, 0.3)),
            ((0.3, 0.5, 0.2), (false, 0.3)),
            ((0.1, 0.5, 0.2), (false, 0.2)),
            ((0.4, 0.4, 0.4), (true, 0.4)),
        ];
        for ((employer, poacher, made), expected) in cases {
            assert_eq!(settle(employer, poacher, made), expected);
        }
    }
}
