//! From a chart to a scene: who stands where on the sheet.
//!
//! Grid, baselines, ticks and labels are all placed here, by hand; the drawing library only draws.

mod clear;
mod counts;
mod labels;
mod matrix;
mod plane;
mod plot;

use super::chart::Chart;
use super::chart::Panel;
use super::place::wrap;
use super::scene::Lettering;
use super::scene::Scene;
use super::scene::Shape;
use super::scene::Text;
use super::theme::INK;
use super::theme::SOFT;
use super::theme::Sheet;
use plot::Frame;

/// Line height over font size.
const LEADING: f64 = 1.4;

/// The chart on a sheet.
pub(super) fn arrange(chart: &Chart, sheet: &Sheet) -> Scene {
    let mut paper = Paper { sheet, shapes: Vec::new(), down: sheet.margin };
    paper.paragraph(&chart.title, Lettering::bold(sheet.title, INK));
    paper.down += sheet.subtitle * 0.3;
    paper.paragraph(&chart.subtitle, Lettering::regular(sheet.subtitle, SOFT));
    let across = across(chart, sheet);
    let flags = labels::flags(chart, across, sheet);
    paper.down += sheet.label;
    let key = flags.key.clone();
    let flags_top = paper.down;
    paper.down += flags.height;
    let frames = frames(chart, &mut paper, across);
    if let Some(last) = frames.last() {
        let titles: Vec<Text> = frames.iter().flat_map(|frame| frame.title(sheet)).collect();
        flags.draw(&mut paper.shapes, flags_top, last.bottom, &titles);
    }
    for (panel, frame) in chart.panels.iter().zip(&frames) {
        plot::draw(panel, frame, sheet, &mut paper.shapes);
        labels::draw(panel, frame, sheet, &mut paper.shapes);
        plane::draw_labels(panel, &chart.rules, frame, sheet, &mut paper.shapes);
    }
    paper.down += sheet.footnote;
    paper.paragraph(&key, Lettering::regular(sheet.label, SOFT));
    paper.paragraph(&chart.footnote, Lettering::regular(sheet.footnote, SOFT));
    let height = (paper.down + sheet.margin * 0.6).ceil();
    Scene { name: chart.title.clone(), width: sheet.width, height, shapes: paper.shapes }
}

/// A sheet that is filled from the top.
struct Paper<'a> {
    sheet: &'a Sheet,
    shapes: Vec<Shape>,
    /// How far down it is filled.
    down: f64,
}

impl Paper<'_> {
    /// Adds a text over the full width, in as many lines as it needs.
    fn paragraph(&mut self, words: &str, letters: Lettering) {
        let most = self.sheet.width - 2.0 * self.sheet.margin;
        for line in wrap(words, most, |line| letters.width(line)) {
            self.down += letters.size * LEADING;
            let baseline = self.down - letters.size * (LEADING - 1.0);
            self.shapes.push(letters.words(line, [self.sheet.margin, baseline]).into());
        }
    }
}

/// Where all plots begin and end from left to right: what their labels leave.
fn across(chart: &Chart, sheet: &Sheet) -> [f64; 2] {
    let widest = |width: fn(&Panel, &Sheet) -> f64| {
        chart.panels.iter().map(|panel| width(panel, sheet)).fold(0.0, f64::max)
    };
    let names = widest(counts::width_of_names).max(widest(labels::width_of_starts));
    let left = widest(plot::width_of_ticks).max(names);
    [sheet.margin + left, sheet.width - sheet.margin - widest(labels::width_of_ends)]
}

/// Finds the place of every panel, from the top.
fn frames<'a>(chart: &'a Chart, paper: &mut Paper<'_>, across: [f64; 2]) -> Vec<Frame<'a>> {
    let sheet = paper.sheet;
    let mut frames: Vec<Frame<'a>> = Vec::new();
    for (position, panel) in chart.panels.iter().enumerate() {
        paper.down += plot::above(panel, sheet);
        let height = plot::height(panel, sheet);
        let shown = chart.panels.get(position + 1).is_none_or(|next| next.x != panel.x);
        let top = paper.down;
        let bottom = top + height;
        frames.push(Frame { panel, across, top, bottom, ticked: shown });
        paper.down = bottom + if shown { plot::below(panel, sheet) } else { sheet.label * 0.8 };
        paper.down += counts::height(panel, sheet);
    }
    frames
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::Comparison;
    use crate::present::Lives;
    use crate::present::Run;
    use crate::present::axis::Axis;
    use crate::present::chart::Form;
    use crate::present::chart::Mark;
    use crate::present::chart::Rule;
    use crate::present::charts_of_comparison;
    use crate::present::charts_of_run;
    use crate::present::draw;
    use crate::present::format::Unit;
    use crate::present::sample;
    use crate::present::theme::Colour;
    use crate::present::theme::LOSS;
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
        let labels: Vec<&&Text> =
            texts.iter().filter(|text| text.words.starts_with("Firm ")).collect();
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
}
