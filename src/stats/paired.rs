//! Two worlds on the same luck: what the difference is, how sure it is, and what pairing saved.

use std::f64::consts::PI;

use super::Estimate;
use super::NORMAL_975;
use super::variance;

/// From so many degrees of freedom on, the quantile is taken from its expansion.
const MANY_DEGREES: u32 = 100;

/// The mean difference of two worlds over replicates that share their luck.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PairedDifference {
    /// The mean of alternative less baseline.
    pub difference: Estimate,
    /// The lower end of its 95% interval; `NAN` of fewer than two pairs.
    pub low: f64,
    /// The upper end of its 95% interval; `NAN` of fewer than two pairs.
    pub high: f64,
    /// The variance of the difference of independent runs over that of paired runs: how many times
    /// fewer replicates pairing needs. `None` where the pairs do not differ in their difference.
    pub variance_ratio: Option<f64>,
}

/// The mean of independent values with its 95% interval, after Student: low, mean, high. The ends are `NAN`
/// of fewer than two values.
pub fn mean_with_interval(values: &[f64]) -> [f64; 3] {
    let estimate = Estimate::of(values.iter().copied());
    let [low, high] = estimate.interval();
    [low, estimate.mean, high]
}

/// Compares two worlds, replicate by replicate.
///
/// # Panics
///
/// If the two do not have as many replicates.
pub fn paired_difference(baseline: &[f64], alternative: &[f64]) -> PairedDifference {
    assert_eq!(baseline.len(), alternative.len(), "every replicate belongs to both worlds");
    let differences: Vec<f64> = baseline.iter().zip(alternative).map(|(a, b)| b - a).collect();
    let difference = Estimate::of(differences.iter().copied());
    let [low, high] = difference.interval();
    let paired = variance(&differences);
    let ratio = (variance(baseline) + variance(alternative)) / paired;
    PairedDifference { difference, low, high, variance_ratio: (paired > 0.0).then_some(ratio) }
}

/// The least number of pairs, at least two, whose differences of this variance have a mean with a
/// 95% interval of at most this half-width. `None` if no number below 2^32 is enough.
pub fn replicates_for_half_width(variance: f64, half_width: f64) -> Option<u32> {
    let is_enough =
        |pairs: u32| student_t(pairs - 1) * (variance / f64::from(pairs)).sqrt() <= half_width;
    if !is_enough(u32::MAX) {
        return None;
    }
    let (mut too_few, mut enough) = (1, u32::MAX);
    while enough - too_few > 1 {
        let middle = u32::midpoint(too_few, enough);
        if is_enough(middle) { enough = middle } else { too_few = middle }
    }
    Some(enough)
}

/// The quantile of Student's t at 0.975: half the width of a 95% interval in standard errors.
///
/// The distribution function for whole degrees of freedom is a finite sum (Abramowitz and Stegun
/// 1964, 26.7.3-4), which is inverted by bisection; for many degrees the expansion around the normal
/// quantile (26.7.5) is exact to 1e-9. `NAN` for no degrees of freedom.
pub fn student_t(degrees: u32) -> f64 {
    match degrees {
        0 => f64::NAN,
        1..MANY_DEGREES => inverted(degrees),
        _ => expanded(degrees),
    }
}

/// The quantile by bisection over the angle of t, which lies between 0 and a right angle.
fn inverted(degrees: u32) -> f64 {
    let (mut low, mut high) = (0.0, PI / 2.0);
    // Each turn halves the interval; after 60 it is as narrow as numbers can tell.
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if central_probability(middle, degrees) < 0.95 { low = middle } else { high = middle }
    }
    f64::from(degrees).sqrt() * low.tan()
}

/// The probability that |t| is below `sqrt(degrees) * tan(angle)`.
fn central_probability(angle: f64, degrees: u32) -> f64 {
    let odd = degrees % 2 == 1;
    let cosine = angle.cos();
    let mut term = if odd { cosine } else { 1.0 };
    let mut sum = 0.0;
    // The powers of the cosine run in steps of two up to that of degrees - 2.
    let mut power = u32::from(odd);
    while power + 2 <= degrees {
        sum += term;
        term *= cosine * cosine * f64::from(power + 1) / f64::from(power + 2);
        power += 2;
    }
    let sum = angle.sin() * sum;
    if odd { (angle + sum) * 2.0 / PI } else { sum }
}

/// The normal quantile and four corrections, each a power of 1 / degrees smaller.
fn expanded(degrees: u32) -> f64 {
    let (x, n) = (NORMAL_975, f64::from(degrees));
    let first = (x.powi(3) + x) / 4.0;
    let second = (5.0 * x.powi(5) + 16.0 * x.powi(3) + 3.0 * x) / 96.0;
    let third = (3.0 * x.powi(7) + 19.0 * x.powi(5) + 17.0 * x.powi(3) - 15.0 * x) / 384.0;
    let high = 79.0 * x.powi(9) + 776.0 * x.powi(7) + 1482.0 * x.powi(5);
    let fourth = (high - 1920.0 * x.powi(3) - 945.0 * x) / 92_160.0;
    x + (first + (second + (third + fourth / n) / n) / n) / n
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quantiles_of_student_are_those_of_the_tables() {
        let table = [
            (1, 12.706_204_736),
            (2, 4.302_652_730),
            (3, 3.182_446_305),
            (4, 2.776_445_105),
            (5, 2.570_581_836),
            (10, 2.228_138_852),
            (19, 2.093_024_054),
            (30, 2.042_272_456),
            (99, 1.984_216_952),
            (120, 1.979_930_405),
        ];
        for (degrees, expected) in table {
            let found = student_t(degrees);
            assert!((found - expected).abs() < 2e-9, "{degrees}: {found}");
        }
        assert!(student_t(0).is_nan());
    }

    #[test]
    fn the_sum_and_the_expansion_meet() {
        for degrees in [MANY_DEGREES, MANY_DEGREES + 1, 400] {
            let (sum, expansion) = (inverted(degrees), expanded(degrees));
            assert!((sum - expansion).abs() < 1e-9, "{degrees}: {sum} {expansion}");
        }
    }

    #[test]
    fn the_paired_interval_is_that_of_the_differences() {
        let baseline = [10.0, 12.0, 9.0, 11.0];
        let alternative = [12.0, 13.0, 11.0, 14.0];
        let paired = paired_difference(&baseline, &alternative);
        assert!((paired.difference.mean - 2.0).abs() < 1e-12);
        let half_width = 3.182_446_305 * (2.0_f64 / 3.0 / 4.0).sqrt();
        assert!((paired.low - (2.0 - half_width)).abs() < 1e-8);
        assert!((paired.high - (2.0 + half_width)).abs() < 1e-8);
        let ratio = paired.variance_ratio.unwrap();
        assert!((ratio - (5.0 / 3.0 + 5.0 / 3.0) / (2.0 / 3.0)).abs() < 1e-12, "{ratio}");
    }

    #[test]
    fn worlds_that_always_differ_by_the_same_have_no_variance_ratio() {
        let paired = paired_difference(&[1.0, 2.0, 3.0], &[2.0, 3.0, 4.0]);
        assert_eq!(paired.variance_ratio, None);
        assert!((paired.low - 1.0).abs() < 1e-12 && (paired.high - 1.0).abs() < 1e-12);
    }

    #[test]
    fn one_pair_has_no_interval() {
        let paired = paired_difference(&[1.0], &[2.0]);
        assert!(paired.low.is_nan() && paired.high.is_nan());
        assert_eq!(paired.variance_ratio, None);
    }

    #[test]
    fn replicates_are_just_enough() {
        let half_width = |pairs: u32| student_t(pairs - 1) * (9.0 / f64::from(pairs)).sqrt();
        let needed = replicates_for_half_width(9.0, 0.5).unwrap();
        assert!(half_width(needed) <= 0.5 && half_width(needed - 1) > 0.5, "{needed}");
        assert_eq!(replicates_for_half_width(0.0, 0.1), Some(2));
        assert_eq!(replicates_for_half_width(1.0, 0.0), None);
        assert_eq!(replicates_for_half_width(f64::NAN, 1.0), None);
    }
}
