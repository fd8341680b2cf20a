//! Regions, and places on the plane of missions: the types of their rows, and the rows of regions.

use std::sync::Arc;

use serde::Deserialize;
use serde::Serialize;

use crate::experiment::History;
use crate::experiment::Migration;
use crate::quantity::Date;
use crate::quantity::Index;
use crate::quantity::RegionId;
use crate::scenario::Scenario;

use super::Tables;
use super::rows::Names;

/// One region in one step.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct RegionRow {
    /// The name of the scenario.
    pub scenario: Arc<str>,
    /// The replicate, from 1.
    pub replicate: u32,
    /// The first day after the step, as in [`super::FirmRow::date`].
    #[serde(with = "super::day")]
    pub date: Date,
    /// The name of the region.
    pub region: Arc<str>,
    /// People who live there and have a job.
    pub headcount: u32,
    /// Those among them who are at home elsewhere.
    pub foreign: u32,
    /// People who came to live there from another region.
    pub arrivals: u32,
    /// People who went to live in another region.
    pub departures: u32,
    /// Open posts of the firms whose main site is there.
    pub vacancies: u32,
    /// People who live there and show that they are open to work.
    pub open_to_work: u32,
}

/// Who has come to live in another region in a month.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct MigrationRow {
    /// The name of the scenario.
    pub scenario: Arc<str>,
    /// The replicate, from 1.
    pub replicate: u32,
    /// The first day of the month.
    #[serde(with = "super::day")]
    pub month: Date,
    /// The region that is left.
    pub from: Arc<str>,
    /// The region that is gone to.
    pub to: Arc<str>,
    /// The class of the people.
    pub class: Arc<str>,
    /// How many.
    pub moves: u32,
}

/// Where a firm, a group or a person stands on a day, in the first replicate.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PositionRow {
    /// The name of the scenario.
    pub scenario: Arc<str>,
    /// The replicate: 1.
    pub replicate: u32,
    /// The day: the start of the horizon or the end.
    #[serde(with = "super::day")]
    pub date: Date,
    /// The name of the firm or group, or of that of the person.
    pub firm: Arc<str>,
    /// Who, as in [`super::SpellRow::researcher`]; empty for a firm or group.
    pub researcher: Arc<str>,
    /// From safety (-1) to speed (+1).
    pub x: f64,
    /// From research (-1) to product (+1).
    pub y: f64,
}

impl Tables {
    /// Adds the state of the regions, and who has come to live elsewhere.
    pub(super) fn add_regions(&mut self, scenario: &Scenario, history: &History, names: &Names) {
        let known: Vec<Arc<str>> =
            scenario.regions.iter().map(|region| region.name.as_str().into()).collect();
        let name = |region: RegionId| known[region.position()].clone();
        for (&date, regions) in history.dates.iter().zip(&history.regions) {
            self.regions.extend(regions.iter().map(|(region, step)| RegionRow {
                scenario: names.scenario.clone(),
                replicate: history.replicate,
                date,
                region: name(region),
                headcount: step.state.headcount,
                foreign: step.state.foreign,
                arrivals: step.arrivals,
                departures: step.departures,
                vacancies: step.state.vacancies,
                open_to_work: step.state.open_to_work,
            }));
        }
        for (&Migration { month, from, to, class }, &moves) in &history.migration {
            self.migration.push(MigrationRow {
                scenario: names.scenario.clone(),
                replicate: history.replicate,
                month,
                from: name(from),
                to: name(to),
                class: names.class(class),
                moves,
            });
        }
    }
}
