//! **exodus**: how many people the focal firm has, how many have left it, and for whom.

use crate::present::Run;
use crate::present::axis::Axis;
use crate::present::chart::Chart;
use crate::present::chart::Panel;
use crate::present::fold::FirmColumn;
use crate::present::format;
use crate::present::format::Unit;

use super::heights;
use super::horizon;
use super::line_with_band;
use super::steps_with_band;

/// Head-count, cumulative departures, and the same by destination; none without rows of the focal firm.
pub(super) fn exodus(run: &Run<'_>) -> Option<Chart> {
    let focal = run.label(run.focal());
    let panels = [headcount(run)?, departures(run)].into_iter().chain(destinations(run)).collect();
    Some(Chart {
        title: format!("Who leaves {focal}, and for whom"),
        subtitle: format!(
            "People at {focal}, and people who have left it for another firm — {}, scenario ‘{}’",
            run.spread(),
            run.scenario.title
        ),
        footnote: run.footnote(),
        rules: run.rules(),
        panels,
    })
}

fn headcount(run: &Run<'_>) -> Option<Panel> {
    let paths = run.firm(run.focal(), FirmColumn::Headcount);
    if paths.dates.is_empty() {
        return None;
    }
    let label = |people| format!("Employed {}", format::count(people));
    let marks = line_with_band(&paths, paths.median(), run.colour(run.focal()), label).to_vec();
    let y = Axis::covering(heights(&marks).chain([0.0]), Unit::Count);
    let y = y.titled(format!("People employed by {}", run.label(run.focal())));
    Some(Panel { height: 0.3, x: horizon(run), y, marks, counts: None })
}

fn departures(run: &Run<'_>) -> Panel {
    let all = run.departures();
    let label = |people| format!("All firms {}", format::middle(people));
    let marks = line_with_band(&all, all.median(), run.colour(run.focal()), label).to_vec();
    let y = Axis::covering(heights(&marks).chain([0.0]), Unit::Count);
    let y = y.titled("People who have left for another firm");
    Panel { height: 0.45, x: horizon(run), y, marks, counts: None }
}

/// Where most of them went, on an axis of its own; none if nobody left. It is known at the ends of months: a
/// slope between two of them would rise before its cause.
fn destinations(run: &Run<'_>) -> Option<Panel> {
    let mut marks = Vec::new();
    let destinations = run.destinations();
    let count = destinations.len();
    let shown: f64 = destinations.iter().map(|(_, share)| share).sum();
    for (to, _) in destinations.into_iter().rev() {
        let paths = run.departures_to(to);
        let label = |people| format!("{} {}", run.label(to), format::middle(people));
        marks.extend(steps_with_band(&paths, paths.median(), run.colour(to), label));
    }
    let y = Axis::covering(heights(&marks).chain([0.0]), Unit::Count);
    let share = format::percent(shown);
    let first = if count == 1 { "first destination" } else { "first destinations" };
    let number = if count == 1 { String::new() } else { format!("{count} ") };
    let y = y.titled(format!(
        "Where they went, at the ends of months: the {number}{first}, {share} of them"
    ));
    (count > 0).then(|| Panel { height: 0.45, x: horizon(run), y, marks, counts: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::chart::Form;
    use crate::present::chart::Mark;
    use crate::present::sample;
    use crate::present::theme::FIRMS;
    use crate::record::Tables;

    #[test]
    fn departures_are_shown_in_all_and_for_the_four_great_destinations() {
        let (scenario, tables) = (sample::scenario(), sample::tables());
        let chart = exodus(&Run::new(&scenario, &tables)).unwrap();
        let labels = |panel: usize| -> Vec<&String> {
            chart.panels[panel].marks.iter().filter_map(|mark| mark.label.as_ref()).collect()
        };
        assert!(labels(1)[0].starts_with("All firms "), "{:?}", labels(1));
        assert_eq!(labels(2).len(), 4);
        assert!(labels(2)[3].starts_with("Anthropic "), "{:?}", labels(2));
        assert!(chart.panels[2].y.title.contains("4 first destinations"));
        assert_eq!(chart.panels[1].marks.last().unwrap().colour, FIRMS[0]);
        assert_eq!(chart.rules.len(), scenario.events.len());
    }

    #[test]
    fn lines_lie_within_their_bands_and_departures_never_fall() {
        let (scenario, tables) = (sample::scenario(), sample::tables());
        let chart = exodus(&Run::new(&scenario, &tables)).unwrap();
        for pair in chart.panels.iter().flat_map(|panel| panel.marks.chunks(2)) {
            let (Form::Band(band) | Form::StepBand(band), Form::Line(line) | Form::Steps(line)) =
                (&pair[0].form, &pair[1].form)
            else {
                panic!("a band, then its line");
            };
            assert!(line.iter().zip(band).all(|(point, edge)| {
                edge[1] <= point[1] && point[1] <= edge[2] && edge[0].total_cmp(&point[0]).is_eq()
            }));
        }
        let Form::Line(all) = &chart.panels[1].marks.last().unwrap().form else { panic!("a line") };
        assert!(all.windows(2).all(|pair| pair[0][1] <= pair[1][1]));
        assert_eq!(all.len(), sample::WEEKS + 1);
    }

    #[test]
    fn what_is_known_at_the_ends_of_months_is_no_slope_between_them() {
        let (scenario, tables) = (sample::scenario(), sample::tables());
        let chart = exodus(&Run::new(&scenario, &tables)).unwrap();
        let is_level = |mark: &Mark| matches!(mark.form, Form::StepBand(_) | Form::Steps(_));
        assert!(chart.panels[2].marks.iter().all(is_level));
        assert!(chart.panels[2].y.title.contains("at the ends of months"));
    }

    #[test]
    fn one_destination_is_not_called_several() {
        let (scenario, mut tables) = (sample::scenario(), sample::tables());
        tables.flows.retain(|row| *row.from != *"openai" || *row.to == *"meta");
        let chart = exodus(&Run::new(&scenario, &tables)).unwrap();
        let title = &chart.panels[2].y.title;
        assert!(title.ends_with("the first destination, 100% of them"), "{title}");
    }

    #[test]
    fn without_rows_there_is_no_chart() {
        let (scenario, tables) = (sample::scenario(), Tables::default());
        assert_eq!(exodus(&Run::new(&scenario, &tables)), None);
    }
}
