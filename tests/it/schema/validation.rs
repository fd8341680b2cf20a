//! As much of JSON Schema, draft 7, as the schema of scenarios uses; whatever else stands in it is told.

use regex_automata::meta::Regex;
use serde_json::Value;
use serde_json::json;

/// Words that forbid nothing.
const REMARKS: [&str; 6] = ["$schema", "default", "description", "title", "format", "examples"];

/// What a schema has against a value that stands at a path.
pub(super) fn violations(schema: &Value, value: &Value, path: &str) -> Vec<String> {
    let Some(words) = schema.as_object() else { panic!("{path}: {schema} is no schema") };
    words.iter().flat_map(|(word, rule)| of_word(schema, (word, rule), value, path)).collect()
}

fn of_word(schema: &Value, (word, rule): (&str, &Value), value: &Value, path: &str) -> Vec<String> {
    let inside = match word {
        "properties" | "additionalProperties" if value.is_object() => {
            return of_keys(schema, word, value, path);
        }
        "items" if value.is_array() => return of_items(rule, value, path),
        "anyOf" => number_of_matches(rule, value) >= 1,
        "oneOf" => number_of_matches(rule, value) == 1,
        _ => is_fine(word, rule, value),
    };
    if inside { Vec::new() } else { vec![format!("{path}: {value} against {word} = {rule}")] }
}

fn of_keys(schema: &Value, word: &str, value: &Value, path: &str) -> Vec<String> {
    let entries = value.as_object().into_iter().flatten();
    let found = entries.map(|(key, value)| {
        let path = format!("{path}.{key}");
        match (word, schema.get("properties").and_then(|known| known.get(key))) {
            ("properties", Some(known)) => violations(known, value, &path),
            ("additionalProperties", None) if schema[word] == json!(false) => {
                vec![format!("{path} is not known")]
            }
            ("additionalProperties", None) => violations(&schema[word], value, &path),
            _ => Vec::new(),
        }
    });
    found.flatten().collect()
}

fn of_items(rule: &Value, value: &Value, path: &str) -> Vec<String> {
    let items = value.as_array().into_iter().flatten().enumerate();
    let found = items.map(|(number, item)| {
        let of_item = rule.as_array().map_or(Some(rule), |rules| rules.get(number));
        of_item.map_or_else(Vec::new, |rule| violations(rule, item, &format!("{path}[{number}]")))
    });
    found.flatten().collect()
}

fn number_of_matches(rules: &Value, value: &Value) -> usize {
    let rules = rules.as_array().into_iter().flatten();
    rules.filter(|rule| violations(rule, value, "").is_empty()).count()
}

/// Whether a value obeys a word that does not look inside of it. Words about numbers, texts and lists
/// say nothing of other values.
fn is_fine(word: &str, rule: &Value, value: &Value) -> bool {
    let bound = rule.as_f64().unwrap_or(f64::NAN);
    let number = |fine: fn(f64, f64) -> bool| value.as_f64().is_none_or(|it| fine(it, bound));
    let length = |fine: fn(f64, f64) -> bool| {
        value.as_array().is_none_or(|list| fine(list.len() as f64, bound))
    };
    match word {
        "type" => is_of_type(rule, value),
        "const" => value == rule,
        "minimum" => number(|it, bound| it >= bound),
        "maximum" => number(|it, bound| it <= bound),
        "exclusiveMinimum" => number(|it, bound| it > bound),
        "minItems" => length(|it, bound| it >= bound),
        "maxItems" => length(|it, bound| it <= bound),
        "pattern" => value.as_str().is_none_or(|text| matches(rule, text)),
        "propertyNames" => {
            let names = value.as_object().into_iter().flatten().map(|(name, _)| json!(name));
            names.into_iter().all(|name| violations(rule, &name, "").is_empty())
        }
        "required" => {
            let mut keys = rule.as_array().into_iter().flatten().filter_map(Value::as_str);
            !value.is_object() || keys.all(|key| value.get(key).is_some())
        }
        "properties" | "additionalProperties" | "items" => true,
        remark => {
            assert!(REMARKS.contains(&remark), "the tests do not know `{remark}`");
            true
        }
    }
}

fn is_of_type(rule: &Value, value: &Value) -> bool {
    match rule.as_str().expect("one type") {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        other => panic!("the tests do not know the type `{other}`"),
    }
}

fn matches(pattern: &Value, text: &str) -> bool {
    let pattern = pattern.as_str().expect("a pattern is a text");
    Regex::new(pattern).expect("a pattern that can be read").is_match(text)
}
