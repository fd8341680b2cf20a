//! Offers that are worth taking only if they beat all before.

use std::f64::consts::EULER_GAMMA;

use super::tenure::share_still_there;

/// Up to this argument the exponential integral by its power series, beyond by a continued fraction.
const SERIES: f64 = 2.0;

/// The probability that the `n`-th draw of independent values of one continuous law, counted from 1,
/// is the greatest so far: `1 / n`.
///
/// Each of the first n is the greatest with the same probability (Rényi 1962). The first draw is the
/// job taken first; so the k-th offer after it is accepted with probability `1 / (k + 1)`.
pub fn record_probability(n: u32) -> f64 {
    1.0 / f64::from(n)
}

/// The mean number of moves of somebody who holds a job of random worth and moves whenever an offer,
/// drawn from the same law, beats all before, when the number of offers is Poisson with mean `offers`
/// (their rate times the time): `Ein(x) - (1 - (1 - exp(-x)) / x)`.
///
/// The first job is the first draw, and taking it is no move. So N offers bring `1/2 + 1/3 + ... +
/// 1 / (N + 1)` moves on average, whose Poisson mean this is: that of the harmonic number of N is
/// Ein(x), the integral of (1 - exp(-u)) / u from 0 to x, and that of 1 / (N + 1) is (1 - exp(-x)) / x.
/// The first offer of all being a sure move instead, as for somebody without a job, would give Ein(x).
pub fn expected_moves(offers: f64) -> f64 {
    entire_exponential_integral(offers) - (1.0 - share_still_there(1.0, offers))
}

/// Ein(x), the integral of (1 - exp(-u)) / u from 0 to x, for `x` from 0.
///
/// By `x - x^2 / (2 * 2!) + x^3 / (3 * 3!) - ...`, or as `E1(x) + ln x + 0.5772` (Abramowitz and Stegun
/// 1964, 5.1.11 and 5.1.22).
fn entire_exponential_integral(x: f64) -> f64 {
    if x > SERIES {
        return exponential_integral(x) + x.ln() + EULER_GAMMA;
    }
    let mut term = -1.0;
    let mut sum = 0.0;
    for count in 1..=40_u32 {
        term *= -x / f64::from(count);
        sum += term / f64::from(count);
    }
    sum
}

/// E1(x), the integral of exp(-u) / u from x on, by the continued fraction
/// `exp(-x) / (x + 1 - 1 / (x + 3 - 4 / (x + 5 - 9 / ...)))`, the even part of that of the tables.
fn exponential_integral(x: f64) -> f64 {
    let level = |rest: f64, count: u32| {
        let count = f64::from(count);
        x + 2.0 * count - 1.0 - count * count / rest
    };
    let fraction = (1..=60).rev().fold(x + 121.0, level);
    (-x).exp() / fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The probability of so many offers, when their mean is `mean`.
    fn poisson(count: u32, mean: f64) -> f64 {
        (1..=count).fold((-mean).exp(), |term, k| term * mean / f64::from(k))
    }

    /// The mean over all numbers of offers of a sum over the offers that came.
    fn mean_over_offers(mean: f64, of_offer: impl Fn(u32) -> f64) -> f64 {
        let sum = |count: u32| (1..=count).map(&of_offer).sum::<f64>();
        (0..200).map(|count| poisson(count, mean) * sum(count)).sum()
    }

    /// All orders of the numbers from 0 to below `count`.
    fn orders(count: u32) -> Vec<Vec<u32>> {
        (0..count).fold(vec![Vec::new()], |shorter, number| {
            let with_number = |order: &Vec<u32>| {
                let insert = |place: usize| {
                    let mut longer = order.clone();
                    longer.insert(place, number);
                    longer
                };
                (0..=order.len()).map(insert).collect::<Vec<_>>()
            };
            shorter.iter().flat_map(with_number).collect()
        })
    }

    #[test]
    fn a_draw_is_a_record_in_one_order_of_n() {
        let orders = orders(6);
        assert_eq!(orders.len(), 720);
        for n in 1..=6 {
            let is_record = |order: &&Vec<u32>| {
                let before = &order[..n];
                before.iter().max() == before.last()
            };
            let share = orders.iter().filter(is_record).count() as f64 / 720.0;
            let found = record_probability(u32::try_from(n).unwrap());
            assert!((found - share).abs() < 1e-12, "{n}: {share}");
        }
    }

    #[test]
    fn moves_are_the_records_after_the_first_job_over_all_numbers_of_offers() {
        for offers in [0.0, 1e-9, 0.3, 1.9, 2.1, 5.0, 40.0] {
            let expected = mean_over_offers(offers, |offer| record_probability(offer + 1));
            let found = expected_moves(offers);
            assert!((found - expected).abs() < 1e-12, "{offers}: {found} {expected}");
        }
    }

    #[test]
    fn five_offers_bring_the_moves_of_the_table() {
        assert!((expected_moves(5.0) - 1.3865).abs() < 5e-5);
        // Not the records among the offers alone, of which the first is one for sure.
        let without_job = mean_over_offers(5.0, record_probability);
        assert!((entire_exponential_integral(5.0) - without_job).abs() < 1e-12);
        assert!((without_job - 2.1878).abs() < 5e-5);
    }

    #[test]
    fn the_integral_is_its_sum_over_small_steps() {
        for end in [0.5, 2.0, 2.000_001, 7.0] {
            let width = end / 200_000.0;
            let at = |step: u32| (f64::from(step) + 0.5) * width;
            let sum: f64 = (0..200_000).map(|step| -(-at(step)).exp_m1() / at(step) * width).sum();
            assert!((entire_exponential_integral(end) - sum).abs() < 1e-9, "{end}: {sum}");
        }
    }
}
