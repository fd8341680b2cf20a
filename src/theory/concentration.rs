//! How people spread over firms, and turmoil over time, where nothing but chance is at work.

/// The expected sum of squared shares (Herfindahl and Hirschman) of `people` who are each at any of
/// `firms` equal firms with the same probability: `1/J + (1 - 1/J) / N`.
///
/// The second moment of a multinomial share is its variance `p (1 - p) / N` and its squared mean; so a
/// small market is concentrated by chance alone (Ellison and Glaeser 1997).
pub fn chance_concentration(firms: f64, people: f64) -> f64 {
    1.0 / firms + (1.0 - 1.0 / firms) / people
}

/// The mean of what jumps of a size, which come at a rate and are halved after a half-life, add up to in
/// the long run: rate * jump * half-life / ln 2.
///
/// Campbell's theorem for shot noise (Kingman 1993, chapter 3).
pub fn mean_of_decaying_jumps(rate: f64, jump: f64, half_life: f64) -> f64 {
    rate * jump * half_life / std::f64::consts::LN_2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_concentration_is_the_mean_over_all_ways_to_spread() {
        // Three people over two firms: eight ways.
        let concentration = |way: u32| {
            let first = f64::from(way.count_ones()) / 3.0;
            first * first + (1.0 - first) * (1.0 - first)
        };
        let mean = (0..8).map(concentration).sum::<f64>() / 8.0;
        assert!((chance_concentration(2.0, 3.0) - mean).abs() < 1e-12, "{mean}");
    }

    #[test]
    fn jumps_add_up_to_the_integral_over_their_ages() {
        let (rate, jump, half_life) = (0.4, 1.5, 3.0);
        let left = |age: f64| jump * (-age / half_life).exp2();
        let sum: f64 =
            (0..200_000_u32).map(|step| left((f64::from(step) + 0.5) * 1e-3) * 1e-3).sum();
        assert!((mean_of_decaying_jumps(rate, jump, half_life) - rate * sum).abs() < 1e-6);
    }
}
