//! Many runs: ensembles of replicates, paired comparisons, and the numbers that are read off them.
//!
//! A replicate leaves a [`History`]: columns, not text. A metric turns a history into a number; run,
//! compare and everything later ask the same family of metrics.

mod comparison;
mod ensemble;
mod history;
mod metric;
mod recorder;
mod records;

pub use comparison::Difference;
pub use comparison::Pairs;
pub use ensemble::Progress;
pub use ensemble::run_replicates;
pub use history::Ending;
pub use history::Flow;
pub use history::History;
pub use history::MarketStep;
pub use history::Spell;
pub use history::UnitStep;
pub use metric::METRICS;
pub use metric::Measure;
pub use metric::Metric;
pub use metric::measure_of;
pub use metric::outcome_of;
pub use metric::vocabulary;
pub use records::DecisionRecord;
pub use records::FounderGroup;
pub use records::FoundingRecord;
pub use records::LetterRecord;
pub use records::OfferCount;
pub use records::OfferGroup;
pub use records::Signer;
pub use records::StarOffer;
