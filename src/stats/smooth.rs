//! A smooth line through scattered points.

/// The height at `at` of a smooth line through points: a straight line is fitted by weighted least squares,
/// with weights exp(-d²/2) of the distance d in units of `bandwidth` (local linear regression, Fan 1992).
///
/// Points on a straight line give that line, whatever the bandwidth. `NAN` of no points; the weighted mean
/// where all points with weight lie at one place.
pub fn smooth(points: &[[f64; 2]], bandwidth: f64, at: f64) -> f64 {
    let mut sums = [0.0; 5];
    for &[x, y] in points {
        let far = (x - at) / bandwidth;
        let weight = (-far * far / 2.0).exp();
        let terms = [1.0, far, far * far, y, far * y];
        for (sum, term) in sums.iter_mut().zip(terms) {
            *sum += weight * term;
        }
    }
    let [weights, first, second, heights, product] = sums;
    let determinant = weights * second - first * first;
    if determinant > 1e-12 * weights * weights {
        (second * heights - first * product) / determinant
    } else {
        heights / weights
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_on_a_line_give_the_line() {
        let points = [0.0, 0.1, 0.5, 0.9, 2.0].map(|x: f64| [x, 3.0 - 2.0 * x]);
        for at in [-0.5, 0.3, 1.7] {
            assert!((smooth(&points, 0.4, at) - (3.0 - 2.0 * at)).abs() < 1e-9);
        }
    }

    #[test]
    fn points_at_one_place_give_their_mean() {
        assert!((smooth(&[[1.0, 2.0], [1.0, 4.0]], 0.1, 1.2) - 3.0).abs() < 1e-12);
        assert!(smooth(&[], 1.0, 0.0).is_nan());
    }

    #[test]
    fn what_is_far_away_counts_little() {
        let points = [[0.0, 1.0], [0.1, 1.0], [0.2, 1.0], [5.0, 100.0]];
        assert!((smooth(&points, 0.2, 0.1) - 1.0).abs() < 1e-6);
    }
}
