//! What charts, answers and pages keep of long tables: little, however many replicates there are.
//!
//! Rows come in pieces of any size, those of a table in their order. A row that is drawn by itself is kept; all others
//! become counts, or a number for each replicate and date.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::quantity::CLASSES;
use crate::quantity::Class;
use crate::quantity::Date;
use crate::record::CascadeRow;
use crate::record::ComparisonRow;
use crate::record::EventRow;
use crate::record::FactRow;
use crate::record::FirmRow;
use crate::record::FlowRow;
use crate::record::MODEL;
use crate::record::MarketRow;
use crate::record::OUTSIDE;
use crate::record::OfferRow;
use crate::record::PersonRow;
use crate::record::PositionRow;
use crate::record::RegionRow;
use crate::record::SCRIPT;
use crate::record::SpellRow;
use crate::record::Tables;
use crate::scenario::Scenario;

use super::grid::Grid;
use super::jobs::Jobs;

/// A column of the table of firms: the first four of every firm and group, the others of the focal firm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FirmColumn {
    /// People employed.
    Headcount,
    /// Open posts.
    Vacancies,
    /// Stars employed.
    Stars,
    /// Open posts that were filled; nothing of runs that were stored without it.
    PostsFilled,
    /// People who left for another firm.
    Quits,
    /// Those of them who came to because somebody had left before.
    Followers,
    /// Turmoil.
    Turmoil,
    /// Trust.
    Trust,
    /// People who are open to work.
    OpenToWork,
    /// Mere contacts.
    Contacts,
}

/// A column of the table of the market.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarketColumn {
    /// A percentile of the pay of a class: the number of its column, from 0.
    Pay(Class, usize),
    /// The concentration of stars.
    Concentration,
}

/// A column of the table of regions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum RegionColumn {
    Headcount,
    Foreign,
    Arrivals,
    Departures,
}

/// What became of offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Offers {
    Made,
    Taken,
}

/// What is added up over the people of a cohort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum CohortSum {
    People,
    /// Equity at hire (0) and at the end (1).
    Equity(usize),
}

/// Cohorts of so many months are told apart.
pub(super) const COHORTS: [i32; 2] = [12, 6];

/// What is kept of the tables of one scenario.
#[derive(Debug, Clone)]
pub(super) struct Fold {
    scenario: String,
    focal: String,
    /// The firms and groups with rows; rows of others are of single members, which are not drawn.
    units: BTreeSet<String>,
    /// Those whose jobs are drawn.
    stayed_at: BTreeSet<String>,
    pub(super) firms: Grid<(Arc<str>, FirmColumn), Date>,
    /// Empty fields are no numbers.
    pub(super) market: Grid<MarketColumn, Date>,
    /// Moves by origin and destination.
    pub(super) moves: Grid<(Arc<str>, Arc<str>), ()>,
    /// Who leaves the focal firm for another one, by destination and month.
    pub(super) leavers: Grid<Arc<str>, Date>,
    /// What arose by itself, by kind and firm.
    pub(super) arisen: Grid<(Arc<str>, Arc<str>), ()>,
    /// Departures by script from the focal firm, of one replicate or of all: the day, and the detail.
    pub(super) departures: BTreeMap<Option<u32>, Vec<(Date, Arc<str>)>>,
    pub(super) jobs: BTreeMap<Arc<str>, Jobs>,
    /// What the people of the focal firm hold, by the length of the cohort in months, and its number.
    pub(super) equity: Grid<(i32, i32, CohortSum), ()>,
    /// Events and firms of the letters, in the order of their rows, and the shares that have signed by hour.
    pub(super) letters: Vec<[Arc<str>; 2]>,
    pub(super) signed: Grid<usize, u32>,
    /// By the bits of the least package, which are in the order of the packages.
    pub(super) offers: Grid<Offers, u64>,
    /// Those to stars, taken and made, by match and package.
    pub(super) offers_to_stars: BTreeMap<(Arc<str>, u64), [f64; 2]>,
    /// Firms that were founded, by the firm or group that was left, and by what became of them.
    pub(super) foundings: Grid<(Arc<str>, Arc<str>), ()>,
    pub(super) regions: Grid<(Arc<str>, RegionColumn), Date>,
    /// The departures of the first replicate that has any.
    pub(super) cascades: Vec<CascadeRow>,
    /// Departures by whether they follow another one.
    pub(super) followed: Grid<bool, ()>,
    /// They are of one replicate alone.
    pub(super) positions: Vec<PositionRow>,
    pub(super) outcomes: BTreeMap<Arc<str>, Vec<f64>>,
    pub(super) facts: Vec<FactRow>,
    pub(super) comparison: Vec<ComparisonRow>,
    pub(super) persons: Vec<PersonRow>,
}

impl Fold {
    /// What is kept of no rows.
    pub(super) fn new(scenario: &Scenario) -> Self {
        let name = |unit| scenario.unit_name(unit).to_owned();
        Self {
            scenario: scenario.name.clone(),
            focal: name(scenario.focal),
            units: scenario.unit_ids().map(name).collect(),
            stayed_at: scenario.record.spells.iter().copied().map(name).collect(),
            firms: Grid::default(),
            market: Grid::blank(f64::NAN),
            moves: Grid::default(),
            leavers: Grid::default(),
            arisen: Grid::default(),
            departures: BTreeMap::new(),
            jobs: BTreeMap::new(),
            equity: Grid::default(),
            letters: Vec::new(),
            signed: Grid::blank(f64::NAN),
            offers: Grid::default(),
            offers_to_stars: BTreeMap::new(),
            foundings: Grid::default(),
            regions: Grid::default(),
            cascades: Vec::new(),
            followed: Grid::default(),
            positions: Vec::new(),
            outcomes: BTreeMap::new(),
            facts: Vec::new(),
            comparison: Vec::new(),
            persons: Vec::new(),
        }
    }

    /// Adds those rows that are of the scenario.
    pub(super) fn add(&mut self, tables: &Tables) {
        let scenario = self.scenario.clone();
        macro_rules! own {
            ($table:ident) => {
                tables.$table.iter().filter(|row| *row.scenario == *scenario)
            };
        }
        own!(firms).for_each(|row| self.add_firm(row));
        own!(market).for_each(|row| self.add_market(row));
        own!(flows).for_each(|row| self.add_flow(row));
        own!(events).for_each(|row| self.add_event(row));
        own!(spells).for_each(|row| self.add_spell(row));
        own!(letter).for_each(|row| {
            let letter = [row.event.clone(), row.firm.clone()];
            let known = self.letters.iter().position(|[event, _]| *event == row.event);
            let number = known.unwrap_or(self.letters.len());
            if known.is_none() {
                self.letters.push(letter);
            }
            self.signed.add(number, (row.replicate, row.hours), row.share);
        });
        own!(offers).for_each(|row| self.add_offer(row));
        own!(foundings).for_each(|row| {
            let key = (row.parent.clone(), row.outcome.clone());
            self.foundings.add(key, (row.replicate, ()), 1.0);
        });
        own!(regions).for_each(|row| self.add_region(row));
        own!(cascades).for_each(|row| {
            let first = self.cascades.first().map_or(row.replicate, |first| first.replicate);
            if row.replicate == first {
                self.cascades.push(row.clone());
            }
            self.followed.add(row.follows.is_some(), (row.replicate, ()), 1.0);
        });
        own!(outcomes).for_each(|row| {
            let values = self.outcomes.entry(row.outcome.clone()).or_default();
            values.extend(row.value);
        });
        self.positions.extend(own!(positions).cloned());
        self.facts.extend(own!(facts).cloned());
        self.comparison.extend(own!(comparison).cloned());
        self.persons.extend(own!(persons).cloned());
    }

    fn add_firm(&mut self, row: &FirmRow) {
        if !self.units.contains(&*row.firm) {
            return;
        }
        let at = (row.replicate, row.date);
        let mut add = |column: FirmColumn, number: f64| {
            self.firms.add((row.firm.clone(), column), at, number);
        };
        add(FirmColumn::Headcount, row.headcount.into());
        add(FirmColumn::Vacancies, row.vacancies.into());
        add(FirmColumn::Stars, row.stars.into());
        if let Some(filled) = row.posts_filled {
            add(FirmColumn::PostsFilled, filled.into());
        }
        if *row.firm == *self.focal {
            add(FirmColumn::Quits, row.quits.into());
            add(FirmColumn::Followers, row.followers.into());
            add(FirmColumn::Turmoil, row.turmoil);
            add(FirmColumn::Trust, row.trust);
            add(FirmColumn::OpenToWork, row.open_to_work.into());
            add(FirmColumn::Contacts, row.contacts.unwrap_or(0) as f64);
        }
    }

    fn add_market(&mut self, row: &MarketRow) {
        let at = (row.replicate, row.date);
        for class in CLASSES {
            let pay = row.pay(class).unwrap_or([f64::NAN; 4]);
            for (place, pay) in pay.into_iter().enumerate() {
                self.market.add(MarketColumn::Pay(class, place), at, pay);
            }
        }
        let concentration = row.hhi_stars.unwrap_or(f64::NAN);
        self.market.add(MarketColumn::Concentration, at, concentration);
    }

    fn add_flow(&mut self, row: &FlowRow) {
        let (at, moves) = ((row.replicate, row.month), f64::from(row.moves));
        self.moves.add((row.from.clone(), row.to.clone()), (row.replicate, ()), moves);
        let is_leaving = *row.from == *self.focal && *row.to != *self.focal;
        if is_leaving && &*row.to != OUTSIDE {
            self.leavers.add(row.to.clone(), at, moves);
        }
    }

    fn add_event(&mut self, row: &EventRow) {
        if let Some(replicate) = row.replicate.filter(|_| &*row.origin == MODEL) {
            self.arisen.add((row.kind.clone(), row.firm.clone()), (replicate, ()), 1.0);
        }
        if &*row.kind == "departure" && &*row.origin == SCRIPT && *row.firm == *self.focal {
            let departure = (row.date, row.detail.clone());
            self.departures.entry(row.replicate).or_default().push(departure);
        }
    }

    fn add_spell(&mut self, row: &SpellRow) {
        if !self.stayed_at.contains(&*row.firm) {
            return;
        }
        let days = [row.observed_from, row.end].map(|day| day.days() - row.start.days());
        let jobs = self.jobs.entry(row.firm.clone()).or_default();
        jobs.add(row.replicate, days, &*row.ending != "ongoing");
        if *row.firm == *self.focal {
            for months in COHORTS {
                let number = row.start.month_number().div_euclid(months);
                let mut add = |sum, value| {
                    self.equity.add((months, number, sum), (row.replicate, ()), value);
                };
                add(CohortSum::People, 1.0);
                add(CohortSum::Equity(0), row.equity_at_hire);
                add(CohortSum::Equity(1), row.equity_at_end);
            }
        }
    }

    fn add_offer(&mut self, row: &OfferRow) {
        let (bits, [made, taken]) =
            (row.package_from.to_bits(), [row.made, row.taken].map(f64::from));
        self.offers.add(Offers::Made, (row.replicate, bits), made);
        self.offers.add(Offers::Taken, (row.replicate, bits), taken);
        if *row.class == *Class::Star.name() {
            let sums = self.offers_to_stars.entry((row.matched.clone(), bits)).or_default();
            sums[0] += taken;
            sums[1] += made;
        }
    }

    fn add_region(&mut self, row: &RegionRow) {
        let at = (row.replicate, row.date);
        let mut add = |column: RegionColumn, number: f64| {
            self.regions.add((row.region.clone(), column), at, number);
        };
        add(RegionColumn::Headcount, row.headcount.into());
        add(RegionColumn::Foreign, row.foreign.into());
        add(RegionColumn::Arrivals, row.arrivals.into());
        add(RegionColumn::Departures, row.departures.into());
    }
}
