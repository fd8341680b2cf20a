//! **heat-map**: outcomes over a grid of two paths.

use crate::present::Response;
use crate::present::Sweep;
use crate::present::axis::Axis;
use crate::present::chart::Cell;
use crate::present::chart::Chart;
use crate::present::chart::Form;
use crate::present::chart::Mark;
use crate::present::chart::Panel;
use crate::present::measured::measured;
use crate::present::measured::measured_size;
use crate::present::sweep::is_sure;
use crate::present::theme;

use super::is_grid;

/// How strong cells are that do not surely differ.
const UNSURE: f64 = 0.2;

/// A matrix for each outcome: the means, coloured by their difference to the scenario as it is written.
pub(super) fn heat_map(sweep: &Sweep<'_>) -> Option<Chart> {
    if sweep.paths().len() != 2 || !is_grid(sweep) {
        return None;
    }
    let panels = sweep.outcomes.iter().filter_map(|outcome| panel(sweep, outcome));
    let panels: Vec<Panel> = panels.collect();
    (!panels.is_empty()).then(|| Chart {
        title: crate::present::sweep::title(sweep),
        subtitle: format!(
            "Mean over {} simulated histories ± half the width of its 95% interval. Blue: more than in the \
             scenario as it is written, orange: less, the stronger the more; grey where the interval of the \
             paired difference includes zero",
            sweep.replicates()
        ),
        footnote: sweep.footnote(),
        rules: Vec::new(),
        panels,
    })
}

fn panel(sweep: &Sweep<'_>, outcome: &str) -> Option<Panel> {
    let cells: Vec<(usize, usize, Response)> = places(sweep, outcome);
    let size = |response: &Response| response.difference.map_or(0.0, |it| it[0].abs());
    let great = cells.iter().map(|(_, _, response)| size(response)).fold(f64::MIN, f64::max);
    let [mut unsure, mut more, mut less] = [const { Vec::new() }; 3];
    for (row, column, response) in &cells {
        let strength = if great > 0.0 { size(response) / great } else { 0.0 };
        let cell = Cell { row: *row, column: *column, strength, text: text(outcome, response) };
        match response.difference {
            Some(difference) if is_sure(difference) && difference[0] > 0.0 => more.push(cell),
            Some(difference) if is_sure(difference) => less.push(cell),
            _ => unsure.push(Cell { strength: UNSURE, ..cell }),
        }
    }
    let names = |path| sweep.values_of(path).into_iter().map(str::to_owned).collect::<Vec<_>>();
    let paths = sweep.paths();
    let base = sweep.response(0, outcome);
    let written =
        base.map_or_else(String::new, |it| format!("; as written {}", text(outcome, &it)));
    let title = format!(
        "{} by {} (rows) and {} (columns){written}",
        sweep.label(outcome),
        paths[0],
        paths[1]
    );
    let marks = [(theme::OTHERS, unsure), (theme::GAIN, more), (theme::LOSS, less)];
    (!cells.is_empty()).then(|| Panel {
        height: 1.0,
        x: Axis::columns(names(1)),
        y: Axis::names(names(0)).titled(title),
        marks: marks.map(|(colour, cells)| Mark::new(colour, Form::Cells(cells))).into(),
        counts: None,
    })
}

/// Row, column and response of every cell that has something to say.
fn places(sweep: &Sweep<'_>, outcome: &str) -> Vec<(usize, usize, Response)> {
    let values = [0, 1].map(|path| sweep.values_of(path));
    let place = |path: usize, value: &str| values[path].iter().position(|one| *one == value);
    let cells = sweep.cells.iter().filter_map(|cell| {
        let [row, column] = [0, 1].map(|path| place(path, cell.settings[path].1));
        Some((row?, column?, sweep.response(cell.number, outcome)?))
    });
    cells.collect()
}

/// `143 ±8`.
fn text(outcome: &str, response: &Response) -> String {
    let mean = measured(outcome, response.mean[0], response.scale());
    if response.mean[1].is_nan() {
        return mean;
    }
    let half = (response.mean[2] - response.mean[1]) / 2.0;
    let half = measured_size(outcome, half, response.scale()).replace(" points", "");
    format!("{mean} ±{half}")
}
