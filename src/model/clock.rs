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
    /// The instant at which the burn-in begins: whole steps before the start of the horizon.
    origin: Moment,
    number: u32,
    start: Moment,
    end: Moment,
    /// The day of the start.
    date: Date,
}

impl Clock {
    pub(super) fn new(time: Time) -> Self {
        let steps = (time.burn_in.0 / step_length(time.step)).ceil();
        let origin = Moment(time.start.midnight().0 - steps * step_length(time.step));
        let date = origin.date();
        Self { time, origin, number: 0, start: origin, end: origin, date }.at_step(0)
    }

    /// The same clock in another step.
    fn at_step(self, number: u32) -> Self {
        let start = self.boundary(number);
        Self { number, start, end: self.boundary(number + 1), date: start.date(), ..self }
    }

    /// The instant at which a step begins, which is never later than the end of the horizon.
    fn boundary(self, number: u32) -> Moment {
        let start = self.origin.0 + f64::from(number) * step_length(self.time.step);
        Moment(start.min(self.time.end.midnight().0))
    }

    #[inline]
    pub(super) fn start(self) -> Moment {
        self.start
    }

    #[inline]
    pub(super) fn end(self) -> Moment {
        self.end
    }

    /// The instant at a share of the present step.
    #[inline]
    pub(super) fn at(self, share: f64) -> Moment {
        self.start().plus(Days(share * self.length().0))
    }

    /// The length of the present step; the last one is cut off by the end of the horizon.
    #[inline]
    pub(super) fn length(self) -> Days {
        self.end.since(self.start)
    }

    /// How many steps fit a duration.
    pub(super) fn steps_in(self, duration: Days) -> f64 {
        duration.0 / step_length(self.time.step)
    }

    /// The day that addresses the draws of this step.
    #[inline]
    pub(super) fn date(self) -> Date {
        self.date
    }

    /// How many steps from now the one lies in which an instant of the future falls.
    pub(super) fn steps_until(self, moment: Moment) -> usize {
        let whole = (moment.since(self.origin).0 / step_length(self.time.step)).floor();
        let ahead = whole - f64::from(self.number);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "few steps")]
        (ahead.max(0.0) as usize)
    }

    /// The first day of the burn-in, or of the horizon if there is none.
    pub(super) fn first_day(self) -> Date {
        self.origin.date()
    }

    /// Whether the horizon has not begun yet.
    pub(super) fn is_burning_in(self) -> bool {
        self.start() < self.time.start.midnight()
    }

    pub(super) fn is_over(self) -> bool {
        self.date >= self.time.end
    }

    pub(super) fn tick(&mut self) {
        *self = self.at_step(self.number + 1);
    }
}

/// The length of a step in days.
fn step_length(step: Step) -> f64 {
    match step {
        Step::Day => 1.0,
        Step::Week => 7.0,
        Step::Month => DAYS_PER_MONTH,
    }
}
