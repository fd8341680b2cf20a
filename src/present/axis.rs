//! Axes: ranges, and ticks at round numbers or round dates.

mod dates;

use std::ops::RangeInclusive;

use crate::quantity::Date;
use crate::quantity::Moment;

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
    /// Days since 1970-01-01, ticked between the two: the axis may have room for other things beyond them.
    Dates([f64; 2]),
    /// Hours, ticked at parts of a day and at whole days.
    Hours,
    /// Numbers.
    Numbers(Unit),
    /// Numbers above zero, of which equal ratios are equally far apart.
    Ratios(Unit),
    /// Named rows with a second line in grey; row `i` (from 0, on top) has its middle at `-i - 0.5`.
    Rows(Vec<[String; 2]>),
    /// The names of a matrix: column `i` (from 0, at the left) has its middle at `i + 0.5`, row `i` (from
    /// 0, on top) at `-i - 0.5`.
    Names(Vec<String>),
    /// Nothing that is to be read off: neither ticks nor grid.
    Bare,
}

/// A place on an axis with its text.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// The place.
    pub at: f64,
    /// The text.
    pub text: String,
}

/// More ticks than this are on no axis.
const MOST_TICKS: u16 = 1000;

impl Axis {
    /// From one date to another.
    pub fn dates(from: Date, to: Date) -> Self {
        let (low, high) = (from.midnight().0, to.midnight().0);
        Self { scale: Scale::Dates([low, high]), low, high, title: String::new() }
    }

    /// From nothing to a number of hours.
    pub fn hours(high: f64) -> Self {
        Self { scale: Scale::Hours, low: 0.0, high, title: String::new() }
    }

    /// From one number to another.
    pub fn numbers(low: f64, high: f64, unit: Unit) -> Self {
        Self { scale: Scale::Numbers(unit), low, high, title: String::new() }
    }

    /// From the round number below all values to the one above. Values that are not finite are passed over.
    pub fn covering(values: impl IntoIterator<Item = f64>, unit: Unit) -> Self {
        let finite = values.into_iter().filter(|value| value.is_finite());
        let (low, high) = finite
            .fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
        if low >= high {
            let only = if low > high { 0.0 } else { low };
            return Self::numbers(only.min(0.0), only.max(unit.least()), unit);
        }
        let steps = round_steps((high - low) / 5.0).filter(|&step| unit.allows(step)).take(3);
        let ranges = steps.map(|step| ((low / step).floor() * step, (high / step).ceil() * step));
        let (low, high) = ranges
            .min_by(|one, other| (one.1 - one.0).total_cmp(&(other.1 - other.0)))
            .unwrap_or((low, high));
        Self::numbers(low, high, unit)
    }

    /// From the round number below all values to the one above, with equal ratios equally far apart.
    /// Values that have no logarithm are passed over.
    pub fn covering_ratios(values: impl IntoIterator<Item = f64>, unit: Unit) -> Self {
        let values = values.into_iter().filter(|value| value.is_finite() && *value > 0.0);
        let (low, high) = values
            .fold((f64::MAX, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
        let (low, high) = if high > 0.0 { (low, high) } else { (1.0, 1.0) };
        let below = decades(low / 10.0, low).last().unwrap_or(low);
        let above = decades(high, high * 10.0).next().unwrap_or(high);
        let high = if above > below { above } else { below * 10.0 };
        Self { scale: Scale::Ratios(unit), low: below, high, title: String::new() }
    }

    /// Rows, from the top.
    pub fn rows(names: Vec<[String; 2]>) -> Self {
        let low = -count(names.len());
        Self { scale: Scale::Rows(names), low, high: 0.0, title: String::new() }
    }

    /// The names of the rows of a matrix, from the top.
    pub fn names(names: Vec<String>) -> Self {
        let low = -count(names.len());
        Self { scale: Scale::Names(names), low, high: 0.0, title: String::new() }
    }

    /// The names of the columns of a matrix, from the left.
    pub fn columns(names: Vec<String>) -> Self {
        let high = count(names.len());
        Self { scale: Scale::Names(names), low: 0.0, high, title: String::new() }
    }

    /// An axis that is not drawn.
    pub fn bare(low: f64, high: f64) -> Self {
        Self { scale: Scale::Bare, low, high, title: String::new() }
    }

    /// Whether there is an axis to be seen: a line with ticks, or rows.
    pub fn is_drawn(&self) -> bool {
        !matches!(self.scale, Scale::Names(_) | Scale::Bare)
    }

    /// The axis with a title.
    #[must_use]
    pub fn titled(self, title: impl Into<String>) -> Self {
        Self { title: title.into(), ..self }
    }

    /// The place as a part of the way from `low` to `high`.
    pub fn part(&self, at: f64) -> f64 {
        if let Scale::Ratios(_) = self.scale {
            // What is no more than nothing lies at the end.
            return (at.max(self.low) / self.low).ln() / (self.high / self.low).ln();
        }
        (at - self.low) / (self.high - self.low)
    }

    /// At most about `most` ticks, ascending. Rows and names have none.
    pub fn ticks(&self, most: usize) -> Vec<Tick> {
        match &self.scale {
            Scale::Dates(ends) => dates::ticks(ends.map(day), most),
            Scale::Hours => self.ticks_every(self.hours_apart(most), Unit::Count),
            Scale::Numbers(unit) => self.ticks_every(self.step(*unit, most), *unit),
            Scale::Ratios(unit) => self.ratio_ticks(*unit, most),
            Scale::Rows(_) | Scale::Names(_) | Scale::Bare => Vec::new(),
        }
    }

    fn ticks_every(&self, step: f64, unit: Unit) -> Vec<Tick> {
        let slack = step * 1e-6;
        let (first, last) =
            (((self.low - slack) / step).ceil(), ((self.high + slack) / step).floor());
        // Counted, since a great number is the same with one more.
        let numbers = (0..MOST_TICKS).map(|ahead| first + f64::from(ahead));
        let places = numbers.take_while(|&number| number <= last).map(|number| number * step);
        places.map(|at| Tick { at, text: unit.tick(at, step) }).collect()
    }

    /// 1, 2 and 5 times the powers of ten, or those powers alone if that were too many.
    fn ratio_ticks(&self, unit: Unit, most: usize) -> Vec<Tick> {
        let slack = 1e-9;
        let all: Vec<f64> = decades(self.low * (1.0 - slack), self.high * (1.0 + slack)).collect();
        let is_power = |at: &f64| (at.log10() - at.log10().round()).abs() < 1e-6;
        let few = all.len() <= most + 2;
        let kept = all.into_iter().filter(|at| few || is_power(at));
        kept.map(|at| Tick { at, text: unit.tick(at, at) }).collect()
    }

    /// Part of a day that a day is a multiple of, or days: no more than about `most` in all.
    fn hours_apart(&self, most: usize) -> f64 {
        const DAY: f64 = 24.0;
        let days = std::iter::successors(Some(DAY), |step| Some(step * 2.0));
        let steps = [1.0, 2.0, 3.0, 6.0, 12.0].into_iter().chain(days);
        let mut enough = steps.filter(|step| self.high - self.low <= step * count(most));
        enough.next().unwrap_or(DAY)
    }

    /// A round step that divides the axis from end to end if there is one, else any round step.
    fn step(&self, unit: Unit, most: usize) -> f64 {
        let least = (self.high - self.low) / count(most);
        let steps = round_steps(least).filter(|&step| unit.allows(step));
        let whole = |number: f64| (number - number.round()).abs() < 1e-6;
        let divides = |step: &f64| {
            let fits = self.high - self.low >= 2.0 * step;
            fits && whole(self.low / step) && whole(self.high / step)
        };
        steps.clone().take(5).find(divides).or_else(|| steps.clone().next()).unwrap_or(1.0)
    }
}

fn day(at: f64) -> Date {
    Moment(at).date()
}

/// Round numbers from `least` up: 1, 2, 2.5, 4 and 5 times a power of ten.
fn round_steps(least: f64) -> impl Iterator<Item = f64> + Clone {
    let power = 10_f64.powf(least.log10().floor());
    let steps = [1.0, 2.0, 2.5, 4.0, 5.0, 10.0, 20.0, 25.0, 40.0, 50.0];
    steps
        .into_iter()
        .map(move |step| step * power)
        .filter(move |&step| step >= least * (1.0 - 1e-9))
}

/// 1, 2 and 5 times the powers of ten, from one number above zero to another, as far as there are such numbers.
fn decades(from: f64, to: f64) -> impl Iterator<Item = f64> {
    const POWERS: RangeInclusive<f64> = -323.0..=308.0;
    let power = |number: f64| number.log10().floor().clamp(*POWERS.start(), *POWERS.end());
    #[expect(clippy::cast_possible_truncation, reason = "within the powers that there are")]
    let powers = power(from) as i32..=power(to) as i32;
    let numbers = powers
        .map(|power| 10_f64.powf(f64::from(power)))
        .flat_map(|power| [1.0, 2.0, 5.0].map(|digit| digit * power));
    let slack = 1e-9;
    numbers
        .skip_while(move |&number| number < from * (1.0 - slack))
        .take_while(move |&number| number <= to * (1.0 + slack) && number.is_finite())
}

fn count(number: usize) -> f64 {
    number.max(1) as f64
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
    fn ticks_reach_both_ends_of_an_axis_where_they_can() {
        let axis = Axis::covering([-63.0, 0.0], Unit::Difference);
        assert_eq!(texts(&axis, 3), ["\u{2212}75", "\u{2212}50", "\u{2212}25", "0"]);
        let axis = Axis::covering([0.0, 968.0], Unit::Count);
        assert_eq!(texts(&axis, 3), ["0", "500", "1,000"]);
        let axis = Axis::covering([0.0, 201.0], Unit::Count);
        assert_eq!(texts(&axis, 4), ["0", "100", "200"]);
    }

    #[test]
    fn equal_ratios_are_equally_far_apart() {
        let axis = Axis::covering_ratios([63_000.0, 2.4e6, 0.0], Unit::Dollars);
        assert!((axis.low - 5e4).abs() < 1e-6 && (axis.high - 5e6).abs() < 1e-3, "{axis:?}");
        assert!((axis.part(5e5) - 0.5).abs() < 1e-9);
        let texts_of = |most| texts(&axis, most);
        assert_eq!(texts_of(6), ["$50k", "$100k", "$200k", "$500k", "$1m", "$2m", "$5m"]);
        assert_eq!(texts_of(3), ["$100k", "$1m"]);
        assert!(Axis::covering_ratios([100.0], Unit::Count).part(100.0).is_finite());
    }

    #[test]
    fn ticks_come_to_an_end_on_the_longest_and_on_the_shortest_axis() {
        for range in [[5e-324, f64::MAX], [1e308, f64::MAX], [5e-324, 1e-323], [6e5, 6e300]] {
            let axis = Axis::covering_ratios(range, Unit::Dollars);
            assert!(0.0 < axis.low && axis.low < axis.high && axis.high.is_finite(), "{axis:?}");
            assert!(axis.ticks(6).len() < 1000, "{axis:?}");
        }
        for great in [1e17, 1e35, 1e300] {
            let next = great * (1.0 + f64::EPSILON);
            assert!(Axis::covering([great, next], Unit::Count).ticks(6).len() < 1001);
            assert!(Axis::numbers(great, next, Unit::Plain).ticks(6).len() < 1001);
        }
    }

    #[test]
    fn hours_are_ticked_at_parts_of_a_day() {
        assert_eq!(
            texts(&Axis::hours(48.0), 9),
            ["0", "6", "12", "18", "24", "30", "36", "42", "48"]
        );
        assert_eq!(texts(&Axis::hours(48.0), 4), ["0", "12", "24", "36", "48"]);
        assert_eq!(texts(&Axis::hours(120.0), 6), ["0", "24", "48", "72", "96", "120"]);
        assert_eq!(texts(&Axis::hours(3.0), 6), ["0", "1", "2", "3"]);
    }
}
