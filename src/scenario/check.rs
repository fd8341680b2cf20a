//! From what is written to what is meant, with all complaints.

mod fact;
mod firm;
mod horizon;
mod idle;
mod letters;
mod money;
mod outcome;
mod person;
mod role;
mod sector;
mod size;
mod supply;
mod team;

use std::collections::BTreeMap;

use toml::de::DeTable;

use crate::quantity::CLASSES;
use crate::quantity::PerClass;
use crate::quantity::UnitId;

pub use letters::DRAWN;

pub(super) use firm::plan;

use super::ClassProfile;
use super::Event;
use super::Firm;
use super::Mechanisms;
use super::MetricForm;
use super::Population;
use super::Record;
use super::Region;
use super::Role;
use super::Scenario;
use super::Time;
use super::event;
use super::mechanism::MechanismsSpec;
use super::reading::Reading;
use super::region;
use super::region::RegionSpec;
use super::spec::PopulationSpec;
use super::spec::RecordSpec;
use super::spec::Spec;
use super::tree;
use super::written::Table;

/// Reads the tree to its end; `None` after complaints.
pub(super) fn scenario(
    reading: &mut Reading<'_>,
    name: &str,
    metrics: &[MetricForm],
) -> Option<Scenario> {
    let written = reading.tree.clone();
    let mut assumptions = reading.take_assumptions();
    reading.take_switches();
    reading.learn_names();
    letters::check(reading, name);
    let mut spec: Spec = reading.read(&[], reading.tree.clone())?;
    let time = horizon::time(reading, spec.time.map(|table| table.0));
    let population = population(reading, spec.population.take().map(|table| table.0));
    let focal = focal(reading, spec.focal.as_deref());
    let sectors = sector::sectors(reading, std::mem::take(&mut spec.sector));
    let teams = team::teams(reading, std::mem::take(&mut spec.team));
    let outcomes = outcome::outcomes(reading, &spec, time, metrics);
    let classes = classes(reading, &spec);
    let (firms, groups) = firm::all(reading, &mut spec, &classes, (population.as_ref(), time));
    let (regions, mechanisms) =
        in_force(reading, (spec.region, spec.mechanism.0), &classes, (time, &firms));
    let roles = role::roles(reading, spec.role);
    let (events, left_out) = events(reading, time, &spec.left_out, (&firms, &roles));
    let script = fact::Script { events: &events, roles: &roles, teams: &teams };
    let asked = fact::Asked { time, metrics, may_be_left_out: &spec.left_out, script };
    let facts = fact::facts(reading, spec.fact, &asked, &mut assumptions);
    let record = record(reading, focal, &spec.record.0);
    size::check_world(reading, time, population.as_ref(), (&firms, &groups));
    size::check_script(reading, &events, (population.as_ref(), &firms), &roles);
    size::check_mechanisms(reading, time, &mechanisms);
    money::check(reading, (&classes, &regions), (&firms, &groups), (&events, &mechanisms));

    let text = text(reading, written, &[&left_out[..], &fact::beyond(&facts)].concat())?;
    Some(Scenario {
        name: name.to_owned(),
        title: spec.title.unwrap_or_else(|| name.to_owned()),
        question: spec.question,
        focal: focal?,
        outcomes,
        time: time?,
        population: population?,
        classes,
        taste: spec.taste.0,
        firms,
        groups,
        regions,
        events,
        roles,
        sectors,
        teams,
        later: Vec::new(),
        facts,
        mechanisms,
        run: spec.run.0,
        record,
        assumptions,
        text,
        left_out,
    })
}

/// The regions, and the mechanisms that are on.
fn in_force(
    reading: &mut Reading<'_>,
    (regions, mechanisms): (BTreeMap<String, Table<RegionSpec>>, MechanismsSpec),
    classes: &PerClass<ClassProfile>,
    (time, firms): (Option<Time>, &[Firm]),
) -> (Vec<Region>, Mechanisms) {
    let regions = region::regions(reading, regions);
    let mechanisms = mechanisms.meant(reading, classes);
    region::check_use(reading, &regions, &mechanisms);
    supply::check(reading, time, firms, &mechanisms);
    (regions, mechanisms)
}

/// The events within the horizon, and the names of those that are left out.
fn events(
    reading: &mut Reading<'_>,
    time: Option<Time>,
    may_be_left_out: &[String],
    known: (&[Firm], &[Role]),
) -> (Vec<Event>, Vec<String>) {
    let events = event::read_all(reading);
    let (events, left_out) = horizon::within(reading, events, time, may_be_left_out);
    event::check_together(reading, &events, known);
    reading.turns = event::turns(&events);
    idle::check(reading, &events);
    (events, left_out)
}

/// The text that is stored, which can hold all that was read but for whole numbers beyond TOML's.
fn text(reading: &mut Reading<'_>, tree: DeTable<'_>, left_out: &[String]) -> Option<String> {
    reading.is_clean().then_some(())?;
    tree::text(tree, left_out)
        .map_err(|error| {
            let message = "a whole number is too great for TOML";
            let complaint = reading.at_span(&error.span().unwrap_or_default(), message);
            reading.complain(complaint.label(format!("expected at most {}", i64::MAX)));
        })
        .ok()
}

fn population(reading: &mut Reading<'_>, spec: Option<PopulationSpec>) -> Option<Population> {
    if spec.is_none() && !reading.is_doubtful(&["population"]) {
        let complaint = reading.at(&[], "the scenario has no `[population]`");
        reading.complain(complaint.hint("add `[population]` with, say, `researchers = 10_000`"));
    }
    spec.map(|spec| Population {
        researchers: spec.researchers.path,
        mean_tenure: spec.mean_tenure,
        first_offers: spec.first_offers,
    })
}

fn focal(reading: &mut Reading<'_>, name: Option<&str>) -> Option<UnitId> {
    match name {
        Some(name) => reading.named_firm(name, &reading.span(&["focal"])),
        None if reading.is_doubtful(&["focal"]) => None,
        None => {
            let complaint = reading.at(&[], "the scenario has no `focal` firm");
            reading.complain(
                complaint
                    .hint("add `focal = \"NAME\"`: the firm that charts and the answer are about"),
            );
            None
        }
    }
}

/// The classes, and what people of all of them care for.
fn classes(reading: &mut Reading<'_>, spec: &Spec) -> PerClass<ClassProfile> {
    let of = |class| spec.class.0.of(class).unwrap_or_default().0;
    let classes = PerClass::from_fn(|class| of(class).meant(class));
    person::check(reading, &classes, &spec.taste.0);
    let written = CLASSES
        .into_iter()
        .map(|class| ["class", class.name(), "share"])
        .rfind(|path| tree::value(&reading.tree, path).is_some());
    if let Some(path) = written {
        let shares = PerClass::from_fn(|class| classes[class].share);
        check_classes(reading, &path, &["class"], &shares);
    }
    classes
}

/// Complains, at a path, of class shares that do not add up to one.
pub(super) fn check_classes(
    reading: &mut Reading<'_>,
    at: &[&str],
    below: &[&str],
    shares: &PerClass<f64>,
) {
    let named: Vec<(&str, f64)> =
        shares.iter().map(|(class, &share)| (class.name(), share)).collect();
    check_sum(reading, at, below, &named);
}

/// Complains, at a path, of shares of what has names that do not add up to one.
pub(super) fn check_sum(
    reading: &mut Reading<'_>,
    at: &[&str],
    below: &[&str],
    shares: &[(&str, f64)],
) {
    let sum: f64 = shares.iter().map(|(_, share)| share).sum();
    if (sum - 1.0).abs() <= 1e-6 || reading.is_doubtful(below) {
        return;
    }
    let named: Vec<String> = shares.iter().map(|(name, share)| format!("{name} {share}")).collect();
    // Nine decimals: what is off by more than the tolerance shows, what binary numbers add does not.
    let sum = (sum * 1e9).round() / 1e9;
    let complaint = reading
        .at(at, format!("the shares of `[{}]` do not add up to 1", below.join(".")))
        .label(format!("together they are {sum}"))
        .hint(format!("they are: {}", named.join(", ")));
    reading.complain(complaint);
}

fn record(reading: &mut Reading<'_>, focal: Option<UnitId>, spec: &RecordSpec) -> Record {
    let mut named = |key: &str, names: &[String], always: Option<UnitId>| {
        let mut units: Vec<UnitId> = always.into_iter().collect();
        for (item, name) in names.iter().enumerate() {
            let span = tree::item_span(&reading.tree, &["record", key], item);
            units.extend(reading.named_firm(name, &span));
        }
        units.sort_unstable();
        units.dedup();
        units
    };
    let spells = named("spells", &spec.spells, focal);
    Record { spells, decisions: named("decisions", &spec.decisions, None) }
}
