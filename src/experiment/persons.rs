//! Person by person: who leaves the focal firm in one of two worlds alone.
//!
//! A person has the same id in every world, so that two histories on the same luck can be laid beside each
//! other departure by departure. What the worlds differ by in sum is often far less than what it is made of.

use std::collections::BTreeMap;

use crate::model::Entry;
use crate::model::Model;
use crate::model::Week;
use crate::quantity::CLASSES;
use crate::quantity::Class;
use crate::quantity::ResearcherId;
use crate::quantity::UnitId;
use crate::scenario::Scenario;
use crate::stats::mean_with_interval;

use super::History;
use super::Pairs;

/// Somebody who has worked at the focal firm within the horizon.
#[derive(Debug, Clone, PartialEq)]
pub struct Worker {
    /// The class.
    pub class: Class,
    /// Talent, as a logarithm.
    pub talent: f64,
    /// The firms or groups for which he has left it, in the order of time.
    pub departures: Vec<UnitId>,
}

/// What one departure from the focal firm is in the other world.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// The same: the person leaves in both worlds, for the same firm or group.
    Same,
    /// A departure too, but for somewhere else.
    Elsewhere,
    /// None: the person leaves in the baseline alone, and works at the firm in both worlds.
    Saved,
    /// None: the person leaves in the alternative alone, and works at the firm in both worlds.
    Lost,
    /// Not possible: the person leaves in the baseline, and never comes in the alternative.
    NeverCame,
    /// Not possible: the person leaves in the alternative, and never comes in the baseline.
    CameAndLeft,
}

/// All fates, in the order of tables.
pub const FATES: [Fate; 6] =
    [Fate::Same, Fate::Elsewhere, Fate::Saved, Fate::Lost, Fate::NeverCame, Fate::CameAndLeft];

impl Fate {
    /// The word of tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "left-in-both",
            Self::Elsewhere => "went-elsewhere",
            Self::Saved => "saved",
            Self::Lost => "lost",
            Self::NeverCame => "never-came",
            Self::CameAndLeft => "came-and-left",
        }
    }
}

/// Departures of one fate, over pairs of replicates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FateCount {
    /// The class; `None` for all together.
    pub class: Option<Class>,
    /// The fate.
    pub fate: Fate,
    /// Departures: low, mean and high of the 95% interval of the mean.
    pub people: [f64; 3],
    /// The same weighted by talent: each counts as the exponential of log-talent.
    pub talent: [f64; 3],
}

impl History {
    /// Notes who works at the focal firm at the start.
    pub(super) fn note_first_staff(&mut self, model: &Model<'_>, focal: UnitId) {
        for job in model.jobs_at(|unit| unit == focal) {
            self.worker(model, (job.researcher, job.person), job.class);
        }
    }

    /// Notes who has come to the focal firm in a step, and who has left it for which firm.
    pub(super) fn note_workers(&mut self, week: &Week, model: &Model<'_>, focal: UnitId) {
        for Entry { job, .. } in &week.entries {
            if model.unit(job.firm) == focal {
                self.worker(model, (job.researcher, job.person), job.class);
            }
        }
        for step in &week.moves {
            let (job, to) = (step.job, model.unit(step.to));
            if model.unit(job.firm) == focal {
                self.worker(model, (job.researcher, job.person), job.class).departures.push(to);
            } else if to == focal {
                self.worker(model, (job.researcher, job.person), job.class);
            }
        }
    }

    fn worker(
        &mut self,
        model: &Model<'_>,
        (researcher, person): (ResearcherId, u32),
        class: Class,
    ) -> &mut Worker {
        let new = || Worker { class, talent: model.talent(person), departures: Vec::new() };
        self.workers.entry(researcher).or_insert_with(new)
    }
}

impl Pairs<'_> {
    /// What becomes of the departures from the focal firm in the other world: of each class and of all
    /// together, fate by fate.
    ///
    /// Lost and came-and-left less saved and never-came is the difference of the outcome `departures`.
    pub fn fates(&self, worlds: [&Scenario; 2]) -> Vec<FateCount> {
        let [baseline, alternative] = worlds;
        let is_same = |here, there| baseline.unit_name(here) == alternative.unit_name(there);
        let pairs = self.baseline.iter().zip(self.alternative);
        let counts: Vec<Counts> = pairs.map(|(one, two)| counts([one, two], &is_same)).collect();
        let classes = std::iter::once(None).chain(CLASSES.map(Some));
        let places = classes.flat_map(|class| FATES.map(|fate| (class, fate)));
        let of_place = |(class, fate)| {
            let of_pair = |counts: &Counts| counts.get(&(class, fate)).copied().unwrap_or_default();
            let (people, talent): (Vec<f64>, Vec<f64>) = counts.iter().map(of_pair).unzip();
            let (people, talent) = (mean_with_interval(&people), mean_with_interval(&talent));
            FateCount { class, fate, people, talent }
        };
        places.map(of_place).collect()
    }
}

/// People, and their talent, by class (`None`: all) and fate.
type Counts = BTreeMap<(Option<Class>, Fate), (f64, f64)>;

fn counts([one, two]: [&History; 2], is_same: &dyn Fn(UnitId, UnitId) -> bool) -> Counts {
    let mut counts = Counts::new();
    let mut add = |worker: &Worker, fate: Fate| {
        for class in [None, Some(worker.class)] {
            let (people, talent) = counts.entry((class, fate)).or_default();
            *people += 1.0;
            *talent += worker.talent.exp();
        }
    };
    for (id, worker) in &one.workers {
        let Some(other) = two.workers.get(id) else {
            worker.departures.iter().for_each(|_| add(worker, Fate::NeverCame));
            continue;
        };
        for (&here, &there) in worker.departures.iter().zip(&other.departures) {
            add(worker, if is_same(here, there) { Fate::Same } else { Fate::Elsewhere });
        }
        let (left, leaves) = (worker.departures.len(), other.departures.len());
        (leaves..left).for_each(|_| add(worker, Fate::Saved));
        (left..leaves).for_each(|_| add(worker, Fate::Lost));
    }
    for (_, worker) in two.workers.iter().filter(|(id, _)| !one.workers.contains_key(id)) {
        worker.departures.iter().for_each(|_| add(worker, Fate::CameAndLeft));
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn worker(class: Class, talent: f64, departures: &[u16]) -> Worker {
        Worker { class, talent, departures: departures.iter().map(|&unit| UnitId(unit)).collect() }
    }

    fn history(workers: &[(u64, Worker)]) -> History {
        let workers = workers.iter().map(|(id, worker)| (ResearcherId(*id), worker.clone()));
        History { workers: workers.collect(), ..History::default() }
    }

    #[test]
    fn every_departure_has_the_fate_of_its_person() {
        let star = |departures: &[u16]| worker(Class::Star, 2.0, departures);
        let engineer = |departures: &[u16]| worker(Class::Engineer, 0.0, departures);
        let baseline = history(&[
            (1, star(&[1])),
            (2, star(&[1])),
            (3, engineer(&[2])),
            (4, engineer(&[])),
            (5, engineer(&[1])),
        ]);
        let alternative = history(&[
            (1, star(&[1])),
            (2, star(&[2])),
            (3, engineer(&[])),
            (4, engineer(&[1])),
            (6, star(&[0])),
        ]);
        let found = counts([&baseline, &alternative], &|here, there| here == there);
        for fate in FATES {
            let (people, _) = found[&(None, fate)];
            assert!((people - 1.0).abs() < 1e-12, "{fate:?}: {people}");
        }
        let (people, talent) = found[&(Some(Class::Star), Fate::CameAndLeft)];
        assert!((people - 1.0).abs() < 1e-12 && (talent - 2.0_f64.exp()).abs() < 1e-12);
        assert_eq!(found.get(&(Some(Class::Star), Fate::Saved)), None);
    }
}
