//! Counts that chance alone brings about.

/// The least count that a Poisson variable of this mean does not exceed with probability `p`, from 0
/// to below 1.
///
/// By summing its probabilities from none up, each in logarithms from the one before, so that means
/// for which the probability of nothing is too small for a number are no exception.
pub fn poisson_quantile(mean: f64, p: f64) -> u32 {
    if mean <= 0.0 {
        return 0;
    }
    let (mut count, mut logarithm) = (0, -mean);
    let mut sum = logarithm.exp();
    // Beyond the mean the terms fall; what is too small to be added changes nothing any more.
    while sum < p && (f64::from(count) < mean || logarithm.exp() > f64::EPSILON * sum * 1e-3) {
        count += 1;
        logarithm += (mean / f64::from(count)).ln();
        sum += logarithm.exp();
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_agree_with_tables() {
        // Cumulative probabilities at mean 5: 0.0404 at 1, 0.1247 at 2; 0.9319 at 8, 0.9682 at 9.
        assert_eq!(
            [0.04, 0.05, 0.5, 0.93, 0.95].map(|p| poisson_quantile(5.0, p)),
            [1, 2, 5, 8, 9]
        );
        // e^-0.05 = 0.9512.
        assert_eq!([0.95, 0.96].map(|p| poisson_quantile(0.05, p)), [0, 1]);
        assert_eq!(poisson_quantile(0.0, 0.95), 0);
    }

    #[test]
    fn large_means_are_nearly_normal() {
        let mean: f64 = 10_000.0;
        let normal = mean + 1.645 * mean.sqrt();
        assert!((f64::from(poisson_quantile(mean, 0.95)) - normal).abs() < 3.0);
    }

    #[test]
    fn a_probability_near_one_ends_too() {
        assert!(poisson_quantile(3.0, 1.0 - 1e-17) < 60);
    }
}
