//! An agent-based simulator of the market for AI talent.
//!
//! Text becomes a [`scenario::Scenario`], which the [`model`] runs week by week; [`experiment`] turns many runs
//! into columns, [`record`] into tables, and [`present`] into charts and a page. `ARCHITECTURE.md` is the map.

pub mod cli;
pub mod experiment;
pub mod model;
pub mod present;
pub mod quantity;
pub mod random;
pub mod record;
pub mod scenario;
pub mod stats;
pub mod theory;
