//! **sankey**: where the focal firm's hires come from, and where its leavers go.

use crate::present::Run;
use crate::present::axis::Axis;
use crate::present::chart::Chart;
use crate::present::chart::Form;
use crate::present::chart::Mark;
use crate::present::chart::Panel;
use crate::present::format;
use crate::present::moves::around_focal;
use crate::present::theme;
use crate::present::theme::Colour;
use crate::record::OUTSIDE;

/// Each side has so many names of its own; the rest is pooled.
const MOST: usize = 8;
/// Between two blocks of a side, over the height of the plot: room for a line of text.
const GAP: f64 = 0.05;
/// From left to right: sources, the firm, destinations.
const COLUMNS: [[f64; 2]; 3] = [[0.0, 0.02], [0.46, 0.54], [0.98, 1.0]];

/// Ribbons from sources to the firm and from the firm to destinations; none if nobody came or left.
pub(super) fn sankey(run: &Run<'_>) -> Option<Chart> {
    let (hires, leavers) = (around_focal(run, false, MOST), around_focal(run, true, MOST));
    let sum = |moves: &[(&str, f64)]| moves.iter().map(|&(_, moves)| moves).sum::<f64>();
    let (joined, left) = (sum(&hires), sum(&leavers));
    let tall = joined.max(left);
    if tall <= 0.0 {
        return None;
    }
    let gaps = hires.len().max(leavers.len()).saturating_sub(1);
    let height = tall / (1.0 - GAP * gaps as f64);
    let middle = height / 2.0 + tall / 2.0;
    let mut marks = side(run, &hires, false, [height, middle]);
    marks.extend(side(run, &leavers, true, [height, middle]));
    let firm = Form::Block([COLUMNS[1], [middle - tall, middle]]);
    marks.push(Mark::new(run.colour(run.focal()), firm));
    let focal = run.label(run.focal());
    let (joined, left) = (format::count(joined), format::count(left));
    let histories = match run.replicates() {
        1 => "one simulated history".to_owned(),
        many => format!("mean of {many} simulated histories"),
    };
    let y = Axis::bare(0.0, height)
        .titled(format!("{joined} people join {focal} (left), {left} leave it (right)"));
    Some(Chart {
        title: format!("From where, through {focal}, to where"),
        subtitle: format!(
            "People who join and leave over the whole horizon — {histories}; heights are numbers of people"
        ),
        footnote: run.footnote(),
        rules: Vec::new(),
        panels: vec![Panel { height: 1.1, x: Axis::bare(0.0, 1.0), y, marks, counts: None }],
    })
}

/// The blocks and ribbons of one side, from the top; `heights` are those of the plot and of the top of
/// the firm.
fn side(run: &Run<'_>, moves: &[(&str, f64)], leaving: bool, heights: [f64; 2]) -> Vec<Mark> {
    let [height, mut inner] = heights;
    let sum: f64 = moves.iter().map(|&(_, moves)| moves).sum();
    let taken = sum + GAP * height * moves.len().saturating_sub(1) as f64;
    let mut outer = f64::midpoint(height, taken);
    let mut marks = Vec::new();
    for &(name, people) in moves {
        let colour = colour(run, name);
        let [at_firm, at_side] = [inner, outer].map(|top| [top - people, top]);
        let edge = |x: f64, [low, high]: [f64; 2]| [x, low, high];
        let (ribbon, column) = if leaving {
            ([edge(COLUMNS[1][1], at_firm), edge(COLUMNS[2][0], at_side)], COLUMNS[2])
        } else {
            ([edge(COLUMNS[0][1], at_side), edge(COLUMNS[1][0], at_firm)], COLUMNS[0])
        };
        marks.push(Mark::new(colour, Form::Ribbon(ribbon)));
        let block = Mark::new(colour, Form::Block([column, at_side]));
        let words = format!("{} {}", label(run, name, leaving), format::count(people));
        marks.push(if leaving { block.labelled(words) } else { block.after(words) });
        inner -= people;
        outer -= people + GAP * height;
    }
    marks
}

fn label<'a>(run: &Run<'a>, name: &'a str, leaving: bool) -> &'a str {
    match name {
        "" => "Others",
        OUTSIDE if leaving => "Out of the field, or dismissed",
        OUTSIDE => "Graduates",
        _ => run.label(name),
    }
}

fn colour(run: &Run<'_>, name: &str) -> Colour {
    if name.is_empty() { theme::OTHERS } else { run.colour(name) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;
    use crate::record::Tables;

    fn chart() -> Chart {
        let (scenario, tables) = (sample::scenario(), sample::tables());
        sankey(&Run::new(&scenario, &tables)).unwrap()
    }

    #[test]
    fn ribbons_keep_their_breadth_and_fill_the_firm_without_gaps() {
        let chart = chart();
        let ribbons: Vec<[[f64; 3]; 2]> = chart.panels[0]
            .marks
            .iter()
            .filter_map(|mark| if let Form::Ribbon(edges) = mark.form { Some(edges) } else { None })
            .collect();
        assert_eq!(ribbons.len(), 7);
        for [from, to] in &ribbons {
            assert!((from[2] - from[1] - (to[2] - to[1])).abs() < 1e-9);
        }
        let at_firm: Vec<[f64; 3]> = ribbons[..2].iter().map(|ribbon| ribbon[1]).collect();
        assert!((at_firm[0][1] - at_firm[1][2]).abs() < 1e-9);
        let leaving: Vec<[f64; 3]> = ribbons[2..].iter().map(|ribbon| ribbon[0]).collect();
        assert!(leaving.windows(2).all(|pair| (pair[0][1] - pair[1][2]).abs() < 1e-9));
    }

    #[test]
    fn everything_lies_within_the_plot_and_every_end_has_its_number() {
        let chart = chart();
        let panel = &chart.panels[0];
        let heights: Vec<f64> = super::super::heights(&panel.marks).collect();
        assert!(heights.iter().all(|&at| at >= panel.y.low - 1e-9 && at <= panel.y.high + 1e-9));
        let words = |text: &Option<String>| text.clone();
        let before: Vec<String> =
            panel.marks.iter().filter_map(|mark| words(&mark.before)).collect();
        assert!(before[0].starts_with("Graduates "), "{before:?}");
        assert_eq!(before.len(), 2);
        let after = panel.marks.iter().filter_map(|mark| words(&mark.label));
        assert!(after.clone().all(|words| words.ends_with(|c: char| c.is_ascii_digit())));
        assert_eq!(after.count(), 5);
    }

    #[test]
    fn a_firm_that_nobody_joins_or_leaves_has_no_chart() {
        let scenario = sample::scenario();
        assert_eq!(sankey(&Run::new(&scenario, &Tables::default())), None);
    }
}
