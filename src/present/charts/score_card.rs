//! **score-card**: what was reported against what was simulated, a row for each fact.

use crate::present::Comparison;
use crate::present::Run;
use crate::present::axis::Axis;
use crate::present::chart::Chart;
use crate::present::chart::Form;
use crate::present::chart::Mark;
use crate::present::chart::Panel;
use crate::present::fact;
use crate::present::theme;
use crate::record::FactRow;

/// The ends of the plot. What was reported lies from 0 to 1, or from a bound at one of the two on.
const ENDS: [f64; 2] = [-1.5, 2.5];
/// Half the height of what was reported, and of the median of a miss, in rows.
const HALF: [f64; 2] = [0.26, 0.15];
/// Half the width of an upright bar.
const BAR: f64 = 0.012;

/// The scored facts of a run; those about what differs between two worlds are a comparison's.
pub(super) fn of_run(run: &Run<'_>) -> Option<Chart> {
    chart(&run.facts(), &run.scenario.title, &simulated(run.replicates()), run.footnote())
}

/// The facts about what differs between two worlds.
pub(super) fn of_comparison(comparison: &Comparison<'_>) -> Option<Chart> {
    let (one, two) = (comparison.baseline.scenario, comparison.alternative.scenario);
    let title = format!("{} against {}", two.title, one.title);
    let direction = fact::direction(comparison);
    let words = format!("{}. What differs is {direction}", simulated(comparison.pairs()));
    chart(&comparison.facts(), &title, &words, comparison.alternative.footnote())
}

/// What is drawn of so many histories.
fn simulated(replicates: usize) -> String {
    match replicates {
        1 => "The one simulated history is a dot where it is a hit, and a bar where it is a miss"
            .to_owned(),
        many => format!(
            "Line: 5–95% of {many} simulated histories; their median is a dot where it is a hit, and a bar where it \
             is a miss"
        ),
    }
}

fn chart(facts: &[&FactRow], of: &str, simulated: &str, footnote: String) -> Option<Chart> {
    let scored: Vec<&FactRow> =
        facts.iter().copied().filter(|row| ["hit", "miss"].contains(&&*row.verdict)).collect();
    if scored.is_empty() {
        return None;
    }
    let hits = scored.iter().filter(|row| is_hit(row)).count();
    let names = scored.iter().map(|row| [fact::heading(row), fact::in_short(row)]);
    let places = std::iter::successors(Some(-0.5), |place| Some(place - 1.0));
    let marks = scored.iter().zip(places).flat_map(|(row, y)| marks(row, y)).collect();
    let panel = Panel {
        height: 1.0,
        x: Axis::bare(ENDS[0], ENDS[1]),
        y: Axis::rows(names.collect()),
        marks,
        counts: None,
    };
    Some(Chart {
        title: format!("{hits} of {} reported facts are hit: {of}", scored.len()),
        subtitle: format!(
            "Grey: what was reported, each on a scale of its own, its value upright. {simulated}. What lies beyond \
             the plot is drawn at its edge"
        ),
        footnote,
        rules: Vec::new(),
        panels: vec![panel],
    })
}

fn is_hit(row: &FactRow) -> bool {
    &*row.verdict == "hit"
}

/// Where numbers of a fact lie in the plot.
fn scale(row: &FactRow) -> impl Fn(f64) -> f64 + use<> {
    let band = row.band_low.zip(row.band_high).map_or(0.0, |(low, high)| high - low);
    let away = |bound: f64| row.simulated.map_or(0.0, |median| (median - bound).abs());
    // A bound has no width of its own: the greater of what is simulated and its distance is one.
    let unit = |bound: f64| Some(band.max(away(bound))).filter(|&unit| unit > 0.0).unwrap_or(1.0);
    let (from, unit) = match (row.low, row.high) {
        (Some(low), Some(high)) => (low, high - low),
        (Some(low), None) => (low, unit(low)),
        (None, Some(high)) => (high - unit(high), unit(high)),
        (None, None) => (0.0, 1.0),
    };
    move |number| ((number - from) / unit).clamp(ENDS[0], ENDS[1])
}

fn marks(row: &FactRow, y: f64) -> Vec<Mark> {
    let place = scale(row);
    let block = |x: [f64; 2], half: f64| Form::Block([x, [y - half, y + half]]);
    let end = |number: Option<f64>, edge: f64| number.map_or(edge, &place);
    let known = block([end(row.low, ENDS[0]), end(row.high, ENDS[1])], HALF[0]);
    let mut marks = vec![Mark::new(theme::GRID, known)];
    if let Some(value) = row.reported.map(&place) {
        marks.push(Mark::new(theme::SOFT, block([value - BAR, value + BAR], HALF[0])));
    }
    let colour = if is_hit(row) { theme::GAIN } else { theme::LOSS };
    if let Some((low, high)) = row.band_low.zip(row.band_high) {
        marks.push(Mark::new(colour, Form::Whisker { y, low: place(low), high: place(high) }));
    }
    if let Some(median) = row.simulated.map(&place) {
        marks.push(Mark::new(
            colour,
            if is_hit(row) {
                Form::Points(vec![[median, y]])
            } else {
                block([median - BAR * 1.5, median + BAR * 1.5], HALF[1])
            },
        ));
    }
    let words = Mark::new(colour, Form::Words([ENDS[1], y]));
    marks.push(words.labelled(fact::verdict(row)));
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;

    fn run_chart(change: impl Fn(&mut FactRow)) -> Option<Chart> {
        let (scenario, mut tables) = (sample::scenario(), sample::tables());
        tables.facts.iter_mut().for_each(change);
        of_run(&Run::new(&scenario, &tables))
    }

    /// The median and the words of every row.
    fn rows(chart: &Chart) -> Vec<(Option<&Form>, &str)> {
        let marks = &chart.panels[0].marks;
        let last =
            marks.iter().enumerate().filter_map(|(at, mark)| Some((at, mark.label.as_deref()?)));
        last.map(|(at, words)| (at.checked_sub(1).map(|before| &marks[before].form), words))
            .collect()
    }

    #[test]
    fn every_scored_fact_has_a_row_with_its_verdict_in_a_word_and_a_mark() {
        let chart = run_chart(|_| ()).unwrap();
        let rows = rows(&chart);
        assert_eq!(rows.len(), 3);
        for (form, words) in &rows {
            assert_eq!(matches!(form, Some(Form::Points(_))), *words == "hit", "{words}");
        }
        let hits = rows.iter().filter(|row| row.1 == "hit").count();
        assert!(chart.title.starts_with(&format!("{hits} of 3 ")), "{}", chart.title);
        assert!(hits > 0 && hits < 3);
    }

    #[test]
    fn a_row_is_to_scale_within_the_plot() {
        let row = FactRow { low: Some(10.0), high: Some(20.0), ..FactRow::default() };
        let place = scale(&row);
        for (number, at) in [(10.0, 0.0), (20.0, 1.0), (15.0, 0.5), (99.0, 2.5), (-99.0, -1.5)] {
            assert!((place(number) - at).abs() < 1e-12, "{number}");
        }
        let bound = FactRow { high: None, simulated: Some(14.0), ..row };
        assert!((scale(&bound)(14.0) - 1.0).abs() < 1e-12 && scale(&bound)(10.0).abs() < 1e-12);
        let bound = FactRow { low: None, high: Some(12.0), ..bound };
        assert!((scale(&bound)(12.0) - 1.0).abs() < 1e-12);
        assert!((scale(&bound)(14.0) - 2.0).abs() < 1e-12);
    }

    #[test]
    fn one_history_has_no_line() {
        let (scenario, mut tables) = (sample::scenario(), sample::tables());
        tables.firms.retain(|row| row.replicate == 1);
        let chart = of_run(&Run::new(&scenario, &tables)).unwrap();
        assert!(
            chart.subtitle.contains("The one simulated history is a dot"),
            "{}",
            chart.subtitle
        );
        assert!(!chart.subtitle.contains("5–95%") && !chart.subtitle.contains("histories"));
    }

    #[test]
    fn without_scored_facts_there_is_no_chart() {
        assert_eq!(run_chart(|row| row.verdict = "not-scored".into()), None);
    }

    #[test]
    fn a_comparison_has_the_facts_that_need_both_worlds() {
        let (baseline, alternative) = (sample::scenario(), sample::alternative());
        let mut tables = sample::comparison();
        let chart = of_comparison(&Comparison::new(&baseline, &alternative, &tables)).unwrap();
        assert_eq!(rows(&chart).len(), 2);
        let direction =
            "What differs is ‘Exodus 2024’ less or over ‘Research work kept as it was’.";
        assert!(chart.subtitle.contains(direction), "{}", chart.subtitle);
        tables.facts.iter_mut().for_each(|row| row.against = "another".into());
        assert_eq!(of_comparison(&Comparison::new(&baseline, &alternative, &tables)), None);
    }
}
