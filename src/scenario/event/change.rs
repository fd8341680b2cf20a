//! `kind = "change"`: another valid scenario from a date on.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use schemars::JsonSchema;
use schemars::Schema;
use schemars::SchemaGenerator;
use schemars::json_schema;
use serde::Deserialize;
use serde::de::IgnoredAny;
use toml::Spanned;
use toml::de::DeTable;
use toml::de::DeValue;

use crate::quantity::Date;
use crate::scenario::Event;
use crate::scenario::EventKind;
use crate::scenario::mechanism::MECHANISMS;
use crate::scenario::overlay::is_spread;
use crate::scenario::overlay::lay_over;
use crate::scenario::reading::Reading;
use crate::scenario::refusal;
use crate::scenario::schema::WRITTEN;
use crate::scenario::tree;
use crate::scenario::written::Table;

/// The tables of which something may change.
const TABLES: [&str; 6] = ["class", "firm", "firm-group", "mechanism", "region", "taste"];

/// What is drawn or built once, or is a part of what follows from the day of a hire: `*` is any name.
const SETTLED: &[&[&str]] = &[
    &["class", "*", "share"],
    &["class", "*", "talent"],
    &["firm", "*", "classes"],
    &["firm", "*", "equity", "cliff"],
    &["firm", "*", "equity", "hurdle"],
    &["firm", "*", "equity", "listed"],
    &["firm", "*", "equity", "refresher"],
    &["firm", "*", "equity", "success"],
    &["firm", "*", "equity", "vesting"],
    &["firm", "*", "founded"],
    &["firm", "*", "regions"],
    &["firm-group", "*", "classes"],
    &["firm-group", "*", "count"],
    &["firm-group", "*", "equity"],
    &["firm-group", "*", "pay", "level"],
    &["firm-group", "*", "position"],
    &["firm-group", "*", "regions"],
    &["firm-group", "*", "research-share"],
    &["firm-group", "*", "size"],
    &["firm-group", "*", "valuation"],
    &["mechanism", "contagion", "team-size"],
    &["mechanism", "pay", "pass-through"],
    &["mechanism", "pay", "repricing"],
    &["mechanism", "pay", "saving"],
    &["mechanism", "pay", "top-talent"],
    &["mechanism", "recruiting", "exposure"],
    &["mechanism", "recruiting", "reference-tightness"],
    &["mechanism", "regions", "home-share"],
    &["mechanism", "role-push"],
    &["mechanism", "supply", "into"],
    &["mechanism", "supply", "program", "*", "into"],
    &["mechanism", "supply", "program", "*", "region"],
    &["region", "*", "people"],
    &["taste", "mission"],
    &["taste", "position"],
    &["taste", "position-deviation"],
    &["taste", "research"],
    &["taste", "stability"],
];

/// Where the programs of **supply** stand.
const PROGRAMS: [&str; 3] = ["mechanism", "supply", "program"];

/// The keys that cannot change wherever they stand.
const NOWHERE: [&str; 4] = ["enabled", "label", "note", "source"];

/// The mechanism that is on without a table.
const ALWAYS_ON: &str = "choice";

/// From its date on the world is another one: that of these settings.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangeSpec {
    /// What is otherwise from then on, as `{ "firm.openai.research-share" = 0.05 }`: a value by its path.
    /// A path through dates is replaced as a whole. What is drawn or built once cannot change, and nothing
    /// can change to two values on one day.
    #[expect(dead_code, reason = "read from the tree, so that the values keep their places")]
    #[schemars(with = "Settings")]
    #[expect(clippy::zero_sized_map_values, reason = "a table of anything")]
    set: Table<BTreeMap<String, IgnoredAny>>,
}

/// Values by their paths, as the schema of scenarios describes them.
struct Settings;

impl JsonSchema for Settings {
    fn schema_name() -> Cow<'static, str> {
        "Settings".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let how = "a table of values by their paths: { \"firm.openai.reach\" = 2 }";
        json_schema!({ "propertyNames": { "pattern": "^[a-z0-9.-]+$" }, WRITTEN: how })
    }
}

/// One setting of a change: the keys of its path, where it and the name of the table in it stand, and what it says.
struct Setting<'t> {
    path: Vec<String>,
    span: Range<usize>,
    name: Range<usize>,
    value: Spanned<DeValue<'t>>,
}

/// A change as it comes into force.
#[derive(Debug, Clone)]
pub(in crate::scenario) struct Turn {
    /// The day.
    pub(in crate::scenario) date: Date,
    /// The name of the event.
    pub(in crate::scenario) event: String,
    /// The paths of what changes: what was refused is not among them.
    pub(in crate::scenario) paths: Vec<String>,
}

/// Reads a change.
pub(super) fn read<'t>(
    reading: &mut Reading<'t>,
    at: &[&str],
    table: DeTable<'t>,
) -> Option<EventKind> {
    let ChangeSpec { set: _ } = reading.read(at, table)?;
    let set = [at, &["set"]].concat();
    let mut settings = collected(Some(tree::table(&reading.tree, &set)?));
    if settings.is_empty() {
        let complaint = reading.at(at, format!("the change `{}` changes nothing", at.join(".")));
        reading.complain(complaint.hint("write `set = { \"firm.NAME.pay.level\" = 1.2 }`"));
        return None;
    }
    // What is refused does not hide what is wrong with the others.
    settings.retain(|setting| can_change(reading, setting));
    let paths = settings.iter().map(|setting| setting.path.join("."));
    (!settings.is_empty()).then(|| EventKind::Change(paths.collect()))
}

/// Complains of what changes to two values on one day: which of them is in force would be chance.
pub(super) fn check(reading: &mut Reading<'_>, events: &[Event], event: &Event) {
    let written = |event: &Event| {
        let set = tree::table(&reading.tree, &["event", &event.name, "set"]);
        let named = |setting| (event.name.clone(), setting);
        collected(set).into_iter().map(named).collect::<Vec<_>>()
    };
    let is_before = |other: &&Event| {
        let is_change = matches!(other.kind, EventKind::Change(_));
        is_change && other.date == event.date && other.name < event.name
    };
    let mut before: Vec<_> = events.iter().filter(is_before).flat_map(written).collect();
    for (name, setting) in written(event) {
        let says_otherwise = |(_, other): &&(String, Setting<'_>)| {
            other.path == setting.path && !tree::says_same(&other.value, &setting.value)
        };
        if let Some((other, _)) = before.iter().find(says_otherwise) {
            let path = setting.path.join(".");
            let message = format!("`{path}` changes to two values on {}", event.date);
            let complaint = reading.at_span(&setting.span, message);
            reading.complain(complaint.label(format!("`{other}` says another one")));
        }
        before.push((name, setting));
    }
}

/// The single values in a table of settings, if there is one: keys may be paths, and values tables.
fn collected<'t>(set: Option<&DeTable<'t>>) -> Vec<Setting<'t>> {
    let mut settings = Vec::new();
    if let Some(set) = set {
        collect(set, &[], None, &mut settings);
    }
    settings
}

fn collect<'t>(
    table: &DeTable<'t>,
    above: &[String],
    name: Option<&Range<usize>>,
    settings: &mut Vec<Setting<'t>>,
) {
    for (key, value) in table {
        let keys = key.get_ref().split('.').map(str::to_owned);
        let path: Vec<String> = above.iter().cloned().chain(keys).collect();
        let name = name.cloned().or((path.len() > 1).then(|| key.span()));
        match value.get_ref() {
            DeValue::Table(inner) if !is_spread(inner) => {
                collect(inner, &path, name.as_ref(), settings);
            }
            _ => {
                let (span, value) = (key.span(), value.clone());
                settings.push(Setting { path, name: name.unwrap_or(span.clone()), span, value });
            }
        }
    }
}

/// Whether a value may change at a date; complains if not.
fn can_change(reading: &mut Reading<'_>, setting: &Setting<'_>) -> bool {
    let path: Vec<&str> = setting.path.iter().map(String::as_str).collect();
    let last = path.last().copied().unwrap_or_default();
    let is_settled = SETTLED.iter().any(|settled| {
        settled.len() <= path.len()
            && settled.iter().zip(&path).all(|(settled, key)| *settled == "*" || settled == key)
    });
    if !TABLES.contains(&path[0]) {
        let hint = refusal::did_you_mean(path[0], TABLES)
            .unwrap_or_else(|| format!("a change may say something of {}", refusal::list(&TABLES)));
        return refuse(reading, setting, &hint);
    }
    if is_settled || NOWHERE.contains(&last) || path.len() < 2 {
        return refuse(
            reading,
            setting,
            "it is settled once, for the whole run or on the day of a hire",
        );
    }
    match path[0] {
        "firm" => reading.named_firm(path[1], &setting.name).is_some(),
        "firm-group" => reading.group(path[1], &setting.name).is_some(),
        "region" => reading.region(path[1], &setting.name).is_some(),
        "mechanism" if is_off(reading, path[1]) => {
            refuse(reading, setting, &format!("`[mechanism.{}]` is off", path[1]))
        }
        "mechanism" if path.starts_with(&PROGRAMS) => is_program(reading, setting, path.get(3)),
        _ => true,
    }
}

/// Whether a program of **supply** is there; complains if not.
fn is_program(reading: &mut Reading<'_>, setting: &Setting<'_>, name: Option<&&str>) -> bool {
    let named = name.map_or("", |name| name);
    let is_written =
        tree::table(&reading.tree, &[PROGRAMS[0], PROGRAMS[1], PROGRAMS[2], named]).is_some();
    is_written || refuse(reading, setting, &format!("there is no program `{named}` from the start"))
}

/// Whether a mechanism that there is has no table.
fn is_off(reading: &Reading<'_>, name: &str) -> bool {
    let is_written = tree::table(&reading.tree, &["mechanism", name]).is_some();
    MECHANISMS.contains(&name) && name != ALWAYS_ON && !is_written
}

fn refuse(reading: &mut Reading<'_>, setting: &Setting<'_>, hint: &str) -> bool {
    let message = format!("`{}` cannot change at a date", setting.path.join("."));
    let complaint = reading.at_span(&setting.span, message).hint(hint);
    reading.complain(complaint);
    false
}

/// The settings of a change that have these paths as a tree of their own, to be laid over that of the
/// scenario. Keys and values keep their places in the event.
pub(in crate::scenario) fn settings<'t>(event: &DeValue<'t>, paths: &[String]) -> DeTable<'t> {
    let set = event.as_table().and_then(|event| event.get("set")?.get_ref().as_table());
    let mut tree = DeTable::new();
    for setting in collected(set).into_iter().filter(|one| paths.contains(&one.path.join("."))) {
        lay_over(&mut tree, setting.branch());
    }
    tree
}

impl<'t> Setting<'t> {
    /// The value at the end of the tables that its path leads through.
    fn branch(self) -> DeTable<'t> {
        let named = |part: &str| Spanned::new(self.span.clone(), part.to_owned().into());
        let mut parts = self.path.iter().rev();
        let last = parts.next().map_or("", String::as_str);
        let mut branch = DeTable::from_iter([(named(last), self.value)]);
        for part in parts {
            let inner = Spanned::new(self.span.clone(), DeValue::Table(branch));
            branch = DeTable::from_iter([(named(part), inner)]);
        }
        branch
    }
}
