//! `schema`: which keys a scenario has, for editors and for people.

use crate::scenario;

use super::failure::Failure;
use super::terminal::Terminal;

/// Prints the JSON Schema of scenarios, or the page of reference that is made from it.
pub(super) fn schema(as_page: bool) -> Result<(), Failure> {
    let text = if as_page { scenario::reference() } else { format!("{:#}\n", scenario::schema()) };
    Ok(Terminal::pipe(&text)?)
}
