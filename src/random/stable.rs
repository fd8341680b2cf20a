//! The positive stable law, of which the lasting part of a noise is made.

use std::f64::consts::PI;

/// Intervals of the table: it is straight between its nodes, which errs by less than 1e-5.
const INTERVALS: usize = 1_024;

/// The law of `a ln S`, where S is positive stable of index `a`, 0 < a < 1, with the Laplace transform
/// `exp(-t^a)`. Kanter (1975), from two uniforms.
///
/// With the angle t, uniform between 0 and pi, and W exponential it is
/// `a ln sin(a t) + (1 - a) ln sin((1 - a) t) - ln sin t - (1 - a) ln W`. All but the last term depends on the
/// angle alone and is looked up, but for `ln(pi - t)`, where it has no bound.
#[derive(Debug, Clone)]
pub struct LnStable {
    rest: f64,
    table: Vec<f64>,
}

impl LnStable {
    /// The law for an index, which lies between 0 and 1 and is neither.
    pub fn new(index: f64) -> Self {
        let rest = 1.0 - index;
        let node = |number: usize| {
            let angle = PI * number as f64 / INTERVALS as f64;
            match number {
                0 => index * index.ln() + rest * rest.ln() + PI.ln(),
                _ if number == INTERVALS => (index * PI).sin().ln(),
                _ => {
                    index * (index * angle).sin().ln() + rest * (rest * angle).sin().ln()
                        - angle.sin().ln()
                        + (PI - angle).ln()
                }
            }
        };
        Self { rest, table: (0..=INTERVALS).map(node).collect() }
    }

    /// The value at two numbers between 0 and 1, neither of which they can be.
    #[inline]
    pub fn at(&self, [angle, waiting]: [f64; 2]) -> f64 {
        let place = angle * INTERVALS as f64;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below 1,024")]
        let node = (place as usize).min(INTERVALS - 1);
        let (here, next) = (self.table[node], self.table[node + 1]);
        here + (place - node as f64) * (next - here)
            - (PI * (1.0 - angle)).ln()
            - self.rest * (-waiting.ln()).ln()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Decision;
    use super::super::Luck;
    use super::*;
    use crate::quantity::Date;
    use crate::quantity::ResearcherId;

    #[test]
    fn the_table_is_what_it_stands_for() {
        for index in [0.1, 0.574, 0.95] {
            let law = LnStable::new(index);
            for number in 0..20_000 {
                let (angle, waiting) = ((f64::from(number) + 0.5) / 20_000.0, 0.37_f64);
                let (t, rest) = (PI * angle, 1.0 - index);
                let exact = index * (index * t).sin().ln() + rest * (rest * t).sin().ln()
                    - t.sin().ln()
                    - rest * (-waiting.ln()).ln();
                let error = (law.at([angle, waiting]) - exact).abs();
                assert!(error < 1e-5, "{index} {angle}: {error}");
            }
        }
    }

    /// Cardell (1997): `a ln S` plus a Gumbel of scale `a` is a Gumbel of scale 1 again.
    #[test]
    fn the_split_noise_is_gumbel_again() {
        let count = 400_000;
        let (pairs, choices) = (
            Luck::new(7, 1).screen(Decision::Pair, Date::default()),
            Luck::new(7, 1).screen(Decision::Choice, Date::default()),
        );
        for persistent_share in [0.3, 0.67, 0.9_f64] {
            let a = (1.0 - persistent_share).sqrt();
            let law = LnStable::new(a);
            let noise = |who| {
                let id = ResearcherId(who);
                let lasting = law.at([0, 1].map(|number| pairs.unit(id, number)));
                [lasting, lasting + a * -(-choices.unit(id, 0).ln()).ln()]
            };
            let noises: Vec<[f64; 2]> = (0..count).map(noise).collect();
            let [lasting, whole] = [0, 1].map(|part| {
                let values = || noises.iter().map(|noise| noise[part]);
                let mean = values().sum::<f64>() / count as f64;
                let squares = values().map(|value| (value - mean).powi(2)).sum::<f64>();
                [mean, squares / (count - 1) as f64]
            });
            // Standard errors: mean 1.28 / 632 = 0.0020; variance about 0.0056 (kurtosis 5.4).
            let [mean, variance] = whole;
            assert!((mean - 0.5772).abs() < 0.009, "mean {mean}");
            assert!((variance - 1.6449).abs() < 0.023, "variance {variance}");
            assert!((lasting[1] / variance - persistent_share).abs() < 0.02, "{lasting:?}");
        }
    }
}
