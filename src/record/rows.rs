//! From the columns of histories to the rows of tables: those of firms, flows and spells.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;
use serde::Serialize;

use crate::experiment::Ending;
use crate::experiment::Flow;
use crate::experiment::History;
use crate::experiment::Spell;
use crate::experiment::UnitStep;
use crate::quantity::CLASSES;
use crate::quantity::Class;
use crate::quantity::Date;
use crate::quantity::UnitId;
use crate::scenario::Scenario;

use super::Tables;

/// What stands in flows for entering the market and for leaving it.
pub const OUTSIDE: &str = "outside";

/// One named firm, or one firm group, in one step; where everything is recorded, every single firm too.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct FirmRow {
    /// The name of the scenario.
    pub scenario: Arc<str>,
    /// The replicate, from 1.
    pub replicate: u32,
    /// The first day after the step: stocks are as of this day, flows are those of the step before it.
    /// One row dated at the start of the horizon has the initial stocks and no flows.
    #[serde(with = "super::day")]
    pub date: Date,
    /// The name of the firm or group.
    pub firm: Arc<str>,
    /// People employed.
    pub headcount: u32,
    /// People who came, from other firms or from outside.
    pub hires: u32,
    /// People who left for another firm.
    pub quits: u32,
    /// People dismissed.
    pub dismissals: u32,
    /// People who retired or left the field.
    pub other_separations: u32,
    /// Open posts; 0 for a firm that cannot run out of posts.
    pub vacancies: u32,
    /// Pay against the class's pay; the mean over a group.
    pub pay_index: f64,
    /// Turmoil, fast and slow together; the mean over a group.
    pub turmoil: f64,
    /// Trust, from 0 to 1: exp(-slow turmoil); the mean over a group.
    pub trust: f64,
    /// The share of work that is research; the mean over a group.
    pub research_share: f64,
    /// What the firm is worth, in dollars, if that is known; groups are not valued.
    pub valuation: Option<f64>,
    /// Stars employed.
    pub stars: u32,
    /// People who show that they are open to work.
    pub open_to_work: u32,
    /// Mere contacts: recruiters who wrote to the people of the firm; empty of a single firm that is not written
    /// out, since they are counted for its group.
    pub contacts: Option<u64>,
    /// Of those who left for another firm, those who came to because somebody had left before them.
    pub followers: u32,
    /// People whom the firm keeps by what it offered against an offer that was worth more than staying.
    pub retained: u32,
    /// Applications that people of other firms sent by themselves.
    pub own_applications: u32,
    /// The lead over the frontier that people expect, in months; the mean over a group; empty if it is not in
    /// the race.
    pub frontier_lead: Option<f64>,
    /// Open posts that were filled; not known of runs that were stored without it.
    pub posts_filled: Option<u32>,
}

/// Moves from one firm or group to another in a month. `outside` stands for graduates who enter, as
/// origin, and for dismissals and leaving the field, as destination.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct FlowRow {
    /// The name of the scenario.
    pub scenario: Arc<str>,
    /// The replicate, from 1.
    pub replicate: u32,
    /// The first day of the month.
    #[serde(with = "super::day")]
    pub month: Date,
    /// The firm or group that is left.
    pub from: Arc<str>,
    /// The firm or group that is joined.
    pub to: Arc<str>,
    /// The class of the people.
    pub class: Arc<str>,
    /// 1 if the scenario says so and nobody chose, else 0.
    pub scripted: u8,
    /// How many moved; rows without moves are left out.
    pub moves: u32,
}

/// One job of one person at a firm whose spells are recorded.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct SpellRow {
    /// The name of the scenario.
    pub scenario: Arc<str>,
    /// The replicate, from 1.
    pub replicate: u32,
    /// Who: origin, month of entry and ordinal, such as `openai/2023-01/17`.
    pub researcher: Arc<str>,
    /// The class.
    pub class: Arc<str>,
    /// The firm.
    pub firm: Arc<str>,
    /// The day of hire, which may lie before the horizon.
    #[serde(with = "super::day")]
    pub start: Date,
    /// The day from which the job is observed: the hire, or the start of the horizon (delayed entry).
    #[serde(with = "super::day")]
    pub observed_from: Date,
    /// The day the job ended, or the end of the horizon.
    #[serde(with = "super::day")]
    pub end: Date,
    /// `quit`, `dismissal`, `other-separation`, or `ongoing` at the end of the horizon (censored).
    pub ending: Arc<str>,
    /// The firm or group joined by a quit; empty otherwise.
    pub destination: Arc<str>,
    /// Cash a year at hire, in dollars.
    pub pay_at_hire: f64,
    /// Cash a year at the end, in dollars.
    pub pay_at_end: f64,
    /// What the equity that is not the person's yet is worth to him at hire, in dollars.
    pub equity_at_hire: f64,
    /// The same at the end.
    pub equity_at_end: f64,
}

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
