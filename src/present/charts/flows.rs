//! **flows**: who moves where, as counts, as rates, and net.
//!
//! In a stationary market the flows between two firms are about equal both ways, however unequal the
//! firms (detailed balance): counts show size, rates show pull, and only the net shows who gains.

use crate::present::Run;
use crate::present::axis::Axis;
use crate::present::chart::Cell;
use crate::present::chart::Chart;
use crate::present::chart::Form;
use crate::present::chart::Mark;
use crate::present::chart::Panel;
use crate::present::format;
use crate::present::moves::Matrix;
use crate::present::theme;
use crate::present::theme::Colour;
use crate::quantity::DAYS_PER_YEAR;
use crate::stats::quantile;

/// A matrix has no more rows than this, with those who are pooled and the outside.
const MOST: usize = 14;
/// Less than this is nothing to be seen.
const LEAST: f64 = 0.05;
/// How strong the cells of moves within a group are, whatever their number.
const WITHIN: f64 = 0.3;

/// Three matrices: moves, moves per 100 staff of the origin and year, and net moves.
pub(super) fn flows(run: &Run<'_>) -> Option<Chart> {
    let matrix = Matrix::of(run, MOST)?;
    let time = run.scenario.time;
    let years = time.end.midnight().since(time.start.midnight()).0 / DAYS_PER_YEAR;
    let rate = |row: usize, column: usize| {
        let people_years = matrix.staff[row] * years;
        if people_years > 0.0 { matrix.moves[row][column] / people_years * 100.0 } else { 0.0 }
    };
    let plain = |value: f64| format::decimal(value, usize::from(value < 9.95));
    let signed = |value: f64| format::signed(value, usize::from(value.abs() < 9.95));
    let blue = [theme::GAIN, theme::GAIN];
    let panels = [
        Table {
            title: "Moves from row to column",
            colours: blue,
            value: &|row, column| matrix.moves[row][column],
            text: &plain,
        },
        Table {
            title: "The same per 100 staff of the row and year",
            colours: blue,
            value: &rate,
            text: &plain,
        },
        Table {
            title: "Net gain of the row from the column: moves from column to row less those back",
            colours: [theme::GAIN, theme::LOSS],
            value: &|row, column| matrix.moves[column][row] - matrix.moves[row][column],
            text: &signed,
        },
    ];
    Some(Chart {
        title: "Who moves where".to_owned(),
        subtitle: subtitle(run, &matrix),
        footnote: run.footnote(),
        rules: Vec::new(),
        panels: panels.iter().map(|table| table.panel(&matrix)).collect(),
    })
}

fn subtitle(run: &Run<'_>, matrix: &Matrix) -> String {
    let histories = match run.replicates() {
        1 => "One simulated history".to_owned(),
        many => format!("Mean of {many} simulated histories"),
    };
    let pooled = if matrix.pooled.is_empty() {
        String::new()
    } else {
        format!(" Others: {}.", matrix.pooled.join(", "))
    };
    format!(
        "{histories} over the whole horizon, the stronger a cell the more; grey on the diagonal: moves within \
         a group. Outside: graduates (row), people dismissed or leaving the field (column).{pooled} A market \
         that neither grows nor changes would have as many moves back as forth"
    )
}

/// One number for each pair of a row and a column, and how it is shown.
struct Table<'a> {
    title: &'a str,
    /// The colours of numbers above and below zero.
    colours: [Colour; 2],
    value: &'a dyn Fn(usize, usize) -> f64,
    text: &'a dyn Fn(f64) -> String,
}

impl Table<'_> {
    fn panel(&self, matrix: &Matrix) -> Panel {
        let great = self.great(matrix);
        let [mut within, mut above, mut below] = [const { Vec::new() }; 3];
        for (row, column) in matrix.pairs() {
            let value = (self.value)(row, column);
            let seen = value.abs() >= LEAST;
            let text = if seen { (self.text)(value) } else { String::new() };
            let strength = (value.abs() / great).min(1.0);
            let cell = Cell { column, row, strength, text };
            if row == column {
                within.push(Cell { strength: WITHIN, ..cell });
            } else if seen && value > 0.0 {
                above.push(cell);
            } else if seen {
                below.push(cell);
            }
        }
        let marks = [(theme::OTHERS, within), (self.colours[0], above), (self.colours[1], below)];
        Panel {
            height: 1.0,
            x: Axis::columns(matrix.names.clone()),
            y: Axis::names(matrix.names.clone()).titled(self.title),
            marks: marks.map(|(colour, cells)| Mark::new(colour, Form::Cells(cells))).into(),
            counts: None,
        }
    }

    /// What nine of ten sizes between two firms or groups do not exceed: a single flow, such as that of
    /// graduates, would make all others pale. The outside is another matter.
    fn great(&self, matrix: &Matrix) -> f64 {
        let outside = matrix.names.len() - 1;
        let inside = |&(row, column): &(usize, usize)| row != column && row.max(column) < outside;
        let pairs = matrix.pairs().filter(inside);
        let sizes = pairs.map(|(row, column)| (self.value)(row, column).abs());
        let mut sizes: Vec<f64> = sizes.filter(|&size| size >= LEAST).collect();
        sizes.sort_by(f64::total_cmp);
        quantile(&sizes, 0.9).max(LEAST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;
    use crate::record::Tables;

    fn cells(chart: &Chart, panel: usize) -> [Vec<Cell>; 3] {
        [0, 1, 2].map(|mark: usize| match &chart.panels[panel].marks[mark].form {
            Form::Cells(cells) => cells.clone(),
            other => panic!("{other:?} are no cells"),
        })
    }

    #[test]
    fn counts_rates_and_net_flows_stand_under_each_other() {
        let (scenario, tables) = (sample::scenario(), sample::tables());
        let chart = flows(&Run::new(&scenario, &tables)).unwrap();
        let names = chart.panels.iter().map(|panel| panel.y.title.split(' ').next().unwrap());
        assert_eq!(names.collect::<Vec<_>>(), ["Moves", "The", "Net"]);
        let [diagonal, counts, none] = cells(&chart, 0);
        assert_eq!(diagonal.len(), 7);
        assert!(none.is_empty());
        let greatest = counts.iter().find(|cell| cell.strength >= 1.0).unwrap();
        assert!(greatest.row < 6 && greatest.column < 6);
    }

    #[test]
    fn what_one_loses_another_gains() {
        let (scenario, tables) = (sample::scenario(), sample::tables());
        let chart = flows(&Run::new(&scenario, &tables)).unwrap();
        let [_, gained, lost] = cells(&chart, 2);
        assert_eq!(lost.len(), gained.len());
        assert!(!lost.is_empty());
        for cell in &lost {
            let mirrored =
                gained.iter().find(|other| other.row == cell.column && other.column == cell.row);
            let mirrored = mirrored.expect("a gain for every loss");
            assert_eq!(
                mirrored.text.trim_start_matches('+'),
                cell.text.trim_start_matches('\u{2212}')
            );
        }
    }

    #[test]
    fn rates_of_an_origin_without_known_staff_are_left_out() {
        let (scenario, tables) = (sample::scenario(), sample::tables());
        let chart = flows(&Run::new(&scenario, &tables)).unwrap();
        let outside = 6;
        let rows =
            |panel| cells(&chart, panel)[1].iter().filter(|cell| cell.row == outside).count();
        assert_eq!((rows(0), rows(1)), (1, 0));
    }

    #[test]
    fn without_moves_there_is_no_matrix() {
        let scenario = sample::scenario();
        assert_eq!(flows(&Run::new(&scenario, &Tables::default())), None);
    }
}
