//! `kind = "raise"`: other pay for those who are there.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::de::DeTable;

use crate::quantity::Class;
use crate::quantity::UnitId;
use crate::scenario::EventKind;
use crate::scenario::Researcher;
use crate::scenario::reading::Reading;
use crate::scenario::written::Finite;

use super::layoff::of_classes;

/// Other pay for those who are there at the date, for as long as they stay.
#[derive(Debug, Clone, PartialEq)]
pub struct Raise {
    /// By how much pay is higher, as a share of it; lower, if it is below 0.
    pub share: f64,
    /// Who gets it.
    pub who: Raised,
}

/// Who gets a raise.
#[derive(Debug, Clone, PartialEq)]
pub enum Raised {
    /// People of a firm.
    Staff {
        /// The firm: one that is written out.
        firm: UnitId,
        /// Their classes.
        classes: Vec<Class>,
    },
    /// One person, wherever he is.
    Researcher {
        /// His name, as in tables.
        name: String,
        /// Who that is.
        who: Researcher,
    },
}

/// Higher pay for those who are on the staff at the date, or for one researcher, for as long as they stay
/// where they are then.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RaiseSpec {
    /// The firm, one that is written out, whose staff gets it; or else `researcher`.
    firm: Option<String>,
    /// By how much pay is higher, as a share of it: 0.1 is a tenth more, and -0.1 a cut by a tenth; at least
    /// -0.9.
    share: Finite,
    /// The classes that get it; only with `firm`. Default: all.
    classes: Option<Vec<Class>>,
    /// The one person who gets it, wherever he is, by the name that tables and `explain` have:
    /// `openai.star/2023-01/17`, or `role.chief-scientist`. Nobody gets it in a replicate without him.
    researcher: Option<String>,
}

/// Reads a raise.
pub(super) fn read<'t>(
    reading: &mut Reading<'t>,
    at: &[&str],
    table: DeTable<'t>,
) -> Option<EventKind> {
    let spec: RaiseSpec = reading.read(at, table)?;
    let share = spec.share.0;
    let who = match (&spec.firm, &spec.researcher, &spec.classes) {
        (Some(firm), None, classes) => {
            let firm = reading.named_firm(firm, &reading.span(&[at, &["firm"]].concat()))?;
            Raised::Staff { firm, classes: of_classes(classes.as_deref()) }
        }
        (None, Some(name), None) => {
            let who = reading.researcher(name, &reading.span(&[at, &["researcher"]].concat()))?;
            Raised::Researcher { name: name.clone(), who }
        }
        _ => {
            complain(reading, at, spec.researcher.is_some());
            return None;
        }
    };
    Some(EventKind::Raise(Raise { share, who }))
}

/// Complains of a raise for nobody, or for one person and others.
fn complain(reading: &mut Reading<'_>, at: &[&str], is_for_one: bool) {
    if reading.is_doubtful(at) {
        return;
    }
    let complaint = if is_for_one {
        let complaint = reading.at(
            &[at, &["researcher"]].concat(),
            "a researcher is one person, of a class of his own and wherever he is",
        );
        complaint.label("here is one person")
    } else {
        let complaint = reading.at(at, "it is not said who gets the raise");
        complaint.label("neither `firm` nor `researcher`")
    };
    reading
        .complain(complaint.hint("say either `firm`, and `classes` if not all, or `researcher`"));
}
