//! **choice**: what a job is worth to somebody, and what it is worth more than the job held.

use std::cmp::Ordering;

use crate::quantity::Class;
use crate::quantity::FirmId;
use crate::quantity::Moment;
use crate::scenario::Distance;

use super::Model;
use super::ahead::BATCH;
use super::ahead::read_ahead;
use super::firm::worth_of_stars;
use super::frontier::MONTHS_OF_WEIGHT;
use super::pay::Earnings;
use super::pay::Means;
use super::people::Job;
use super::people::Line;
use super::role_push::Work;
use super::source::Proposal;
use super::source::Source;
use super::week::Move;

/// The terms of what a job is worth to somebody, in log points of lifetime wealth.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Value {
    /// Money, against what staying comes to.
    pub money: f64,
    /// The distance of the missions: never above 0.
    pub mission: f64,
    /// The share of work that is research.
    pub research: f64,
    /// Turmoil: never above 0.
    pub stability: f64,
    /// The lead over the frontier that people expect: below 0 where the firm is behind.
    pub frontier: f64,
    /// Colleagues, impact, independence, meaningful problems and compute.
    pub amenities: f64,
    /// What is there for this person alone: freedom and titles, being asked along, a caller who was first.
    pub perks: f64,
    /// What moving costs: never above 0.
    pub cost: f64,
    /// What it costs to leave where one lives, less what a return home is subsidised with.
    pub relocation: f64,
    /// What a visa costs: never above 0.
    pub visa: f64,
    /// What nobody else knows.
    pub noise: f64,
}

impl Value {
    /// The names of the terms, in the order of the fields: the columns of tables.
    pub const TERMS: [&'static str; 11] = [
        "money",
        "mission",
        "research",
        "stability",
        "frontier",
        "amenities",
        "perks",
        "cost",
        "relocation",
        "visa",
        "noise",
    ];

    /// All terms, in the order of [`Self::TERMS`].
    pub fn terms(&self) -> [f64; Self::TERMS.len()] {
        let Self { money, mission, research, stability, frontier, amenities, .. } = *self;
        let Self { perks, cost, relocation, visa, noise, .. } = *self;
        [
            money, mission, research, stability, frontier, amenities, perks, cost, relocation,
            visa, noise,
        ]
    }

    /// Their sum.
    pub fn total(&self) -> f64 {
        self.terms().iter().sum()
    }
}

/// The present job of somebody, as an option.
#[derive(Debug)]
pub(super) struct Present {
    pub(super) job: Job,
    pub(super) means: Means,
    /// Money is 0: all else is held against staying.
    pub(super) value: Value,
    /// What is left of the pull of money, by the match with the present employer.
    pub(super) openness: f64,
    /// That match, from 0 to 1.
    pub(super) matched: f64,
    /// Of staying, in dollars.
    pub(super) lifetime_wealth: f64,
    /// Dollars of refreshers for a dollar of cash a year.
    pub(super) refreshers_per_pay: f64,
}

/// An offer as an option.
#[derive(Debug, Clone, Copy)]
pub(super) struct Alternative {
    pub(super) firm: FirmId,
    pub(super) moment: Moment,
    pub(super) source: Source,
    pub(super) value: Value,
    /// What all but noise, money and cost is worth in the present job; noise too.
    staying: f64,
    /// The utility of its money, before the match with the employer damps it.
    pub(super) utility: f64,
    /// Cash a year, in dollars.
    pub(super) pay: f64,
    /// What is paid once, on joining, in dollars.
    pub(super) bonus: f64,
    /// What he would own on joining, in dollars.
    pub(super) wealth: f64,
    /// Dollars of lifetime wealth for a dollar of cash a year.
    pub(super) per_pay: f64,
    /// What he is worth to the firm, as a share of what he is worth with his team.
    pub(super) fit: f64,
}

impl Alternative {
    /// What it is worth more than staying.
    pub(super) fn gain(&self) -> f64 {
        self.value.total() - self.staying
    }

    /// Whether it is the same offer: a firm may make two on one day.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.firm == other.firm && self.moment == other.moment
    }
}

impl Model<'_> {
    /// The best of some offers, whether it is worth more than staying or not.
    pub(super) fn best_of(
        &self,
        line: &Line,
        job: Job,
        moment: Moment,
        firms: impl Iterator<Item = FirmId>,
    ) -> Option<FirmId> {
        let present = self.present(line, job, moment);
        let offers = firms.map(|firm| Proposal { firm, source: Source::Board, first: false });
        let options = offers.map(|offer| self.option(line, &present, offer, moment));
        options.max_by(|one, other| self.rank(one, other)).map(|best| best.firm)
    }

    /// The present job at an instant.
    pub(super) fn present(&self, line: &Line, job: Job, moment: Moment) -> Present {
        self.present_at(line, job, moment, self.earnings(line, job.holder(), moment))
    }

    /// The same with other earnings.
    pub(super) fn present_at(
        &self,
        line: &Line,
        job: Job,
        moment: Moment,
        earnings: Earnings,
    ) -> Present {
        let work = self.own_work(job.researcher, line, job.firm, moment);
        let means = self.means_at(line, job.firm, moment, earnings);
        let matched = self.matched(line, job.firm);
        Present {
            job,
            means,
            value: Value {
                perks: f64::from(line.perks),
                noise: self.noise(job.researcher, job.firm, moment.date()),
                amenities: self.amenities_held(job),
                ..self.value_of_work(line, job.firm, work, moment)
            },
            openness: 1.0 - self.scenario.mechanisms.choice.damping.get() * matched.unwrap_or(0.0),
            matched: matched.unwrap_or(1.0),
            lifetime_wealth: self.lifetime_wealth(means.wealth, means.pay) + means.stake.ahead(),
            refreshers_per_pay: self.refreshers_per_pay(line, job.firm, moment),
        }
    }

    /// An offer against the present job.
    pub(super) fn option(
        &self,
        line: &Line,
        present: &Present,
        offer: Proposal,
        moment: Moment,
    ) -> Alternative {
        let (Present { job, means, .. }, Proposal { firm, source, first }) = (present, offer);
        let fit = if source.brings_team() { 1.0 } else { self.portability() };
        let ordinary = self.offered_pay(line, means.pay, (firm, job.class), fit);
        let (pay, bonus) = self.on_terms(source, ordinary, means.pay);
        let bonus = bonus + self.buy_out(firm) * means.stake.unvested;
        let work = Work { research: f64::from(self.firms.row[firm].research_share), turmoil: 0.0 };
        let [relocation, visa] = self.value_of_place(job.person, job.firm, firm);
        let value = Value {
            perks: self.pull_of(source) + if first { self.first_contact() } else { 0.0 },
            cost: -self.cost_of_moving(*job, moment),
            relocation,
            visa,
            noise: self.noise(job.researcher, firm, moment.date()),
            ..self.value_of_work(line, firm, work, moment)
        };
        let option = Alternative {
            firm,
            moment,
            source,
            value,
            staying: present.value.total(),
            utility: 0.0,
            pay,
            bonus,
            wealth: means.wealth + bonus,
            per_pay: self.years_of_pay() + self.grant_per_pay(firm),
            fit,
        };
        self.with_pay(present, option, pay)
    }

    /// The same offer at another pay.
    pub(super) fn with_pay(&self, present: &Present, option: Alternative, pay: f64) -> Alternative {
        let wealth = option.wealth + option.per_pay * pay;
        let utility = self.utility(wealth / present.lifetime_wealth);
        let value = Value { money: present.openness * utility, ..option.value };
        Alternative { value, utility, pay, ..option }
    }

    /// What the first caller's offer is worth more, in log points.
    fn first_contact(&self) -> f64 {
        let recruiting = self.scenario.mechanisms.recruiting.as_ref();
        recruiting.map_or(0.0, |recruiting| recruiting.first_contact.get())
    }

    /// The higher gain, and among equal gains the smaller key.
    pub(super) fn rank(&self, one: &Alternative, other: &Alternative) -> Ordering {
        let key = |firm: FirmId| self.firms.key[firm];
        one.gain().total_cmp(&other.gain()).then(key(other.firm).cmp(&key(one.firm)))
    }

    /// The utility of lifetime wealth against that of staying, with curvature g:
    /// `(1 - x^(1-g)) / (g - 1)`, and `ln x` at g = 1. Bounded from above where g is above 1, so that no
    /// sum buys everybody.
    pub(super) fn utility(&self, ratio: f64) -> f64 {
        let excess = self.scenario.mechanisms.choice.curvature - 1.0;
        // The usual curvatures, 1 and 2, need less than the others.
        if excess.abs() < 1e-9 {
            ratio.ln()
        } else if (excess - 1.0).abs() < 1e-9 {
            1.0 - 1.0 / ratio
        } else {
            -(-excess * ratio.ln()).exp_m1() / excess
        }
    }

    /// The ratio of lifetime wealth that has a utility: the inverse of [`Self::utility`]; infinite where no
    /// sum has it.
    pub(super) fn ratio_of_utility(&self, utility: f64) -> f64 {
        let excess = self.scenario.mechanisms.choice.curvature - 1.0;
        if excess.abs() < 1e-9 {
            return utility.exp();
        }
        let left = 1.0 - excess * utility;
        if left > 0.0 { left.powf(-1.0 / excess) } else { f64::INFINITY }
    }

    /// How well the mission of a firm matches somebody's: `exp(-misfit)`; nothing without **mission**.
    pub(super) fn matched(&self, line: &Line, firm: FirmId) -> Option<f64> {
        self.scenario.mechanisms.mission?;
        Some((-self.mission_misfit(line, firm)).exp())
    }

    /// How well the mission of a firm, as it stands now, matches that of somebody, by his position in the
    /// columns of the run: `exp(-d^2 / 2)`, or as `distance` has it, from 0 to 1; nothing without **mission**.
    pub fn match_with(&self, person: u32, firm: FirmId) -> Option<f64> {
        self.matched(&self.people.line[person as usize], firm)
    }

    /// The same of everybody who has moved, with the firm that was joined, in the order of the moves.
    pub fn matches_of(&self, moves: &[Move]) -> Vec<Option<f64>> {
        let mut matches = Vec::with_capacity(moves.len());
        for batch in moves.chunks(BATCH) {
            read_ahead(batch, |step| {
                let person = &self.people.line[step.job.person as usize];
                person.talent.to_bits() ^ self.firms.row[step.to].lead.to_bits()
            });
            matches.extend(batch.iter().map(|step| self.match_with(step.job.person, step.to)));
        }
        matches
    }

    /// What a job at a firm is worth to somebody besides money, without noise:
    /// `research * r + frontier * lead / 12 + amenities of the firm - mission * misfit - stability * turmoil`.
    pub(super) fn value_of_work(
        &self,
        line: &Line,
        firm: FirmId,
        work: Work,
        moment: Moment,
    ) -> Value {
        let row = &self.firms.row[firm];
        let turmoil = self.turmoil_at(firm, moment).total() + work.turmoil;
        Value {
            mission: -f64::from(line.mission_weight) * self.mission_misfit(line, firm),
            research: f64::from(line.research_weight) * work.research,
            stability: -f64::from(line.stability_weight) * turmoil,
            frontier: self.scenario.taste.frontier.get() * f64::from(row.lead) / MONTHS_OF_WEIGHT,
            amenities: f64::from(row.amenities),
            ..Value::default()
        }
    }

    /// What colleagues, impact, independence, meaning and compute are worth in the job held, in log points: a star is
    /// no colleague of his own.
    fn amenities_held(&self, job: Job) -> f64 {
        if job.class != Class::Star {
            return f64::from(self.firms.row[job.firm].amenities);
        }
        let others = self.firms.staff[job.firm][Class::Star].saturating_sub(1);
        let colleagues = worth_of_stars(&self.scenario.taste, f64::from(others));
        self.firms.plan[job.firm].amenities + colleagues
    }

    /// What counts of the distance d between somebody and a firm: `d^2 / 2`, or d; 0 without **mission**.
    pub(super) fn mission_misfit(&self, line: &Line, firm: FirmId) -> f64 {
        self.misfit_with(line, self.firms.row[firm].position.map(f64::from))
    }

    /// The same of a mission that stands somewhere.
    pub(super) fn misfit_with(&self, line: &Line, there: [f64; 2]) -> f64 {
        let Some(law) = self.scenario.mechanisms.mission else { return 0.0 };
        let axis = |number: usize| (f64::from(line.position[number]) - there[number]).powi(2);
        let squared = axis(0) + axis(1);
        match law.distance {
            Distance::Squared => squared / 2.0,
            Distance::Linear => squared.sqrt(),
        }
    }
}
