//! Quantiles.

/// The quantile `p` (0 to 1) of ascending numbers, of which there must be one: straight between order
/// statistics (type 7 of Hyndman and Fan 1996).
pub fn quantile(sorted: &[f64], p: f64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "samples are far smaller than 2^52")]
    let position = (sorted.len() - 1) as f64 * p.clamp(0.0, 1.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index")]
    let below = position.floor() as usize;
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + (sorted[above] - sorted[below]) * position.fract()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_lie_straight_between_order_statistics() {
        let sorted = [1.0, 2.0, 4.0, 8.0];
        assert!((quantile(&sorted, 0.5) - 3.0).abs() < 1e-12);
        assert!((quantile(&sorted, 0.0) - 1.0).abs() < 1e-12);
        assert!((quantile(&sorted, 1.0) - 8.0).abs() < 1e-12);
    }
}
