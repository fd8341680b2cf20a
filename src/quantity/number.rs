//! Numbers with a unit and a bound.

use serde::Deserialize;

use super::DAYS_PER_MONTH;
use super::WrongValue;

/// US dollars. Linear, so that doubling all money changes no decision.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct Money(pub f64);

/// A number from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct Share(f64);

/// A share of lifetime wealth, as a logarithm: 0.25 is worth about a quarter of pay.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default, Deserialize)]
#[serde(try_from = "f64")]
pub struct LogPoints(f64);

/// Events per month of 30.4375 days, from 0 up.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default, Deserialize)]
#[serde(try_from = "f64")]
pub struct MonthlyRate(f64);

/// A number above 0, without a unit.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Deserialize)]
#[serde(try_from = "f64")]
pub struct Positive(f64);

impl Share {
    /// A share, which lies between 0 and 1.
    pub fn new(share: f64) -> Option<Self> {
        (0.0..=1.0).contains(&share).then_some(Self(share))
    }

    /// The share as a number.
    pub const fn get(self) -> f64 {
        self.0
    }
}

impl LogPoints {
    /// A value in log points, which is finite.
    pub fn new(points: f64) -> Option<Self> {
        points.is_finite().then_some(Self(points))
    }

    /// The value as a number.
    pub const fn get(self) -> f64 {
        self.0
    }
}

impl MonthlyRate {
    /// A rate, which is finite and not below 0.
    pub fn new(per_month: f64) -> Option<Self> {
        (per_month >= 0.0 && per_month.is_finite()).then_some(Self(per_month))
    }

    /// Events per month.
    pub const fn per_month(self) -> f64 {
        self.0
    }

    /// Events per day.
    pub fn per_day(self) -> f64 {
        self.0 / DAYS_PER_MONTH
    }
}

impl Positive {
    /// A number, which is finite and above 0.
    pub fn new(number: f64) -> Option<Self> {
        (number > 0.0 && number.is_finite()).then_some(Self(number))
    }

    /// The plain number.
    pub const fn get(self) -> f64 {
        self.0
    }
}

impl TryFrom<f64> for LogPoints {
    type Error = WrongValue;

    fn try_from(points: f64) -> Result<Self, WrongValue> {
        Self::new(points).ok_or_else(|| WrongValue::new("a finite number", points))
    }
}

impl TryFrom<f64> for MonthlyRate {
    type Error = WrongValue;

    fn try_from(per_month: f64) -> Result<Self, WrongValue> {
        Self::new(per_month)
            .ok_or_else(|| WrongValue::new("a rate per month, not below 0", per_month))
    }
}

impl TryFrom<f64> for Positive {
    type Error = WrongValue;

    fn try_from(number: f64) -> Result<Self, WrongValue> {
        Self::new(number).ok_or_else(|| WrongValue::new("a number above 0", number))
    }
}
