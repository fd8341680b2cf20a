//! Scenarios: what is written in a file, and the world that is meant by it.
//!
//! Text becomes a [`Scenario`], which is valid by construction, or a list of complaints that name file,
//! line and column. This room is given texts; it never reads a file.

mod event;
mod mechanism;
mod world;

pub use event::Event;
pub use event::EventKind;
pub use mechanism::Choice;
pub use mechanism::Exits;
pub use mechanism::Mechanisms;
pub use mechanism::Recruiting;
pub use mechanism::Supply;
pub use mechanism::Turmoil;
pub use world::Assumption;
pub use world::ClassProfile;
pub use world::Firm;
pub use world::FirmGroup;
pub use world::Outcome;
pub use world::Population;
pub use world::Record;
pub use world::Run;
pub use world::Scenario;
pub use world::Step;
pub use world::Taste;
pub use world::Time;
pub use world::Vacancies;
