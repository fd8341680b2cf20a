//! Paths: one value for all times, or a list of dated values.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::Deserializer;
use serde::de::DeserializeOwned;
use serde::de::DeserializeSeed;
use serde::de::Error;
use serde::de::IgnoredAny;
use serde::de::IntoDeserializer;
use serde::de::SeqAccess;
use serde::de::Visitor;

use crate::quantity::Date;
use crate::quantity::Interpolation;
use crate::quantity::Money;
use crate::quantity::Path;
use crate::quantity::Positive;
use crate::quantity::Share;
use crate::quantity::WrongValue;

use super::NotNegative;

/// A value that a path may run through, and how it runs from one to the next.
pub(in crate::scenario) trait PathValue: DeserializeOwned {
    /// How the path runs between two values.
    const INTERPOLATION: Interpolation;

    /// The value as a plain number.
    fn number(self) -> f64;
}

impl PathValue for Positive {
    const INTERPOLATION: Interpolation = Interpolation::Logarithmic;

    fn number(self) -> f64 {
        self.get()
    }
}

/// An amount of money above 0.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(try_from = "Money")]
pub(in crate::scenario) struct Amount(Money);

impl Amount {
    /// The amount.
    pub(in crate::scenario) fn money(self) -> Money {
        self.0
    }
}

impl TryFrom<Money> for Amount {
    type Error = WrongValue;

    fn try_from(money: Money) -> Result<Self, WrongValue> {
        let wrong = || WrongValue::new("an amount of money above 0", money.0);
        (money.0 > 0.0).then_some(Self(money)).ok_or_else(wrong)
    }
}

impl PathValue for Amount {
    const INTERPOLATION: Interpolation = Interpolation::Logarithmic;

    fn number(self) -> f64 {
        self.0.0
    }
}

impl PathValue for Share {
    const INTERPOLATION: Interpolation = Interpolation::Linear;

    fn number(self) -> f64 {
        self.get()
    }
}

/// A coordinate of a mission, from -1 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(try_from = "f64")]
pub(in crate::scenario) struct Coordinate(f64);

impl TryFrom<f64> for Coordinate {
    type Error = WrongValue;

    fn try_from(number: f64) -> Result<Self, WrongValue> {
        let wrong = || WrongValue::new("a position between -1 and 1", number);
        (-1.0..=1.0).contains(&number).then_some(Self(number)).ok_or_else(wrong)
    }
}

impl PathValue for Coordinate {
    const INTERPOLATION: Interpolation = Interpolation::Linear;

    fn number(self) -> f64 {
        self.0
    }
}

impl PathValue for NotNegative {
    const INTERPOLATION: Interpolation = Interpolation::Linear;

    fn number(self) -> f64 {
        self.0
    }
}

/// Months, as which a lead is written: ten years at most, ahead or behind.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(try_from = "f64")]
pub(in crate::scenario) struct Months(f64);

impl TryFrom<f64> for Months {
    type Error = WrongValue;

    fn try_from(number: f64) -> Result<Self, WrongValue> {
        let wrong = || WrongValue::new("months between -120 and 120", number);
        (-120.0..=120.0).contains(&number).then_some(Self(number)).ok_or_else(wrong)
    }
}

impl PathValue for Months {
    const INTERPOLATION: Interpolation = Interpolation::Linear;

    fn number(self) -> f64 {
        self.0
    }
}

/// A path as it is written: one value for all times, or a list of dated values.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::scenario) struct Dated<V> {
    /// The path that is meant.
    pub(in crate::scenario) path: Path,
    of: PhantomData<V>,
}

impl<V> From<Path> for Dated<V> {
    fn from(path: Path) -> Self {
        Self { path, of: PhantomData }
    }
}

impl<'de, V: PathValue> Deserialize<'de> for Dated<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DatedVisitor::<V>(PhantomData)).map(Self::from)
    }
}

/// Reads a path item by item, so that a complaint points at the item.
struct DatedVisitor<V>(PhantomData<V>);

impl<'de, V: PathValue> Visitor<'de> for DatedVisitor<V> {
    type Value = Path;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("one number, or a list such as [[2023-01-01, 375], [2023-11-17, 770]]")
    }

    fn visit_f64<E: Error>(self, v: f64) -> Result<Path, E> {
        V::deserialize(v.into_deserializer()).map(|value| Path::constant(value.number()))
    }

    fn visit_i64<E: Error>(self, v: i64) -> Result<Path, E> {
        self.visit_f64(v as f64)
    }

    fn visit_str<E: Error>(self, v: &str) -> Result<Path, E> {
        V::deserialize(v.into_deserializer()).map(|value| Path::constant(value.number()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Path, A::Error> {
        let mut points: Vec<(Date, f64)> = Vec::new();
        while let Some(point) = {
            let after = points.last().map(|(date, _)| *date);
            seq.next_element_seed(PointAfter::<V> { after, of: PhantomData })?
        } {
            points.push(point);
        }
        Path::through(points, V::INTERPOLATION)
            .ok_or_else(|| A::Error::custom("expected at least one dated value"))
    }
}

/// Reads a dated value such as `[2023-11-17, 770]`, which has to lie after the one before it.
struct PointAfter<V> {
    after: Option<Date>,
    of: PhantomData<V>,
}

impl<'de, V: PathValue> DeserializeSeed<'de> for PointAfter<V> {
    type Value = (Date, f64);

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(Date, f64), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, V: PathValue> Visitor<'de> for PointAfter<V> {
    type Value = (Date, f64);

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a date and a value such as [2023-11-17, 770]")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(Date, f64), A::Error> {
        let date = seq.next_element()?.ok_or_else(|| A::Error::invalid_length(0, &self))?;
        let value: V = seq.next_element()?.ok_or_else(|| A::Error::invalid_length(1, &self))?;
        if seq.next_element::<IgnoredAny>()?.is_some() {
            return Err(A::Error::invalid_length(3, &self));
        }
        match self.after.filter(|after| *after >= date) {
            None => Ok((date, value.number())),
            Some(after) => Err(A::Error::custom(WrongValue::new(
                "the dates of a path to ascend",
                format!("{date} after {after}"),
            ))),
        }
    }
}
