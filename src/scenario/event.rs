//! What happens at a date because the scenario says so: one file for each kind, and one line in
//! [`KINDS`].

mod acquihire;
mod campaign;
mod change;
mod departure;
mod funding;
mod guarantee;
mod layoff;
mod letter;
mod ouster;
mod raise;
mod reinstatement;
mod spin_off;
mod tender;

use std::borrow::Cow;

use schemars::JsonSchema;
use schemars::Schema;
use schemars::SchemaGenerator;
use schemars::json_schema;
use serde::Deserialize;
use toml::de::DeTable;

use crate::quantity::Date;
use crate::quantity::UnitId;

use super::Firm;
use super::Role;
use super::reading::Reading;
use super::refusal;
use super::tree;

pub use acquihire::AcquihireEvent;
pub use campaign::Campaign;
pub(super) use change::Turn;
pub(super) use change::settings;
pub use departure::Departure;
pub use departure::Destination;
pub use departure::Leavers;
pub use funding::Funding;
pub use guarantee::Guarantee;
pub use layoff::Layoff;
pub(super) use layoff::of_classes;
pub use letter::LetterEvent;
pub use raise::Raise;
pub use raise::Raised;
pub use spin_off::SpinOff;
pub use tender::Tender;

/// A scripted event.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its name in the scenario.
    pub name: String,
    /// A few words for charts.
    pub label: String,
    /// The day; its effects begin with it.
    pub date: Date,
    /// What happens.
    pub kind: EventKind,
}

/// The kinds of events.
#[derive(Debug, Clone, PartialEq)]
pub enum EventKind {
    /// A firm goes after the people of another one for a while.
    Campaign(Campaign),
    /// A leader is thrown out: turmoil jumps.
    Ouster {
        /// The firm: one that is written out.
        firm: UnitId,
        /// The jump of turmoil; the mechanism's own if `None`.
        jump: Option<f64>,
    },
    /// The ouster is taken back: a share of the turmoil is left.
    Reinstatement {
        /// The firm: one that is written out.
        firm: UnitId,
    },
    /// People leave, whether they would have chosen to or not.
    Departure(Departure),
    /// People leave together and found a firm.
    SpinOff(SpinOff),
    /// A share of the staff is let go.
    Layoff(Layoff),
    /// A round of money.
    Funding(Funding),
    /// Other pay for those who are there.
    Raise(Raise),
    /// Vested shares can be sold.
    Tender(Tender),
    /// The staff of a firm threatens to leave.
    Letter(LetterEvent),
    /// A firm has jobs for all who sign.
    Guarantee(Guarantee),
    /// A firm buys the people of another one.
    Acquihire(AcquihireEvent),
    /// Another scenario from then on; here the paths of what changes, that world in [`super::Scenario::later`].
    Change(Vec<String>),
}

impl Event {
    /// The firm that people leave because the scenario says so, if they do. The roles may lack those that
    /// were complained of.
    pub(super) fn exits_from(&self, roles: &[Role]) -> Option<UnitId> {
        match &self.kind {
            EventKind::Departure(Departure { who, .. })
            | EventKind::SpinOff(SpinOff { who, .. }) => match *who {
                Leavers::Role(role) => roles.get(usize::from(role.0)).map(|role| role.firm),
                Leavers::Staff { firm, .. } => Some(firm),
            },
            EventKind::Layoff(layoff) => Some(layoff.firm),
            EventKind::Acquihire(deal) => Some(deal.target),
            EventKind::Campaign(_)
            | EventKind::Ouster { .. }
            | EventKind::Reinstatement { .. }
            | EventKind::Funding(_)
            | EventKind::Raise(_)
            | EventKind::Tender(_)
            | EventKind::Letter(_)
            | EventKind::Guarantee(_)
            | EventKind::Change(_) => None,
        }
    }

    /// Whether the event is about a firm: as the one that it happens to, that does it, or that people go
    /// to by script. A change is about everybody.
    pub fn concerns(&self, firm: UnitId, roles: &[Role]) -> bool {
        match &self.kind {
            EventKind::Campaign(campaign) => [campaign.firm, campaign.target].contains(&firm),
            EventKind::Ouster { firm: of, .. } | EventKind::Reinstatement { firm: of } => {
                *of == firm
            }
            EventKind::Departure(departure) => {
                self.exits_from(roles) == Some(firm)
                    || departure.destination == Destination::Firm(firm)
            }
            EventKind::SpinOff(spin_off) => {
                self.exits_from(roles) == Some(firm) || spin_off.into == Some(firm)
            }
            EventKind::Layoff(_) => self.exits_from(roles) == Some(firm),
            EventKind::Funding(funding) => funding.firm == firm,
            EventKind::Raise(raise) => {
                matches!(raise.who, Raised::Staff { firm: of, .. } if of == firm)
            }
            EventKind::Tender(tender) => tender.firm == firm,
            EventKind::Letter(letter) => letter.firm == firm,
            EventKind::Guarantee(of) => [of.firm, of.target].contains(&firm),
            EventKind::Acquihire(of) => [of.firm, of.target].contains(&firm),
            EventKind::Change(_) => true,
        }
    }
}

/// Reads what a kind of event has to say besides date, kind and label.
type ReadKind = for<'t> fn(&mut Reading<'t>, &[&str], DeTable<'t>) -> Option<EventKind>;

/// Describes what a kind of event has to say besides date, kind and label.
type KindSchema = fn(&mut SchemaGenerator) -> Schema;

/// The kinds as they are written.
const KINDS: [(&str, ReadKind, KindSchema); 13] = [
    ("campaign", campaign::read, campaign::CampaignSpec::json_schema),
    ("ouster", ouster::read, ouster::OusterSpec::json_schema),
    ("departure", departure::read, departure::DepartureSpec::json_schema),
    ("spin-off", spin_off::read, spin_off::SpinOffSpec::json_schema),
    ("layoff", layoff::read, layoff::LayoffSpec::json_schema),
    ("funding", funding::read, funding::FundingSpec::json_schema),
    ("raise", raise::read, raise::RaiseSpec::json_schema),
    ("change", change::read, change::ChangeSpec::json_schema),
    ("tender", tender::read, tender::TenderSpec::json_schema),
    ("letter", letter::read, letter::LetterSpec::json_schema),
    ("guarantee", guarantee::read, guarantee::GuaranteeSpec::json_schema),
    ("acquihire", acquihire::read, acquihire::AcquihireSpec::json_schema),
    ("reinstatement", reinstatement::read, reinstatement::ReinstatementSpec::json_schema),
];

/// What every event says.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Heading {
    /// The day; its effects begin with it. Required.
    date: Date,
    /// A few words for charts. Default: the name, with spaces.
    label: Option<String>,
}

/// What decides how the rest is read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kind {
    /// What happens: one of [`KINDS`].
    kind: String,
}

/// An event of any kind, as the schema of scenarios describes it.
pub(super) struct AnyEvent;

impl JsonSchema for AnyEvent {
    fn schema_name() -> Cow<'static, str> {
        "Event".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let kinds = KINDS.map(|(kind, _, schema)| {
            let mut whole = schema(generator);
            let heading = Heading::json_schema(generator);
            let word = json_schema!({ "description": "What happens. Required.", "const": kind });
            let own =
                whole.ensure_object().get_mut("properties").and_then(|own| own.as_object_mut());
            if let (Some(own), Some(shared)) = (own, heading.get("properties")) {
                own.insert("kind".to_owned(), word.into());
                own.extend(
                    shared.as_object().into_iter().flatten().map(|(k, v)| (k.clone(), v.clone())),
                );
            }
            whole
        });
        json_schema!({ "anyOf": kinds })
    }
}

/// The events of a reading, by date and then name.
pub(super) fn read_all(reading: &mut Reading<'_>) -> Vec<Event> {
    let names = tree::names(&reading.tree, &["event"]);
    let mut events = Vec::new();
    for name in names {
        match read(reading, &name) {
            Some(event) => events.push(event),
            None => reading.refuse(&["event", &name]),
        }
    }
    events.sort_by(|a, b| a.date.cmp(&b.date).then_with(|| a.name.cmp(&b.name)));
    events
}

/// Reads an event in steps, so that complaints keep their place: what all events say, then what its
/// kind says.
fn read(reading: &mut Reading<'_>, name: &str) -> Option<Event> {
    let at = ["event", name];
    let mut rest = tree::table(&reading.tree, &at)?.clone();
    let heading: Option<Heading> = reading.read(&at, take(&mut rest, &["date", "label"]));
    let kind: Kind = reading.read(&at, take(&mut rest, &["kind"]))?;
    let kind = reader_of(reading, &at, &kind.kind)?(reading, &at, rest);
    let Heading { date, label } = heading?;
    let label = label.unwrap_or_else(|| name.replace('-', " "));
    Some(Event { name: name.to_owned(), label, date, kind: kind? })
}

/// The part of a table that has these keys.
fn take<'t>(table: &mut DeTable<'t>, keys: &[&str]) -> DeTable<'t> {
    keys.iter().filter_map(|key| table.remove_entry(*key)).collect()
}

fn reader_of(reading: &mut Reading<'_>, at: &[&str], written: &str) -> Option<ReadKind> {
    let found = KINDS.into_iter().find(|(kind, ..)| *kind == written);
    if found.is_none() {
        let kinds = KINDS.map(|(kind, ..)| kind);
        let hint = refusal::hint(written, &kinds);
        let message = format!("there is no kind of event `{written}`");
        let path = [at, &["kind"]].concat();
        reading.complain(reading.at(&path, message).hint(hint));
    }
    found.map(|(_, read, _)| read)
}

/// Complains of events that make no sense beside the others, or beside firms and roles.
pub(super) fn check_together(
    reading: &mut Reading<'_>,
    events: &[Event],
    known: (&[Firm], &[Role]),
) {
    for event in events {
        match event.kind {
            EventKind::Reinstatement { firm } => {
                reinstatement::check(reading, events, event, firm);
            }
            EventKind::Departure(leaving) => {
                departure::check(reading, events, event, known, (leaving, "destination"));
            }
            EventKind::SpinOff(spin_off) => {
                departure::check(reading, events, event, known, (spin_off.departure(), "into"));
            }
            EventKind::Change(_) => change::check(reading, events, event),
            EventKind::Funding(of) => funding::check(reading, events, event, of, known.0),
            EventKind::Guarantee(of) => guarantee::check(reading, events, event, of),
            EventKind::Acquihire(of) => acquihire::check(reading, events, event, of, known.0),
            _ => {}
        }
    }
}

/// The changes, in the order in which they come into force.
pub(super) fn turns(events: &[Event]) -> Vec<Turn> {
    let turn = |event: &Event| match &event.kind {
        EventKind::Change(paths) => {
            Some(Turn { date: event.date, event: event.name.clone(), paths: paths.clone() })
        }
        _ => None,
    };
    events.iter().filter_map(turn).collect()
}
