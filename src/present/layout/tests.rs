//! Tests of whole sheets.

use super::*;
use crate::present::Attribution;
use crate::present::Comparison;
use crate::present::Lives;
use crate::present::Run;
use crate::present::attribution::tests::tables as attribution_tables;
use crate::present::axis::Axis;
use crate::present::axis::Scale;
use crate::present::chart::Form;
use crate::present::chart::Mark;
use crate::present::chart::Rule;
use crate::present::charts_of_attribution;
use crate::present::charts_of_comparison;
use crate::present::charts_of_run;
use crate::present::draw;
use crate::present::format;
use crate::present::format::Unit;
use crate::present::sample;
use crate::present::theme::Colour;
use crate::present::theme::GRID;
use crate::present::theme::LOSS;
use crate::present::theme::STRONG;
use clear::Bar;

fn all_charts() -> Vec<(&'static str, Chart)> {
    let (baseline, alternative) = (sample::scenario(), sample::alternative());
    let tables = sample::comparison();
    let comparison = Comparison::new(&baseline, &alternative, &tables);
    let mut charts = charts_of_run(&Run::new(&baseline, &tables));
    charts.extend(charts_of_comparison(&comparison));
    let lives = sample::lives::lives();
    let lives = Lives { scenario: &baseline, replicate: 3, lives: &lives };
    charts.push(("life-line", lives.chart()));
    charts
}

/// The first chart with so many events that their labels would fill the sheet.
fn crowded() -> (&'static str, Chart) {
    let (_, mut chart) = all_charts().remove(0);
    let first = chart.rules[0].clone();
    let more = (0..12).map(|number| Rule {
        at: first.at + f64::from(number * number) * 2.5,
        label: format!("Researcher {number} leaves for a start-up"),
        ..first.clone()
    });
    chart.rules.extend(more);
    chart.rules.sort_by(|a, b| a.at.total_cmp(&b.at));
    ("crowded", chart)
}

fn texts(scene: &Scene) -> Vec<&Text> {
    let texts = scene.shapes.iter().filter_map(|shape| match shape {
        Shape::Text(text) if !text.words.is_empty() => Some(text),
        _ => None,
    });
    texts.collect()
}

fn overlap(one: &Text, other: &Text) -> bool {
    let (one, other) = (one.bounds(), other.bounds());
    (0..2).all(|side| one[side] < other[side + 2] && other[side] < one[side + 2])
}

#[test]
fn no_text_of_any_chart_leaves_the_sheet_or_covers_another() {
    for (name, chart) in all_charts().into_iter().chain([crowded()]) {
        for sheet in [Sheet::WIDE, Sheet::NARROW] {
            let scene = arrange(&chart, &sheet);
            let texts = texts(&scene);
            assert!(texts.len() > 8, "{name} says nothing");
            for (position, text) in texts.iter().enumerate() {
                let [left, top, right, bottom] = text.bounds();
                let inside = left >= 0.0 && top >= 0.0;
                let inside = inside && right <= scene.width && bottom <= scene.height;
                assert!(inside, "{name}: {text:?} at {:?}", text.bounds());
                let covered = texts[position + 1..].iter().find(|other| overlap(text, other));
                assert_eq!(covered, None, "{name}: {text:?}");
            }
        }
    }
}

#[test]
fn too_many_events_are_numbered_and_explained_below() {
    let (_, chart) = crowded();
    let scene = arrange(&chart, &Sheet::WIDE);
    let words: Vec<&str> = texts(&scene).iter().map(|text| text.words.as_str()).collect();
    assert!(words.contains(&"15") && !words.contains(&"Reinstated"));
    assert!(words.iter().any(|line| line.contains("15\u{a0}Researcher")));
}

#[test]
fn events_without_number_are_counted_and_neither_fill_nor_hatch_the_sheet() {
    let (_, mut chart) = crowded();
    let first = chart.rules[0].clone();
    let many = |each: f64, count: u16| {
        let at = move |number: u16| first.at + f64::from(number) * each;
        let rule = first.clone();
        (0..count).map(move |number| Rule { at: at(number), ..rule.clone() }).collect()
    };
    let few = arrange(&chart, &Sheet::WIDE);
    for rules in [many(0.3, 1_000), many(0.01, 60)] {
        let rules: Vec<Rule> = rules;
        let events = rules.len();
        chart.rules = rules;
        let scene = arrange(&chart, &Sheet::WIDE);
        assert!(scene.height <= few.height && scene.shapes.len() < 3_000);
        let words = texts(&scene).iter().map(|text| text.words.clone()).collect::<Vec<_>>();
        let counted = format!("There are {}", format::count(events as f64));
        assert!(words.join(" ").contains(&counted), "{words:?}");
    }
}

#[test]
fn a_line_that_ends_early_has_its_label_beside_it() {
    let (_, mut chart) = all_charts().remove(0);
    chart.panels.truncate(1);
    let Form::Line(line) = &mut chart.panels[0].marks[1].form else { panic!("a line") };
    let labelled = |chart: &Chart| {
        let scene = arrange(chart, &Sheet::WIDE);
        let label = texts(&scene).into_iter().find(|text| text.words.starts_with("Employed "));
        label.unwrap().at[0]
    };
    line.truncate(40);
    let early = labelled(&chart);
    let (_, whole) = all_charts().remove(0);
    assert!(early < labelled(&whole) - 200.0);
}

#[test]
fn no_line_runs_through_the_label_of_another_that_ends_early() {
    let (_, mut chart) = all_charts().remove(0);
    chart.panels.truncate(1);
    let panel = &mut chart.panels[0];
    let Form::Line(line) = &mut panel.marks[1].form else { panic!("a line") };
    line.truncate(40);
    let end = line[39][1];
    let across = vec![[panel.x.low, end], [panel.x.high, end]];
    panel.marks.push(Mark::new(LOSS, Form::Line(across)));
    let scene = arrange(&chart, &Sheet::WIDE);
    let label = texts(&scene).into_iter().find(|text| text.words.starts_with("Employed "));
    let bounds = label.unwrap().bounds();
    assert!(bounds[2] < Sheet::WIDE.width - 200.0, "it stands in the plot");
    assert!(!lines_in(&scene, LOSS).any(|line| line.crosses(bounds)));
}

fn lines_in(scene: &Scene, wanted: Colour) -> impl Iterator<Item = Bar> {
    scene.shapes.iter().filter_map(move |shape| match shape {
        Shape::Line { places, colour, .. } if *colour == wanted => {
            Some(Bar::line(places[0], places[1]))
        }
        _ => None,
    })
}

#[test]
fn discs_in_a_crowd_have_their_labels_too_and_no_level_runs_through_one() {
    let (_, mut chart) = all_charts().remove(0);
    chart.panels.truncate(1);
    chart.rules.clear();
    let panel = &mut chart.panels[0];
    panel.height = 1.4;
    [panel.x, panel.y] =
        [Axis::numbers(-1.0, 1.0, Unit::Plain), Axis::numbers(-1.0, 1.0, Unit::Plain)];
    let rows = [0.0, 0.05, 0.1];
    let places = rows.iter().flat_map(|&y| rows.map(|x| [x, y]));
    let discs = places.zip(0..).map(|(at, number)| {
        let disc = Form::Disc { at, area: 0.3, from: None };
        Mark::new(INK, disc).labelled(format!("Firm {number}"))
    });
    let level = Mark::new(LOSS, Form::Level(0.05));
    panel.marks = std::iter::once(level).chain(discs).collect();
    let scene = arrange(&chart, &Sheet::WIDE);
    let texts = texts(&scene);
    let labels: Vec<&&Text> = texts.iter().filter(|text| text.words.starts_with("Firm ")).collect();
    assert_eq!(labels.len(), 9);
    for (position, label) in labels.iter().enumerate() {
        assert!(!labels[position + 1..].iter().any(|other| overlap(label, other)));
        assert!(!lines_in(&scene, LOSS).any(|line| line.crosses(label.bounds())), "{label:?}");
    }
}

#[test]
fn the_svg_keeps_text_as_text_in_tenths_of_a_point() {
    let (_, chart) = all_charts().remove(0);
    let svg = draw::svg(&arrange(&chart, &Sheet::WIDE));
    assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"960\" "));
    assert!(svg.contains("viewBox=\"0 0 9600 "));
    assert!(svg.contains("Who leaves OpenAI, and for whom"));
    assert!(svg.contains("font-family=\"Inter, sans-serif\""));
    assert!(svg.ends_with("</svg>\n"));
}

#[test]
fn a_chart_is_drawn_to_the_same_bytes_and_the_png_is_1920_pixels_wide() {
    let (_, chart) = all_charts().remove(1);
    let scene = arrange(&chart, &Sheet::WIDE);
    let png = draw::png(&scene);
    assert!(png == draw::png(&scene) && draw::svg(&scene) == draw::svg(&scene));
    assert_eq!(png[..8], *b"\x89PNG\r\n\x1a\n");
    assert_eq!(png[16..20], 1920_u32.to_be_bytes());
}

/// The charts with rows, among them those of long names.
fn charts_of_rows() -> Vec<(&'static str, Chart)> {
    let (scenario, tables) = (sample::scenario(), attribution_tables());
    let view = Attribution { scenario: &scenario, other: None, tables: &tables };
    let mut charts = all_charts();
    charts.extend(charts_of_attribution(&view));
    charts.retain(|(_, chart)| chart.panels.iter().all(|panel| !names(panel).is_empty()));
    let long = charts.clone().into_iter().map(|(name, mut chart)| {
        for panel in &mut chart.panels {
            let Scale::Rows(names) = &mut panel.y.scale else { continue };
            for [name, more] in names {
                *name = format!("{name}: star, 99th percentile, at the very end of all");
                more.push_str(", which is $6.76m → $3.31m");
            }
        }
        (name, chart)
    });
    let long: Vec<_> = long.collect();
    charts.into_iter().chain(long).collect()
}

fn names(panel: &Panel) -> &[[String; 2]] {
    match &panel.y.scale {
        Scale::Rows(names) => names,
        _ => &[],
    }
}

/// The bounds of places.
fn around(places: &[[f64; 2]]) -> [f64; 4] {
    let nothing = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
    places.iter().fold(nothing, |[left, top, right, bottom], &[x, y]| {
        [left.min(x), top.min(y), right.max(x), bottom.max(y)]
    })
}

#[test]
fn on_a_narrow_sheet_no_mark_covers_the_names_of_rows_and_none_is_cut() {
    let sheet = Sheet::NARROW;
    let charts = charts_of_rows();
    assert!(charts.len() >= 8, "{}", charts.len());
    for (name, chart) in charts {
        let scene = arrange(&chart, &sheet);
        let texts: Vec<&Text> = texts(&scene);
        for text in &texts {
            let right = text.bounds()[2];
            assert!(right <= sheet.width - sheet.margin + 1e-9, "{name}: {text:?} ends at {right}");
        }
        let bounds: Vec<_> = texts.iter().map(|text| (text.bounds(), &text.words)).collect();
        for shape in &scene.shapes {
            let (mark, colour) = match shape {
                Shape::Area { places, colour, .. } | Shape::Line { places, colour, .. } => {
                    (around(places), *colour)
                }
                Shape::Dot { centre: [x, y], radius, colour, .. } => {
                    ([x - radius, y - radius, x + radius, y + radius], *colour)
                }
                Shape::Text(_) => continue,
            };
            let met = bounds.iter().find(|(text, _)| clear::meet(mark, *text));
            assert!(met.is_none() || colour == GRID, "{name}: {shape:?} on {met:?}");
        }
    }
}

#[test]
fn rows_with_one_line_of_names_are_as_high_as_the_sheet_says() {
    let (_, chart) = charts_of_rows().remove(0);
    for (sheet, row) in [(Sheet::WIDE, Sheet::WIDE.row), (Sheet::NARROW, Sheet::NARROW.row)] {
        let mut panel = chart.panels[0].clone();
        panel.marks.clear();
        panel.y =
            Axis::rows(vec![["A".to_owned(), "b".to_owned()], ["C".to_owned(), String::new()]]);
        let rows = Rows::of(&panel, &sheet, 40.0).unwrap();
        assert!((rows.total() - 2.0 * row).abs() < 1e-9, "{rows:?}");
        let [one, two] = [-0.5, -1.5].map(|at| rows.down(at));
        assert!((two - one - row).abs() < 1e-9 && one >= row / 2.0);
    }
}

#[test]
fn two_rules_of_one_day_stay_dotted() {
    let (_, mut chart) = all_charts().remove(0);
    let first = chart.rules[0].clone();
    let other = Rule { label: "Another world from here on, if ever".to_owned(), ..first.clone() };
    chart.rules = vec![first, other];
    let scene = arrange(&chart, &Sheet::WIDE);
    let mut dashes: Vec<[f64; 2]> = scene
        .shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Line { places, colour, .. } if *colour == STRONG => match places[..] {
                [[x, from], [to_x, to]] if (x - to_x).abs() < 1e-9 && to - from < 3.1 => {
                    Some([from, to])
                }
                _ => None,
            },
            _ => None,
        })
        .collect();
    dashes.sort_by(|one, other| one[0].total_cmp(&other[0]));
    assert!(dashes.len() > 100);
    let mut end = f64::MIN;
    for [from, to] in dashes {
        assert!(from >= end + 2.9 || to <= end + 1e-9, "{from} to {to}, after {end}");
        end = end.max(to);
    }
}

#[test]
fn labels_of_lines_that_end_early_are_in_the_order_of_the_lines() {
    let (_, mut chart) = all_charts().remove(0);
    chart.panels.truncate(1);
    chart.rules.clear();
    let panel = &mut chart.panels[0];
    let [low, high] = [panel.x.low, panel.x.high];
    let early = high - (high - low) * 0.3;
    let line = |height: f64, end: f64| Form::Line(vec![[low, height], [end, height]]);
    let heights = [0.50, 0.52, 0.54, 0.56, 0.58, 0.60];
    panel.y = Axis::numbers(0.0, 1.0, Unit::Plain);
    panel.marks = heights
        .iter()
        .map(|&height| Mark::new(INK, line(height, early)).labelled(format!("At {height:.2}")))
        .collect();
    panel.marks.extend([0.44, 0.53, 0.57].map(|height| Mark::new(LOSS, line(height, high))));
    for sheet in [Sheet::WIDE, Sheet::NARROW] {
        let scene = arrange(&chart, &sheet);
        let labels = texts(&scene).into_iter().filter(|text| text.words.starts_with("At "));
        let mut labels: Vec<&Text> = labels.collect();
        labels.sort_by(|one, other| one.words.cmp(&other.words));
        assert_eq!(labels.len(), heights.len());
        assert!(labels.is_sorted_by(|one, next| next.at[1] < one.at[1]), "{labels:?}");
    }
}
