//! What a sweep says, a sentence for each outcome.

use crate::present::measured::measured;
use crate::present::measured::measured_change;
use crate::present::measured::measured_ends;

use super::Sweep;
use super::SweepCell;
use super::is_sure;
use super::number;

impl Sweep<'_> {
    /// How far each outcome moves, and what of that is sure, a sentence each.
    pub fn answers(&self) -> Vec<String> {
        let answer = |outcome: &&str| {
            let told = along(self, outcome).or_else(|| extremes(self, outcome));
            told.or_else(|| is_unknown(self, outcome).then(|| unknown(self, outcome)))
        };
        self.outcomes.iter().filter_map(answer).collect()
    }
}

/// Whether no replicate of any cell has something to say about an outcome.
fn is_unknown(sweep: &Sweep<'_>, outcome: &str) -> bool {
    sweep.cells.iter().all(|cell| sweep.response(cell.number, outcome).is_none())
}

fn unknown(sweep: &Sweep<'_>, outcome: &str) -> String {
    format!("No replicate has something to say about {}.", sweep.in_sentence(outcome))
}

/// From the lowest value of a single path to the highest.
fn along(sweep: &Sweep<'_>, outcome: &str) -> Option<String> {
    let [path] = sweep.paths()[..] else { return None };
    let cells = ascending(sweep)?;
    let (first, last) = (cells.first()?, cells.last()?);
    let [low, high] = [first, last].map(|cell| cell.settings[0].1);
    let (before, after) =
        (sweep.response(first.number, outcome)?, sweep.response(last.number, outcome)?);
    let change = sweep.change(first.number, last.number, outcome)?;
    let scale = [before.scale(), after.scale()].into_iter().fold(0.0, f64::max);
    let [from, to] = [before, after].map(|response| measured(outcome, response.mean[0], scale));
    let name = sweep.in_sentence(outcome);
    let moves = match change {
        change if !is_sure(change) => "moves",
        [mean, ..] if mean > 0.0 => "rises",
        _ => "falls",
    };
    Some(format!(
        "As {path} goes from {low} to {high}, the mean of {name} {moves} from {from} to {to} ({}){}.",
        interval(outcome, change),
        steps(sweep, &cells, outcome, change)
    ))
}

/// The cells in the order of their numbers on a single path; `None` if these are no numbers.
fn ascending<'s, 'a>(sweep: &'s Sweep<'a>) -> Option<Vec<&'s SweepCell<'a>>> {
    let at = |cell: &SweepCell<'_>| {
        let (_, value) = cell.settings.first()?;
        number(value)
    };
    let mut cells: Vec<(f64, &SweepCell<'a>)> =
        sweep.cells.iter().map(|cell| Some((at(cell)?, cell))).collect::<Option<_>>()?;
    cells.sort_by(|one, other| one.0.total_cmp(&other.0));
    Some(cells.into_iter().map(|(_, cell)| cell).collect())
}

/// What the steps on the way say: whether all surely go one way, or some surely the other.
fn steps(
    sweep: &Sweep<'_>,
    cells: &[&SweepCell<'_>],
    outcome: &str,
    change: [f64; 3],
) -> &'static str {
    let steps = cells.windows(2);
    let steps = steps.filter_map(|pair| sweep.change(pair[0].number, pair[1].number, outcome));
    let steps: Vec<[f64; 3]> = steps.collect();
    let back = steps.iter().any(|&step| is_sure(step) && step[0] * change[0] < 0.0);
    match (is_sure(change), back) {
        (false, true) => ": no sure change from end to end, and surely one on the way",
        (false, false) => ": no sure change",
        (true, true) => ", and surely turns on the way",
        (true, false) if steps.iter().all(|&step| is_sure(step)) && steps.len() > 1 => {
            ", surely at every step"
        }
        (true, false) => "",
    }
}

/// Where an outcome is lowest, and where it is highest.
fn extremes(sweep: &Sweep<'_>, outcome: &str) -> Option<String> {
    let found = sweep.cells.iter();
    let found = found.filter_map(|cell| Some((cell, sweep.response(cell.number, outcome)?)));
    let mut found: Vec<_> = found.collect();
    found.sort_by(|one, other| one.1.mean[0].total_cmp(&other.1.mean[0]));
    let ((lowest, low), (highest, high)) = (found.first()?, found.last()?);
    let change = sweep.change(lowest.number, highest.number, outcome)?;
    let scale = low.scale().max(high.scale());
    let written = match sweep.response(0, outcome) {
        Some(base) => format!(" As written: {}.", measured(outcome, base.mean[0], scale)),
        None => String::new(),
    };
    Some(format!(
        "{} is lowest at {} ({}) and highest at {} ({}); the two differ by {}.{written}",
        sweep.label(outcome),
        place(lowest),
        measured(outcome, low.mean[0], scale),
        place(highest),
        measured(outcome, high.mean[0], scale),
        interval(outcome, change)
    ))
}

/// The settings of a cell in a sentence.
fn place(cell: &SweepCell<'_>) -> String {
    let settings = cell.settings.iter().map(|(path, value)| format!("{path} = {value}"));
    settings.collect::<Vec<_>>().join(", ")
}

/// `−83, 95% interval −90 to −76`.
pub(in crate::present) fn interval(outcome: &str, [mean, low, high]: [f64; 3]) -> String {
    let half = (high - low) / 2.0;
    let scale = if half > 0.0 { half } else { mean };
    let change = |value| measured_change(outcome, value, scale);
    if half.is_nan() {
        return format!("{}, of one pair and hence without interval", change(mean));
    }
    let ends = measured_ends(outcome, [low, high], scale);
    let [low, high] = ends.map(|end| end.replace(" points", ""));
    format!("{}, 95% interval {low} to {high}", change(mean))
}
