//! The names of rows: beside them, or above their marks where a sheet is narrow.

use crate::present::axis::Scale;
use crate::present::chart::Panel;
use crate::present::place::wrap;
use crate::present::scene::Anchor;
use crate::present::scene::Lettering;
use crate::present::scene::Place;
use crate::present::scene::Shape;
use crate::present::theme;
use crate::present::theme::Sheet;

use super::LEADING;
use super::labels;
use super::plot::Frame;
use super::plot::GAP;
use super::plot::plain;
use super::plot::straight;

/// Between a name and what stands after it in grey.
const BETWEEN: f64 = 6.0;
/// What the names leave of a row above and below them, in font sizes.
const AROUND: f64 = 0.5;

/// The rows of a panel, from the top: all of one height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rows {
    /// How many there are.
    count: f64,
    /// The height of each.
    height: f64,
    /// What of it the names take at the top.
    names: f64,
}

impl Rows {
    /// The rows of a panel whose plot begins so far right; none if it has no rows.
    pub(super) fn of(panel: &Panel, sheet: &Sheet, left: f64) -> Option<Self> {
        let Scale::Rows(names) = &panel.y.scale else { return None };
        let count = names.iter().map(|_| 1.0).sum();
        if !sheet.names_above {
            return Some(Self { count, height: sheet.row, names: 0.0 });
        }
        let lines = |row: &[String; 2]| Above::of(row, sheet, left).lines();
        let height = |lines: f64| sheet.label * (LEADING * lines + AROUND);
        let names = height(names.iter().map(lines).fold(1.0, f64::max));
        // A row with a line of names is as high as the sheet says, unless the labels of its marks are higher.
        let marks = (sheet.row - height(1.0)).max(labels::tallest(panel, sheet));
        Some(Self { count, height: names + marks, names })
    }

    /// The height of all.
    pub(super) fn total(self) -> f64 {
        self.count * self.height
    }

    /// How far down a place of the axis is, from the top: marks have what the names leave.
    pub(super) fn down(self, at: f64) -> f64 {
        let row = (-at).floor().clamp(0.0, self.count - 1.0);
        row * self.height + self.names + (-at - row) * (self.height - self.names)
    }

    /// The parts of an upright line between two places that do not run through names.
    pub(super) fn pieces(self, top: f64, [from, to]: [f64; 2]) -> Vec<[f64; 2]> {
        if self.names <= 0.0 {
            return vec![[from, to]];
        }
        let rows = std::iter::successors(Some(top), |top| Some(top + self.height));
        let marks = rows.map(|top| [top + self.names, top + self.height]);
        let parts = marks.take_while(|[begin, _]| *begin < to);
        let parts = parts.map(|[begin, end]| [begin.max(from), end.min(to)]);
        parts.filter(|[begin, end]| begin < end).collect()
    }
}

/// What stands above the marks of a row.
struct Above {
    /// The lines of the name.
    name: Vec<String>,
    /// What stands after the last of them, if there is room.
    after: Option<String>,
    /// Or else below them.
    below: Vec<String>,
}

impl Above {
    fn of([name, more]: &[String; 2], sheet: &Sheet, left: f64) -> Self {
        let (bold, plain) = letters(sheet);
        let most = sheet.width - sheet.margin - left;
        let name = wrap(name, most, |line| bold.width(line));
        let last = name.last().map_or(0.0, |line| bold.width(line));
        if last + BETWEEN + plain.width(more) <= most {
            return Self { name, after: Some(more.clone()), below: Vec::new() };
        }
        Self { name, after: None, below: wrap(more, most, |line| plain.width(line)) }
    }

    fn lines(&self) -> f64 {
        self.name.iter().chain(&self.below).map(|_| 1.0).sum()
    }

    fn draw(self, [left, top]: Place, sheet: &Sheet, shapes: &mut Vec<Shape>) {
        let (bold, plain) = letters(sheet);
        let line = sheet.label * LEADING;
        let mut baseline = top;
        let mut right = left;
        for words in self.name {
            baseline += line;
            right = left + bold.width(&words);
            shapes.push(bold.words(words, [left, baseline]).into());
        }
        if let Some(more) = self.after {
            shapes.push(plain.words(more, [right + BETWEEN, baseline]).into());
        }
        for words in self.below {
            baseline += line;
            shapes.push(plain.words(words, [left, baseline]).into());
        }
    }
}

fn letters(sheet: &Sheet) -> (Lettering, Lettering) {
    (Lettering::bold(sheet.label, theme::INK), plain(sheet))
}

/// The widths of names that stand beside their rows.
pub(super) fn widths(names: &[[String; 2]], sheet: &Sheet) -> Vec<f64> {
    if sheet.names_above {
        return Vec::new();
    }
    let (bold, plain) = letters(sheet);
    names.iter().map(|[name, more]| bold.width(name).max(plain.width(more))).collect()
}

/// Draws the names of a panel, and lines between its rows.
pub(super) fn draw(panel: &Panel, frame: &Frame<'_>, sheet: &Sheet, shapes: &mut Vec<Shape>) {
    let (Scale::Rows(names), Some(rows)) = (&panel.y.scale, frame.rows) else { return };
    let [left, right] = frame.across;
    let mut top = frame.top;
    for row in names {
        shapes.push(straight([left, top], [right, top], theme::HAIR, theme::GRID));
        if sheet.names_above {
            Above::of(row, sheet, left).draw([left, top], sheet, shapes);
        } else {
            let (bold, plain) = letters(sheet);
            let [name, more] = row;
            let (right, middle) = (left - GAP, top + rows.height / 2.0);
            let upper = bold.words(name.clone(), [right, middle - sheet.label * 0.2]);
            let lower = plain.words(more.clone(), [right, middle + sheet.label * 1.1]);
            shapes.extend([upper, lower].map(|text| text.anchored(Anchor::End).into()));
        }
        top += rows.height;
    }
}
