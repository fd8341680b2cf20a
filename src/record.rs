//! Tables, manifest and environment of a run: the only room that writes.
//!
//! A run is kept as a folder: one CSV file for each table, `manifest.json` (what has to be known to
//! make the same tables again: the same bytes for the same run and build), `environment.json` (where and
//! how fast it was made), and the artefacts that follow from it. Files are touched in
//! `store.rs` alone; the rest of the room is values and text.

mod attribution;
mod cascade;
mod comparison;
mod day;
mod detail;
mod digest;
mod events;
mod facts;
mod founding;
mod manifest;
mod market;
mod outcomes;
mod places;
mod replicate;
mod response;
mod rows;
mod store;
mod summary;
mod sweep;
mod table;
mod table_file;
mod texts;
mod unknown;

pub use attribution::AttributionRow;
pub use attribution::InteractionRow;
pub use cascade::CascadeRow;
pub use comparison::ALL;
pub use comparison::ComparisonRow;
pub use comparison::PersonRow;
pub use detail::DecisionRow;
pub use detail::LetterRow;
pub use detail::OfferRow;
pub use digest::Digest;
pub use events::EventRow;
pub use events::MODEL;
pub use events::SCRIPT;
pub use facts::FactRow;
pub use founding::FoundingRow;
pub use manifest::Environment;
pub use manifest::Kind;
pub use manifest::Manifest;
pub use manifest::ScenarioRecord;
pub use market::MarketRow;
pub use outcomes::OutcomeRow;
pub use places::MigrationRow;
pub use places::PositionRow;
pub use places::RegionRow;
pub use replicate::Replicate;
pub use replicate::World;
pub use response::PeakRow;
pub use response::ResponseRow;
pub use rows::FirmRow;
pub use rows::FlowRow;
pub use rows::OUTSIDE;
pub use rows::SpellRow;
pub use store::Artefact;
pub use store::Cells;
pub use store::Retold;
pub use store::Store;
pub use store::StoreError;
pub use store::StoredRun;
pub use store::Writing;
pub use summary::OutcomeSummary;
pub use summary::ScenarioSummary;
pub use summary::Summary;
pub use sweep::SolutionRow;
pub use sweep::SweepRow;
pub use sweep::paths_and_values;
pub use sweep::settings;
pub use table::Tables;
