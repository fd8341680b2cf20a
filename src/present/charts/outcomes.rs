//! **outcomes**: which outcomes differ, by how much, and how surely.

use crate::present::Comparison;
use crate::present::axis::Axis;
use crate::present::chart::Chart;
use crate::present::chart::Form;
use crate::present::chart::Mark;
use crate::present::chart::Panel;
use crate::present::format::Unit;
use crate::present::outcome;
use crate::present::theme;
use crate::record::ComparisonRow;

/// A dot and a whisker for every compared outcome, in percent of the baseline: those that surely differ first,
/// the greatest difference on top.
pub(super) fn outcomes(comparison: &Comparison<'_>) -> Option<Chart> {
    let mut rows = comparison.outcomes();
    if rows.is_empty() {
        return None;
    }
    let size = |row: &ComparisonRow| relative(row).map_or(0.0, |[_, mean, _]| mean.abs());
    rows.sort_by(|one, other| {
        let sure = outcome::differs(other).cmp(&outcome::differs(one));
        sure.then(size(other).total_cmp(&size(one)))
    });
    let (baseline, alternative) = (&comparison.baseline.scenario, &comparison.alternative.scenario);
    let names =
        rows.iter().map(|row| [outcome::label(comparison, &row.outcome), outcome::from_to(row)]);
    let y = Axis::rows(names.collect());
    let ends = rows.iter().flat_map(|row| relative(row).into_iter().flatten());
    let x = Axis::covering(ends.chain([0.0]), Unit::Change);
    let x = x.titled("Difference in percent of the baseline");
    let places = std::iter::successors(Some(-0.5), |place| Some(place - 1.0));
    let marks = rows.iter().zip(places).flat_map(|(row, place)| marks(comparison, row, place));
    let zero = Mark::new(theme::STRONG, Form::Upright(0.0));
    let marks = std::iter::once(zero).chain(marks).collect();
    Some(Chart {
        title: format!("What differs: {}", alternative.title),
        subtitle: format!(
            "Mean paired difference from ‘{}’ with its 95% interval over {} pairs; grey where the interval \
             includes zero",
            baseline.title,
            comparison.pairs()
        ),
        footnote: comparison.alternative.footnote(),
        rules: Vec::new(),
        panels: vec![Panel { height: 1.0, x, y, marks, counts: None }],
    })
}

/// Low, mean and high over the baseline's size; nothing if the baseline is zero.
fn relative(row: &ComparisonRow) -> Option<[f64; 3]> {
    let size = row.baseline.abs();
    (size > 0.0).then(|| [row.low, row.difference, row.high].map(|value| value / size))
}

fn marks(comparison: &Comparison<'_>, row: &ComparisonRow, y: f64) -> Vec<Mark> {
    let focal = comparison.baseline.focal();
    let colour =
        if outcome::differs(row) { comparison.baseline.colour(focal) } else { theme::OTHERS };
    let words = outcome::difference(row);
    match relative(row) {
        Some([low, mean, high]) => vec![
            Mark::new(colour, Form::Whisker { y, low, high }),
            Mark::new(colour, Form::Points(vec![[mean, y]])).labelled(words),
        ],
        None => vec![Mark::new(colour, Form::Words([0.0, y])).labelled(words)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;

    #[test]
    fn every_outcome_has_a_row_and_grey_ones_include_zero() {
        let (baseline, alternative) = (sample::scenario(), sample::alternative());
        let tables = sample::comparison();
        let chart = outcomes(&Comparison::new(&baseline, &alternative, &tables)).unwrap();
        let dots: Vec<&Mark> =
            chart.panels[0].marks.iter().filter(|mark| mark.label.is_some()).collect();
        assert_eq!(dots.len(), tables.comparison.len());
        for (dot, row) in dots.iter().zip(&tables.comparison) {
            assert_eq!(dot.colour == theme::OTHERS, row.low <= 0.0 && row.high >= 0.0);
        }
    }

    #[test]
    fn a_baseline_of_zero_has_words_but_no_dot() {
        let (baseline, alternative) = (sample::scenario(), sample::alternative());
        let mut tables = sample::comparison();
        tables.comparison[0].baseline = 0.0;
        let chart = outcomes(&Comparison::new(&baseline, &alternative, &tables)).unwrap();
        let words = |mark: &&Mark| matches!(mark.form, Form::Words(_));
        assert_eq!(chart.panels[0].marks.iter().filter(words).count(), 1);
    }
}
