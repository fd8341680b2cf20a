//! Raises by script: closed forms of who was there when.

use crate::quantity::Class;
use crate::quantity::Date;
use crate::quantity::FirmId;
use crate::quantity::Moment;
use crate::scenario::EventKind;

use super::Model;

impl Model<'_> {
    /// What the raises up to an instant multiply somebody's pay by, who was hired by the firm on a day and
    /// has been there since: a raise is for those who were on the staff before its day.
    pub(super) fn raise_factor(
        &self,
        firm: FirmId,
        class: Class,
        hired: Date,
        moment: Moment,
    ) -> f64 {
        let mut factor = 1.0;
        for event in &self.scenario.events {
            if let EventKind::Raise(raise) = &event.kind {
                let is_theirs = raise.firm.named_firm() == firm && raise.classes.contains(&class);
                let is_in_time = hired < event.date && event.date.midnight() <= moment;
                factor *= if is_theirs && is_in_time { 1.0 + raise.share } else { 1.0 };
            }
        }
        factor
    }
}
