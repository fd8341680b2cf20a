//! How values are written that are more than a word or a number: spreads, tables, values by class.

mod heads;
mod path;

use std::fmt;
use std::marker::PhantomData;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::Deserializer;
use serde::de::Error;
use serde::de::IgnoredAny;
use serde::de::MapAccess;
use serde::de::Visitor;
use serde::de::value::MapAccessDeserializer;

use crate::quantity::Class;
use crate::quantity::PerClass;
use crate::quantity::Spread;
use crate::quantity::WrongValue;

pub(super) use heads::Heads;
pub(super) use path::Amount;
pub(super) use path::Coordinate;
pub(super) use path::Dated;
pub(super) use path::Months;
pub(super) use path::PathValue;

/// Two numbers, and not a third one that nobody would look at.
#[derive(Debug, Deserialize)]
#[serde(try_from = "Vec<f64>")]
pub(super) struct Pair(pub(super) f64, pub(super) f64);

impl TryFrom<Vec<f64>> for Pair {
    type Error = WrongValue;

    fn try_from(numbers: Vec<f64>) -> Result<Self, WrongValue> {
        match numbers[..] {
            [first, second] => Ok(Self(first, second)),
            _ => {
                Err(WrongValue::new("a list of two numbers", format!("{} numbers", numbers.len())))
            }
        }
    }
}

/// The laws of a spread by their names: a table with one of them is one value. In the order of [`Law`], to which
/// a test holds them.
pub(super) const LAWS: [&str; 6] =
    ["normal", "uniform", "gamma", "lognormal", "exponential", "above"];

/// A spread as it is written, unless it is one number.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Law {
    Normal(Pair),
    Uniform(Pair),
    Gamma(Pair),
    Lognormal(Pair),
    Exponential(f64),
    Above(Pair),
}

impl Law {
    fn spread(self) -> Result<Spread, String> {
        let (spread, is_law, expected) = match self {
            Self::Normal(Pair(mean, deviation)) => (
                Spread::Normal { mean, deviation },
                deviation >= 0.0,
                "`normal = [mean, deviation]` with a deviation from 0 up",
            ),
            Self::Uniform(Pair(low, high)) => (
                Spread::Uniform { low, high },
                low < high,
                "`uniform = [low, high]` with the lower end first",
            ),
            Self::Gamma(Pair(shape, scale)) => (
                Spread::Gamma { shape, scale },
                shape > 0.0 && scale > 0.0,
                "`gamma = [shape, scale]` with both above 0",
            ),
            Self::Lognormal(Pair(mean, deviation)) => (
                Spread::Lognormal { mean, deviation },
                deviation >= 0.0,
                "`lognormal = [mean, deviation]` of the logarithm, with a deviation from 0 up",
            ),
            Self::Exponential(mean) => (
                Spread::Gamma { shape: 1.0, scale: mean },
                mean > 0.0,
                "`exponential = mean` with a mean above 0",
            ),
            Self::Above(Pair(least, excess)) => (
                Spread::Above { least, excess },
                excess > 0.0,
                "`above = [least, excess]` with a mean excess above 0",
            ),
        };
        let valid = is_law && spread.mean().is_finite();
        valid.then_some(spread).ok_or_else(|| format!("expected {expected}"))
    }
}

impl<'de> Deserialize<'de> for Spread {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SpreadVisitor)
    }
}

struct SpreadVisitor;

impl<'de> Visitor<'de> for SpreadVisitor {
    type Value = Spread;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("one number, or a law such as { normal = [0.4, 0.1] }")
    }

    fn visit_f64<E: Error>(self, v: f64) -> Result<Spread, E> {
        let wrong = || E::custom(WrongValue::new("a finite number", v));
        v.is_finite().then_some(Spread::Constant(v)).ok_or_else(wrong)
    }

    fn visit_i64<E: Error>(self, v: i64) -> Result<Spread, E> {
        self.visit_f64(v as f64)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Spread, A::Error> {
        let law = Law::deserialize(MapAccessDeserializer::new(&mut map))?;
        if map.next_key::<IgnoredAny>()?.is_some() {
            return Err(A::Error::custom("expected one law, found several"));
        }
        law.spread().map_err(A::Error::custom)
    }
}

/// What has to be written as a table: serde would also take a list of its values in order.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Table<T>(pub(super) T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Table<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(TableVisitor(PhantomData)).map(Self)
    }
}

struct TableVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for TableVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a table")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map))
    }
}

/// One value for each class as it is written: any of them may be left out.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ByClass<T> {
    star: Option<T>,
    researcher: Option<T>,
    engineer: Option<T>,
    applied: Option<T>,
}

impl<T> Default for ByClass<T> {
    fn default() -> Self {
        Self { star: None, researcher: None, engineer: None, applied: None }
    }
}

impl<T: Copy> ByClass<T> {
    /// The value that is written for a class.
    pub(super) fn of(&self, class: Class) -> Option<T> {
        match class {
            Class::Star => self.star,
            Class::Researcher => self.researcher,
            Class::Engineer => self.engineer,
            Class::Applied => self.applied,
        }
    }

    /// What is written, and the default for what is not.
    pub(super) fn or(&self, default: PerClass<T>) -> PerClass<T> {
        PerClass::from_fn(|class| self.of(class).unwrap_or(default[class]))
    }
}

/// A number that is finite and not below 0.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(try_from = "f64")]
pub(super) struct NotNegative(pub(super) f64);

impl TryFrom<f64> for NotNegative {
    type Error = WrongValue;

    fn try_from(number: f64) -> Result<Self, WrongValue> {
        let wrong = || WrongValue::new("a number from 0 up", number);
        (number >= 0.0 && number.is_finite()).then_some(Self(number)).ok_or_else(wrong)
    }
}

/// A number that is finite.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(try_from = "f64")]
pub(super) struct Finite(pub(super) f64);

impl TryFrom<f64> for Finite {
    type Error = WrongValue;

    fn try_from(number: f64) -> Result<Self, WrongValue> {
        let wrong = || WrongValue::new("a finite number", number);
        number.is_finite().then_some(Self(number)).ok_or_else(wrong)
    }
}

/// Reads a number that is finite and not below 0.
pub(super) fn not_negative<'de, D: Deserializer<'de>>(from: D) -> Result<f64, D::Error> {
    NotNegative::deserialize(from).map(|number| number.0)
}

/// Reads a whole number from 1 up.
pub(super) fn at_least_one<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    let number = u32::deserialize(from)?;
    let wrong = || D::Error::custom(WrongValue::new("a whole number from 1 up", number));
    (number >= 1).then_some(number).ok_or_else(wrong)
}

/// A spread whose mean is above 0.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(try_from = "Spread")]
pub(super) struct PositiveSpread(pub(super) Spread);

impl TryFrom<Spread> for PositiveSpread {
    type Error = WrongValue;

    fn try_from(spread: Spread) -> Result<Self, WrongValue> {
        let found = format!("one of {}", spread.mean());
        let wrong = || WrongValue::new("a spread with a mean above 0", found);
        (spread.mean() > 0.0).then_some(Self(spread)).ok_or_else(wrong)
    }
}

/// Reads a spread whose mean is above 0.
pub(super) fn positive_spread<'de, D: Deserializer<'de>>(from: D) -> Result<Spread, D::Error> {
    PositiveSpread::deserialize(from).map(|spread| spread.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_law_that_can_be_written_has_its_name_in_the_list() {
        let wrong = toml::from_str::<Law>("none-of-them = 1").unwrap_err();
        let named: Vec<&str> = wrong.message().split('`').skip(3).step_by(2).collect();
        assert_eq!(named, LAWS);
    }
}
