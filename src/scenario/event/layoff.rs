//! `kind = "layoff"`: a share of the staff is let go.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::de::DeTable;

use crate::quantity::CLASSES;
use crate::quantity::Class;
use crate::quantity::Share;
use crate::quantity::UnitId;
use crate::scenario::EventKind;
use crate::scenario::reading::Reading;

/// A share of the staff is let go, and does not come back.
#[derive(Debug, Clone, PartialEq)]
pub struct Layoff {
    /// The firm: one that is written out.
    pub firm: UnitId,
    /// The share of the people of those classes.
    pub share: f64,
    /// The classes that are hit.
    pub classes: Vec<Class>,
    /// Whether the posts stay in the plan.
    pub refill: bool,
}

/// A share of the staff is let go: turmoil jumps, and the planned head-count is cut with it.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LayoffSpec {
    /// The firm: one that is written out.
    firm: String,
    /// The share of the people who are let go.
    share: Share,
    /// The classes that are hit. Default: all.
    classes: Option<Vec<Class>>,
    /// Whether the posts stay in the plan, to be filled again. Default `false`: the planned head-count
    /// of those classes is lower by the share from then on.
    #[serde(default)]
    refill: bool,
}

/// Reads a layoff.
pub(super) fn read<'t>(
    reading: &mut Reading<'t>,
    at: &[&str],
    table: DeTable<'t>,
) -> Option<EventKind> {
    let spec: LayoffSpec = reading.read(at, table)?;
    let firm = reading.named_firm(&spec.firm, &reading.span(&[at, &["firm"]].concat()))?;
    let LayoffSpec { share, classes, refill, .. } = spec;
    let classes = of_classes(classes.as_deref());
    Some(EventKind::Layoff(Layoff { firm, share: share.get(), classes, refill }))
}

/// The classes that are written, each once and in order; all if none are.
pub(in crate::scenario) fn of_classes(written: Option<&[Class]>) -> Vec<Class> {
    let is_meant = |class: &Class| written.is_none_or(|written| written.contains(class));
    CLASSES.into_iter().filter(is_meant).collect()
}
