//! What follows where the demand of a letter is refused: the offer to all who have signed, and who takes
//! it.

use crate::quantity::CLASSES;
use crate::quantity::Class;
use crate::quantity::FirmId;
use crate::quantity::Index;
use crate::quantity::Moment;
use crate::quantity::PerClass;
use crate::random::Decision;
use crate::scenario;

use super::Model;
use super::deciding::Decided;
use super::letter::Petition;
use super::people::Job;
use super::people::Line;
use super::source::Channel;
use super::week::Move;

impl Model<'_> {
    /// Those who leave together for the firm that guarantees them jobs, and what that does to the plans of
    /// both firms. Who has left in the same step already is not among them.
    pub(super) fn leave_together(
        &mut self,
        law: &scenario::Letter,
        petition: &Petition,
        decided: &[Decided],
    ) -> Vec<Move> {
        let moment = self.answered(petition);
        let Some(to) = self.guarantor(petition, moment) else { return Vec::new() };
        let stars = self.stars_who_sign(petition);
        let has_left = |person: u32| {
            decided.iter().any(|one| match one {
                Decided::Move(step) => step.job.person == person,
                Decided::Separation(end) => end.job.person == person,
                Decided::Retention(_) => false,
            })
        };
        let signers = petition.signers.iter().filter(|&&person| !has_left(person));
        let moves = signers.filter_map(|&person| {
            let job = self.job(person as usize).filter(|job| job.firm == petition.firm)?;
            let gain = self.gain_of_unit(law, petition, job, (to, stars));
            let goes = gain > 0.0 && !self.is_bound(person as usize, moment);
            goes.then(|| self.move_with_unit(job, to, moment))
        });
        let moves: Vec<Move> = moves.collect();
        self.scale_plans(petition.firm, to, &moves);
        moves
    }

    fn stars_who_sign(&self, petition: &Petition) -> f64 {
        let is_star = |&&person: &&u32| {
            let post = self.people.post[person as usize];
            post.firm() == Some(petition.firm) && post.class() == Class::Star
        };
        petition.signers.iter().filter(is_star).count() as f64
    }

    /// What leaving with the others is worth more than staying, in log points. The unit keeps its mission,
    /// its work, its pay and its equity; moving costs the less the more go along.
    fn gain_of_unit(
        &self,
        law: &scenario::Letter,
        petition: &Petition,
        job: Job,
        (to, stars): (FirmId, f64),
    ) -> f64 {
        let moment = self.answered(petition);
        let line = &self.people.line[job.person as usize];
        let work = self.own_work(job.researcher, line, job.firm, moment);
        let turmoil = |firm| self.turmoil_at(firm, moment).total();
        let relief =
            f64::from(line.stability_weight) * (turmoil(job.firm) + work.turmoil - turmoil(to));
        let left_behind = f64::from(self.firms.staff[job.firm][Class::Star]) - stars;
        let colleagues =
            self.scenario.taste.colleagues.get() * (stars.ln_1p() - left_behind.max(0.0).ln_1p());
        let cost = self.cost_of_moving(job, moment) * (1.0 - petition.share());
        let fresh = |firm: FirmId| {
            let key = self.firms.key[firm];
            self.fresh_noise(Decision::Unit, job.researcher, key, moment.date())
        };
        law.pull.get() - law.lag.get() - cost + relief + colleagues + fresh(to) - fresh(job.firm)
    }

    fn move_with_unit(&self, job: Job, to: FirmId, moment: Moment) -> Move {
        let line = &self.people.line[job.person as usize];
        let means = self.means(line, job.firm, job.class, moment);
        let granted = means.pay * self.grant_per_pay(to);
        Move {
            job: self.ending(line, job, moment),
            to,
            moment,
            pay: means.pay,
            bonus: (means.stake.unvested - granted).max(0.0),
            perks: self.kept_by_unit(line, job, to, moment),
            channel: Channel::Letter,
            scripted: false,
        }
    }

    /// What the unit keeps of its mission and its work at the other firm, in log points.
    fn kept_by_unit(&self, line: &Line, job: Job, to: FirmId, moment: Moment) -> f64 {
        let work = self.own_work(job.researcher, line, job.firm, moment);
        let of = |firm| {
            let value = self.value_of_work(line, firm, work, moment);
            value.mission + value.research
        };
        let theirs = f64::from(self.firms.row[to].research_share) - work.research;
        of(job.firm) - of(to) - f64::from(line.research_weight) * theirs + f64::from(line.perks)
    }

    /// The plan of the firm that is left shrinks by the share that goes, and that of the other one grows by
    /// those who come: neither was in the path.
    fn scale_plans(&mut self, from: FirmId, to: FirmId, moves: &[Move]) {
        let staff: u32 = self.firms.staff[from].0.iter().sum();
        let survive = 1.0 - moves.len() as f64 / f64::from(staff.max(1));
        let sizes = self.planned_sizes(self.clock.start());
        let come = PerClass::from_fn(|class| {
            moves.iter().filter(|step| step.job.class == class).count() as f64
        });
        for class in CLASSES {
            self.firms.scale[from].staff[class] *= survive;
            let planned = sizes[to] * self.firms.plan[to].mix[class];
            let scale = &mut self.firms.scale[to].staff[class];
            if planned > 0.0 {
                *scale += come[class] / planned;
            }
        }
        debug_assert!(from.position() != to.position(), "a unit goes elsewhere");
    }
}
