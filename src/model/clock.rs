//! Steps of time.

use crate::quantity::DAYS_PER_MONTH;
use crate::quantity::Date;
use crate::quantity::Days;
use crate::quantity::Moment;
use crate::scenario::Step;
use crate::scenario::Time;

/// The present step of a horizon.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock {
    time: Time,
    number: u32,
}

impl Clock {
    pub(super) fn new(time: Time) -> Self {
        Self { time, number: 0 }
    }

    fn step_length(self) -> f64 {
        match self.time.step {
            Step::Day => 1.0,
            Step::Week => 7.0,
            Step::Month => DAYS_PER_MONTH,
        }
    }

    /// The instant at which a step begins, which is never later than the end of the horizon.
    fn boundary(self, number: u32) -> Moment {
        let start = self.time.start.midnight().0 + f64::from(number) * self.step_length();
        Moment(start.min(self.time.end.midnight().0))
    }

    pub(super) fn start(self) -> Moment {
        self.boundary(self.number)
    }

    pub(super) fn end(self) -> Moment {
        self.boundary(self.number + 1)
    }

    /// The length of the present step; the last one is cut off by the end of the horizon.
    pub(super) fn length(self) -> Days {
        self.end().since(self.start())
    }

    /// The day that addresses the draws of this step.
    pub(super) fn date(self) -> Date {
        self.start().date()
    }

    /// How many steps from now the one lies in which an instant of the future falls.
    pub(super) fn steps_until(self, moment: Moment) -> usize {
        let whole = (moment.since(self.time.start.midnight()).0 / self.step_length()).floor();
        let ahead = whole - f64::from(self.number);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "few steps")]
        (ahead.max(0.0) as usize)
    }

    pub(super) fn is_over(self) -> bool {
        self.start().date() >= self.time.end
    }

    pub(super) fn tick(&mut self) {
        self.number += 1;
    }
}
