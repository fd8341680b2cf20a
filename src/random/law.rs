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

    /// Standard normal.
    pub fn normal(&mut self) -> f64 {
        StandardNormal.sample(self)
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
