//! What the page of a sweep says besides its charts.

use crate::present::measured::measured;
use crate::present::measured::measured_change;
use crate::present::measured::measured_ends;
use crate::present::page::Study;
use crate::present::page::StudyTable;

use super::Sweep;

impl<'a> Sweep<'a> {
    /// What the page says: title, answers, and a table of numbers for each outcome.
    pub fn study(&self) -> Study<'a> {
        Study {
            scenario: self.scenario,
            title: title(self),
            answers: self.answers(),
            tables: self.outcomes.iter().map(|outcome| table(self, outcome)).collect(),
            replicates: self.replicates(),
        }
    }

    /// The rows of a table about an outcome, the scenario as it is written first: values of the paths, the mean and
    /// its 95% interval, the paired difference to the scenario as it is written and its 95% interval.
    pub fn rows(&self, outcome: &str) -> Vec<[String; 5]> {
        let written = std::iter::once((0, "as written".to_owned()));
        let cells = self.cells.iter().map(|cell| {
            let values: Vec<&str> = cell.settings.iter().map(|(_, value)| *value).collect();
            (cell.number, values.join("; "))
        });
        let row = |(number, name): (u32, String)| {
            let response = self.response(number, outcome)?;
            let scale = response.scale();
            let [mean, low, high] = response.mean.map(|value| measured(outcome, value, scale));
            let change = response.difference.unwrap_or([f64::NAN; 3]);
            let half = (change[2] - change[1]) / 2.0;
            let scale = if half > 0.0 { half } else { scale };
            let [from, to] = measured_ends(outcome, [change[1], change[2]], scale);
            let [by, from, to] = [measured_change(outcome, change[0], scale), from, to]
                .map(|words| words.replace(" points", ""));
            Some([name, mean, range(&low, &high), known(by), range(&from, &to)])
        };
        written.chain(cells).filter_map(row).collect()
    }
}

/// The subject of a sweep: what is varied, and in which world.
pub(in crate::present) fn title(sweep: &Sweep<'_>) -> String {
    let paths = sweep.paths();
    match paths[..] {
        [path] => format!("What {path} does: {}", sweep.scenario.title),
        [ref most @ .., last] => {
            format!("What {} and {last} do: {}", most.join(", "), sweep.scenario.title)
        }
        [] => sweep.scenario.title.clone(),
    }
}

fn table(sweep: &Sweep<'_>, outcome: &str) -> StudyTable {
    let paths = sweep.paths().join("; ");
    StudyTable {
        heading: format!("{} by {paths}", sweep.label(outcome)),
        heads: vec!["value", "mean", "95% interval", "difference to as written", "95% interval"],
        rows: sweep.rows(outcome).into_iter().map(Vec::from).collect(),
        note: "Every cell has the same people and the same luck in each replicate; the interval of a \
               difference is that of the paired differences.",
    }
}

/// `low to high`, if both are known.
fn range(low: &str, high: &str) -> String {
    known(format!("{low} to {high}"))
}

/// The words, or a dash where there is a number in them that nobody knows.
fn known(words: String) -> String {
    if words.contains("NaN") { "-".to_owned() } else { words }
}
