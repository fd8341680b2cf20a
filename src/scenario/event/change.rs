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

use crate::scenario::EventKind;
use crate::scenario::mechanism::MECHANISMS;
use crate::scenario::overlay::is_spread;
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
    /// A path through dates is replaced as a whole. What is drawn or built once cannot change.
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

/// One setting of a change: the keys of its path, and where it stands.
struct Setting {
    path: Vec<String>,
    span: Range<usize>,
}

/// Reads a change.
pub(super) fn read<'t>(
    reading: &mut Reading<'t>,
    at: &[&str],
    table: DeTable<'t>,
) -> Option<EventKind> {
    let ChangeSpec { set: _ } = reading.read(at, table)?;
    let mut settings = Vec::new();
    let set = [at, &["set"]].concat();
    collect(tree::table(&reading.tree, &set)?, &[], &mut settings);
    if settings.is_empty() {
        let complaint = reading.at(at, format!("the change `{}` changes nothing", at.join(".")));
        reading.complain(complaint.hint("write `set = { \"firm.NAME.pay.level\" = 1.2 }`"));
        return None;
    }
    let can_all_change = settings.iter().fold(true, |can, setting| {
        let setting_can = can_change(reading, setting);
        can && setting_can
    });
    let text = |setting: &Setting| setting.path.join(".");
    can_all_change.then(|| EventKind::Change(settings.iter().map(text).collect()))
}

/// The single values in a table of settings: keys may be paths, and values tables.
fn collect(table: &DeTable<'_>, above: &[String], settings: &mut Vec<Setting>) {
    for (key, value) in table {
        let keys = key.get_ref().split('.').map(str::to_owned);
        let path: Vec<String> = above.iter().cloned().chain(keys).collect();
        match value.get_ref() {
            DeValue::Table(inner) if !is_spread(inner) => collect(inner, &path, settings),
            _ => settings.push(Setting { path, span: key.span() }),
        }
    }
}

/// Whether a value may change at a date; complains if not.
fn can_change(reading: &mut Reading<'_>, setting: &Setting) -> bool {
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
        "firm" => reading.named_firm(path[1], &setting.span).is_some(),
        "firm-group" => reading.group(path[1], &setting.span).is_some(),
        "region" => reading.region(path[1], &setting.span).is_some(),
        "mechanism" if is_off(reading, path[1]) => {
            refuse(reading, setting, &format!("`[mechanism.{}]` is off", path[1]))
        }
        "mechanism" if path.starts_with(&PROGRAMS) => is_program(reading, setting, path.get(3)),
        _ => true,
    }
}

/// Whether a program of **supply** is there; complains if not.
fn is_program(reading: &mut Reading<'_>, setting: &Setting, name: Option<&&str>) -> bool {
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

fn refuse(reading: &mut Reading<'_>, setting: &Setting, hint: &str) -> bool {
    let message = format!("`{}` cannot change at a date", setting.path.join("."));
    let complaint = reading.at_span(&setting.span, message).hint(hint);
    reading.complain(complaint);
    false
}

/// The settings of a change as a tree of their own, to be laid over that of the scenario. Keys and
/// values keep their places in the event.
pub(in crate::scenario) fn settings<'t>(event: &DeValue<'t>) -> DeTable<'t> {
    let set = event.as_table().and_then(|event| event.get("set")?.get_ref().as_table());
    set.map(unfolded).unwrap_or_default()
}

/// The same table with every key that is a path as the tables it leads through.
fn unfolded<'t>(table: &DeTable<'t>) -> DeTable<'t> {
    let mut tree = DeTable::new();
    for (key, value) in table {
        let value = match value.get_ref() {
            DeValue::Table(inner) if !is_spread(inner) => {
                Spanned::new(value.span(), DeValue::Table(unfolded(inner)))
            }
            _ => value.clone(),
        };
        let mut parts = key.get_ref().rsplit('.');
        let named = |part: &str| Spanned::new(key.span(), part.to_owned().into());
        let mut branch = DeTable::new();
        branch.insert(named(parts.next().unwrap_or_default()), value);
        for part in parts {
            let inner = Spanned::new(key.span(), DeValue::Table(branch));
            branch = DeTable::new();
            branch.insert(named(part), inner);
        }
        crate::scenario::overlay::lay_over(&mut tree, branch);
    }
    tree
}
