//! The normal distribution, by series of its own: what the model makes of that of a library is held against it.

use std::f64::consts::TAU;

/// Below this distance from the mean the series, from there on the continued fraction.
const TAIL: f64 = 3.0;

/// How many terms of either are used: both are exact to rounding with fewer.
const TERMS: u32 = 100;

/// The probability that a standard normal variable is below `x`, to 1e-15; in the lower tail to a
/// relative 1e-12 as well.
///
/// Up to 3 from the mean by the series `1/2 + density * (x + x^3 / 3 + x^5 / (3 * 5) + ...)`, beyond by
/// Laplace's continued fraction `density / (x + 1 / (x + 2 / (x + 3 / ...)))` for what is above
/// (Abramowitz and Stegun 1964, 26.2.11 and 26.2.14; Marsaglia 2004).
pub fn normal_below(x: f64) -> f64 {
    if x.abs() < TAIL {
        0.5 + central(x)
    } else if x < 0.0 {
        above(-x)
    } else {
        1.0 - above(x)
    }
}

/// The density of a standard normal variable.
fn density(x: f64) -> f64 {
    (-0.5 * x * x).exp() / TAU.sqrt()
}

/// The probability of a value between the mean and `x`, negative for negative `x`.
fn central(x: f64) -> f64 {
    let mut term = x;
    let mut sum = x;
    for count in 1..=TERMS {
        term *= x * x / f64::from(2 * count + 1);
        sum += term;
    }
    density(x) * sum
}

/// The probability of a value above `x`, for `x` well above zero.
fn above(x: f64) -> f64 {
    let fraction = (1..=TERMS).rev().fold(x, |fraction, count| x + f64::from(count) / fraction);
    density(x) / fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The integral of the density from `from` to `to`, by Simpson's rule.
    fn integral(from: f64, to: f64) -> f64 {
        let width = (to - from) / 4000.0;
        let at = |step: u32| (-0.5 * (from + f64::from(step) * width).powi(2)).exp();
        let piece = |step: u32| at(2 * step) + 4.0 * at(2 * step + 1) + at(2 * step + 2);
        (0..2000).map(piece).sum::<f64>() * width / 3.0 / TAU.sqrt()
    }

    #[test]
    fn it_is_the_integral_of_the_density() {
        for step in -64..=64_i32 {
            let x = f64::from(step) / 8.0;
            let (found, expected) = (normal_below(x), integral(-12.0, x));
            assert!((found - expected).abs() < 1e-12, "{x}: {found} {expected}");
        }
        assert!((normal_below(1.0) - integral(-12.0, 1.001)).abs() > 1e-4);
    }

    #[test]
    fn the_lower_tail_keeps_its_digits() {
        for x in [-2.9, -3.0, -3.1, -6.0, -10.0] {
            let expected = integral(x - 8.0, x);
            assert!((normal_below(x) / expected - 1.0).abs() < 1e-9, "{x}: {expected}");
        }
    }

    #[test]
    fn quantiles_agree_with_tables() {
        assert!((normal_below(1.959_963_984_540_054) - 0.975).abs() < 1e-15);
        assert!((normal_below(1.281_551_565_544_600_4) - 0.9).abs() < 1e-15);
        assert!((normal_below(-3.090_232_306_167_813_5) - 0.001).abs() < 1e-15);
    }

    #[test]
    fn both_sides_add_up_and_the_ends_are_certain() {
        for x in [0.0, 0.3, 2.999_999_9, 3.0, 5.0, f64::INFINITY] {
            assert!((normal_below(x) + normal_below(-x) - 1.0).abs() < 1e-15, "{x}");
        }
        assert!(normal_below(f64::NEG_INFINITY).abs() < 1e-300);
        assert!(normal_below(f64::NAN).is_nan());
    }
}
