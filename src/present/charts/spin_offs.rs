//! **spin-offs**: whose people found firms, and what becomes of them.

use std::collections::BTreeMap;

use crate::present::Run;
use crate::present::axis::Axis;
use crate::present::chart::Chart;
use crate::present::chart::Form;
use crate::present::chart::Mark;
use crate::present::chart::Panel;
use crate::present::fan::BAND;
use crate::present::fan::Fan;
use crate::present::format;
use crate::present::theme;
use crate::present::theme::Colour;

/// So many firms have a block of their own; the rest is pooled.
const MOST: usize = 8;
/// Between two blocks of a side, over the height of the plot: room for a line of text.
const GAP: f64 = 0.05;
/// Firms on the left, what became of what their people founded on the right.
const COLUMNS: [[f64; 2]; 2] = [[0.0, 0.02], [0.98, 1.0]];
/// What becomes of a firm: as in tables, and in words.
const FORTUNES: [(&str, &str, Colour); 3] = [
    ("succeeded", "Came out of stealth", theme::GAIN),
    ("running", "Still in stealth", theme::OTHERS),
    ("failed", "Closed", theme::LOSS),
];

/// How many of the firms that people of one firm found come to each fortune, in every replicate that has any.
type Counts<'a> = BTreeMap<&'a str, BTreeMap<u32, [f64; FORTUNES.len()]>>;

/// Ribbons from the firms that founders leave to what becomes of theirs; none if nobody founds one.
pub(super) fn spin_offs(run: &Run<'_>) -> Option<Chart> {
    let parents = parents(run);
    if parents.is_empty() {
        return None;
    }
    let all: f64 = parents.iter().map(|parent| parent.mean.iter().sum::<f64>()).sum();
    let height = all / (1.0 - GAP * parents.len().max(FORTUNES.len()).saturating_sub(1) as f64);
    let histories = match run.replicates() {
        1 => "one simulated history".to_owned(),
        many => format!("mean of {many} simulated histories, with 5–95% of them in brackets"),
    };
    let founded = format::decimal(all, format::places_for(all));
    let y = Axis::bare(0.0, height).titled(format!(
        "{founded} firms founded: the firms that their founders left (left), what became of them (right)"
    ));
    let marks = marks(run, &parents, height);
    Some(Chart {
        title: "Whose people found firms, and what becomes of them".to_owned(),
        subtitle: format!("Firms founded within the horizon — {histories}"),
        footnote: run.footnote(),
        rules: Vec::new(),
        panels: vec![Panel { height: 1.1, x: Axis::bare(0.0, 1.0), y, marks, counts: None }],
    })
}

/// A firm or group that founders left.
struct Parent<'a> {
    /// Its name; empty for those that are pooled.
    name: &'a str,
    /// Firms of each fortune in a history.
    mean: [f64; FORTUNES.len()],
    /// The same in every history.
    histories: Vec<[f64; FORTUNES.len()]>,
}

/// The parents, from the most firms down; the last ones are pooled.
fn parents<'a>(run: &'a Run<'_>) -> Vec<Parent<'a>> {
    let mut counts: Counts<'a> = BTreeMap::new();
    for series @ (parent, outcome) in run.fold.foundings.series() {
        let by_replicate = counts.entry(parent).or_default();
        let fortune = FORTUNES.iter().position(|(name, ..)| **name == **outcome).unwrap_or(1);
        for (replicate, firms) in run.fold.foundings.rows(series) {
            by_replicate.entry(replicate).or_default()[fortune] += firms[0];
        }
    }
    let of = |(name, counted): (&'a str, BTreeMap<u32, [f64; FORTUNES.len()]>)| {
        parent(name, counted, run.replicates())
    };
    let mut parents: Vec<Parent<'a>> = counts.clone().into_iter().map(of).collect();
    let founded = |parent: &Parent<'_>| parent.mean.iter().sum::<f64>();
    parents.sort_by(|one, other| {
        founded(other).total_cmp(&founded(one)).then(one.name.cmp(other.name))
    });
    if parents.len() > MOST + 1 {
        let mut pooled: BTreeMap<u32, [f64; FORTUNES.len()]> = BTreeMap::new();
        for rest in parents.split_off(MOST) {
            for (&replicate, counted) in &counts[rest.name] {
                let sum = pooled.entry(replicate).or_default();
                sum.iter_mut().zip(counted).for_each(|(sum, count)| *sum += count);
            }
        }
        parents.push(parent("", pooled, run.replicates()));
    }
    parents
}

fn parent(
    name: &str,
    counted: BTreeMap<u32, [f64; FORTUNES.len()]>,
    replicates: usize,
) -> Parent<'_> {
    let mut histories: Vec<[f64; FORTUNES.len()]> = counted.into_values().collect();
    // Histories in which nobody founds a firm have no rows.
    histories.resize(replicates.max(histories.len()), [0.0; FORTUNES.len()]);
    let mean = [0, 1, 2].map(|fortune: usize| {
        histories.iter().map(|counts| counts[fortune]).sum::<f64>() / histories.len() as f64
    });
    Parent { name, mean, histories }
}

/// Ribbons and blocks, from the top of both sides.
fn marks(run: &Run<'_>, parents: &[Parent<'_>], height: f64) -> Vec<Mark> {
    let totals = [0, 1, 2]
        .map(|fortune: usize| parents.iter().map(|parent| parent.mean[fortune]).sum::<f64>());
    let all: f64 = totals.iter().sum();
    let mut tops = tops(&totals, height, all);
    let ends = tops.clone();
    let sums: Vec<f64> = parents.iter().map(|parent| parent.mean.iter().sum()).collect();
    let starts = self::tops(&sums, height, all);
    let (mut ribbons, mut blocks) = (Vec::new(), Vec::new());
    for ((parent, &sum), start) in parents.iter().zip(&sums).zip(starts) {
        let colour = colour(run, parent.name);
        let mut from = start;
        for (top, &firms) in tops.iter_mut().zip(&parent.mean).filter(|(_, firms)| **firms > 0.0) {
            let edge = |x: f64, top: f64| [x, top - firms, top];
            let edges = [edge(COLUMNS[0][1], from), edge(COLUMNS[1][0], *top)];
            ribbons.push(Mark::new(colour, Form::Ribbon(edges)));
            (from, *top) = (from - firms, *top - firms);
        }
        let words = words(label(run, parent.name), &parent.histories, |counts| counts.iter().sum());
        let block = Form::Block([COLUMNS[0], [start - sum, start]]);
        blocks.push(Mark::new(colour, block).after(words));
    }
    for (number, ((&(_, name, colour), &sum), top)) in
        FORTUNES.iter().zip(&totals).zip(ends).enumerate()
    {
        let histories = together(parents);
        let words = words(name, &histories, |counts| counts[number]);
        let block = Form::Block([COLUMNS[1], [top - sum, top]]);
        blocks.push(Mark::new(colour, block).labelled(words));
    }
    ribbons.into_iter().chain(blocks).collect()
}

/// Where the blocks of a side begin, from the top, in the middle of the plot.
fn tops(sizes: &[f64], height: f64, all: f64) -> Vec<f64> {
    let taken = all + GAP * height * sizes.len().saturating_sub(1) as f64;
    let mut top = f64::midpoint(height, taken);
    let next = |&size: &f64| {
        let this = top;
        top -= size + GAP * height;
        this
    };
    sizes.iter().map(next).collect()
}

/// Firms of each fortune in every history, of whatever parent.
fn together(parents: &[Parent<'_>]) -> Vec<[f64; FORTUNES.len()]> {
    let mut sums: Vec<[f64; FORTUNES.len()]> = Vec::new();
    for parent in parents {
        sums.resize(parent.histories.len(), [0.0; FORTUNES.len()]);
        for (sum, counts) in sums.iter_mut().zip(&parent.histories) {
            sum.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
    }
    sums
}

/// A name with the mean of a number over histories, and the band that most of them lie in.
fn words(
    name: &str,
    histories: &[[f64; FORTUNES.len()]],
    number: impl Fn(&[f64; FORTUNES.len()]) -> f64,
) -> String {
    let numbers: Vec<f64> = histories.iter().map(number).collect();
    let fan = Fan::of([(0.0, numbers)]);
    let mean = fan.mean().first().map_or(0.0, |&[_, mean]| mean);
    let mean = format::decimal(mean, format::places_for(mean));
    match fan.band(BAND).first() {
        Some(&[_, low, high]) if histories.len() > 1 => {
            let [low, high] = [low, high].map(format::count);
            format!("{name} {mean} ({low}–{high})")
        }
        _ => format!("{name} {mean}"),
    }
}

fn label<'a>(run: &Run<'a>, name: &'a str) -> &'a str {
    if name.is_empty() { "Others" } else { run.label(name) }
}

fn colour(run: &Run<'_>, name: &str) -> Colour {
    if name.is_empty() { theme::OTHERS } else { run.colour(name) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;
    use crate::record::Tables;

    fn blocks(chart: &Chart) -> Vec<[f64; 2]> {
        let marks = chart.panels[0].marks.iter();
        marks
            .filter_map(|mark| if let Form::Block([_, at]) = mark.form { Some(at) } else { None })
            .collect()
    }

    #[test]
    fn both_sides_are_as_high_as_all_firms_and_lie_within_the_plot() {
        let (scenario, tables) = (sample::scenario(), sample::tables());
        let chart = spin_offs(&Run::new(&scenario, &tables)).unwrap();
        let blocks = blocks(&chart);
        let (left, right) = blocks.split_at(blocks.len() - FORTUNES.len());
        let high = |blocks: &[[f64; 2]]| blocks.iter().map(|[low, high]| high - low).sum::<f64>();
        let all = tables.foundings.len() as f64 / f64::from(sample::REPLICATES);
        assert!((high(left) - all).abs() < 1e-9 && (high(right) - all).abs() < 1e-9);
        let panel = &chart.panels[0];
        let heights: Vec<f64> = super::super::heights(&panel.marks).collect();
        assert!(heights.iter().all(|&at| at >= panel.y.low - 1e-9 && at <= panel.y.high + 1e-9));
    }

    #[test]
    fn parents_are_told_with_mean_and_band_from_the_most_firms_down() {
        let (scenario, tables) = (sample::scenario(), sample::tables());
        let chart = spin_offs(&Run::new(&scenario, &tables)).unwrap();
        let before: Vec<&String> =
            chart.panels[0].marks.iter().filter_map(|mark| mark.before.as_ref()).collect();
        assert_eq!(before.len(), 2);
        assert!(before[0].starts_with("OpenAI ") && before[0].ends_with(')'), "{before:?}");
        let after: Vec<&String> =
            chart.panels[0].marks.iter().filter_map(|mark| mark.label.as_ref()).collect();
        assert!(after[0].starts_with("Came out of stealth ") && after.len() == 3, "{after:?}");
    }

    #[test]
    fn many_parents_are_pooled_and_lose_no_firm() {
        let (scenario, mut tables) = (sample::scenario(), sample::tables());
        for (number, row) in tables.foundings.iter_mut().enumerate() {
            row.parent = format!("parent-{}", number % 20).into();
        }
        let run = Run::new(&scenario, &tables);
        let parents = parents(&run);
        assert_eq!((parents.len(), parents[MOST].name), (MOST + 1, ""));
        let all: f64 = parents.iter().flat_map(|parent| parent.mean).sum();
        let expected = tables.foundings.len() as f64 / f64::from(sample::REPLICATES);
        assert!((all - expected).abs() < 1e-9);
    }

    #[test]
    fn where_nobody_founds_a_firm_there_is_no_chart() {
        let scenario = sample::scenario();
        assert_eq!(spin_offs(&Run::new(&scenario, &Tables::default())), None);
    }
}
