//! What a history says of a part of the horizon.

use crate::quantity::Date;
use crate::quantity::UnitId;
use crate::stats::sum;

use super::Flow;
use super::History;
use super::UnitStep;

/// A step of some firms together that lies within a window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StepWithin {
    /// Its length.
    pub days: f64,
    /// People employed when it began.
    pub staff: f64,
    /// The step, and the state after it.
    pub step: UnitStep,
}

impl History {
    /// The steps of some units together that end after the first day of a window and not after the second.
    pub fn steps_within(&self, units: &[UnitId], [from, until]: [Date; 2]) -> Vec<StepWithin> {
        let steps: Vec<(Date, UnitStep)> = self.steps_together(units).collect();
        let pairs = steps.windows(2).filter(|pair| from < pair[1].0 && pair[1].0 <= until);
        let within = |pair: &[(Date, UnitStep)]| StepWithin {
            days: f64::from(pair[1].0.days() - pair[0].0.days()),
            staff: f64::from(pair[0].1.state.headcount),
            step: pair[1].1,
        };
        pairs.map(within).collect()
    }

    /// The calendar months that lie within a window and the horizon from their first day to their last, by
    /// their first days.
    pub fn months_within(&self, [from, until]: [Date; 2]) -> Vec<Date> {
        let (Some(&start), Some(&end)) = (self.dates.first(), self.dates.last()) else {
            return Vec::new();
        };
        let (from, until) = (from.max(start), until.min(end));
        let months = (0..).map(|number| from.first_of_month(number));
        let months = months.skip_while(|&month| month < from);
        months.take_while(|month| month.first_of_month(1) <= until).collect()
    }

    /// How many moves of a kind there were in some months, by their first days.
    pub fn flows_in(&self, months: &[Date], counts: impl Fn(&Flow) -> bool) -> f64 {
        let flows = self.flows.iter().filter(|(flow, _)| months.contains(&flow.month));
        sum(flows.filter(|(flow, _)| counts(flow)).map(|(_, &moves)| f64::from(moves)))
    }
}

impl Flow {
    /// Whether it leads from some units to others, and was chosen if only such moves are asked for.
    pub fn leads(&self, from: &[UnitId], to: &[UnitId], unscripted: bool) -> bool {
        let is_in =
            |units: &[UnitId], unit: Option<UnitId>| unit.is_some_and(|unit| units.contains(&unit));
        is_in(from, self.from) && is_in(to, self.to) && !(unscripted && self.scripted)
    }
}
