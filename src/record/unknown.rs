//! Numbers that may not be known, such as the ends of an interval of one replicate: `NAN` here, an empty field in a
//! table, nothing in a summary.

use serde::Deserialize as _;
use serde::Deserializer;
use serde::Serialize as _;
use serde::Serializer;

/// Writes a number, or nothing where it is not known.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
pub(super) fn serialize<S: Serializer>(number: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    Some(*number).filter(|number| !number.is_nan()).serialize(serializer)
}

/// Reads it.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or(f64::NAN))
}
