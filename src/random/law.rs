//! The laws that people and firms are drawn from.

use rand_distr::Distribution;
use rand_distr::Gamma;
use rand_distr::StandardNormal;

use crate::quantity::Spread;

use super::Draws;

impl Draws {
    /// An exponential waiting time of mean 1.
    #[inline]
    pub fn exponential(&mut self) -> f64 {
        -self.uniform().ln()
    }

    /// Standard Gumbel: mean 0.5772, variance pi^2 / 6. Differences of two are standard logistic.
    #[inline]
    pub fn gumbel(&mut self) -> f64 {
        -self.exponential().ln()
    }

    /// Standard normal.
    pub fn normal(&mut self) -> f64 {
        StandardNormal.sample(self)
    }

    /// The logarithm of a positive stable variable S of index `a`, 0 < a < 1, whose Laplace transform
    /// is `exp(-t^a)`. Kanter (1975), from two uniforms.
    #[inline]
    pub fn ln_positive_stable(&mut self, a: f64) -> f64 {
        let angle = std::f64::consts::PI * self.uniform();
        let waiting = self.exponential();
        let rest = 1.0 - a;
        (a * angle).sin().ln() - angle.sin().ln() / a
            + rest / a * ((rest * angle).sin() / waiting).ln()
    }

    /// One value of a spread.
    pub fn of_spread(&mut self, spread: Spread) -> f64 {
        match spread {
            Spread::Constant(value) => value,
            Spread::Normal { mean, deviation } => mean + deviation * self.normal(),
            Spread::Uniform { low, high } => low + (high - low) * self.uniform(),
            Spread::Gamma { shape, scale } => Gamma::new(shape, scale)
                .expect("a scenario's gamma has shape and scale above 0")
                .sample(self),
            Spread::Lognormal { mean, deviation } => (mean + deviation * self.normal()).exp(),
            Spread::Above { least, excess } => least + excess * self.exponential(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Address;
    use super::super::Decision;
    use super::super::Luck;
    use crate::quantity::Date;
    use crate::quantity::ResearcherId;

    /// Mean and variance of `count` draws, one for each researcher.
    fn moments(count: u32, draw: impl Fn(&mut super::Draws) -> f64) -> (f64, f64) {
        let luck = Luck::new(7, 1);
        let values: Vec<f64> = (0..count)
            .map(|who| {
                let id = ResearcherId(u64::from(who));
                draw(&mut luck.at(Address::of(Decision::Pair, id, Date::default())))
            })
            .collect();
        let mean = values.iter().sum::<f64>() / f64::from(count);
        let squares = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>();
        (mean, squares / f64::from(count - 1))
    }

    /// Cardell (1997): `a ln S` plus a Gumbel of scale `a` is a Gumbel of scale 1 again.
    #[test]
    fn the_split_noise_is_gumbel_again() {
        for persistent_share in [0.3, 0.67, 0.9_f64] {
            let a = (1.0 - persistent_share).sqrt();
            let (mean, variance) =
                moments(400_000, |draws| a * draws.ln_positive_stable(a) + a * draws.gumbel());
            // Standard errors: mean 1.28 / 632 = 0.0020; variance about 0.0056 (kurtosis 5.4).
            assert!((mean - 0.5772).abs() < 0.009, "mean {mean}");
            assert!((variance - 1.6449).abs() < 0.023, "variance {variance}");
            let persistent = moments(400_000, |draws| a * draws.ln_positive_stable(a)).1;
            assert!((persistent / variance - persistent_share).abs() < 0.02, "{persistent}");
        }
    }
}
