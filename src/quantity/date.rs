//! Dates, durations and moments.

use std::fmt;
use std::str::FromStr;

use jiff::civil;

use super::WrongValue;

/// The mean length of a month, 365.25 / 12.
pub const DAYS_PER_MONTH: f64 = 30.4375;
/// The mean length of a year.
pub const DAYS_PER_YEAR: f64 = 365.25;

/// A day of the civil calendar, counted from 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Date(i32);

const EPOCH: civil::Date = civil::date(1970, 1, 1);

impl Date {
    /// The day of this year, month (1-12) and day (1-31), if the calendar has it.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        civil::Date::new(year, month, day).ok().map(Self::from_civil)
    }

    /// The day that is `days` days after 1970-01-01.
    pub const fn from_days(days: i32) -> Self {
        Self(days)
    }

    /// Days since 1970-01-01.
    pub const fn days(self) -> i32 {
        self.0
    }

    /// The day, `days` later.
    #[must_use]
    pub const fn plus(self, days: i32) -> Self {
        Self(self.0 + days)
    }

    /// The first instant of the day.
    pub fn midnight(self) -> Moment {
        Moment(f64::from(self.0))
    }

    /// The first day of the month, `months` months after the month of this day.
    #[must_use]
    pub fn first_of_month(self, months: i32) -> Self {
        let number = self.month_number() + months;
        let year = i16::try_from(number.div_euclid(12)).expect("a year within the calendar");
        let month = i8::try_from(number.rem_euclid(12) + 1).expect("a month is 1 to 12");
        Self::new(year, month, 1).expect("every month has a first day")
    }

    /// Months since the year 0: the address of a month.
    pub fn month_number(self) -> i32 {
        let date = self.civil();
        i32::from(date.year()) * 12 + i32::from(date.month()) - 1
    }

    /// The calendar year.
    pub fn year(self) -> i32 {
        i32::from(self.civil().year())
    }

    /// The month, 1 to 12.
    pub fn month(self) -> i32 {
        i32::from(self.civil().month())
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> i32 {
        i32::from(self.civil().day())
    }

    fn civil(self) -> civil::Date {
        let span = jiff::Span::new().days(self.0);
        EPOCH.checked_add(span).expect("a date of a scenario lies within the calendar")
    }

    fn from_civil(date: civil::Date) -> Self {
        let span = date.since(EPOCH).expect("two dates of the calendar have a distance");
        Self(span.get_days())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.civil().fmt(f)
    }
}

impl FromStr for Date {
    type Err = WrongValue;

    fn from_str(text: &str) -> Result<Self, WrongValue> {
        let wrong = |_| WrongValue::new("a date such as 2023-11-17", text);
        text.parse().map(Self::from_civil).map_err(wrong)
    }
}

/// An instant: days since 1970-01-01, the time of day as the fraction.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct Moment(pub f64);

impl Moment {
    /// The day in which the instant lies.
    pub fn date(self) -> Date {
        #[expect(clippy::cast_possible_truncation, reason = "days of the calendar fit 32 bits")]
        let whole = self.0 as i32;
        // Without a call to a library, unlike `floor`.
        Date(whole.saturating_sub(i32::from(self.0 < f64::from(whole))))
    }

    /// The instant, later by a duration.
    #[must_use]
    pub fn plus(self, days: Days) -> Self {
        Self(self.0 + days.0)
    }

    /// A number in the order of time, for sorts that ask for a key.
    pub fn key(self) -> i64 {
        // The bits of numbers from 0 up are in their order, and those below 0, before 1970, in the reverse one: of
        // them all but the sign are turned over.
        let bits = self.0.to_bits().cast_signed();
        if bits < 0 { bits ^ i64::MAX } else { bits }
    }

    /// Days from an earlier instant to this one.
    pub fn since(self, earlier: Self) -> Days {
        Days(self.0 - earlier.0)
    }
}

/// A duration in days, never negative where it comes from a scenario.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct Days(pub f64);

/// The time in which something falls to one half.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HalfLife {
    days: f64,
}

impl HalfLife {
    /// A half-life, which must be longer than nothing.
    pub fn new(duration: Days) -> Option<Self> {
        (duration.0 > 0.0 && duration.0.is_finite()).then_some(Self { days: duration.0 })
    }

    /// What is left of 1 after some time.
    pub fn left_after(self, elapsed: Days) -> f64 {
        (-elapsed.0 / self.days).exp2()
    }

    /// The half-life as a duration.
    pub fn duration(self) -> Days {
        Days(self.days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_count_from_the_epoch_and_print_as_iso() {
        let date = Date::new(2023, 11, 17).unwrap();
        assert_eq!(date.days(), 19_678);
        assert_eq!(date.to_string(), "2023-11-17");
        assert_eq!("2023-11-17".parse::<Date>().unwrap(), date);
        assert_eq!(date.first_of_month(0).to_string(), "2023-11-01");
        assert_eq!(date.first_of_month(14).to_string(), "2025-01-01");
        assert_eq!(date.first_of_month(-11).to_string(), "2022-12-01");
        "2023-02-30".parse::<Date>().unwrap_err();
    }

    #[test]
    fn keys_of_instants_are_in_the_order_of_time() {
        let days = [-25_567.0, -7_304.75, -7_304.5, -1.0, -1e-9, 0.0, 1e-9, 0.25, 19_678.5];
        let keys = days.map(|days| Moment(days).key());
        assert!(keys.is_sorted_by(|one, other| one < other), "{keys:?}");
        assert_eq!(keys.last().copied(), Some(19_678.5_f64.to_bits().cast_signed()));
    }

    #[test]
    fn a_half_life_halves() {
        let half_life = HalfLife::new(Days(21.0)).unwrap();
        assert!((half_life.left_after(Days(21.0)) - 0.5).abs() < 1e-15);
        assert_eq!(HalfLife::new(Days(0.0)), None);
    }
}
