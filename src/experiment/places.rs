//! What a recorder notes of where people live, and of what becomes of graduates.

use std::collections::BTreeMap;

use crate::model::Model;
use crate::model::Move;
use crate::model::RegionState;
use crate::model::Week;
use crate::quantity::Class;
use crate::quantity::Column;
use crate::quantity::Date;
use crate::quantity::Index;
use crate::quantity::Moment;
use crate::quantity::RegionId;
use crate::quantity::UnitId;

use super::History;
use super::Migration;
use super::Placement;
use super::PositionRecord;
use super::RegionStep;

/// The first replicate.
const FIRST: u32 = 1;

/// The graduates who still look for a place, by their position in the columns of the run: until when, and
/// which of the placements is theirs.
pub(super) type Searches = BTreeMap<u32, (Moment, usize)>;

impl History {
    /// Notes the state of the regions.
    pub(super) fn note_regions(&mut self, states: &Column<RegionId, RegionState>) {
        if !states.is_empty() {
            let step = |&state: &RegionState| RegionStep { state, ..RegionStep::default() };
            self.regions.push(states.values().iter().map(step).collect());
        }
    }

    /// Notes where firms stand, in the first replicate: others differ from it by their drifts alone.
    pub(super) fn note_positions(&mut self, model: &Model<'_>) {
        if self.replicate != FIRST {
            return;
        }
        let date = model.now().date();
        for (unit, position) in model.positions().iter() {
            let record = |position| PositionRecord { date, unit, researcher: None, position };
            self.positions.extend(position.map(record));
        }
    }

    /// Notes where some people stand, in the first replicate.
    pub(super) fn note_sample(&mut self, model: &Model<'_>) {
        if self.replicate != FIRST {
            return;
        }
        let date = model.now().date();
        self.positions.extend(model.sample().map(|(job, position)| PositionRecord {
            date,
            unit: model.unit(job.firm),
            researcher: Some(model.researcher_name(job.person, job.class).into()),
            position,
        }));
    }

    /// Notes what is paid in each region at the end.
    pub(super) fn note_pay(&mut self, model: &Model<'_>) {
        let regions = (0..model.scenario().regions.len()).map(RegionId::at);
        self.pay_in = regions.map(|region| model.pay_in(region)).collect();
    }

    /// Notes who has come to live elsewhere in a step.
    pub(super) fn note_migration(&mut self, week: &Week, model: &Model<'_>) {
        for entry in &week.entries {
            let person = entry.job.person;
            let home = model.home_region(person);
            let lives = model.region_of(person, entry.job.firm);
            self.migrate([home, lives], entry.moment.date(), entry.job.class);
        }
        for &Move { job, to, moment, .. } in &week.moves {
            let [here, there] = [job.firm, to].map(|firm| model.region_of(job.person, firm));
            self.migrate([here, there], moment.date(), job.class);
        }
    }

    fn migrate(&mut self, places: [Option<RegionId>; 2], date: Date, class: Class) {
        let [Some(from), Some(to)] = places else { return };
        let Some(step) = self.regions.last_mut().filter(|_| from != to) else { return };
        step[from].departures += 1;
        step[to].arrivals += 1;
        let month = date.first_of_month(0);
        *self.migration.entry(Migration { month, from, to, class }).or_default() += 1;
    }

    /// Notes who has graduated in a step.
    pub(super) fn note_graduates(
        &mut self,
        week: &Week,
        model: &Model<'_>,
        searches: &mut Searches,
    ) {
        for entry in &week.entries {
            let Some(until) = model.search_of_graduate(entry.job.person) else { continue };
            let from = model.unit(entry.job.firm);
            let (entered, over) = (entry.moment.date(), until.date());
            searches.insert(entry.job.person, (until, self.placements.len()));
            self.placements.push(Placement { entered, over, from, at: Some(from) });
        }
    }

    /// Notes where somebody goes, if he is a graduate who looks for a place.
    pub(super) fn note_place(
        &mut self,
        searches: &Searches,
        (person, moment): (u32, Moment),
        to: Option<UnitId>,
    ) {
        if let Some(&(_, number)) = searches.get(&person).filter(|&&(until, _)| moment < until) {
            self.placements[number].at = to;
        }
    }
}
