//! **turmoil**: what an ouster does to the people who stay.

use crate::quantity::HalfLife;
use crate::quantity::Share;

/// Parameters of turmoil, which is a fast part plus a slow part.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Turmoil {
    /// Half-life of the fast part. Default 21 days. Status S (A76, A88).
    pub fast_half_life: HalfLife,
    /// Half-life of the slow part, which is lost trust. Default 270 days. Status S (A76, A88).
    pub slow_half_life: HalfLife,
    /// The share of a jump that goes to the slow part. Default 0.5. Status S (A76, A88).
    pub slow_share: Share,
    /// The jump at an ouster, in units of turmoil. Default 3. Status S (A76).
    pub ouster_jump: f64,
    /// The share of turmoil that a reinstatement leaves. Default 0.5. Status S (A76, A88).
    pub left_after_reinstatement: Share,
}
