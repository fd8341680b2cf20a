//! **supply**: who enters the market.

use serde::Deserialize;

use crate::quantity::Path;
use crate::quantity::Positive;
use crate::quantity::UnitId;
use crate::scenario::reading::Reading;
use crate::scenario::written::Dated;

/// Parameters of supply: graduates start in universities, and are called away from there.
#[derive(Debug, Clone, PartialEq)]
pub struct Supply {
    /// Graduates a year. Status X.
    pub graduates_per_year: Path,
    /// The firm or group where they start.
    pub into: UnitId,
}

/// Supply as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct SupplySpec {
    /// Graduates a year, as a path.
    graduates_per_year: Dated<Positive>,
    /// The name of the firm or group where they start.
    into: String,
}

impl SupplySpec {
    /// Supply as it is meant.
    pub(super) fn meant(self, reading: &mut Reading<'_>) -> Option<Supply> {
        let into = reading.unit(&self.into, &reading.span(&["mechanism", "supply", "into"]))?;
        Some(Supply { graduates_per_year: self.graduates_per_year.path, into })
    }
}
