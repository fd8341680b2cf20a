//! One panel: grid, axes and marks.

use crate::present::axis::Axis;
use crate::present::axis::Scale;
use crate::present::chart::Form;
use crate::present::chart::Mark;
use crate::present::chart::Panel;
use crate::present::place::wrap;
use crate::present::scene::Anchor;
use crate::present::scene::Lettering;
use crate::present::scene::Place;
use crate::present::scene::Shape;
use crate::present::scene::Text;
use crate::present::theme;
use crate::present::theme::Colour;
use crate::present::theme::Sheet;

use super::LEADING;
use super::counts;
use super::matrix;
use super::plane;
use super::rows;
use super::rows::Rows;

/// From the ticks of the vertical axis to the plot.
pub(super) const GAP: f64 = 10.0;
/// From the end of a strip to its words.
const STRIP_GAP: f64 = 6.0;
/// The length of a tick of the horizontal axis.
const TICK: f64 = 5.0;
/// A horizontal axis has no more ticks than this, however wide it is.
const MOST_TICKS: usize = 9;

/// Where the plot of a panel is.
#[derive(Debug)]
pub(super) struct Frame<'a> {
    /// The panel.
    pub(super) panel: &'a Panel,
    /// Left and right.
    pub(super) across: [f64; 2],
    /// Top.
    pub(super) top: f64,
    /// Bottom.
    pub(super) bottom: f64,
    /// Its rows, if it has any.
    pub(super) rows: Option<Rows>,
    /// Whether the horizontal axis has texts.
    pub(super) ticked: bool,
}

impl Frame<'_> {
    /// The place on the sheet of a point of the panel.
    pub(super) fn place(&self, [x, y]: [f64; 2]) -> Place {
        let down = match self.rows {
            Some(rows) => self.top + rows.down(y),
            None => self.bottom + (self.top - self.bottom) * self.panel.y.part(y),
        };
        [self.x(x), down]
    }

    /// The title of the vertical axis, above the plot: from its left end on, or from the margin if there
    /// is not enough room.
    pub(super) fn title(&self, sheet: &Sheet) -> Vec<Text> {
        let letters = Lettering::bold(sheet.label, theme::INK);
        let lines = title_lines(self.panel, sheet);
        let widest = lines.iter().map(|line| letters.width(line)).fold(0.0, f64::max);
        let fits = self.across[0] + widest <= sheet.width - sheet.margin;
        let left = if fits { self.across[0] } else { sheet.margin };
        let mut baseline = self.top - sheet.label * 0.9 - matrix::above(self.panel, sheet);
        let mut texts = Vec::new();
        for line in lines.into_iter().rev() {
            texts.push(letters.words(line, [left, baseline]));
            baseline -= sheet.label * LEADING;
        }
        texts
    }

    /// The parts of an upright line from top to bottom that do not run through the names of rows.
    fn pieces(&self, ends: [f64; 2]) -> Vec<[f64; 2]> {
        self.rows.map_or_else(|| vec![ends], |rows| rows.pieces(self.top, ends))
    }

    /// How far right a place of the horizontal axis is.
    pub(super) fn x(&self, at: f64) -> f64 {
        self.across[0] + (self.across[1] - self.across[0]) * self.panel.x.part(at)
    }
}

/// How many ticks fit along a length with one for each `each` points.
fn ticks_along(length: f64, each: f64) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a handful")]
    let ticks = (length / each).floor().max(2.0) as usize;
    ticks
}

fn y_ticks(height: f64) -> usize {
    ticks_along(height, 42.0).min(6)
}

/// The height of a plot without rows.
pub(super) fn height(panel: &Panel, sheet: &Sheet) -> f64 {
    match &panel.y.scale {
        Scale::Names(names) => names.iter().map(|_| sheet.cell).sum(),
        _ => sheet.plot * panel.height,
    }
}

fn title_lines(panel: &Panel, sheet: &Sheet) -> Vec<String> {
    let letters = Lettering::bold(sheet.label, theme::INK);
    wrap(&panel.y.title, sheet.width - 2.0 * sheet.margin, |line| letters.width(line))
}

/// The height of the title, and of the headings of columns, above a plot.
pub(super) fn above(panel: &Panel, sheet: &Sheet) -> f64 {
    let lines: f64 = title_lines(panel, sheet).iter().map(|_| sheet.label * LEADING).sum();
    let title = if lines > 0.0 { lines + sheet.label * 0.7 } else { 0.0 };
    title + matrix::above(panel, sheet)
}

/// The height of ticks and title below a plot.
pub(super) fn below(panel: &Panel, sheet: &Sheet) -> f64 {
    if !panel.x.is_drawn() {
        return sheet.label * 0.8;
    }
    let title = if panel.x.title.is_empty() { 0.0 } else { sheet.label * 1.5 };
    TICK + sheet.label * 1.5 + title
}

/// The width that texts need left of the plot.
pub(super) fn width_of_ticks(panel: &Panel, sheet: &Sheet) -> f64 {
    let widths: Vec<f64> = match &panel.y.scale {
        Scale::Names(_) => return matrix::width_of_names(panel, sheet),
        Scale::Bare => return 0.0,
        Scale::Rows(names) => rows::widths(names, sheet),
        Scale::Dates(_) | Scale::Hours | Scale::Numbers(_) | Scale::Ratios(_) => {
            let ticks = panel.y.ticks(y_ticks(height(panel, sheet)));
            ticks.iter().map(|tick| plain(sheet).width(&tick.text)).collect()
        }
    };
    let overhang = widest_tick(&panel.x, sheet) / 2.0;
    widths.into_iter().fold(0.0, f64::max).max(overhang) + GAP
}

pub(super) fn plain(sheet: &Sheet) -> Lettering {
    Lettering::regular(sheet.label, theme::SOFT)
}

/// Draws everything of a panel but the labels at the ends of lines.
pub(super) fn draw(panel: &Panel, frame: &Frame<'_>, sheet: &Sheet, shapes: &mut Vec<Shape>) {
    shapes.extend(frame.title(sheet).into_iter().map(Shape::from));
    grid(panel, frame, sheet, shapes);
    rows::draw(panel, frame, sheet, shapes);
    matrix::draw_names(panel, frame, sheet, shapes);
    matrix::draw_cells(panel, frame, sheet, shapes);
    for mark in &panel.marks {
        draw_mark(mark, frame, sheet, shapes);
    }
    uprights(panel, frame, shapes);
    baseline(panel, frame, sheet, shapes);
    counts::draw(panel, frame, sheet, shapes);
}

fn grid(panel: &Panel, frame: &Frame<'_>, sheet: &Sheet, shapes: &mut Vec<Shape>) {
    for tick in panel.y.ticks(y_ticks(frame.bottom - frame.top)) {
        let [_, y] = frame.place([panel.x.low, tick.at]);
        shapes.push(straight([frame.across[0], y], [frame.across[1], y], theme::HAIR, theme::GRID));
        let text = plain(sheet).words(tick.text, [frame.across[0] - GAP, y]);
        shapes.push(text.anchored(Anchor::End).centred().into());
    }
}

fn baseline(panel: &Panel, frame: &Frame<'_>, sheet: &Sheet, shapes: &mut Vec<Shape>) {
    if !panel.x.is_drawn() {
        return;
    }
    let [left, right] = frame.across;
    let bottom = frame.bottom;
    let strong = theme::STRONG;
    // Where another level is the one to look at, the bottom is a line only if it bears the ticks.
    let levelled = panel.marks.iter().any(|mark| matches!(mark.form, Form::Level(_)));
    if frame.ticked || !levelled {
        shapes.push(straight([left, bottom], [right, bottom], theme::RULE, strong));
    }
    let room = widest_tick(&panel.x, sheet) + 18.0;
    for tick in panel.x.ticks(ticks_along(right - left, room).min(MOST_TICKS)) {
        let x = frame.x(tick.at);
        if frame.ticked {
            shapes.push(straight([x, bottom], [x, bottom + TICK], theme::RULE, strong));
            let text = plain(sheet).words(tick.text, [x, bottom + TICK + sheet.label * 1.15]);
            shapes.push(text.anchored(Anchor::Middle).into());
        }
    }
    if frame.ticked && !panel.x.title.is_empty() {
        let at = [f64::midpoint(left, right), bottom + TICK + sheet.label * 2.6];
        let text = plain(sheet).words(panel.x.title.clone(), at);
        shapes.push(text.anchored(Anchor::Middle).into());
    }
}

/// The width of the widest text on an axis, however many ticks it will have.
fn widest_tick(axis: &Axis, sheet: &Sheet) -> f64 {
    let ticks = axis.ticks(8);
    ticks.iter().map(|tick| plain(sheet).width(&tick.text)).fold(0.0, f64::max)
}

fn draw_mark(mark: &Mark, frame: &Frame<'_>, sheet: &Sheet, shapes: &mut Vec<Shape>) {
    let colour = mark.colour;
    match &mark.form {
        Form::Line(points) => shapes.push(line(points, theme::LINE, frame, colour)),
        Form::Thin(points) => thin(points, frame, colour, shapes),
        Form::Steps(points) => shapes.push(line(&steps(points), theme::LINE, frame, colour)),
        Form::Band(edges) => shapes.push(band(edges, frame, colour)),
        Form::StepBand(edges) => shapes.push(band(&steps(edges), frame, colour)),
        Form::Points(points) => shapes.extend(points.iter().map(|&point| Shape::Dot {
            centre: frame.place(point),
            radius: theme::DOT,
            colour,
            opacity: 1.0,
        })),
        &Form::Whisker { y, low, high } => {
            shapes.push(straight(
                frame.place([low, y]),
                frame.place([high, y]),
                theme::LINE,
                colour,
            ));
        }
        &Form::Level(at) => {
            let [_, y] = frame.place([frame.panel.x.low, at]);
            let [left, right] = frame.across;
            shapes.push(straight([left, y], [right, y], theme::RULE, colour));
        }
        &Form::Interval { at, low, high } => {
            let [from, to] = [low, high].map(|end| frame.place([at[0], end]));
            shapes.push(straight(from, to, theme::LINE, colour));
            let (centre, radius) = (frame.place(at), theme::DOT);
            shapes.push(Shape::Dot { centre, radius, colour, opacity: 1.0 });
        }
        Form::Block([across, heights]) => {
            let corners = [[0, 0], [1, 0], [1, 1], [0, 1]];
            let places = corners.map(|[x, y]: [usize; 2]| frame.place([across[x], heights[y]]));
            shapes.push(Shape::Area { places: places.into(), colour, opacity: 1.0 });
        }
        Form::Strip { across, y, words } => {
            strip((*across, *y), words, (frame, colour), sheet, shapes);
        }
        Form::Ribbon(edges) => shapes.push(ribbon(edges, frame, colour)),
        Form::Specks(_) | Form::Disc { .. } | Form::Arrow { .. } => {
            plane::draw(mark, frame, sheet, shapes);
        }
        // Uprights know of the rows' names, words are labels, and cells have a file of their own.
        Form::Upright(_) | Form::Words(_) | Form::Cells(_) => {}
    }
}

/// Vertical lines, which leave out the names of rows where those stand in the plot.
fn uprights(panel: &Panel, frame: &Frame<'_>, shapes: &mut Vec<Shape>) {
    for mark in &panel.marks {
        let Form::Upright(at) = mark.form else { continue };
        let x = frame.x(at);
        let pieces = frame.pieces([frame.top, frame.bottom]).into_iter();
        shapes.extend(
            pieces.map(|[from, to]| straight([x, from], [x, to], theme::RULE, mark.colour)),
        );
    }
}

/// A thin line; one that leads from row to row leaves out their names, too.
fn thin(points: &[[f64; 2]], frame: &Frame<'_>, colour: Colour, shapes: &mut Vec<Shape>) {
    let places: Vec<Place> = points.iter().map(|&point| frame.place(point)).collect();
    match places[..] {
        [[x, from], [to_x, to]] if frame.rows.is_some() && (x - to_x).abs() < 1e-9 => {
            let pieces = frame.pieces([from, to]).into_iter();
            shapes
                .extend(pieces.map(|[from, to]| straight([x, from], [x, to], theme::THIN, colour)));
        }
        _ => shapes.push(Shape::Line { places, stroke: theme::THIN, colour }),
    }
}

/// A bar of a height of its own, with words in the colour of the paper.
fn strip(
    (across, y): ([f64; 2], f64),
    words: &str,
    (frame, colour): (&Frame<'_>, Colour),
    sheet: &Sheet,
    shapes: &mut Vec<Shape>,
) {
    let [left, right] = across.map(|x| frame.place([x, y]));
    let half = sheet.label * 0.85;
    // Neighbours of one colour are told apart.
    let end = (right[0] - theme::HAIR).max(left[0] + theme::HAIR);
    let corners = [[left[0], -half], [end, -half], [end, half], [left[0], half]];
    let places = corners.map(|[x, aside]| [x, left[1] + aside]);
    shapes.push(Shape::Area { places: places.into(), colour, opacity: 1.0 });
    let letters = Lettering::bold(sheet.label, theme::PAPER);
    if letters.width(words) + 2.0 * STRIP_GAP <= right[0] - left[0] {
        shapes.push(letters.words(words, [left[0] + STRIP_GAP, left[1]]).centred().into());
    }
}

pub(super) fn straight(from: Place, to: Place, stroke: f64, colour: Colour) -> Shape {
    Shape::Line { places: vec![from, to], stroke, colour }
}

fn line(points: &[[f64; 2]], stroke: f64, frame: &Frame<'_>, colour: Colour) -> Shape {
    let places = points.iter().map(|&point| frame.place(point)).collect();
    Shape::Line { places, stroke, colour }
}

fn band(edges: &[[f64; 3]], frame: &Frame<'_>, colour: Colour) -> Shape {
    Shape::Area { places: around(edges, frame), colour, opacity: theme::BAND_OPACITY }
}

/// The outline of the area between two lines: place, low and high.
fn around(edges: &[[f64; 3]], frame: &Frame<'_>) -> Vec<Place> {
    let lower = edges.iter().map(|&[x, low, _]| frame.place([x, low]));
    let upper = edges.iter().rev().map(|&[x, _, high]| frame.place([x, high]));
    lower.chain(upper).collect()
}

/// The area between two curves that leave and arrive level.
fn ribbon(&[from, to]: &[[f64; 3]; 2], frame: &Frame<'_>, colour: Colour) -> Shape {
    const PIECES: u8 = 24;
    let edge = |part: u8| {
        let part = f64::from(part) / f64::from(PIECES);
        let smooth = part * part * (3.0 - 2.0 * part);
        let between = |side: usize, part: f64| from[side] + (to[side] - from[side]) * part;
        [between(0, part), between(1, smooth), between(2, smooth)]
    };
    let edges: Vec<[f64; 3]> = (0..=PIECES).map(edge).collect();
    Shape::Area { places: around(&edges, frame), colour, opacity: theme::RIBBON_OPACITY }
}

/// The corners of a line that stays level until the next point.
pub(super) fn steps<const N: usize>(points: &[[f64; N]]) -> Vec<[f64; N]> {
    let mut corners: Vec<[f64; N]> = Vec::with_capacity(points.len() * 2);
    for &point in points {
        if let Some(&before) = corners.last() {
            let mut corner = before;
            corner[0] = point[0];
            corners.push(corner);
        }
        corners.push(point);
    }
    corners
}
