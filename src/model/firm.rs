//! What firms are, and what they are like at the start of a step.

use crate::quantity::Column;
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
use crate::scenario::Vacancies;

use super::Model;
use super::layoff::Scale;
use super::turmoil::Turmoil;

/// What a choice reads of one firm: one cache line, as of the start of the step.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
pub(super) struct Row {
    pub(super) log_pay: f64,
    pub(super) position: [f64; 2],
    pub(super) research_share: f64,
    pub(super) turmoil: Turmoil,
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
}

/// All firms: first those that are written out, then the members of the groups.
#[derive(Debug)]
pub(super) struct Firms {
    pub(super) key: Column<FirmId, FirmKey>,
    pub(super) unit: Column<FirmId, UnitId>,
    pub(super) row: Column<FirmId, Row>,
    pub(super) plan: Column<FirmId, Plan>,
    pub(super) staff: Column<FirmId, PerClass<u32>>,
    pub(super) open: Column<FirmId, PerClass<u32>>,
    pub(super) scale: Column<FirmId, Scale>,
    named: usize,
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
            named: scenario.firms.len(),
        };
        for (position, firm) in scenario.firms.iter().enumerate() {
            firms.push(firm.key, UnitId::at(position), named_row(), named_plan(firm, luck));
        }
        for (position, group) in scenario.groups.iter().enumerate() {
            let unit = UnitId::at(position + scenario.firms.len());
            for ordinal in 0..group.count {
                let key = FirmKey::of_member(&group.name, ordinal);
                let (row, plan) = member(group, key, luck);
                firms.push(key, unit, row, plan);
            }
        }
        firms
    }

    fn push(&mut self, key: FirmKey, unit: UnitId, row: Row, plan: Plan) {
        self.key.push(key);
        self.unit.push(unit);
        self.row.push(row);
        self.plan.push(plan);
        self.staff.push(PerClass::default());
        self.open.push(PerClass::default());
        self.scale.push(Scale::default());
    }

    /// Takes over what a changed scenario says of plans that are kept here.
    pub(super) fn follow(&mut self, scenario: &Scenario) {
        let firms = scenario.firms.iter().map(|firm| (firm.vacancies, firm.reach));
        let groups = scenario.groups.iter().map(|group| (group.vacancies, group.reach));
        let plans: Vec<(Vacancies, f64)> = firms.chain(groups).collect();
        for (plan, &unit) in self.plan.values_mut().iter_mut().zip(self.unit.values()) {
            (plan.vacancies, plan.reach) = plans[unit.position()];
        }
    }

    pub(super) fn len(&self) -> usize {
        self.key.len()
    }

    /// The name of a firm; a member of a group is called by its ordinal, such as `start-ups.17`.
    pub(super) fn name(&self, scenario: &Scenario, firm: FirmId) -> String {
        let unit = self.unit[firm];
        let name = scenario.unit_name(unit);
        if firm.position() < self.named {
            return name.to_owned();
        }
        let first = self.unit.values().partition_point(|&other| other < unit);
        format!("{name}.{}", firm.position() - first)
    }
}

/// The firms that are written out, with what is written of them.
pub(super) fn named(scenario: &Scenario) -> impl Iterator<Item = (FirmId, &Firm)> {
    scenario.firms.iter().enumerate().map(|(position, firm)| (FirmId::at(position), firm))
}

/// A named firm's row before its paths are followed for the first time.
fn named_row() -> Row {
    Row { log_pay: 0.0, position: [0.0; 2], research_share: 0.0, turmoil: Turmoil::default() }
}

fn named_plan(firm: &Firm, luck: &Luck) -> Plan {
    Plan {
        size: 0.0,
        mix: firm.classes,
        rounding: rounding(firm.key, luck),
        vacancies: firm.vacancies,
        reach: firm.reach,
    }
}

fn member(group: &FirmGroup, key: FirmKey, luck: &Luck) -> (Row, Plan) {
    let mut traits = luck.at(Address::of_firm(Decision::FirmTraits, key, group_epoch()));
    let size = traits.of_spread(group.size).max(0.0);
    let pay = traits.of_spread(group.pay_level).max(f64::MIN_POSITIVE);
    let position = group.position.map(|axis| traits.of_spread(axis).clamp(-1.0, 1.0));
    let research_share = traits.of_spread(group.research_share).clamp(0.0, 1.0);
    let row = Row { log_pay: pay.ln(), position, research_share, turmoil: Turmoil::default() };
    let plan = Plan {
        size,
        mix: group.classes,
        rounding: rounding(key, luck),
        vacancies: group.vacancies,
        reach: group.reach,
    };
    (row, plan)
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
    /// Reads the paths of the named firms at the start of the step to come.
    pub(super) fn follow_paths(&mut self) {
        let now = self.clock.start();
        for (id, firm) in named(self.scenario) {
            let row = &mut self.firms.row[id];
            row.log_pay = firm.pay_level.at(now).ln();
            row.position = [firm.position[0].at(now), firm.position[1].at(now)];
            row.research_share = firm.research_share.at(now);
        }
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
        let members = self.firms.plan.iter().skip(self.firms.named).map(|(firm, plan)| {
            plan.size * growth[self.firms.unit[firm].position() - self.firms.named]
        });
        named.chain(members).collect()
    }
}
