//! What is to be known at the end: a metric, and what it is asked of.

use std::sync::Arc;

use crate::quantity::Class;
use crate::quantity::Date;
use crate::quantity::Match;
use crate::quantity::RegionId;
use crate::quantity::UnitId;

use super::Scenario;
use super::Scope;

/// The percentiles of pay that a market is described by, in the order in which it gives them.
pub const PERCENTILES: [u8; 4] = [10, 50, 90, 99];

/// The last part of an outcome that leaves out whatever the scenario has scripted.
pub const UNSCRIPTED: &str = "unscripted";

/// What stands in an outcome where every match counts.
pub const ANY_MATCH: &str = "any";

/// Something to be known at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The outcome as it is written, such as `departures:openai`.
    pub text: String,
    /// The name of the metric: one of the vocabulary that the scenario was read with.
    pub metric: String,
    /// What it is asked of: as many things, and of those kinds, as the metric takes.
    pub arguments: Vec<Argument>,
    /// Whether exits that the scenario has scripted are left out.
    pub unscripted: bool,
}

/// Something that a metric is asked of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    /// A named firm, a group, or a sector.
    Units(Scope),
    /// A team that is followed, by its name.
    Team(Arc<str>),
    /// A region.
    Region(RegionId),
    /// A class.
    Class(Class),
    /// One of [`PERCENTILES`], by its position there.
    Percentile(usize),
    /// A day.
    Date(Date),
    /// A sum in whole dollars.
    Money(u64),
    /// How well a mission matches; whatever it is if `None`.
    Match(Option<Match>),
}

/// A kind of [`Argument`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// The name of a firm, a group or a sector.
    Unit,
    /// The name of a team.
    Team,
    /// The name of a region.
    Region,
    /// The name of a class.
    Class,
    /// A percentile, such as `p99`.
    Percentile,
    /// A day within the horizon, such as `2023-11-17`.
    Date,
    /// Any day: two of them are a window, from the first one on and before the second.
    Day,
    /// A sum of money, such as `100m`.
    Money,
    /// `low`, `middle`, `high` or `any`.
    Match,
}

/// What an outcome may name: a metric, as far as whoever reads a scenario has to know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MetricForm {
    /// The name of the metric.
    pub name: &'static str,
    /// What it is asked of, in order.
    pub asked: &'static [Asked],
    /// Whether it counts exits, so that it can be asked without those that are scripted.
    pub counts_exits: bool,
}

impl MetricForm {
    /// How an outcome of this metric is written, such as `moves:FIRM:FIRM`.
    pub fn written(&self) -> String {
        let words = self.asked.iter().map(|asked| asked.placeholder());
        std::iter::once(self.name).chain(words).collect::<Vec<_>>().join(":")
    }
}

impl Asked {
    /// What stands for it where the form of an outcome is shown.
    fn placeholder(self) -> &'static str {
        match self {
            Self::Unit => "FIRM",
            Self::Team => "TEAM",
            Self::Region => "REGION",
            Self::Class => "CLASS",
            Self::Percentile => "PERCENTILE",
            Self::Date | Self::Day => "DATE",
            Self::Money => "MONEY",
            Self::Match => "MATCH",
        }
    }
}

/// The outcomes by which another world is compared with a baseline: those of the baseline. One that asks a question of
/// its own leads with those that it asks for itself, in its order.
pub fn compared_outcomes<'s>(baseline: &'s Scenario, other: &Scenario) -> Vec<&'s Outcome> {
    let own = other.outcomes.iter().filter(|_| other.question.is_some());
    let own: Vec<&str> = own.map(|outcome| outcome.text.as_str()).collect();
    let place = |outcome: &&Outcome| own.iter().position(|text| *text == outcome.text);
    let mut all: Vec<&Outcome> = baseline.outcomes.iter().collect();
    all.sort_by_key(|outcome| place(outcome).unwrap_or(own.len()));
    all
}

impl Outcome {
    /// The firms and groups that it is asked of, those of sectors too.
    pub fn units(&self) -> impl Iterator<Item = UnitId> {
        let scopes = self.arguments.iter().filter_map(|argument| match argument {
            Argument::Units(scope) => Some(scope.units()),
            Argument::Team(_)
            | Argument::Region(_)
            | Argument::Class(_)
            | Argument::Percentile(_)
            | Argument::Date(_)
            | Argument::Money(_)
            | Argument::Match(_) => None,
        });
        scopes.flatten().copied()
    }

    /// The firm, group or sector that a metric is asked of which is asked of nothing else.
    pub fn unit(&self) -> &Scope {
        let [Argument::Units(units)] = &self.arguments[..] else { self.misread() };
        units
    }

    /// The firm, group or sector, and the day, that a metric is asked of.
    pub fn unit_on(&self) -> (&Scope, Date) {
        let [Argument::Units(units), Argument::Date(date)] = &self.arguments[..] else {
            self.misread()
        };
        (units, *date)
    }

    /// The firm, group or sector, and the two days, that a metric is asked of.
    pub fn unit_within(&self) -> (&Scope, [Date; 2]) {
        let [Argument::Units(units), Argument::Date(from), Argument::Date(until)] =
            &self.arguments[..]
        else {
            self.misread()
        };
        (units, [*from, *until])
    }

    /// Breaks off where a metric looks for other arguments than those of its form: that is a mistake in the metric,
    /// and not a history with nothing to say.
    pub fn misread(&self) -> ! {
        unreachable!("the arguments of `{}` are those of its metric", self.text)
    }
}
