//! An agent-based simulator of the market for AI talent.

pub mod present;
pub mod quantity;
pub mod record;
pub mod scenario;
pub mod stats;
