//! **solution**: the curve that an answer was read from, the level, and the answer with its interval.

use crate::present::Solution;
use crate::present::axis::Axis;
use crate::present::chart::Chart;
use crate::present::chart::Form;
use crate::present::chart::Mark;
use crate::present::chart::Rule;
use crate::present::charts::heights;
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
    let y = Axis::covering(heights(&panel.marks), unit(&row.outcome));
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
