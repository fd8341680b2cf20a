//! What a history keeps of letters, acqui-hires, offers, single decisions, regions, graduates, teams and positions.

use std::sync::Arc;

use crate::model::Fortune;
use crate::model::RegionState;
use crate::model::Value;
use crate::quantity::Class;
use crate::quantity::Date;
use crate::quantity::Match;
use crate::quantity::RegionId;
use crate::quantity::UnitId;
use crate::quantity::least_package;

use super::Ending;

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

/// A team that is followed: who of a firm is on it, and when they left.
#[derive(Debug, Clone, PartialEq)]
pub struct TeamRecord {
    /// The name of the team.
    pub name: Arc<str>,
    /// The teams of its kind, each with its members; of the hires of all years there is one.
    pub teams: Vec<Vec<TeamMember>>,
}

/// A member of a team that is followed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TeamMember {
    /// Since when he is followed: the day on which the team was formed, or that of the hire.
    pub since: Date,
    /// How he left the firm, if he did.
    pub left: Option<Leaving>,
    /// When he first began a firm, as a founder or asked along by one, if he did.
    pub began: Option<Date>,
}

/// How and when somebody left a firm.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Leaving {
    /// The day.
    pub date: Date,
    /// How the job ended.
    pub ending: Ending,
    /// Whether the scenario said so, and nobody chose.
    pub scripted: bool,
}

/// A firm that was bought for its people.
#[derive(Debug, Clone, PartialEq)]
pub struct AcquisitionRecord {
    /// The day on which they went.
    pub date: Date,
    /// Who has bought it.
    pub buyer: UnitId,
    /// The firm that was bought, or the group of which it is.
    pub target: UnitId,
    /// How many people it had at the start of the step.
    pub staff: u32,
    /// Those who went to the buyer.
    pub people: Vec<Acquired>,
}

/// Somebody who came to a firm since it had bought his employer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Acquired {
    /// The position in the columns of the run.
    pub person: u32,
    /// The match with the buyer's mission at the end of the step, from 0 to 1; none without **mission**.
    pub matched: Option<f64>,
    /// The day on which he left the buyer.
    pub left: Option<Date>,
}

/// How well the missions of some people match that of a firm.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct MatchSum {
    /// How many people there are.
    pub people: u32,
    /// The sum of their matches, each from 0 to 1.
    pub sum: f64,
}

impl MatchSum {
    /// Adds somebody.
    pub fn add(&mut self, matched: f64) {
        self.people += 1;
        self.sum += matched;
    }

    /// The mean match, from 0 to 1; none of nobody.
    pub fn mean(self) -> Option<f64> {
        (self.people > 0).then(|| self.sum / f64::from(self.people))
    }
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
    /// The least package of the bin, in dollars.
    pub fn least(self) -> f64 {
        least_package(self.bin)
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

impl OfferCount {
    /// The share that was taken; none if there were no offers.
    pub fn share_taken(self) -> Option<f64> {
        (self.made > 0).then(|| f64::from(self.taken) / f64::from(self.made))
    }
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

/// A region after a step: the state, and who came and went in the step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RegionStep {
    /// The state after the step.
    pub state: RegionState,
    /// People who came to live there from another region; who enters the market comes from where he is at home.
    pub arrivals: u32,
    /// People who went to live in another region.
    pub departures: u32,
}

/// What changes of the place of living are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Migration {
    /// The first day of the month.
    pub month: Date,
    /// The region that is left.
    pub from: RegionId,
    /// The region that is gone to.
    pub to: RegionId,
    /// The class.
    pub class: Class,
}

/// What has become of a graduate by the end of the time in which he looks for a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placement {
    /// The day of graduation.
    pub entered: Date,
    /// The day on which the time is over, which may lie beyond the horizon.
    pub over: Date,
    /// The firm or group where he graduated.
    pub from: UnitId,
    /// The firm or group where he works then, if he still does.
    pub at: Option<UnitId>,
}

/// Where a firm, a group or a person stood on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct PositionRecord {
    /// The day.
    pub date: Date,
    /// The firm or group, or that of the person.
    pub unit: UnitId,
    /// Who, if it is a person.
    pub researcher: Option<Arc<str>>,
    /// Safety (-1) to speed (+1), and research (-1) to product (+1).
    pub position: [f64; 2],
}
