//! **exits**: jobs that end without another one.

use crate::quantity::MonthlyRate;

/// Parameters of exits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exits {
    /// Dismissals per head and month. Default 0.002. Status F.
    pub dismissal: MonthlyRate,
    /// Retirement and leaving the field, per head and month. Default 0.001. Status F.
    pub leaving_the_field: MonthlyRate,
}
