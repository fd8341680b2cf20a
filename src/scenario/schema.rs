//! JSON Schema of scenarios, for editors, and the page of reference that is made from it.
//!
//! The schema comes from the types that read scenarios, and its words from their comments, so that no
//! key can be read and not be described. It describes any file, and so an overlay as well: nothing is
//! required of a file alone. Names, dates and sums are left to `check`.

mod literal;
mod reference;
mod table;

use schemars::generate::SchemaSettings;
use serde_json::Map;
use serde_json::Value;

use super::spec::Spec;

pub use reference::Key;
pub use reference::keys;
pub use reference::reference;

/// How a value is written, in a few words: a key of the drafted schema, which ends in descriptions.
pub(super) const WRITTEN: &str = "x-written";

/// The JSON Schema of scenarios, draft 7, which editors of TOML understand.
pub fn schema() -> Value {
    let mut schema = draft();
    say_how_it_is_written(&mut schema);
    schema
}

/// The schema with what only the page of reference needs to know.
fn draft() -> Value {
    let settings = SchemaSettings::draft07().with(|settings| settings.inline_subschemas = true);
    let mut schema = settings.into_generator().into_root_schema_for::<Spec>().to_value();
    if let Some(top) = schema.as_object_mut() {
        top.insert("title".to_owned(), "A scenario of braindrain".into());
        top.insert("description".to_owned(), "A world, or what differs from another one.".into());
    }
    table::finish(&mut schema);
    schema
}

/// Puts into words, at the end of each description, how the value is written.
fn say_how_it_is_written(schema: &mut Value) {
    if let Some(object) = schema.as_object_mut()
        && let Some(Value::String(written)) = object.remove(WRITTEN)
    {
        let said = object.get("description").and_then(Value::as_str).unwrap_or_default();
        let description = format!("{said} Written as {written}.").trim().to_owned();
        object.insert("description".to_owned(), description.into());
    }
    for_each_part(schema, &mut say_how_it_is_written);
}

/// Calls `change` on every schema that is directly a part of this one.
fn for_each_part(schema: &mut Value, change: &mut dyn FnMut(&mut Value)) {
    let Some(object) = schema.as_object_mut() else { return };
    for (key, value) in object {
        match (key.as_str(), value) {
            ("properties", Value::Object(parts)) => parts.values_mut().for_each(&mut *change),
            ("anyOf" | "oneOf" | "items", Value::Array(parts)) => {
                parts.iter_mut().for_each(&mut *change);
            }
            ("items" | "additionalProperties", part @ Value::Object(_)) => change(part),
            _ => {}
        }
    }
}

/// The keys of a table that a schema describes.
fn properties(schema: &Value) -> Option<&Map<String, Value>> {
    schema.get("properties")?.as_object()
}
