//! Numbers as they are typed: with the units that values of scenarios have.

use crate::quantity::Days;
use crate::quantity::Money;

/// A number that was typed, and the unit that it needs to be read again: none but that of a duration, since shares and
/// dollars are plain numbers as well.
pub(super) fn with_unit(text: &str) -> Option<(f64, &str)> {
    let text = text.trim();
    let duration = || {
        text.parse::<Days>().ok()?;
        let end = text.find(|sign: char| sign.is_alphabetic())?;
        let (digits, unit) = text.split_at(end);
        // One day is some days as well.
        Some((plain(digits)?, unit.trim_end_matches('s')))
    };
    number(text).map(|number| (number, "")).or_else(duration)
}

/// A plain number, a share in percent, or a sum of dollars, as a number.
pub(super) fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let percent = || Some(plain(text.strip_suffix('%')?)? / 100.0);
    let dollars = || text.parse::<Money>().ok().map(|money| money.0);
    plain(text).or_else(percent).or_else(dollars).filter(|number| number.is_finite())
}

fn plain(text: &str) -> Option<f64> {
    text.trim().replace('_', "").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_with_the_units_of_scenarios() {
        let table = [
            ("0.8", 0.8, ""),
            ("-1", -1.0, ""),
            ("1_000", 1000.0, ""),
            ("10%", 0.1, ""),
            ("300k", 3e5, ""),
            ("$2m", 2e6, ""),
            ("1.5 bn", 1.5e9, ""),
            ("10 days", 10.0, "day"),
            ("1 week", 1.0, "week"),
        ];
        for (text, wanted, unit) in table {
            let (number, found) = with_unit(text).unwrap_or_else(|| panic!("{text}"));
            assert!((number - wanted).abs() < 1e-9 && unit == found, "{text}: {number} {found}");
        }
        for text in ["", "x", "inf", "nan", "5 lbs", "days", "%"] {
            assert_eq!(with_unit(text), None, "{text}");
        }
    }
}
