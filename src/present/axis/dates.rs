//! Ticks at round dates.

use crate::present::format;
use crate::quantity::Date;

use super::Tick;
use super::count;

/// Ticks at the first of months; within less than two of them, at days.
pub(super) fn ticks([from, to]: [Date; 2], most: usize) -> Vec<Tick> {
    const TWO_MONTHS: i32 = 62;
    let days = to.days() - from.days();
    if days < TWO_MONTHS {
        return chosen(&[28, 14, 7, 2, 1], (days, most), |step| day_ticks([from, to], step));
    }
    let months = to.month_number() - from.month_number();
    chosen(&[120, 60, 24, 12, 6, 3, 1], (months, most), |step| month_ticks([from, to], step))
}

/// The ticks of the shortest step of which there are few enough; of a shorter one only where there would be no two
/// ticks. Steps descend.
fn chosen(
    steps: &[i32],
    (length, most): (i32, usize),
    ticks: impl Fn(i32) -> Vec<Tick>,
) -> Vec<Tick> {
    let is_enough = |step: &i32| f64::from(length) < count(most) * f64::from(*step);
    let enough = steps.iter().rposition(is_enough).unwrap_or(0);
    let mut all = steps[enough..].iter().map(|&step| ticks(step));
    let first = all.next().unwrap_or_default();
    if first.len() > 1 { first } else { all.find(|ticks| ticks.len() > 1).unwrap_or(first) }
}

/// Ticks at every so many months. A date that is a few days outside counts as the end of the axis.
fn month_ticks([from, to]: [Date; 2], step: i32) -> Vec<Tick> {
    const NEAR: i32 = 7;
    let months = to.month_number() - from.month_number();
    (0..=months + 1)
        .map(|ahead| from.first_of_month(ahead))
        .filter(|date| *date >= from.plus(-NEAR) && *date <= to.plus(NEAR))
        .filter(|date| date.month_number() % step == 0)
        .enumerate()
        .map(|(position, date)| Tick {
            at: date.clamp(from, to).midnight().0,
            text: format::month_tick(date, position == 0, step < 12),
        })
        .collect()
}

/// Ticks at every so many days, from the first on.
fn day_ticks([from, to]: [Date; 2], step: i32) -> Vec<Tick> {
    let dates = (0..).map(|ahead| from.plus(ahead * step)).take_while(|&date| date <= to);
    dates
        .enumerate()
        .map(|(position, date)| Tick {
            at: date.midnight().0,
            text: format::day_tick(date, position == 0),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::axis::Axis;

    fn texts(axis: &Axis, most: usize) -> Vec<String> {
        axis.ticks(most).into_iter().map(|tick| tick.text).collect()
    }

    #[test]
    fn room_beyond_the_horizon_has_no_ticks() {
        let (from, to) = (Date::new(2023, 1, 2).unwrap(), Date::new(2024, 12, 30).unwrap());
        let mut axis = Axis::dates(from, to);
        axis.high += (axis.high - axis.low) * 0.2;
        axis.low -= (axis.high - axis.low) * 0.2;
        for most in 2..10 {
            let ticks = axis.ticks(most);
            assert!(ticks.len() > 1, "{ticks:?}");
            assert!(ticks.iter().all(|tick| tick.at <= to.midnight().0), "{ticks:?}");
            assert!(ticks.iter().all(|tick| tick.at >= from.midnight().0), "{ticks:?}");
        }
    }

    #[test]
    fn short_horizons_are_ticked_in_days_and_none_is_without_ticks() {
        let from = Date::new(2023, 11, 17).unwrap();
        let axis = |days: i32| Axis::dates(from, from.plus(days));
        assert_eq!(texts(&axis(14), 3), ["17 Nov 2023", "24 Nov", "1 Dec"]);
        assert_eq!(texts(&axis(3), 8), ["17 Nov 2023", "18 Nov", "19 Nov", "20 Nov"]);
        for days in 1..400 {
            for most in 2..10 {
                let ticks = texts(&axis(days), most);
                assert!((2..=most + 5).contains(&ticks.len()), "{days} days: {ticks:?}");
            }
        }
    }

    #[test]
    fn quarters_show_the_year_at_the_first_tick_and_in_january() {
        let from = Date::new(2022, 11, 12).unwrap();
        let to = Date::new(2024, 3, 2).unwrap();
        let axis = Axis::dates(from, to);
        assert_eq!(texts(&axis, 8), ["Jan 2023", "Apr", "Jul", "Oct", "Jan 2024"]);
    }

    #[test]
    fn a_horizon_that_begins_and_ends_some_days_off_is_ticked_at_its_ends() {
        let from = Date::new(2023, 1, 2).unwrap();
        let to = Date::new(2024, 12, 30).unwrap();
        let ticks = Axis::dates(from, to).ticks(3);
        let texts: Vec<&str> = ticks.iter().map(|tick| tick.text.as_str()).collect();
        assert_eq!(texts, ["2023", "2024", "2025"]);
        assert!((ticks[2].at - to.midnight().0).abs() < 1e-9);
    }

    #[test]
    fn long_horizons_are_ticked_in_years() {
        let axis = Axis::dates(Date::new(2016, 1, 1).unwrap(), Date::new(2025, 1, 1).unwrap());
        assert_eq!(texts(&axis, 6), ["2016", "2018", "2020", "2022", "2024"]);
    }
}
