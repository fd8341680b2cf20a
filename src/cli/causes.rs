//! Causes, and the worlds in which some of them are absent.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

use crate::experiment::World;
use crate::experiment::outcomes_in;
use crate::scenario;
use crate::scenario::Complaints;
use crate::scenario::Scenario;

use super::failure::Failure;
use super::library;

/// So many worlds are kept once they were read.
const KEPT: usize = 256;

/// Causes: tables in which a scenario differs from another world, in which none of them is there.
pub(super) struct Causes {
    scenario: Scenario,
    other: Scenario,
    /// The tables of each cause.
    tables: Vec<Vec<String>>,
    worlds: Mutex<BTreeMap<u64, Arc<World>>>,
}

impl Causes {
    /// The tables that are named as `over`, or else all events of the scenario: absent is what is switched off.
    pub(super) fn absent(
        path: &Path,
        scenario: &Scenario,
        sets: &[String],
        over: &[String],
    ) -> Result<Self, Failure> {
        let events = || scenario.events.iter().map(|event| vec![format!("event.{}", event.name)]);
        let named =
            |cause: &String| cause.split('+').map(|table| table.trim().to_owned()).collect();
        let tables: Vec<Vec<String>> =
            if over.is_empty() { events().collect() } else { over.iter().map(named).collect() };
        let off = tables.iter().flatten().map(|table| format!("{table}.enabled=false"));
        let sets: Vec<String> = sets.iter().cloned().chain(off).collect();
        let other = library::read(path, &sets)?;
        check_switched(&tables, &scenario::tables_that_differ(scenario, &other))?;
        Self::new(scenario, other, tables, "the scenario has no events: name causes with `--over`")
    }

    /// What differs between a scenario and another one, table by table.
    pub(super) fn between(scenario: &Scenario, other: Scenario) -> Result<Self, Failure> {
        let tables = scenario::tables_that_differ(scenario, &other);
        let tables = tables.into_iter().map(|table| vec![table]).collect();
        Self::new(scenario, other, tables, "the two scenarios are the same world")
    }

    fn new(
        scenario: &Scenario,
        other: Scenario,
        tables: Vec<Vec<String>>,
        none: &'static str,
    ) -> Result<Self, Failure> {
        if tables.is_empty() {
            return Err(Failure::arguments(format!("there is nothing to attribute to: {none}")));
        }
        let (scenario, worlds) = (scenario.clone(), Mutex::default());
        Ok(Self { scenario, other, tables, worlds })
    }

    /// The names of the causes, as tables have them.
    pub(super) fn names(&self) -> Vec<String> {
        self.tables.iter().map(|tables| tables.join("+")).collect()
    }

    /// The world in which none of the causes is there.
    pub(super) fn other(&self) -> &Scenario {
        &self.other
    }

    /// For each cause the set of those that cannot be there without it, as a reinstatement cannot without an
    /// ouster: the fewest that have to be absent as well for the world to make sense. There must not be more causes
    /// than such a set has places.
    pub(super) fn needed_by(&self) -> Result<Vec<u64>, Failure> {
        let set =
            |absent: BTreeSet<usize>| absent.into_iter().fold(0, |set, cause| set | (1 << cause));
        (0..self.tables.len()).map(|cause| self.absent_with(cause).map(set)).collect()
    }

    /// The world without one of the causes, and without those that cannot be there without it.
    pub(super) fn without(&self, name: &str) -> Result<Scenario, Failure> {
        let cause = self.tables.iter().position(|tables| *tables == [name]);
        let absent = cause.map_or_else(|| Ok(BTreeSet::new()), |cause| self.absent_with(cause))?;
        Ok(self.read(&absent)?)
    }

    fn absent_with(&self, cause: usize) -> Result<BTreeSet<usize>, Failure> {
        let mut absent = BTreeSet::from([cause]);
        while let Err(wrong) = self.read(&absent) {
            let is_better = |other: &usize| {
                let more = absent.iter().chain([other]).copied().collect();
                self.read(&more).err().map_or(0, |wrong| wrong.list().len()) < wrong.list().len()
            };
            let mut others = (0..self.tables.len()).filter(|other| !absent.contains(other));
            let found = others.find(is_better);
            absent.insert(found.ok_or(wrong)?);
        }
        Ok(absent)
    }

    /// The world of a set of causes, with the outcomes of the scenario as they are asked there.
    pub(super) fn world(&self, scenario: &Scenario, set: u64) -> Result<Arc<World>, Failure> {
        let kept = || self.worlds.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(world) = kept().get(&set) {
            return Ok(world.clone());
        }
        let causes = 0..self.tables.len();
        let absent = causes.filter(|cause| set & (1 << cause) == 0).collect();
        let read = self.read(&absent)?;
        let outcomes = outcomes_in(&read, scenario, &scenario.outcomes).ok_or_else(|| {
            Failure::arguments(format!(
                "not every outcome can be asked in the world `{}`",
                self.name(&absent)
            ))
        })?;
        let world = Arc::new(World { scenario: read, outcomes });
        let mut kept = kept();
        if kept.len() < KEPT {
            kept.insert(set, world.clone());
        }
        Ok(world)
    }

    fn tables_of<'c>(&'c self, causes: &'c BTreeSet<usize>) -> impl Iterator<Item = &'c str> {
        causes.iter().flat_map(|&cause| self.tables[cause].iter().map(String::as_str))
    }

    fn name(&self, absent: &BTreeSet<usize>) -> String {
        let absent: Vec<&str> = self.tables_of(absent).collect();
        format!("{} without {}", self.scenario.name, absent.join(", "))
    }

    fn read(&self, absent: &BTreeSet<usize>) -> Result<Scenario, Complaints> {
        let text = scenario::exchanged(&self.scenario, &self.other, self.tables_of(absent));
        library::read_stored(&self.name(absent), &text, &[])
    }
}

/// What is not there cannot be absent.
fn check_switched(tables: &[Vec<String>], differ: &[String]) -> Result<(), Failure> {
    let mut named: Vec<&String> = tables.iter().flatten().collect();
    named.sort_unstable();
    if let Some([twice, ..]) = named.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(Failure::arguments(format!("`{twice}` is named twice as a cause")));
    }
    match named.into_iter().find(|table| !differ.contains(table)) {
        None => Ok(()),
        Some(table) => Err(Failure::arguments(format!(
            "`{table}` is no cause that could be absent: it is not switched on in the scenario, or lies outside \
             its horizon"
        ))),
    }
}
