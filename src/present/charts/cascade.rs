//! **cascade**: who has followed whom out of the focal firm, in the first history, and which share of the leavers
//! has followed another.

use std::collections::BTreeMap;

use crate::present::Run;
use crate::present::axis::Axis;
use crate::present::chart::Chart;
use crate::present::chart::Form;
use crate::present::chart::Mark;
use crate::present::chart::Panel;
use crate::present::format;
use crate::present::theme;
use crate::record::CascadeRow;
use crate::stats::quantile;

use super::horizon;

/// So many lines at most, one for each leaver: the greatest cascades that fit.
const LINES: usize = 44;
/// Between two cascades, in lines.
const GAP: f64 = 0.6;
/// The height of a line, over that of a chart with a single panel.
const HEIGHT: f64 = 0.046;
/// The room left of the first day for its name, over the length of the horizon.
const ROOM: f64 = 0.03;

/// The greatest cascades of the first history as trees over time; none where nobody follows anybody.
pub(super) fn cascade(run: &Run<'_>) -> Option<Chart> {
    let rows: Vec<&CascadeRow> = run.fold.cascades.iter().collect();
    let first = rows.first()?.replicate;
    let trees = greatest(&rows);
    if trees.is_empty() {
        return None;
    }
    let (mut marks, mut line) = (Vec::new(), 0.0);
    for tree in &trees {
        draw(run, tree, line, &mut marks);
        line += tree.len() as f64 + GAP;
    }
    let mut x = horizon(run);
    x.low -= (x.high - x.low) * ROOM;
    let focal = run.label(run.focal());
    let y = Axis::bare(-line, 0.5).titled(format!(
        "The greatest cascades of replicate {first}: each line is somebody who left {focal}, and where to"
    ));
    Some(Chart {
        title: format!("Who followed whom out of {focal}"),
        subtitle: subtitle(run),
        footnote: run.footnote(),
        rules: run.rules(),
        panels: vec![Panel { height: line * HEIGHT, x, y, marks, counts: None }],
    })
}

/// Which share of the leavers has followed another, over all histories. Where one leaver draws fewer than one other
/// after him in the mean, that is this mean; the share of a history that ends is below 1 in any case.
fn subtitle(run: &Run<'_>) -> String {
    let followed = &run.fold.followed;
    let of_nobody: BTreeMap<u32, Vec<f64>> = followed.rows(&false).collect();
    let share = |(replicate, followers): (u32, Vec<f64>)| {
        let others = of_nobody.get(&replicate).map_or(0.0, |others| others[0]);
        followers[0] / (followers[0] + others)
    };
    let mut numbers: Vec<f64> = followed.rows(&true).map(share).collect();
    numbers.sort_by(f64::total_cmp);
    let [low, median, high] = [0.05, 0.5, 0.95].map(|p| format::decimal(quantile(&numbers, p), 2));
    let spread = match numbers.len() {
        1 => format!("{median} in the one simulated history"),
        many => format!("{median} (median of {many} simulated histories; 5–95%: {low} to {high})"),
    };
    format!(
        "Lines lead from who left to those who took an offer that came of it, or were asked along. Share of the leavers \
         who followed another: {spread}; without contagion it is 0"
    )
}

/// The greatest trees of one history that fit, each from the root on: a child comes after its parent, and
/// before the parent's next child.
fn greatest<'a>(rows: &[&'a CascadeRow]) -> Vec<Vec<&'a CascadeRow>> {
    let mut children: BTreeMap<u32, Vec<&CascadeRow>> = BTreeMap::new();
    for row in rows {
        if let Some(followed) = row.follows {
            children.entry(followed).or_default().push(row);
        }
    }
    let mut roots: Vec<&CascadeRow> =
        rows.iter().copied().filter(|row| row.follows.is_none() && row.descendants > 0).collect();
    roots.sort_by(|one, other| {
        other.descendants.cmp(&one.descendants).then(one.number.cmp(&other.number))
    });
    let (mut trees, mut lines) = (Vec::new(), 0);
    for root in roots {
        let mut tree = Vec::new();
        let mut open = vec![root];
        while let Some(row) = open.pop() {
            tree.push(row);
            open.extend(children.get(&row.number).into_iter().flatten().rev());
        }
        // A cascade that is too great for the chart alone is cut.
        tree.truncate(LINES);
        if lines + tree.len() <= LINES {
            lines += tree.len();
            trees.push(tree);
        }
    }
    trees
}

/// A tree from a line down: a dot for each leaver, with the firm that was joined, and a line to each from whom he
/// has followed.
fn draw(run: &Run<'_>, tree: &[&CascadeRow], from: f64, marks: &mut Vec<Mark>) {
    let mut places: BTreeMap<u32, [f64; 2]> = BTreeMap::new();
    let mut line = from;
    let mut dots = Vec::new();
    for row in tree {
        let at = [row.date.midnight().0, -line];
        if let Some(&[x, y]) = row.follows.and_then(|followed| places.get(&followed)) {
            let elbow = vec![[x, y], [x, at[1]], at];
            marks.push(Mark::new(theme::OTHERS, Form::Thin(elbow)));
        }
        places.insert(row.number, at);
        let who = match row.researcher.strip_prefix("role.") {
            Some(role) => role.replace('-', " "),
            None => row.class.to_string(),
        };
        let words = format!("{who} → {}", run.label(&row.to));
        dots.push(Mark::new(run.colour(&row.to), Form::Points(vec![at])).labelled(words));
        line += 1.0;
    }
    marks.extend(dots);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;
    use crate::quantity::Date;

    fn row(number: u32, follows: Option<u32>, descendants: u32, day: i8) -> CascadeRow {
        CascadeRow {
            scenario: sample::scenario().name.as_str().into(),
            replicate: 1,
            number,
            researcher: if number == 2 { "role.chief-scientist" } else { "openai.star/2023-01/1" }
                .into(),
            class: "star".into(),
            date: Date::new(2024, 5, day).unwrap(),
            to: "anthropic".into(),
            follows,
            generation: follows.map_or(0, |_| 1),
            descendants,
        }
    }

    #[test]
    fn the_greatest_cascade_stands_on_top_and_children_below_their_parents() {
        let (scenario, mut tables) = (sample::scenario(), sample::tables());
        assert_eq!(cascade(&Run::new(&scenario, &tables)), None);
        tables.cascades = vec![
            row(1, None, 1, 2),
            row(2, None, 3, 3),
            row(3, Some(2), 1, 5),
            row(4, Some(1), 0, 6),
            row(5, Some(3), 0, 7),
            row(6, Some(2), 0, 8),
            row(7, None, 0, 9),
        ];
        let all: Vec<&CascadeRow> = tables.cascades.iter().collect();
        let trees = greatest(&all);
        let numbers: Vec<Vec<u32>> =
            trees.iter().map(|tree| tree.iter().map(|row| row.number).collect()).collect();
        assert_eq!(numbers, [vec![2, 3, 5, 6], vec![1, 4]]);
        let chart = cascade(&Run::new(&scenario, &tables)).unwrap();
        assert!(chart.subtitle.contains("0.57 in the one simulated history"), "{}", chart.subtitle);
        let labels: Vec<&str> =
            chart.panels[0].marks.iter().filter_map(|mark| mark.label.as_deref()).collect();
        assert_eq!(labels.len(), 6);
        assert_eq!(labels[0], "chief scientist → Anthropic");
    }
}
