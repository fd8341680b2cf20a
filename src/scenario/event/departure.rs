//! `kind = "departure"`: somebody leaves because the scenario says so.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::de::DeTable;

use crate::quantity::Class;
use crate::quantity::Index;
use crate::quantity::RoleId;
use crate::quantity::UnitId;
use crate::scenario::Event;
use crate::scenario::EventKind;
use crate::scenario::Firm;
use crate::scenario::Role;
use crate::scenario::reading::Reading;
use crate::scenario::written::NotNegative;
use crate::scenario::written::at_least_one;

/// People leave a firm, whether they would have chosen to or not.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Departure {
    /// Who.
    pub who: Leavers,
    /// Where to.
    pub destination: Destination,
    /// The jump of turmoil at the firm; if `None` that of the mechanism for a leader, and none for others.
    pub jump: Option<f64>,
    /// How many of those close to him the holder of a role asks along.
    pub asks: u32,
}

/// Who leaves by script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leavers {
    /// The holder of a role.
    Role(RoleId),
    /// Some of a firm's people, drawn by chance; no leaders.
    Staff {
        /// The firm: one that is written out.
        firm: UnitId,
        /// Their class.
        class: Class,
        /// How many, if there are so many.
        count: u32,
    },
}

/// Where somebody goes by script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Destination {
    /// To a firm that is written out, whether it has a post open or not.
    Firm(UnitId),
    /// To the best of a few firms that call; out of the market if none does.
    Open,
    /// Out of the market.
    Outside,
}

/// Somebody leaves because the scenario says so: either the holder of a role, or some of a firm's people
/// of a class, whom chance picks.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DepartureSpec {
    /// The role whose holder leaves; or else `firm` and `class`.
    role: Option<String>,
    /// The firm, one that is written out, whose people leave; with `class`, and without `role`.
    firm: Option<String>,
    /// The class of those who leave.
    class: Option<Class>,
    /// How many leave. Default 1.
    #[serde(default, deserialize_with = "count")]
    #[schemars(range(min = 1))]
    count: Option<u32>,
    /// The firm that they join, which needs no vacancy, or `outside`. Default: the best of as many calls
    /// as `first-offers` says; out of the market if nobody calls.
    destination: Option<String>,
    /// The jump of turmoil at the firm. Default: that of the mechanism if the role is a leader's, else none.
    jump: Option<NotNegative>,
    /// How many of his team and ties at the firm the holder of a role asks along: each has an offer of the
    /// firm that he joins, and decides. Only with `role`, and with `[mechanism.contagion]`. Default 0.
    #[serde(default)]
    asks: u32,
}

pub(super) fn count<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<u32>, D::Error> {
    at_least_one(from).map(Some)
}

/// Reads a departure.
pub(super) fn read<'t>(
    reading: &mut Reading<'t>,
    at: &[&str],
    table: DeTable<'t>,
) -> Option<EventKind> {
    let spec: DepartureSpec = reading.read(at, table)?;
    let DepartureSpec { role, firm, class, count, .. } = &spec;
    let who = Who { role: role.as_deref(), firm: firm.as_deref(), class: *class, count: *count };
    let who = leavers(reading, at, who);
    let destination = destination(reading, at, spec.destination.as_deref());
    let jump = spec.jump.map(|jump| jump.0);
    let asks = spec.asks;
    if asks > 0 && spec.role.is_none() && !reading.is_doubtful(at) {
        let at = [at, &["asks"]].concat();
        let complaint = reading.at(&at, "nobody in particular asks others along");
        reading.complain(complaint.hint("say `role`, or leave `asks` out"));
        return None;
    }
    Some(EventKind::Departure(Departure { who: who?, destination: destination?, jump, asks }))
}

/// Who leaves, as it is written.
#[derive(Clone, Copy)]
pub(super) struct Who<'a> {
    pub(super) role: Option<&'a str>,
    pub(super) firm: Option<&'a str>,
    pub(super) class: Option<Class>,
    pub(super) count: Option<u32>,
}

/// Who leaves, as it is meant.
pub(super) fn leavers(reading: &mut Reading<'_>, at: &[&str], who: Who<'_>) -> Option<Leavers> {
    let span = |reading: &Reading<'_>, key: &str| reading.span(&[at, &[key]].concat());
    match (who.role, who.firm, who.class) {
        (Some(role), None, None) if who.count.is_none() => {
            reading.role(role, &span(reading, "role")).map(Leavers::Role)
        }
        (None, Some(firm), Some(class)) => {
            let firm = reading.named_firm(firm, &span(reading, "firm"))?;
            Some(Leavers::Staff { firm, class, count: who.count.unwrap_or(1) })
        }
        _ if reading.is_doubtful(at) => None,
        (role, ..) => {
            let (message, label) = if role.is_some() {
                ("a role is one person, of a firm and a class of its own", "here is a role")
            } else {
                ("it is not said who departs", "no `role`, and not both of `firm` and `class`")
            };
            let at = if role.is_some() { [at, &["role"]].concat() } else { at.to_vec() };
            let complaint = reading.at(&at, message).label(label);
            reading.complain(complaint.hint("say either `role`, or `firm`, `class` and `count`"));
            None
        }
    }
}

fn destination(
    reading: &mut Reading<'_>,
    at: &[&str],
    written: Option<&str>,
) -> Option<Destination> {
    match written {
        None => Some(Destination::Open),
        Some("outside") => Some(Destination::Outside),
        Some(name) => {
            let span = reading.span(&[at, &["destination"]].concat());
            reading.named_firm(name, &span).map(Destination::Firm)
        }
    }
}

/// Complains of departures that cannot be, to where the key `to` says: from a firm or to a firm that is not there yet, from a firm to
/// itself, and of a role that departs twice on one day.
pub(super) fn check(
    reading: &mut Reading<'_>,
    events: &[Event],
    event: &Event,
    (firms, roles): (&[Firm], &[Role]),
    (departure, to_key): (Departure, &str),
) {
    let Departure { who, destination, .. } = departure;
    let (key, from) = match who {
        Leavers::Staff { firm, .. } => ("firm", Some(firm)),
        Leavers::Role(role) => {
            let name = reading.roles.get(role.position());
            let role = roles.iter().find(|role| Some(&role.name) == name);
            ("role", role.map(|role| role.firm))
        }
    };
    let to = if let Destination::Firm(to) = destination { Some(to) } else { None };
    for (key, unit) in [(key, from), (to_key, to)] {
        let firm = unit.and_then(|unit| firms.get(unit.position()));
        let Some((firm, founded)) = firm.and_then(|firm| Some((firm, firm.founded?))) else {
            continue;
        };
        if event.date < founded {
            let message = format!("the firm `{}` is not there on {}", firm.name, event.date);
            let complaint = reading.at(&["event", &event.name, key], message);
            reading.complain(complaint.label(format!("founded on {founded}")));
        }
    }
    let is_staff = matches!(who, Leavers::Staff { .. });
    if is_staff && to.is_some() && to == from {
        let message = format!("`{}` departs to where it departs from", event.name);
        let complaint = reading.at(&["event", &event.name, to_key], message);
        reading.complain(complaint);
    }
    check_once(reading, events, event, who);
}

fn check_once(reading: &mut Reading<'_>, events: &[Event], event: &Event, who: Leavers) {
    let again = |other: &&Event| {
        let same = match &other.kind {
            EventKind::Departure(other) => other.who == who,
            EventKind::SpinOff(other) => other.who == who,
            _ => false,
        };
        same && other.date == event.date && other.name < event.name
    };
    if let (Leavers::Role(_), Some(other)) = (who, events.iter().find(again)) {
        let message = format!("the role departs twice on {}", event.date);
        let complaint = reading.at(&["event", &event.name, "role"], message);
        reading.complain(complaint.label(format!("`{}` says so too", other.name)));
    }
}
