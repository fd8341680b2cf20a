//! What a history keeps of letters, offers and single decisions.

use std::sync::Arc;

use crate::model::Fortune;
use crate::model::Value;
use crate::quantity::Class;
use crate::quantity::Date;
use crate::quantity::Match;
use crate::quantity::UnitId;

/// The bins of packages in a factor of ten.
const BINS_PER_DECADE: f64 = 4.0;

/// A letter, from its first hour to its end.
#[derive(Debug, Clone, PartialEq)]
pub struct LetterRecord {
    /// The name of the event.
    pub event: Arc<str>,
    /// The firm whose staff can sign.
    pub unit: UnitId,
    /// How many could sign.
    pub staff: u32,
    /// How many had signed after so many whole hours: the first entry is that of the first instant.
    pub signed: Vec<u32>,
    /// Those who signed, in the order of their signatures.
    pub signers: Vec<Signer>,
}

/// Somebody who signed a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signer {
    /// The position in the columns of the run.
    pub person: u32,
    /// When he left the firm, and for which other one; `None` in its place is out of the market.
    pub left: Option<(Date, Option<UnitId>)>,
}

/// A firm that somebody has founded.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundingRecord {
    /// The day.
    pub date: Date,
    /// Its name, made of its founder and the day.
    pub firm: Arc<str>,
    /// The firm or group that the founder left for it.
    pub parent: UnitId,
    /// The class of the founder.
    pub class: Class,
    /// With how many people it began.
    pub team: u32,
    /// Whether the scenario said so.
    pub scripted: bool,
    /// What has become of it by the end of the horizon.
    pub fortune: Fortune,
}

impl FoundingRecord {
    /// The day on which its stealth ended, if it has.
    pub fn ended(&self) -> Option<Date> {
        match self.fortune {
            Fortune::Running => None,
            Fortune::Succeeded(moment) | Fortune::Failed(moment) => Some(moment.date()),
        }
    }
}

/// What those who begin new firms are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FounderGroup {
    /// The firm or group that they left.
    pub unit: UnitId,
    /// Their class.
    pub class: Class,
    /// Whether the scenario said so.
    pub scripted: bool,
}

/// What offers are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct OfferGroup {
    /// The class of whom they were made to.
    pub class: Class,
    /// The bin of the package; see [`OfferGroup::least`].
    pub bin: i32,
    /// The match with the employer that he had.
    pub matched: Match,
}

impl OfferGroup {
    /// The bin of a package in dollars: four in a factor of ten, of which one begins at every power of ten.
    #[expect(clippy::cast_possible_truncation, reason = "a logarithm is small")]
    pub fn bin_of(package: f64) -> i32 {
        // A package of a round sum belongs to the bin that begins with it.
        (BINS_PER_DECADE * package.max(1.0).log10() + 1e-9).floor() as i32
    }

    /// The least package of the bin, in dollars.
    pub fn least(self) -> f64 {
        10.0_f64.powf(f64::from(self.bin) / BINS_PER_DECADE)
    }
}

/// What became of offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OfferCount {
    /// How many were made.
    pub made: u32,
    /// How many were taken.
    pub taken: u32,
    /// How many would have been taken, had the employer not answered them with an offer of its own.
    pub countered: u32,
}

/// An offer that a firm made to a star which trains models and so bids for talent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StarOffer {
    /// The day.
    pub date: Date,
    /// Who made it.
    pub unit: UnitId,
    /// Cash a year, in dollars.
    pub pay: f64,
    /// What the firm spent on training a model then, in dollars.
    pub budget: f64,
}

/// One option of one choice, and what it was worth.
#[derive(Debug, Clone, PartialEq)]
pub struct DecisionRecord {
    /// The day.
    pub date: Date,
    /// Who.
    pub researcher: Arc<str>,
    /// The class.
    pub class: Class,
    /// The firm of the option; the employer's stands for staying.
    pub option: UnitId,
    /// Whether the option is to stay.
    pub stay: bool,
    /// Cash a year, in dollars.
    pub pay: f64,
    /// The terms of the value, in log points, in the order of [`Value::TERMS`].
    pub terms: [f64; Value::TERMS.len()],
    /// Whether it was chosen.
    pub chosen: bool,
    /// The probability of the choice by a logit over the terms without noise.
    pub probability: f64,
}
