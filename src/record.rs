//! Tables, manifest and environment of a run: the only room that writes.

mod rows;
mod table;

pub use rows::OUTSIDE;
pub use table::ComparisonRow;
pub use table::FirmRow;
pub use table::FlowRow;
pub use table::SpellRow;
pub use table::Tables;
