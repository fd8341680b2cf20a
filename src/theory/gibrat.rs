//! How large firms become that grow by chance, but never small. No firm of the model does: its plans are given. The
//! law is here for whoever compares a market of plans with one of chance.

/// The exponent of the tail of firm sizes where growth is proportional and random, and no firm is smaller than a
/// share of the mean size: `zeta = 1 / (1 - S_min / S_mean)`, so that `P(S > s) = (S_min / s)^zeta`.
///
/// Gibrat's law with a floor (Gabaix 1999): the mean of a Pareto law of exponent zeta is
/// `S_min zeta / (zeta - 1)`. With a floor far below the mean it is Zipf's law.
pub fn tail_exponent(floor_over_mean: f64) -> f64 {
    1.0 / (1.0 - floor_over_mean)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where sizes have settled that rise or fall by a small ratio, up with probability `up`, and cannot fall
    /// below the floor: the share of firms at each rung above it.
    fn settled(up: f64, rungs: usize) -> Vec<f64> {
        let mut shares = vec![0.0; rungs];
        shares[0] = 1.0;
        for _ in 0..60_000 {
            let mut next = vec![0.0; rungs];
            for (rung, share) in shares.iter().enumerate() {
                next[(rung + 1).min(rungs - 1)] += up * share;
                next[rung.saturating_sub(1)] += (1.0 - up) * share;
            }
            shares = next;
        }
        shares
    }

    #[test]
    fn sizes_that_grow_by_chance_have_the_tail_that_goes_with_their_mean() {
        let (step, up) = (0.01_f64, 0.49);
        let shares = settled(up, 700);
        let size = |rung: usize| (step * rung as f64).exp();
        let mean: f64 = shares.iter().enumerate().map(|(rung, share)| size(rung) * share).sum();
        let beyond = |rung: usize| shares[rung..].iter().sum::<f64>();
        let tail = (beyond(50) / beyond(200)).ln() / (step * 150.0);
        assert!((tail_exponent(1.0 / mean) / tail - 1.0).abs() < 0.02, "{tail} at {mean}");
        // Zipf's law would have an exponent of 1, whatever the floor.
        assert!(tail > 3.0, "{tail}");
    }

    #[test]
    fn a_floor_far_below_the_mean_leaves_the_law_of_zipf() {
        assert!((tail_exponent(1e-6) - 1.0).abs() < 1e-5);
        assert!((tail_exponent(0.5) - 2.0).abs() < 1e-12);
    }
}
