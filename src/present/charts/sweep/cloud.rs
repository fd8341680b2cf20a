//! **clouds**: outcomes by each of several paths, whatever the others are.

use crate::present::Sweep;
use crate::present::axis::Axis;
use crate::present::chart::Chart;
use crate::present::chart::Form;
use crate::present::chart::Mark;
use crate::present::chart::Panel;
use crate::present::charts::heights;
use crate::present::format::Unit;
use crate::present::sweep::number;
use crate::present::sweep::unit;
use crate::present::theme;
use crate::stats::smooth;

use super::histories;
use super::is_grid;

/// More panels than this are too much for one chart.
const MOST_PANELS: usize = 9;
/// The bandwidth of the smooth line, as a part of the axis.
const BANDWIDTH: f64 = 0.15;
/// How many places the smooth line is drawn through.
const PLACES: i32 = 40;

/// A panel for each outcome and path: a dot for each cell, and a smooth line through them.
pub(super) fn cloud(sweep: &Sweep<'_>) -> Option<Chart> {
    let paths = sweep.paths();
    if paths.len() < 2 || (paths.len() == 2 && is_grid(sweep)) {
        return None;
    }
    let pairs =
        sweep.outcomes.iter().flat_map(|outcome| (0..paths.len()).map(move |path| (outcome, path)));
    let panels: Vec<Panel> =
        pairs.filter_map(|(outcome, path)| panel(sweep, outcome, path)).collect();
    let left_out = panels.len().saturating_sub(MOST_PANELS);
    let more = if left_out > 0 {
        format!(". {left_out} more panels are in the table")
    } else {
        String::new()
    };
    (!panels.is_empty()).then(|| Chart {
        title: crate::present::sweep::title(sweep),
        subtitle: format!(
            "A dot for each of {} cells, {}; the other paths vary too, and the line is a smooth mean over them \
             (local linear){more}",
            sweep.cells.len(),
            histories(sweep)
        ),
        footnote: sweep.footnote(),
        rules: Vec::new(),
        panels: panels.into_iter().take(MOST_PANELS).collect(),
    })
}

fn panel(sweep: &Sweep<'_>, outcome: &str, path: usize) -> Option<Panel> {
    sweep.numbers_of(path)?;
    let colour = sweep.colour(outcome);
    let (mut points, mut marks) = (Vec::new(), Vec::new());
    for cell in &sweep.cells {
        let at = number(cell.settings[path].1)?;
        let Some(response) = sweep.response(cell.number, outcome) else { continue };
        let [mean, low, high] = response.mean;
        points.push([at, mean]);
        let (low, high) = if low.is_nan() { (mean, mean) } else { (low, high) };
        marks.push(Mark::new(colour, Form::Interval { at: [at, mean], low, high }));
    }
    let places = || points.iter().map(|point| point[0]);
    let (low, high) = (places().fold(f64::MAX, f64::min), places().fold(f64::MIN, f64::max));
    if low >= high {
        return None;
    }
    let line = (0..=PLACES).map(|place| {
        let at = low + (high - low) * f64::from(place) / f64::from(PLACES);
        [at, smooth(&points, (high - low) * BANDWIDTH, at)]
    });
    marks.push(Mark::new(theme::INK, Form::Line(line.collect())));
    let name = sweep.paths()[path];
    let x = Axis::covering([low, high], Unit::Plain).titled(name);
    let y = Axis::covering(heights(&marks), unit(outcome));
    let y = y.titled(format!("{} by {name}", sweep.label(outcome)));
    Some(Panel { height: 0.5, x, y, marks, counts: None })
}
