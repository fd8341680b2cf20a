//! `kind = "ouster"`: a leader is thrown out.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::de::DeTable;

use crate::scenario::EventKind;
use crate::scenario::reading::Reading;
use crate::scenario::written::NotNegative;

/// A leader is thrown out: turmoil jumps.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OusterSpec {
    /// The firm: one that is written out.
    firm: String,
    /// The jump, in units of turmoil. Default: that of the mechanism.
    jump: Option<NotNegative>,
}

/// Reads an ouster.
pub(super) fn read<'t>(
    reading: &mut Reading<'t>,
    at: &[&str],
    table: DeTable<'t>,
) -> Option<EventKind> {
    let spec: OusterSpec = reading.read(at, table)?;
    let firm = reading.named_firm(&spec.firm, &reading.span(&[at, &["firm"]].concat()))?;
    Some(EventKind::Ouster { firm, jump: spec.jump.map(|jump| jump.0) })
}
