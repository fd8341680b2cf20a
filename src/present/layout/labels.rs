//! Labels: beside lines and blocks, and at the rules of events.

use std::cmp::Ordering;

use crate::present::chart::Chart;
use crate::present::chart::Form;
use crate::present::chart::Mark;
use crate::present::chart::Panel;
use crate::present::chart::Rule;
use crate::present::format::count;
use crate::present::place::Flag;
use crate::present::place::Planted;
use crate::present::place::Wanted;
use crate::present::place::is_clear;
use crate::present::place::spread;
use crate::present::place::stagger;
use crate::present::place::wrap;
use crate::present::scene::Anchor;
use crate::present::scene::Lettering;
use crate::present::scene::Shape;
use crate::present::scene::Text;
use crate::present::theme;
use crate::present::theme::Colour;
use crate::present::theme::Sheet;

use super::LEADING;
use super::clear;
use super::clear::Bar;
use super::clear::Bounds;
use super::plot::Frame;

/// From the plot to the labels right of it.
const GAP: f64 = 8.0;
/// The part of the sheet that labels on one side of the plot may take.
const MOST: f64 = 0.3;
/// And however wide the sheet is, no line of them is longer than this.
const WIDEST: f64 = 190.0;
/// Between the texts of two events on a row.
const BETWEEN: f64 = 10.0;
/// From a rule to its text.
const ASIDE: f64 = 5.0;
/// More rows of labels than this take too much of the sheet.
const MOST_ROWS: f64 = 3.0;
/// Among more numbers than this, or in more rows of them, nobody finds an event.
const MOST_NUMBERS: usize = 100;
const MOST_ROWS_OF_NUMBERS: f64 = 8.0;
/// Rules of unnamed events that are as near as this are one.
const NEAR: f64 = 2.0;

fn letters(sheet: &Sheet, colour: Colour) -> Lettering {
    Lettering::bold(sheet.label, colour)
}

/// On which side of its mark a label stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

impl Side {
    fn words(self, mark: &Mark) -> Option<&str> {
        if let Form::Disc { .. } = mark.form {
            // These stand in the plot.
            return None;
        }
        let words = if self == Self::Left { &mark.before } else { &mark.label };
        words.as_deref()
    }

    fn lines(self, mark: &Mark, sheet: &Sheet) -> Vec<String> {
        let letters = letters(sheet, mark.colour);
        let most = (sheet.width * MOST).min(WIDEST);
        wrap(self.words(mark).unwrap_or_default(), most, |line| letters.width(line))
    }

    /// The width that labels need on this side of the plot.
    fn width(self, panel: &Panel, sheet: &Sheet) -> f64 {
        let width = |mark: &Mark| widest(&self.lines(mark, sheet), letters(sheet, mark.colour));
        panel.marks.iter().map(width).fold(0.0, f64::max)
    }
}

fn widest(lines: &[String], letters: Lettering) -> f64 {
    lines.iter().map(|line| letters.width(line)).fold(0.0, f64::max)
}

/// The width that labels need right of the plot.
pub(super) fn width_of_ends(panel: &Panel, sheet: &Sheet) -> f64 {
    Side::Right.width(panel, sheet) + GAP
}

/// The height of the label with the most lines right of the plot.
pub(super) fn tallest(panel: &Panel, sheet: &Sheet) -> f64 {
    let height = |mark: &Mark| {
        let lines = Side::Right.lines(mark, sheet);
        lines.iter().map(|_| line_height(sheet)).sum::<f64>()
    };
    panel.marks.iter().map(height).fold(0.0, f64::max)
}

fn line_height(sheet: &Sheet) -> f64 {
    sheet.label * 1.25
}

/// The width that labels need left of the plot, if there are any.
pub(super) fn width_of_starts(panel: &Panel, sheet: &Sheet) -> f64 {
    let width = Side::Left.width(panel, sheet);
    if width > 0.0 { width + GAP } else { 0.0 }
}

/// Draws the labels of a panel, as near to the ends of their marks as they can be without overlap.
pub(super) fn draw(panel: &Panel, frame: &Frame<'_>, sheet: &Sheet, shapes: &mut Vec<Shape>) {
    for side in [Side::Left, Side::Right] {
        draw_side(side, panel, frame, sheet, shapes);
    }
}

fn draw_side(side: Side, panel: &Panel, frame: &Frame<'_>, sheet: &Sheet, shapes: &mut Vec<Shape>) {
    let line_height = line_height(sheet);
    let mut labelled: Vec<(Wanted, Vec<String>, &Mark)> = Vec::new();
    for mark in panel.marks.iter().filter(|mark| side.words(mark).is_some()) {
        let Some(end) = mark.end() else { continue };
        let lines = side.lines(mark, sheet);
        let length = lines.iter().map(|_| line_height).sum();
        labelled.push((Wanted { centre: frame.place(end)[1], length }, lines, mark));
    }
    labelled.sort_by(|a, b| a.0.centre.total_cmp(&b.0.centre));
    let wanted: Vec<Wanted> = labelled.iter().map(|&(wanted, ..)| wanted).collect();
    let overhang = sheet.label * 0.6;
    let centres = spread(&wanted, frame.top - overhang, frame.bottom + overhang);
    let place = |mark: &Mark| match side {
        Side::Left => (frame.across[0] - GAP, Anchor::End),
        Side::Right => (right_of(mark, frame), Anchor::Start),
    };
    let mut boxes: Vec<Bounds> = Vec::new();
    for ((wanted, lines, mark), centre) in labelled.iter().zip(centres) {
        let (left, half) = (place(mark).0, wanted.length / 2.0);
        let right = left + widest(lines, letters(sheet, mark.colour));
        boxes.push([left, centre - half, right, centre + half]);
    }
    if side == Side::Right {
        evade(&mut boxes, &clear::lines(panel, frame), frame);
    }
    for ((_, lines, mark), bounds) in labelled.into_iter().zip(boxes) {
        let letters = letters(sheet, mark.colour);
        let (x, anchor) = place(mark);
        let mut middle = bounds[1] + line_height / 2.0;
        for line in lines {
            shapes.push(letters.words(line, [x, middle]).anchored(anchor).centred().into());
            middle += line_height;
        }
    }
}

/// Moves the labels that stand in the plot, since their lines end early, up or down to where neither a line
/// nor another label runs through them; those that find no such place nearby stay. They keep their order, which is that
/// of their lines, among those that stand over or under each other.
fn evade(boxes: &mut [Bounds], lines: &[Bar], frame: &Frame<'_>) {
    const STEP: f64 = 4.0;
    const STEPS: i32 = 20;
    for number in 0..boxes.len() {
        let [left, top, right, bottom] = boxes[number];
        if left >= frame.across[1] {
            continue;
        }
        let moved = |steps: i32| {
            let far = STEP * f64::from(steps);
            [left, top + far, right, bottom + far]
        };
        let is_free = |bounds: &Bounds| {
            let among = |(other, taken): (usize, &Bounds)| {
                let aside = bounds[2] <= taken[0] || taken[2] <= bounds[0];
                let in_order = match other.cmp(&number) {
                    Ordering::Less => taken[1] <= bounds[1],
                    Ordering::Equal => true,
                    Ordering::Greater => bounds[1] <= taken[1],
                };
                other == number || aside || (in_order && !clear::meet(*bounds, *taken))
            };
            frame.top <= bounds[1]
                && bounds[3] <= frame.bottom
                && lines.iter().all(|line| !line.crosses(*bounds))
                && boxes.iter().enumerate().all(among)
        };
        let places = (0..=STEPS).flat_map(|steps| [-steps, steps]).map(moved);
        if let Some(free) = places.into_iter().find(is_free) {
            boxes[number] = free;
        }
    }
}

/// Where a label begins: right of the plot, or right of its line where that ends earlier.
fn right_of(mark: &Mark, frame: &Frame<'_>) -> f64 {
    let end = match (&mark.form, mark.end()) {
        (Form::Line(_) | Form::Thin(_) | Form::Steps(_), Some([end, _])) => frame.x(end),
        _ => frame.across[1],
    };
    end + GAP
}

/// The labels of events, with rows found for them.
#[derive(Debug)]
pub(super) struct Flags {
    /// What the numbers mean, or how many events there are, where they are too many for labels; empty otherwise.
    pub(super) key: String,
    /// The height of all rows.
    pub(super) height: f64,
    /// Whether rules run down through the plots, and not through the rows alone.
    run_down: bool,
    planted: Vec<(Flag, Planted)>,
    texts: Vec<[String; 2]>,
    row: f64,
    size: f64,
}

/// Finds rows for the labels of a chart's events; or for their numbers, if there are too many labels.
pub(super) fn flags(chart: &Chart, across: [f64; 2], sheet: &Sheet) -> Flags {
    let mut rules: Vec<_> = chart.rules.iter().collect();
    rules.sort_by(|a, b| a.at.total_cmp(&b.at));
    let part = |rule: &&Rule| chart.panels.first().map_or(0.0, |panel| panel.x.part(rule.at));
    let places: Vec<f64> =
        rules.iter().map(|rule| across[0] + (across[1] - across[0]) * part(rule)).collect();
    if rules.len() > MOST_NUMBERS {
        return Flags::unnamed(places, sheet);
    }
    let labels = rules.iter().map(|rule| [rule.label.clone(), rule.detail.clone()]);
    let labelled = Flags::of(&places, labels.collect(), sheet, 2.0 * LEADING);
    let is_low = labelled.height <= MOST_ROWS * labelled.row;
    if is_low && is_clear(&labelled.planted) {
        return labelled;
    }
    let numbers = (1..=rules.len()).map(|number| [number.to_string(), String::new()]);
    let numbered = Flags::of(&places, numbers.collect(), sheet, LEADING);
    if numbered.height > MOST_ROWS_OF_NUMBERS * numbered.row {
        return Flags::unnamed(places, sheet);
    }
    let meanings = rules.iter().zip(1..).map(|(rule, number)| {
        let words = format!("{number}\u{a0}{} ({})", rule.label, rule.detail);
        words.replace(' ', "\u{a0}")
    });
    Flags { key: meanings.collect::<Vec<_>>().join(", "), ..numbered }
}

impl Flags {
    /// Rows for texts at places, each row so many font sizes high.
    fn of(places: &[f64], texts: Vec<[String; 2]>, sheet: &Sheet, lines: f64) -> Self {
        let size = sheet.label;
        let flags = places.iter().zip(&texts).map(|(&at, [label, detail])| {
            let bold = Lettering::bold(size, theme::INK).width(label);
            let width = bold.max(Lettering::regular(size, theme::SOFT).width(detail));
            Flag { at, width: width + ASIDE }
        });
        let flags: Vec<Flag> = flags.collect();
        let planted = stagger(&flags, sheet.width - sheet.margin, BETWEEN);
        let row = size * lines + 4.0;
        let rows = planted.iter().map(|planted| row_number(planted) + 1.0).fold(0.0, f64::max);
        let planted = flags.into_iter().zip(planted).collect();
        Self { key: String::new(), height: rows * row, run_down: true, planted, texts, row, size }
    }

    /// A short rule for each of so many events that neither names nor numbers could be read, and the plots would be
    /// hatched by them. `places` are ascending.
    fn unnamed(mut places: Vec<f64>, sheet: &Sheet) -> Self {
        let events = count(places.len() as f64);
        let key = format!(
            "Each dotted rule above the plot is an event. There are {events}, which the timeline lists."
        );
        places.dedup_by(|next, kept| *next - *kept < NEAR);
        let planted =
            places.iter().map(|&at| (Flag { at, width: 0.0 }, Planted { left: at, row: 0 }));
        let texts = places.iter().map(|_| [String::new(), String::new()]).collect();
        let (row, size) = (sheet.label * LEADING, sheet.label);
        Self { key, height: row, run_down: false, planted: planted.collect(), texts, row, size }
    }

    /// Draws rules and labels: the rows begin at `top`, and the rules run down to `bottom`, but not
    /// through titles.
    pub(super) fn draw(self, shapes: &mut Vec<Shape>, top: f64, bottom: f64, titles: &[Text]) {
        let (size, row) = (self.size, self.row);
        let bottom = if self.run_down { bottom } else { top + self.height };
        for ((flag, planted), [label, detail]) in self.planted.into_iter().zip(self.texts) {
            let mut upper = top + self.height - (row_number(&planted) + 1.0) * row;
            let left = planted.left + if planted.left < flag.at { 0.0 } else { ASIDE };
            let bold = Lettering::bold(size, theme::INK).words(label, [left, upper + size]);
            let second = [left, upper + size * (1.0 + LEADING)];
            let grey = Lettering::regular(size, theme::SOFT).words(detail, second);
            shapes.extend([bold, grey].map(Shape::from));
            for [from, above, to, below] in titles.iter().map(Text::bounds) {
                if from < flag.at && flag.at < to {
                    dotted(shapes, flag.at, [upper, above - 3.0], bottom);
                    upper = below + size * 0.4;
                }
            }
            dotted(shapes, flag.at, [upper, bottom], bottom);
        }
    }
}

fn row_number(planted: &Planted) -> f64 {
    planted.row as f64
}

/// A dotted upright line. Dashes are counted from `end` up: those of two rules at one place lie upon each other, and
/// do not fill each other's gaps.
fn dotted(shapes: &mut Vec<Shape>, x: f64, [top, bottom]: [f64; 2], end: f64) {
    const DASH: f64 = 3.0;
    let lower = std::iter::successors(Some(end), |at| Some(at - 2.0 * DASH));
    let dashes = lower.take_while(|&at| at > top).map(|at| [(at - DASH).max(top), at.min(bottom)]);
    shapes.extend(dashes.filter(|[from, to]| from < to).map(|[from, to]| Shape::Line {
        places: vec![[x, from], [x, to]],
        stroke: theme::RULE,
        colour: theme::STRONG,
    }));
}
