//! **overlay**: the focal firm in both worlds.

use crate::present::Comparison;
use crate::present::Run;
use crate::present::axis::Axis;
use crate::present::chart::Chart;
use crate::present::chart::Panel;
use crate::present::fold::FirmColumn;
use crate::present::format;
use crate::present::format::Unit;
use crate::present::paths::Paths;
use crate::present::theme;

use super::common_horizon;
use super::heights;
use super::line_with_band;

/// Head-count above, cumulative departures below, the baseline in grey behind the alternative.
pub(super) fn overlay(comparison: &Comparison<'_>) -> Option<Chart> {
    let (baseline, alternative) = (&comparison.baseline, &comparison.alternative);
    if comparison.pairs() == 0 {
        return None;
    }
    let focal = baseline.label(baseline.focal());
    let employed = |run: &Run<'_>| run.firm(baseline.focal(), FirmColumn::Headcount);
    let left = |run: &Run<'_>| run.departures();
    let panels = vec![
        panel(comparison, 0.45, format!("People employed by {focal}"), employed),
        panel(comparison, 0.55, format!("People who have left {focal} for another firm"), left),
    ];
    Some(Chart {
        title: format!("{focal} in both worlds"),
        subtitle: format!(
            "Grey: ‘{}’; coloured: ‘{}’ — {}; same luck in both",
            baseline.scenario.title,
            alternative.scenario.title,
            baseline.spread()
        ),
        footnote: alternative.footnote(),
        rules: comparison.rules(),
        panels,
    })
}

fn panel(
    comparison: &Comparison<'_>,
    height: f64,
    title: String,
    paths: impl Fn(&Run<'_>) -> Paths,
) -> Panel {
    let (baseline, alternative) = (&comparison.baseline, &comparison.alternative);
    let colour = baseline.colour(baseline.focal());
    let mut marks = Vec::new();
    for (run, colour) in [(baseline, theme::OTHERS), (alternative, colour)] {
        let paths = paths(run);
        let label = |people| format!("{} {}", run.scenario.title, format::count(people));
        marks.extend(line_with_band(&paths, paths.median(), colour, label));
    }
    let y = Axis::covering(heights(&marks).chain([0.0]), Unit::Count).titled(title);
    Panel { height, x: common_horizon(comparison), y, marks, counts: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::chart::Form;
    use crate::present::sample;
    use crate::record::Tables;

    #[test]
    fn both_worlds_are_in_each_panel_the_alternative_in_front() {
        let (baseline, alternative) = (sample::scenario(), sample::alternative());
        let tables = sample::comparison();
        let chart = overlay(&Comparison::new(&baseline, &alternative, &tables)).unwrap();
        for panel in &chart.panels {
            let [.., before, _, line] = &panel.marks[..] else { panic!("two bands, two lines") };
            assert_eq!(before.colour, theme::OTHERS);
            assert!(matches!((&before.form, &line.form), (Form::Line(_), Form::Line(_))));
            assert!(line.label.as_ref().unwrap().starts_with("Research work kept as it was "));
        }
        let ends = [1, 3].map(|mark: usize| chart.panels[1].marks[mark].end().unwrap()[1]);
        assert!(ends[0] > ends[1] + 20.0, "{ends:?}");
        assert!(chart.rules.iter().any(|rule| rule.detail.ends_with("baseline only")));
    }

    #[test]
    fn without_rows_there_is_no_chart() {
        let (baseline, alternative) = (sample::scenario(), sample::alternative());
        let tables = Tables::default();
        assert_eq!(overlay(&Comparison::new(&baseline, &alternative, &tables)), None);
    }
}
