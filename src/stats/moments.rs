//! Means, variances, quantiles, and the estimate of a mean with its standard error.

use super::student_t;

/// The arithmetic mean; `NAN` of nothing.
pub fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The sample variance, with divisor n - 1; `NAN` of fewer than two values.
///
/// In two passes: the difference of two large sums would lose the digits of a small variance.
pub fn variance(values: &[f64]) -> f64 {
    if values.len() < 2 {
        return f64::NAN;
    }
    let mean = mean(values);
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    squares / (values.len() - 1) as f64
}

/// The quantile of values in ascending order at a probability from 0 to 1; `NAN` of nothing.
///
/// Linear between the order statistics: type 7 of Hyndman and Fan (1996), the default of R and
/// `NumPy`.
pub fn quantile(sorted: &[f64], p: f64) -> f64 {
    debug_assert!(sorted.is_sorted_by(|a, b| a.total_cmp(b).is_le()), "values must ascend");
    let Some(last) = sorted.len().checked_sub(1) else { return f64::NAN };
    let position = p.clamp(0.0, 1.0) * last as f64;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a position from 0 to the last, of which the whole part is meant"
    )]
    let below = position as usize;
    let above = (below + 1).min(last);
    sorted[below] + (position - below as f64) * (sorted[above] - sorted[below])
}

/// The median of values in ascending order; `NAN` of nothing.
pub fn median(sorted: &[f64]) -> f64 {
    quantile(sorted, 0.5)
}

/// The sum of values; 0 of nothing, where that of the standard library is below 0 by its sign.
pub fn sum(values: impl IntoIterator<Item = f64>) -> f64 {
    values.into_iter().fold(0.0, |sum, value| sum + value)
}

/// The mean of independent values, and how well they determine it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The mean; `NAN` of nothing.
    pub mean: f64,
    /// The standard error of the mean; `NAN` of fewer than two values.
    pub standard_error: f64,
    /// How many values.
    pub count: usize,
}

impl Estimate {
    /// The estimate from values that are independent of each other: one number for each replicate.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let values: Vec<f64> = values.into_iter().collect();
        let standard_error = (variance(&values) / values.len() as f64).sqrt();
        Self { mean: mean(&values), standard_error, count: values.len() }
    }

    /// The ends of the 95% interval of the mean by Student's t; `NAN` of fewer than two values.
    pub fn interval(&self) -> [f64; 2] {
        let degrees = u32::try_from(self.count.saturating_sub(1)).unwrap_or(u32::MAX);
        let half_width = student_t(degrees) * self.standard_error;
        [self.mean - half_width, self.mean + half_width]
    }

    /// Whether a value lies at most so many standard errors from the mean; never, if one of them is
    /// not known.
    pub fn is_within(&self, standard_errors: f64, value: f64) -> bool {
        (self.mean - value).abs() <= standard_errors * self.standard_error
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-12
    }

    #[test]
    fn the_sum_of_nothing_has_no_sign() {
        assert!(sum([]).is_sign_positive() && close(sum([1.0, 2.5]), 3.5));
    }

    #[test]
    fn mean_and_variance_of_a_handful_of_values() {
        let values = [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0];
        assert!(close(mean(&values), 5.0));
        assert!(close(variance(&values), 32.0 / 7.0));
    }

    #[test]
    fn a_large_offset_does_not_change_the_variance() {
        let values = [1e9 + 1.0, 1e9 + 2.0, 1e9 + 3.0];
        assert!(close(variance(&values), 1.0));
    }

    #[test]
    fn what_is_not_determined_is_not_a_number() {
        assert!(mean(&[]).is_nan());
        assert!(variance(&[1.0]).is_nan());
        assert!(quantile(&[], 0.5).is_nan());
        assert!(!Estimate::of([1.0]).is_within(1e9, 1.0));
    }

    #[test]
    fn quantiles_are_linear_between_the_values() {
        let sorted = [1.0, 2.0, 4.0, 8.0];
        assert!(close(quantile(&sorted, 0.0), 1.0));
        assert!(close(quantile(&sorted, 1.0), 8.0));
        assert!(close(quantile(&sorted, 0.1), 1.3));
        assert!(close(median(&sorted), 3.0));
        assert!(close(quantile(&[3.0], 0.7), 3.0));
    }

    #[test]
    fn an_estimate_knows_what_lies_near() {
        let estimate = Estimate::of([1.0, 2.0, 3.0, 4.0]);
        assert!(close(estimate.mean, 2.5));
        assert!(close(estimate.standard_error, (5.0_f64 / 12.0).sqrt()));
        assert_eq!(estimate.count, 4);
        assert!(estimate.is_within(1.0, 3.1));
        assert!(!estimate.is_within(1.0, 3.2));
    }
}
