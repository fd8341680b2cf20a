//! **supply**: who enters the market.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::quantity::Path;
use crate::quantity::Positive;
use crate::quantity::Spread;
use crate::quantity::UnitId;
use crate::scenario::reading::Reading;
use crate::scenario::spec::PositionSpec;
use crate::scenario::written::Dated;
use crate::scenario::written::Table;

/// Parameters of supply: graduates start in universities, and are called away from there.
#[derive(Debug, Clone, PartialEq)]
pub struct Supply {
    /// Graduates a year. Status X.
    pub graduates_per_year: Path,
    /// The firm or group where they start.
    pub into: UnitId,
    /// Their mission positions, safety to speed and research to product. Default: normal around 0,
    /// of standard deviation 0.5. Status F.
    pub position: [Spread; 2],
}

/// Graduates start in universities, and are called away from there.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct SupplySpec {
    /// Graduates a year. Status X.
    graduates_per_year: Dated<Positive>,
    /// The name of the firm or group where they start.
    into: String,
    /// Their mission positions. Default: normal around 0, of standard deviation 0.5. Status F.
    #[serde(default)]
    position: Table<PositionSpec<Spread>>,
}

const AROUND_THE_MIDDLE: Spread = Spread::Normal { mean: 0.0, deviation: 0.5 };

impl SupplySpec {
    /// Supply as it is meant.
    pub(super) fn meant(self, reading: &mut Reading<'_>) -> Option<Supply> {
        let into = reading.unit(&self.into, &reading.span(&["mechanism", "supply", "into"]))?;
        let graduates_per_year = self.graduates_per_year.path;
        let axes = [self.position.0.x, self.position.0.y];
        let position = axes.map(|axis| axis.unwrap_or(AROUND_THE_MIDDLE));
        Some(Supply { graduates_per_year, into, position })
    }
}
