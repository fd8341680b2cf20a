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

use super::common_horizon;
use super::heights;
use super::line_with_band;

/// Between two intervals at the end, over the length of the horizon.
const APART: f64 = 0.022;
/// The room for them, over the length of the horizon.
const ROOM: f64 = 0.11;

/// The paired difference of cumulative departures, in all and by destination.
pub(super) fn difference(comparison: &Comparison<'_>) -> Option<Chart> {
    let (baseline, alternative) = (&comparison.baseline, &comparison.alternative);
    let focal = baseline.label(baseline.focal());
    let all = alternative.departures().less(&baseline.departures());
    if all.replicates.is_empty() || all.dates.is_empty() {
        return None;
    }
    let destinations = destinations(comparison);
    let title = format!("More or fewer people who have left {focal} for another firm");
    let mut panels = vec![total(comparison, &all, title)];
    if !destinations.is_empty() {
        panels.push(parts(comparison, &destinations));
    }
    Some(Chart {
        title: format!("What changes for {focal}: {}", alternative.scenario.title),
        subtitle: format!(
            "Cumulative departures less those of ‘{}’, same people and same luck — {}",
            baseline.scenario.title,
            comparison.spread("band and bars")
        ),
        footnote: alternative.footnote(),
        rules: comparison.rules(),
        panels,
    })
}

/// The destinations that matter in either scenario, those that change most on top.
fn destinations<'a>(comparison: &'a Comparison<'_>) -> Vec<(&'a str, Paths, Colour)> {
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

/// The total with its band.
fn total(comparison: &Comparison<'_>, paths: &Paths, title: String) -> Panel {
    let colour = comparison.baseline.colour(comparison.baseline.focal());
    let label = |value| words("All firms", value);
    let mut marks = vec![Mark::new(theme::STRONG, Form::Level(0.0))];
    marks.extend(line_with_band(paths, paths.mean(), colour, label));
    panel(comparison, 0.45, marks, title)
}

/// One line for each destination. Bands of several would cover each other: each has its interval at
/// the end instead, beside those of the others, unless there is one pair only. Lines are steps, since a slope would rise
/// before its cause.
fn parts(comparison: &Comparison<'_>, parts: &[(&str, Paths, Colour)]) -> Panel {
    let mut marks = vec![Mark::new(theme::STRONG, Form::Level(0.0))];
    let mut places = (1..).map(|number| f64::from(number) * APART);
    let axis = common_horizon(comparison);
    for (name, paths, colour) in parts {
        let line = paths.mean();
        let (Some([_, mean]), Some(beside)) = (line.last().copied(), places.next()) else {
            continue;
        };
        let (line, label) = (Mark::new(*colour, Form::Steps(line)), words(name, mean));
        let Some(&[_, low, high]) = paths.band().last() else {
            marks.push(line.labelled(label));
            continue;
        };
        let at = [axis.high + (axis.high - axis.low) * beside, mean];
        let interval = Mark::new(*colour, Form::Interval { at, low, high });
        marks.extend([line, interval.labelled(label)]);
    }
    let intervals =
        if room(comparison) > 0.0 { ", with 5–95% intervals after the last" } else { "" };
    let title = format!("The same by destination, at the ends of months{intervals}");
    panel(comparison, 0.55, marks, title)
}

/// The room for intervals, over the length of the horizon: one pair has none.
fn room(comparison: &Comparison<'_>) -> f64 {
    if comparison.pairs() > 1 { ROOM } else { 0.0 }
}

fn words(name: &str, value: f64) -> String {
    format!("{name} {}", format::signed(value, usize::from(value.abs() < 9.95)))
}

fn panel(comparison: &Comparison<'_>, height: f64, marks: Vec<Mark>, title: String) -> Panel {
    let y = Axis::covering(heights(&marks), Unit::Difference).titled(title);
    let mut x = common_horizon(comparison);
    x.high += (x.high - x.low) * room(comparison);
    Panel { height, x, y, marks, counts: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;

    #[test]
    fn the_total_has_a_band_and_four_destinations_have_intervals_around_a_line_at_zero() {
        let (baseline, alternative) = (sample::scenario(), sample::alternative());
        let tables = sample::comparison();
        let chart = difference(&Comparison::new(&baseline, &alternative, &tables)).unwrap();
        let counts: Vec<usize> = chart.panels.iter().map(|panel| panel.marks.len()).collect();
        assert_eq!(counts, [3, 9]);
        let is_level = |mark: &&Mark| matches!(mark.form, Form::Steps(_));
        assert_eq!(chart.panels[1].marks.iter().filter(is_level).count(), 4);
        let ends: Vec<f64> = chart.panels[1]
            .marks
            .iter()
            .filter_map(|mark| match mark.form {
                Form::Interval { at, low, high } => {
                    assert!(low <= at[1] && at[1] <= high && low < high);
                    Some(at[0])
                }
                _ => None,
            })
            .collect();
        assert_eq!(ends.len(), 4);
        assert!(ends.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(ends[0] > baseline.time.end.midnight().0 && ends[3] < chart.panels[1].x.high);
        for panel in &chart.panels {
            assert_eq!(panel.marks[0].form, Form::Level(0.0));
            assert!(panel.y.low <= 0.0 && panel.y.high >= 0.0);
        }
    }

    #[test]
    fn one_pair_has_neither_intervals_nor_room_for_them() {
        let (baseline, alternative) = (sample::scenario(), sample::alternative());
        let mut tables = sample::comparison();
        tables.firms.retain(|row| row.replicate == 1);
        tables.flows.retain(|row| row.replicate == 1);
        let chart = difference(&Comparison::new(&baseline, &alternative, &tables)).unwrap();
        assert!(chart.subtitle.ends_with("— one pair, hence no band"), "{}", chart.subtitle);
        assert!(chart.panels[1].y.title.ends_with("at the ends of months"));
        let marks = &chart.panels[1].marks;
        assert!(marks.iter().all(|mark| matches!(mark.form, Form::Steps(_) | Form::Level(_))));
        assert!(marks.iter().filter(|mark| mark.label.is_some()).count() >= 1);
        assert_eq!(
            chart.panels[1].x,
            common_horizon(&Comparison::new(&baseline, &alternative, &tables))
        );
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
