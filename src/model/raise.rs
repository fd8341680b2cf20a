//! Raises by script: closed forms of who was there when.

use crate::quantity::DAYS_PER_YEAR;
use crate::quantity::Date;
use crate::quantity::Moment;
use crate::quantity::ResearcherId;
use crate::scenario::Raised;
use crate::scenario::Researcher;

use super::Model;
use super::people::Holder;
use super::people::Job;

/// What raises have come to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Raises {
    /// What they multiply pay by.
    pub(super) factor: f64,
    /// For how many years of the pay without them what they add has been paid.
    pub(super) years: f64,
}

impl Model<'_> {
    /// The raises up to an instant of somebody who was hired by the firm on a day and has been there since: a raise
    /// is for those who had their job before its day.
    pub(super) fn raises(&self, holder: Holder, hired: Date, moment: Moment) -> Raises {
        let mut raises = Raises { factor: 1.0, years: 0.0 };
        for &(date, raise) in self.lasting.raises(holder.firm) {
            let is_in_time = hired < date && date.midnight() <= moment;
            if is_in_time && self.gets(&raise.who, holder) {
                // Whole days: on its day nothing has been paid of it.
                let years = f64::from(moment.date().days() - date.days()) / DAYS_PER_YEAR;
                raises.years += raises.factor * raise.share * years;
                raises.factor *= 1.0 + raise.share;
            }
        }
        raises
    }

    /// Whether a raise is for somebody in a job that he had before.
    pub fn is_raised(&self, who: &Raised, job: Job) -> bool {
        self.gets(who, job.holder())
    }

    fn gets(&self, who: &Raised, holder: Holder) -> bool {
        match who {
            Raised::Staff { firm, classes } => {
                firm.named_firm() == holder.firm && classes.contains(&holder.class)
            }
            Raised::Researcher { who, .. } => self.is_called(*who, holder.researcher),
        }
    }

    /// Whether a name is that of somebody.
    pub fn is_called(&self, who: Researcher, researcher: ResearcherId) -> bool {
        match who {
            Researcher::Id(id) => id == researcher,
            Researcher::Role(role) => {
                let holder = self.holder(role);
                holder.is_some_and(|holder| self.people.id[holder as usize] == researcher)
            }
        }
    }
}
