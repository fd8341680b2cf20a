//! `kind = "raise"`: higher pay for those who are there.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::de::DeTable;

use crate::quantity::Class;
use crate::quantity::UnitId;
use crate::scenario::EventKind;
use crate::scenario::reading::Reading;
use crate::scenario::written::NotNegative;

use super::layoff::of_classes;

/// Higher pay for those who are on the staff at the date, for as long as they stay.
#[derive(Debug, Clone, PartialEq)]
pub struct Raise {
    /// The firm: one that is written out.
    pub firm: UnitId,
    /// By how much pay is higher, as a share of it.
    pub share: f64,
    /// The classes that get it.
    pub classes: Vec<Class>,
}

/// Higher pay for those who are on the staff at the date, for as long as they stay there.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RaiseSpec {
    /// The firm: one that is written out.
    firm: String,
    /// By how much pay is higher, as a share of it: 0.1 is a tenth more.
    share: NotNegative,
    /// The classes that get it. Default: all.
    classes: Option<Vec<Class>>,
}

/// Reads a raise.
pub(super) fn read<'t>(
    reading: &mut Reading<'t>,
    at: &[&str],
    table: DeTable<'t>,
) -> Option<EventKind> {
    let spec: RaiseSpec = reading.read(at, table)?;
    let firm = reading.named_firm(&spec.firm, &reading.span(&[at, &["firm"]].concat()))?;
    let classes = of_classes(spec.classes);
    Some(EventKind::Raise(Raise { firm, share: spec.share.0, classes }))
}
