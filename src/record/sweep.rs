//! The tables of worlds around one scenario: what was read off each of them, and what was sought.

use std::sync::Arc;

use serde::Deserialize;
use serde::Serialize;

/// One outcome of one replicate in one cell of a sweep.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct SweepRow {
    /// The number of the cell; 0 is the scenario as it is written.
    pub cell: u32,
    /// What is set in the cell, as in [`settings`]; empty in cell 0.
    pub settings: Arc<str>,
    /// The replicate, from 1; the same one has the same luck in every cell.
    pub replicate: u32,
    /// The outcome, such as `departures:openai`.
    pub outcome: Arc<str>,
    /// Its value; empty where the history has nothing to say.
    pub value: Option<f64>,
}

/// Between two settings of a cell.
const BETWEEN: &str = "; ";

/// Several settings as one text: `firm.a.reach=2; firm.b.reach=3`.
pub fn settings(all: &[String]) -> String {
    all.join(BETWEEN)
}

/// The paths and the values of such a text.
pub fn paths_and_values(settings: &str) -> Vec<(&str, &str)> {
    settings.split(BETWEEN).filter_map(|setting| setting.split_once('=')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_found_in_their_text() {
        let text = settings(&["firm.a.reach=2".to_owned(), "run.seed=7".to_owned()]);
        assert_eq!(text, "firm.a.reach=2; run.seed=7");
        assert_eq!(paths_and_values(&text), [("firm.a.reach", "2"), ("run.seed", "7")]);
        assert_eq!(paths_and_values(&settings(&[])), []);
    }
}
