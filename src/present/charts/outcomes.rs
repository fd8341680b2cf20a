//! **outcomes**: which outcomes differ, by how much, and how surely.

use crate::experiment::Measure;
use crate::experiment::measure_of;
use crate::present::Comparison;
use crate::present::axis::Axis;
use crate::present::chart::Chart;
use crate::present::chart::Form;
use crate::present::chart::Mark;
use crate::present::chart::Panel;
use crate::present::format::Unit;
use crate::present::outcome;
use crate::present::theme;
use crate::present::theme::Colour;
use crate::record::ComparisonRow;

/// A quantity that grows by more than this, over its baseline, is better told in times as many: on an axis of
/// percent it would press all others to the zero.
const MOST_GROWTH: f64 = 2.0;
/// No axis of ratios reaches further down than this: what is less lies at its end.
const LEAST_RATIO: f64 = 0.05;

/// What the differences of the outcomes of a panel are measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Yardstick {
    /// Percent of the baseline.
    Percent,
    /// Times the baseline, equal ratios equally far apart.
    Times,
    /// Points: shares.
    Points,
}

/// A dot and a whisker for every compared outcome, quantities against their baseline and shares in points:
/// those that surely differ first, the greatest difference on top.
pub(super) fn outcomes(comparison: &Comparison<'_>) -> Option<Chart> {
    let rows = comparison.outcomes();
    let (shares, quantities): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| is_share(row));
    let panels = [(yardstick(&quantities), quantities), (Yardstick::Points, shares)];
    let panels = panels.into_iter().filter(|(_, rows)| !rows.is_empty());
    let is_cut = panels.clone().any(|(yardstick, rows)| rows.iter().any(|row| yardstick.cuts(row)));
    let mut panels: Vec<Panel> =
        panels.map(|(yardstick, rows)| panel(comparison, yardstick, rows)).collect();
    if panels.len() > 1 {
        for (panel, title) in panels.iter_mut().zip(["Quantities", "Shares"]) {
            panel.y.title.push_str(title);
        }
    }
    let (baseline, alternative) = (&comparison.baseline.scenario, &comparison.alternative.scenario);
    (!panels.is_empty()).then(|| Chart {
        title: format!("What differs: {}", alternative.title),
        subtitle: format!(
            "{}{}",
            spread(&baseline.title, comparison.pairs()),
            if is_cut {
                format!(". What is less than {LEAST_RATIO} is drawn at the edge")
            } else {
                String::new()
            }
        ),
        footnote: comparison.alternative.footnote(),
        rules: Vec::new(),
        panels,
    })
}

/// What dots, whiskers and colours mean.
fn spread(baseline: &str, pairs: usize) -> String {
    match pairs {
        1 => format!(
            "Difference from ‘{baseline}’ in one pair, which cannot tell more or less from chance: all is grey"
        ),
        many => format!(
            "Mean paired difference from ‘{baseline}’ with its 95% interval over {many} pairs; blue: more, orange: \
             less, grey: the interval includes zero"
        ),
    }
}

fn is_share(row: &ComparisonRow) -> bool {
    matches!(measure_of(&row.outcome), Some(Measure::Share))
}

/// What quantities are measured in: percent, unless one of them becomes many times as great.
fn yardstick(rows: &[&ComparisonRow]) -> Yardstick {
    let ends = rows.iter().filter_map(|row| Yardstick::Percent.ends(row)).flatten();
    if ends.fold(0.0, f64::max) > MOST_GROWTH { Yardstick::Times } else { Yardstick::Percent }
}

fn panel(
    comparison: &Comparison<'_>,
    yardstick: Yardstick,
    mut rows: Vec<&ComparisonRow>,
) -> Panel {
    rows.sort_by(|one, other| {
        let sure = outcome::differs(other).cmp(&outcome::differs(one));
        sure.then(yardstick.size(other).total_cmp(&yardstick.size(one)))
    });
    let names =
        rows.iter().map(|row| [outcome::label(comparison, &row.outcome), outcome::from_to(row)]);
    let y = Axis::rows(names.collect());
    let x = yardstick.axis(rows.iter().filter_map(|row| yardstick.ends(row)).flatten());
    let places = std::iter::successors(Some(-0.5), |place| Some(place - 1.0));
    let marks = rows.iter().zip(places).flat_map(|(row, place)| marks(yardstick, row, place));
    let unchanged = Mark::new(theme::STRONG, Form::Upright(yardstick.unchanged()));
    let marks = std::iter::once(unchanged).chain(marks).collect();
    Panel { height: 1.0, x, y, marks, counts: None }
}

impl Yardstick {
    /// Low, mean and high; nothing if there is no baseline to measure by.
    fn ends(self, row: &ComparisonRow) -> Option<[f64; 3]> {
        // One pair has no interval.
        let end = |end: f64| if end.is_nan() { row.difference } else { end };
        let ends = [end(row.low), row.difference, end(row.high)];
        let size = row.baseline.abs();
        match self {
            Self::Points => Some(ends.map(|value| value * 100.0)),
            Self::Percent => (size > 0.0).then(|| ends.map(|value| value / size)),
            Self::Times => (row.baseline > 0.0).then(|| ends.map(|value| 1.0 + value / size)),
        }
    }

    /// Whether some of a row lies beyond the axis.
    fn cuts(self, row: &ComparisonRow) -> bool {
        let is_less = |ends: [f64; 3]| ends.iter().any(|&end| end < LEAST_RATIO);
        self == Self::Times && self.ends(row).is_some_and(is_less)
    }

    /// How far the mean is from where nothing changes.
    fn size(self, row: &ComparisonRow) -> f64 {
        self.ends(row).map_or(0.0, |[_, mean, _]| match self {
            Self::Points | Self::Percent => mean.abs(),
            Self::Times => mean.max(LEAST_RATIO).ln().abs(),
        })
    }

    /// The place of what does not differ.
    fn unchanged(self) -> f64 {
        if self == Self::Times { 1.0 } else { 0.0 }
    }

    fn axis(self, ends: impl Iterator<Item = f64>) -> Axis {
        match self {
            Self::Points => {
                Axis::covering(ends.chain([0.0]), Unit::Difference).titled("Difference in points")
            }
            Self::Percent => Axis::covering(ends.chain([0.0]), Unit::Change)
                .titled("Difference in percent of the baseline"),
            Self::Times => {
                let ends = ends.map(|ratio| ratio.max(LEAST_RATIO));
                Axis::covering_ratios(ends.chain([0.5, 2.0]), Unit::Plain)
                    .titled("Times the baseline (logarithmic axis)")
            }
        }
    }
}

fn marks(yardstick: Yardstick, row: &ComparisonRow, y: f64) -> Vec<Mark> {
    let colour = colour(row);
    let words = outcome::difference(row);
    match yardstick.ends(row) {
        Some([low, mean, high]) => vec![
            Mark::new(colour, Form::Whisker { y, low, high }),
            Mark::new(colour, Form::Points(vec![[mean, y]])).labelled(words),
        ],
        None => vec![Mark::new(colour, Form::Words([yardstick.unchanged(), y])).labelled(words)],
    }
}

/// Not the colour of a firm: many have none but the grey of what is not sure.
fn colour(row: &ComparisonRow) -> Colour {
    match row.difference {
        _ if !outcome::differs(row) => theme::OTHERS,
        more if more > 0.0 => theme::GAIN,
        _ => theme::LOSS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::axis::Scale;
    use crate::present::sample;
    use crate::record::Tables;

    fn chart(tables: &Tables) -> Chart {
        let (baseline, alternative) = (sample::scenario(), sample::alternative());
        outcomes(&Comparison::new(&baseline, &alternative, tables)).unwrap()
    }

    #[test]
    fn every_outcome_has_a_row_and_grey_ones_include_zero() {
        let tables = sample::comparison();
        let chart = chart(&tables);
        let marks = chart.panels.iter().flat_map(|panel| &panel.marks);
        let dots: Vec<&Mark> = marks.filter(|mark| mark.label.is_some()).collect();
        assert_eq!(dots.len(), tables.comparison.len());
        let mut rows = tables.comparison;
        rows.sort_by_key(is_share);
        for (dot, row) in dots.iter().zip(&rows) {
            assert_eq!(dot.colour == theme::OTHERS, row.low <= 0.0 && row.high >= 0.0);
        }
    }

    #[test]
    fn what_surely_differs_is_never_grey_even_if_the_focal_firm_is() {
        let (mut baseline, alternative) = (sample::scenario(), sample::alternative());
        // Groups have no colour of their own.
        baseline.focal = baseline.unit_named("start-ups").unwrap();
        let tables = sample::comparison();
        let comparison = Comparison::new(&baseline, &alternative, &tables);
        assert_eq!(comparison.baseline.colour(comparison.baseline.focal()), theme::OTHERS);
        let chart = outcomes(&comparison).unwrap();
        let marks = || chart.panels.iter().flat_map(|panel| &panel.marks);
        let of =
            |colour| marks().filter(|mark| mark.label.is_some() && mark.colour == colour).count();
        let more = tables.comparison.iter().filter(|row| row.low > 0.0).count();
        let fewer = tables.comparison.iter().filter(|row| row.high < 0.0).count();
        assert_eq!((of(theme::GAIN), of(theme::LOSS)), (more, fewer));
        assert!(more > 0 && fewer > 0);
    }

    #[test]
    fn shares_have_points_of_their_own_and_no_small_baseline_squeezes_the_rest() {
        let mut tables = sample::comparison();
        let share = tables.comparison.iter_mut().find(|row| is_share(row)).unwrap();
        (share.baseline, share.difference) = (0.04, 0.92);
        (share.low, share.high) = (0.9, 0.94);
        let chart_of = chart(&tables);
        let [quantities, shares] = &chart_of.panels[..] else { panic!("two panels") };
        assert!(quantities.x.high <= 1.0, "{:?}", quantities.x);
        assert_eq!((shares.x.low, shares.x.high), (0.0, 100.0));
        let quantity = tables.comparison.iter_mut().find(|row| !is_share(row)).unwrap();
        (quantity.baseline, quantity.difference) = (2.0, 38.0);
        (quantity.low, quantity.high) = (-1.95, 40.0);
        let chart = chart(&tables);
        let axis = &chart.panels[0].x;
        assert_eq!(axis.scale, Scale::Ratios(Unit::Plain));
        assert!((axis.low - 0.05).abs() < 1e-9 && (axis.high - 50.0).abs() < 1e-9, "{axis:?}");
        assert_eq!(chart.panels[0].marks[0].form, Form::Upright(1.0));
        assert_eq!(axis.title, "Times the baseline (logarithmic axis)");
        let note = ". What is less than 0.05 is drawn at the edge";
        assert!(chart.subtitle.ends_with(note), "{}", chart.subtitle);
        let quantity = tables.comparison.iter_mut().find(|row| !is_share(row)).unwrap();
        quantity.low = 36.0;
        assert!(!self::chart(&tables).subtitle.contains("edge"));
        assert!(!chart_of.subtitle.contains("edge"));
    }

    #[test]
    fn one_pair_has_no_interval_and_is_not_called_pairs() {
        let mut tables = sample::comparison();
        tables.firms.retain(|row| row.replicate == 1);
        for row in &mut tables.comparison {
            (row.low, row.high) = (f64::NAN, f64::NAN);
        }
        let chart = chart(&tables);
        for words in ["interval", "5–95%", "95%", "1 pairs"] {
            assert!(!chart.subtitle.contains(words), "{}", chart.subtitle);
        }
        let marks = chart.panels.iter().flat_map(|panel| &panel.marks);
        assert!(marks.filter(|mark| mark.label.is_some()).all(|mark| mark.colour == theme::OTHERS));
    }

    #[test]
    fn a_baseline_of_zero_has_words_but_no_dot() {
        let mut tables = sample::comparison();
        tables.comparison[0].baseline = 0.0;
        let words = |mark: &&Mark| matches!(mark.form, Form::Words(_));
        assert_eq!(chart(&tables).panels[0].marks.iter().filter(words).count(), 1);
    }
}
