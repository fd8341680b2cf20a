//! How many digits a number is written with that was found on a way between two others.

/// A number of a way of some length that is to be known to a tolerance: with no more digits than tell apart the
/// ten-thousandth parts of the way, or numbers that are half the tolerance apart, so that a gap which is wider than
/// the tolerance has another number in it.
pub(super) fn value_within(number: f64, length: f64, tolerance: f64) -> String {
    rounded(number, places_of_a_part(length).max(places_of(tolerance / 2.0)))
}

/// How many digits after the point tell apart the ten-thousandth parts of a length.
fn places_of_a_part(length: f64) -> i32 {
    places_of(length).saturating_add(4)
}

/// How many digits after the point tell apart numbers that differ by so much.
#[expect(clippy::cast_possible_truncation, reason = "the logarithm of a number is below 330")]
fn places_of(step: f64) -> i32 {
    -step.log10().floor() as i32
}

fn rounded(number: f64, places: i32) -> String {
    let text = match usize::try_from(places) {
        Ok(places) if places < 300 => format!("{number:.places$}"),
        _ => number.to_string(),
    };
    text.parse::<f64>().map_or(text, |short| format!("{}", short + 0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_the_digits_that_the_tolerance_asks_for() {
        let third = 1.0 / 3.0;
        for (length, tolerance, written) in [
            (1.0, 0.005, "0.3333"),
            (1.0, 1e-4, "0.33333"),
            (1.0, 1e-6, "0.3333333"),
            (1e9, 2.0, "0"),
            (1e9, 0.2, "0.3"),
            (1.0, f64::INFINITY, "0.3333"),
            (1.0, f64::MIN_POSITIVE, "0.3333333333333333"),
        ] {
            assert_eq!(value_within(third, length, tolerance), written, "{length} {tolerance}");
        }
    }
}
