//! A valid scenario: the world that is meant, as plain values.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::quantity::Class;
use crate::quantity::Date;
use crate::quantity::Days;
use crate::quantity::FirmKey;
use crate::quantity::Index;
use crate::quantity::LogPoints;
use crate::quantity::Money;
use crate::quantity::Path;
use crate::quantity::PerClass;
use crate::quantity::RegionId;
use crate::quantity::RoleId;
use crate::quantity::Spread;
use crate::quantity::UnitId;

use super::Counter;
use super::EquityPolicy;
use super::Event;
use super::Fact;
use super::Mechanisms;
use super::Outcome;
use super::Region;
use super::Sector;
use super::Team;
use super::Time;
use super::spec::PositionSpec;
use super::spec::positions;
use super::written::Table;
use super::written::at_least_one;
use super::written::not_negative;

/// A scenario without mistakes: every name in it exists, every date lies where it has to.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// The name of the scenario: that of its file, without folder and ending.
    pub name: String,
    /// What the scenario is called in charts and on its page.
    pub title: String,
    /// The question it answers.
    pub question: Option<String>,
    /// The firm that the charts and the answer are about: one of [`Scenario::firms`].
    pub focal: UnitId,
    /// What the answer and comparisons lead with.
    pub outcomes: Vec<Outcome>,
    /// Start, end and step.
    pub time: Time,
    /// Constants of the population.
    pub population: Population,
    /// What distinguishes the classes.
    pub classes: PerClass<ClassProfile>,
    /// What people care for.
    pub taste: Taste,
    /// The firms that are written out, in the order of their names.
    pub firms: Vec<Firm>,
    /// The firm groups, in the order of their names.
    pub groups: Vec<FirmGroup>,
    /// The regions, in the order of their names.
    pub regions: Vec<Region>,
    /// The events within the horizon that are switched on, by date and then name.
    pub events: Vec<Event>,
    /// The roles, in the order of their names.
    pub roles: Vec<Role>,
    /// The sectors, in the order of their names.
    pub sectors: Vec<Sector>,
    /// The teams that are followed, in the order of their names.
    pub teams: Vec<Team>,
    /// The same world from a date on, for each scripted change, by date: each with all changes up to its own.
    pub later: Vec<Later>,
    /// What was reported of the real market, in the order of the names.
    pub facts: Vec<Fact>,
    /// The mechanisms that are switched on.
    pub mechanisms: Mechanisms,
    /// Seed and replicates.
    pub run: Run,
    /// What is recorded.
    pub record: Record,
    /// Where values come from: every table that has a `source` or a `note`.
    pub assumptions: Vec<Assumption>,
    /// The names of inherited events that lie outside the horizon, and are left out.
    pub left_out: Vec<String>,
    /// One text without `extends` that means the same world: what the manifest stores.
    pub text: String,
}

impl Scenario {
    /// The label of a named firm or of a group. Panics at an id of another scenario.
    pub fn label(&self, unit: UnitId) -> &str {
        let position = usize::from(unit.0);
        match self.firms.get(position) {
            Some(firm) => &firm.label,
            None => &self.groups[position - self.firms.len()].label,
        }
    }

    /// The name of a named firm or of a group, as in scenario files and tables. Panics at an id of another
    /// scenario.
    pub fn unit_name(&self, unit: UnitId) -> &str {
        let position = usize::from(unit.0);
        match self.firms.get(position) {
            Some(firm) => &firm.name,
            None => &self.groups[position - self.firms.len()].name,
        }
    }

    /// The role of an id. Panics at an id of another scenario.
    pub fn role(&self, role: RoleId) -> &Role {
        &self.roles[role.position()]
    }

    /// The named firm or group of this name, if there is one.
    pub fn unit_named(&self, name: &str) -> Option<UnitId> {
        let firms = self.firms.iter().map(|firm| &firm.name);
        let mut names = firms.chain(self.groups.iter().map(|group| &group.name));
        names.position(|other| other == name).map(UnitId::at)
    }

    /// The region of this name, if there is one.
    pub fn region_named(&self, name: &str) -> Option<RegionId> {
        self.regions.iter().position(|region| region.name == name).map(RegionId::at)
    }

    /// All named firms and groups.
    pub fn unit_ids(&self) -> impl Iterator<Item = UnitId> + use<> {
        (0..self.units()).map(UnitId::at)
    }

    /// How many named firms and groups there are.
    pub fn units(&self) -> usize {
        self.firms.len() + self.groups.len()
    }
}

/// Givens of the population: none of them is a count of people alive in a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Population {
    /// The nominal number of researchers, a given path: what rates of offers are measured against.
    pub researchers: Path,
    /// The mean time that people at the start have been with their firm, in days.
    pub mean_tenure: Days,
    /// Among how many offers people at the start have chosen their employer: 1 is no choice.
    pub first_offers: u32,
}

impl Population {
    /// The greatest nominal number of researchers while the market runs, burn-in and horizon: what is said of
    /// other years makes no difference.
    pub fn greatest(&self, time: Time) -> f64 {
        let [start, end] = [time.start, time.end].map(Date::midnight);
        self.researchers.greatest_between(start.plus(Days(-time.burn_in.0)), end)
    }
}

/// What distinguishes a class.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClassProfile {
    /// Its share of the nominal population and of graduates; the shares add up to one.
    pub share: f64,
    /// Cash a year at a firm of pay level 1, in dollars.
    pub pay: Money,
    /// Talent, as a logarithm.
    pub talent: Spread,
}

/// What people care for, in log points of lifetime wealth.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Taste {
    /// The weight of half the squared distance to the firm's mission. Default 0.62. Status F (0 to 0.7).
    pub mission: Spread,
    /// The weight of research as a share of work, from none to all. Default 0.24. Status L (Stern 2004).
    pub research: Spread,
    /// The weight of one unit of turmoil: nerves. Default 0.15. Status S (A76).
    pub stability: Spread,
    /// The weight of the logarithm of one and the stars at the firm. Default 0.08. Status S (A112).
    pub colleagues: LogPoints,
    /// The weight of the logarithm of one and the users for each member of staff. Default 0.014.
    /// Status F (A103).
    pub impact: LogPoints,
    /// The weight of working independently, from not at all to wholly. Default 0.12. Status S (A15, A68).
    pub independence: LogPoints,
    /// The weight of meaningful problems, from none to all. Default 0.12. Status F (A20, A67).
    pub meaning: LogPoints,
    /// The weight of the logarithm of one and the firm's training budget per planned head over the pay of a
    /// researcher. Default 0.03. Status F (A123).
    pub compute: LogPoints,
    /// The weight of twelve months of lead over the frontier. Default 0.26. Status S (A44, A110, A111).
    pub frontier: LogPoints,
    /// How far people's mission positions lie from their first employer's, as a standard deviation.
    /// Default 0.5. Status F.
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    pub position_deviation: f64,
    /// Mission positions of people who are there at the start, clipped to -1..1. Default: around their first
    /// employer's, as `position-deviation` says.
    #[serde(deserialize_with = "positions")]
    #[schemars(with = "Table<PositionSpec<Spread>>")]
    pub position: [Option<Spread>; 2],
}

impl Default for Taste {
    fn default() -> Self {
        let points = |points| LogPoints::new(points).expect("a weight is finite");
        Self {
            mission: Spread::Constant(0.62),
            research: Spread::Constant(0.24),
            stability: Spread::Constant(0.15),
            colleagues: points(0.08),
            impact: points(0.014),
            independence: points(0.12),
            meaning: points(0.12),
            compute: points(0.03),
            frontier: points(0.26),
            position_deviation: 0.5,
            position: [None; 2],
        }
    }
}

/// Whether a firm can run out of posts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Vacancies {
    /// Posts are what the planned head-count leaves open.
    #[default]
    Limited,
    /// There is always a post; the firm calls at a constant rate, in proportion to its reach.
    Unlimited,
}

/// A firm that is written out.
#[derive(Debug, Clone, PartialEq)]
pub struct Firm {
    /// Its name in scenario files and tables.
    pub name: String,
    /// Its name in charts.
    pub label: String,
    /// The address of its draws: the hash of its name.
    pub key: FirmKey,
    /// When it begins; from the start of the horizon if `None`.
    pub founded: Option<Date>,
    /// Where it has sites, the main one first; it might be anywhere if there are none.
    pub regions: Vec<RegionId>,
    /// Planned head-count, in people.
    pub staff: Path,
    /// The share of each class in the plan; they add up to one.
    pub classes: PerClass<f64>,
    /// Pay against the class's pay, for its own staff too: 1 is the same.
    pub pay_level: Path,
    /// By how much its offers top a candidate's own pay, as a share of it.
    pub offer_premium: f64,
    /// The probability that it answers offers to its people; that of **bidding** if `None`.
    pub matching: Option<PerClass<f64>>,
    /// With what it answers them.
    pub counter: Counter,
    /// What it grants to those whom it hires, if anything.
    pub equity: Option<EquityPolicy>,
    /// How strictly it looks at the mission of those who apply by themselves; 0 is not at all.
    pub screening: f64,
    /// For how long whoever leaves must not start at a firm that trains models.
    pub non_compete: Days,
    /// What the firm is worth, in dollars, if that is known.
    pub valuation: Option<Path>,
    /// What it spends on training a model, in dollars, if it trains any.
    pub training_budget: Option<Path>,
    /// Users for each member of staff; `None` is nobody.
    pub users_per_head: Option<Path>,
    /// How independently its people work, 0 to 1.
    pub independence: Path,
    /// How much its brand has to lose, 0 to 1: so it leaves undone what its people would like to do.
    pub brand_risk: Path,
    /// How meaningful its problems are, 0 to 1.
    pub meaning: Path,
    /// Months ahead of the frontier, behind it if below 0; `None` is not in the race.
    pub lead: Option<Path>,
    /// Mission: safety (-1) to speed (+1), and research (-1) to product (+1).
    pub position: [Path; 2],
    /// The share of its work that is research, 0 to 1.
    pub research_share: Path,
    /// Whether it can run out of posts.
    pub vacancies: Vacancies,
    /// Calls per vacancy against the average firm: 1 is as many.
    pub reach: f64,
}

/// Many small firms, drawn once and for good from spreads.
#[derive(Debug, Clone, PartialEq)]
pub struct FirmGroup {
    /// Its name in scenario files and tables.
    pub name: String,
    /// Its name in charts.
    pub label: String,
    /// How many firms.
    pub count: u32,
    /// The regions with the shares of the firms that are there; they might be anywhere if there are none.
    pub regions: Vec<(RegionId, f64)>,
    /// Planned head-count of a firm at growth 1, in people.
    pub size: Spread,
    /// What the head-counts are multiplied by, as time goes by.
    pub growth: Path,
    /// The share of each class in the plan; they add up to one.
    pub classes: PerClass<f64>,
    /// Pay against the class's pay: 1 is the same.
    pub pay_level: Spread,
    /// What they grant to those whom they hire, if anything.
    pub equity: Option<EquityPolicy>,
    /// What each of them is worth at the start, in dollars, if that is known.
    pub valuation: Option<f64>,
    /// Users for each member of staff; 0 is nobody.
    pub users_per_head: f64,
    /// How independently people work, 0 to 1.
    pub independence: f64,
    /// How much their brands have to lose, 0 to 1.
    pub brand_risk: f64,
    /// How meaningful their problems are, 0 to 1.
    pub meaning: f64,
    /// Months ahead of the frontier, the same for all of them, as of [`Firm::lead`].
    pub lead: Option<Path>,
    /// Mission, as of [`Firm::position`]; clipped to -1..1.
    pub position: [Spread; 2],
    /// The share of work that is research; clipped to 0..1.
    pub research_share: Spread,
    /// Whether the firms can run out of posts.
    pub vacancies: Vacancies,
    /// Calls per vacancy against the average firm: 1 is as many.
    pub reach: f64,
}

/// A named position, held by a person with an id of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Role {
    /// Its name in scenario files and tables.
    pub name: String,
    /// Its name in charts.
    pub label: String,
    /// The firm, one that is written out: the holder is on its staff from the start, or from its founding.
    pub firm: UnitId,
    /// The class of the holder.
    pub class: Class,
    /// Whether the exit of the holder shakes the firm.
    pub is_leader: bool,
    /// Talent of the holder, as a logarithm; drawn as of the class if `None`.
    pub talent: Option<f64>,
}

/// The world that is meant from a date on.
#[derive(Debug, Clone, PartialEq)]
pub struct Later {
    /// The day; the world changes with the first step that begins on it or after it.
    pub date: Date,
    /// The world, which has no later ones of its own.
    pub scenario: Arc<Scenario>,
}

/// How often, and with which luck.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Run {
    /// The seed of all draws. Default 1.
    pub seed: u64,
    /// How many replicates, numbered from 1. Default 100.
    #[serde(deserialize_with = "at_least_one")]
    #[schemars(range(min = 1))]
    pub replicates: u32,
}

impl Default for Run {
    fn default() -> Self {
        Self { seed: 1, replicates: 100 }
    }
}

/// What is recorded besides the tables that always are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The named firms whose jobs are recorded one by one; the focal firm is always among them.
    pub spells: Vec<UnitId>,
    /// The named firms of whose people every choice is recorded.
    pub decisions: Vec<UnitId>,
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assumption {
    /// The table, such as `firm.openai.staff`.
    pub path: String,
    /// Its `source`.
    pub source: Option<String>,
    /// Its `note`.
    pub note: Option<String>,
}
