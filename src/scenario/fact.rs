//! What was reported of the real market, and what of a run it is held against.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Outcome;
use super::written::Finite;
use super::written::at_least_one;

/// A reported fact.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// Its name in the scenario.
    pub name: String,
    /// The claim that it is a part of, such as `T8`: a claim is a hit if all its scored facts are.
    pub claim: String,
    /// What was reported, in a sentence.
    pub says: String,
    /// Where it was reported.
    pub source: Option<String>,
    /// Whether it is evidence.
    pub standing: Standing,
}

/// Whether a fact is evidence, and what it is held against.
#[derive(Debug, Clone, PartialEq)]
pub enum Standing {
    /// It is scored.
    Scored(Report),
    /// It is an input of the scenario, for this reason: what is put in is no evidence when it comes out.
    Given(String),
    /// The days that it asks about lie outside the horizon.
    Beyond,
}

/// A reported number, and the outcome that it is a number of.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// What of a run it is held against.
    pub outcome: Outcome,
    /// The number.
    pub reported: Reported,
    /// The people or trials behind the number, if that was reported.
    pub trials: Option<u32>,
    /// The other world, if the number is about what differs between two.
    pub against: Option<Against>,
}

/// A reported number, in the unit of its outcome.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reported {
    /// A value between the ends of what it may be as well.
    Value {
        /// The value.
        value: f64,
        /// The least that it may be.
        low: f64,
        /// The most that it may be.
        high: f64,
    },
    /// At least so much.
    AtLeast(f64),
    /// At most so much.
    AtMost(f64),
}

/// Another world, and how it is compared with the own one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Against {
    /// The name of the other scenario: that of its file, without folder and ending.
    pub scenario: String,
    /// What is made of the two outcomes.
    pub contrast: Contrast,
}

/// What is made of an outcome in two worlds on the same luck.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Contrast {
    /// This world less the other one.
    Difference,
    /// This world over the other one.
    Ratio,
    /// The elasticity to something of which the other world has half: the logarithm of this world over
    /// the other one, over that of two.
    HalvingElasticity,
}

/// `[fact.NAME]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct FactSpec {
    /// The claim that it is a part of, such as `T8`: a claim is a hit if all its scored facts are.
    pub(super) claim: String,
    /// What was reported, in a sentence.
    pub(super) says: String,
    /// What of a run it is held against, written as in `outcomes`. Required unless `given`.
    pub(super) outcome: Option<String>,
    /// The reported number, in the unit of the outcome. Without it either `low` or `high` alone says
    /// "at least" or "at most".
    pub(super) value: Option<Finite>,
    /// The least that the number may be.
    pub(super) low: Option<Finite>,
    /// The most that the number may be.
    pub(super) high: Option<Finite>,
    /// The people or trials behind the number: with it a share has a binomial likelihood.
    #[serde(default, deserialize_with = "trials")]
    #[schemars(range(min = 1))]
    pub(super) n: Option<u32>,
    /// The file of another scenario: the fact is about what differs, and scored by `compare` with it.
    pub(super) against: Option<String>,
    /// How the outcomes of this world and of the other one are compared: `difference` (this less the
    /// other), `ratio` (this over the other), or `halving-elasticity` (to something of which the other
    /// has half). Default `difference`.
    #[serde(rename = "as")]
    pub(super) contrast: Option<Contrast>,
    /// Why it is an input of the scenario and no evidence: it is listed, and not scored.
    pub(super) given: Option<String>,
}

fn trials<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<u32>, D::Error> {
    at_least_one(from).map(Some)
}

impl Fact {
    /// What it is held against, if it is scored.
    pub fn report(&self) -> Option<&Report> {
        match &self.standing {
            Standing::Scored(report) => Some(report),
            Standing::Given(_) | Standing::Beyond => None,
        }
    }
}

impl Reported {
    /// The reported value, and the least and the most that it may be, as far as they were reported.
    pub fn numbers(self) -> [Option<f64>; 3] {
        match self {
            Self::Value { value, low, high } => [Some(value), Some(low), Some(high)],
            Self::AtLeast(low) => [None, Some(low), None],
            Self::AtMost(high) => [None, None, Some(high)],
        }
    }

    /// Whether a simulated number lies within what was reported.
    pub fn is_met_by(self, number: f64) -> bool {
        let [_, low, high] = self.numbers();
        low.is_none_or(|low| low <= number) && high.is_none_or(|high| number <= high)
    }
}

impl Contrast {
    /// The contrast of an outcome in this world and in the other one; none where it would divide by something that is
    /// not above zero, or take the logarithm of it.
    pub fn of(self, this: f64, other: f64) -> Option<f64> {
        match self {
            Self::Difference => Some(this - other),
            Self::Ratio => (other > 0.0).then(|| this / other),
            Self::HalvingElasticity => (this > 0.0 && other > 0.0).then(|| (this / other).log2()),
        }
    }

    /// The contrast as scenarios and tables have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Difference => "difference",
            Self::Ratio => "ratio",
            Self::HalvingElasticity => "halving-elasticity",
        }
    }
}
