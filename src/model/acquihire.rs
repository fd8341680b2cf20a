//! **acquihire**: a firm buys another one for its people, by script or by itself.
//!
//! A deal is announced, waits for the review of **policy** if there is one, and closes: each of those still
//! there goes to the buyer with the probability of the deal, leaders in any case, and nobody is asked. Deals
//! arise firm by firm as Poisson streams; who buys is said by one place of the callers' board, so that a
//! buyer with one more post changes the deals that come to that place, and no other.

use std::ops::Range;

use crate::quantity::CLASSES;
use crate::quantity::Class;
use crate::quantity::DAYS_PER_YEAR;
use crate::quantity::Days;
use crate::quantity::FirmId;
use crate::quantity::Moment;
use crate::quantity::PerClass;
use crate::random::Address;
use crate::random::Decision;
use crate::random::Draws;
use crate::scenario;
use crate::scenario::AcquihireEvent;
use crate::scenario::EventKind;

use super::Model;
use super::offer::Due;
use super::people::Job;
use super::people::Line;
use super::script::Script;
use super::script::of_script;
use super::script::percent;
use super::source::Channel;
use super::turmoil::Shock;
use super::week::Acquisition;
use super::week::Happening;
use super::week::Move;
use super::week::Week;

/// A deal that has been announced.
#[derive(Debug, Clone, Copy)]
struct Deal {
    buyer: FirmId,
    target: FirmId,
    /// The probability with which each of the staff goes.
    share: f64,
    /// The jump of turmoil at the target; that of a leader's exit if `None`.
    jump: Option<f64>,
    announced: Moment,
    /// When the people go: at once, or after the review.
    closes: Moment,
    /// Whether a review looks at it, and then what it says.
    verdict: Option<Verdict>,
    scripted: bool,
}

/// What a review comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Cleared,
    Blocked,
}

/// The deals that have been announced and are not done.
#[derive(Debug, Default)]
pub(super) struct Deals {
    waiting: Vec<Deal>,
    /// Those that are decided in the present step.
    closing: Vec<Deal>,
}

impl Model<'_> {
    /// Announces the deals of this step, and takes up those that close in it, with what both do to turmoil.
    pub(super) fn deal(&mut self, week: &mut Week) {
        let scripted = self.scripted_deals();
        let own = self.own_deals(week, &scripted);
        for deal in &own {
            week.happenings.push(self.happening(deal, deal.announced, "acquihire"));
        }
        let announced: Vec<Deal> = scripted.into_iter().chain(own).collect();
        let uncertainty = self.review().map_or(0.0, |review| review.uncertainty);
        let reviewed = announced.iter().filter(|deal| deal.verdict.is_some());
        let mut shocks: Vec<Shock> =
            reviewed.map(|deal| Shock::jump(deal.target, deal.announced, uncertainty)).collect();
        let waiting = std::mem::take(&mut self.deals).waiting;
        let (closing, waiting): (Vec<Deal>, Vec<Deal>) =
            waiting.into_iter().chain(announced).partition(|deal| deal.closes < self.clock.end());
        let gone = closing.iter().filter(|deal| deal.goes_through());
        shocks.extend(gone.map(|deal| {
            Shock::jump(deal.target, deal.closes, deal.jump.unwrap_or(self.departure_jump()))
        }));
        for (deal, word) in closing.iter().filter_map(|deal| Some((deal, deal.word()?))) {
            week.happenings.push(self.happening(deal, deal.closes, word));
        }
        self.deals = Deals { waiting, closing };
        self.add_shocks(shocks);
    }

    fn happening(&self, deal: &Deal, moment: Moment, kind: &'static str) -> Happening {
        let target = self.firm_name(deal.target);
        let is_reviewed = deal.verdict.is_some() && moment < deal.closes;
        let detail = in_words(deal.share, &target, is_reviewed);
        Happening { moment, kind, unit: Some(self.unit(deal.buyer)), scripted: false, detail }
    }

    /// What is told of a deal that the scenario announces.
    pub(super) fn told_of_deal(&self, deal: AcquihireEvent) -> String {
        let is_reviewed = deal.reviewed && self.review().is_some();
        in_words(deal.share, self.scenario.unit_name(deal.target), is_reviewed)
    }

    fn review(&self) -> Option<scenario::Review> {
        self.scenario.mechanisms.policy.as_ref()?.review
    }

    /// The deals that the scenario announces in this step.
    fn scripted_deals(&self) -> Vec<Deal> {
        let deals = self.due_events().filter_map(|event| match event.kind {
            EventKind::Acquihire(of) => {
                let deal = Deal {
                    buyer: of.firm.named_firm(),
                    target: of.target.named_firm(),
                    share: of.share,
                    jump: of.jump,
                    announced: event.date.midnight(),
                    closes: event.date.midnight(),
                    verdict: None,
                    scripted: true,
                };
                Some(if of.reviewed { self.reviewed(deal) } else { deal })
            }
            _ => None,
        });
        deals.collect()
    }

    /// The same deal as the review lets it be: it waits, and is forbidden or not.
    fn reviewed(&self, deal: Deal) -> Deal {
        let Some(review) = self.review() else { return deal };
        let key = self.firms.key[deal.target];
        let address = Address::of_firm(Decision::Review, key, deal.announced.date());
        let is_blocked = self.luck.at(address).uniform() < review.blocked.get();
        let verdict = if is_blocked { Verdict::Blocked } else { Verdict::Cleared };
        Deal { closes: deal.announced.plus(review.time), verdict: Some(verdict), ..deal }
    }

    /// The deals that arise in this step: Poisson streams of proposals of the same rate at all firms that
    /// can be bought. One hash for each firm says whether there is any.
    fn own_deals(&self, week: &Week, scripted: &[Deal]) -> Vec<Deal> {
        let Some(law) = &self.scenario.mechanisms.acquihire else { return Vec::new() };
        // So many proposals that those which find a place on a board at the reference come at the rate: the
        // reference of all classes is the same share of their boards, but for those whom nobody belongs to.
        let loads = CLASSES.map(|class| self.boards.0[class].load_at_reference());
        let per_day = law.rate / loads.into_iter().fold(f64::INFINITY, f64::min) / DAYS_PER_YEAR;
        let any = -(-per_day * self.clock.length().0).exp_m1();
        let screen = self.luck.screen(Decision::Acquihire, self.clock.date());
        let mut deals = Vec::new();
        for (firm, &key) in self.firms.key.iter() {
            let is_hit = f64::from(screen.of_firm(key)) < any * 4_294_967_296.0;
            if !is_hit || !law.targets.contains(&self.firms.unit[firm]) {
                continue;
            }
            let is_sold = self.deals.waiting.iter().chain(scripted).any(|deal| deal.target == firm);
            let is_there = week.headcount_before[firm] >= law.least_staff;
            if is_there && !is_sold && !self.firms.is_closed(firm) {
                deals.extend(self.proposed(firm, law, (per_day, any)));
            }
        }
        deals
    }

    /// The first of a firm's proposals in this step, of which there is at least one, that finds a buyer.
    fn proposed(
        &self,
        target: FirmId,
        law: &scenario::Acquihire,
        (per_day, any): (f64, f64),
    ) -> Option<Deal> {
        let (date, length) = (self.clock.date(), self.clock.length().0);
        let key = self.firms.key[target];
        let mut draws = self.luck.at(Address::of_firm(Decision::Acquihire, key, date));
        let mut after = -(-draws.uniform() * any).ln_1p() / per_day;
        while after < length {
            let announced = self.clock.start().plus(Days(after));
            if let Some(buyer) = self.buyer(target, announced, &mut draws) {
                let deal = Deal {
                    buyer,
                    target,
                    share: law.share,
                    jump: None,
                    announced,
                    closes: announced,
                    verdict: None,
                    scripted: false,
                };
                return Some(self.reviewed(deal));
            }
            after += draws.exponential() / per_day;
        }
        None
    }

    /// The firm that a proposal comes from: the one at a place of the board of a class that is drawn from
    /// the target's plan, if it trains a model. An empty place proposes nothing.
    fn buyer(&self, target: FirmId, moment: Moment, draws: &mut Draws) -> Option<FirmId> {
        let mut mark = draws.uniform();
        let word = draws.next_word();
        let mix = &self.firms.plan[target].mix;
        let is_in = |class: &Class| {
            mark -= mix[*class];
            mark < 0.0
        };
        let class = CLASSES.into_iter().find(is_in)?;
        let firm = self.boards.0[class].caller(word)?;
        (firm != target && self.training_budget(firm, moment).is_some()).then_some(firm)
    }

    /// Those who go to the buyers whose deals close in a part of this step: of the staff that is there when it
    /// begins and that the script has not taken by then. Who is bound to depart by script later stays.
    pub(super) fn bought(&self, span: Range<Moment>, taken: &[Due]) -> Vec<Due> {
        let (mut bought, mut taken) = (Vec::new(), of_script(taken));
        let closing = self.deals.closing.iter();
        for deal in closing.filter(|deal| deal.goes_through() && span.contains(&deal.closes)) {
            let mut staff = self.staff_of(deal.target, &CLASSES);
            staff.retain(|&person| self.goes_along(deal, person) && taken.insert(person));
            let Deal { target, buyer, closes, scripted, .. } = *deal;
            let script = Script::Acquihire { target, buyer, scripted };
            bought.extend(staff.into_iter().map(|person| Due::script(person, closes, script)));
        }
        bought
    }

    fn goes_along(&self, deal: &Deal, person: u32) -> bool {
        let id = self.people.id[person as usize];
        let key = self.firms.key[deal.target];
        let address = Address::of(Decision::Acquihire, id, deal.announced.date()).with(key);
        self.luck.at(address).uniform() < deal.share
            || (deal.share > 0.0 && self.is_leader_at(person, deal.target))
    }

    /// The move of somebody who is bought: at the same pay, or the buyer's band if that is higher. What is
    /// lost of his equity is paid, as far as the new grant is not worth as much.
    pub(super) fn acquired(
        &self,
        line: &Line,
        job: Job,
        (to, moment): (FirmId, Moment),
        scripted: bool,
    ) -> Move {
        let means = self.means(line, job.holder(), moment);
        let pay = means.pay.max(f64::from(self.firms.row[to].band[job.class]));
        let granted = pay * self.grant_per_pay(to);
        let bonus = (means.stake.unvested - granted).max(0.0);
        let (job, channel) = (self.ending(line, job, moment), Channel::Acquihire);
        Move { job, to, moment, pay, bonus, perks: 0.0, channel, scripted }
    }

    /// Settles what the deals of this step do to the plans of both firms, and tells of them.
    pub(super) fn settle_deals(&mut self, week: &mut Week) {
        for deal in std::mem::take(&mut self.deals.closing) {
            let Deal { buyer, target, closes: moment, .. } = deal;
            let is_theirs = |step: &&Move| {
                let between = (step.job.firm, step.to, step.moment) == (target, buyer, moment);
                between && step.channel == Channel::Acquihire
            };
            let moves: Vec<Move> = week.moves.iter().filter(is_theirs).copied().collect();
            if !moves.is_empty() {
                self.scale_plans(target, self.staff_at(target, moment, week), buyer, &moves);
                let staff = week.headcount_before[target];
                week.acquisitions.push(Acquisition { buyer, target, moment, staff });
            }
        }
    }
}

impl Model<'_> {
    /// The staff of a firm at an instant of this step, before what happens at it: from what it is at the end.
    fn staff_at(&self, firm: FirmId, moment: Moment, week: &Week) -> PerClass<u32> {
        let mut staff = self.firms.staff[firm];
        for end in
            week.separations.iter().filter(|end| end.job.firm == firm && end.moment >= moment)
        {
            staff[end.job.class] += 1;
        }
        let moves = || week.moves.iter().filter(|step| step.moment >= moment);
        for step in moves().filter(|step| step.job.firm == firm) {
            staff[step.job.class] += 1;
        }
        for step in moves().filter(|step| step.to == firm) {
            staff[step.job.class] -= 1;
        }
        staff
    }
}

/// What there is to a deal, in a few words.
fn in_words(share: f64, target: &str, is_reviewed: bool) -> String {
    let review = if is_reviewed { ", under review" } else { "" };
    format!("{} of the staff of {target}{review}", percent(share))
}

impl Deal {
    /// What the end of the review is called, if there was one.
    fn word(&self) -> Option<&'static str> {
        self.verdict.map(|verdict| match verdict {
            Verdict::Cleared => "acquihire-cleared",
            Verdict::Blocked => "acquihire-blocked",
        })
    }

    fn goes_through(&self) -> bool {
        self.verdict != Some(Verdict::Blocked)
    }
}
