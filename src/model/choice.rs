//! **choice**: a logit over the present job and the offers of one day.

use std::cmp::Ordering;

use crate::quantity::Date;
use crate::quantity::FirmId;
use crate::quantity::FirmKey;
use crate::quantity::Moment;
use crate::quantity::ResearcherId;
use crate::random::Address;
use crate::random::Decision;

use super::Model;
use super::campaign::CampaignId;
use super::offer::Due;
use super::offer::What;
use super::parallel::over_chunks;
use super::pay::Means;
use super::people::Job;
use super::people::Line;
use super::role_push::Work;
use super::script::until_departure;
use super::week::Move;
use super::week::Separation;

/// People with something due, per chunk.
const CHUNK: usize = 512;

/// What somebody's step came to, in the order of time.
#[derive(Debug, Clone, Copy)]
pub(super) enum Decided {
    /// An offer was taken.
    Move(Move),
    /// The job ended without another one.
    Separation(Separation),
}

/// The present job of somebody, as an option.
struct Present {
    job: Job,
    means: Means,
    /// Everything but money, noise included.
    amenities: f64,
    /// What is left of the pull of money, by the match with the present employer.
    openness: f64,
}

/// An offer as it is made.
#[derive(Debug, Clone, Copy)]
struct Offer {
    firm: FirmId,
    moment: Moment,
    campaign: Option<CampaignId>,
}

/// An offer, and what it is worth more than staying.
#[derive(Debug, Clone, Copy)]
struct Alternative {
    gain: f64,
    firm: FirmId,
    moment: Moment,
    pay: f64,
    bonus: f64,
}

impl Model<'_> {
    /// Lets everybody who has something due decide, on the state of firms at the start of the step.
    pub(super) fn choose(&self, due: &[Due]) -> Vec<Decided> {
        let lives: Vec<&[Due]> = due.chunk_by(|one, other| one.person == other.person).collect();
        let chunks = over_chunks(lives.len(), CHUNK, self.people.len(), |range| {
            lives[range].iter().flat_map(|life| self.live(life)).collect::<Vec<_>>()
        });
        chunks.into_iter().flatten().collect()
    }

    /// One person's step: offers are taken in the order of time, against the job then held.
    fn live(&self, life: &[Due]) -> Vec<Decided> {
        let mut decided = Vec::new();
        let person = life[0].person as usize;
        let Some(mut job) = self.job(person) else { return decided };
        let mut line = self.people.line[person];
        for day in until_departure(life).chunk_by(|one, other| one.day == other.day) {
            match self.scripted(&line, job, day) {
                Some(Decided::Move(step)) => {
                    decided.push(Decided::Move(step));
                    line.begin(self.terms(&line, &step));
                    job = step.new_job();
                }
                Some(end) => {
                    decided.push(end);
                    return decided;
                }
                None => {}
            }
            if let Some(best) = self.best_offer(&line, job, day) {
                job.pay = self.own_pay(&line, job.firm, job.class, best.moment);
                let Alternative { firm: to, moment, pay, bonus, .. } = best;
                let step = Move { job, to, moment, pay, bonus, scripted: false };
                decided.push(Decided::Move(step));
                line.begin(self.terms(&line, &step));
                job = step.new_job();
            }
            if let Some((cause, moment)) = day.iter().find_map(exit) {
                job.pay = self.own_pay(&line, job.firm, job.class, moment);
                let end = Separation { job, cause, moment, scripted: false };
                decided.push(Decided::Separation(end));
                return decided;
            }
        }
        decided
    }

    /// The offer of a day that is worth more than staying, if there is one.
    fn best_offer(&self, line: &Line, job: Job, day: &[Due]) -> Option<Alternative> {
        let mut offers = day.iter().filter_map(|due| match due.what {
            What::Offer(firm, campaign) if firm != job.firm => {
                Some(Offer { firm, moment: due.moment, campaign })
            }
            _ => None,
        });
        let first = offers.next()?;
        let present = self.present(line, job, first.moment);
        std::iter::once(first)
            .chain(offers)
            .map(|offer| self.option(line, &present, offer))
            .max_by(|one, other| self.rank(one, other))
            .filter(|best| best.gain > 0.0)
    }

    /// The best of some offers, whether it is worth more than staying or not.
    pub(super) fn best_of(
        &self,
        line: &Line,
        job: Job,
        moment: Moment,
        firms: impl Iterator<Item = FirmId>,
    ) -> Option<FirmId> {
        let present = self.present(line, job, moment);
        let offers = firms.map(|firm| Offer { firm, moment, campaign: None });
        let options = offers.map(|offer| self.option(line, &present, offer));
        options.max_by(|one, other| self.rank(one, other)).map(|best| best.firm)
    }

    /// The present job at an instant.
    fn present(&self, line: &Line, job: Job, moment: Moment) -> Present {
        let work = self.own_work(job.researcher, line, job.firm, moment);
        let noise = self.noise(job.researcher, job.firm, moment.date());
        Present {
            job,
            means: self.means(line, job.firm, job.class, moment),
            amenities: self.amenities(line, job.firm, work, moment) + noise,
            openness: self.openness(line, job.firm),
        }
    }

    /// What an offer is worth more than the present job, in log points of lifetime wealth.
    fn option(&self, line: &Line, present: &Present, offer: Offer) -> Alternative {
        let (Present { job, means, .. }, Offer { firm, moment, campaign }) = (present, offer);
        let ordinary = self.offered_pay(line, means.pay, firm, job.class);
        let (pay, bonus) = self.on_terms(campaign, ordinary, means.pay);
        let stay = self.lifetime_wealth(means.wealth, means.pay);
        let money = self.utility(self.lifetime_wealth(means.wealth + bonus, pay) / stay);
        let work = Work { research: f64::from(self.firms.row[firm].research_share), turmoil: 0.0 };
        let noise = self.noise(job.researcher, firm, moment.date());
        let amenities = self.amenities(line, firm, work, moment) + noise;
        let cost = self.cost_of_moving(line, moment);
        let gain = present.openness * money + amenities - present.amenities - cost;
        Alternative { gain, firm, moment, pay, bonus }
    }

    /// The higher gain, and among equal gains the smaller key.
    fn rank(&self, one: &Alternative, other: &Alternative) -> Ordering {
        let key = |firm: FirmId| self.firms.key[firm];
        one.gain.total_cmp(&other.gain).then(key(other.firm).cmp(&key(one.firm)))
    }

    /// The utility of lifetime wealth against that of staying, with curvature g:
    /// `(1 - x^(1-g)) / (g - 1)`, and `ln x` at g = 1. Bounded from above where g is above 1, so that no
    /// sum buys everybody.
    pub(super) fn utility(&self, ratio: f64) -> f64 {
        let excess = self.scenario.mechanisms.choice.curvature - 1.0;
        if excess.abs() < 1e-9 { ratio.ln() } else { -(-excess * ratio.ln()).exp_m1() / excess }
    }

    /// What the match with an employer leaves of the pull of money: `1 - eta * exp(-d^2 / 2)`.
    fn openness(&self, line: &Line, firm: FirmId) -> f64 {
        if self.scenario.mechanisms.mission.is_none() {
            return 1.0;
        }
        let matched = (-self.distance_squared(line, firm) / 2.0).exp();
        1.0 - self.scenario.mechanisms.choice.damping.get() * matched
    }

    /// What a job at a firm is worth to somebody besides money, without noise:
    /// `research * r + amenities of the firm - mission * d^2 / 2 - stability * turmoil`.
    pub(super) fn amenities(&self, line: &Line, firm: FirmId, work: Work, moment: Moment) -> f64 {
        let row = &self.firms.row[firm];
        let turmoil = self.turmoil_at(firm, moment).total() + work.turmoil;
        let mut worth = f64::from(row.amenities) + f64::from(line.research_weight) * work.research
            - f64::from(line.stability_weight) * turmoil;
        if self.scenario.mechanisms.mission.is_some() {
            worth -= f64::from(line.mission_weight) * self.distance_squared(line, firm) / 2.0;
        }
        worth
    }

    fn distance_squared(&self, line: &Line, firm: FirmId) -> f64 {
        let there = self.firms.row[firm].position;
        let axis = |number: usize| f64::from(line.position[number] - there[number]).powi(2);
        axis(0) + axis(1)
    }

    /// The noise of a pair of person and firm at a date: a Gumbel of the noise scale, of whose variance
    /// a share belongs to the pair for good.
    ///
    /// `s (a ln S + a G)` with S positive stable of index `a = sqrt(1 - share)` and G standard Gumbel is
    /// again Gumbel of scale `s` (Cardell 1997), so that first choices are logit.
    pub(super) fn noise(&self, id: ResearcherId, firm: FirmId, date: Date) -> f64 {
        let choice = &self.scenario.mechanisms.choice;
        let a = (1.0 - choice.persistent_share.get()).sqrt();
        let key = self.firms.key[firm];
        let address = Address::of(Decision::Choice, id, date).with(key);
        let fresh = a * self.luck.at(address).gumbel();
        choice.noise_scale.get() * (self.pair(id, key, a) + fresh)
    }

    /// The part that lasts: `a ln S`, which is nothing where all noise is fresh, and a whole Gumbel, its
    /// limit, where none is.
    fn pair(&self, id: ResearcherId, firm: FirmKey, a: f64) -> f64 {
        if a >= 1.0 {
            return 0.0;
        }
        let address = Address::of(Decision::Pair, id, Date::default()).with(firm);
        let mut draws = self.luck.at(address);
        if a <= 0.0 { draws.gumbel() } else { a * draws.ln_positive_stable(a) }
    }
}

fn exit(due: &Due) -> Option<(super::Cause, Moment)> {
    match due.what {
        What::Exit(cause) => Some((cause, due.moment)),
        What::Offer(..) | What::Script(_) => None,
    }
}
