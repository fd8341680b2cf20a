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

/// What was sought with a lever, and what was found.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct SolutionRow {
    /// The path that was moved.
    pub lever: Arc<str>,
    /// The lowest value of the lever that was tried.
    pub low: f64,
    /// The highest one.
    pub high: f64,
    /// How exactly the answer was to be known, in the unit of the lever.
    pub tolerance: f64,
    /// The outcome.
    pub outcome: Arc<str>,
    /// How its mean is to lie to the level: `<`, `<=`, `=`, `>=` or `>`.
    pub relation: Arc<str>,
    /// The level, in the unit of the outcome.
    pub level: f64,
    /// The value of the lever in the scenario as it is written, if that is one number.
    pub present: Option<f64>,
    /// 1 if the goal is met in the scenario as it is written, else 0.
    pub met: u32,
    /// In how many gaps of the first values the mean passes the level.
    pub crossings: u32,
    /// The value of the lever at which the mean is on the level, nearest to the present one; empty if there is
    /// none.
    pub answer: Option<f64>,
    /// The lower end of its 95% interval; empty if that lies below what was tried.
    pub answer_low: Option<f64>,
    /// The upper end of it; empty if that lies above what was tried.
    pub answer_high: Option<f64>,
    /// 1 if the goal is met above the answer, 0 if it is below; empty without answer.
    pub holds_above: Option<u32>,
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
