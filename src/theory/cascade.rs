//! People who sign when enough others have signed.

use super::normal::normal_below;

/// A round that adds less than this share is the last one.
const LAST_ROUND: f64 = 1e-12;

/// The share at which a cascade stops among very many people who sign when the share of those who have
/// signed reaches their threshold, thresholds being normal with this `mean` and `deviation`, as shares:
/// the smallest r with `r = F(r)`.
///
/// By rounds from nobody, `r -> F(r)`, which rise to it (Granovetter 1978). Thresholds below zero are
/// those of people who sign anyway; those above one never sign, so that hardly ever all do. Close to the
/// deviation at which the stop vanishes, a change in the third digit moves it from a few to nearly all.
pub fn cascade_share(mean: f64, deviation: f64) -> f64 {
    let round = |share: f64| normal_below((share - mean) / deviation);
    let mut share = 0.0;
    let mut next = round(share);
    while next - share > LAST_ROUND {
        share = next;
        next = round(share);
    }
    next
}

/// The number of people who sign in the end, when each signs as soon as at least as many others as the
/// person's threshold have signed.
///
/// In the order of thresholds, the first who waits for more than come before stops it (Granovetter
/// 1978). With thresholds 0, 1, 2, ... all sign; without the 1 exactly one does.
pub fn cascade_of(thresholds: &[u32]) -> usize {
    let mut sorted = thresholds.to_vec();
    sorted.sort_unstable();
    let waits = |(before, &threshold): (usize, &u32)| threshold as usize > before;
    sorted.iter().enumerate().position(waits).unwrap_or(sorted.len())
}

/// The share of people who have signed after `time`, when a share `limit` (`r_max`) of them signs as soon
/// as they look, whoever else has, and each looks at the rate `looks` (rho):
/// `r_max (1 - exp(-rho t))`.
///
/// The solution of r' = rho (F(r) - r) from nobody with F = `r_max`: the thresholds of the others are out
/// of reach.
pub fn signed_by(limit: f64, looks: f64, time: f64) -> f64 {
    -limit * (-looks * time).exp_m1()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many sign, by rounds in which everybody who has not signed looks again.
    fn by_rounds(thresholds: &[u32]) -> usize {
        let mut signed = 0;
        loop {
            let next = thresholds.iter().filter(|&&threshold| threshold as usize <= signed).count();
            if next == signed {
                return signed;
            }
            signed = next;
        }
    }

    /// Thresholds of so many people whose shares are normal, by the integral of the density.
    fn normal_thresholds(people: u32, mean: f64, deviation: f64) -> Vec<u32> {
        let density = |share: f64| (-0.5 * ((share - mean) / deviation).powi(2)).exp();
        let scale = f64::from(people) * deviation * std::f64::consts::TAU.sqrt();
        let below = |step: u32| density(-(f64::from(step) + 0.5) / f64::from(people));
        let below_zero: f64 = (0..10 * people).map(below).sum();
        let (mut sum, mut thresholds) = (below_zero / scale, Vec::new());
        for threshold in 0..=people {
            while thresholds.len() as f64 + 0.5 < sum * f64::from(people) {
                thresholds.push(threshold);
            }
            sum += density((f64::from(threshold) + 0.5) / f64::from(people)) / scale;
        }
        thresholds.resize(people as usize, people + 1);
        thresholds
    }

    #[test]
    fn a_sorted_line_stops_where_rounds_stop() {
        // All ways to give four people thresholds from 0 to 4.
        for way in 0..625_u32 {
            let thresholds = [1, 5, 25, 125].map(|place| way.div_euclid(place) % 5);
            assert_eq!(cascade_of(&thresholds), by_rounds(&thresholds), "{thresholds:?}");
        }
        assert_eq!(cascade_of(&[]), 0);
    }

    #[test]
    fn one_threshold_decides_between_all_and_one() {
        let all: Vec<u32> = (0..100).collect();
        assert_eq!(cascade_of(&all), 100);
        let without_the_one: Vec<u32> = all.iter().copied().filter(|&t| t != 1).collect();
        assert_eq!(cascade_of(&without_the_one), 1);
        // Granovetter's own example: the 1 is a 2.
        let two_for_one: Vec<u32> = all.iter().map(|&t| if t == 1 { 2 } else { t }).collect();
        assert_eq!(cascade_of(&two_for_one), 1);
    }

    #[test]
    fn a_slightly_wider_spread_lets_the_cascade_through() {
        for (deviation, expected) in [(0.121, 0.0455), (0.122, 0.0548)] {
            let found = cascade_share(0.25, deviation);
            assert!((found - expected).abs() < 5e-5, "{deviation}: {found}");
        }
        assert!((cascade_share(0.25, 0.123) - 1.0).abs() < 5e-4);
    }

    #[test]
    fn the_share_is_that_of_many_people() {
        let people = 100_000;
        for deviation in [0.05, 0.121, 0.122, 0.123, 0.2, 0.4] {
            let thresholds = normal_thresholds(people, 0.25, deviation);
            let share = cascade_of(&thresholds) as f64 / f64::from(people);
            let found = cascade_share(0.25, deviation);
            assert!((found - share).abs() < 2e-4, "{deviation}: {found} {share}");
        }
    }

    #[test]
    fn the_share_is_a_fixed_point_and_none_is_below() {
        let stop = cascade_share(0.25, 0.122);
        let rises = |share: f64| normal_below((share - 0.25) / 0.122) - share;
        assert!(rises(stop).abs() < 1e-11);
        assert!((0..1000).all(|step| rises(f64::from(step) * 0.999e-3 * stop) > 0.0));
    }

    #[test]
    fn signatures_come_in_small_steps() {
        let (limit, looks, time) = (0.96, 0.5, 3.0);
        let steps = 1_000_000;
        let add = |signed: f64, _| signed + looks * (limit - signed) * time / f64::from(steps);
        let signed = (0..steps).fold(0.0, add);
        let found = signed_by(limit, looks, time);
        assert!((found - signed).abs() < 1e-6, "{found} {signed}");
        assert!((signed_by(limit, 1.05 * looks, time) - signed).abs() > 0.01);
    }
}
