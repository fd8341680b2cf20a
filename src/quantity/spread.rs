//! How a quantity differs between people, or between the firms of a group.

/// A law from which every person or firm draws a value once and for good.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Spread {
    /// The same for everybody.
    Constant(f64),
    /// Normal.
    Normal {
        /// The mean.
        mean: f64,
        /// The standard deviation, from 0 up.
        deviation: f64,
    },
    /// Uniform.
    Uniform {
        /// The least value.
        low: f64,
        /// The greatest value, above `low`.
        high: f64,
    },
    /// Gamma, of mean `shape * scale`; with shape 1 exponential.
    Gamma {
        /// The shape, above 0.
        shape: f64,
        /// The scale, above 0.
        scale: f64,
    },
    /// Lognormal: its logarithm is normal.
    Lognormal {
        /// The mean of the logarithm.
        mean: f64,
        /// The standard deviation of the logarithm, from 0 up.
        deviation: f64,
    },
    /// A least value plus an exponential excess: the logarithm of a Pareto law.
    Above {
        /// The least value.
        least: f64,
        /// The mean of the excess, above 0.
        excess: f64,
    },
}

impl Spread {
    /// The mean over people or firms.
    pub fn mean(self) -> f64 {
        match self {
            Self::Constant(value) => value,
            Self::Normal { mean, .. } => mean,
            Self::Uniform { low, high } => f64::midpoint(low, high),
            Self::Gamma { shape, scale } => shape * scale,
            Self::Lognormal { mean, deviation } => (mean + deviation * deviation / 2.0).exp(),
            Self::Above { least, excess } => least + excess,
        }
    }

    /// The standard deviation over people or firms.
    pub fn deviation(self) -> f64 {
        match self {
            Self::Constant(_) => 0.0,
            Self::Normal { deviation, .. } => deviation,
            Self::Uniform { low, high } => (high - low) / 12.0_f64.sqrt(),
            Self::Gamma { shape, scale } => shape.sqrt() * scale,
            Self::Lognormal { deviation, .. } => {
                self.mean() * (deviation * deviation).exp_m1().sqrt()
            }
            Self::Above { excess, .. } => excess,
        }
    }

    /// A value that next to nobody exceeds: the greatest one where there is one, else twelve standard
    /// deviations above the mean; of a lognormal law seven of the logarithm.
    pub fn almost_greatest(self) -> f64 {
        match self {
            Self::Constant(value) => value,
            Self::Uniform { high, .. } => high,
            Self::Lognormal { mean, deviation } => (mean + 7.0 * deviation).exp(),
            _ => self.mean() + 12.0 * self.deviation(),
        }
    }

    /// How many standard deviations a value lies above the mean; 0 where all values are the same.
    pub fn standardised(self, value: f64) -> f64 {
        let deviation = self.deviation();
        if deviation > 0.0 { (value - self.mean()) / deviation } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_and_deviations_are_those_of_the_tables() {
        let table = [
            (Spread::Constant(3.0), 3.0, 0.0),
            (Spread::Normal { mean: 1.0, deviation: 2.0 }, 1.0, 2.0),
            (Spread::Uniform { low: 1.0, high: 7.0 }, 4.0, 3.0_f64.sqrt()),
            (Spread::Gamma { shape: 4.0, scale: 0.5 }, 2.0, 1.0),
            (Spread::Lognormal { mean: 0.0, deviation: 1.0 }, 1.648_721_271, 2.161_197_416),
            (Spread::Above { least: 2.0, excess: 0.5 }, 2.5, 0.5),
        ];
        for (spread, mean, deviation) in table {
            assert!((spread.mean() - mean).abs() < 1e-8, "{spread:?}");
            assert!((spread.deviation() - deviation).abs() < 1e-8, "{spread:?}");
            let expected = if deviation > 0.0 { 1.0 } else { 0.0 };
            let found = spread.standardised(mean + deviation);
            assert!((found - expected).abs() < 1e-8, "{spread:?}: {found}");
        }
    }
}
