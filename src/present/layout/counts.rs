//! The table of counts under a plot.

use crate::present::chart::Counts;
use crate::present::chart::Panel;
use crate::present::scene::Anchor;
use crate::present::scene::Lettering;
use crate::present::scene::Shape;
use crate::present::theme;
use crate::present::theme::Sheet;

use super::plot;
use super::plot::Frame;

/// From the names of rows to the first column.
const GAP: f64 = 26.0;
/// The least distance between two counts.
const BETWEEN: f64 = 8.0;

fn line(sheet: &Sheet) -> f64 {
    sheet.label * 1.5
}

/// The height of the table of a panel, if it has one.
pub(super) fn height(panel: &Panel, sheet: &Sheet) -> f64 {
    let rows =
        panel.counts.as_ref().map(|counts| counts.rows.iter().map(|_| line(sheet)).sum::<f64>());
    rows.map_or(0.0, |rows| rows + line(sheet) * 1.8)
}

/// The width that the names of its rows need left of the plot.
pub(super) fn width_of_names(panel: &Panel, sheet: &Sheet) -> f64 {
    let names = panel.counts.iter().flat_map(|counts| &counts.rows);
    let widths =
        names.map(|(name, colour, _)| Lettering::bold(sheet.label, *colour).width(name) + GAP);
    widths.fold(0.0, f64::max)
}

/// Draws the table of a panel, if it has one.
pub(super) fn draw(panel: &Panel, frame: &Frame<'_>, sheet: &Sheet, shapes: &mut Vec<Shape>) {
    let Some(counts) = &panel.counts else { return };
    let mut baseline = frame.bottom + plot::below(panel, sheet) + line(sheet) * 1.3;
    let heading = Lettering::regular(sheet.label, theme::SOFT);
    shapes.push(heading.words(counts.heading.clone(), [sheet.margin, baseline]).into());
    let every = every(counts, frame, sheet);
    for (name, colour, texts) in &counts.rows {
        baseline += line(sheet);
        let letters = Lettering::bold(sheet.label, *colour);
        shapes.push(letters.words(name.clone(), [sheet.margin, baseline]).into());
        let plain = Lettering::regular(sheet.label, theme::SOFT);
        for (at, text) in counts.at.iter().zip(texts).step_by(every) {
            let text = plain.words(text.clone(), [frame.x(*at), baseline]);
            shapes.push(text.anchored(Anchor::Middle).into());
        }
    }
}

/// Every how many columns there is room for.
fn every(counts: &Counts, frame: &Frame<'_>, sheet: &Sheet) -> usize {
    let plain = Lettering::regular(sheet.label, theme::SOFT);
    let texts = counts.rows.iter().flat_map(|(_, _, texts)| texts);
    let widest = texts.map(|text| plain.width(text)).fold(0.0, f64::max) + BETWEEN;
    let column = counts.at.windows(2).map(|pair| frame.x(pair[1]) - frame.x(pair[0]));
    let column = column.fold(f64::MAX, f64::min);
    let steps = [(1, 1.0), (2, 2.0), (5, 5.0), (10, 10.0)];
    let fits = steps.into_iter().find(|(_, every)| column * every >= widest);
    fits.map_or(20, |(every, _)| every)
}
