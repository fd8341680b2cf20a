//! **equity**: what a grant is worth, how it vests, and what the firms are worth.
//!
//! A grant is a call on what the firm is worth. Nobody's grant is followed: its value is a closed form of
//! face value and the firm's worth on the day of hire, of the time since, and of the firm's worth now.

use std::f64::consts::SQRT_2;

use crate::quantity::DAYS_PER_YEAR;
use crate::quantity::Date;
use crate::quantity::Days;
use crate::quantity::FirmId;
use crate::quantity::Index;
use crate::quantity::Moment;
use crate::quantity::UnitId;
use crate::random::Address;
use crate::random::Decision;
use crate::scenario;
use crate::scenario::EquityPolicy;

use super::Model;
use super::lasting::Sale;
use super::parallel::for_each;
use super::pay::Earnings;
use super::people::Line;

const MONTHS_PER_YEAR: f64 = 12.0;
/// Standard deviations below which a normal variable is never found.
const FAR: f64 = -9.0;

/// What a firm is worth, as of the start of the step.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Worth {
    /// In dollars; 0 if nobody knows.
    pub(super) value: f64,
    /// What a dollar of face value is worth that is granted today, to somebody who may not sell it yet.
    pub(super) per_dollar: f64,
    outlook: Outlook,
}

/// What a firm that is worth so much may come to be worth, as far as it is the same for all grants.
#[derive(Debug, Clone, Copy, Default)]
struct Outlook {
    /// The mean of its worth at the end of the horizon, and the standard deviation of the logarithm.
    grown: f64,
    deviation: f64,
    /// The mean of what it exceeds the ceiling by.
    beyond: f64,
    /// What a dollar is worth now that is paid then, if the firm succeeds.
    present: f64,
}

/// What somebody's equity at his present firm comes to, in dollars.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Stake {
    /// What has vested: it is his, wherever he goes.
    pub(super) vested: f64,
    /// What has not: it is lost with the job.
    pub(super) unvested: f64,
    /// What later grants will come to within the time that one vests in.
    pub(super) refreshers: f64,
}

impl Stake {
    /// What staying is worth more than leaving, since it has not vested.
    pub(super) fn ahead(self) -> f64 {
        self.unvested + self.refreshers
    }
}

impl Model<'_> {
    /// The policy of a firm, if it grants anything.
    fn equity_policy(&self, firm: FirmId) -> Option<&EquityPolicy> {
        self.scenario.mechanisms.equity.as_ref()?;
        self.policy_of(self.firms.unit[firm])
    }

    fn policy_of(&self, unit: UnitId) -> Option<&EquityPolicy> {
        self.scenario.mechanisms.equity.as_ref()?;
        let unit = unit.position();
        match self.scenario.firms.get(unit) {
            Some(firm) => firm.equity.as_ref(),
            None => self.scenario.groups[unit - self.scenario.firms.len()].equity.as_ref(),
        }
    }

    /// The face value, in dollars, of what a firm grants to somebody whom it pays so much a year.
    pub(super) fn grant(&self, firm: FirmId, pay: f64) -> f64 {
        self.equity_policy(firm).map_or(0.0, |policy| granted(policy, pay))
    }

    /// What a new grant is worth for each dollar of cash a year.
    pub(super) fn grant_per_pay(&self, firm: FirmId) -> f64 {
        let policy = self.equity_policy(firm);
        policy.map_or(0.0, |one| granted(one, 1.0) * self.firms.worth[firm].per_dollar)
    }

    /// Which share of what they leave behind a firm pays to those whom it hires.
    pub(super) fn buy_out(&self, firm: FirmId) -> f64 {
        self.equity_policy(firm).map_or(0.0, |policy| policy.buy_out)
    }

    /// What refreshers come to for each dollar of cash a year.
    pub(super) fn refreshers_per_pay(&self, line: &Line, firm: FirmId, moment: Moment) -> f64 {
        let Some(policy) = self.equity_policy(firm) else { return 0.0 };
        let granted = years_since(line.hired, moment).min(years_of(policy));
        refreshed(policy, line) * granted * self.firms.worth[firm].per_dollar
    }

    /// What somebody's equity at his present firm comes to, with such earnings: nothing where the firm closes.
    pub(super) fn stake(
        &self,
        line: &Line,
        firm: FirmId,
        earnings: Earnings,
        moment: Moment,
    ) -> Stake {
        let Some(policy) = self.equity_policy(firm) else { return Stake::default() };
        if self.firms.is_closed(firm) {
            return Stake::default();
        }
        let then = f64::from(line.worth_at_hire);
        let worth = &self.firms.worth[firm];
        let per_dollar = value_per_dollar(policy, worth.value, &worth.outlook, then);
        let face = f64::from(line.grant);
        let vested = vested_share(policy, line.hired, moment);
        let sold = self.sold(line, firm, policy, moment);
        // Refreshers begin where the first grant has vested, at the pace of a later grant.
        let years = (years_since(line.hired, moment) - years_of(policy)).max(0.0);
        let later = refreshed(policy, line) * earnings.steady * years;
        Stake {
            vested: face * ((vested - sold.share) * per_dollar + sold.proceeds)
                + later * self.firms.worth[firm].per_dollar,
            unvested: face * (1.0 - vested) * per_dollar,
            refreshers: earnings.pay * self.refreshers_per_pay(line, firm, moment),
        }
    }

    /// What somebody has sold in the tender offers since his hire, for each dollar of face value.
    fn sold(&self, line: &Line, firm: FirmId, policy: &EquityPolicy, moment: Moment) -> Sold {
        let mut sold = Sold::default();
        if policy.listed {
            return sold;
        }
        for &Sale { date, tender, worth } in self.lasting.tenders(firm) {
            let day = date.midnight();
            if day <= line.hired.midnight() || moment < day {
                continue;
            }
            let share = tender.share * (vested_share(policy, line.hired, day) - sold.share);
            let then = f64::from(line.worth_at_hire);
            let grown = worth.map_or(1.0, |worth| worth / then);
            sold.share += share;
            sold.proceeds += share * (grown - policy.hurdle).max(0.0);
        }
        sold
    }

    /// What the firms are worth at the start of the step to come: by their paths, and members of groups by a
    /// geometric Brownian motion that moves on with every month of the calendar.
    pub(super) fn follow_worth(&mut self, elapsed: Days) {
        let Some(law) = self.scenario.mechanisms.equity else { return };
        let now = self.clock.start();
        let named = self.scenario.firms.len();
        for number in 0..named {
            let firm = FirmId::at(number);
            let value = self.valuation(firm, now).unwrap_or(0.0);
            let unknown = Worth { value, ..Worth::default() };
            let policy = self.equity_policy(firm);
            self.firms.worth[firm] = policy.map_or(unknown, |one| Worth::new(&law, one, value));
        }
        let before = if elapsed.0 > 0.0 { now.plus(Days(-elapsed.0)) } else { now };
        let months = months_between(before.date(), now.date());
        if months.is_empty() && elapsed.0 > 0.0 {
            return;
        }
        let (scenario, luck, people) = (self.scenario, self.luck, self.people.len());
        let (key, unit) = (&self.firms.key, &self.firms.unit);
        for_each(&mut self.firms.worth.values_mut()[named..], people, |member, worth| {
            let firm = FirmId::at(named + member);
            let group = &scenario.groups[unit[firm].position() - named];
            let Some(policy) = &group.equity else { return };
            if worth.value <= 0.0 {
                worth.value = group.valuation.unwrap_or(0.0);
            }
            for &month in &months {
                let address = Address::of_firm(Decision::Worth, key[firm], month);
                worth.value *=
                    growth_of_a_month(&law, policy, worth.value, luck.at(address).normal());
            }
            *worth = Worth::new(&law, policy, worth.value);
        });
    }

    /// What a firm of a group is worth when it begins.
    pub(super) fn first_worth_in(&self, unit: UnitId) -> Worth {
        let group = &self.scenario.groups[unit.position() - self.scenario.firms.len()];
        self.worth_in(unit, group.valuation.unwrap_or(0.0))
    }

    /// A worth of so many dollars at a firm of a group.
    pub(super) fn worth_in(&self, unit: UnitId, value: f64) -> Worth {
        let law = self.scenario.mechanisms.equity.as_ref();
        let known = law.zip(self.policy_of(unit));
        known.map_or_else(Worth::default, |(law, policy)| Worth::new(law, policy, value))
    }

    /// What somebody's grant was worth to him on the day of his hire, in dollars.
    pub(super) fn equity_at_hire(&self, line: &Line, firm: FirmId) -> f64 {
        let law = self.scenario.mechanisms.equity.as_ref();
        let Some((policy, law)) = self.equity_policy(firm).zip(law) else { return 0.0 };
        let then = f64::from(line.worth_at_hire);
        f64::from(line.grant) * Worth::new(law, policy, then).per_dollar
    }
}

/// What has been sold of a dollar of face value, and for how much.
#[derive(Debug, Clone, Copy, Default)]
struct Sold {
    share: f64,
    proceeds: f64,
}

/// The face value of a year's refreshers for each dollar of cash a year: a share of what the first grant was, so that
/// who was hired on other terms keeps them.
fn refreshed(policy: &EquityPolicy, line: &Line) -> f64 {
    policy.refresher * f64::from(line.grant) / (f64::from(line.pay_at_hire) * years_of(policy))
}

/// Face value of a grant to somebody with so much cash a year, in dollars.
fn granted(policy: &EquityPolicy, pay: f64) -> f64 {
    policy.multiple * pay * years_of(policy)
}

fn years_of(policy: &EquityPolicy) -> f64 {
    policy.vesting.0 / DAYS_PER_YEAR
}

fn years_since(hired: Date, moment: Moment) -> f64 {
    moment.since(hired.midnight()).0.max(0.0) / DAYS_PER_YEAR
}

/// The share of a grant that has vested: none before the cliff, then what is even since the hire.
fn vested_share(policy: &EquityPolicy, hired: Date, moment: Moment) -> f64 {
    let held = moment.since(hired.midnight()).0;
    let is_before = held < policy.cliff.0 || held <= 0.0;
    if is_before { 0.0 } else { (held / policy.vesting.0.max(f64::MIN_POSITIVE)).min(1.0) }
}

/// The growth a year that people expect of a firm that is worth so much: less of a greater one,
/// `mu0 - zeta ln(V / V_ref)`, within bounds.
fn expected_growth(law: &scenario::Equity, value: f64) -> f64 {
    let [least, greatest] = law.growth_bounds;
    let shrunk = law.growth - law.shrinking * (value / law.reference_valuation.0).ln();
    shrunk.clamp(least, greatest)
}

impl Worth {
    /// A worth of so many dollars, with what follows for grants.
    fn new(law: &scenario::Equity, policy: &EquityPolicy, value: f64) -> Self {
        let outlook = Outlook::new(law, policy, value);
        Self { value, per_dollar: value_per_dollar(policy, value, &outlook, value), outlook }
    }
}

impl Outlook {
    fn new(law: &scenario::Equity, policy: &EquityPolicy, value: f64) -> Self {
        if value <= 0.0 || policy.listed {
            return Self::default();
        }
        let years = law.horizon.0 / DAYS_PER_YEAR;
        let outlook = Self {
            grown: value * (expected_growth(law, value) * years).exp(),
            deviation: policy.volatility * years.sqrt(),
            beyond: 0.0,
            present: policy.success * (-law.discount_rate.get() * years).exp(),
        };
        Self { beyond: outlook.expected_call(law.ceiling.0), ..outlook }
    }

    /// The mean of what a lognormal value exceeds a strike by: the formula of Black and Scholes (1973) before
    /// discounting.
    fn expected_call(&self, strike: f64) -> f64 {
        let Self { grown, deviation, .. } = *self;
        if strike <= 0.0 || deviation <= 0.0 {
            return (grown - strike.max(0.0)).max(0.0);
        }
        let upper = (grown / strike).ln() / deviation + deviation / 2.0;
        if upper < FAR {
            return 0.0;
        }
        grown * normal_below(upper) - strike * normal_below(upper - deviation)
    }
}

/// What a dollar of face value is worth that was granted when the firm was worth `then`, now that it is worth
/// so much: `success e^(-r T) [Call(V, kappa V_0) - Call(V, cap)] / V_0`, with calls as expected payoffs at the
/// growth that people expect. Listed shares, and those of firms whose worth nobody knows, are worth what
/// they are.
fn value_per_dollar(policy: &EquityPolicy, now: f64, outlook: &Outlook, then: f64) -> f64 {
    if now <= 0.0 || then <= 0.0 {
        return policy.success;
    }
    if policy.listed {
        return now / then;
    }
    let payoff = outlook.expected_call(policy.hurdle * then) - outlook.beyond;
    outlook.present * payoff.max(0.0) / then
}

/// The standard normal distribution function.
pub(super) fn normal_below(x: f64) -> f64 {
    0.5 * libm::erfc(-x / SQRT_2)
}

/// By what a month multiplies the worth of a firm, at a standard normal draw.
fn growth_of_a_month(law: &scenario::Equity, policy: &EquityPolicy, value: f64, draw: f64) -> f64 {
    if value <= 0.0 {
        return 1.0;
    }
    let (growth, volatility) = (expected_growth(law, value), policy.volatility);
    let drift = (growth - volatility * volatility / 2.0) / MONTHS_PER_YEAR;
    (drift + volatility * draw / MONTHS_PER_YEAR.sqrt()).exp()
}

/// The months of the calendar that begin after one day and up to another.
fn months_between(after: Date, until: Date) -> Vec<Date> {
    let months = (1..).map(|ahead| after.first_of_month(ahead));
    months.take_while(|&month| month <= until).collect()
}
