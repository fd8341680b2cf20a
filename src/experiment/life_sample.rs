//! A few people of a firm, whose lives are looked at.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::model::Job;
use crate::model::Model;
use crate::model::Observer;
use crate::model::Week;
use crate::quantity::ResearcherId;
use crate::quantity::UnitId;
use crate::quantity::mix;
use crate::scenario::Researcher;
use crate::scenario::Scenario;

/// Which people of a firm are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sampled {
    /// Who left it for another firm, though no script said so.
    Left,
    /// Who was there from the start of the horizon to its end, and had an offer in between.
    Stayed,
    /// Whoever was there at any time.
    All,
}

/// So many people of a named firm or group in a replicate, or as many as there are. A hash of the id under the
/// seed picks them, so that they are the same each time, and more of them are the same and others.
pub fn sample(
    scenario: &Scenario,
    replicate: u32,
    (unit, sampled): (UnitId, Sampled),
    count: usize,
) -> Vec<Researcher> {
    let (all, left, stayed, asked) = Default::default();
    let mut census = Census { unit, all, left, stayed, asked };
    crate::model::run(scenario, replicate, &mut census);
    let mut people: Vec<ResearcherId> = match sampled {
        Sampled::All => census.all.values().copied().collect(),
        Sampled::Left => census.left.iter().map(|person| census.all[person]).collect(),
        Sampled::Stayed => {
            let stayed = census.stayed.intersection(&census.asked);
            stayed.map(|person| census.all[person]).collect()
        }
    };
    people.sort_by_key(|id| (mix(id.0 ^ mix(scenario.run.seed)), *id));
    people.into_iter().take(count).map(Researcher::Id).collect()
}

/// Who was at a firm, by position in the columns of the run.
struct Census {
    unit: UnitId,
    all: BTreeMap<u32, ResearcherId>,
    left: BTreeSet<u32>,
    /// Who has been there since the start.
    stayed: BTreeSet<u32>,
    /// Who has had an offer there.
    asked: BTreeSet<u32>,
}

impl Census {
    fn meet(&mut self, job: Job, model: &Model<'_>) -> bool {
        let is_there = model.unit(job.firm) == self.unit;
        if is_there {
            self.all.insert(job.person, job.researcher);
        }
        is_there
    }
}

impl Observer for Census {
    fn begin(&mut self, model: &Model<'_>) {
        for job in model.jobs() {
            if self.meet(job, model) {
                self.stayed.insert(job.person);
            }
        }
    }

    fn observe(&mut self, week: &Week, model: &Model<'_>) {
        for entry in &week.entries {
            self.meet(entry.job, model);
        }
        for answer in &week.answers {
            if model.unit(answer.employer) == self.unit {
                self.asked.insert(answer.person);
            }
        }
        for end in &week.separations {
            self.stayed.remove(&end.job.person);
        }
        for step in &week.moves {
            self.stayed.remove(&step.job.person);
            let [from, to] = [step.job.firm, step.to].map(|firm| model.unit(firm) == self.unit);
            if from && !to && !step.scripted {
                self.left.insert(step.job.person);
            }
            if from || to {
                self.all.insert(step.job.person, step.job.researcher);
            }
        }
    }

    fn end(&mut self, _model: &Model<'_>) {}
}
