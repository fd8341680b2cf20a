//! What differs between two scenarios, value by value.
//!
//! Only what is a part of the world is compared: titles and labels, sources and notes, what is recorded,
//! and how often and under which seed it is run are not. A table that is switched off is not there.

use toml::Table;
use toml::Value;

use super::Scenario;
use super::written::LAWS;

/// One thing that is otherwise in another scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The table or the key, such as `firm.openai.pay.level`.
    pub path: String,
    /// What became of it.
    pub what: What,
}

/// What became of a table or a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A firm, group, event or role that the baseline does not know.
    New,
    /// A firm, group, event or role that the other scenario does not know.
    Gone,
    /// Something that is on in the other scenario alone.
    SwitchedOn,
    /// Something that is on in the baseline alone.
    SwitchedOff,
    /// What an event of kind `change`, which only the other scenario has, sets from a day on.
    Later {
        /// The day, as it is written.
        date: String,
        /// What the baseline says for that day, as it is written: `None` is the default.
        from: Option<String>,
        /// The value, as it is written.
        to: String,
    },
    /// Another value, as it is written: `None` is the default. Of two paths only the dated values that
    /// differ are given, and `…` stands for those that they share.
    Value {
        /// What the baseline says.
        from: Option<String>,
        /// What the other scenario says.
        to: Option<String>,
    },
}

/// The keys that say nothing about the world, wherever they stand.
const WORDS: [&str; 5] = ["title", "question", "label", "source", "note"];
/// The tables and keys at the top that say how a world is looked at, or what it is held against.
const VIEWS: [&str; 6] = ["fact", "left-out", "outcomes", "record", "run", "sector"];
/// The tables of named tables, which are there or not as a whole.
pub(super) const NAMED: [&str; 7] =
    ["firm", "firm-group", "event", "mechanism", "region", "role", "team"];

/// What is otherwise in another scenario than in the baseline, in the order of the paths.
pub fn difference(baseline: &Scenario, other: &Scenario) -> Vec<Change> {
    difference_of_texts(&baseline.text, &other.text)
}

fn difference_of_texts(baseline: &str, other: &str) -> Vec<Change> {
    let [mut baseline, mut other] = [baseline, other]
        .map(|text| text.parse::<Table>().expect("a scenario keeps a text that was read before"));
    for view in VIEWS {
        baseline.remove(view);
        other.remove(view);
    }
    let (whole, mut changes) = (baseline.clone(), Vec::new());
    for kind in NAMED {
        let tables = [&mut baseline, &mut other].map(|scenario| named(scenario.remove(kind)));
        of_named(kind, &tables, &whole, &mut changes);
    }
    of_tables("", &baseline, &other, &mut changes);
    changes.sort_by(|a, b| a.path.cmp(&b.path));
    changes
}

fn named(tables: Option<Value>) -> Table {
    match tables {
        Some(Value::Table(tables)) => tables,
        _ => Table::new(),
    }
}

/// Compares tables that are there or not, and goes into those that both have.
fn of_named(kind: &str, [baseline, other]: &[Table; 2], whole: &Table, changes: &mut Vec<Change>) {
    let empty = Table::new();
    for name in keys(baseline, other) {
        let path = format!("{kind}.{name}");
        let tables = [baseline, other].map(|tables| tables.get(&name).and_then(Value::as_table));
        // The only mechanism that is on without a table.
        let always = path == "mechanism.choice";
        let [before, after] =
            tables.map(|table| table.filter(|table| is_on(table)).or(always.then_some(&empty)));
        let can_be_off = |table: Option<&Table>| table.is_some() || kind == "mechanism";
        let what = match (before, after) {
            (Some(before), Some(after)) => {
                of_tables(&path, before, after, changes);
                continue;
            }
            (None, None) => continue,
            (Some(_), None) if can_be_off(tables[1]) => What::SwitchedOff,
            (Some(_), None) => What::Gone,
            (None, Some(event)) if kind == "event" && event.contains_key("set") => {
                later(whole, event, changes);
                continue;
            }
            (None, Some(_)) if can_be_off(tables[0]) => What::SwitchedOn,
            (None, Some(_)) => What::New,
        };
        changes.push(Change { path, what });
    }
}

/// What an event sets from its day on.
fn later(baseline: &Table, event: &Table, changes: &mut Vec<Change>) {
    let date = day(event);
    for (path, value) in settings(event) {
        let from = said_until(baseline, &path, &date).map(|value| value.to_string());
        let what = What::Later { date: date.clone(), from, to: value.to_string() };
        changes.push(Change { path, what });
    }
}

fn day(event: &Table) -> String {
    event.get("date").map(ToString::to_string).unwrap_or_default()
}

/// The single values that an event sets, whether their paths are keys or tables in tables.
fn settings(event: &Table) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    if let Some(set) = event.get("set").and_then(Value::as_table) {
        leaves("", set, &mut found);
    }
    found
}

/// The values in a table and in the tables within it, by their paths; of spreads each is one.
pub(super) fn leaves(path: &str, table: &Table, found: &mut Vec<(String, Value)>) {
    for (key, value) in table {
        let inside = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        match table_of_keys(value) {
            _ if WORDS.contains(&key.as_str()) => {}
            Some(table) => leaves(&inside, table, found),
            None => found.push((inside, value.clone())),
        }
    }
}

/// What a scenario says at a path until a day: by the last of its own changes before that, if there is one.
fn said_until(scenario: &Table, path: &str, date: &str) -> Option<Value> {
    let events = scenario.get("event").and_then(Value::as_table);
    let events = events.into_iter().flat_map(Table::values).filter_map(Value::as_table);
    let before = events.filter(|event| is_on(event) && *day(event) < *date);
    let own = |event: &Table| settings(event).into_iter().find(|(other, _)| other == path);
    let changed = before.filter_map(|event| Some((day(event), own(event)?.1)));
    let last = changed.max_by(|(one, _), (other, _)| one.cmp(other));
    last.map(|(_, value)| value).or_else(|| {
        let mut keys = path.split('.');
        let first = scenario.get(keys.next()?)?;
        keys.try_fold(first, |table, key| table.get(key)).cloned()
    })
}

fn is_on(table: &Table) -> bool {
    table.get("enabled") != Some(&Value::Boolean(false))
}

fn of_tables(path: &str, baseline: &Table, other: &Table, changes: &mut Vec<Change>) {
    for key in keys(baseline, other) {
        if WORDS.contains(&key.as_str()) || key == "enabled" {
            continue;
        }
        let inside = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        of_values(inside, [baseline.get(&key), other.get(&key)], changes);
    }
}

fn of_values(path: String, values: [Option<&Value>; 2], changes: &mut Vec<Change>) {
    let empty = Table::new();
    // A table that is not written is one of defaults.
    let tables = values.map(|value| value.map_or(Some(&empty), table_of_keys));
    if let [Some(before), Some(after)] = tables {
        return of_tables(&path, before, after, changes);
    }
    let [from, to] = match values {
        [Some(before), Some(after)] if same(before, after) => return,
        [Some(Value::Array(before)), Some(Value::Array(after))] if is_path(before, after) => {
            [points(before, after), points(after, before)].map(Some)
        }
        values => values.map(|value| value.map(ToString::to_string)),
    };
    changes.push(Change { path, what: What::Value { from, to } });
}

/// The keys of both tables, each once, in order.
fn keys(baseline: &Table, other: &Table) -> Vec<String> {
    let mut keys: Vec<String> = baseline.keys().chain(other.keys()).cloned().collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// A table whose keys are values of their own; `None` for a spread.
fn table_of_keys(value: &Value) -> Option<&Table> {
    value.as_table().filter(|table| !LAWS.iter().any(|law| table.contains_key(*law)))
}

/// Whether two values mean the same: numbers may be written with and without a point.
fn same(one: &Value, two: &Value) -> bool {
    let number = |value: &Value| value.as_float().or(value.as_integer().map(|whole| whole as f64));
    match (one, two) {
        (Value::Array(one), Value::Array(two)) => {
            one.len() == two.len() && one.iter().zip(two).all(|(one, two)| same(one, two))
        }
        (Value::Table(one), Value::Table(two)) => keys(one, two).iter().all(|key| {
            let is_said = !WORDS.contains(&key.as_str());
            !is_said || matches!((one.get(key), two.get(key)), (Some(a), Some(b)) if same(a, b))
        }),
        _ => one == two || number(one).is_some_and(|one| Some(one) == number(two)),
    }
}

fn is_path(one: &[Value], two: &[Value]) -> bool {
    one.iter().chain(two).all(Value::is_array)
}

/// The dated values that another path does not have, and `…` for those that it has.
fn points(path: &[Value], other: &[Value]) -> String {
    let is_shared = |point: &&Value| other.iter().any(|other| same(point, other));
    let own: Vec<String> =
        path.iter().filter(|point| !is_shared(point)).map(ToString::to_string).collect();
    let shared = (own.len() < path.len()).then(|| "…".to_owned());
    format!("[{}]", own.into_iter().chain(shared).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORLD: &str = "\
        title = 'A world'\nfocal = 'cedar'\n[run]\nseed = 1\n[time]\nstart = 2022-01-01\n\
        [taste]\nmission = 0.6\n[firm.cedar]\nstaff = [[2022-01-01, 200], [2024-01-01, 400]]\n\
        [firm.maple]\nstaff = 300\npay = { level = 1.25 }\n\
        [event.ouster]\nkind = 'ouster'\n[mechanism.turmoil]\nouster-jump = 3\n";

    /// What differs after a text was replaced, or was added to the end.
    fn after(old: &str, new: &str) -> Vec<String> {
        assert!(WORLD.contains(old), "{old}");
        let other = if old.is_empty() { format!("{WORLD}{new}") } else { WORLD.replace(old, new) };
        let changes = difference_of_texts(WORLD, &other).into_iter();
        changes.map(|Change { path, what }| format!("{path} {what:?}")).collect()
    }

    fn value(path: &str, from: &str, to: &str) -> Vec<String> {
        let text = |value: &str| (!value.is_empty()).then(|| value.to_owned());
        vec![format!("{path} {:?}", What::Value { from: text(from), to: text(to) })]
    }

    #[test]
    fn a_value_that_differs_is_given_with_both_its_values() {
        assert_eq!(after("1.25", "1.56"), value("firm.maple.pay.level", "1.25", "1.56"));
        let default = value("firm.maple.pay.level", "1.25", "");
        assert_eq!(after("pay = { level = 1.25 }", ""), default);
        assert_eq!(after("", "spread = 2"), value("mechanism.turmoil.spread", "", "2"));
        let law = value("taste.mission", "0.6", "{ normal = [0.6, 0.1] }");
        assert_eq!(after("mission = 0.6", "mission = { normal = [0.6, 0.1] }"), law);
        let path = value("firm.cedar.staff", "[[2024-01-01, 400], …]", "[[2024-01-01, 500], …]");
        assert_eq!(after("400", "500"), path);
    }

    #[test]
    fn what_means_the_same_world_is_no_difference() {
        for (old, new) in [
            ("ouster-jump = 3", "ouster-jump = 3.0"),
            ("200]", "200.0]"),
            ("A world", "Another world"),
            ("seed = 1", "seed = 2"),
            ("", "source = 'press'\nenabled = true"),
            ("", "[event.later]\nkind = 'ouster'\nenabled = false"),
            ("", "[record]\nspells = ['maple']"),
            ("", "[mechanism.choice]\nnote = 'as ever'"),
            ("", "[mechanism.exits]\nenabled = false"),
        ] {
            assert_eq!(after(old, new), [""; 0], "{new}");
        }
    }

    #[test]
    fn what_changes_at_a_date_is_given_with_what_was_before() {
        let event = |name: &str, date: &str, set: &str| {
            format!("[event.{name}]\nkind = 'change'\ndate = {date}\nset = {{ {set} }}\n")
        };
        let later = |path: &str, from: Option<&str>, to: &str| {
            let (date, from) = ("2023-06-01".to_owned(), from.map(str::to_owned));
            format!("{path} {:?}", What::Later { date, from, to: to.to_owned() })
        };
        let raised = later("firm.maple.pay.level", Some("1.25"), "1.6");
        // By its path, and in tables as a setting on the command line writes it.
        for set in ["'firm.maple.pay.level' = 1.6", "firm.maple.pay.level = 1.6"] {
            assert_eq!(after("", &event("rise", "2023-06-01", set)), [raised.as_str()], "{set}");
        }
        let set = "'mechanism.turmoil' = { spread = 2 }, taste.mission.normal = [0.6, 0.1]";
        let expected = [
            later("mechanism.turmoil.spread", None, "2"),
            later("taste.mission", Some("0.6"), "{ normal = [0.6, 0.1] }"),
        ];
        assert_eq!(after("", &event("others", "2023-06-01", set)), expected);
        let before =
            format!("{WORLD}{}", event("first", "2022-06-01", "firm.maple.pay.level = 1.4"));
        let again =
            format!("{before}{}", event("rise", "2023-06-01", "firm.maple.pay.level = 1.6"));
        let changes = difference_of_texts(&before, &again);
        let from = |change: &Change| match &change.what {
            What::Later { from, .. } => from.clone(),
            other => panic!("{other:?}"),
        };
        assert_eq!(changes.iter().map(from).collect::<Vec<_>>(), [Some("1.4".to_owned())]);
    }

    #[test]
    fn tables_are_switched_and_come_and_go_as_a_whole() {
        for (old, new, expected) in [
            ("kind = 'ouster'", "kind = 'other'\nenabled = false", "event.ouster SwitchedOff"),
            ("[event.ouster]\nkind = 'ouster'\n", "", "event.ouster Gone"),
            ("", "[firm.oak]\nstaff = 5", "firm.oak New"),
            ("", "[mechanism.exits]", "mechanism.exits SwitchedOn"),
            ("[mechanism.turmoil]\nouster-jump = 3\n", "", "mechanism.turmoil SwitchedOff"),
        ] {
            assert_eq!(after(old, new), [expected]);
        }
        let other = WORLD.replace("kind = 'ouster'", "enabled = false");
        let back = difference_of_texts(&other, WORLD);
        assert_eq!(back.len(), 1);
        assert_eq!(back[0].what, What::SwitchedOn);
    }
}
