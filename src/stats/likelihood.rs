//! Likelihoods of reported numbers, as logarithms.

use std::f64::consts::TAU;

/// The logarithm of the probability that so many of some trials come out, each with probability `p`
/// strictly between 0 and 1.
pub fn log_binomial(hits: u32, trials: u32, p: f64) -> f64 {
    let misses = trials.saturating_sub(hits);
    let ways = log_factorial(trials) - log_factorial(hits) - log_factorial(misses);
    ways + f64::from(hits) * p.ln() + f64::from(misses) * (-p).ln_1p()
}

/// The logarithm of the probability of a count under a Poisson law of a mean above 0.
pub fn log_poisson(count: u32, mean: f64) -> f64 {
    f64::from(count) * mean.ln() - mean - log_factorial(count)
}

/// The logarithm of the standard normal density.
pub fn log_normal(z: f64) -> f64 {
    -0.5 * (z * z + TAU.ln())
}

/// The logarithm of the mean of values that are given by their logarithms, and may be too small for
/// numbers themselves; `NAN` of nothing.
pub fn log_mean_of_exponentials(logarithms: &[f64]) -> f64 {
    let greatest = logarithms.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if !greatest.is_finite() {
        return if logarithms.is_empty() { f64::NAN } else { greatest };
    }
    let scaled: Vec<f64> = logarithms.iter().map(|value| (value - greatest).exp()).collect();
    greatest + super::mean(&scaled).ln()
}

/// The logarithm of a factorial.
fn log_factorial(number: u32) -> f64 {
    libm::lgamma(f64::from(number) + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn likelihoods_are_the_closed_forms_of_the_tables() {
        // 3 of 5 at 0.3: 10 * 0.027 * 0.49; a count of 2 at mean 5: 12.5 / e^5.
        assert!(close(log_binomial(3, 5, 0.3), 0.1323_f64.ln()));
        assert!(close(log_poisson(2, 5.0), 12.5_f64.ln() - 5.0));
        assert!(close(log_normal(0.0).exp(), 0.398_942_280_401));
        assert!(close(log_normal(2.0).exp(), 0.053_990_966_513));
    }

    #[test]
    fn the_probabilities_of_all_counts_add_up_to_one() {
        let binomial: f64 = (0..=700).map(|hits| log_binomial(hits, 700, 0.4).exp()).sum();
        let poisson: f64 = (0..=900).map(|count| log_poisson(count, 300.0).exp()).sum();
        assert!(close(binomial, 1.0) && close(poisson, 1.0), "{binomial} {poisson}");
    }

    #[test]
    fn the_logarithm_of_a_factorial_is_the_sum_of_those_of_its_factors() {
        let sum: f64 = (2..=1000).map(|factor| f64::from(factor).ln()).sum();
        assert!(close(log_factorial(1000), sum));
        assert!(close(log_factorial(0), 0.0) && close(log_factorial(4), 24.0_f64.ln()));
    }

    #[test]
    fn a_mean_of_what_no_number_is_small_enough_for_has_a_logarithm() {
        let mean = log_mean_of_exponentials(&[-2000.0, -2000.0 + 3.0_f64.ln()]);
        assert!(close(mean, -2000.0 + 2.0_f64.ln()), "{mean}");
        assert!(log_mean_of_exponentials(&[]).is_nan());
        let never = log_mean_of_exponentials(&[f64::NEG_INFINITY]);
        assert!(never.is_infinite() && never < 0.0);
    }
}
