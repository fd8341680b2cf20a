//! Scenarios: what is written in a file, and the world that is meant by it.
//!
//! Text becomes a [`Scenario`], which is valid by construction, or a list of complaints that name file,
//! line and column. This room is given texts; it never reads a file.

mod check;
mod complaint;
mod difference;
mod event;
mod mechanism;
mod outcome;
mod overlay;
mod reading;
mod refusal;
mod remark;
mod schema;
mod spec;
mod text;
mod tree;
mod unit;
mod world;
mod written;

use std::path::Path;

use reading::Reading;
use text::Texts;

pub use complaint::Complaint;
pub use complaint::Complaints;
pub use complaint::Place;
pub use difference::Change;
pub use difference::What;
pub use difference::difference;
pub use event::Campaign;
pub use event::Event;
pub use event::EventKind;
pub use mechanism::Choice;
pub use mechanism::Exits;
pub use mechanism::MECHANISMS;
pub use mechanism::MOST_LIVE_OFFERS;
pub use mechanism::Mechanisms;
pub use mechanism::Mission;
pub use mechanism::Pay;
pub use mechanism::Recruiting;
pub use mechanism::RolePush;
pub use mechanism::Supply;
pub use mechanism::Turmoil;
pub use outcome::Argument;
pub use outcome::Asked;
pub use outcome::MetricForm;
pub use outcome::Outcome;
pub use outcome::PERCENTILES;
pub use outcome::UNSCRIPTED;
pub use schema::reference;
pub use schema::schema;
pub use text::Library;
pub use world::Assumption;
pub use world::ClassProfile;
pub use world::Firm;
pub use world::FirmGroup;
pub use world::Population;
pub use world::Record;
pub use world::Run;
pub use world::Scenario;
pub use world::Step;
pub use world::Taste;
pub use world::Time;
pub use world::Vacancies;

/// Reads a scenario: the file at `path`, what it extends, and settings such as `run.seed=7` laid over
/// both. Outcomes may name the `metrics`.
///
/// All complaints come at once, but for mistakes of TOML itself and files that cannot be had: what is
/// not understood cannot be checked.
pub fn read(
    library: &dyn Library,
    path: &str,
    settings: &[String],
    metrics: &[MetricForm],
) -> Result<Scenario, Complaints> {
    let (texts, broken_chain) = Texts::collect(library, path, settings);
    let (tree, wrong) = match overlay::merged(&texts) {
        Ok(tree) => (Some(tree), Vec::new()),
        Err(wrong) => (None, wrong),
    };
    if let Some(complaints) = Complaints::new(broken_chain.into_iter().chain(wrong).collect()) {
        return Err(complaints);
    }
    let tree = tree.expect("a text without a tree was complained of");
    let mut reading = Reading::new(&texts, tree);
    let name = Path::new(path).file_stem().unwrap_or_default().to_string_lossy();
    let scenario = check::scenario(&mut reading, &name, metrics);
    match Complaints::new(reading.into_complaints()) {
        Some(complaints) => Err(complaints),
        None => Ok(scenario.expect("what cannot be read was complained of")),
    }
}
