//! Slices in, numbers out.

mod moments;
mod survival;

pub use moments::quantile;
pub use survival::Spell;
pub use survival::SurvivalPoint;
pub use survival::kaplan_meier;
