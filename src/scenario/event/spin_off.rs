//! `kind = "spin-off"`: people leave a firm together and found another one.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::de::DeTable;

use crate::quantity::Class;
use crate::quantity::UnitId;
use crate::scenario::EventKind;
use crate::scenario::reading::Reading;
use crate::scenario::tree;
use crate::scenario::written::NotNegative;

use super::Departure;
use super::Destination;
use super::Leavers;
use super::departure::Who;
use super::departure::count;
use super::departure::leavers;

/// People leave a firm by script and found another one, and ask others along, who decide.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SpinOff {
    /// The founders.
    pub who: Leavers,
    /// What they found: a firm that is written out; a firm of the group of **founding** if `None`.
    pub into: Option<UnitId>,
    /// How many of those close to the founders are asked along.
    pub asks: u32,
    /// The jump of turmoil at the firm that they leave; if `None` that of a departure.
    pub jump: Option<f64>,
}

impl SpinOff {
    /// The founders' leaving as a departure.
    pub fn departure(&self) -> Departure {
        let destination = self.into.map_or(Destination::Open, Destination::Firm);
        Departure { who: self.who, destination, jump: self.jump, asks: self.asks }
    }
}

/// The holder of a role, or some of a firm's people of a class whom chance picks, leave and found a firm;
/// they ask others along, who decide.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SpinOffSpec {
    /// The role whose holder founds the firm; or else `firm` and `class`.
    role: Option<String>,
    /// The firm, one that is written out, whose people found another one; with `class`, and without `role`.
    firm: Option<String>,
    /// The class of the founders.
    class: Option<Class>,
    /// How many founders. Default 1.
    #[serde(default, deserialize_with = "count")]
    #[schemars(range(min = 1))]
    count: Option<u32>,
    /// What they found: a firm that is written out and founded by then. Default: a firm of the group that
    /// `[mechanism.founding]` names, which is needed then.
    into: Option<String>,
    /// How many of the founders' teams and ties at the firm are asked along: each has an offer of the new
    /// firm, and decides. Nobody is asked without `[mechanism.contagion]`. Default 0.
    #[serde(default)]
    asks: u32,
    /// The jump of turmoil at the firm that they leave. Default: that of the mechanism if the role is a
    /// leader's, else none.
    jump: Option<NotNegative>,
}

/// Reads a spin-off.
pub(super) fn read<'t>(
    reading: &mut Reading<'t>,
    at: &[&str],
    table: DeTable<'t>,
) -> Option<EventKind> {
    let spec: SpinOffSpec = reading.read(at, table)?;
    let SpinOffSpec { role, firm, class, count, .. } = &spec;
    let who = Who { role: role.as_deref(), firm: firm.as_deref(), class: *class, count: *count };
    let who = leavers(reading, at, who);
    let into = spec.into.as_deref().map(|name| {
        let span = reading.span(&[at, &["into"]].concat());
        reading.named_firm(name, &span)
    });
    let is_on = tree::table(&reading.tree, &["mechanism", "founding"]).is_some();
    if into.is_none() && !is_on && !reading.is_doubtful(at) {
        let complaint = reading.at(at, "it is not said what is founded");
        let hint = "say `into`, a firm that is written out, or add `[mechanism.founding]`";
        reading.complain(complaint.label("no `into`").hint(hint));
        return None;
    }
    let jump = spec.jump.map(|jump| jump.0);
    let into = match into {
        Some(found) => Some(found?),
        None => None,
    };
    Some(EventKind::SpinOff(SpinOff { who: who?, into, asks: spec.asks, jump }))
}
