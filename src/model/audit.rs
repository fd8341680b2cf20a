//! Identities that every step of every scenario must obey.

use std::fmt;

use crate::quantity::Column;
use crate::quantity::FirmId;
use crate::quantity::Index;
use crate::quantity::PerClass;
use crate::quantity::RegionId;

use super::Model;
use super::week::Week;

/// A firm or a region whose books do not balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imbalance {
    of: Books,
    booked: i64,
    counted: i64,
}

/// Whose books.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Books {
    Firm(FirmId),
    /// Those who live in a region.
    Residents(RegionId),
    /// Those among them who are at home elsewhere.
    Foreign(RegionId),
}

impl fmt::Display for Books {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Firm(firm) => write!(f, "firm {}", firm.0),
            Self::Residents(region) => write!(f, "region {}", region.0),
            Self::Foreign(region) => write!(f, "region {}, from elsewhere,", region.0),
        }
    }
}

impl fmt::Display for Imbalance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { of, booked, counted } = self;
        write!(f, "{of} has {counted} people, and {booked} in its books")
    }
}

impl std::error::Error for Imbalance {}

impl Model<'_> {
    /// Counts everybody again: a firm's people are those who say that they work there, class by class,
    /// and a step has changed their number by those who came less those who left. So stocks plus exits
    /// less entrants are constant, and the rows of the flow matrix sum to the leavers. The people of regions
    /// are those who live there, and a firm that has closed has nobody.
    ///
    /// Fails with the first firm or region of which that is not so.
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
                balance(Books::Firm(firm), booked.into(), counted[firm][class].into())?;
            }
            if week.is_some() && self.firms.is_closed(firm) {
                balance(Books::Firm(firm), 0, staff.0.iter().sum::<u32>().into())?;
            }
        }
        self.audit_regions()?;
        week.map_or(Ok(()), |week| self.audit_flows(week))
    }

    fn audit_regions(&self) -> Result<(), Imbalance> {
        let books = self.residents.iter().zip(self.counted_residents()).enumerate();
        for (position, (booked, counted)) in books {
            let region = RegionId::at(position);
            balance(Books::Residents(region), booked.heads.into(), counted.heads.into())?;
            balance(Books::Foreign(region), booked.foreign.into(), counted.foreign.into())?;
        }
        Ok(())
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
        let firms = after.iter();
        firms
            .map(|(firm, &count)| (firm, i64::from(count)))
            .try_for_each(|(firm, count)| balance(Books::Firm(firm), booked[firm], count))
    }

    /// People employed by every firm.
    pub(super) fn headcounts(&self) -> Column<FirmId, u32> {
        self.firms.staff.values().iter().map(|staff| staff.0.iter().sum()).collect()
    }
}

fn balance(of: Books, booked: i64, counted: i64) -> Result<(), Imbalance> {
    if booked == counted { Ok(()) } else { Err(Imbalance { of, booked, counted }) }
}
