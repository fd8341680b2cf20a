//! An agent-based simulator of the market for AI talent.

pub mod experiment;
pub mod model;
pub mod quantity;
pub mod random;
pub mod record;
pub mod scenario;
pub mod stats;
pub mod theory;
