//! The market as a whole, for whoever watches.

use crate::quantity::CLASSES;
use crate::quantity::Class;
use crate::quantity::Column;
use crate::quantity::FirmId;
use crate::quantity::PerClass;
use crate::quantity::RegionId;
use crate::quantity::UnitId;
use crate::quantity::mix;

use super::Model;
use super::parallel::both;
use super::people::Job;
use super::people::Newcomer;
use super::week::Market;
use super::week::RegionState;
use super::week::UnitState;

/// The percentiles that are told, as shares.
const SHARES: [f64; 4] = [0.1, 0.5, 0.9, 0.99];
/// People of a class on whom percentiles of pay are measured, in the nominal population.
const PANEL: f64 = 500.0;

/// The rank, from 0, of a percentile among so many: the next one from below.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below count")]
fn rank(count: usize, share: f64) -> usize {
    ((count - 1) as f64 * share) as usize
}

/// Percentiles of pay of each class over some jobs; none of a class that has none.
fn percentiles(jobs: impl Iterator<Item = Job>) -> PerClass<Option<[f64; 4]>> {
    let mut pay: PerClass<Vec<f64>> = PerClass::default();
    for job in jobs {
        pay[job.class].push(job.pay);
    }
    PerClass(CLASSES.map(|class| {
        let pay = &mut pay[class];
        pay.sort_unstable_by(f64::total_cmp);
        (!pay.is_empty()).then(|| SHARES.map(|share| pay[rank(pay.len(), share)]))
    }))
}

/// The market at some instant, and its parts.
#[derive(Debug)]
pub struct States {
    /// As a whole.
    pub market: Market,
    /// All named firms and groups.
    pub units: Column<UnitId, UnitState>,
    /// All regions; empty without **regions**.
    pub regions: Column<RegionId, RegionState>,
}

impl Model<'_> {
    /// The states of the market and its parts, at the start of the step to come.
    pub fn states(&self) -> States {
        let whole = || (self.market(), self.regions());
        let ((market, regions), units) = both(self.people.len(), whole, || self.units());
        States { market, units, regions }
    }

    /// The state of the market as a whole, at the start of the step to come.
    pub fn market(&self) -> Market {
        let open = self.firms.open.values().iter();
        Market {
            pay: self.pay_percentiles(),
            vacancies: open.map(|posts| posts.0.iter().sum::<u32>()).sum(),
            tightness: self.tightness(),
            open_to_work: self.all_open_to_work().fold(0, |count, _| count + 1),
            concentration_of_stars: self.concentration_of_stars(),
        }
    }

    /// Percentiles of pay over the panel.
    fn pay_percentiles(&self) -> PerClass<Option<[f64; 4]>> {
        percentiles(self.panel())
    }

    /// The same of the people of each class who live in a region; nobody lives in any without **regions**.
    pub fn pay_in(&self, region: RegionId) -> PerClass<Option<[f64; 4]>> {
        percentiles(self.panel().filter(|job| self.region_of(job.person, job.firm) == Some(region)))
    }

    fn panel(&self) -> impl Iterator<Item = Job> {
        self.people.panel.iter().filter_map(|&person| self.job(person as usize))
    }

    /// The bands of a firm against the pay of the classes, weighted by its class mix.
    pub(super) fn pay_index(&self, firm: FirmId) -> f64 {
        let (row, mix) = (&self.firms.row[firm], &self.firms.plan[firm].mix);
        let index = |class| f64::from(row.band[class]) / self.scenario.classes[class].pay.0;
        CLASSES.into_iter().map(|class| mix[class] * index(class)).sum()
    }

    /// Adds somebody who enters to the market; about [`PANEL`] people of each class are on the panel.
    pub(super) fn add_person(&mut self, newcomer: Newcomer, is_starter: bool) -> u32 {
        let Newcomer { id, post, .. } = newcomer;
        let person = u32::try_from(self.people.len()).expect("fewer than 2^32 people");
        let mark = (mix(id.0) >> 32) as f64 / 4_294_967_296.0;
        if mark * self.nominal[post.class()] < PANEL {
            self.people.panel.push(person);
        }
        if self.has_visibility() {
            let visibility = self.visibility_of(id, post.class(), newcomer.line.talent);
            self.people.visibility.push(visibility);
        }
        if self.first.mechanisms.contagion.is_some() {
            self.directory.add(id, newcomer.entrance.ordinal, person);
        }
        if self.first.mechanisms.regions.is_some() {
            self.people.home.push(self.home_of(id, newcomer.entrance.origin));
        }
        self.people.push(newcomer, is_starter);
        if let Some(firm) = post.firm() {
            self.count_resident(person as usize, firm, true);
        }
        person
    }

    fn tightness(&self) -> f64 {
        let boards = &self.boards.0;
        let weight: f64 = CLASSES.iter().map(|&class| boards[class].weight()).sum();
        let reference: f64 = CLASSES.iter().map(|&class| boards[class].reference()).sum();
        weight / reference
    }

    fn concentration_of_stars(&self) -> Option<f64> {
        let stars = self.firms.staff.values().iter().map(|staff| f64::from(staff[Class::Star]));
        let (total, squares) = stars
            .fold((0.0, 0.0), |(total, squares), stars| (total + stars, squares + stars * stars));
        (total > 0.0).then(|| squares / (total * total))
    }
}
