//! Schemas of values that are more than a word or a number: they are written in a way of their own.

use std::borrow::Cow;

use schemars::JsonSchema;
use schemars::Schema;
use schemars::SchemaGenerator;
use schemars::json_schema;
use serde_json::Value;

use crate::quantity::Date;
use crate::quantity::Days;
use crate::quantity::HalfLife;
use crate::quantity::LogPoints;
use crate::quantity::Money;
use crate::quantity::MonthlyRate;
use crate::quantity::Positive;
use crate::quantity::Share;
use crate::quantity::Spread;
use crate::scenario::written::Amount;
use crate::scenario::written::Coordinate;
use crate::scenario::written::Dated;
use crate::scenario::written::Finite;
use crate::scenario::written::Heads;
use crate::scenario::written::LAWS;
use crate::scenario::written::Months;
use crate::scenario::written::NotNegative;
use crate::scenario::written::PositiveSpread;
use crate::scenario::written::Table;

use super::WRITTEN;

/// A number with digits that underscores may group.
const DIGITS: &str = r"[+-]?[0-9_]*\.?[0-9_]+";

/// Implements the schema of a type by its name, how it is written, and what is accepted.
fn written(how: &str, accepted: Schema) -> Schema {
    let mut schema = accepted;
    schema.insert(WRITTEN.to_owned(), how.into());
    schema
}

impl JsonSchema for Money {
    fn schema_name() -> Cow<'static, str> {
        "Money".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let pattern = format!(r"^\s*\$?\s*{DIGITS}\s*(k|m|bn|tn)?\s*$");
        let accepted = json_schema!({ "anyOf": [
            { "type": "number", "minimum": 0 },
            { "type": "string", "pattern": pattern },
        ] });
        written("dollars: 300_000, \"300k\", \"1.5m\", \"86bn\"", accepted)
    }
}

impl JsonSchema for Share {
    fn schema_name() -> Cow<'static, str> {
        "Share".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let accepted = json_schema!({ "anyOf": [
            { "type": "number", "minimum": 0, "maximum": 1 },
            { "type": "string", "pattern": format!(r"^\s*{DIGITS}\s*%\s*$") },
        ] });
        written("a share from 0 to 1: 0.05, \"5%\"", accepted)
    }
}

/// A duration, whatever it is the duration of.
fn duration() -> Schema {
    let pattern = format!(r"^\s*{DIGITS}\s*(day|week|month|year)s?\s*$");
    let accepted = json_schema!({ "type": "string", "pattern": pattern });
    written("a duration: \"21 days\", \"6 weeks\", \"18 months\", \"4 years\"", accepted)
}

impl JsonSchema for Days {
    fn schema_name() -> Cow<'static, str> {
        "Days".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        duration()
    }
}

impl JsonSchema for HalfLife {
    fn schema_name() -> Cow<'static, str> {
        "HalfLife".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        duration()
    }
}

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        written(
            "a date without quotes: 2023-11-17",
            json_schema!({ "type": "string", "format": "date" }),
        )
    }
}

impl JsonSchema for Positive {
    fn schema_name() -> Cow<'static, str> {
        "Positive".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        written("a number above 0", json_schema!({ "type": "number", "exclusiveMinimum": 0 }))
    }
}

impl JsonSchema for NotNegative {
    fn schema_name() -> Cow<'static, str> {
        "NotNegative".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        written("a number from 0 up", json_schema!({ "type": "number", "minimum": 0 }))
    }
}

impl JsonSchema for Finite {
    fn schema_name() -> Cow<'static, str> {
        "Finite".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        written("a number", json_schema!({ "type": "number" }))
    }
}

impl JsonSchema for LogPoints {
    fn schema_name() -> Cow<'static, str> {
        "LogPoints".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        written(
            "log points: 0.25 is worth about a quarter of pay",
            json_schema!({ "type": "number" }),
        )
    }
}

impl JsonSchema for MonthlyRate {
    fn schema_name() -> Cow<'static, str> {
        "MonthlyRate".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        written("a number a month, from 0 up", json_schema!({ "type": "number", "minimum": 0 }))
    }
}

impl JsonSchema for Coordinate {
    fn schema_name() -> Cow<'static, str> {
        "Coordinate".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let accepted = json_schema!({ "type": "number", "minimum": -1, "maximum": 1 });
        written("a number from -1 to 1", accepted)
    }
}

impl JsonSchema for Months {
    fn schema_name() -> Cow<'static, str> {
        "Months".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let accepted = json_schema!({ "type": "number", "minimum": -120, "maximum": 120 });
        written("months from -120 to 120", accepted)
    }
}

impl JsonSchema for Amount {
    fn schema_name() -> Cow<'static, str> {
        "Amount".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Money::json_schema(generator)
    }
}

impl<V: JsonSchema> JsonSchema for Dated<V> {
    fn schema_name() -> Cow<'static, str> {
        format!("Dated_{}", V::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut value = V::json_schema(generator);
        let how = value.remove(WRITTEN);
        let how = how.as_ref().and_then(Value::as_str).unwrap_or("a value");
        let point = json_schema!({
            "type": "array",
            "items": [{ "type": "string", "format": "date" }, value],
            "minItems": 2,
            "maxItems": 2,
        });
        let path = json_schema!({ "type": "array", "items": point, "minItems": 1 });
        let accepted = json_schema!({ "anyOf": [value, path] });
        written(&format!("{how}; or a path: [[2023-01-01, VALUE], [2024-01-01, VALUE]]"), accepted)
    }
}

impl<T: JsonSchema> JsonSchema for Heads<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("Heads_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut heads = T::json_schema(generator);
        let how = heads.remove(WRITTEN);
        let how = how.as_ref().and_then(Value::as_str).unwrap_or("a head-count");
        let accepted = json_schema!({ "anyOf": [{ "const": "equal" }, heads] });
        written(&format!("{how}; or \"equal\""), accepted)
    }
}

impl JsonSchema for PositiveSpread {
    fn schema_name() -> Cow<'static, str> {
        "PositiveSpread".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Spread::json_schema(generator)
    }
}

impl JsonSchema for Spread {
    fn schema_name() -> Cow<'static, str> {
        "Spread".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let pair = json_schema!({
            "type": "array",
            "items": { "type": "number" },
            "minItems": 2,
            "maxItems": 2,
        });
        let mean = json_schema!({ "type": "number", "exclusiveMinimum": 0 });
        let law = |name: &str| {
            let of = if name == "exponential" { &mean } else { &pair };
            json_schema!({
                "type": "object",
                "properties": { name: of },
                "required": [name],
                "additionalProperties": false,
            })
        };
        let number = json_schema!({ "type": "number" });
        let forms: Vec<Schema> = std::iter::once(number).chain(LAWS.map(law)).collect();
        let accepted = json_schema!({ "anyOf": forms });
        let how = "a number; or a spread: { normal = [MEAN, DEVIATION] }, { uniform = [LOW, HIGH] }, \
                   { gamma = [SHAPE, SCALE] }, { lognormal = [MEAN, DEVIATION] }, { exponential = MEAN }, { above = [LEAST, EXCESS] }";
        written(how, accepted)
    }
}

impl<T: JsonSchema> JsonSchema for Table<T> {
    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        format!("Table<{}>", T::schema_id()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}
