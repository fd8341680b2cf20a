//! Identities that every step of every scenario must obey.

use std::fmt;

use crate::quantity::Column;
use crate::quantity::FirmId;
use crate::quantity::PerClass;

use super::Model;
use super::week::Week;

/// A firm whose books do not balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imbalance {
    firm: FirmId,
    booked: i64,
    counted: i64,
}

impl fmt::Display for Imbalance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { firm, booked, counted } = self;
        write!(f, "firm {} has {counted} people, and {booked} in its books", firm.0)
    }
}

impl std::error::Error for Imbalance {}

impl Model<'_> {
    /// Counts everybody again: a firm's people are those who say that they work there, class by class,
    /// and a step has changed their number by those who came less those who left. So stocks plus exits
    /// less entrants are constant, and the rows of the flow matrix sum to the leavers. A firm that has closed
    /// has nobody.
    ///
    /// Fails with the first firm of which one of the two is not so.
    pub fn audit(&self, week: Option<&Week>) -> Result<(), Imbalance> {
        let mut counted: Column<FirmId, PerClass<u32>> =
            vec![PerClass::default(); self.firms.len()].into();
        for post in &self.people.post {
            if let Some(firm) = post.firm() {
                counted[firm][post.class()] += 1;
            }
        }
        for (firm, staff) in self.firms.staff.iter() {
            for (class, &booked) in staff.iter() {
                balance(firm, i64::from(booked), i64::from(counted[firm][class]))?;
            }
            if week.is_some() && self.firms.is_closed(firm) {
                balance(firm, 0, i64::from(staff.0.iter().sum::<u32>()))?;
            }
        }
        week.map_or(Ok(()), |week| self.audit_flows(week))
    }

    fn audit_flows(&self, week: &Week) -> Result<(), Imbalance> {
        let before = week.headcount_before.values().iter();
        let mut booked: Column<FirmId, i64> = before.map(|&count| i64::from(count)).collect();
        for entry in &week.entries {
            booked[entry.job.firm] += 1;
        }
        for step in &week.moves {
            booked[step.job.firm] -= 1;
            booked[step.to] += 1;
        }
        for separation in &week.separations {
            booked[separation.job.firm] -= 1;
        }
        let after = self.headcounts();
        after.iter().try_for_each(|(firm, &count)| balance(firm, booked[firm], i64::from(count)))
    }

    /// People employed by every firm.
    pub(super) fn headcounts(&self) -> Column<FirmId, u32> {
        self.firms.staff.values().iter().map(|staff| staff.0.iter().sum()).collect()
    }
}

fn balance(firm: FirmId, booked: i64, counted: i64) -> Result<(), Imbalance> {
    if booked == counted { Ok(()) } else { Err(Imbalance { firm, booked, counted }) }
}
