//! **solution**: the curve that an answer was read from, the level, and the answer with its interval.

use crate::present::Solution;
use crate::present::axis::Axis;
use crate::present::chart::Chart;
use crate::present::chart::Form;
use crate::present::chart::Mark;
use crate::present::chart::Rule;
use crate::present::charts::heights;
use crate::present::format::Unit;
use crate::present::solution;
use crate::present::sweep::unit;
use crate::present::theme;

use super::curve::curve;

/// The chart of a solution, with the name of its file; nothing where no world had something to say.
pub fn charts_of_solution(solution: &Solution<'_>) -> Vec<(&'static str, Chart)> {
    chart(solution).map(|chart| ("solution", chart)).into_iter().collect()
}

fn chart(solution: &Solution<'_>) -> Option<Chart> {
    let row = solution.row;
    let mut chart = curve(&solution.sweep)?;
    let panel = chart.panels.first_mut()?;
    let level = [
        Mark::new(theme::LOSS, Form::Level(row.level)),
        Mark::new(theme::LOSS, Form::Words([panel.x.high, row.level]))
            .labelled(format!("level: {}", solution.level())),
    ];
    panel.marks.extend(level);
    let y = axis_around(row.level, heights(&panel.marks).collect(), unit(&row.outcome));
    panel.y = y.titled(panel.y.title.clone());
    if let Some(answer) = row.answer {
        let left = row.answer_low.unwrap_or(panel.x.low);
        let right = row.answer_high.unwrap_or(panel.x.high);
        let edges = [left, right].map(|at| [at, panel.y.low, panel.y.high]);
        panel.marks.insert(0, Mark::new(theme::LOSS, Form::Band(edges.into())));
        chart.rules =
            vec![Rule { at: answer, label: solution.lever(answer), detail: solution.interval() }];
    }
    let read = "Orange: the level, and where it lies within the interval of the mean, which is taken as \
                linear from one value that was tried to the next";
    Some(Chart {
        title: solution::title(solution),
        subtitle: format!("{}. {read}", chart.subtitle),
        ..chart
    })
}

/// An axis over heights that does not end at the level: there, its line could not be told from that of the axis.
fn axis_around(level: f64, mut heights: Vec<f64>, unit: Unit) -> Axis {
    let axis = Axis::covering(heights.iter().copied(), unit);
    let length = axis.high - axis.low;
    let is_at = |end: f64| (level - end).abs() < length * 1e-6;
    let beyond = [(axis.low, -1.0), (axis.high, 1.0)].into_iter().filter(|&(end, _)| is_at(end));
    heights.extend(beyond.map(|(end, side)| end + side * length / 20.0));
    Axis::covering(heights, unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_level_lies_at_an_end_of_its_axis() {
        let ends = |level: f64, heights: [f64; 2]| {
            let axis = axis_around(level, [&heights[..], &[level]].concat(), Unit::Share);
            (axis.low, axis.high)
        };
        assert_eq!(ends(0.5, [0.2, 0.9]), (0.2, 1.0));
        for (level, heights) in [(0.2, [0.31, 0.9]), (1.0, [0.31, 0.7]), (0.0, [0.1, 0.4])] {
            let (low, high) = ends(level, heights);
            assert!(low < level - 0.01 && level + 0.01 < high, "{level}: {low} to {high}");
        }
    }
}
