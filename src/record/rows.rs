//! From the columns of histories to the rows of tables.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::experiment::Ending;
use crate::experiment::Flow;
use crate::experiment::History;
use crate::experiment::MarketStep;
use crate::experiment::Spell;
use crate::experiment::UnitStep;
use crate::quantity::CLASSES;
use crate::quantity::Class;
use crate::quantity::UnitId;
use crate::scenario::Scenario;

use super::FirmRow;
use super::FlowRow;
use super::MarketRow;
use super::SpellRow;
use super::Tables;

/// What stands in flows for entering the market and for leaving it.
pub const OUTSIDE: &str = "outside";

impl Tables {
    /// The rows of one history of a scenario: of what happened only what arose by itself.
    pub(super) fn of_history(scenario: &Scenario, history: &History) -> Self {
        let (mut tables, names) = (Self::default(), Names::new(scenario));
        tables.add_firms(history, &names);
        tables.add_market(history, &names);
        tables.add_flows(history, &names);
        let spells = history.spells.iter().chain(&history.other_spells);
        let rows = spells.map(|spell| spell_row(history.replicate, spell, &names));
        tables.spells = rows.collect();
        tables.add_letters(history, &names);
        tables.add_offers(history, &names);
        tables.add_decisions(history, &names);
        tables.add_foundings(history, &names);
        tables.add_regions(scenario, history, &names);
        tables.add_positions(history, &names);
        tables.add_cascades(history, &names);
        tables.add_arisen(history, &names);
        tables
    }

    /// Adds the steps of units, and after those of each date those of single firms if they are recorded.
    fn add_firms(&mut self, history: &History, names: &Names) {
        for (step, (&date, units)) in history.dates.iter().zip(&history.units).enumerate() {
            let row = FirmRow {
                scenario: names.scenario.clone(),
                replicate: history.replicate,
                date,
                ..FirmRow::default()
            };
            self.firms.extend(units.iter().map(|(unit, step)| FirmRow {
                firm: names.unit(Some(unit)),
                contacts: Some(step.contacts),
                ..row.of(step)
            }));
            let members = history.members.get(step).into_iter().flatten();
            self.firms.extend(members.map(|member| FirmRow {
                firm: history.firm_names[&member.firm].clone(),
                ..row.of(&member.step)
            }));
        }
    }

    fn add_market(&mut self, history: &History, names: &Names) {
        let steps = history.dates.iter().zip(&history.market);
        self.market.extend(steps.map(|(&date, step)| MarketRow {
            scenario: names.scenario.clone(),
            replicate: history.replicate,
            date,
            ..MarketRow::of(step)
        }));
    }

    fn add_flows(&mut self, history: &History, names: &Names) {
        for (&Flow { month, from, to, class, scripted }, &moves) in &history.flows {
            self.flows.push(FlowRow {
                scenario: names.scenario.clone(),
                replicate: history.replicate,
                month,
                from: names.unit(from),
                to: names.unit(to),
                class: names.class(class),
                scripted: scripted.into(),
                moves,
            });
        }
    }
}

impl FirmRow {
    /// The row of a step, but for the firm, and contacts.
    fn of(&self, step: &UnitStep) -> Self {
        let state = &step.state;
        Self {
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
            valuation: state.valuation,
            stars: state.stars,
            open_to_work: state.open_to_work,
            followers: step.followers,
            retained: step.retained,
            own_applications: step.own_applications,
            frontier_lead: state.frontier_lead,
            posts_filled: Some(step.posts_filled()),
            ..self.clone()
        }
    }
}

impl MarketRow {
    /// The row of a step, but for what all tables have.
    fn of(step: &MarketStep) -> Self {
        let state = &step.state;
        let mut row = Self {
            contacts: step.contacts,
            offers: step.offers,
            moves: step.moves,
            open_to_work: state.open_to_work,
            vacancies: state.vacancies,
            tightness: state.tightness,
            hhi_stars: state.concentration_of_stars,
            ..Self::default()
        };
        for (class, &pay) in state.pay.iter() {
            row.set_pay(class, pay);
        }
        row
    }

    /// Notes cash a year in a class, in dollars: the 10th, 50th, 90th and 99th percentile.
    pub fn set_pay(&mut self, class: Class, pay: Option<[f64; 4]>) {
        let columns = match class {
            Class::Star => [
                &mut self.pay_star_p10,
                &mut self.pay_star_p50,
                &mut self.pay_star_p90,
                &mut self.pay_star_p99,
            ],
            Class::Researcher => [
                &mut self.pay_researcher_p10,
                &mut self.pay_researcher_p50,
                &mut self.pay_researcher_p90,
                &mut self.pay_researcher_p99,
            ],
            Class::Engineer => [
                &mut self.pay_engineer_p10,
                &mut self.pay_engineer_p50,
                &mut self.pay_engineer_p90,
                &mut self.pay_engineer_p99,
            ],
            Class::Applied => [
                &mut self.pay_applied_p10,
                &mut self.pay_applied_p50,
                &mut self.pay_applied_p90,
                &mut self.pay_applied_p99,
            ],
        };
        for (position, column) in columns.into_iter().enumerate() {
            *column = pay.map(|pay| pay[position]);
        }
    }

    /// Cash a year in a class, in dollars: the 10th, 50th, 90th and 99th percentile; none where nobody
    /// of the class was employed.
    pub fn pay(&self, class: Class) -> Option<[f64; 4]> {
        let [p10, p50, p90, p99] = match class {
            Class::Star => {
                [self.pay_star_p10, self.pay_star_p50, self.pay_star_p90, self.pay_star_p99]
            }
            Class::Researcher => [
                self.pay_researcher_p10,
                self.pay_researcher_p50,
                self.pay_researcher_p90,
                self.pay_researcher_p99,
            ],
            Class::Engineer => [
                self.pay_engineer_p10,
                self.pay_engineer_p50,
                self.pay_engineer_p90,
                self.pay_engineer_p99,
            ],
            Class::Applied => [
                self.pay_applied_p10,
                self.pay_applied_p50,
                self.pay_applied_p90,
                self.pay_applied_p99,
            ],
        };
        Some([p10?, p50?, p90?, p99?])
    }
}

fn spell_row(replicate: u32, spell: &Spell, names: &Names) -> SpellRow {
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
        start: spell.start,
        observed_from: spell.observed_from,
        end: spell.end,
        ending: ending.into(),
        destination,
        pay_at_hire: spell.pay[0],
        pay_at_end: spell.pay[1],
        equity_at_hire: spell.equity[0],
        equity_at_end: spell.equity[1],
    }
}

/// Texts that stand in many rows, each made once.
pub(super) struct Names {
    pub(super) scenario: Arc<str>,
    units: Vec<Arc<str>>,
    outside: Arc<str>,
    classes: BTreeMap<Class, Arc<str>>,
}

impl Names {
    pub(super) fn new(scenario: &Scenario) -> Self {
        Self {
            scenario: scenario.name.as_str().into(),
            units: scenario.unit_ids().map(|unit| scenario.unit_name(unit).into()).collect(),
            outside: OUTSIDE.into(),
            classes: CLASSES.into_iter().map(|class| (class, class.name().into())).collect(),
        }
    }

    pub(super) fn unit(&self, unit: Option<UnitId>) -> Arc<str> {
        unit.map_or(&self.outside, |unit| &self.units[usize::from(unit.0)]).clone()
    }

    pub(super) fn class(&self, class: Class) -> Arc<str> {
        self.classes[&class].clone()
    }
}
