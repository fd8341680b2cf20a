//! Raises by script: closed forms of who was there when.

use crate::quantity::Date;
use crate::quantity::Moment;
use crate::quantity::ResearcherId;
use crate::scenario::Raised;
use crate::scenario::Researcher;

use super::Model;
use super::people::Holder;
use super::people::Job;

impl Model<'_> {
    /// What the raises up to an instant multiply somebody's pay by, who was hired by the firm on a day and
    /// has been there since: a raise is for those who had their job before its day.
    pub(super) fn raise_factor(&self, holder: Holder, hired: Date, moment: Moment) -> f64 {
        let mut factor = 1.0;
        for &(date, raise) in self.lasting.raises(holder.firm) {
            let is_in_time = hired < date && date.midnight() <= moment;
            let is_his = is_in_time && self.gets(&raise.who, holder);
            factor *= if is_his { 1.0 + raise.share } else { 1.0 };
        }
        factor
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
