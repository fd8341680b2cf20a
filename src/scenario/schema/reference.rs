//! The page of reference: every key of a scenario with its default, its meaning and its status.

use serde_json::Value;

use crate::quantity::CLASSES;

use super::WRITTEN;
use super::draft;
use super::properties;

/// What stands above the tables.
const OPENING: &str = include_str!("reference.md");

/// One key.
struct Row {
    path: String,
    written: String,
    default: String,
    meaning: String,
    status: String,
}

/// One table of keys.
#[derive(Default)]
struct Section {
    title: String,
    meaning: String,
    rows: Vec<Row>,
}

/// A key of scenarios, as the reference knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Its path, in which words in capitals stand for names: `firm.NAME.pay.level`.
    pub path: String,
    /// What is meant where it is not written, in words.
    pub default: String,
    /// What that rests on.
    pub status: String,
}

impl Key {
    /// Whether a path leads to the key, or to something within it.
    pub fn holds(&self, path: &str) -> bool {
        let mut names = path.split('.');
        let is_any = |key: &str| key.bytes().all(|letter| letter.is_ascii_uppercase());
        self.path.split('.').all(|key| names.next().is_some_and(|name| name == key || is_any(key)))
    }
}

/// Every key of a scenario.
pub fn keys() -> Vec<Key> {
    let rows = sections().into_iter().flat_map(|section| section.rows);
    rows.map(|Row { path, default, status, .. }| Key { path, default, status }).collect()
}

/// The page of reference in Markdown: made from the schema, hence complete.
pub fn reference() -> String {
    let pages: Vec<String> = sections().iter().map(page).collect();
    format!("{OPENING}\n{}", pages.join("\n"))
}

/// All tables, that of the top level first.
fn sections() -> Vec<Section> {
    let schema = draft();
    let mut top = Section { title: "Top level".to_owned(), ..Section::default() };
    let mut sections = Vec::new();
    for (key, part) in properties(&schema).into_iter().flatten() {
        if is_remark(key) {
            continue;
        }
        match part.get("type").and_then(Value::as_str) {
            Some("object") => sections.extend(sections_of(key, part)),
            _ => top.rows.push(row(key.clone(), part)),
        }
    }
    sections.insert(0, top);
    sections
}

/// The sections of a table: one for each of its mechanisms or kinds, if it has such.
fn sections_of(key: &str, schema: &Value) -> Vec<Section> {
    let meaning = description(schema);
    if let Some(named) = schema.get("additionalProperties").filter(|named| named.is_object()) {
        let path = format!("{key}.NAME");
        return match named.get("anyOf").and_then(Value::as_array) {
            None => vec![section(format!("`[{path}]`"), &path, named)],
            Some(kinds) => kinds.iter().map(|kind| of_kind(&path, kind)).collect(),
        };
    }
    if key == "mechanism" {
        let parts = properties(schema).into_iter().flatten().filter(|(name, _)| !is_remark(name));
        return parts
            .map(|(name, part)| {
                let path = format!("{key}.{name}");
                section(format!("`[{path}]`"), &path, part)
            })
            .collect();
    }
    vec![Section { meaning, ..section(format!("`[{key}]`"), key, schema) }]
}

fn of_kind(path: &str, schema: &Value) -> Section {
    let kind = schema.pointer("/properties/kind/const").and_then(Value::as_str).unwrap_or_default();
    section(format!("`[{path}]` with `kind = \"{kind}\"`"), path, schema)
}

fn section(title: String, path: &str, schema: &Value) -> Section {
    let mut rows = Vec::new();
    collect(path, schema, &mut rows);
    Section { title, meaning: description(schema), rows }
}

/// The rows of all keys in a table and in the tables within it.
fn collect(path: &str, schema: &Value, rows: &mut Vec<Row>) {
    let by_class = is_by_class(schema);
    for (key, part) in properties(schema).into_iter().flatten() {
        if is_remark(key) || (by_class && key != CLASSES[0].name()) {
            continue;
        }
        let path = format!("{path}.{}", if by_class { "CLASS" } else { key });
        if part.get("properties").is_some() && part.get("anyOf").is_none() {
            let before = rows.len();
            collect(&path, part, rows);
            inherit(&description(part), rows.get_mut(before..).unwrap_or_default());
        } else {
            rows.push(row(path, part));
        }
    }
}

/// What is said of a table alone holds for its keys.
fn inherit(of_table: &str, rows: &mut [Row]) {
    let said = parts_of(of_table);
    for row in rows {
        for (own, of_table) in [
            (&mut row.meaning, &said.meaning),
            (&mut row.default, &said.default),
            (&mut row.status, &said.status),
        ] {
            if own.is_empty() {
                own.clone_from(of_table);
            }
        }
    }
}

/// Whether the keys of a table are the classes, so that one row can stand for all.
fn is_by_class(schema: &Value) -> bool {
    let keys = properties(schema).into_iter().flatten().map(|(key, _)| key.as_str());
    let mut keys: Vec<&str> = keys.filter(|key| !is_remark(key)).collect();
    let mut classes = CLASSES.map(crate::quantity::Class::name);
    keys.sort_unstable();
    classes.sort_unstable();
    keys == classes
}

fn is_remark(key: &str) -> bool {
    ["source", "note", "enabled"].contains(&key)
}

fn row(path: String, schema: &Value) -> Row {
    let mut row = parts_of(&description(schema));
    if row.default.is_empty() {
        let default = schema.get("default").filter(|default| !default.is_array());
        row.default = default.map_or_else(String::new, |default| format!("`{default}`"));
    }
    Row { path, written: how_written(schema), ..row }
}

/// Takes a description apart: its sentences on default and status have columns of their own.
fn parts_of(description: &str) -> Row {
    let (mut meaning, mut default, mut status) = (Vec::new(), String::new(), String::new());
    for sentence in description.split_inclusive(". ") {
        let bare = sentence.trim().trim_end_matches('.');
        if let Some(value) = bare.strip_prefix("Status ") {
            value.clone_into(&mut status);
        } else if bare == "Required" {
            "required".clone_into(&mut default);
        } else if let Some(value) = bare.strip_prefix("Default") {
            value.trim_start_matches('s').trim_start_matches(':').trim().clone_into(&mut default);
        } else {
            meaning.push(sentence.trim());
        }
    }
    let (path, written) = (String::new(), String::new());
    Row { path, written, default, meaning: meaning.join(" "), status }
}

fn how_written(schema: &Value) -> String {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    if let Some(written) = schema.get(WRITTEN).and_then(Value::as_str) {
        // The examples stand above all tables.
        let ways = written.split("; or ").map(|way| way.split(": ").next().unwrap_or(way));
        return ways.collect::<Vec<_>>().join(" or ");
    }
    if let Some(word) = schema.get("const").and_then(text) {
        return format!("`\"{word}\"`");
    }
    if let Some(words) = schema.get("oneOf").and_then(Value::as_array) {
        let words = words.iter().filter_map(|word| text(word.get("const")?));
        return words.map(|word| format!("`\"{word}\"`")).collect::<Vec<_>>().join(" or ");
    }
    let minimum =
        schema.get("minimum").map_or_else(String::new, |least| format!(" from {least} up"));
    match schema.get("type").and_then(Value::as_str) {
        Some("string") => "a text".to_owned(),
        Some("boolean") => "`true` or `false`".to_owned(),
        Some("integer") => format!("a whole number{minimum}"),
        Some("number") => format!("a number{minimum}"),
        Some("array") => match schema.pointer("/items/type").and_then(Value::as_str) {
            Some("number") => "a list of two numbers".to_owned(),
            _ => "a list of texts".to_owned(),
        },
        _ => String::new(),
    }
}

fn description(schema: &Value) -> String {
    schema.get("description").and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn page(section: &Section) -> String {
    let Section { title, meaning, rows } = section;
    let rows: Vec<String> = rows.iter().map(line).collect();
    let meaning = if meaning.is_empty() { String::new() } else { format!("{meaning}\n\n") };
    format!(
        "## {title}\n\n{meaning}| key | written as | default | meaning | status |\n|---|---|---|---|---|\n{}",
        rows.concat()
    )
}

fn line(row: &Row) -> String {
    let Row { path, written, default, meaning, status } = row;
    format!("| `{path}` | {written} | {default} | {meaning} | {status} |\n")
}
