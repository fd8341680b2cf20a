//! What stands on a plane of two numbers: specks, discs with labels beside them, and arrows between them.

use crate::present::chart::Form;
use crate::present::chart::Mark;
use crate::present::chart::Panel;
use crate::present::scene::Anchor;
use crate::present::scene::Lettering;
use crate::present::scene::Place;
use crate::present::scene::Shape;
use crate::present::scene::Text;
use crate::present::theme;
use crate::present::theme::Colour;
use crate::present::theme::Sheet;

use super::plot::Frame;

/// The radius of the greatest disc over the width of the sheet.
const GREATEST: f64 = 0.022;
/// The radius of the smallest disc in points.
const SMALLEST: f64 = 3.0;
/// The radius of specks, and of where discs have come from.
const SPECK: f64 = 1.8;
const SPECK_OPACITY: f64 = 0.45;
const DISC_OPACITY: f64 = 0.85;
/// The breadth of the broadest arrow at its root, over the width of the sheet.
const BROADEST: f64 = 0.014;
const ARROW_OPACITY: f64 = 0.3;
/// Between a disc and its label.
const GAP: f64 = 4.0;

/// Left, top, right, bottom.
type Box = [f64; 4];

fn radius(area: f64, sheet: &Sheet) -> f64 {
    (area.sqrt() * GREATEST * sheet.width).max(SMALLEST)
}

/// Draws one of them.
pub(super) fn draw(mark: &Mark, frame: &Frame<'_>, sheet: &Sheet, shapes: &mut Vec<Shape>) {
    let colour = mark.colour;
    match &mark.form {
        Form::Specks(points) => shapes.extend(points.iter().map(|&point| Shape::Dot {
            centre: frame.place(point),
            radius: SPECK,
            colour,
            opacity: SPECK_OPACITY,
        })),
        &Form::Disc { at, area, from } => {
            let centre = frame.place(at);
            if let Some(from) = from.map(|from| frame.place(from)) {
                shapes.push(Shape::Line {
                    places: vec![from, centre],
                    stroke: theme::LINE,
                    colour,
                });
                shapes.push(Shape::Dot { centre: from, radius: SMALLEST, colour, opacity: 1.0 });
            }
            let radius = radius(area, sheet);
            shapes.push(Shape::Dot { centre, radius, colour, opacity: DISC_OPACITY });
        }
        Form::Arrow { between, areas, breadth } => {
            let ends = between.map(|end| frame.place(end));
            let radii = areas.map(|area| radius(area, sheet));
            let breadth = breadth * BROADEST * sheet.width;
            shapes.extend(arrow(ends, radii, breadth.max(1.0), colour));
        }
        _ => {}
    }
}

/// A straight arrow from the edge of one disc to that of another; none where they touch.
fn arrow([from, to]: [Place; 2], radii: [f64; 2], breadth: f64, colour: Colour) -> Option<Shape> {
    let (dx, dy) = (to[0] - from[0], to[1] - from[1]);
    let distance = dx.hypot(dy);
    let head = 1.6 * breadth + 4.0;
    let [begin, end] = [radii[0] + 2.0, distance - radii[1] - 2.0];
    if end - begin < head {
        return None;
    }
    let (along, across) = ([dx / distance, dy / distance], [-dy / distance, dx / distance]);
    let at = |far: f64, aside: f64| {
        [0, 1].map(|axis: usize| from[axis] + far * along[axis] + aside * across[axis])
    };
    let (half, neck) = (breadth / 2.0, end - head);
    let wing = half + 0.4 * head;
    let places = vec![
        at(begin, -half),
        at(neck, -half),
        at(neck, -wing),
        at(end, 0.0),
        at(neck, wing),
        at(neck, half),
        at(begin, half),
    ];
    Some(Shape::Area { places, colour, opacity: ARROW_OPACITY })
}

/// Draws the labels of discs, those of great ones first, each at the first place beside its disc where it
/// covers neither a label nor another disc; what has no place is left out.
pub(super) fn draw_labels(
    panel: &Panel,
    frame: &Frame<'_>,
    sheet: &Sheet,
    shapes: &mut Vec<Shape>,
) {
    let mut discs: Vec<(&Mark, Place, f64)> = Vec::new();
    for mark in &panel.marks {
        if let Form::Disc { at, area, .. } = mark.form {
            discs.push((mark, frame.place(at), radius(area, sheet)));
        }
    }
    discs.sort_by(|one, other| other.2.total_cmp(&one.2));
    let rounds: Vec<Box> = discs.iter().map(|&(_, centre, radius)| round(centre, radius)).collect();
    let mut taken: Vec<Box> = Vec::new();
    for (number, &(mark, centre, radius)) in discs.iter().enumerate() {
        let Some(words) = &mark.label else { continue };
        let letters = Lettering::bold(sheet.label, mark.colour);
        let texts = beside(letters, words, centre, radius);
        let is_clear = |text: &&Text| {
            let bounds = padded(text.bounds());
            is_in_plot(bounds, frame)
                && taken.iter().all(|&other| !meet(bounds, other))
                && rounds
                    .iter()
                    .enumerate()
                    .all(|(other, &disc)| other == number || !meet(text.bounds(), disc))
        };
        let Some(text) = texts.iter().find(is_clear) else { continue };
        taken.push(padded(text.bounds()));
        shapes.push(text.clone().into());
    }
}

/// The places for a label: right, left, above, below, and between those.
fn beside(letters: Lettering, words: &str, [x, y]: Place, radius: f64) -> [Text; 8] {
    let (far, near) = (radius + GAP, radius * 0.7 + GAP);
    let middle = letters.size * 0.36;
    let text = |at: Place, anchor: Anchor| letters.words(words, at).anchored(anchor);
    [
        text([x + far, y + middle], Anchor::Start),
        text([x - far, y + middle], Anchor::End),
        text([x, y - far], Anchor::Middle),
        text([x, y + far + 2.0 * middle], Anchor::Middle),
        text([x + near, y - near], Anchor::Start),
        text([x + near, y + near + 2.0 * middle], Anchor::Start),
        text([x - near, y - near], Anchor::End),
        text([x - near, y + near + 2.0 * middle], Anchor::End),
    ]
}

fn round([x, y]: Place, radius: f64) -> Box {
    [x - radius, y - radius, x + radius, y + radius]
}

/// With room for descenders and a hair between two labels.
fn padded([left, top, right, bottom]: Box) -> Box {
    [left - 2.0, top - 2.0, right + 2.0, bottom + 4.0]
}

fn is_in_plot([left, top, right, bottom]: Box, frame: &Frame<'_>) -> bool {
    let across = frame.across[0] <= left && right <= frame.across[1];
    across && frame.top <= top && bottom <= frame.bottom
}

fn meet(one: Box, other: Box) -> bool {
    (0..2).all(|side| one[side] < other[side + 2] && other[side] < one[side + 2])
}
