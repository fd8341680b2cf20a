//! From a chart to a scene: who stands where on the sheet.
//!
//! Grid, baselines, ticks and labels are all placed here, by hand; the drawing library only draws.

mod clear;
mod counts;
mod labels;
mod matrix;
mod plane;
mod plot;
mod rows;

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
use rows::Rows;

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
        let rows = Rows::of(panel, sheet, across[0]);
        let height = rows.map_or_else(|| plot::height(panel, sheet), Rows::total);
        let shown = chart.panels.get(position + 1).is_none_or(|next| next.x != panel.x);
        let top = paper.down;
        let bottom = top + height;
        frames.push(Frame { panel, across, top, bottom, rows, ticked: shown });
        paper.down = bottom + if shown { plot::below(panel, sheet) } else { sheet.label * 0.8 };
        paper.down += counts::height(panel, sheet);
    }
    frames
}

#[cfg(test)]
mod tests;
