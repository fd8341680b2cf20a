//! What firms are, and what they are like at the start of a step.

use crate::quantity::Class;
use crate::quantity::Column;
use crate::quantity::Days;
use crate::quantity::FirmId;
use crate::quantity::FirmKey;
use crate::quantity::Index;
use crate::quantity::Moment;
use crate::quantity::PerClass;
use crate::quantity::UnitId;
use crate::random::Address;
use crate::random::Decision;
use crate::random::Luck;
use crate::scenario::Firm;
use crate::scenario::FirmGroup;
use crate::scenario::Scenario;
use crate::scenario::Taste;
use crate::scenario::Vacancies;

use super::Model;
use super::equity::Worth;
use super::frontier::Lead;
use super::layoff::Scale;
use super::mission::Stand;
use super::parallel::for_each;
use super::pay::Bids;
use super::pay::Drift;
use super::regions;
use super::regions::RegionalPay;
use super::regions::Sites;
use super::role_push::ResearchLog;
use super::turmoil::Turmoil;
use super::venture::Venture;

/// What a choice reads of one firm: one cache line, as of the start of the step.
#[derive(Debug, Clone, Copy, Default)]
#[repr(align(64))]
pub(super) struct Row {
    /// Cash a year of each class, in dollars.
    pub(super) band: PerClass<f32>,
    pub(super) position: [f32; 2],
    pub(super) research_share: f32,
    /// What colleagues, impact, independence, meaning and compute are worth, the same to everybody, in log
    /// points.
    pub(super) amenities: f32,
    /// The lead that people expect, in months; 0 for a firm that is not in the race.
    pub(super) lead: f32,
    pub(super) turmoil: Turmoil,
}

const _: () = assert!(size_of::<Row>() == 64, "a firm is one cache line");

impl Row {
    /// Notes bands and amenities, as the level of pay, other amenities, drift and stars have them.
    #[expect(clippy::cast_possible_truncation, reason = "a band needs seven digits")]
    fn renew(
        &mut self,
        scenario: &Scenario,
        level: f64,
        amenities: f64,
        (drift, stars): (&Drift, u32),
    ) {
        self.band = PerClass::from_fn(|class| {
            let policy = scenario.classes[class].pay.0 * level;
            (policy * drift.index(class)) as f32
        });
        self.amenities = (amenities + worth_of_stars(&scenario.taste, f64::from(stars))) as f32;
    }
}

/// What planning reads of one firm.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plan {
    /// Head-count of a group's member at growth 1; what a named firm plans is in its path.
    pub(super) size: f64,
    pub(super) mix: PerClass<f64>,
    /// Where fractions of a post are rounded up: one number for each class, for good.
    pub(super) rounding: PerClass<f64>,
    pub(super) vacancies: Vacancies,
    pub(super) reach: f64,
    /// Pay against the class's pay, as policy has it now.
    pub(super) pay_level: f64,
    pub(super) offer_premium: f64,
    /// What impact, independence, meaning and compute are worth, in log points.
    pub(super) amenities: f64,
}

/// All firms: first those that are written out, then the members of the groups, then those that people have
/// founded since.
#[derive(Debug)]
pub(super) struct Firms {
    pub(super) key: Column<FirmId, FirmKey>,
    pub(super) unit: Column<FirmId, UnitId>,
    pub(super) row: Column<FirmId, Row>,
    pub(super) plan: Column<FirmId, Plan>,
    pub(super) staff: Column<FirmId, PerClass<u32>>,
    pub(super) open: Column<FirmId, PerClass<u32>>,
    pub(super) scale: Column<FirmId, Scale>,
    pub(super) drift: Column<FirmId, Drift>,
    /// Of those that are written out.
    pub(super) stand: Column<FirmId, Stand>,
    pub(super) worth: Column<FirmId, Worth>,
    pub(super) sites: Column<FirmId, Sites>,
    pub(super) lead: Column<FirmId, Lead>,
    pub(super) bids: Bids,
    /// The mean of the firms' log indices at the start of the step, weighted by staff.
    pub(super) rivals: PerClass<f64>,
    /// Of each unit what the path of its lead comes to, if it is in the race.
    pub(super) paths_of_leads: Vec<Option<f64>>,
    pub(super) research_log: ResearchLog,
    named: usize,
    /// Whether **frontier** is on, now or later.
    pub(super) has_race: bool,
    /// Where those begin that were founded since the start: below it firms are in the order of their units.
    pub(super) first: usize,
    /// What was founded since, in order.
    pub(super) ventures: Vec<Venture>,
}

impl Firms {
    pub(super) fn new(scenario: &Scenario, luck: &Luck) -> Self {
        let mut firms = Self {
            key: Column::new(),
            unit: Column::new(),
            row: Column::new(),
            plan: Column::new(),
            staff: Column::new(),
            open: Column::new(),
            scale: Column::new(),
            drift: Column::new(),
            stand: vec![Stand::default(); scenario.firms.len()].into(),
            worth: Column::new(),
            sites: Column::new(),
            lead: Column::new(),
            bids: Bids::default(),
            rivals: PerClass::default(),
            paths_of_leads: Vec::new(),
            research_log: ResearchLog::default(),
            named: scenario.firms.len(),
            has_race: has_race(scenario),
            first: 0,
            ventures: Vec::new(),
        };
        for (position, firm) in scenario.firms.iter().enumerate() {
            firms.push(firm.key, UnitId::at(position), Row::default(), named_plan(firm, luck));
        }
        for (position, group) in scenario.groups.iter().enumerate() {
            let unit = UnitId::at(position + scenario.firms.len());
            for ordinal in 0..group.count {
                let key = FirmKey::of_member(&group.name, ordinal);
                let (row, plan) = member(group, key, luck, &scenario.taste);
                firms.push(key, unit, row, plan);
            }
        }
        firms.first = firms.len();
        firms.sites = regions::sites(scenario, luck, &firms.key);
        firms
    }

    pub(super) fn push(&mut self, key: FirmKey, unit: UnitId, row: Row, plan: Plan) -> FirmId {
        self.unit.push(unit);
        self.row.push(row);
        self.plan.push(plan);
        self.staff.push(PerClass::default());
        self.open.push(PerClass::default());
        self.scale.push(Scale::default());
        self.drift.push(Drift::default());
        self.worth.push(Worth::default());
        self.lead.push(Lead::default());
        self.key.push(key)
    }

    /// Takes over what a changed scenario says of plans that are kept here; paths are followed anyway.
    pub(super) fn follow(&mut self, scenario: &Scenario) {
        let named = scenario.firms.len();
        for (plan, &unit) in self.plan.values_mut().iter_mut().zip(self.unit.values()) {
            if let Some(firm) = scenario.firms.get(unit.position()) {
                (plan.vacancies, plan.reach) = (firm.vacancies, firm.reach);
                plan.offer_premium = firm.offer_premium;
            } else {
                let group = &scenario.groups[unit.position() - named];
                (plan.vacancies, plan.reach) = (group.vacancies, group.reach);
                plan.amenities = amenities(&scenario.taste, &conditions(group));
            }
        }
    }

    /// The units of the firms of the start, in order.
    pub(super) fn of_start(&self) -> &[UnitId] {
        &self.unit.values()[..self.first]
    }

    pub(super) fn len(&self) -> usize {
        self.key.len()
    }

    /// Some bits of the key of a firm, for reading it ahead.
    pub(super) fn key_bits(&self, firm: FirmId) -> u32 {
        #[expect(clippy::cast_possible_truncation, reason = "any bits will do")]
        let bits = self.key[firm].0 as u32;
        bits
    }

    /// The name of a firm of the start; a member of a group is called by its ordinal, such as `start-ups.17`.
    pub(super) fn name(&self, scenario: &Scenario, firm: FirmId) -> String {
        let unit = self.unit[firm];
        let name = scenario.unit_name(unit);
        if firm.position() < self.named {
            return name.to_owned();
        }
        let first = self.of_start().partition_point(|&other| other < unit);
        format!("{name}.{}", firm.position() - first)
    }
}

/// Whether the lead over others is followed at any time.
fn has_race(scenario: &Scenario) -> bool {
    let later = scenario.later.iter().map(|later| &*later.scenario);
    later.chain([scenario]).any(|scenario| scenario.mechanisms.frontier.is_some())
}

/// The firms that are written out, with what is written of them.
pub(super) fn named(scenario: &Scenario) -> impl Iterator<Item = (FirmId, &Firm)> {
    scenario.firms.iter().enumerate().map(|(position, firm)| (FirmId::at(position), firm))
}

fn named_plan(firm: &Firm, luck: &Luck) -> Plan {
    Plan {
        size: 0.0,
        mix: firm.classes,
        rounding: rounding(firm.key, luck),
        vacancies: firm.vacancies,
        reach: firm.reach,
        pay_level: 1.0,
        offer_premium: firm.offer_premium,
        amenities: 0.0,
    }
}

#[expect(clippy::cast_possible_truncation, reason = "traits need no more than 24 bits")]
pub(super) fn member(group: &FirmGroup, key: FirmKey, luck: &Luck, taste: &Taste) -> (Row, Plan) {
    let mut traits = luck.at(Address::of_firm(Decision::FirmTraits, key, group_epoch()));
    let size = traits.of_spread(group.size).max(0.0);
    let pay_level = traits.of_spread(group.pay_level).max(f64::MIN_POSITIVE);
    let position = group.position.map(|axis| traits.of_spread(axis).clamp(-1.0, 1.0) as f32);
    let research_share = traits.of_spread(group.research_share).clamp(0.0, 1.0) as f32;
    let row = Row { position, research_share, ..Row::default() };
    let plan = Plan {
        size,
        mix: group.classes,
        rounding: rounding(key, luck),
        vacancies: group.vacancies,
        reach: group.reach,
        pay_level,
        offer_premium: 0.0,
        amenities: amenities(taste, &conditions(group)),
    };
    (row, plan)
}

/// What a firm has for its people besides money and colleagues.
struct Conditions {
    users_per_head: f64,
    independence: f64,
    meaning: f64,
    /// The training budget per head over the pay of a researcher.
    compute: f64,
}

fn conditions(group: &FirmGroup) -> Conditions {
    let FirmGroup { users_per_head, independence, meaning, .. } = *group;
    Conditions { users_per_head, independence, meaning, compute: 0.0 }
}

/// What so many stars are worth as colleagues, in log points: `colleagues * ln(1 + stars)`.
pub(super) fn worth_of_stars(taste: &Taste, stars: f64) -> f64 {
    taste.colleagues.get() * stars.ln_1p()
}

/// What the conditions of a firm are worth, in log points.
fn amenities(taste: &Taste, has: &Conditions) -> f64 {
    taste.impact.get() * has.users_per_head.ln_1p()
        + taste.independence.get() * has.independence
        + taste.meaning.get() * has.meaning
        + taste.compute.get() * has.compute.ln_1p()
}

/// The date of draws that are settled for good.
fn group_epoch() -> crate::quantity::Date {
    crate::quantity::Date::default()
}

fn rounding(key: FirmKey, luck: &Luck) -> PerClass<f64> {
    let mut draws = luck.at(Address::of_firm(Decision::Posts, key, group_epoch()));
    PerClass::from_fn(|_| draws.uniform())
}

impl Model<'_> {
    /// Reads the paths of the named firms at the start of the step to come, `elapsed` after they were
    /// read before, and settles what follows from them.
    pub(super) fn follow_paths(&mut self, elapsed: Days) {
        let (now, taste) = (self.clock.start(), &self.scenario.taste);
        self.years_of_pay = self.annuity();
        let greatest = self.scenario.population.greatest(self.scenario.time);
        self.nominal = PerClass::from_fn(|class| self.scenario.classes[class].share * greatest);
        for (id, firm) in named(self.scenario) {
            let has = Conditions {
                users_per_head: firm.users_per_head.as_ref().map_or(0.0, |users| users.at(now)),
                independence: firm.independence.at(now),
                meaning: firm.meaning.at(now),
                compute: self.compute_per_head(id, now),
            };
            let plan = &mut self.firms.plan[id];
            plan.pay_level = firm.pay_level.at(now);
            plan.amenities = amenities(taste, &has);
            #[expect(clippy::cast_possible_truncation, reason = "a share needs few digits")]
            let research_share = firm.research_share.at(now) as f32;
            self.firms.research_log.note(id, now, firm.research_share.at(now));
            self.firms.row[id].research_share = research_share;
        }
        self.follow_leads();
        self.follow_missions(now, elapsed);
        self.follow_worth(elapsed);
        self.follow_bids(elapsed);
        self.renew_rows();
    }

    /// Bands, as policy and drift have them, and what colleagues are worth besides the other amenities.
    fn renew_rows(&mut self) {
        let (scenario, people, now) = (self.scenario, self.people.len(), self.clock.start());
        let regional = RegionalPay::new(scenario, now);
        let Firms { row, plan, drift, staff, sites, .. } = &mut self.firms;
        for_each(row.values_mut(), people, |number, row| {
            let firm = FirmId::at(number);
            let level = plan[firm].pay_level * regional.at(sites[firm]);
            let stars = staff[firm][Class::Star];
            row.renew(scenario, level, plan[firm].amenities, (&drift[firm], stars));
        });
    }

    /// The same of one firm, which has only its founders yet, so many stars among them.
    pub(super) fn renew_row(&mut self, firm: FirmId, stars: u32) {
        let (scenario, now) = (self.scenario, self.clock.start());
        let Firms { row, plan, drift, sites, .. } = &mut self.firms;
        let level = plan[firm].pay_level * RegionalPay::new(scenario, now).at(sites[firm]);
        row[firm].renew(scenario, level, plan[firm].amenities, (&drift[firm], stars));
    }

    /// Planned head-count of every firm at an instant: 0 before it is founded.
    pub(super) fn planned_sizes(&self, moment: Moment) -> Column<FirmId, f64> {
        let scenario = self.scenario;
        let growth: Vec<f64> =
            scenario.groups.iter().map(|group| group.growth.at(moment)).collect();
        let named = scenario.firms.iter().map(|firm| {
            let founded = firm.founded.is_none_or(|date| date.midnight() <= moment);
            if founded { firm.staff.at(moment) } else { 0.0 }
        });
        let ramp = scenario.mechanisms.founding.as_ref().map_or(Days(0.0), |law| law.ramp);
        let members = self.firms.plan.iter().skip(self.firms.named).map(|(firm, plan)| {
            let heads = plan.size * growth[self.firms.unit[firm].position() - self.firms.named];
            let venture = self.firms.venture(firm);
            venture.map_or(heads, |venture| venture.planned(heads, ramp, moment))
        });
        named.chain(members).collect()
    }
}
