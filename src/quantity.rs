//! What a number is: dates, durations, money, shares, rates, keys and ids.
//!
//! A wrong value cannot be held: every type checks once, when it is made, and is the proof from then
//! on. This room names no other room.

mod class;
mod column;
mod date;
mod id;
mod literal;
mod matched;
mod number;
mod package;
mod path;
mod spread;

pub use class::CLASSES;
pub use class::Class;
pub use class::PerClass;
pub use column::Column;
pub use column::Index;
pub use date::DAYS_PER_MONTH;
pub use date::DAYS_PER_YEAR;
pub use date::Date;
pub use date::Days;
pub use date::HalfLife;
pub use date::Moment;
pub use id::FirmId;
pub use id::FirmKey;
pub use id::RegionId;
pub use id::ResearcherId;
pub use id::RoleId;
pub use id::UnitId;
pub use id::hash_name;
pub use id::mix;
pub use literal::WrongValue;
pub use matched::MATCHES;
pub use matched::Match;
pub use number::LogPoints;
pub use number::Money;
pub use number::MonthlyRate;
pub use number::Positive;
pub use number::Share;
pub use package::bin_beginning_with;
pub use package::least_package;
pub use package::package_bin;
pub use path::Interpolation;
pub use path::Path;
pub use spread::Spread;
