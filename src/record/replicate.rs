//! What is recorded of one replicate, and what is kept of it until all are there.

use crate::experiment::History;
use crate::experiment::Reading;
use crate::experiment::read_off;
use crate::model::Happening;
use crate::scenario::Scenario;

use super::Kind;
use super::ScenarioSummary;
use super::Tables;
use super::events::Scripted;
use super::rows::Names;
use super::texts::Texts;

/// One replicate of a world as rows, and as the text of files.
#[derive(Debug, Clone)]
pub struct Replicate {
    /// Its rows: of the table of events those that arose by themselves.
    pub tables: Tables,
    pub(super) texts: Texts,
    pub(super) number: u32,
    happenings: Vec<Happening>,
    reading: Reading,
}

impl Replicate {
    /// What a run of some kind records of a history.
    pub fn of(kind: Kind, scenario: &Scenario, history: &History) -> Self {
        let tables = Tables::of_history(scenario, history);
        let happenings = history.happenings.iter().filter(|happening| happening.scripted);
        Self {
            texts: Texts::of(kind, &tables),
            tables,
            number: history.replicate,
            happenings: happenings.cloned().collect(),
            reading: read_off(scenario, history),
        }
    }
}

/// The replicates of a world, of which little is kept: what is scripted in them, and what they say about outcomes
/// and facts.
#[derive(Debug)]
pub struct World<'a> {
    scenario: &'a Scenario,
    scripted: Scripted,
    readings: Vec<Reading>,
}

impl<'a> World<'a> {
    /// A world without replicates.
    pub fn new(scenario: &'a Scenario) -> Self {
        Self { scenario, scripted: Scripted::default(), readings: Vec::new() }
    }

    /// Adds a replicate; they come in their order, from the first on.
    pub fn add(&mut self, replicate: &Replicate) {
        self.scripted.add(replicate.number, &replicate.happenings);
        self.readings.push(replicate.reading.clone());
    }

    /// The rows that are known once all replicates are there: these results, with what is scripted, and the
    /// outcomes.
    pub fn tables(&self, results: Tables) -> Tables {
        let mut tables = results;
        let names = Names::new(self.scenario);
        tables.add_scripted(&self.scripted, self.readings.len(), &names);
        tables.add_outcomes(self.scenario, &self.readings);
        tables
    }

    /// The readings of the replicates: of what is [`asked`](crate::experiment::asked).
    pub fn readings(&self) -> &[Reading] {
        &self.readings
    }

    /// The outcomes over all replicates.
    pub fn summary(&self) -> ScenarioSummary {
        ScenarioSummary::of(self.scenario, &self.readings)
    }
}
