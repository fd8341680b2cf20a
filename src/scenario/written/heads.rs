//! Head-counts: a number, a path or a spread; or an equal part of the population.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::Deserializer;
use serde::de::Error;
use serde::de::IntoDeserializer;
use serde::de::MapAccess;
use serde::de::SeqAccess;
use serde::de::Unexpected;
use serde::de::Visitor;
use serde::de::value::MapAccessDeserializer;
use serde::de::value::SeqAccessDeserializer;

/// A head-count as it is written: `"equal"`, or how many.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::scenario) enum Heads<T> {
    /// As many as every firm would have if all had the same.
    Equal,
    /// What is written.
    Of(T),
}

impl<T> Heads<T> {
    /// What is meant, where an equal part is a number.
    pub(in crate::scenario) fn or_equal(self, equal: impl FnOnce() -> T) -> T {
        match self {
            Self::Equal => equal(),
            Self::Of(heads) => heads,
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Heads<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(HeadsVisitor(PhantomData))
    }
}

struct HeadsVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for HeadsVisitor<T> {
    type Value = Heads<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a head-count, or \"equal\"")
    }

    fn visit_str<E: Error>(self, v: &str) -> Result<Heads<T>, E> {
        if v == "equal" {
            Ok(Heads::Equal)
        } else {
            Err(E::invalid_value(Unexpected::Str(v), &self))
        }
    }

    fn visit_f64<E: Error>(self, v: f64) -> Result<Heads<T>, E> {
        T::deserialize(v.into_deserializer()).map(Heads::Of)
    }

    fn visit_i64<E: Error>(self, v: i64) -> Result<Heads<T>, E> {
        T::deserialize(v.into_deserializer()).map(Heads::Of)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Heads<T>, A::Error> {
        T::deserialize(SeqAccessDeserializer::new(seq)).map(Heads::Of)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Heads<T>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(Heads::Of)
    }
}
