//! **flow-difference**: which moves there are more or fewer of in the alternative.

use crate::present::Comparison;
use crate::present::axis::Axis;
use crate::present::chart::Cell;
use crate::present::chart::Chart;
use crate::present::chart::Form;
use crate::present::chart::Mark;
use crate::present::chart::Panel;
use crate::present::format;
use crate::present::moves::MatrixDifference;
use crate::present::theme;
use crate::stats::quantile;

/// The matrix has no more rows than this, with those who are pooled and the outside.
const MOST: usize = 14;
/// Less than this is nothing to be seen.
const LEAST: f64 = 0.05;

/// The matrix of moves of the alternative less that of the baseline.
pub(super) fn flow_difference(comparison: &Comparison<'_>) -> Option<Chart> {
    let matrix = MatrixDifference::of(comparison, MOST)?;
    let pooled = if matrix.pooled.is_empty() {
        String::new()
    } else {
        format!(" Others: {}.", matrix.pooled.join(", "))
    };
    Some(Chart {
        title: format!("Who moves where instead: {}", comparison.alternative.scenario.title),
        subtitle: format!(
            "Moves over the whole horizon less those of ‘{}’, {}. Outside: graduates (row), people dismissed or \
             leaving the field (column).{pooled}",
            comparison.baseline.scenario.title,
            spread(comparison.pairs()),
        ),
        footnote: comparison.alternative.footnote(),
        rules: Vec::new(),
        panels: vec![panel(&matrix)],
    })
}

/// What cells and their colours mean.
fn spread(pairs: usize) -> String {
    match pairs {
        1 => "one pair on the same luck, which cannot tell more or fewer from chance: all is grey"
            .to_owned(),
        many => format!(
            "mean of {many} pairs on the same luck: blue more, orange fewer; grey where the 95% interval includes zero"
        ),
    }
}

fn panel(matrix: &MatrixDifference) -> Panel {
    let great = great(matrix);
    let [mut unsure, mut more, mut fewer] = [const { Vec::new() }; 3];
    for (row, cells) in matrix.moves.iter().enumerate() {
        for (column, &[low, mean, high]) in cells.iter().enumerate() {
            if mean.abs() < LEAST {
                continue;
            }
            let text = format::signed(mean, usize::from(mean.abs() < 9.95));
            let cell = Cell { column, row, strength: (mean.abs() / great).min(1.0), text };
            match (low > 0.0, high < 0.0) {
                (true, _) => more.push(cell),
                (_, true) => fewer.push(cell),
                _ => unsure.push(cell),
            }
        }
    }
    let marks = [(theme::OTHERS, unsure), (theme::GAIN, more), (theme::LOSS, fewer)];
    Panel {
        height: 1.0,
        x: Axis::columns(matrix.names.clone()),
        y: Axis::names(matrix.names.clone()).titled("More or fewer moves from row to column"),
        marks: marks.map(|(colour, cells)| Mark::new(colour, Form::Cells(cells))).into(),
        counts: None,
    }
}

/// What nine of ten sizes do not exceed: a single flow would make all others pale.
fn great(matrix: &MatrixDifference) -> f64 {
    let sizes = matrix.moves.iter().flatten().map(|[_, mean, _]| mean.abs());
    let mut sizes: Vec<f64> = sizes.filter(|&size| size >= LEAST).collect();
    sizes.sort_by(f64::total_cmp);
    quantile(&sizes, 0.9).max(LEAST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;
    use crate::record::Tables;

    fn cells(chart: &Chart) -> [Vec<Cell>; 3] {
        [0, 1, 2].map(|mark: usize| match &chart.panels[0].marks[mark].form {
            Form::Cells(cells) => cells.clone(),
            other => panic!("{other:?} are no cells"),
        })
    }

    #[test]
    fn a_world_that_keeps_its_people_has_fewer_moves_away() {
        let (baseline, alternative) = (sample::scenario(), sample::alternative());
        let tables = sample::comparison();
        let comparison = Comparison::new(&baseline, &alternative, &tables);
        let chart = flow_difference(&comparison).unwrap();
        let names = MatrixDifference::of(&comparison, MOST).unwrap().names;
        let focal = names.iter().position(|name| name == "OpenAI").unwrap();
        let [_, more, fewer] = cells(&chart);
        assert!(fewer.iter().any(|cell| cell.row == focal), "{fewer:?}");
        assert!(more.iter().all(|cell| cell.row != focal), "{more:?}");
    }

    #[test]
    fn of_one_pair_all_is_grey_and_nothing_is_said_of_intervals() {
        let (baseline, alternative) = (sample::scenario(), sample::alternative());
        let mut tables = sample::comparison();
        tables.firms.retain(|row| row.replicate == 1);
        tables.flows.retain(|row| row.replicate == 1);
        let chart = flow_difference(&Comparison::new(&baseline, &alternative, &tables)).unwrap();
        let [grey, more, fewer] = cells(&chart);
        assert!(!grey.is_empty() && more.is_empty() && fewer.is_empty());
        assert!(chart.subtitle.contains("one pair") && !chart.subtitle.contains("interval"));
    }

    #[test]
    fn the_same_world_twice_has_no_cells() {
        let baseline = sample::scenario();
        let tables = sample::tables();
        let chart = flow_difference(&Comparison::new(&baseline, &baseline, &tables)).unwrap();
        assert_eq!(cells(&chart), [vec![], vec![], vec![]]);
        assert_eq!(
            flow_difference(&Comparison::new(&baseline, &baseline, &Tables::default())),
            None
        );
    }
}
