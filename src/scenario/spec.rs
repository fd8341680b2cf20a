//! A scenario as it is written: the keys of a file, their types, and what may be left out.
//!
//! Tables whose every value is valid by its type alone are read into the types of the valid world;
//! the types here are those that name other tables, or take a default from one.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::Deserializer;
use serde::de::IgnoredAny;

use crate::quantity::Class;
use crate::quantity::DAYS_PER_MONTH;
use crate::quantity::Date;
use crate::quantity::Days;
use crate::quantity::LogPoints;
use crate::quantity::Money;
use crate::quantity::Path;
use crate::quantity::PerClass;
use crate::quantity::Positive;
use crate::quantity::Share;
use crate::quantity::Spread;

use super::ClassProfile;
use super::Counter;
use super::Run;
use super::Taste;
use super::Time;
use super::Vacancies;
use super::event::AnyEvent;
use super::fact::FactSpec;
use super::mechanism::EquitySpec;
use super::mechanism::MechanismsSpec;
use super::region::RegionSpec;
use super::sector::SectorSpec;
use super::team::TeamSpec;
use super::written::Amount;
use super::written::ByClass;
use super::written::Coordinate;
use super::written::Dated;
use super::written::Heads;
use super::written::Months;
use super::written::NotNegative;
use super::written::PositiveSpread;
use super::written::Table;
use super::written::at_least_one;

/// The top level of a scenario.
///
/// Nothing is required by type, so that one bad table does not hide the mistakes of another; what has
/// to be there is checked afterwards.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Spec {
    /// What the scenario is called; that of a file it extends is not taken over. Default: the name of the file.
    pub(super) title: Option<String>,
    /// The question it answers; that of a file it extends is not taken over.
    pub(super) question: Option<String>,
    /// The file that this one is laid over.
    extends: Option<String>,
    /// The firm that charts and the answer are about. Required.
    pub(super) focal: Option<String>,
    /// What the answer leads with, such as `departures:FIRM`; `docs/outcomes.md` lists what can be asked.
    /// Default: `departures:FOCAL`.
    pub(super) outcomes: Option<Vec<String>>,
    /// Events, and facts as `fact.NAME`, that may lie outside the horizon: they are left out there. Written
    /// by the program when it stores a scenario with all that it extends as one text.
    pub(super) left_out: Vec<String>,
    /// Start, end and step. Required.
    pub(super) time: Option<Table<Time>>,
    /// Givens of the population. Required.
    pub(super) population: Option<Table<PopulationSpec>>,
    /// What distinguishes the classes.
    pub(super) class: Table<ByClass<Table<ClassSpec>>>,
    /// What people care for.
    pub(super) taste: Table<Taste>,
    /// The firms that are written out.
    pub(super) firm: BTreeMap<String, Table<FirmSpec>>,
    /// The firm groups.
    pub(super) firm_group: BTreeMap<String, Table<FirmGroupSpec>>,
    /// The regions.
    pub(super) region: BTreeMap<String, Table<RegionSpec>>,
    /// The roles.
    pub(super) role: BTreeMap<String, Table<RoleSpec>>,
    /// The sectors.
    pub(super) sector: BTreeMap<String, Table<SectorSpec>>,
    /// The teams that are followed.
    pub(super) team: BTreeMap<String, Table<TeamSpec>>,
    /// The events, read by kind afterwards.
    #[schemars(with = "BTreeMap<String, Table<AnyEvent>>")]
    #[expect(clippy::zero_sized_map_values, reason = "read from the tree; here as known")]
    event: BTreeMap<String, Table<BTreeMap<String, IgnoredAny>>>,
    /// The mechanisms.
    pub(super) mechanism: Table<MechanismsSpec>,
    /// What was reported of the real market, to be scored.
    pub(super) fact: BTreeMap<String, Table<FactSpec>>,
    /// Seed and replicates.
    pub(super) run: Table<Run>,
    /// What is recorded.
    pub(super) record: Table<RecordSpec>,
}

/// `[population]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PopulationSpec {
    /// The nominal number of researchers, which rates of offers are measured against: never a count of
    /// those who are there. Status X.
    pub(super) researchers: Dated<Positive>,
    /// The mean time that people at the start have been with their firm. Default: 30 months.
    /// Status F.
    #[serde(default = "default_tenure")]
    pub(super) mean_tenure: Days,
    /// Among how many offers people at the start have chosen their employer: 1 is no choice.
    /// Default 3. Status F.
    #[serde(default = "default_first_offers", deserialize_with = "at_least_one")]
    #[schemars(range(min = 1))]
    pub(super) first_offers: u32,
}

fn default_tenure() -> Days {
    Days(30.0 * DAYS_PER_MONTH)
}

fn default_first_offers() -> u32 {
    3
}

/// `[class.NAME]`.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct ClassSpec {
    /// The share of the nominal population. Defaults: star 0.02, researcher 0.25, engineer 0.48,
    /// applied 0.25. Status F.
    share: Option<Share>,
    /// Cash a year at a firm of pay level 1. Defaults: $600k, $250k, $150k, $120k. Status F.
    pay: Option<Amount>,
    /// Talent, as a logarithm: what it adds to somebody's value for a firm. Defaults: stars
    /// `{ above = [2.4, 0.4] }`, so that talent has a Pareto tail; the others normal of deviation 0.5
    /// around 0, -0.5 and -0.7, as their pay is. Status F.
    talent: Option<Spread>,
}

impl ClassSpec {
    /// The class that is meant.
    pub(super) fn meant(self, class: Class) -> ClassProfile {
        const SHARES: PerClass<f64> = PerClass([0.02, 0.25, 0.48, 0.25]);
        const PAY: PerClass<Money> =
            PerClass([Money(6e5), Money(2.5e5), Money(1.5e5), Money(1.2e5)]);
        const fn around(mean: f64) -> Spread {
            Spread::Normal { mean, deviation: 0.5 }
        }
        const TALENT: PerClass<Spread> = PerClass([
            Spread::Above { least: 2.4, excess: 0.4 },
            around(0.0),
            around(-0.5),
            around(-0.7),
        ]);
        ClassProfile {
            share: self.share.map_or(SHARES[class], Share::get),
            pay: self.pay.map_or(PAY[class], Amount::money),
            talent: self.talent.unwrap_or(TALENT[class]),
        }
    }
}

/// A firm that is written out.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct FirmSpec {
    /// The name in charts. Default: the name.
    pub(super) label: Option<String>,
    /// When the firm begins. Default: it is there from the start.
    pub(super) founded: Option<Date>,
    /// The names of the regions where the firm has sites, the main one first. Default: it might be anywhere.
    #[serde(default)]
    pub(super) regions: Vec<String>,
    /// Planned head-count; `"equal"` is the nominal population of the first day over the number of all firms.
    pub(super) staff: Heads<Dated<Positive>>,
    /// The share of each class in the plan. Default: as in the population.
    pub(super) classes: Option<Table<ByClass<Share>>>,
    /// Pay.
    #[serde(default)]
    pub(super) pay: Table<PaySpec>,
    /// What is granted to those whom it hires. Default: nothing.
    pub(super) equity: Option<Table<EquitySpec>>,
    /// How strictly the firm looks at the mission of those who apply by themselves: at a distance d of the
    /// two missions it looks on with a probability of `exp(-screening d^2 / 2)`. Default 0. Status F (A96).
    pub(super) screening: Option<NotNegative>,
    /// For how long whoever leaves must not start at a firm that trains models: an offer of such a firm is due
    /// so much later. Only with `[mechanism.policy]`. Default: at once.
    pub(super) non_compete: Option<Days>,
    /// What the firm is worth. Default: not known.
    pub(super) valuation: Option<Dated<Amount>>,
    /// What it spends on training a model: what its bids for stars are tied to. Default: nothing.
    pub(super) training_budget: Option<Dated<Amount>>,
    /// Users for each member of staff: what one person's work can reach. Default: nobody.
    pub(super) users_per_head: Option<Dated<Positive>>,
    /// How independently its people work, from 0 to 1. Default 0.
    #[serde(default = "default_independence")]
    pub(super) independence: Dated<Share>,
    /// How much its brand has to lose, from 0 to 1: so it leaves undone what its people would like to do, and
    /// they found firms of their own. Only with `[mechanism.founding]`. Default 0. Status F (A68).
    pub(super) brand_risk: Option<Dated<Share>>,
    /// How meaningful its problems are, from 0 to 1, such as those of health care. Default 0. Status F (A20,
    /// A67).
    pub(super) meaning: Option<Dated<Share>>,
    /// By how many months it is thought to be ahead of the frontier, behind it if below 0. Default: nobody
    /// thinks that it is in the race, which is worth as much as being at the frontier. Status S (A44).
    pub(super) lead: Option<Dated<Months>>,
    /// Mission. Default 0.
    #[serde(default)]
    pub(super) position: Table<PositionSpec<Dated<Coordinate>>>,
    /// The share of work that is research. Default 0.4.
    #[serde(default = "default_research_path")]
    pub(super) research_share: Dated<Share>,
    /// Whether there can be no post left to offer. Default `limited`.
    #[serde(default)]
    pub(super) vacancies: Vacancies,
    /// Calls per vacancy against the average firm. Default 1.
    pub(super) reach: Option<NotNegative>,
}

/// Many small firms, drawn once and for good from spreads.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct FirmGroupSpec {
    /// The name in charts. Default: the name.
    pub(super) label: Option<String>,
    /// How many firms.
    #[serde(deserialize_with = "at_least_one")]
    #[schemars(range(min = 1))]
    pub(super) count: u32,
    /// The share of the firms that is in each region, such as `{ bay-area = 0.7, london = 0.3 }`: each firm
    /// is in one. Default: they might be anywhere.
    pub(super) regions: Option<Table<BTreeMap<String, Share>>>,
    /// Planned head-count of a firm at growth 1; `"equal"` is the nominal population of the first day over
    /// the number of all firms, those that are written out and those of groups.
    pub(super) size: Heads<PositiveSpread>,
    /// What the head-counts are multiplied by. Default 1.
    #[serde(default = "default_growth")]
    pub(super) growth: Dated<Positive>,
    /// The share of each class in the plan. Default: as in the population.
    pub(super) classes: Option<Table<ByClass<Share>>>,
    /// Pay.
    #[serde(default)]
    pub(super) pay: Table<GroupPaySpec>,
    /// What is granted to those whom they hire. Default: nothing.
    pub(super) equity: Option<Table<EquitySpec>>,
    /// What each firm is worth at the start. From then on it is worth what a geometric Brownian motion of
    /// the volatility and the growth of its `equity` makes of it. Default: not known. Status F.
    pub(super) valuation: Option<Amount>,
    /// Users for each member of staff: what one person's work can reach. Default: nobody.
    pub(super) users_per_head: Option<Positive>,
    /// How independently people work, from 0 to 1. Default 0.
    #[serde(default = "default_independence_of_group")]
    pub(super) independence: Share,
    /// How much their brands have to lose, from 0 to 1, as of a firm. Default 0. Status F (A68).
    pub(super) brand_risk: Option<Share>,
    /// How meaningful their problems are, from 0 to 1. Default 0. Status F (A20, A67).
    pub(super) meaning: Option<Share>,
    /// By how many months each of them is thought to be ahead of the frontier, as of a firm. Default: not in
    /// the race. Status F.
    pub(super) lead: Option<Dated<Months>>,
    /// Mission. Default 0.
    #[serde(default)]
    pub(super) position: Table<PositionSpec<Spread>>,
    /// The share of work that is research. Default 0.4.
    #[serde(default = "default_research_spread")]
    pub(super) research_share: Spread,
    /// Whether there can be no post left to offer. Default `limited`.
    #[serde(default)]
    pub(super) vacancies: Vacancies,
    /// Calls per vacancy against the average firm. Default 1.
    pub(super) reach: Option<NotNegative>,
}

/// `pay` of a group.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct GroupPaySpec {
    /// Pay against the class's pay, for the firms' own staff too. Default 1.
    pub(super) level: Option<Spread>,
}

/// `pay` of a firm.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PaySpec {
    /// Pay against the class's pay, for the firm's own staff too. Default 1.
    pub(super) level: Option<Dated<Positive>>,
    /// By how much an offer tops the candidate's own pay, as far as the firm's willingness to pay
    /// goes, which is nowhere without a training budget. Default 0.1. Status F.
    pub(super) offer_premium: Option<NotNegative>,
    /// The probability that the firm answers an offer to one of its people. Default: that of
    /// `[mechanism.bidding]`. Status F.
    pub(super) matching: Option<Table<ByClass<Share>>>,
    /// With what: `money`, or `freedom`, which comes before money then. Default `money`.
    #[serde(default)]
    pub(super) counter: Counter,
}

/// `position` of a firm or group.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PositionSpec<T> {
    /// Safety (-1) to speed (+1).
    pub(super) x: Option<T>,
    /// Research (-1) to product (+1).
    pub(super) y: Option<T>,
}

/// Reads spreads on the two axes of missions.
pub(super) fn positions<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<[Option<Spread>; 2], D::Error> {
    Table::<PositionSpec<Spread>>::deserialize(from).map(|Table(spec)| [spec.x, spec.y])
}

impl<T> Default for PositionSpec<T> {
    fn default() -> Self {
        Self { x: None, y: None }
    }
}

/// A named position, held by a person with an id of its own.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RoleSpec {
    /// The name in charts. Default: the name, with spaces.
    pub(super) label: Option<String>,
    /// The firm, one that is written out: the holder takes one of its planned posts of the class from
    /// the start, or from its founding.
    pub(super) firm: String,
    /// The class of the holder: `star`, `researcher`, `engineer` or `applied`.
    pub(super) class: Class,
    /// Whether an exit by script shakes the firm, by `departure-jump` of `turmoil`. Default `false`.
    #[serde(default)]
    pub(super) leader: bool,
    /// Talent, as a logarithm. Default: drawn as that of anybody else of the class.
    pub(super) talent: Option<LogPoints>,
}

/// `[record]`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct RecordSpec {
    /// The named firms whose jobs are recorded one by one, besides the focal firm.
    pub(super) spells: Vec<String>,
    /// The named firms of whose people every choice is recorded, option by option: long tables.
    pub(super) decisions: Vec<String>,
}

const RESEARCH_SHARE: f64 = 0.4;

fn default_research_path() -> Dated<Share> {
    Path::constant(RESEARCH_SHARE).into()
}

fn default_research_spread() -> Spread {
    Spread::Constant(RESEARCH_SHARE)
}

fn default_independence() -> Dated<Share> {
    Path::constant(0.0).into()
}

fn default_independence_of_group() -> Share {
    Share::default()
}

fn default_growth() -> Dated<Positive> {
    Path::constant(1.0).into()
}
