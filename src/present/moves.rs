//! Moves over the whole horizon, in the mean of a history: between all, or of the focal firm.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::record::OUTSIDE;
use crate::stats::mean_with_interval;

use super::Comparison;
use super::Run;
use super::fold::FirmColumn;

/// What those are called who have no row of their own.
const OTHERS: &str = "Others";

/// Moves between the firms and groups of a run, from origin to destination.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Matrix {
    /// What rows and columns are called: named firms from the largest down, then groups, then those
    /// who are pooled, and last the outside.
    pub names: Vec<String>,
    /// The labels of those who are pooled.
    pub pooled: Vec<String>,
    /// The mean head-count over the horizon; 0 of the outside.
    pub staff: Vec<f64>,
    /// Moves from a row to a column.
    pub moves: Vec<Vec<f64>>,
}

/// The rows of a matrix, which are its columns too.
struct Rows<'a> {
    /// Firms and groups with a row of their own.
    own: Vec<&'a str>,
    names: Vec<String>,
    pooled: Vec<String>,
}

impl<'a> Rows<'a> {
    /// Rows for some firms and groups, at most so many.
    fn of(units: &[&'a str], label: impl Fn(&'a str) -> &'a str, most: usize) -> Self {
        let kept = if units.len() < most { units.len() } else { most - 2 };
        let (own, rest) = units.split_at(kept);
        let labels = |names: &[&'a str]| {
            names.iter().map(|&name| label(name).to_owned()).collect::<Vec<_>>()
        };
        let mut names = labels(own);
        names.extend((!rest.is_empty()).then(|| OTHERS.to_owned()));
        names.push("Outside".to_owned());
        Self { own: own.to_vec(), names, pooled: labels(rest) }
    }

    fn place(&self, name: &str) -> usize {
        let own = self.own.iter().position(|&other| other == name);
        own.unwrap_or(if name == OUTSIDE { self.names.len() - 1 } else { self.own.len() })
    }

    /// A number for each pair of a row and a column.
    fn empty(&self) -> Vec<Vec<f64>> {
        vec![vec![0.0; self.names.len()]; self.names.len()]
    }
}

impl Matrix {
    /// The matrix with at most so many rows; none if nobody moves.
    pub(super) fn of(run: &Run<'_>, most: usize) -> Option<Self> {
        let moves = moves(run);
        if moves.is_empty() {
            return None;
        }
        let units = units(run);
        let names: Vec<&str> = units.iter().map(|&(name, _)| name).collect();
        let rows = Rows::of(&names, |name| run.label(name), most);
        let mut staff = vec![0.0; rows.names.len()];
        for &(name, people) in &units {
            staff[rows.place(name)] += people;
        }
        let mut sums = rows.empty();
        for ((from, to), moves) in moves {
            sums[rows.place(from)][rows.place(to)] += moves;
        }
        Some(Self { names: rows.names, pooled: rows.pooled, staff, moves: sums })
    }

    /// All pairs of a row and a column.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let places = 0..self.names.len();
        places.clone().flat_map(move |row| places.clone().map(move |column| (row, column)))
    }
}

/// What differs between two worlds in the moves over the whole horizon.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct MatrixDifference {
    /// What rows and columns are called, as of a [`Matrix`].
    pub names: Vec<String>,
    /// The labels of those who are pooled.
    pub pooled: Vec<String>,
    /// Moves from a row to a column in the alternative less those in the baseline: low, mean and high of the
    /// 95% interval of the mean over pairs of replicates.
    pub moves: Vec<Vec<[f64; 3]>>,
}

impl MatrixDifference {
    /// The difference with at most so many rows; none if nobody moves.
    pub(super) fn of(comparison: &Comparison<'_>, most: usize) -> Option<Self> {
        let (one, two) = (&comparison.baseline, &comparison.alternative);
        let mut names: Vec<&str> = units(one).iter().map(|&(name, _)| name).collect();
        let others: Vec<&str> = units(two).iter().map(|&(name, _)| name).collect();
        names.extend(others.into_iter().filter(|name| one.scenario.label_of(name).is_none()));
        let label = |name| one.scenario.label_of(name).unwrap_or_else(|| two.label(name));
        let rows = Rows::of(&names, label, most);
        let (before, after) = (by_replicate(one, &rows), by_replicate(two, &rows));
        let pairs: Vec<[&Vec<Vec<f64>>; 2]> = before
            .iter()
            .filter_map(|(replicate, before)| Some([before, after.get(replicate)?]))
            .collect();
        if pairs.is_empty() {
            return None;
        }
        let cell = |row: usize, column: usize| {
            let differences =
                pairs.iter().map(|[before, after]| after[row][column] - before[row][column]);
            mean_with_interval(&differences.collect::<Vec<_>>())
        };
        let all = 0..rows.names.len();
        let moves = all.clone().map(|row| all.clone().map(|column| cell(row, column)).collect());
        let moves = moves.collect();
        Some(Self { names: rows.names, pooled: rows.pooled, moves })
    }
}

/// Of every replicate the moves from row to column.
fn by_replicate(run: &Run<'_>, rows: &Rows<'_>) -> BTreeMap<u32, Vec<Vec<f64>>> {
    let mut all: BTreeMap<u32, Vec<Vec<f64>>> = BTreeMap::new();
    for pair @ (from, to) in run.fold.moves.series() {
        let (from, to) = (rows.place(from), rows.place(to));
        for (replicate, moves) in run.fold.moves.rows(pair) {
            all.entry(replicate).or_insert_with(|| rows.empty())[from][to] += moves[0];
        }
    }
    all
}

/// Where people of the focal firm come from, or where they go: names and moves from the most down.
/// Those beyond `most` are pooled under an empty name, last.
pub(super) fn around_focal<'a>(
    run: &'a Run<'_>,
    leaving: bool,
    most: usize,
) -> Vec<(&'a str, f64)> {
    let focal = run.focal();
    let moves = moves(run).into_iter().filter_map(|((from, to), moves)| {
        let (here, there) = if leaving { (from, to) } else { (to, from) };
        (here == focal && there != focal).then_some((there, moves))
    });
    let mut moves: Vec<(&str, f64)> = moves.collect();
    moves.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
    if moves.len() > most + 1 {
        let rest = moves.split_off(most);
        moves.push(("", rest.iter().map(|&(_, moves)| moves).sum()));
    }
    moves
}

/// Moves from origin to destination, in the mean of a history.
fn moves<'a>(run: &'a Run<'_>) -> BTreeMap<(&'a str, &'a str), f64> {
    let moves = &run.fold.moves;
    let replicates = run.replicates().max(1) as f64;
    let mean = |pair: &'a (Arc<str>, Arc<str>)| {
        let (from, to) = pair;
        ((&**from, &**to), moves.sum(pair) / replicates)
    };
    moves.series().map(mean).collect()
}

/// Named firms, then groups, each from the largest down, with their mean head-counts.
fn units<'a>(run: &Run<'a>) -> Vec<(&'a str, f64)> {
    let firms = &run.fold.firms;
    let steps = (firms.places().len() * run.replicates()).max(1) as f64;
    let mean = |name: &str| firms.sum(&(name.into(), FirmColumn::Headcount)) / steps;
    let sorted = |names: Vec<&'a String>| {
        let mut units: Vec<(&str, f64)> =
            names.into_iter().map(|name| (name.as_str(), mean(name))).collect();
        units.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
        units
    };
    let firms = sorted(run.scenario.firms.iter().map(|firm| &firm.name).collect());
    let groups = sorted(run.scenario.groups.iter().map(|group| &group.name).collect());
    [firms, groups].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;

    #[test]
    fn a_matrix_has_everybody_the_largest_firms_first_and_the_outside_last() {
        let (scenario, tables) = (sample::scenario(), sample::tables());
        let matrix = Matrix::of(&Run::new(&scenario, &tables), 14).unwrap();
        assert_eq!(matrix.names[..2], ["Meta", "OpenAI"]);
        assert_eq!(matrix.names[5..], ["Start-ups", "Outside"]);
        assert!(matrix.pooled.is_empty());
    }

    #[test]
    fn those_who_are_pooled_keep_all_moves_and_all_staff() {
        let (scenario, tables) = (sample::scenario(), sample::tables());
        let run = Run::new(&scenario, &tables);
        let (all, few) = (Matrix::of(&run, 14).unwrap(), Matrix::of(&run, 4).unwrap());
        assert_eq!(few.names, ["Meta", "OpenAI", "Others", "Outside"]);
        assert_eq!(few.pooled.len(), 4);
        let total = |matrix: &Matrix| matrix.moves.iter().flatten().sum::<f64>();
        assert!((total(&all) - total(&few)).abs() < 1e-9);
        assert!((all.staff.iter().sum::<f64>() - few.staff.iter().sum::<f64>()).abs() < 1e-9);
        assert!(few.moves[1][2] > all.moves[1][2]);
    }

    #[test]
    fn leavers_of_the_focal_firm_come_from_the_most_down_with_the_rest_last() {
        let (scenario, tables) = (sample::scenario(), sample::tables());
        let run = Run::new(&scenario, &tables);
        let all = around_focal(&run, true, 9);
        assert_eq!(all.len(), 5);
        assert!(all.windows(2).all(|pair| pair[0].1 >= pair[1].1));
        let few = around_focal(&run, true, 2);
        assert_eq!(
            few.iter().map(|&(name, _)| name).collect::<Vec<_>>(),
            ["anthropic", "meta", ""]
        );
        let sum = |moves: &[(&str, f64)]| moves.iter().map(|&(_, moves)| moves).sum::<f64>();
        assert!((sum(&all) - sum(&few)).abs() < 1e-9);
        assert_eq!(around_focal(&run, false, 9).len(), 2);
    }
}
