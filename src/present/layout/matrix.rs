//! Matrices: names on both axes, and cells between them.

use crate::present::axis::Axis;
use crate::present::axis::Scale;
use crate::present::chart::Cell;
use crate::present::chart::Form;
use crate::present::chart::Mark;
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

/// Draws the cells of a panel, with their texts if there is room for all of them: were the widest left
/// out alone, the greatest numbers would be those that cannot be read.
pub(super) fn draw_cells(panel: &Panel, frame: &Frame<'_>, sheet: &Sheet, shapes: &mut Vec<Shape>) {
    let cells: Vec<(&Cell, Colour)> = panel.marks.iter().flat_map(coloured).collect();
    for &(cell, colour) in &cells {
        let [left, top, right, bottom] = edges(cell, frame);
        let places = vec![[left, top], [right, top], [right, bottom], [left, bottom]];
        let opacity = cell.strength.clamp(0.0, 1.0) * STRONGEST;
        shapes.push(Shape::Area { places, colour, opacity });
    }
    let letters = SIZES.map(|part| Lettering::regular(sheet.label * part, theme::INK));
    let fits = |letters: &Lettering| {
        cells.iter().all(|(cell, _)| {
            let [left, _, right, _] = edges(cell, frame);
            letters.width(&cell.text) <= right - left - 2.0 * BETWEEN
        })
    };
    let Some(letters) = letters.into_iter().find(fits) else { return };
    for (cell, _) in cells.iter().filter(|(cell, _)| !cell.text.is_empty()) {
        let [left, top, right, bottom] = edges(cell, frame);
        let middle = [f64::midpoint(left, right), f64::midpoint(top, bottom)];
        let text = letters.words(cell.text.clone(), middle);
        shapes.push(text.anchored(Anchor::Middle).centred().into());
    }
}

/// The cells of a mark, if it is one of cells, with its colour.
fn coloured(mark: &Mark) -> impl Iterator<Item = (&Cell, Colour)> {
    let cells: &[Cell] = if let Form::Cells(cells) = &mark.form { cells } else { &[] };
    cells.iter().map(|cell| (cell, mark.colour))
}

/// Left, top, right and bottom of a cell.
fn edges(cell: &Cell, frame: &Frame<'_>) -> [f64; 4] {
    let (column, row) = (count(cell.column), -count(cell.row));
    let [left, top] = frame.place([column, row]).map(|edge| edge + BETWEEN / 2.0);
    let [right, bottom] = frame.place([column + 1.0, row - 1.0]).map(|edge| edge - BETWEEN / 2.0);
    [left, top, right, bottom]
}

fn count(number: usize) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::chart::Chart;
    use crate::present::layout::arrange;
    use crate::present::scene::Scene;

    /// A matrix of so many names, of whose cells only the diagonal says something.
    fn drawn(size: usize, name: &str, text: &str, sheet: &Sheet) -> Scene {
        let names: Vec<String> = (0..size).map(|number| format!("{name}{number}")).collect();
        let cell = |place| Cell { column: place, row: place, strength: 1.0, text: text.to_owned() };
        let marks = vec![Mark::new(theme::GAIN, Form::Cells((0..size).map(cell).collect()))];
        let (x, y) = (Axis::columns(names.clone()), Axis::names(names));
        let chart = Chart {
            title: String::new(),
            subtitle: String::new(),
            footnote: String::new(),
            rules: Vec::new(),
            panels: vec![Panel { height: 1.0, x, y, marks, counts: None }],
        };
        arrange(&chart, sheet)
    }

    fn words(scene: &Scene) -> Vec<&str> {
        let words = scene.shapes.iter().filter_map(|shape| match shape {
            Shape::Text(text) => Some(text.words.as_str()),
            _ => None,
        });
        words.collect()
    }

    #[test]
    fn columns_bear_their_names_where_they_fit_and_else_the_numbers_of_rows() {
        let wide = drawn(8, "Laboratory ", "7", &Sheet::WIDE);
        assert_eq!(words(&wide).iter().filter(|words| **words == "Laboratory 3").count(), 2);
        let narrow = drawn(8, "Laboratory ", "7", &Sheet::NARROW);
        assert!(words(&narrow).contains(&"4"));
        assert!(words(&narrow).contains(&"Laboratory 3\u{a0}\u{a0}4"));
    }

    #[test]
    fn the_texts_of_cells_are_all_there_or_none_is() {
        let count = |text, sheet| {
            words(&drawn(14, "L", text, sheet)).iter().filter(|words| **words == text).count()
        };
        assert_eq!(count("1,234", &Sheet::WIDE), 14);
        assert_eq!(count("12,345,678", &Sheet::NARROW), 0);
    }

    #[test]
    fn cells_lie_on_the_diagonal_from_the_upper_left_and_do_not_touch() {
        let scene = drawn(3, "L", "", &Sheet::WIDE);
        let areas = scene.shapes.iter().filter_map(|shape| match shape {
            Shape::Area { places, .. } => Some([places[0], places[2]]),
            _ => None,
        });
        let areas: Vec<[[f64; 2]; 2]> = areas.collect();
        assert_eq!(areas.len(), 3);
        for pair in areas.windows(2) {
            assert!((0..2).all(|side| pair[0][1][side] < pair[1][0][side]));
        }
    }
}
