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
use super::offer::Due;
use super::offer::What;
use super::parallel::over_chunks;
use super::people::Job;
use super::people::Line;
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
        let Some(mut job) = self.job(life[0].person as usize) else { return decided };
        for day in until_departure(life).chunk_by(|one, other| one.day == other.day) {
            match self.scripted(job, day) {
                Some(Decided::Move(step)) => {
                    decided.push(Decided::Move(step));
                    job = step.new_job();
                }
                Some(separation) => {
                    decided.push(separation);
                    return decided;
                }
                None => {}
            }
            if let Some((to, moment)) = self.best_offer(job, day) {
                let step = self.move_to(job, to, moment, false);
                decided.push(Decided::Move(step));
                job = step.new_job();
            }
            if let Some((cause, moment)) = day.iter().find_map(exit) {
                decided.push(Decided::Separation(Separation {
                    job,
                    cause,
                    moment,
                    scripted: false,
                }));
                return decided;
            }
        }
        decided
    }

    /// The move of somebody to a firm.
    pub(super) fn move_to(&self, job: Job, to: FirmId, moment: Moment, scripted: bool) -> Move {
        Move { job, to, moment, pay: self.firms.row[to].log_pay.exp(), scripted }
    }

    /// The offer of a day that is worth more than staying, if there is one.
    fn best_offer(&self, job: Job, day: &[Due]) -> Option<(FirmId, Moment)> {
        let offers = day.iter().filter_map(|due| match due.what {
            What::Offer(firm) if firm != job.firm => Some((firm, due.moment)),
            _ => None,
        });
        let line = &self.people.line[job.person as usize];
        let worth = |firm: FirmId, moment: Moment| {
            self.value(line, firm, moment) + self.noise(job.researcher, firm, moment.date())
        };
        let cost = self.scenario.mechanisms.choice.cost_of_moving.get();
        let best = offers
            .map(|(firm, moment)| (worth(firm, moment) - cost, firm, moment))
            .max_by(|one, other| self.rank((one.0, one.1), (other.0, other.1)))?;
        let raise = self.raise_factor(job.firm, job.class, job.hired, best.2).ln();
        (best.0 > worth(job.firm, best.2) + raise).then_some((best.1, best.2))
    }

    /// The higher worth, and among equal worths the smaller key.
    pub(super) fn rank(&self, one: (f64, FirmId), other: (f64, FirmId)) -> Ordering {
        let key = |firm: FirmId| self.firms.key[firm];
        one.0.total_cmp(&other.0).then(key(other.1).cmp(&key(one.1)))
    }

    /// What a job at a firm is worth to somebody, in log points of lifetime wealth, without noise:
    /// `ln pay - mission * d^2 / 2 + research * r - stability * turmoil`.
    pub(super) fn value(&self, line: &Line, firm: FirmId, moment: Moment) -> f64 {
        let row = &self.firms.row[firm];
        let [x, y] = line.position.map(f64::from);
        let distance_squared = (x - row.position[0]).powi(2) + (y - row.position[1]).powi(2);
        row.log_pay - f64::from(line.mission_weight) * distance_squared / 2.0
            + f64::from(line.research_weight) * row.research_share
            - f64::from(line.stability_weight) * self.turmoil_at(firm, moment).total()
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
        What::Offer(_) | What::Script(_) => None,
    }
}
