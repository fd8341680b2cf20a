//! The firms and firm groups that are meant.

use std::collections::BTreeMap;

use crate::quantity::Days;
use crate::quantity::FirmKey;
use crate::quantity::Path;
use crate::quantity::PerClass;
use crate::quantity::Positive;
use crate::quantity::Share;
use crate::quantity::Spread;
use crate::scenario::ClassProfile;
use crate::scenario::Firm;
use crate::scenario::FirmGroup;
use crate::scenario::Population;
use crate::scenario::Time;
use crate::scenario::reading::Reading;
use crate::scenario::region;
use crate::scenario::spec::FirmGroupSpec;
use crate::scenario::spec::FirmSpec;
use crate::scenario::spec::Spec;
use crate::scenario::written::ByClass;
use crate::scenario::written::Dated;
use crate::scenario::written::NotNegative;
use crate::scenario::written::PositiveSpread;
use crate::scenario::written::Table;

use super::check_classes;

/// The firms that are written out and the groups, each in the order of their names.
pub(super) fn all(
    reading: &mut Reading<'_>,
    spec: &mut Spec,
    classes: &PerClass<ClassProfile>,
    (population, time): (Option<&Population>, Option<Time>),
) -> (Vec<Firm>, Vec<FirmGroup>) {
    let equal = equal_part(spec, population, time);
    let (written, drawn) = (std::mem::take(&mut spec.firm), std::mem::take(&mut spec.firm_group));
    let firms = firms(reading, written, (classes, equal), time);
    (firms, groups(reading, drawn, (classes, equal)))
}

/// The head-count of every firm if all had the same: the nominal population of the first day over the number
/// of firms.
fn equal_part(spec: &Spec, population: Option<&Population>, time: Option<Time>) -> f64 {
    let members = spec.firm_group.values().map(|Table(group)| f64::from(group.count));
    let firms = spec.firm.len() as f64 + members.sum::<f64>();
    let (Some(population), Some(time)) = (population, time) else { return 1.0 };
    population.researchers.at(time.start.midnight()) / firms
}

/// The firms that are written out, in the order of their names.
fn firms(
    reading: &mut Reading<'_>,
    specs: BTreeMap<String, Table<FirmSpec>>,
    (classes, equal): (&PerClass<ClassProfile>, f64),
    time: Option<Time>,
) -> Vec<Firm> {
    let mut firms = Vec::new();
    for (name, Table(spec)) in specs {
        check_founding(reading, &name, &spec, time);
        let regions = region::of_firm(reading, &name, &spec.regions);
        let at = ["firm", &name, "classes"];
        firms.push(Firm {
            label: spec.label.unwrap_or_else(|| name.clone()),
            key: FirmKey::of_name(&name),
            founded: spec.founded,
            regions,
            staff: spec.staff.or_equal(|| Path::constant(equal).into()).path,
            classes: plan(reading, &at, spec.classes.as_ref(), classes),
            pay_level: path_or(spec.pay.0.level, 1.0),
            offer_premium: premium(spec.pay.0.offer_premium),
            matching: spec.pay.0.matching.as_ref().map(|table| matching(&table.0)),
            counter: spec.pay.0.counter,
            equity: spec.equity.map(|table| table.0.meant()),
            screening: spec.screening.map_or(0.0, |screening| screening.0),
            non_compete: spec.non_compete.unwrap_or(Days(0.0)),
            valuation: spec.valuation.map(|dated| dated.path),
            training_budget: spec.training_budget.map(|dated| dated.path),
            users_per_head: spec.users_per_head.map(|dated| dated.path),
            independence: spec.independence.path,
            brand_risk: path_or(spec.brand_risk, 0.0),
            meaning: path_or(spec.meaning, 0.0),
            lead: spec.lead.map(|dated| dated.path),
            position: [spec.position.0.x, spec.position.0.y].map(|axis| path_or(axis, 0.0)),
            research_share: spec.research_share.path,
            vacancies: spec.vacancies,
            reach: spec.reach.map_or(1.0, |reach| reach.0),
            name,
        });
    }
    firms
}

/// The firm groups, in the order of their names.
fn groups(
    reading: &mut Reading<'_>,
    specs: BTreeMap<String, Table<FirmGroupSpec>>,
    (classes, equal): (&PerClass<ClassProfile>, f64),
) -> Vec<FirmGroup> {
    let mut groups = Vec::new();
    for (name, Table(spec)) in specs {
        let at = ["firm-group", &name, "classes"];
        let regions = region::of_group(reading, &name, spec.regions.as_ref());
        groups.push(FirmGroup {
            label: spec.label.unwrap_or_else(|| name.clone()),
            count: spec.count,
            regions,
            size: spec.size.or_equal(|| PositiveSpread(Spread::Constant(equal))).0,
            growth: spec.growth.path,
            classes: plan(reading, &at, spec.classes.as_ref(), classes),
            pay_level: spec.pay.0.level.unwrap_or(Spread::Constant(1.0)),
            equity: spec.equity.map(|table| table.0.meant()),
            valuation: spec.valuation.map(|sum| sum.money().0),
            users_per_head: spec.users_per_head.map_or(0.0, Positive::get),
            independence: spec.independence.get(),
            brand_risk: spec.brand_risk.map_or(0.0, Share::get),
            meaning: spec.meaning.map_or(0.0, Share::get),
            lead: spec.lead.map(|dated| dated.path),
            position: [spec.position.0.x, spec.position.0.y]
                .map(|axis| axis.unwrap_or(Spread::Constant(0.0))),
            research_share: spec.research_share,
            vacancies: spec.vacancies,
            reach: spec.reach.map_or(1.0, |reach| reach.0),
            name,
        });
    }
    groups
}

fn premium(written: Option<NotNegative>) -> f64 {
    const OFFER_PREMIUM: f64 = 0.1;
    written.map_or(OFFER_PREMIUM, |premium| premium.0)
}

/// The probabilities that are written; a class that is not named is never answered.
fn matching(written: &ByClass<Share>) -> PerClass<f64> {
    PerClass::from_fn(|class| written.of(class).map_or(0.0, Share::get))
}

fn path_or<V>(written: Option<Dated<V>>, default: f64) -> Path {
    written.map_or_else(|| Path::constant(default), |dated| dated.path)
}

/// The class shares of a plan: as written, where a class that is not named has no part; else those of
/// the population.
pub(in crate::scenario) fn plan(
    reading: &mut Reading<'_>,
    at: &[&str],
    written: Option<&Table<ByClass<Share>>>,
    classes: &PerClass<ClassProfile>,
) -> PerClass<f64> {
    let Some(Table(written)) = written else {
        return PerClass::from_fn(|class| classes[class].share);
    };
    let shares = PerClass::from_fn(|class| written.of(class).map_or(0.0, Share::get));
    check_classes(reading, at, at, &shares);
    shares
}

fn check_founding(reading: &mut Reading<'_>, name: &str, spec: &FirmSpec, time: Option<Time>) {
    let Some((founded, time)) = spec.founded.zip(time) else { return };
    if founded >= time.end {
        let complaint = reading
            .at(&["firm", name, "founded"], format!("the firm `{name}` is founded too late"))
            .label(format!("not before the end of the horizon, {}", time.end))
            .hint("switch the firm off with `enabled = false`, or let the horizon end later");
        reading.complain(complaint);
    }
}
