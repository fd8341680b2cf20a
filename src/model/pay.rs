//! **pay**: what somebody earns, what an offer comes to, and how bands and bids move.
//!
//! Nobody's pay is stored but that of the first day: raises are a closed form of what the firm's band
//! and bids have done since. All sums are linear in money, so that doubling all money changes nothing.

use crate::quantity::CLASSES;
use crate::quantity::Class;
use crate::quantity::DAYS_PER_YEAR;
use crate::quantity::Days;
use crate::quantity::FirmId;
use crate::quantity::Index;
use crate::quantity::Moment;
use crate::quantity::PerClass;
use crate::scenario;
use crate::scenario::Vacancies;

use super::Model;
use super::equity::Stake;
use super::firm::named;
use super::parallel::for_each;
use super::people::Holder;
use super::people::Line;
use super::week::Retention;

/// What happened to posts counts less the longer it is ago, by this time constant.
const MEMORY: Days = Days(182.0);

/// What firms would pay for talent, as of the start of the step: named firms alone have budgets.
#[derive(Debug, Default)]
pub(super) struct Bids {
    /// Dollars a year that each named firm would pay for the top star; 0 without a training budget.
    bid: Vec<f64>,
    /// The second-highest bid of the market: what the top star can have (second price).
    price: f64,
    /// What each named firm has raised the pay of its top star towards: never less than before.
    target: Vec<f64>,
    /// The target, followed at the rate of repricing.
    tracked: Vec<f64>,
    /// Since when it has been followed: long since, if there was a target in the first world.
    since: Vec<Moment>,
}

/// How far the bands of a firm have moved from its policy, and what moves them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Drift {
    /// The logarithm of band over policy.
    log_index: PerClass<f32>,
    /// Days that posts were open, each day weighing less the longer it is ago.
    open_days: PerClass<f32>,
    /// People who came, weighed likewise.
    filled: PerClass<f32>,
    /// People who have come since these were counted.
    came: PerClass<u32>,
}

/// What somebody's present job comes to, in dollars.
#[derive(Debug, Clone, Copy)]
pub(super) struct Means {
    /// Cash a year.
    pub(super) pay: f64,
    /// Liquid wealth, and equity that has vested.
    pub(super) wealth: f64,
    /// Equity of the employer.
    pub(super) stake: Stake,
}

/// Cash a year that somebody earns, and how it came to that.
#[derive(Debug, Clone, Copy)]
pub(super) struct Earnings {
    /// Cash a year, in dollars.
    pub(super) pay: f64,
    /// The same as band and repricing have it, without what raises and counter-offers have added: years that are gone
    /// were not paid what was added later.
    pub(super) steady: f64,
    /// What raises by script have added until now, in dollars.
    pub(super) added: f64,
}

impl Model<'_> {
    /// Cash a year that somebody earns at a firm at an instant, in dollars.
    ///
    /// `pay = pay_at_hire * (band / band_at_hire)^p`, and no less than what repricing has come to:
    /// `P' = rate * (target - P)` since the hire, or since the firm began to bid, whose solution needs what the firm's
    /// tracked target was then and is now.
    ///
    /// A counter-offer multiplies what the band comes to, so that nobody is repriced on top of it; raises by script
    /// multiply all.
    pub(super) fn own_pay(&self, line: &Line, holder: Holder, moment: Moment) -> f64 {
        self.earnings(line, holder, moment).pay
    }

    /// The same, and how it came to that.
    pub(super) fn earnings(&self, line: &Line, holder: Holder, moment: Moment) -> Earnings {
        let by_band = self.pay_by_band(line, holder);
        let kept = f64::from(line.raised) * by_band;
        let repriced = self.repriced(line, holder.firm, moment);
        let unraised = kept.max(repriced.unwrap_or(kept));
        let raises = self.raises(holder, line.hired, moment);
        Earnings {
            pay: raises.factor * unraised,
            steady: by_band.max(repriced.unwrap_or(by_band)),
            added: unraised * raises.years,
        }
    }

    /// What the band makes of somebody's first pay, in dollars a year.
    fn pay_by_band(&self, line: &Line, Holder { firm, class, .. }: Holder) -> f64 {
        let band = f64::from(self.firms.row[firm].band[class]);
        let Some(law) = &self.scenario.mechanisms.pay else { return band };
        let raises = (band / f64::from(line.band_at_hire)).powf(law.pass_through.get());
        f64::from(line.pay_at_hire) * raises
    }

    /// What repricing makes of it, at a firm that trains models.
    fn repriced(&self, line: &Line, firm: FirmId, moment: Moment) -> Option<f64> {
        let law = self.scenario.mechanisms.pay.as_ref()?;
        let tracked =
            self.firms.bids.tracked.get(firm.position()).copied().filter(|&to| to > 0.0)?;
        let since = self.firms.bids.since[firm.position()].0.max(line.hired.midnight().0);
        let elapsed = (moment.0 - since).max(0.0);
        let left = (-law.repricing.per_day() * elapsed).exp();
        let rise = against_top(law, line) * (tracked - left * f64::from(line.tracked_at_hire));
        Some(f64::from(line.pay_at_hire) * left + rise)
    }

    /// Notes in somebody's line what he was kept with: from the day on he earns so much, and the band moves it.
    #[expect(clippy::cast_possible_truncation, reason = "seven digits are enough")]
    pub(super) fn keep(&self, line: &mut Line, kept: &Retention) {
        let raises = self.raises(kept.job.holder(), line.hired, kept.moment).factor;
        line.raised = (kept.pay / (raises * self.pay_by_band(line, kept.job.holder()))) as f32;
        line.perks += kept.perks as f32;
    }

    /// Cash a year that a firm offers somebody who earns `own`, in dollars:
    /// `max(band, min(willingness to pay, max(own * (1 + premium), price)))`, with the price that the
    /// second-highest bidder sets.
    ///
    /// Willingness and price are those for a hire of `fit`, as a share of what he is worth with his team.
    pub(super) fn offered_pay(
        &self,
        line: &Line,
        own: f64,
        (firm, class): (FirmId, Class),
        fit: f64,
    ) -> f64 {
        let band = f64::from(self.firms.row[firm].band[class]);
        let willingness = fit * self.willingness(line, firm);
        if willingness <= 0.0 {
            return band;
        }
        let topped = own * (1.0 + self.firms.plan[firm].offer_premium);
        offer(band, willingness, topped, fit * self.price(line))
    }

    /// What a firm would pay somebody a year, with his team, in dollars: nothing where it trains no model.
    pub(super) fn willingness(&self, line: &Line, firm: FirmId) -> f64 {
        let Some(law) = &self.scenario.mechanisms.pay else { return 0.0 };
        let bid = self.firms.bids.bid.get(firm.position()).copied().unwrap_or(0.0);
        if bid > 0.0 { bid * against_top(law, line) } else { 0.0 }
    }

    /// What the second-highest bidder would pay somebody a year, with his team, in dollars.
    fn price(&self, line: &Line) -> f64 {
        let law = self.scenario.mechanisms.pay.as_ref();
        law.map_or(0.0, |law| self.firms.bids.price * against_top(law, line))
    }

    /// Pay and liquid wealth of somebody at an instant: wealth at hire, and what has been saved since of the mean of
    /// first and present pay, and of raises by script since their days; what counter-offers add is spent. Nobody has
    /// wealth where there is no **pay**.
    pub(super) fn means(&self, line: &Line, holder: Holder, moment: Moment) -> Means {
        self.means_at(line, holder.firm, moment, self.earnings(line, holder, moment))
    }

    /// The same with other earnings.
    pub(super) fn means_at(
        &self,
        line: &Line,
        firm: FirmId,
        moment: Moment,
        earnings: Earnings,
    ) -> Means {
        let Earnings { pay, steady, added } = earnings;
        let stake = self.stake(line, firm, earnings, moment);
        let Some(law) = &self.scenario.mechanisms.pay else {
            return Means { pay, wealth: stake.vested, stake };
        };
        let years = moment.since(line.hired.midnight()).0.max(0.0) / DAYS_PER_YEAR;
        let earned = years * f64::midpoint(f64::from(line.pay_at_hire), steady) + added;
        let saved = law.saving.get() * earned;
        Means { pay, wealth: f64::from(line.wealth_at_hire) + saved + stake.vested, stake }
    }

    /// Lifetime wealth with a job: liquid wealth and the present value of its pay.
    pub(super) fn lifetime_wealth(&self, wealth: f64, pay: f64) -> f64 {
        wealth + pay * self.years_of_pay()
    }

    /// The present value of a dollar a year over the horizon: an annuity. One year without **pay**, where
    /// only ratios of pay count.
    pub(super) fn years_of_pay(&self) -> f64 {
        self.years_of_pay
    }

    /// The same as the scenario of the step has it.
    pub(super) fn annuity(&self) -> f64 {
        let Some(law) = &self.scenario.mechanisms.pay else { return 1.0 };
        let (rate, years) = (law.discount_rate.get(), law.horizon.0 / DAYS_PER_YEAR);
        if rate > 0.0 { -(-rate * years).exp_m1() / rate } else { years }
    }

    /// Liquid wealth at the first job, in dollars.
    pub(super) fn first_wealth(&self, class: Class) -> f64 {
        let law = self.scenario.mechanisms.pay.as_ref();
        law.map_or(0.0, |law| law.first_wealth) * self.scenario.classes[class].pay.0
    }

    /// What the target is that a firm has raised the top star's pay to, by now.
    pub(super) fn tracked(&self, firm: FirmId) -> f64 {
        self.firms.bids.tracked.get(firm.position()).copied().unwrap_or(0.0)
    }

    /// What a firm spends on training a model, in dollars, if it is there and trains one.
    pub(super) fn training_budget(&self, firm: FirmId, moment: Moment) -> Option<f64> {
        let named = self.scenario.firms.get(firm.position())?;
        let exists = named.founded.is_none_or(|founded| founded.midnight() <= moment);
        Some(named.training_budget.as_ref().filter(|_| exists)?.at(moment))
    }

    /// The training budget of a firm per planned head, over the pay of a researcher; 0 if it trains no model.
    pub(super) fn compute_per_head(&self, firm: FirmId, moment: Moment) -> f64 {
        let budget = self.training_budget(firm, moment);
        let pay = self.scenario.classes[Class::Researcher].pay.0;
        budget.map_or(0.0, |budget| {
            budget / (self.scenario.firms[firm.position()].staff.at(moment) * pay)
        })
    }

    /// Four years of cash, what is paid on joining, and the face value of the grant, in dollars.
    pub(super) fn package(&self, firm: FirmId, pay: f64, bonus: f64) -> f64 {
        const YEARS: f64 = 4.0;
        YEARS * pay + bonus + self.grant(firm, pay)
    }

    /// Bids at the start of the step to come, which is as long after the last ones as `elapsed`.
    pub(super) fn follow_bids(&mut self, elapsed: Days) {
        let Some(law) = &self.scenario.mechanisms.pay else { return };
        let now = self.clock.start();
        let reference = law.reference_budget.0;
        let bid = |(firm, _): (FirmId, &scenario::Firm)| {
            let budget = self.training_budget(firm, now)?;
            let response = (budget / reference).powf(law.bid_elasticity);
            Some(law.bid_share.get() * reference * response)
        };
        let bid = named(self.scenario).map(|firm| bid(firm).unwrap_or(0.0)).collect();
        // A rival hires him without his team.
        let fit = self.portability();
        let bids = &mut self.firms.bids;
        bids.bid = bid;
        bids.price = second_highest(&bids.bid);
        bids.target.resize(bids.bid.len(), 0.0);
        bids.tracked.resize(bids.bid.len(), 0.0);
        bids.since.resize(bids.bid.len(), Moment(f64::NEG_INFINITY));
        let followed = -(-law.repricing.per_day() * elapsed.0).exp_m1();
        for (firm, &bid) in bids.bid.iter().enumerate() {
            let (target, tracked) = (&mut bids.target[firm], &mut bids.tracked[firm]);
            let begins = *target <= 0.0;
            *target = target.max(bid.min(fit * bids.price));
            if !begins {
                *tracked += followed * (*target - *tracked);
            } else if elapsed.0 <= 0.0 {
                *tracked = *target;
            } else if *target > 0.0 {
                // Nobody is paid the whole of it at once who was there before.
                bids.since[firm] = now;
            }
        }
    }

    /// Moves the bands by a step that is over: up where it takes longer than usual to fill a post, down where it takes
    /// less, and towards those of rivals. Posts that were open in the step and those that were filled in it count
    /// together: else the longer the step, the longer it would seem to take.
    pub(super) fn settle_bands(&mut self) {
        let Some(law) = &self.scenario.mechanisms.pay else { return };
        let length = self.clock.length();
        let rivals = self.mean_indices();
        self.firms.rivals = rivals;
        let [least, greatest] = law.band_bounds.map(f64::ln);
        let kept = (-length.0 / MEMORY.0).exp();
        let (firms, people) = (&mut self.firms, self.people.len());
        let (open, plan) = (&firms.open, &firms.plan);
        for_each(firms.drift.values_mut(), people, |number, drift| {
            let firm = FirmId::at(number);
            if plan[firm].vacancies == Vacancies::Unlimited {
                return;
            }
            for class in CLASSES {
                drift.count(class, open[firm][class], length, kept);
                let own = law.own_vacancies.per_day() * drift.pressure(class, law);
                let index = f64::from(drift.log_index[class]);
                let follow = law.rivals.per_day() * (rivals[class] - index);
                let moved = (index + length.0 * (own + follow)).clamp(least, greatest);
                #[expect(clippy::cast_possible_truncation, reason = "an index needs few digits")]
                let moved = moved as f32;
                drift.log_index[class] = moved;
            }
        });
    }

    /// How far the bands of a new firm have moved: as far as those of its rivals, of whom it hires.
    pub(super) fn drift_of_rivals(&self) -> Drift {
        let mut drift = Drift::default();
        if self.scenario.mechanisms.pay.is_some() {
            #[expect(clippy::cast_possible_truncation, reason = "an index needs few digits")]
            let indices = PerClass(self.firms.rivals.0.map(|index| index as f32));
            drift.log_index = indices;
        }
        drift
    }

    /// The mean of the firms' log indices, weighted by staff: what rivals pay against their policies.
    fn mean_indices(&self) -> PerClass<f64> {
        let (mut sums, mut heads) = ([0.0; CLASSES.len()], [0_u64; CLASSES.len()]);
        for (staff, drift) in self.firms.staff.values().iter().zip(self.firms.drift.values()) {
            for class in 0..CLASSES.len() {
                sums[class] += f64::from(staff.0[class]) * f64::from(drift.log_index.0[class]);
                heads[class] += u64::from(staff.0[class]);
            }
        }
        PerClass(std::array::from_fn(|class| sums[class] / heads[class].max(1) as f64))
    }
}

impl Drift {
    /// By what the band of a class has moved from the firm's policy.
    pub(super) fn index(&self, class: Class) -> f64 {
        let log_index = f64::from(self.log_index[class]);
        if log_index == 0.0 { 1.0 } else { log_index.exp() }
    }

    /// Stars who have come since they were counted.
    pub(super) fn hires(&self) -> u32 {
        self.came[Class::Star]
    }

    /// Notes somebody who has taken a post.
    pub(super) fn note_hire(&mut self, class: Class) {
        self.came[class] += 1;
    }

    /// Counts the posts that are open in a step, and who came since the last one, beside what is `kept`
    /// of the earlier counts.
    #[expect(clippy::cast_possible_truncation, reason = "days, and heads")]
    fn count(&mut self, class: Class, open: u32, length: Days, kept: f64) {
        let open_days = f64::from(self.open_days[class]) * kept + f64::from(open) * length.0;
        let filled = f64::from(self.filled[class]) * kept + f64::from(self.came[class]);
        self.open_days[class] = open_days as f32;
        self.filled[class] = filled as f32;
        self.came[class] = 0;
    }

    /// What the time to fill a post does to a band, from -1 to 1: nothing where it is the usual one. It is
    /// estimated from the recent past, days that posts were open over posts that were filled, beside half
    /// a post that was filled in the usual time: so posts that open raise it, and firms that hardly ever
    /// hire do not react.
    fn pressure(&self, class: Class, law: &scenario::Pay) -> f64 {
        const BEFORE: f64 = 0.5;
        let usual = law.usual_time_to_fill.0;
        let open_days = f64::from(self.open_days[class]) + BEFORE * usual;
        let time_to_fill = open_days / (f64::from(self.filled[class]) + BEFORE);
        (time_to_fill / usual - 1.0).clamp(-1.0, 1.0)
    }
}

/// What a firm would pay somebody against the top star.
fn against_top(law: &scenario::Pay, line: &Line) -> f64 {
    (f64::from(line.talent) - law.top_talent.get()).exp()
}

/// An offer by band, willingness to pay, the candidate's own pay with the premium, and the price.
fn offer(band: f64, willingness: f64, topped: f64, price: f64) -> f64 {
    band.max(willingness.min(topped.max(price)))
}

/// The second-highest of some bids; nothing if nobody bids against the highest.
fn second_highest(bids: &[f64]) -> f64 {
    let keep = |(first, second): (f64, f64), &bid: &f64| {
        if bid > first { (bid, first) } else { (first, second.max(bid)) }
    };
    bids.iter().fold((0.0, 0.0), keep).1
}
