//! What a share of a firm is worth that pays only above a strike.

use super::normal::normal_below;

/// The value today of the right to buy at `strike` after so many `years` what is worth `spot` today, at
/// this riskless `rate` and `volatility` (per year, and per square root of a year), without dividends:
/// `S N(d) - K exp(-r T) N(d - s sqrt T)`, `d = (ln(S / K) + (r + s^2 / 2) T) / (s sqrt T)`.
///
/// Black and Scholes (1973): the discounted mean of the payoff when the value grows at `rate`.
pub fn call(spot: f64, strike: f64, rate: f64, volatility: f64, years: f64) -> f64 {
    (-rate * years).exp() * expected_call(spot, strike, rate, volatility, years)
}

/// The mean of what is above `strike` after so many `years`, not discounted, when a value of `spot`
/// today moves as a geometric Brownian motion of this `volatility` whose mean grows at the rate
/// `growth`, per year: `S exp(g T) N(d) - K N(d - s sqrt T)`, with d as in [`call`] and g for r.
///
/// The mean value is `S exp(g T)`; its logarithm grows by less, `g - s^2 / 2` (Sprenkle 1961, Black and
/// Scholes 1973). Without volatility it is what `S exp(g T)` leaves above the strike.
pub fn expected_call(spot: f64, strike: f64, growth: f64, volatility: f64, years: f64) -> f64 {
    let mean = spot * (growth * years).exp();
    let deviation = volatility * years.sqrt();
    if deviation < f64::EPSILON {
        return (mean - strike).max(0.0);
    }
    let distance = (mean / strike).ln() / deviation + 0.5 * deviation;
    mean * normal_below(distance) - strike * normal_below(distance - deviation)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The mean of a function of a standard normal variable, by the midpoint rule.
    fn mean_over_normal(f: impl Fn(f64) -> f64) -> f64 {
        let piece = |step: i32| {
            let z = (f64::from(step) + 0.5) * 1e-4;
            (-0.5 * z * z).exp() * f(z) * 1e-4
        };
        (-120_000..120_000).map(piece).sum::<f64>() / std::f64::consts::TAU.sqrt()
    }

    #[test]
    fn the_expected_call_is_the_integral_of_the_payoff() {
        for (strike, growth, volatility, years) in [
            (1.0, 0.04, 0.4, 4.0),
            (2.5, 0.3, 0.8, 3.0),
            (0.6, -0.1, 1.0, 0.25),
            (0.0, 0.1, 0.5, 1.0),
        ] {
            let payoff = |drift: f64| {
                let value = |z: f64| 1.5 * (drift * years + volatility * years.sqrt() * z).exp();
                mean_over_normal(|z| (value(z) - strike).max(0.0))
            };
            let expected = payoff(growth - 0.5 * volatility * volatility);
            let found = expected_call(1.5, strike, growth, volatility, years);
            assert!((found - expected).abs() < 1e-7, "{strike}: {found} {expected}");
            // `growth` is that of the mean, not of the logarithm.
            assert!((found - payoff(growth)).abs() > 0.01);
        }
    }

    #[test]
    fn a_call_is_the_discounted_payoff_of_a_value_that_grows_at_the_rate() {
        let (strike, rate, volatility, years) = (1.2, 0.04, 0.6, 4.0_f64);
        let drift = (rate - 0.5 * volatility * volatility) * years;
        let value = |z: f64| (drift + volatility * years.sqrt() * z).exp();
        let payoff = mean_over_normal(|z| (value(z) - strike).max(0.0));
        let found = call(1.0, strike, rate, volatility, years);
        assert!((found - (-rate * years).exp() * payoff).abs() < 1e-7, "{found}");
        assert!((found - payoff).abs() > 0.01);
    }

    #[test]
    fn at_the_money_it_is_the_share_of_strike_of_the_table() {
        for (volatility, expected) in [(0.4, 0.367), (0.6, 0.495), (0.8, 0.610), (1.0, 0.708)] {
            let found = call(70.0, 70.0, 0.04, volatility, 4.0) / 70.0;
            assert!((found - expected).abs() < 5e-4, "{volatility}: {found}");
        }
    }

    #[test]
    fn without_time_or_volatility_the_payoff_is_certain() {
        assert!((call(3.0, 2.0, 0.04, 0.4, 0.0) - 1.0).abs() < 1e-12);
        assert!(call(2.0, 2.0, 0.04, 0.4, 0.0).abs() < 1e-12);
        let certain = 3.0 * 0.2_f64.exp() - 2.0;
        for volatility in [0.0, 1e-6] {
            assert!((expected_call(3.0, 2.0, 0.1, volatility, 2.0) - certain).abs() < 1e-9);
        }
    }
}
