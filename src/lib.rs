//! An agent-based simulator of the market for AI talent.

pub mod cli;
pub mod quantity;
pub mod record;
pub mod scenario;
