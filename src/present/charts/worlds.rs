//! **worlds**: what changes for the focal firm in each of several worlds.

use crate::present::Comparison;
use crate::present::axis::Axis;
use crate::present::chart::Chart;
use crate::present::chart::Form;
use crate::present::chart::Mark;
use crate::present::chart::Panel;
use crate::present::format;
use crate::present::format::Unit;
use crate::present::theme;

use super::common_horizon;
use super::heights;
use super::line_with_band;

/// The height of one panel over that of a chart with a single one.
const HEIGHT: f64 = 0.36;

/// One panel for each world over the same axes: departures less those of the baseline. Of a single
/// alternative the chart of the difference says more.
pub(super) fn worlds(comparisons: &[Comparison<'_>]) -> Option<Chart> {
    let first = comparisons.first().filter(|_| comparisons.len() > 1)?;
    let baseline = &first.baseline;
    let focal = baseline.label(baseline.focal());
    let marks: Vec<Vec<Mark>> = comparisons.iter().filter_map(marks).collect();
    if marks.len() < comparisons.len() {
        return None;
    }
    let reach: Vec<f64> = marks.iter().flat_map(|marks| heights(marks)).collect();
    let panels = comparisons.iter().zip(marks).map(|(comparison, marks)| {
        let title = comparison.alternative.scenario.title.clone();
        let y = Axis::covering(reach.iter().copied().chain([0.0]), Unit::Difference).titled(title);
        Panel { height: HEIGHT, x: common_horizon(first), y, marks, counts: None }
    });
    Some(Chart {
        title: format!("What changes for {focal} in {} worlds", comparisons.len()),
        subtitle: format!(
            "Cumulative departures for another firm less those of ‘{}’, same people and same luck — {}",
            baseline.scenario.title,
            first.spread("band"),
        ),
        footnote: baseline.footnote(),
        rules: Vec::new(),
        panels: panels.collect(),
    })
}

fn marks(comparison: &Comparison<'_>) -> Option<Vec<Mark>> {
    let (baseline, alternative) = (&comparison.baseline, &comparison.alternative);
    let paths = alternative.departures().less(&baseline.departures());
    if paths.replicates.is_empty() || paths.dates.is_empty() {
        return None;
    }
    let colour = baseline.colour(baseline.focal());
    let label = |value: f64| format::signed(value, usize::from(value.abs() < 9.95));
    let zero = Mark::new(theme::STRONG, Form::Level(0.0));
    let line = line_with_band(&paths, paths.mean(), colour, label);
    Some(std::iter::once(zero).chain(line).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;

    #[test]
    fn several_worlds_have_a_panel_each_over_the_same_axes() {
        let (baseline, alternative) = (sample::scenario(), sample::alternative());
        let tables = sample::comparison();
        let comparisons =
            [&alternative, &baseline].map(|world| Comparison::new(&baseline, world, &tables));
        let chart = worlds(&comparisons).unwrap();
        assert_eq!(chart.panels.len(), 2);
        let axes =
            [0, 1].map(|panel: usize| (chart.panels[panel].y.low, chart.panels[panel].y.high));
        assert_eq!(axes[0], axes[1]);
        assert_eq!(chart.panels[0].y.title, "Research work kept as it was");
        assert_eq!(worlds(&comparisons[..1]), None);
        assert!(chart.subtitle.ends_with("— mean of 20 pairs; band: 5–95% of pairs"));
    }
}
