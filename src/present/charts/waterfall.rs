//! **waterfall**: from a world without some causes to one with all of them, cause by cause.

use crate::experiment::Measure;
use crate::experiment::measure_of;
use crate::present::Attribution;
use crate::present::attribution::change_in_words;
use crate::present::attribution::scale;
use crate::present::axis::Axis;
use crate::present::chart::Chart;
use crate::present::chart::Form;
use crate::present::chart::Mark;
use crate::present::chart::Panel;
use crate::present::format::Unit;
use crate::present::measured::measured;
use crate::present::theme;
use crate::record::AttributionRow;

/// How many outcomes are drawn; the page has the numbers of all.
const OUTCOMES: usize = 3;
/// Half the height of a bar, in rows.
const HALF: f64 = 0.22;

/// A bar for each cause, from where the causes before it have led to where it leads.
pub(super) fn waterfall(attribution: &Attribution<'_>) -> Option<Chart> {
    let outcomes = attribution.outcomes();
    if outcomes.is_empty() {
        return None;
    }
    let panels = outcomes.iter().take(OUTCOMES).map(|outcome| panel(attribution, outcome));
    let scenario = attribution.scenario;
    Some(Chart {
        title: format!("What it is due to: {}", scenario.title),
        subtitle: format!(
            "Shapley values of the causes, which add up to the whole difference, the greatest first; {}",
            spread(attribution.replicates(), &attribution.method())
        ),
        footnote: crate::present::run::footnote(scenario),
        rules: Vec::new(),
        panels: panels.collect(),
    })
}

/// What bars and their colours mean.
fn spread(replicates: usize, method: &str) -> String {
    match replicates {
        1 => format!(
            "grey, since one replicate has no intervals; the same luck in all worlds, with {method}"
        ),
        many => format!(
            "bars: their 95% intervals over {many} replicates, each on the same luck in all worlds, with {method}; grey \
             where the interval includes zero"
        ),
    }
}

fn panel(attribution: &Attribution<'_>, outcome: &str) -> Panel {
    let rows = attribution.rows(outcome);
    let [none, all] = rows.first().map_or([0.0; 2], |row| [row.none, row.all]);
    let size = rows.first().map_or(1.0, |row| scale(row));
    let names =
        rows.iter().map(|row| [attribution.label(&row.player), attribution.detail(&row.player)]);
    let end = |words: &str, world: &str| [words.to_owned(), world.to_owned()];
    let without = attribution.other.map_or("the other world", |other| other.title.as_str());
    let first = std::iter::once(end("None of them", without));
    let names: Vec<[String; 2]> =
        first.chain(names).chain([end("All of them", "the scenario")]).collect();
    let mut marks = vec![dot(-0.5, none, measured(outcome, none, size))];
    let mut reached = none;
    for (row, y) in rows.iter().zip(places().skip(1)) {
        marks.extend(bar(row, reached, y));
        reached += row.value;
    }
    let last = places().nth(rows.len() + 1).unwrap_or_default();
    marks.push(step(reached, last));
    marks.push(dot(last, all, measured(outcome, all, size)));
    let x = Axis::covering(marks.iter().flat_map(breadth), unit(outcome));
    let y = Axis::rows(names).titled(attribution.heading(outcome));
    Panel { height: 1.0, x, y, marks, counts: None }
}

/// The middles of the rows, from the top.
fn places() -> impl Iterator<Item = f64> {
    std::iter::successors(Some(-0.5), |place| Some(place - 1.0))
}

fn dot(y: f64, value: f64, words: String) -> Mark {
    Mark::new(theme::INK, Form::Points(vec![[value, y]])).labelled(words)
}

/// The thin line from one row to the next.
fn step(at: f64, y: f64) -> Mark {
    Mark::new(theme::OTHERS, Form::Thin(vec![[at, y + 1.0 - HALF], [at, y + HALF]]))
}

fn bar(row: &AttributionRow, from: f64, y: f64) -> Vec<Mark> {
    let to = from + row.value;
    // One replicate has no interval, and tells nothing from chance.
    let is_sure = row.low > 0.0 || row.high < 0.0;
    let colour = match row.value {
        _ if !is_sure => theme::OTHERS,
        more if more > 0.0 => theme::GAIN,
        _ => theme::LOSS,
    };
    let block = Form::Block([[from.min(to), from.max(to)], [y - HALF, y + HALF]]);
    let mut marks = vec![step(from, y), Mark::new(colour, block)];
    let mut right = from.max(to);
    if row.high > row.low {
        let (low, high) = (from + row.low, from + row.high);
        marks.push(Mark::new(theme::INK, Form::Whisker { y, low, high }));
        right = right.max(high);
    }
    marks.push(Mark::new(theme::INK, Form::Words([right, y])).labelled(change_in_words(row)));
    marks
}

fn breadth(mark: &Mark) -> Vec<f64> {
    match &mark.form {
        Form::Points(points) | Form::Thin(points) => points.iter().map(|point| point[0]).collect(),
        Form::Block([ends, _]) => ends.to_vec(),
        Form::Whisker { low, high, .. } => vec![*low, *high],
        _ => Vec::new(),
    }
}

fn unit(outcome: &str) -> Unit {
    match measure_of(outcome) {
        Some(Measure::Share) => Unit::Share,
        Some(Measure::Dollars) => Unit::Dollars,
        _ => Unit::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::attribution::tests::tables;
    use crate::present::sample;

    #[test]
    fn the_bars_lead_from_none_to_all_without_a_gap() {
        let (scenario, tables) = (sample::scenario(), tables());
        let view = Attribution { scenario: &scenario, other: None, tables: &tables };
        let chart = waterfall(&view).unwrap();
        let marks = &chart.panels[0].marks;
        let bars: Vec<[f64; 2]> = marks
            .iter()
            .filter_map(|mark| match mark.form {
                Form::Block([ends, _]) => Some(ends),
                _ => None,
            })
            .collect();
        assert_eq!(bars, [[43.0, 114.0], [114.0, 154.0], [142.0, 154.0], [142.0, 143.0]]);
        let Form::Points(last) = &marks.last().unwrap().form else { panic!("a dot") };
        assert!((last[0][0] - 143.0).abs() < 1e-12);
        let greys = marks
            .iter()
            .filter(|mark| mark.colour == theme::OTHERS && matches!(mark.form, Form::Block(_)));
        assert_eq!(greys.count(), 2);
        assert_eq!(charts_rows(&chart), 6);
    }

    fn charts_rows(chart: &Chart) -> usize {
        match &chart.panels[0].y.scale {
            crate::present::axis::Scale::Rows(names) => names.len(),
            _ => 0,
        }
    }

    #[test]
    fn one_replicate_has_no_intervals_and_all_is_grey() {
        let (scenario, mut tables) = (sample::scenario(), tables());
        for row in &mut tables.attribution {
            (row.low, row.high, row.replicates) = (f64::NAN, f64::NAN, 1);
        }
        let view = Attribution { scenario: &scenario, other: None, tables: &tables };
        let chart = waterfall(&view).unwrap();
        assert!(chart.subtitle.contains("one replicate") && !chart.subtitle.contains("95%"));
        let blocks = chart.panels[0].marks.iter();
        let mut blocks = blocks.filter(|mark| matches!(mark.form, Form::Block(_)));
        assert!(blocks.all(|mark| mark.colour == theme::OTHERS));
    }

    #[test]
    fn without_rows_there_is_no_chart() {
        let (scenario, tables) = (sample::scenario(), crate::record::Tables::default());
        let view = Attribution { scenario: &scenario, other: None, tables: &tables };
        assert_eq!(waterfall(&view), None);
    }
}
