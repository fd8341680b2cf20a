//! What follows where the demand of a letter is refused: the offer to all who have signed, and who takes
//! it.

use crate::quantity::CLASSES;
use crate::quantity::Class;
use crate::quantity::FirmId;
use crate::quantity::Moment;
use crate::quantity::PerClass;
use crate::random::Decision;
use crate::scenario;

use super::Model;
use super::deciding::Decided;
use super::firm::worth_of_stars;
use super::letter::Petition;
use super::people::Job;
use super::people::Line;
use super::source::Channel;
use super::week::Move;

impl Model<'_> {
    /// Those who leave together for the firm that guarantees them jobs, and what that does to the plans of
    /// both firms. Who has left in the same step already is not among them, nor among the staff that is `there`.
    pub(super) fn leave_together(
        &mut self,
        law: &scenario::Letter,
        petition: &Petition,
        there: PerClass<u32>,
    ) -> Vec<Move> {
        let moment = self.answered(petition);
        let Some(to) = self.guarantor(petition, moment) else { return Vec::new() };
        let stars = self.stars_who_sign(petition);
        let left_behind = (f64::from(there[Class::Star]) - stars).max(0.0);
        let worth = |stars: f64| worth_of_stars(&self.scenario.taste, stars);
        let colleagues = PerClass::from_fn(|class| {
            // A star is no colleague of his own.
            let others = if class == Class::Star { stars - 1.0 } else { stars };
            worth(others.max(0.0)) - worth(left_behind)
        });
        let moves = petition.signers().filter_map(|person| {
            let job = self.job(person as usize)?;
            let gain = self.gain_of_unit(law, petition, job, to) + colleagues[job.class];
            let goes = gain > 0.0 && !self.is_bound(person as usize, moment);
            goes.then(|| self.move_with_unit(job, to, moment))
        });
        let moves: Vec<Move> = moves.collect();
        self.scale_plans(petition.firm, there, to, &moves);
        moves
    }

    /// The staff of a firm after what has been decided for the step up to an instant.
    pub(super) fn staff_left(
        &self,
        firm: FirmId,
        by: Moment,
        decided: &[Decided],
    ) -> PerClass<u32> {
        let mut staff = self.firms.staff[firm];
        for one in decided {
            if let Decided::Move(step) = one
                && step.to == firm
                && step.moment <= by
            {
                staff[step.job.class] += 1;
            }
        }
        let ends = decided.iter().filter_map(Decided::end);
        for (job, _) in ends.filter(|&(job, moment)| job.firm == firm && moment <= by) {
            staff[job.class] -= 1;
        }
        staff
    }

    fn stars_who_sign(&self, petition: &Petition) -> f64 {
        let class = |person: u32| self.people.post[person as usize].class();
        petition.signers().filter(|&person| class(person) == Class::Star).count() as f64
    }

    /// What leaving with the others is worth more than staying, in log points, but for the colleagues. The unit keeps
    /// its mission, its work, its pay and its equity; moving costs the less the more go along.
    fn gain_of_unit(
        &self,
        law: &scenario::Letter,
        petition: &Petition,
        job: Job,
        to: FirmId,
    ) -> f64 {
        let moment = self.answered(petition);
        let line = &self.people.line[job.person as usize];
        let work = self.own_work(job.researcher, line, job.firm, moment);
        let turmoil = |firm| self.turmoil_at(firm, moment).total();
        let relief =
            f64::from(line.stability_weight) * (turmoil(job.firm) + work.turmoil - turmoil(to));
        let [relocation, visa] = self.value_of_place(job.person, job.firm, to);
        let cost = self.cost_of_moving(job, moment) * (1.0 - petition.share()) - relocation - visa;
        let fresh = |firm: FirmId| {
            let key = self.firms.key[firm];
            self.fresh_noise(Decision::Unit, job.researcher, key, moment.date())
        };
        law.pull.get() - law.lag.get() - cost + relief + fresh(to) - fresh(job.firm)
    }

    fn move_with_unit(&self, job: Job, to: FirmId, moment: Moment) -> Move {
        let line = &self.people.line[job.person as usize];
        let means = self.means(line, job.holder(), moment);
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
        let mission = |firm| self.value_of_work(line, firm, work, moment).mission;
        let research = work.research - f64::from(self.firms.row[to].research_share);
        mission(job.firm) - mission(to)
            + f64::from(line.research_weight) * research
            + f64::from(line.perks)
    }

    /// The plan of the firm that is left shrinks, class by class, by the share of its `staff` that goes, and that of the
    /// other one grows by those who come: neither was in the path.
    pub(super) fn scale_plans(
        &mut self,
        from: FirmId,
        staff: PerClass<u32>,
        to: FirmId,
        moves: &[Move],
    ) {
        for class in CLASSES {
            let gone = moves.iter().filter(|step| step.job.class == class).count() as f64;
            let survive = 1.0 - gone / f64::from(staff[class].max(1));
            self.firms.scale[from].resize(class, survive);
            self.firms.scale[to].units[class] += gone;
        }
    }
}
