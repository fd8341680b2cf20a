//! How well a number of trials determines a probability.

use super::NORMAL_975;

/// The 95% interval of the probability of which some of so many trials came out: that of Wilson (1927),
/// which stays between 0 and 1 and is of use for few trials as well. All of it without trials.
pub fn share_interval(hits: f64, trials: f64) -> [f64; 2] {
    if trials <= 0.0 {
        return [0.0, 1.0];
    }
    let (share, square) = (hits / trials, NORMAL_975.powi(2));
    let centre = share + square / (2.0 * trials);
    let spread = (share * (1.0 - share) / trials + square / (4.0 * trials * trials)).sqrt();
    [-1.0, 1.0].map(|side: f64| (centre + side * NORMAL_975 * spread) / (1.0 + square / trials))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: [f64; 2], expected: [f64; 2]) -> bool {
        found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 5e-4)
    }

    #[test]
    fn intervals_agree_with_published_ones() {
        // Newcombe (1998), table I, method 3: 81 of 263, 15 of 148, 0 of 20 and 1 of 29.
        assert!(close(share_interval(81.0, 263.0), [0.2553, 0.3662]));
        assert!(close(share_interval(15.0, 148.0), [0.0624, 0.1605]));
        assert!(close(share_interval(0.0, 20.0), [0.0, 0.1611]));
        assert!(close(share_interval(1.0, 29.0), [0.0061, 0.1718]));
    }

    #[test]
    fn without_trials_everything_is_possible() {
        assert!(close(share_interval(0.0, 0.0), [0.0, 1.0]));
    }
}
