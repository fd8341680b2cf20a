//! **pay**: what the classes are paid, from the tenth percentile to the tail.

use crate::present::Run;
use crate::present::axis::Axis;
use crate::present::chart::Chart;
use crate::present::chart::Form;
use crate::present::chart::Mark;
use crate::present::chart::Panel;
use crate::present::fold::MarketColumn;
use crate::present::format;
use crate::present::format::Unit;
use crate::present::paths::Paths;
use crate::present::theme;
use crate::present::theme::Colour;
use crate::quantity::CLASSES;
use crate::quantity::Class;

use super::heights;
use super::horizon;

/// Between the intervals of two classes, over the length of the horizon.
const APART: f64 = 0.018;
/// The room for them, over the length of the horizon.
const ROOM: f64 = 0.09;

/// On a logarithmic axis each class with its median, the middle eight tenths, and the 99th percentile.
pub(super) fn pay(run: &Run<'_>) -> Option<Chart> {
    let classes = CLASSES.into_iter().zip(theme::CLASSES);
    let classes =
        classes.filter_map(|(class, colour)| Some((class, colour, percentiles(run, class)?)));
    let mut x = horizon(run);
    let length = x.high - x.low;
    let end = x.high;
    let places = (1..).map(|number| end + f64::from(number) * APART * length);
    // One class after another: the paths of all together are many.
    let marks: Vec<Mark> = classes
        .zip(places)
        .flat_map(|((class, colour, paths), place)| marks(class, colour, &paths, place))
        .collect();
    if marks.is_empty() {
        return None;
    }
    // One history has no intervals.
    if marks.iter().any(|mark| matches!(mark.form, Form::Interval { .. })) {
        x.high += length * ROOM;
    }
    let y = Axis::covering_ratios(heights(&marks), Unit::Dollars)
        .titled("Cash a year, in dollars (logarithmic axis)");
    Some(Chart {
        title: "What the classes are paid".to_owned(),
        subtitle: format!(
            "Thick: median; band: from the 10th to the 90th percentile; thin: 99th percentile — {}",
            spread(run)
        ),
        footnote: run.footnote(),
        rules: run.rules(),
        panels: vec![Panel { height: 1.2, x, y, marks, counts: None }],
    })
}

fn spread(run: &Run<'_>) -> String {
    match run.replicates() {
        1 => "one simulated history".to_owned(),
        many => format!(
            "each the median of {many} simulated histories; bars at the end: 5–95% of the histories"
        ),
    }
}

/// The four percentiles of a class; none if it is empty somewhere, or paid nothing.
fn percentiles(run: &Run<'_>, class: Class) -> Option<[Paths; 4]> {
    let paths = [0, 1, 2, 3].map(|percentile: usize| {
        let positive = |paths: &Paths| paths.replicates.values().flatten().all(|&pay| pay > 0.0);
        run.market(MarketColumn::Pay(class, percentile)).filter(positive)
    });
    let [p10, p50, p90, p99] = paths;
    Some([p10?, p50?, p90?, p99?])
}

fn marks(class: Class, colour: Colour, paths: &[Paths; 4], place: f64) -> Vec<Mark> {
    let [low, middle, high, tail] = paths;
    let edges = low.median().into_iter().zip(high.median());
    let band = edges.map(|([at, low], [_, high])| [at, low, high]).collect();
    let mut marks = vec![Mark::new(colour, Form::Band(band))];
    let lines = [(tail, "top 1% from", Form::Thin as fn(_) -> _), (middle, "median", Form::Line)];
    for (paths, what, form) in lines {
        let line = paths.median();
        let Some(&[_, value]) = line.last() else { continue };
        let label = format!("{}, {what} {}", name(class), format::money(value, value / 50.0));
        let band = paths.band();
        let ends = band.last().map(|&[_, low, high]| [low, high]);
        let mark = Mark::new(colour, form(line));
        match ends {
            None => marks.push(mark.labelled(label)),
            Some([low, high]) => {
                let interval = Form::Interval { at: [place, value], low, high };
                marks.extend([mark, Mark::new(colour, interval).labelled(label)]);
            }
        }
    }
    marks
}

fn name(class: Class) -> &'static str {
    match class {
        Class::Star => "Stars",
        Class::Researcher => "Researchers",
        Class::Engineer => "Engineers",
        Class::Applied => "Applied",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;

    #[test]
    fn every_class_has_a_band_two_lines_and_their_intervals() {
        let (scenario, tables) = (sample::scenario(), sample::tables());
        let chart = pay(&Run::new(&scenario, &tables)).unwrap();
        let marks = &chart.panels[0].marks;
        assert_eq!(marks.len(), 4 * 5);
        let labels: Vec<&String> = marks.iter().filter_map(|mark| mark.label.as_ref()).collect();
        assert!(labels[0].starts_with("Stars, top 1% from $4."), "{labels:?}");
        assert!(labels[1].starts_with("Stars, median $1.0"), "{labels:?}");
        let (Form::Band(band), Form::Line(line)) = (&marks[0].form, &marks[3].form) else {
            panic!("a band, and a line in it");
        };
        assert!(line.iter().zip(band).all(|(point, edge)| {
            edge[1] < point[1] && point[1] < edge[2] && edge[0].total_cmp(&point[0]).is_eq()
        }));
        let Form::Interval { low, high, at } = marks[4].form else { panic!("an interval") };
        assert!(low < at[1] && at[1] < high && at[0] > scenario.time.end.midnight().0);
    }

    #[test]
    fn one_history_has_no_room_for_intervals() {
        let (scenario, mut tables) = (sample::scenario(), sample::tables());
        tables.firms.retain(|row| row.replicate == 1);
        tables.market.retain(|row| row.replicate == 1);
        let run = Run::new(&scenario, &tables);
        let chart = pay(&run).unwrap();
        assert_eq!(chart.panels[0].x, horizon(&run));
        let labels = chart.panels[0].marks.iter().filter(|mark| mark.label.is_some());
        assert!(labels.clone().all(|mark| matches!(mark.form, Form::Line(_) | Form::Thin(_))));
        assert_eq!(labels.count(), 8);
    }

    #[test]
    fn a_class_without_people_is_left_out_and_without_any_there_is_no_chart() {
        let (scenario, mut tables) = (sample::scenario(), sample::tables());
        tables.market[70].set_pay(Class::Star, None);
        let chart = pay(&Run::new(&scenario, &tables)).unwrap();
        assert_eq!(chart.panels[0].marks.len(), 3 * 5);
        for row in &mut tables.market {
            for class in CLASSES {
                row.set_pay(class, None);
            }
        }
        assert_eq!(pay(&Run::new(&scenario, &tables)), None);
    }
}
