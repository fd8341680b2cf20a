//! **difference**: how departures from the focal firm differ, pair by pair, over time.

use crate::present::Comparison;
use crate::present::axis::Axis;
use crate::present::chart::Chart;
use crate::present::chart::Form;
use crate::present::chart::Mark;
use crate::present::chart::Panel;
use crate::present::format;
use crate::present::format::Unit;
use crate::present::paths::Paths;
use crate::present::theme;
use crate::present::theme::Colour;

use super::heights;
use super::line_with_band;

/// The paired difference of cumulative departures, in all and by destination.
pub(super) fn difference(comparison: &Comparison<'_>) -> Option<Chart> {
    let (baseline, alternative) = (&comparison.baseline, &comparison.alternative);
    let focal = baseline.label(baseline.focal());
    let all = alternative.departures().less(&baseline.departures());
    if all.replicates.is_empty() || all.dates.is_empty() {
        return None;
    }
    let pairs = all.replicates.len();
    let total = [("All firms", all, baseline.colour(baseline.focal()))];
    let parts = destinations(comparison);
    let title = format!("More or fewer people who have left {focal} for another firm");
    let mut panels = vec![panel(comparison, &total, 0.45, title)];
    if !parts.is_empty() {
        panels.push(panel(
            comparison,
            &parts,
            0.55,
            "The same by destination, at the ends of months".to_owned(),
        ));
    }
    Some(Chart {
        title: format!("What changes for {focal}: {}", alternative.scenario.title),
        subtitle: format!(
            "Cumulative departures less those of ‘{}’, same people and same luck — mean of {pairs} pairs \
             with 5–95% band over pairs",
            baseline.scenario.title
        ),
        footnote: alternative.footnote(),
        rules: comparison.rules(),
        panels,
    })
}

/// The destinations that matter in either scenario, those that change most on top.
fn destinations<'a>(comparison: &Comparison<'a>) -> Vec<(&'a str, Paths, Colour)> {
    let (baseline, alternative) = (&comparison.baseline, &comparison.alternative);
    let mut names: Vec<&str> = baseline.destinations().iter().map(|&(name, _)| name).collect();
    for (name, _) in alternative.destinations() {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let mut changes: Vec<_> = names
        .into_iter()
        .map(|name| {
            let paths = alternative.departures_to(name).less(&baseline.departures_to(name));
            (name, paths)
        })
        .collect();
    let size = |paths: &Paths| paths.mean().last().map_or(0.0, |end| end[1].abs());
    changes.sort_by(|a, b| size(&b.1).total_cmp(&size(&a.1)).then(a.0.cmp(b.0)));
    changes.truncate(4);
    let label = |name| {
        let label = baseline.label(name);
        if label == name { alternative.label(name) } else { label }
    };
    let coloured = changes.into_iter().rev();
    coloured.map(|(name, paths)| (label(name), paths, baseline.colour(name))).collect()
}

fn panel(
    comparison: &Comparison<'_>,
    series: &[(&str, Paths, Colour)],
    height: f64,
    title: String,
) -> Panel {
    let mut marks = vec![Mark::new(theme::STRONG, Form::Level(0.0))];
    for (name, paths, colour) in series {
        let line = paths.mean();
        let size = line.last().map_or(0.0, |end| end[1]);
        let places = usize::from(size.abs() < 10.0);
        let label = |value| format!("{name} {}", format::signed(value, places));
        marks.extend(line_with_band(paths, line, *colour, label));
    }
    let y = Axis::covering(heights(&marks), Unit::Difference).titled(title);
    let time = comparison.baseline.scenario.time;
    let end = time.end.min(comparison.alternative.scenario.time.end);
    let start = time.start.max(comparison.alternative.scenario.time.start);
    Panel { height, x: Axis::dates(start, end), y, marks, counts: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;

    #[test]
    fn the_total_and_four_destinations_are_drawn_around_a_line_at_zero() {
        let (baseline, alternative) = (sample::scenario(), sample::alternative());
        let tables = sample::comparison();
        let chart = difference(&Comparison::new(&baseline, &alternative, &tables)).unwrap();
        let counts: Vec<usize> = chart.panels.iter().map(|panel| panel.marks.len()).collect();
        assert_eq!(counts, [3, 9]);
        for panel in &chart.panels {
            assert_eq!(panel.marks[0].form, Form::Level(0.0));
            assert!(panel.y.low <= 0.0 && panel.y.high >= 0.0);
        }
    }

    #[test]
    fn a_scenario_does_not_differ_from_itself() {
        let baseline = sample::scenario();
        let tables = sample::tables();
        let comparison = Comparison::new(&baseline, &baseline, &tables);
        let chart = difference(&comparison).unwrap();
        let Form::Line(line) = &chart.panels[0].marks[2].form else { panic!("a line") };
        assert!(line.iter().all(|point| point[1].abs() < 1e-12));
        assert_eq!(chart.panels[0].marks[2].label.as_deref(), Some("All firms 0.0"));
    }
}
