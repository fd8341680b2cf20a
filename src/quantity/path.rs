//! A quantity that changes with the date.

use super::Date;
use super::Moment;

/// How a [`Path`] runs between two of its dated values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interpolation {
    /// Straight on the logarithm: constant growth. Between values above 0.
    Logarithmic,
    /// Straight: for positions and shares, which may be 0 or negative.
    Linear,
}

/// Dated values, constant before the first and after the last of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    points: Vec<(Date, f64)>,
    interpolation: Interpolation,
}

impl Path {
    /// The same value at all times.
    pub fn constant(value: f64) -> Self {
        Self { points: vec![(Date::default(), value)], interpolation: Interpolation::Linear }
    }

    /// A path through dated values: at least one, the dates ascending, and above 0 where the
    /// interpolation is logarithmic. `None` if they are not.
    pub fn through(points: Vec<(Date, f64)>, interpolation: Interpolation) -> Option<Self> {
        let ascending = points.windows(2).all(|pair| pair[0].0 < pair[1].0);
        let in_range = points.iter().all(|&(_, value)| {
            value.is_finite() && (interpolation == Interpolation::Linear || value > 0.0)
        });
        (!points.is_empty() && ascending && in_range).then_some(Self { points, interpolation })
    }

    /// The dated values, ascending.
    pub fn points(&self) -> &[(Date, f64)] {
        &self.points
    }

    /// Whether the values have dates: a constant has none.
    pub fn is_dated(&self) -> bool {
        self.points.len() > 1 || self.points[0].0 != Date::default()
    }

    /// The greatest value between two instants, both of them included.
    pub fn greatest_between(&self, from: Moment, to: Moment) -> f64 {
        let between = self.points.iter().filter(|(date, _)| {
            let moment = date.midnight();
            from < moment && moment < to
        });
        between.map(|&(_, value)| value).fold(self.at(from).max(self.at(to)), f64::max)
    }

    /// The value at an instant.
    pub fn at(&self, moment: Moment) -> f64 {
        let next = self.points.partition_point(|&(date, _)| date.midnight() <= moment);
        if next == 0 {
            return self.points[0].1;
        }
        let (from, before) = self.points[next - 1];
        let Some(&(to, after)) = self.points.get(next) else { return before };
        let span = f64::from(to.days() - from.days());
        let part = moment.since(from.midnight()).0 / span;
        match self.interpolation {
            Interpolation::Linear => before + (after - before) * part,
            Interpolation::Logarithmic => before * (after / before).powf(part),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(days: i32) -> Date {
        Date::from_days(days)
    }

    #[test]
    fn growth_is_constant_between_two_dates() {
        let points = vec![(day(0), 100.0), (day(100), 400.0)];
        let path = Path::through(points, Interpolation::Logarithmic).unwrap();
        assert!((path.at(day(50).midnight()) - 200.0).abs() < 1e-9);
        assert!((path.at(day(-9).midnight()) - 100.0).abs() < 1e-9);
        assert!((path.at(day(900).midnight()) - 400.0).abs() < 1e-9);
    }

    #[test]
    fn the_greatest_value_is_that_of_the_time_asked_for() {
        let points = vec![(day(0), 100.0), (day(100), 400.0), (day(200), 100.0), (day(300), 900.0)];
        let path = Path::through(points, Interpolation::Logarithmic).unwrap();
        let greatest =
            |from: i32, to: i32| path.greatest_between(day(from).midnight(), day(to).midnight());
        for (from, to, value) in
            [(0, 50, 200.0), (0, 200, 400.0), (150, 200, 200.0), (150, 250, 300.0), (0, 999, 900.0)]
        {
            assert!((greatest(from, to) - value).abs() < 1e-9, "{from} to {to}");
        }
    }

    #[test]
    fn a_path_that_cannot_be_walked_is_none() {
        let twice = vec![(day(5), 1.0), (day(5), 2.0)];
        assert_eq!(Path::through(twice, Interpolation::Linear), None);
        let zero = vec![(day(5), 0.0)];
        assert_eq!(Path::through(zero, Interpolation::Logarithmic), None);
        assert_eq!(Path::through(Vec::new(), Interpolation::Linear), None);
    }
}
