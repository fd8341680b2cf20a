//! Scenarios: what is written in a file, and the world that is meant by it.
//!
//! Text becomes a [`Scenario`], which is valid by construction, or a list of complaints that name file,
//! line and column. This room is given texts; it never reads a file.

mod caution;
mod check;
mod complaint;
mod difference;
mod event;
mod exchange;
mod fact;
mod mechanism;
mod outcome;
mod overlay;
mod parameter;
mod reading;
mod refusal;
mod region;
mod remark;
mod researcher;
mod schema;
mod sector;
mod spec;
mod team;
mod text;
mod time;
mod tree;
mod unit;
mod world;
mod written;

use std::path::Path;
use std::sync::Arc;

use toml::de::DeTable;

use crate::quantity::Date;

use event::Turn;
use overlay::Merged;
use reading::Reading;
use text::Texts;

pub use check::DRAWN;
pub use complaint::Complaint;
pub use complaint::Complaints;
pub use complaint::Place;
pub use difference::Change;
pub use difference::What;
pub use difference::difference;
pub use event::AcquihireEvent;
pub use event::Campaign;
pub use event::Departure;
pub use event::Destination;
pub use event::Event;
pub use event::EventKind;
pub use event::Funding;
pub use event::Guarantee;
pub use event::Layoff;
pub use event::Leavers;
pub use event::LetterEvent;
pub use event::Raise;
pub use event::Raised;
pub use event::SpinOff;
pub use event::Tender;
pub use exchange::exchanged;
pub use exchange::tables_that_differ;
pub use fact::Against;
pub use fact::Contrast;
pub use fact::Fact;
pub use fact::Report;
pub use fact::Reported;
pub use fact::Standing;
pub use mechanism::Acquihire;
pub use mechanism::Bidding;
pub use mechanism::Choice;
pub use mechanism::Contagion;
pub use mechanism::Counter;
pub use mechanism::Distance;
pub use mechanism::Equity;
pub use mechanism::EquityPolicy;
pub use mechanism::Exits;
pub use mechanism::Founding;
pub use mechanism::Frontier;
pub use mechanism::Letter;
pub use mechanism::MECHANISMS;
pub use mechanism::MOST_LIVE_OFFERS;
pub use mechanism::Mechanisms;
pub use mechanism::Mission;
pub use mechanism::Pay;
pub use mechanism::Policy;
pub use mechanism::Program;
pub use mechanism::Recruiting;
pub use mechanism::Regions;
pub use mechanism::Review;
pub use mechanism::RolePush;
pub use mechanism::Supply;
pub use mechanism::Turmoil;
pub use outcome::ANY_MATCH;
pub use outcome::Argument;
pub use outcome::Asked;
pub use outcome::MetricForm;
pub use outcome::Outcome;
pub use outcome::PERCENTILES;
pub use outcome::UNSCRIPTED;
pub use outcome::compared_outcomes;
pub use parameter::Parameter;
pub use parameter::parameters;
pub use refusal::did_you_mean;
pub use refusal::hint;
pub use region::Region;
pub use researcher::Researcher;
pub use schema::Key;
pub use schema::keys;
pub use schema::reference;
pub use schema::schema;
pub use sector::Scope;
pub use sector::Sector;
pub use team::Members;
pub use team::Pick;
pub use team::Team;
pub use text::Library;
pub use time::Step;
pub use time::Time;
pub use world::Assumption;
pub use world::ClassProfile;
pub use world::Firm;
pub use world::FirmGroup;
pub use world::Later;
pub use world::Population;
pub use world::Record;
pub use world::Role;
pub use world::Run;
pub use world::Scenario;
pub use world::Taste;
pub use world::Vacancies;

/// Reads a scenario: the file at `path`, what it extends, and settings such as `run.seed=7` laid over
/// both. Outcomes may name the `metrics`.
///
/// All complaints come at once, but for brackets and quotes that TOML cannot close and files that cannot be
/// had: what is not understood cannot be checked.
pub fn read(
    library: &dyn Library,
    path: &str,
    settings: &[String],
    metrics: &[MetricForm],
) -> Result<Scenario, Complaints> {
    let (texts, broken_chain) = Texts::collect(library, path, settings);
    let Merged { tree, broken, is_whole } = overlay::merged(&texts);
    if !is_whole || broken_chain.is_some() {
        let wrong = broken_chain.into_iter().chain(broken.complaints);
        return Err(Complaints::new(wrong.collect()).expect("what is not whole was complained of"));
    }
    let name = Path::new(path).file_stem().unwrap_or_default().to_string_lossy();
    let read = |tree| {
        let mut reading = Reading::new(&texts, tree, &broken);
        let scenario = check::scenario(&mut reading, &name, metrics);
        (scenario, reading)
    };
    let (scenario, reading) = read(tree.clone());
    let turns = reading.turns.clone();
    let mut complaints = reading.into_complaints();
    let worlds = later(tree, turns, &mut |tree| {
        let (scenario, reading) = read(tree);
        let said = reading.into_complaints();
        complaints
            .extend(said.into_iter().filter(|one| !complaints.contains(one)).collect::<Vec<_>>());
        scenario
    });
    if let Some(complaints) = Complaints::new(complaints) {
        return Err(complaints);
    }
    let scenario = scenario.expect("what cannot be read was complained of");
    let in_force = |(date, world): (Date, Scenario)| {
        // The script is the same whatever changes.
        let world = Scenario { events: scenario.events.clone(), ..world };
        Later { date, scenario: Arc::new(world) }
    };
    let later = worlds.into_iter().map(in_force).collect();
    Ok(Scenario { later, ..scenario })
}

/// The world after each change, which is read like the world before it. A change is cut out of what it
/// leads to: what stands in it stands in two places else, and mistakes would be found in both.
fn later<'t>(
    mut tree: DeTable<'t>,
    turns: Vec<Turn>,
    read: &mut dyn FnMut(DeTable<'t>) -> Option<Scenario>,
) -> Vec<(Date, Scenario)> {
    let mut worlds = Vec::new();
    let cut = |turn: Turn| {
        let event = tree::cut(&mut tree, &["event", &turn.event]).expect("a change was read");
        (turn, event)
    };
    let turns: Vec<_> = turns.into_iter().map(cut).collect();
    for (turn, event) in turns {
        overlay::lay_over(&mut tree, event::settings(event.get_ref(), &turn.paths));
        worlds.extend(read(tree.clone()).map(|world| (turn.date, world)));
    }
    worlds
}
