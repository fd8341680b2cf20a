//! Matrices: names on both axes, and cells between them.

use crate::present::axis::Axis;
use crate::present::axis::Scale;
use crate::present::chart::Cell;
use crate::present::chart::Panel;
use crate::present::place::wrap;
use crate::present::scene::Anchor;
use crate::present::scene::Lettering;
use crate::present::scene::Shape;
use crate::present::theme;
use crate::present::theme::Colour;
use crate::present::theme::Sheet;

use super::LEADING;
use super::plot::Frame;

/// From the names to the cells.
const GAP: f64 = 8.0;
/// Between two cells, and between a cell and its text.
const BETWEEN: f64 = 1.5;
/// The strongest cell is no more opaque than this, so that its text can be read.
const STRONGEST: f64 = 0.6;
/// Headings may be so much smaller than labels, the first that fits.
const SIZES: [f64; 3] = [0.9, 0.82, 0.76];

/// The names of an axis that has them.
pub(super) fn names(axis: &Axis) -> Option<&[String]> {
    match &axis.scale {
        Scale::Names(names) => Some(names),
        _ => None,
    }
}

/// How the columns of a matrix are headed.
struct Headings {
    letters: Lettering,
    /// One text in lines for each column.
    lines: Vec<Vec<String>>,
    /// Whether these are the numbers of columns, for want of room.
    numbered: bool,
}

impl Headings {
    /// Names in the largest letters that fit; else numbers.
    fn of(panel: &Panel, sheet: &Sheet) -> Option<Self> {
        let names = names(&panel.x)?;
        let left = row_names(panel, sheet, true).map(|(_, width)| width).fold(0.0, f64::max) + GAP;
        #[expect(clippy::cast_precision_loss, reason = "a handful of columns")]
        let column = (sheet.width - 2.0 * sheet.margin - left) / names.len().max(1) as f64;
        let most = column - 2.0 * BETWEEN;
        for part in SIZES {
            let letters = Lettering::regular(sheet.label * part, theme::INK);
            let wrapped = |name: &String| wrap(name, most, |line| letters.width(line));
            let lines: Vec<Vec<String>> = names.iter().map(wrapped).collect();
            if lines.iter().flatten().all(|line| letters.width(line) <= most) {
                return Some(Self { letters, lines, numbered: false });
            }
        }
        let letters = Lettering::regular(sheet.label * SIZES[1], theme::INK);
        let lines = (1..=names.len()).map(|number| vec![number.to_string()]).collect();
        Some(Self { letters, lines, numbered: true })
    }

    fn height(&self) -> f64 {
        let tallest = self.lines.iter().map(|lines| count(lines.len())).fold(0.0, f64::max);
        tallest * self.letters.size * LEADING + GAP
    }
}

/// The names of rows with their widths, with numbers where the columns have numbers.
fn row_names(panel: &Panel, sheet: &Sheet, numbered: bool) -> impl Iterator<Item = (String, f64)> {
    let letters = Lettering::regular(sheet.label, theme::INK);
    let names = names(&panel.y).unwrap_or_default().iter().zip(1..);
    names.map(move |(name, number)| {
        let name = if numbered { format!("{name}\u{a0}\u{a0}{number}") } else { name.clone() };
        let width = letters.width(&name);
        (name, width)
    })
}

/// The height of the headings over the cells of a panel that is a matrix.
pub(super) fn above(panel: &Panel, sheet: &Sheet) -> f64 {
    Headings::of(panel, sheet).map_or(0.0, |headings| headings.height())
}

/// The width that the names of rows need, if there are any.
pub(super) fn width_of_names(panel: &Panel, sheet: &Sheet) -> f64 {
    let numbered = Headings::of(panel, sheet).is_some_and(|headings| headings.numbered);
    row_names(panel, sheet, numbered).map(|(_, width)| width + GAP).fold(0.0, f64::max)
}

/// Draws the names of rows and columns.
pub(super) fn draw_names(panel: &Panel, frame: &Frame<'_>, sheet: &Sheet, shapes: &mut Vec<Shape>) {
    let Some(Headings { letters, lines, numbered }) = Headings::of(panel, sheet) else { return };
    for (column, lines) in lines.into_iter().enumerate() {
        let mut baseline = frame.top - GAP * 0.8;
        for line in lines.into_iter().rev() {
            let at = [frame.x(count(column) + 0.5), baseline];
            shapes.push(letters.words(line, at).anchored(Anchor::Middle).into());
            baseline -= letters.size * LEADING;
        }
    }
    let letters = Lettering::regular(sheet.label, theme::INK);
    for (row, (name, _)) in row_names(panel, sheet, numbered).enumerate() {
        let [_, middle] = frame.place([0.0, -0.5 - count(row)]);
        let name = letters.words(name, [frame.across[0] - GAP, middle]);
        shapes.push(name.anchored(Anchor::End).centred().into());
    }
}

/// Draws cells; a text that is too wide for its cell is left out.
pub(super) fn draw_cells(
    cells: &[Cell],
    colour: Colour,
    frame: &Frame<'_>,
    sheet: &Sheet,
    shapes: &mut Vec<Shape>,
) {
    let letters = Lettering::regular(sheet.label * SIZES[0], theme::INK);
    for cell in cells {
        let (column, row) = (count(cell.column), -count(cell.row));
        let [left, top] = frame.place([column, row]).map(|edge| edge + BETWEEN / 2.0);
        let [right, bottom] =
            frame.place([column + 1.0, row - 1.0]).map(|edge| edge - BETWEEN / 2.0);
        let places = vec![[left, top], [right, top], [right, bottom], [left, bottom]];
        let opacity = cell.strength.clamp(0.0, 1.0) * STRONGEST;
        shapes.push(Shape::Area { places, colour, opacity });
        if !cell.text.is_empty() && letters.width(&cell.text) <= right - left - 2.0 * BETWEEN {
            let middle = [f64::midpoint(left, right), f64::midpoint(top, bottom)];
            let text = letters.words(cell.text.clone(), middle);
            shapes.push(text.anchored(Anchor::Middle).centred().into());
        }
    }
}

fn count(number: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a handful of names")]
    let count = number as f64;
    count
}
