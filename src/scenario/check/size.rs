//! What no machine could run, or no calendar holds: values that are valid one by one, and too great.

use std::ops::RangeInclusive;

use crate::quantity::DAYS_PER_YEAR;
use crate::quantity::Index;
use crate::quantity::MonthlyRate;
use crate::quantity::Path;
use crate::quantity::Spread;
use crate::scenario::EquityPolicy;
use crate::scenario::Event;
use crate::scenario::EventKind;
use crate::scenario::Firm;
use crate::scenario::FirmGroup;
use crate::scenario::Founding;
use crate::scenario::Funding;
use crate::scenario::Mechanisms;
use crate::scenario::Population;
use crate::scenario::Program;
use crate::scenario::Recruiting;
use crate::scenario::Role;
use crate::scenario::Time;
use crate::scenario::reading::Reading;

use super::person::TALENTS;

/// People that a world may have: the work force of a whole economy, such as the American
/// one, and more.
const MOST_PEOPLE: f64 = 2e8;
/// People that a plan may have for each nominal researcher: there is nobody whom so many could be.
const MOST_PLANNED: f64 = 100.0;
/// Unless they are no more than this.
const FEW_PEOPLE: f64 = 1e5;
/// Firms that a world may have.
const MOST_FIRMS: f64 = 1e7;
/// Offers to one person in a month; more of them are no serious ones.
const MOST_OFFERS: f64 = 100.0;
/// Crises of one firm in a year; with more of them it would have nothing else.
const MOST_CRISES: f64 = 100.0;
/// Firms that one person founds in a month; with more of them he would do nothing else.
const MOST_FOUNDINGS: f64 = 1.0;
/// Deals for one firm in a year; with more of them it would have nothing else.
const MOST_DEALS: f64 = 10.0;
/// Looks of one person at a letter in an hour; with more of them he would do nothing else.
const MOST_LOOKS: f64 = 4.0;
/// The greatest multiple of cash a year that is granted.
const MOST_EQUITY: f64 = 1e3;
/// A raise multiplies pay by at most this and one.
const MOST_RAISE: f64 = 100.0;
/// And a cut takes away at most this share of it.
const MOST_CUT: f64 = 0.9;
/// What multiplies a hazard of founding at most.
const MOST_FAME: f64 = 1e3;
/// Months by which anything moves a lead.
const MOST_MONTHS: f64 = 120.0;
/// With a greater magnet a single month or star would be all that counts.
const MOST_MAGNET: f64 = 100.0;
/// Years that a horizon may lie in.
const YEARS: RangeInclusive<f64> = 1900.0..=2200.0;

impl Reading<'_> {
    /// Complains of a value that is not within bounds, which are told in a unit.
    pub(super) fn check_within(
        &mut self,
        path: &[&str],
        value: f64,
        bounds: RangeInclusive<f64>,
        unit: &str,
    ) {
        if bounds.contains(&value) || self.is_doubtful(path) {
            return;
        }
        let expected = if value < *bounds.start() {
            format!("expected at least {}{unit}", bounds.start())
        } else {
            format!("expected at most {}{unit}", bounds.end())
        };
        let complaint = self.at(path, format!("`{}` is out of bounds", path.join(".")));
        self.complain(complaint.label(expected));
    }
}

/// Complains of a horizon and of people beyond all measure.
pub(super) fn check_world(
    reading: &mut Reading<'_>,
    time: Option<Time>,
    population: Option<&Population>,
    (firms, groups): (&[Firm], &[FirmGroup]),
) {
    check_time(reading, time);
    check_people(reading, population, firms, groups);
}

/// Complains of years that no scenario lies in, and of burn-ins that never end.
fn check_time(reading: &mut Reading<'_>, time: Option<Time>) {
    let Some(time) = time else { return };
    for (key, date) in [("start", time.start), ("end", time.end)] {
        reading.check_within(&["time", key], f64::from(date.year()), YEARS, "");
    }
    let years = time.burn_in.0 / DAYS_PER_YEAR;
    reading.check_within(&["time", "burn-in"], years, 0.0..=100.0, " years");
}

/// Complains of more people than fit a machine.
fn check_people(
    reading: &mut Reading<'_>,
    population: Option<&Population>,
    firms: &[Firm],
    groups: &[FirmGroup],
) {
    if let Some(population) = population {
        let researchers = greatest(&population.researchers);
        reading.check_within(&["population", "researchers"], researchers, 0.0..=MOST_PEOPLE, "");
        let offers = f64::from(population.first_offers);
        reading.check_within(&["population", "first-offers"], offers, 0.0..=MOST_OFFERS, "");
    }
    let (most, whose) = planned(population);
    for firm in firms {
        let staff = ["firm", &firm.name, "staff"];
        reading.check_within(&staff, greatest(&firm.staff), 0.0..=most, &whose);
        reading.check_within(&["firm", &firm.name, "reach"], firm.reach, 0.0..=1e6, "");
        let weeks = ["firm", &firm.name, "non-compete"];
        let years = firm.non_compete.0 / DAYS_PER_YEAR;
        reading.check_within(&weeks, years, 0.0..=10.0, " years");
        check_equity(reading, ["firm", &firm.name, "equity"], firm.equity.as_ref());
    }
    for group in groups {
        let count = f64::from(group.count);
        reading.check_within(&["firm-group", &group.name, "count"], count, 0.0..=MOST_FIRMS, "");
        check_equity(reading, ["firm-group", &group.name, "equity"], group.equity.as_ref());
        let heads = count * large(group.size) * greatest(&group.growth);
        let unit = format!(" people{whose}");
        reading.check_within(&["firm-group", &group.name], heads, 0.0..=most, &unit);
        reading.check_within(&["firm-group", &group.name, "reach"], group.reach, 0.0..=1e6, "");
    }
}

/// People that the plan of one firm or group may have, and whose measure that is.
fn planned(population: Option<&Population>) -> (f64, String) {
    let Some(population) = population else { return (MOST_PEOPLE, String::new()) };
    let researchers = greatest(&population.researchers);
    let most = (researchers * MOST_PLANNED).max(FEW_PEOPLE);
    if most >= MOST_PEOPLE {
        return (MOST_PEOPLE, String::new());
    }
    (most, format!(" where `population.researchers` is {researchers}"))
}

/// Complains of grants that no firm makes.
fn check_equity(reading: &mut Reading<'_>, at: [&str; 3], policy: Option<&EquityPolicy>) {
    let Some(policy) = policy else { return };
    let vesting = policy.vesting.0;
    let mut within = |key, value, bounds, unit| {
        reading.check_within(&[&at[..], &[key]].concat(), value, bounds, unit);
    };
    within("multiple", policy.multiple, 0.0..=MOST_EQUITY, "");
    within("refresher", policy.refresher, 0.0..=MOST_EQUITY, "");
    within("hurdle", policy.hurdle, 0.0..=MOST_EQUITY, "");
    within("volatility", policy.volatility, 0.0..=10.0, "");
    within("vesting", vesting, 1.0..=36_525.0, " days");
    within("cliff", policy.cliff.0, 0.0..=vesting, " days, as `vesting` has it");
}

/// Complains of what follows from one exit, and of looks at a letter, that no market has.
fn check_people_together(reading: &mut Reading<'_>, mechanisms: &Mechanisms) {
    if let (Some(contagion), Some(recruiting)) = (&mechanisms.contagion, &mechanisms.recruiting) {
        let offers = recruiting.serious_offers.0.map(MonthlyRate::per_month);
        let most = offers.into_iter().fold(0.0, f64::max);
        for (key, weight) in [
            ("team-mate", contagion.team_mate),
            ("star", contagion.star),
            ("leader", contagion.leader),
            ("tie", contagion.tie),
        ] {
            let path = ["mechanism", "contagion", key];
            reading.check_within(
                &path,
                most * weight,
                0.0..=MOST_OFFERS,
                " offers a month, serious offers times the weight",
            );
        }
        let path = ["mechanism", "contagion", "time-to-peak"];
        reading.check_within(&path, contagion.time_to_peak.0, 1.0..=3_652.0, " days");
        let path = ["mechanism", "contagion", "team-size"];
        reading.check_within(&path, f64::from(contagion.team_size), 1.0..=1e5, "");
    }
    if let Some(founding) = &mechanisms.founding {
        check_founding(reading, founding);
    }
    if let Some(letter) = &mechanisms.letter {
        let path = ["mechanism", "letter", "look-rate"];
        reading.check_within(&path, letter.look_rate, 0.0..=MOST_LOOKS, " an hour");
    }
    if let Some(equity) = &mechanisms.equity {
        let path = ["mechanism", "equity", "horizon"];
        reading.check_within(&path, equity.horizon.0, 1.0..=36_525.0, " days");
    }
}

/// Complains of more new firms than a market has, and of firms that never grow or end.
fn check_founding(reading: &mut Reading<'_>, founding: &Founding) {
    let mut within = |key, value, bounds, unit| {
        reading.check_within(&["mechanism", "founding", key], value, bounds, unit);
    };
    within("talent", founding.talent, 0.0..=10.0, "");
    within("top-talent", founding.top_talent, TALENTS, "");
    within("brand-risk", founding.brand_risk, 0.0..=10.0, "");
    within("turmoil", founding.turmoil, 0.0..=10.0, "");
    let raised = founding.talent * (founding.top_talent - 2.0) + founding.brand_risk;
    let most = founding.rate.per_month() * raised.exp() * greatest(&founding.funding);
    let unit = " a month, in the best climate, of the greatest talent at a brand at risk";
    within("rate", most, 0.0..=MOST_FOUNDINGS, unit);
    within("asks", f64::from(founding.asks), 0.0..=1e4, "");
    within("ramp", founding.ramp.0, 0.0..=36_525.0, " days");
    within("stealth-time", founding.stealth_time.0, 1.0..=36_525.0, " days");
}

/// Complains of leads that move too far or too fast, and of too strong magnets.
fn check_frontier(reading: &mut Reading<'_>, mechanisms: &Mechanisms) {
    let Some(frontier) = &mechanisms.frontier else { return };
    let at = |key| ["mechanism", "frontier", key];
    reading.check_within(&at("lag"), frontier.lag.0, 1.0..=36_525.0, " days");
    for (key, months) in [
        ("response", frontier.response),
        ("compute-response", frontier.compute_response),
        ("leader-exit", frontier.leader_exit),
        ("star-exit", frontier.star_exit),
    ] {
        reading.check_within(&at(key), months, 0.0..=MOST_MONTHS, " months");
    }
    reading.check_within(&at("magnet"), frontier.magnet, 0.0..=MOST_MAGNET, "");
    reading.check_within(&at("usual-stars"), frontier.usual_stars, 0.0..=MOST_PEOPLE, "");
}

/// Complains of streams of offers and graduates that no market has.
pub(super) fn check_mechanisms(
    reading: &mut Reading<'_>,
    time: Option<Time>,
    mechanisms: &Mechanisms,
) {
    check_people_together(reading, mechanisms);
    check_deals(reading, mechanisms);
    check_frontier(reading, mechanisms);
    if let Some(turmoil) = &mechanisms.turmoil {
        let path = ["mechanism", "turmoil", "crisis-rate"];
        reading.check_within(&path, turmoil.crisis_rate, 0.0..=MOST_CRISES, " a year");
    }
    if let Some(recruiting) = &mechanisms.recruiting {
        check_streams(reading, recruiting);
        let at = |key| ["mechanism", "recruiting", key];
        let tightness = recruiting.reference_tightness.get();
        reading.check_within(&at("reference-tightness"), tightness, 1e-6..=10.0, "");
        let interval = recruiting.offer_interval.0;
        reading.check_within(&at("offer-interval"), interval, 1.0..=f64::INFINITY, " day");
        for (class, rate) in recruiting.serious_offers.iter() {
            let path = ["mechanism", "recruiting", "serious-offers", class.name()];
            reading.check_within(&path, rate.per_month(), 0.0..=MOST_OFFERS, " a month");
        }
        for (class, time) in recruiting.time_to_offer.iter() {
            let path = ["mechanism", "recruiting", "time-to-offer", class.name()];
            reading.check_within(&path, time.0 / DAYS_PER_YEAR, 0.0..=10.0, " years");
        }
    }
    if let Some(pay) = &mechanisms.pay {
        for (key, time) in
            [("usual-time-to-fill", pay.usual_time_to_fill), ("horizon", pay.horizon)]
        {
            let path = ["mechanism", "pay", key];
            reading.check_within(&path, time.0, 1.0..=f64::INFINITY, " day");
        }
    }
    if let Some(supply) = &mechanisms.supply {
        let applications = f64::from(supply.applications);
        let path = ["mechanism", "supply", "applications"];
        let live =
            mechanisms.recruiting.as_ref().map_or(MOST_OFFERS, |law| f64::from(law.live_offers));
        reading.check_within(&path, applications, 0.0..=live, ", as `live-offers` has it");
        for program in &supply.programs {
            check_program(reading, time, program, mechanisms.recruiting.as_ref());
        }
    }
}

/// Complains of more entrants than a market has.
fn check_program(
    reading: &mut Reading<'_>,
    time: Option<Time>,
    program: &Program,
    recruiting: Option<&Recruiting>,
) {
    let (at, number) = match &program.name {
        Some(name) => (vec!["mechanism", "supply", "program", name], "per-year"),
        None => (vec!["mechanism", "supply"], "graduates-per-year"),
    };
    let path = |key| [&at[..], &[key]].concat();
    reading.check_within(&path(number), greatest(&program.per_year), 0.0..=MOST_PEOPLE, "");
    reading.check_within(&path("growth"), program.growth, -0.9..=10.0, "");
    let response = program.tightness_response;
    reading.check_within(&path("tightness-response"), response, 0.0..=10.0, "");
    let bound = recruiting.map_or(1.0, |law| law.tightness_bounds[1].max(1.0));
    let last = time.map_or(0.0, |time| program.entrants_at(time.end.midnight(), time.start));
    let most = last * bound.powf(response);
    let whom = if program.name.is_none() { " graduates" } else { " people" };
    let unit = format!("{whom} a year in the end");
    reading.check_within(&path("growth"), most, 0.0..=MOST_PEOPLE, &unit);
}

/// Complains of more deals than a market has, and of reviews that never end.
fn check_deals(reading: &mut Reading<'_>, mechanisms: &Mechanisms) {
    if let Some(acquihire) = &mechanisms.acquihire {
        let path = ["mechanism", "acquihire", "rate"];
        reading.check_within(&path, acquihire.rate, 0.0..=MOST_DEALS, " a year");
    }
    if let Some(review) = mechanisms.policy.as_ref().and_then(|policy| policy.review) {
        let path = ["mechanism", "policy", "review", "time"];
        reading.check_within(&path, review.time.0 / DAYS_PER_YEAR, 0.0..=10.0, " years");
    }
}

/// Complains of rounds, raises and roles beyond all measure.
pub(super) fn check_script(
    reading: &mut Reading<'_>,
    events: &[Event],
    (population, firms): (Option<&Population>, &[Firm]),
    roles: &[Role],
) {
    let (most, whose) = planned(population);
    let unit = format!(" people{whose}");
    let mut heads: Vec<f64> = firms.iter().map(|firm| greatest(&firm.staff)).collect();
    for event in events {
        let at = |key| ["event", &event.name, key];
        match &event.kind {
            EventKind::Funding(Funding { firm, hiring, .. }) => {
                let Some(heads) = heads.get_mut(firm.position()) else { continue };
                *heads *= 1.0 + hiring;
                reading.check_within(&at("hiring"), *heads, 0.0..=most, &unit);
            }
            EventKind::Raise(raise) => {
                reading.check_within(&at("share"), raise.share, -MOST_CUT..=MOST_RAISE, "");
            }
            _ => {}
        }
    }
    for role in roles {
        let talent = role.talent.unwrap_or_default();
        reading.check_within(&["role", &role.name, "talent"], talent, TALENTS, "");
    }
}

/// Complains of a fame that nobody has.
pub(super) fn check_fame(reading: &mut Reading<'_>, team: &str, fame: f64) {
    reading.check_within(&["team", team, "fame"], fame, 0.0..=MOST_FAME, "");
}

/// Complains of more calls, flags and contacts than a market has.
fn check_streams(reading: &mut Reading<'_>, recruiting: &Recruiting) {
    let mut within = |key, value, most, unit| {
        let path = ["mechanism", "recruiting", key];
        reading.check_within(&path, value, 0.0..=most, unit);
    };
    let flags = recruiting.open_to_work_rate.per_month();
    within("open-to-work-rate", flags, MOST_OFFERS, " a month");
    let years = recruiting.open_to_work_time.0 / DAYS_PER_YEAR;
    within("open-to-work-time", years, 10.0, " years");
    within("pair-interval", recruiting.pair_interval.0 / DAYS_PER_YEAR, 100.0, " years");
    within("open-to-work", recruiting.open_to_work, MOST_OFFERS, "");
    within("advertisements", recruiting.advertisements.per_month(), MOST_OFFERS, " a month");
    within("turmoil-search", recruiting.turmoil_search, MOST_OFFERS, "");
    within("alumni", recruiting.alumni, MOST_OFFERS, "");
    within("contacts-per-offer", recruiting.contacts_per_offer, 1e4, "");
    within("turmoil-contacts", recruiting.turmoil_contacts, 1e4, "");
}

/// The greatest value that a path comes through, if one is above 0.
pub(super) fn greatest(path: &Path) -> f64 {
    path.points().iter().map(|&(_, value)| value).fold(0.0, f64::max)
}

/// A value that most firms of a group are below, or near.
fn large(size: Spread) -> f64 {
    match size {
        Spread::Normal { mean, deviation } => mean + deviation,
        other => other.mean(),
    }
}
