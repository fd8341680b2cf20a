//! From the columns of histories to the rows of tables.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::experiment::Difference;
use crate::experiment::Ending;
use crate::experiment::Flow;
use crate::experiment::History;
use crate::experiment::Spell;
use crate::quantity::Class;
use crate::quantity::Date;
use crate::quantity::UnitId;
use crate::scenario::Scenario;

use super::ComparisonRow;
use super::FirmRow;
use super::FlowRow;
use super::SpellRow;
use super::Tables;

/// What stands in flows for entering the market and for leaving it.
pub const OUTSIDE: &str = "outside";

impl Tables {
    /// Adds the histories of one scenario.
    pub fn add(&mut self, scenario: &Scenario, histories: &[History]) {
        let mut names = Names::new(scenario);
        for history in histories {
            self.add_firms(history, &mut names);
            self.add_flows(history, &mut names);
            let spells = history.spells.iter();
            let rows = spells.map(|spell| spell_row(history.replicate, spell, &mut names));
            self.spells.extend(rows);
        }
    }

    fn add_firms(&mut self, history: &History, names: &mut Names) {
        for (&date, units) in history.dates.iter().zip(&history.units) {
            for (unit, step) in units.iter() {
                let state = &step.state;
                self.firms.push(FirmRow {
                    scenario: names.scenario.clone(),
                    replicate: history.replicate,
                    date: names.date(date),
                    firm: names.unit(Some(unit)),
                    headcount: state.headcount,
                    hires: step.hires,
                    quits: step.quits,
                    dismissals: step.dismissals,
                    other_separations: step.other_separations,
                    vacancies: state.vacancies,
                    pay_index: state.pay_index,
                    turmoil: state.turmoil,
                    trust: state.trust,
                    research_share: state.research_share,
                });
            }
        }
    }

    fn add_flows(&mut self, history: &History, names: &mut Names) {
        for (&Flow { month, from, to, class }, &moves) in &history.flows {
            self.flows.push(FlowRow {
                scenario: names.scenario.clone(),
                replicate: history.replicate,
                month: names.date(month),
                from: names.unit(from),
                to: names.unit(to),
                class: names.class(class),
                moves,
            });
        }
    }

    /// Adds the differences between a baseline and an alternative.
    pub fn add_comparison(&mut self, alternative: &Scenario, differences: &[Difference]) {
        let scenario: Arc<str> = alternative.name.as_str().into();
        self.comparison.extend(differences.iter().map(|difference| ComparisonRow {
            scenario: scenario.clone(),
            outcome: difference.outcome.as_str().into(),
            baseline: difference.baseline,
            alternative: difference.alternative,
            difference: difference.paired.difference.mean,
            low: difference.paired.low,
            high: difference.paired.high,
            variance_ratio: difference.paired.variance_ratio,
            replicates_needed: difference.replicates_needed,
        }));
    }
}

fn spell_row(replicate: u32, spell: &Spell, names: &mut Names) -> SpellRow {
    let (ending, destination) = match spell.ending {
        Ending::Quit(to) => ("quit", names.unit(Some(to))),
        Ending::Dismissal => ("dismissal", "".into()),
        Ending::OtherSeparation => ("other-separation", "".into()),
        Ending::Ongoing => ("ongoing", "".into()),
    };
    SpellRow {
        scenario: names.scenario.clone(),
        replicate,
        researcher: spell.researcher.clone(),
        class: names.class(spell.class),
        firm: names.unit(Some(spell.unit)),
        start: names.date(spell.start),
        observed_from: names.date(spell.observed_from),
        end: names.date(spell.end),
        ending: ending.into(),
        destination,
        pay_at_hire: spell.pay[0],
        pay_at_end: spell.pay[1],
    }
}

/// Texts that stand in many rows, each made once.
struct Names {
    scenario: Arc<str>,
    units: Vec<Arc<str>>,
    outside: Arc<str>,
    classes: BTreeMap<Class, Arc<str>>,
    dates: BTreeMap<Date, Arc<str>>,
}

impl Names {
    fn new(scenario: &Scenario) -> Self {
        Self {
            scenario: scenario.name.as_str().into(),
            units: scenario.unit_ids().map(|unit| scenario.unit_name(unit).into()).collect(),
            outside: OUTSIDE.into(),
            classes: BTreeMap::new(),
            dates: BTreeMap::new(),
        }
    }

    fn unit(&self, unit: Option<UnitId>) -> Arc<str> {
        unit.map_or(&self.outside, |unit| &self.units[usize::from(unit.0)]).clone()
    }

    fn date(&mut self, date: Date) -> Arc<str> {
        self.dates.entry(date).or_insert_with(|| date.to_string().into()).clone()
    }

    fn class(&mut self, class: Class) -> Arc<str> {
        self.classes.entry(class).or_insert_with(|| class.name().into()).clone()
    }
}
