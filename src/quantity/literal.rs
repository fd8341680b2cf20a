//! How quantities are written: `"86bn"`, `"5%"`, `"18 months"`.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;

use super::DAYS_PER_MONTH;
use super::DAYS_PER_YEAR;
use super::Date;
use super::Days;
use super::HalfLife;
use super::Money;
use super::Share;

/// A value that is not what it has to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongValue {
    expected: &'static str,
    found: String,
}

impl WrongValue {
    /// What was expected, and what was found in its place.
    pub fn new(expected: &'static str, found: impl fmt::Display) -> Self {
        Self { expected, found: found.to_string() }
    }
}

impl fmt::Display for WrongValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}, found {}", self.expected, self.found)
    }
}

impl std::error::Error for WrongValue {}

/// A number or a text, as TOML can hold them.
#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a number, or a text with a unit")]
enum Literal {
    Number(f64),
    Text(String),
}

/// Splits `"18 months"` into the number and the unit; underscores may group digits.
fn number_and_unit(text: &str) -> Option<(f64, &str)> {
    let text = text.trim();
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '_' | '+' | '-')))
        .unwrap_or(text.len());
    let (digits, unit) = text.split_at(end);
    let number: f64 = digits.replace('_', "").parse().ok()?;
    number.is_finite().then(|| (number, unit.trim()))
}

const MONEY: &str = "money such as \"86bn\", \"300k\" or a number of dollars";
const SHARE: &str = "a share between 0 and 1, such as 0.05 or \"5%\"";
const DAYS: &str = "a duration such as \"21 days\", \"6 weeks\", \"18 months\" or \"4 years\"";

impl FromStr for Money {
    type Err = WrongValue;

    fn from_str(text: &str) -> Result<Self, WrongValue> {
        let wrong = || WrongValue::new(MONEY, format!("\"{text}\""));
        let (number, unit) = number_and_unit(text.trim_start_matches('$')).ok_or_else(wrong)?;
        let scale = match unit {
            "" => 1.0,
            "k" => 1e3,
            "m" => 1e6,
            "bn" => 1e9,
            "tn" => 1e12,
            _ => return Err(wrong()),
        };
        Self::from_dollars(number * scale).ok_or_else(wrong)
    }
}

impl Money {
    /// An amount in dollars, which is finite and not below 0.
    pub fn from_dollars(dollars: f64) -> Option<Self> {
        (dollars >= 0.0 && dollars.is_finite()).then_some(Self(dollars))
    }
}

impl FromStr for Share {
    type Err = WrongValue;

    fn from_str(text: &str) -> Result<Self, WrongValue> {
        let wrong = || WrongValue::new(SHARE, format!("\"{text}\""));
        match number_and_unit(text) {
            Some((number, "%")) => Self::new(number / 100.0).ok_or_else(wrong),
            _ => Err(wrong()),
        }
    }
}

impl FromStr for Days {
    type Err = WrongValue;

    fn from_str(text: &str) -> Result<Self, WrongValue> {
        let wrong = || WrongValue::new(DAYS, format!("\"{text}\""));
        let (number, unit) = number_and_unit(text).ok_or_else(wrong)?;
        let days = match unit {
            "day" | "days" => 1.0,
            "week" | "weeks" => 7.0,
            "month" | "months" => DAYS_PER_MONTH,
            "year" | "years" => DAYS_PER_YEAR,
            _ => return Err(wrong()),
        };
        if number < 0.0 { Err(wrong()) } else { Ok(Self(number * days)) }
    }
}

impl TryFrom<Literal> for Money {
    type Error = WrongValue;

    fn try_from(literal: Literal) -> Result<Self, WrongValue> {
        match literal {
            Literal::Number(dollars) => {
                Self::from_dollars(dollars).ok_or_else(|| WrongValue::new(MONEY, dollars))
            }
            Literal::Text(text) => text.parse(),
        }
    }
}

impl TryFrom<Literal> for Share {
    type Error = WrongValue;

    fn try_from(literal: Literal) -> Result<Self, WrongValue> {
        match literal {
            Literal::Number(share) => Self::new(share).ok_or_else(|| WrongValue::new(SHARE, share)),
            Literal::Text(text) => text.parse(),
        }
    }
}

impl TryFrom<Literal> for Days {
    type Error = WrongValue;

    fn try_from(literal: Literal) -> Result<Self, WrongValue> {
        match literal {
            Literal::Number(number) => Err(WrongValue::new(DAYS, number)),
            Literal::Text(text) => text.parse(),
        }
    }
}

/// Reads a type from a number or a text, so that the complaint points at the value.
macro_rules! deserialize_from_literal {
    ($($name:ty),*) => {$(
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Literal::deserialize(deserializer)?.try_into().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

deserialize_from_literal!(Money, Share, Days);

impl<'de> Deserialize<'de> for HalfLife {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let duration = Days::deserialize(deserializer)?;
        let wrong = || WrongValue::new("a half-life longer than nothing", "0 days");
        Self::new(duration).ok_or_else(wrong).map_err(serde::de::Error::custom)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = toml::value::Datetime::deserialize(deserializer)?;
        let day = written.date.filter(|_| written.time.is_none() && written.offset.is_none());
        let date = day.and_then(|day| {
            let year = i16::try_from(day.year).ok()?;
            Self::new(year, i8::try_from(day.month).ok()?, i8::try_from(day.day).ok()?)
        });
        let wrong = || WrongValue::new("a day such as 2023-11-17", written);
        date.ok_or_else(wrong).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_carry_their_units() {
        assert_eq!("86bn".parse::<Money>().unwrap(), Money(86e9));
        assert_eq!("$300k".parse::<Money>().unwrap(), Money(300e3));
        assert_eq!("1_500".parse::<Money>().unwrap(), Money(1500.0));
        assert_eq!("5%".parse::<Share>().unwrap(), Share::new(0.05).unwrap());
        assert_eq!("21 days".parse::<Days>().unwrap(), Days(21.0));
        assert_eq!("2 years".parse::<Days>().unwrap(), Days(730.5));
    }

    #[test]
    fn a_wrong_unit_is_named() {
        let message = "86 lbs".parse::<Money>().unwrap_err().to_string();
        assert!(message.contains("found \"86 lbs\""), "{message}");
        "5".parse::<Share>().unwrap_err();
        "120%".parse::<Share>().unwrap_err();
        "-3 days".parse::<Days>().unwrap_err();
        "12".parse::<Days>().unwrap_err();
    }
}
