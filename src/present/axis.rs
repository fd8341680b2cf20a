//! Axes: ranges, and ticks at round numbers or round dates.

use crate::quantity::Date;

use super::format;
use super::format::Unit;

/// A horizontal or vertical axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// What a place means.
    pub scale: Scale,
    /// The place where the axis begins: left, or below.
    pub low: f64,
    /// The place where it ends, above `low`.
    pub high: f64,
    /// What is measured and in which unit; may be empty.
    pub title: String,
}

/// What the places of an axis mean.
#[derive(Debug, Clone, PartialEq)]
pub enum Scale {
    /// Days since 1970-01-01.
    Dates,
    /// Numbers.
    Numbers(Unit),
    /// Named rows with a second line in grey; row `i` (from 0, on top) has its middle at `-i - 0.5`.
    Rows(Vec<[String; 2]>),
}

/// A place on an axis with its text.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// The place.
    pub at: f64,
    /// The text.
    pub text: String,
}

impl Axis {
    /// From one date to another.
    pub fn dates(from: Date, to: Date) -> Self {
        let (low, high) = (from.midnight().0, to.midnight().0);
        Self { scale: Scale::Dates, low, high, title: String::new() }
    }

    /// From one number to another.
    pub fn numbers(low: f64, high: f64, unit: Unit) -> Self {
        Self { scale: Scale::Numbers(unit), low, high, title: String::new() }
    }

    /// From the round number below all values to the one above; at least one unit of the last place
    /// long. Values that are not finite are passed over.
    pub fn covering(values: impl IntoIterator<Item = f64>, unit: Unit) -> Self {
        let finite = values.into_iter().filter(|value| value.is_finite());
        let (low, high) = finite
            .fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
        if low >= high {
            let only = if low > high { 0.0 } else { low };
            return Self::numbers(only.min(0.0), only.max(unit.least()), unit);
        }
        let step = round_step(high - low, 5).max(unit.finest());
        Self::numbers((low / step).floor() * step, (high / step).ceil() * step, unit)
    }

    /// Rows, from the top.
    pub fn rows(names: Vec<[String; 2]>) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "a chart has a handful of rows")]
        let low = -(names.len() as f64);
        Self { scale: Scale::Rows(names), low, high: 0.0, title: String::new() }
    }

    /// The axis with a title.
    #[must_use]
    pub fn titled(self, title: impl Into<String>) -> Self {
        Self { title: title.into(), ..self }
    }

    /// The place as a part of the way from `low` to `high`.
    pub fn part(&self, at: f64) -> f64 {
        (at - self.low) / (self.high - self.low)
    }

    /// At most about `most` ticks, ascending. Rows have none.
    pub fn ticks(&self, most: usize) -> Vec<Tick> {
        match &self.scale {
            Scale::Dates => self.date_ticks(most),
            Scale::Numbers(unit) => self.number_ticks(*unit, most),
            Scale::Rows(_) => Vec::new(),
        }
    }

    fn number_ticks(&self, unit: Unit, most: usize) -> Vec<Tick> {
        let step = round_step(self.high - self.low, most).max(unit.finest());
        let slack = step * 1e-6;
        let (first, last) =
            (((self.low - slack) / step).ceil(), ((self.high + slack) / step).floor());
        let numbers = std::iter::successors(Some(first), |number| Some(number + 1.0));
        let places = numbers.take_while(|&number| number <= last).map(|number| number * step);
        places.map(|at| Tick { at, text: unit.tick(at, step) }).collect()
    }

    fn date_ticks(&self, most: usize) -> Vec<Tick> {
        let (from, to) = (self.day(self.low), self.day(self.high));
        let months = (to.month_number() - from.month_number()).unsigned_abs() as usize;
        let steps = [1, 3, 6, 12, 24, 60, 120];
        let step = steps.into_iter().find(|&step| months < most * step).unwrap_or(120);
        let all =
            (0..=i32::try_from(months).unwrap_or(0) + 1).map(|ahead| from.first_of_month(ahead));
        let step = i32::try_from(step).expect("a step is at most 120 months");
        all.filter(|date| *date >= from && *date <= to && date.month_number() % step == 0)
            .enumerate()
            .map(|(position, date)| Tick {
                at: date.midnight().0,
                text: format::month_tick(date, position == 0, step < 12),
            })
            .collect()
    }

    fn day(&self, at: f64) -> Date {
        crate::quantity::Moment(at).date()
    }
}

/// The smallest of 1, 2, 5 times a power of ten with which `span` has at most `most` steps.
fn round_step(span: f64, most: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a handful of ticks")]
    let rough = span / most.max(1) as f64;
    let power = 10_f64.powf(rough.log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0];
    steps
        .map(|step| step * power)
        .into_iter()
        .find(|&step| step >= rough * (1.0 - 1e-9))
        .unwrap_or(rough)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(axis: &Axis, most: usize) -> Vec<String> {
        axis.ticks(most).into_iter().map(|tick| tick.text).collect()
    }

    #[test]
    fn an_axis_covers_its_values_and_ends_at_round_numbers() {
        let axis = Axis::covering([3.0, 143.0, 0.0], Unit::Count);
        assert_eq!((axis.low, axis.high), (0.0, 150.0));
        assert_eq!(texts(&axis, 5), ["0", "50", "100", "150"]);
    }

    #[test]
    fn values_that_are_all_the_same_still_make_an_axis() {
        let axis = Axis::covering([0.0, 0.0], Unit::Count);
        assert!(axis.high > axis.low);
        assert!(Axis::covering([], Unit::Share).high > 0.0);
    }

    #[test]
    fn counts_are_never_ticked_between_whole_numbers() {
        let axis = Axis::covering([0.0, 2.0], Unit::Count);
        assert_eq!(texts(&axis, 5), ["0", "1", "2"]);
    }

    #[test]
    fn quarters_show_the_year_at_the_first_tick_and_in_january() {
        let from = Date::new(2022, 11, 12).unwrap();
        let to = Date::new(2024, 3, 2).unwrap();
        let axis = Axis::dates(from, to);
        assert_eq!(texts(&axis, 8), ["Jan 2023", "Apr", "Jul", "Oct", "Jan 2024"]);
    }

    #[test]
    fn long_horizons_are_ticked_in_years() {
        let axis = Axis::dates(Date::new(2016, 1, 1).unwrap(), Date::new(2025, 1, 1).unwrap());
        assert_eq!(texts(&axis, 6), ["2016", "2018", "2020", "2022", "2024"]);
    }
}
