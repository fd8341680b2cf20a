//! **supply**: who enters the market.

use crate::quantity::Path;
use crate::quantity::UnitId;

/// Parameters of supply: graduates start in universities, and are called away from there.
#[derive(Debug, Clone, PartialEq)]
pub struct Supply {
    /// Graduates a year. Status X.
    pub graduates_per_year: Path,
    /// The firm or group where they start.
    pub into: UnitId,
}
