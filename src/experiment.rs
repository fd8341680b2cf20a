//! Many runs: ensembles of replicates, paired comparisons, and the numbers that are read off them.
//!
//! A replicate leaves a [`History`]: columns, not text. A metric turns a history into a number; run,
//! compare and everything later ask the same family of metrics.

mod comparison;
mod ensemble;
mod facts;
mod foundings;
mod history;
mod metric;
mod persons;
mod places;
mod precision;
mod readings;
mod recorder;
mod records;
mod teams;
mod window;

pub use comparison::Difference;
pub use comparison::Pairs;
pub use comparison::Worlds;
pub use ensemble::Progress;
pub use ensemble::run_replicates;
pub use facts::Score;
pub use facts::Simulated;
pub use facts::Verdict;
pub use facts::log_score;
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
pub use persons::FATES;
pub use persons::Fate;
pub use persons::FateCount;
pub use persons::Worker;
pub use precision::HalfWidth;
pub use precision::Precision;
pub use readings::Reading;
pub use readings::outcomes_in;
pub use readings::readings;
pub use records::Acquired;
pub use records::AcquisitionRecord;
pub use records::DecisionRecord;
pub use records::FounderGroup;
pub use records::FoundingRecord;
pub use records::Leaving;
pub use records::LetterRecord;
pub use records::MatchSum;
pub use records::Migration;
pub use records::OfferCount;
pub use records::OfferGroup;
pub use records::Placement;
pub use records::PositionRecord;
pub use records::RegionStep;
pub use records::Signer;
pub use records::StarOffer;
pub use records::TeamMember;
pub use records::TeamRecord;
pub use window::StepWithin;
