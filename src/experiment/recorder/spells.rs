//! What a recorder notes of single jobs.

use crate::experiment::Ending;
use crate::experiment::Extent;
use crate::experiment::Spell;
use crate::model::Job;
use crate::model::Model;
use crate::model::Regrouping;
use crate::model::Week;
use crate::quantity::Date;
use crate::quantity::UnitId;

use super::End;
use super::Recorder;

impl End {
    /// A job that is seen until a day, and goes on.
    fn unseen(job: Job, date: Date) -> Self {
        Self { job, date, ending: Ending::Ongoing, scripted: false, is_follower: false }
    }
}

impl Recorder<'_> {
    /// Whether the jobs at a unit are recorded: because the scenario asks for them, or since all are.
    fn has_spells(&self, unit: UnitId) -> bool {
        self.extent == Extent::Full || self.scenario.record.spells.contains(&unit)
    }

    /// Notes a job at a firm that belongs to a unit, or belonged to it until then.
    pub(super) fn note_spell(&mut self, model: &Model<'_>, unit: UnitId, end: &End) {
        if !self.has_spells(unit) {
            return;
        }
        let job = end.job;
        let start = self.scenario.time.start;
        let since = self.regrouped.get(&job.firm).map_or(start, |&(_, since)| since);
        let is_asked_for = self.scenario.record.spells.contains(&unit);
        let history = &mut self.history;
        let spells = if is_asked_for { &mut history.spells } else { &mut history.other_spells };
        spells.push(Spell {
            researcher: model.researcher_name(job.person, job.class).into(),
            class: job.class,
            unit,
            start: job.hired,
            observed_from: job.hired.max(since),
            end: end.date,
            ending: end.ending,
            scripted: end.scripted,
            pay: [job.pay_at_hire, job.pay],
            equity: job.equity,
        });
    }

    /// Notes the firms that belong to another group from this step on, and their people with them.
    ///
    /// A job is seen in each group for as long as the firm belongs to it. Were it seen in the last one from the hire on,
    /// that one would have all the time before for which nobody could leave it.
    pub(super) fn note_regroupings(&mut self, week: &Week, model: &Model<'_>) {
        let day = week.start.date();
        for regrouping in &week.regroupings {
            let &Regrouping { firm, from, .. } = regrouping;
            self.history.note_regrouping(regrouping);
            if self.has_spells(from) && day > self.scenario.time.start {
                for job in staff_at_start(week, model, regrouping) {
                    self.note_spell(model, from, &End::unseen(job, day));
                }
            }
            self.regrouped.entry(firm).and_modify(|(_, since)| *since = day).or_insert((from, day));
        }
    }

    /// Notes the jobs that have not ended.
    pub(super) fn note_ongoing(&mut self, model: &Model<'_>) {
        let mut jobs: Vec<Job> = model.jobs_at(|unit| self.has_spells(unit)).collect();
        jobs.sort_by_key(|job| job.researcher);
        for job in jobs {
            let end = End::unseen(model.ended(job), self.scenario.time.end);
            self.note_spell(model, model.unit(job.firm), &end);
        }
    }
}

/// The jobs that people had when the step began at a firm that has come to belong to another group, by
/// researcher: of those who have left in the step, and of those who have not.
fn staff_at_start(
    week: &Week,
    model: &Model<'_>,
    &Regrouping { firm, to, .. }: &Regrouping,
) -> Vec<Job> {
    let day = week.start.date();
    let is_meant = |job: &Job| job.firm == firm && job.hired < day;
    let moved = week.moves.iter().map(|step| step.job);
    let left = moved.chain(week.separations.iter().map(|end| end.job)).filter(is_meant);
    let here = model.jobs_at(|unit| unit == to).filter(is_meant).map(|job| model.ended(job));
    let mut jobs: Vec<Job> = left.chain(here).collect();
    jobs.sort_by_key(|job| job.researcher);
    jobs
}
