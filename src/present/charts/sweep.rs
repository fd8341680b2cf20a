//! The charts of a sweep: one path as a curve, two as a heat map, more as clouds.

mod cloud;
mod curve;
mod heat_map;
mod rows;
mod solution;

pub use solution::charts_of_solution;

use crate::present::Sweep;
use crate::present::chart::Chart;

type SweepChart = fn(&Sweep<'_>) -> Option<Chart>;

/// The charts of a sweep, with the names of their files; `None` where there is nothing to show.
const OF_SWEEP: &[(&str, SweepChart)] = &[
    ("response", curve::curve),
    ("response", rows::rows),
    ("heat-map", heat_map::heat_map),
    ("clouds", cloud::cloud),
];

/// All charts of a sweep that have something to show, with the names of their files.
pub fn charts_of_sweep(sweep: &Sweep<'_>) -> Vec<(&'static str, Chart)> {
    OF_SWEEP.iter().filter_map(|&(name, draw)| Some((name, draw(sweep)?))).collect()
}

/// Whether the cells have every value of every path with every other.
fn is_grid(sweep: &Sweep<'_>) -> bool {
    let paths = 0..sweep.paths().len();
    paths.map(|path| sweep.values_of(path).len()).product::<usize>() == sweep.cells.len()
}

/// How many histories a number is the mean of.
fn histories(sweep: &Sweep<'_>) -> String {
    match sweep.replicates() {
        1 => "one simulated history, hence no interval".to_owned(),
        many => format!("mean of {many} simulated histories with its 95% interval"),
    }
}
