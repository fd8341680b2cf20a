//! Numbers of outcomes, written with the unit of their metric.

use crate::experiment::Measure;
use crate::experiment::measure_of;

use super::format;

/// A number of an outcome, such as `departures:openai`: with as many figures as an uncertainty of the
/// size of `scale` leaves it.
pub fn measured(outcome: &str, number: f64, scale: f64) -> String {
    let plain = || format::decimal(number, format::places_for(scale));
    match measure(outcome) {
        Measure::People
        | Measure::NetPeople
        | Measure::Offers
        | Measure::Applications
        | Measure::Firms
        | Measure::Ratio => plain(),
        Measure::PeopleAMonth => plain() + " a month",
        Measure::Days => plain() + " days",
        Measure::Share => format::decimal(number * 100.0, format::places_for(scale * 100.0)) + "%",
        Measure::Dollars => format::money(number, scale / 5.0),
        Measure::Months => plain() + " months",
    }
}

/// A difference of two such numbers, without its sign. Shares differ by points.
pub fn measured_size(outcome: &str, difference: f64, scale: f64) -> String {
    let words = measured(outcome, difference.abs(), scale);
    match measure(outcome) {
        Measure::Share => words.trim_end_matches('%').to_owned() + " points",
        _ => words,
    }
}

/// A difference of two such numbers, with its sign; a zero has none.
pub fn measured_change(outcome: &str, difference: f64, scale: f64) -> String {
    let words = measured_size(outcome, difference, scale);
    let nothing = !words.bytes().any(|digit| (b'1'..=b'9').contains(&digit));
    match difference {
        _ if nothing => words,
        less if less < 0.0 => format!("{}{words}", format::MINUS),
        _ => format!("+{words}"),
    }
}

/// The ends of the interval of a difference: those of one that leaves out zero have as many figures more as it takes
/// not to look like zero.
pub(super) fn measured_ends(outcome: &str, ends: [f64; 2], scale: f64) -> [String; 2] {
    let leaves_out_zero = ends[0] > 0.0 || ends[1] < 0.0;
    ends.map(|end| {
        let finer = [1.0, 10.0, 1e2, 1e3, 1e4, 1e5].into_iter();
        let mut words = finer.map(|finer| measured_change(outcome, end, scale / finer));
        let first = words.next().unwrap_or_default();
        let is_told = |words: &String| words.starts_with(['+', format::MINUS]);
        let told = is_told(&first) || !leaves_out_zero;
        if told { first } else { words.find(is_told).unwrap_or(first) }
    })
}

/// An outcome whose metric nobody knows is a plain number: a stored run may be older than the program.
fn measure(outcome: &str) -> Measure {
    measure_of(outcome).unwrap_or(Measure::Ratio)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_with_the_unit_of_their_metric() {
        let table = [
            ("departures:openai", 142.6, 9.0, "143", "+143"),
            ("retention:openai", 0.8013, 0.05, "80%", "+80 points"),
            ("retention:openai", 0.8013, 0.01, "80.1%", "+80.1 points"),
            ("hazard-ratio:openai:2023-11-17", 1.834, 0.3, "1.83", "+1.83"),
            ("pay:star:p99", 1_234_000.0, 90_000.0, "$1.23m", "+$1.23m"),
            ("pay:applied:p10", 84_300.0, 5_200.0, "$84k", "+$84k"),
            ("time-to-fill:openai:2024-01-01:2025-01-01", 64.2, 9.0, "64 days", "+64 days"),
            ("net-flow:openai:2024-01-01:2025-01-01", 9.26, 0.4, "9.26 a month", "+9.26 a month"),
            ("lead:openai:2024-06-01", 6.84, 0.4, "6.84 months", "+6.84 months"),
            ("applications:openai:2024-01-01:2025-01-01", 512.3, 30.0, "512", "+512"),
            ("offers-made:star:10m", 61.0, 9.0, "61", "+61"),
            ("acceptance:star:10m:any", 0.347, 0.02, "34.7%", "+34.7 points"),
            ("nobody-knows", 0.5, 0.5, "0.5", "+0.5"),
        ];
        for (outcome, number, scale, value, change) in table {
            assert_eq!(measured(outcome, number, scale), value);
            assert_eq!(measured_change(outcome, number, scale), change);
        }
    }

    #[test]
    fn an_end_that_is_not_zero_does_not_look_like_it() {
        let ends = |outcome, low, high| measured_ends(outcome, [low, high], (high - low) / 2.0);
        assert_eq!(ends("retention:a", 0.000_19, 0.22), ["+0.02 points", "+22 points"]);
        assert_eq!(ends("departures:a", -90.0, -0.3), ["\u{2212}90", "\u{2212}0.3"]);
        assert_eq!(ends("departures:a", -0.3, 90.0), ["0", "+90"], "it has zero in it");
        assert_eq!(ends("departures:a", 0.0, 90.0), ["0", "+90"]);
    }

    #[test]
    fn the_sign_of_a_change_stands_before_its_unit_and_zero_has_none() {
        assert_eq!(measured_change("pay:star:p50", -2000.0, 900.0), "\u{2212}$2.0k");
        assert_eq!(measured_change("retention:a", -0.041, 0.012), "\u{2212}4.1 points");
        assert_eq!(measured_change("retention:a", 0.0001, 0.02), "0.0 points");
    }
}
