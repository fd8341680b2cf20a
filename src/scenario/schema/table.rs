//! What the types do not know of tables: `source`, `note` and `enabled`, and that overlays lack keys.

use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::scenario::written::LAWS;

use super::for_each_part;

/// The tables of named tables that can be switched off.
const SWITCHED: [&str; 8] =
    ["firm", "firm-group", "event", "mechanism", "role", "sector", "team", "fact"];

/// How firms, groups, sectors, teams, events, roles and facts may be called.
const NAME: &str = "^[a-z0-9-]+$";

/// Makes the schema of the types one of files.
pub(super) fn finish(schema: &mut Value) {
    plain(schema);
    for kind in SWITCHED {
        let Some(tables) = schema.pointer_mut(&format!("/properties/{kind}")) else { continue };
        if let Some(named) =
            tables.get_mut("additionalProperties").filter(|named| named.is_object())
        {
            switch(named);
            tables["propertyNames"] = json!({ "pattern": NAME });
        } else if let Some(Value::Object(parts)) = tables.get_mut("properties") {
            // Without `choice` nobody could answer an offer: it has no switch.
            let parts = parts.iter_mut().filter(|(name, _)| *name != "choice");
            parts.for_each(|(_, part)| switch(part));
        }
    }
    remark(schema);
}

/// Takes away what TOML has not (null), what says nothing (formats of numbers), and what an overlay may
/// lack; puts the words of comments on one line.
fn plain(schema: &mut Value) {
    for_each_part(schema, &mut plain);
    let Some(object) = schema.as_object_mut() else { return };
    say_required(object);
    if object.get("default") == Some(&Value::Null) {
        object.remove("default");
    }
    if object.get("format").is_some_and(|format| format != "date") {
        object.remove("format");
    }
    if let Some(Value::Array(types)) = object.get_mut("type") {
        types.retain(|kind| kind != "null");
        if let [only] = &types[..] {
            let only = only.clone();
            object.insert("type".to_owned(), only);
        }
    }
    unwrap_option(object);
    if let Some(Value::String(words)) = object.get_mut("description") {
        *words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    }
}

/// What a type requires is required of all files of a scenario together: it is said, not demanded.
fn say_required(table: &mut Map<String, Value>) {
    let Some(Value::Array(required)) = table.remove("required") else { return };
    for key in required.iter().filter_map(Value::as_str) {
        // A law without its key would be any other law.
        if LAWS.contains(&key) {
            table.insert("required".to_owned(), json!([key]));
            continue;
        }
        let words =
            table.get_mut("properties").and_then(|keys| keys.get_mut(key)?.get_mut("description"));
        if let Some(Value::String(words)) = words
            && !words.contains("Required.")
        {
            words.push_str(" Required.");
        }
    }
}

/// A choice between a value and nothing is the value.
fn unwrap_option(object: &mut Map<String, Value>) {
    let Some(Value::Array(choices)) = object.get_mut("anyOf") else { return };
    choices.retain(|choice| choice.get("type") != Some(&json!("null")));
    if let [Value::Object(only)] = &choices[..] {
        let only = only.clone();
        object.remove("anyOf");
        for (key, value) in only {
            object.entry(key).or_insert(value);
        }
    }
}

/// Lets the table have `enabled`, in all its forms.
fn switch(table: &mut Value) {
    add(
        table,
        &[(
            "enabled",
            json!({
                "description": "Whether the table counts: `false` switches off what a base file switched on. Default `true`.",
                "type": "boolean",
            }),
        )],
    );
}

/// Lets every table have `source` and `note`.
fn remark(schema: &mut Value) {
    let remark = |words: &str| json!({ "description": words, "type": "string" });
    for_each_part(schema, &mut self::remark);
    if schema.get("type") == Some(&json!("object")) {
        add(
            schema,
            &[
                ("source", remark("Where the values of the table come from; the page prints it.")),
                (
                    "note",
                    remark("What is to be said about the values of the table; the page prints it."),
                ),
            ],
        );
    }
}

fn add(table: &mut Value, keys: &[(&str, Value)]) {
    let Some(object) = table.as_object_mut() else { return };
    if let Some(Value::Array(forms)) = object.get_mut("anyOf") {
        for form in forms {
            add(form, keys);
        }
        return;
    }
    let properties = object.entry("properties").or_insert_with(|| json!({}));
    for (key, schema) in keys {
        properties[*key] = schema.clone();
    }
}
