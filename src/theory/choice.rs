//! Choice with Gumbel noise: who accepts, who is chosen, and where people end up.

/// The mean of the standard Gumbel distribution: Euler's constant.
pub const MEAN_OF_STANDARD_GUMBEL: f64 = std::f64::consts::EULER_GAMMA;

/// The probability that somebody accepts one offer which is worth `gain` more than the job held,
/// net of the cost of moving: `P = 1 / (1 + exp(-gain / s))` with noise of scale s.
///
/// Of the difference of two Gumbel variables, which is logistic (McFadden 1974).
pub fn acceptance(gain: f64, scale: f64) -> f64 {
    1.0 / (1.0 + (-gain / scale).exp())
}

/// The probability that each of several options is chosen: `exp(v_i / s) / sum of exp(v_j / s)`
/// (McFadden 1974).
pub fn choice_shares(values: &[f64], scale: f64) -> Vec<f64> {
    stationary_shares(&vec![1.0; values.len()], values, scale)
}

/// The mean value of the option that is chosen, noise included:
/// `s * ln(sum of exp(v_j / s)) + 0.5772 * s` (Williams 1977; Small and Rosen 1981).
pub fn mean_of_maximum(values: &[f64], scale: f64) -> f64 {
    let highest = highest(values);
    let sum: f64 = values.iter().map(|value| ((value - highest) / scale).exp()).sum();
    highest + scale * (sum.ln() + MEAN_OF_STANDARD_GUMBEL)
}

/// The shares of people at firms from which offers come in proportion to `weights`, when every offer
/// is answered afresh by a logit of scale s on the two values: proportional to `a_i exp(v_i / s)`.
///
/// With these shares as many move from i to j as from j to i, because the odds of accepting are
/// `exp((v_j - v_i) / s)`: detailed balance (Barker 1965), whatever the rate of offers.
pub fn stationary_shares(weights: &[f64], values: &[f64], scale: f64) -> Vec<f64> {
    let highest = highest(values);
    let pull = |(weight, value): (&f64, &f64)| weight * ((value - highest) / scale).exp();
    let pulls: Vec<f64> = weights.iter().zip(values).map(pull).collect();
    let sum: f64 = pulls.iter().sum();
    pulls.iter().map(|pull| pull / sum).collect()
}

/// Subtracted before the exponential, so that none overflows.
fn highest(values: &[f64]) -> f64 {
    values.iter().copied().fold(f64::NEG_INFINITY, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    const VALUES: [f64; 3] = [0.1, 0.5, -0.2];
    const SCALE: f64 = 0.4;

    /// The integral over the line of a function that vanishes outside -8..12, by the trapezoidal rule.
    fn integral(f: impl Fn(f64) -> f64) -> f64 {
        (-80_000..120_000_i32).map(|step| f(f64::from(step) * 1e-4) * 1e-4).sum()
    }

    /// The distribution function of a Gumbel variable around a value.
    fn gumbel_below(x: f64, value: f64) -> f64 {
        (-(-(x - value) / SCALE).exp()).exp()
    }

    fn gumbel_density(x: f64, value: f64) -> f64 {
        gumbel_below(x, value) * (-(x - value) / SCALE).exp() / SCALE
    }

    #[test]
    fn shares_are_the_probabilities_of_being_the_greatest() {
        let shares = choice_shares(&VALUES, SCALE);
        for (chosen, share) in shares.iter().enumerate() {
            let others_below = |x: f64| -> f64 {
                let others = VALUES.iter().enumerate().filter(|other| other.0 != chosen);
                others.map(|other| gumbel_below(x, *other.1)).product()
            };
            let expected = integral(|x| gumbel_density(x, VALUES[chosen]) * others_below(x));
            assert!((share - expected).abs() < 1e-9, "{share} {expected}");
        }
    }

    #[test]
    fn the_mean_of_the_maximum_is_its_integral() {
        let all_below =
            |x: f64| VALUES.iter().map(|&value| gumbel_below(x, value)).product::<f64>();
        let above = integral(|x| if x >= 0.0 { 1.0 - all_below(x) } else { -all_below(x) });
        let found = mean_of_maximum(&VALUES, SCALE);
        assert!((found - above).abs() < 1e-4, "{found} {above}");
    }

    #[test]
    fn one_offer_is_a_choice_between_two() {
        let shares = choice_shares(&[0.0, -0.53], SCALE);
        assert!((acceptance(-0.53, SCALE) - shares[1]).abs() < 1e-15);
        assert!((acceptance(-0.53, SCALE) - 0.209_987_6).abs() < 1e-7);
        assert!((acceptance(0.0, SCALE) - 0.5).abs() < 1e-15);
    }

    #[test]
    fn the_stationary_shares_are_those_of_the_table() {
        let shares = stationary_shares(&[0.5, 0.3, 0.2], &[0.0, 0.7, 1.5], 1.0);
        for (share, expected) in shares.iter().zip([0.2499, 0.3020, 0.4481]) {
            assert!((share - expected).abs() < 5e-5, "{share}");
        }
    }

    #[test]
    fn a_market_that_runs_for_long_arrives_at_the_stationary_shares() {
        let (weights, values) = ([0.5, 0.3, 0.2], [0.0, 0.28, 0.6]);
        let flow = |n: &[f64; 3], from: usize, to: usize| {
            n[from] * weights[to] * acceptance(values[to] - values[from], SCALE)
        };
        let mut n = [1.0, 0.0, 0.0];
        for _ in 0..2000 {
            let net = |i: usize| (0..3).map(|j| flow(&n, j, i) - flow(&n, i, j)).sum::<f64>();
            n = [n[0] + 0.1 * net(0), n[1] + 0.1 * net(1), n[2] + 0.1 * net(2)];
        }
        let expected = stationary_shares(&weights, &values, SCALE);
        for (share, expected) in n.iter().zip(&expected) {
            assert!((share - expected).abs() < 1e-9, "{share} {expected}");
        }
        assert!((flow(&n, 0, 2) - flow(&n, 2, 0)).abs() < 1e-9);
    }

    #[test]
    fn large_values_do_not_overflow() {
        assert!((choice_shares(&[1e4, 1e4], SCALE)[0] - 0.5).abs() < 1e-12);
        assert!((mean_of_maximum(&[1e4], 1.0) - 1e4 - MEAN_OF_STANDARD_GUMBEL).abs() < 1e-9);
    }
}
