//! Exits that cause further exits.
//!
//! Each exit brings about a Poisson number of others, of mean n below 1, at whatever delays; others come
//! by themselves. What goes back to one of these is its cluster, itself included: the Hawkes process in
//! the representation of Hawkes and Oakes (1974).

/// The probability that a cluster has this size, when each exit brings about a Poisson number of others
/// with mean `offspring` (n): `exp(-n k) (n k)^(k - 1) / k!`.
///
/// The Borel distribution (Borel 1942; Otter 1949). No cluster is empty.
pub fn cluster_probability(offspring: f64, size: u32) -> f64 {
    if size == 0 {
        return 0.0;
    }
    let mean = offspring * f64::from(size);
    // In logarithms, so that neither the power nor the factorial overflows.
    let factors: f64 = (2..=size).map(|k| (mean / f64::from(k)).ln()).sum();
    (factors - mean).exp()
}

/// The mean size of a cluster: `1 / (1 - n)`, for `offspring` (n) below 1.
///
/// The sum of the generations `1 + n + n^2 + ...` (Harris 1963, chapter 1).
pub fn cluster_mean(offspring: f64) -> f64 {
    1.0 / (1.0 - offspring)
}

/// The variance of the size of a cluster: `n / (1 - n)^3`, for `offspring` (n) below 1.
///
/// Of the Borel distribution (Haight and Breuer 1960).
pub fn cluster_variance(offspring: f64) -> f64 {
    offspring / (1.0 - offspring).powi(3)
}

/// The stationary rate of exits, when those that come by themselves have the rate `background` (mu):
/// `mu / (1 - n)`, for `offspring` (n) below 1.
///
/// Of the Hawkes process (Hawkes 1971), whatever the delays: the rate of clusters times their mean size.
pub fn stationary_rate(background: f64, offspring: f64) -> f64 {
    background * cluster_mean(offspring)
}

/// The dispersion index of the stationary number of exits in a window that is long against the delays,
/// variance over mean: `1 / (1 - n)^2`, for `offspring` (n) below 1.
///
/// The Fano factor of the Hawkes process (Hawkes 1971): the mean of the squared size of a cluster over
/// its mean. In short windows it is smaller, and 1 in the shortest.
pub fn long_window_dispersion(offspring: f64) -> f64 {
    (1.0 - offspring).powi(-2)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The probabilities of so many of a Poisson variable, from none on.
    fn poisson(mean: f64, length: usize) -> Vec<f64> {
        let next = |term: &mut f64, count: usize| {
            let now = *term;
            *term *= mean / (count as f64 + 1.0);
            Some(now)
        };
        (0..length).scan((-mean).exp(), next).collect()
    }

    /// The probabilities of sizes from 1 on, by asking one member after the other for its offspring,
    /// until none waits to be asked.
    fn by_members(offspring: f64, sizes: usize) -> Vec<f64> {
        let (most, chances) = (120, poisson(offspring, 120));
        let mut waiting = vec![0.0; most];
        waiting[1] = 1.0;
        let ask = |_| {
            let mut after = vec![0.0; most];
            for (count, probability) in waiting.iter().enumerate().skip(1) {
                for (place, chance) in after[count - 1..].iter_mut().zip(&chances) {
                    *place += probability * chance;
                }
            }
            waiting = after;
            waiting[0]
        };
        (0..sizes).map(ask).collect()
    }

    /// The sum of a function of size over all sizes, weighted by their probabilities.
    fn mean_over_sizes(offspring: f64, of_size: impl Fn(f64) -> f64) -> f64 {
        (0..1500).map(|size| cluster_probability(offspring, size) * of_size(f64::from(size))).sum()
    }

    #[test]
    fn sizes_are_those_of_members_asked_one_by_one() {
        for offspring in [0.0, 0.15, 0.5, 0.9] {
            for (size, expected) in (1..).zip(by_members(offspring, 40)) {
                let found = cluster_probability(offspring, size);
                assert!((found - expected).abs() < 1e-12, "{offspring} {size}: {found} {expected}");
            }
        }
        assert!((cluster_probability(0.525, 3) - by_members(0.5, 3)[2]).abs() > 1e-3);
    }

    #[test]
    fn mean_and_variance_are_sums_over_all_sizes() {
        for offspring in [0.0, 0.15, 0.5, 0.8] {
            let (mean, variance) = (cluster_mean(offspring), cluster_variance(offspring));
            let all = mean_over_sizes(offspring, |_| 1.0);
            assert!((all - 1.0).abs() < 1e-9, "{offspring}: {all}");
            assert!((mean_over_sizes(offspring, |size| size) - mean).abs() < 1e-9);
            let squares = mean_over_sizes(offspring, |size| (size - mean).powi(2));
            assert!((squares - variance).abs() < 1e-7, "{offspring}: {squares} {variance}");
        }
    }

    #[test]
    fn large_clusters_do_not_overflow() {
        // Stirling: the probability of a size k at n = 1 is close to 1 / sqrt(2 pi k^3).
        let expected = (std::f64::consts::TAU * 1e12).sqrt().recip();
        assert!((cluster_probability(1.0, 10_000) / expected - 1.0).abs() < 1e-4);
    }

    /// Mean and variance of the number of exits in so many days, all offspring coming a day later: from
    /// the moments of the exits of a day, of all until then, and of the two together.
    fn moments_of_window(background: f64, offspring: f64, days: u32) -> (f64, f64) {
        // Exits of a day, a Poisson number given those of the day before: first made stationary.
        let mut mean = 0.0;
        let mut variance = 0.0;
        for _ in 0..2000 {
            mean = background + offspring * mean;
            variance = offspring * offspring * variance + mean;
        }
        let (mut all, mut all_variance, mut covariance) = (0.0, 0.0, 0.0);
        for _ in 0..days {
            covariance *= offspring;
            all += mean;
            all_variance += variance + 2.0 * covariance;
            covariance += variance;
        }
        (all, all_variance)
    }

    #[test]
    fn rate_and_dispersion_are_those_of_a_chain_of_days() {
        let days = 1_000_000;
        for (background, offspring) in [(0.3, 0.0), (0.3, 0.15), (2.0, 0.5), (0.7, 0.9)] {
            let (mean, variance) = moments_of_window(background, offspring, days);
            let rate = stationary_rate(background, offspring);
            assert!((mean / f64::from(days) - rate).abs() < 1e-6, "{offspring}: {rate}");
            let expected = variance / mean;
            let found = long_window_dispersion(offspring);
            assert!((found / expected - 1.0).abs() < 1e-4, "{offspring}: {found} {expected}");
        }
        // A day is too short a window.
        let (mean, variance) = moments_of_window(2.0, 0.5, 1);
        assert!(variance / mean < 0.5 * long_window_dispersion(0.5));
    }

    #[test]
    fn dispersion_is_the_size_of_the_cluster_of_a_random_exit() {
        for offspring in [0.15, 0.5] {
            let squares = mean_over_sizes(offspring, |size| size * size);
            let found = long_window_dispersion(offspring);
            assert!((found - squares / cluster_mean(offspring)).abs() < 1e-9, "{squares}");
        }
    }
}
