//! What stands on a plane of two numbers: specks, discs with labels beside them, and arrows between them.

use crate::present::chart::Form;
use crate::present::chart::Mark;
use crate::present::chart::Panel;
use crate::present::chart::Rule;
use crate::present::scene::Anchor;
use crate::present::scene::Lettering;
use crate::present::scene::Place;
use crate::present::scene::Shape;
use crate::present::scene::Text;
use crate::present::theme;
use crate::present::theme::Colour;
use crate::present::theme::Sheet;

use super::clear;
use super::clear::Bar;
use super::clear::Bounds;
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

/// Where a label may stand, in degrees from the right, clockwise.
const DIRECTIONS: [f64; 16] = [
    0.0, 180.0, 270.0, 90.0, 315.0, 45.0, 225.0, 135.0, 337.5, 22.5, 202.5, 157.5, 292.5, 67.5,
    247.5, 112.5,
];
/// How much further off than beside its disc, and what that costs.
const DISTANCES: [[f64; 2]; 6] =
    [[0.0, 0.0], [12.0, 30.0], [24.0, 45.0], [40.0, 60.0], [60.0, 75.0], [84.0, 95.0]];
/// What it costs to be crossed by something.
const CROSSED: f64 = 120.0;
/// What it costs that the line to a label crosses a disc or another label.
const LED_ACROSS: f64 = 50.0;

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

/// Draws the labels of discs, those of great ones first. Each stands beside its disc if it covers neither a
/// label nor another disc there and nothing runs through it; else further off, at the end of a thin line. What
/// has no place at all is left out.
pub(super) fn draw_labels(
    panel: &Panel,
    rules: &[Rule],
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
    let rounds = discs.iter().map(|&(_, centre, radius)| round(centre, radius)).collect();
    let bars = if discs.is_empty() { Vec::new() } else { bars(panel, rules, frame, sheet) };
    let mut ground = Ground { frame, rounds, bars, texts: Vec::new() };
    for (number, &(mark, centre, radius)) in discs.iter().enumerate() {
        let Some(words) = &mark.label else { continue };
        let letters = Lettering::bold(sheet.label, mark.colour);
        let Some(label) = ground.best(number, beside(letters, words, centre, radius)) else {
            continue;
        };
        ground.texts.push(padded(label.text.bounds()));
        if let Some([from, to]) = label.lead {
            ground.bars.push(Bar::line(from, to));
            let (places, stroke) = (vec![from, to], theme::HAIR);
            shapes.push(Shape::Line { places, stroke, colour: mark.colour });
        }
        shapes.push(label.text.into());
    }
}

/// What labels should not be crossed by: lines, the ways of discs, arrows, and rules.
fn bars(panel: &Panel, rules: &[Rule], frame: &Frame<'_>, sheet: &Sheet) -> Vec<Bar> {
    let mut bars = clear::lines(panel, frame);
    for mark in &panel.marks {
        match &mark.form {
            &Form::Disc { at, from: Some(from), .. } => {
                bars.push(Bar::line(frame.place(from), frame.place(at)));
            }
            Form::Arrow { between, breadth, .. } => {
                let half = breadth * BROADEST * sheet.width / 2.0;
                bars.push(Bar { ends: between.map(|end| frame.place(end)), half });
            }
            _ => {}
        }
    }
    let upright = |rule: &Rule| {
        let x = frame.x(rule.at);
        Bar::line([x, frame.top], [x, frame.bottom])
    };
    bars.extend(rules.iter().map(upright));
    bars
}

/// A label at a place that it may have.
struct Label {
    text: Text,
    /// The line from the disc to it, if it stands further off.
    lead: Option<[Place; 2]>,
    /// What the place costs for its distance.
    cost: f64,
}

/// What is on the plot already.
struct Ground<'a> {
    frame: &'a Frame<'a>,
    rounds: Vec<Bounds>,
    bars: Vec<Bar>,
    texts: Vec<Bounds>,
}

impl Ground<'_> {
    /// The label that costs least among those that have room.
    fn best(&self, number: usize, labels: Vec<Label>) -> Option<Label> {
        let possible = labels.into_iter().filter_map(|label| {
            let cost = self.cost(number, &label)?;
            Some((label, cost))
        });
        let best = possible.min_by(|(_, one), (_, other)| one.total_cmp(other));
        best.map(|(label, _)| label)
    }

    /// What a place costs; none where the label would cover something or leave the plot.
    fn cost(&self, number: usize, label: &Label) -> Option<f64> {
        let (text, bounds) = (label.text.bounds(), padded(label.text.bounds()));
        let others = || self.rounds.iter().enumerate().filter(|(other, _)| *other != number);
        let has_room = is_in_plot(bounds, self.frame)
            && self.texts.iter().all(|&other| !clear::meet(bounds, other))
            && others().all(|(_, &disc)| !clear::meet(text, disc));
        let crossing = self.bars.iter().map(|bar| f64::from(u8::from(bar.crosses(bounds))));
        let lead = label.lead.map_or(0.0, |[from, to]| {
            let lead = Bar::line(from, to);
            let discs = others().map(|(_, disc)| disc).chain(&self.texts);
            discs.map(|&other| f64::from(u8::from(lead.crosses(other)))).sum()
        });
        has_room.then(|| label.cost + CROSSED * crossing.sum::<f64>() + LED_ACROSS * lead)
    }
}

/// The places for a label, the best first: right, left, above, below, and between those; then the same further
/// off.
fn beside(letters: Lettering, words: &str, [x, y]: Place, radius: f64) -> Vec<Label> {
    let middle = letters.size * 0.36;
    let at = |distance: f64, degrees: f64| {
        let (down, right) = degrees.to_radians().sin_cos();
        let far = radius + GAP + distance;
        let anchor = match right {
            right if right > 0.3 => Anchor::Start,
            right if right < -0.3 => Anchor::End,
            _ => Anchor::Middle,
        };
        let baseline = y + far * down + middle * (1.0 + down);
        let text = letters.words(words, [x + far * right, baseline]).anchored(anchor);
        let edge = |far: f64| [x + far * right, y + far * down];
        let lead = (distance > 0.0).then(|| [edge(radius), edge(far - GAP / 2.0)]);
        (text, lead)
    };
    let places = DISTANCES.iter().flat_map(|&[distance, cost]| {
        let order = std::iter::successors(Some(cost), |cost| Some(cost + 1.0));
        let places = DIRECTIONS.iter().zip(order);
        places.map(move |(&degrees, cost)| {
            let (text, lead) = at(distance, degrees);
            Label { text, lead, cost }
        })
    });
    places.collect()
}

fn round([x, y]: Place, radius: f64) -> Bounds {
    [x - radius, y - radius, x + radius, y + radius]
}

/// With room for descenders and a hair between two labels.
fn padded([left, top, right, bottom]: Bounds) -> Bounds {
    [left - 2.0, top - 2.0, right + 2.0, bottom + 4.0]
}

fn is_in_plot([left, top, right, bottom]: Bounds, frame: &Frame<'_>) -> bool {
    let across = frame.across[0] <= left && right <= frame.across[1];
    across && frame.top <= top && bottom <= frame.bottom
}
