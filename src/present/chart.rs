//! A chart as a value: what is to be seen, before anybody decides where on the sheet it goes.

use super::axis::Axis;
use super::theme::Colour;

/// A chart: one or more panels under each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// The subject of the finding.
    pub title: String,
    /// Units, replicates and the meaning of lines and bands.
    pub subtitle: String,
    /// Seed and caveat.
    pub footnote: String,
    /// Events: dotted rules through all panels, at places of their horizontal axes.
    pub rules: Vec<Rule>,
    /// The panels, from top to bottom; at least one.
    pub panels: Vec<Panel>,
}

/// A dotted vertical rule with a short label.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// The place on the horizontal axis.
    pub at: f64,
    /// A few words.
    pub label: String,
    /// A second line in grey, such as the date.
    pub detail: String,
}

/// A pair of axes and what is drawn between them.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// Height of the plot against that of a chart with a single panel. Rows have a height of their own.
    pub height: f64,
    /// The horizontal axis; not drawn where the next panel has the same one.
    pub x: Axis,
    /// The vertical axis, whose title stands above the plot.
    pub y: Axis,
    /// What is drawn, from back to front.
    pub marks: Vec<Mark>,
    /// Counts below the horizontal axis, if any.
    pub counts: Option<Counts>,
}

/// Something drawn in one colour.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// The colour, that of the firm if it is about a firm.
    pub colour: Colour,
    /// What is drawn.
    pub form: Form,
    /// The text right of its last point, if any.
    pub label: Option<String>,
    /// The text left of it, if any: blocks only.
    pub before: Option<String>,
}

/// What can be drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Form {
    /// A line through points.
    Line(Vec<[f64; 2]>),
    /// A thin line through points.
    Thin(Vec<[f64; 2]>),
    /// A line that stays level from each point to the next.
    Steps(Vec<[f64; 2]>),
    /// The area between two lines: place, low and high.
    Band(Vec<[f64; 3]>),
    /// The area between two lines that stay level from each place to the next.
    StepBand(Vec<[f64; 3]>),
    /// Dots.
    Points(Vec<[f64; 2]>),
    /// A horizontal bar from `low` to `high`, at a height.
    Whisker {
        /// The place on the vertical axis.
        y: f64,
        /// Where the bar begins.
        low: f64,
        /// Where it ends.
        high: f64,
    },
    /// A horizontal line through the whole plot, such as no difference.
    Level(f64),
    /// A vertical line through the whole plot.
    Upright(f64),
    /// Nothing but the label, at a point.
    Words([f64; 2]),
    /// Cells between two axes of names.
    Cells(Vec<Cell>),
    /// What runs from one upright edge to another, as broad as they are: place, low and high of both.
    Ribbon([[f64; 3]; 2]),
    /// A filled rectangle: left and right, low and high.
    Block([[f64; 2]; 2]),
    /// A horizontal bar of a height of its own, with words in it where they fit.
    Strip {
        /// Where it begins and ends.
        across: [f64; 2],
        /// The place of its middle on the vertical axis.
        y: f64,
        /// The words.
        words: String,
    },
    /// Small faint dots.
    Specks(Vec<[f64; 2]>),
    /// A disc, with its label beside it where there is room.
    Disc {
        /// The centre.
        at: [f64; 2],
        /// Its area over that of the greatest disc, 0 to 1.
        area: f64,
        /// Where it has come from, if that is to be seen.
        from: Option<[f64; 2]>,
    },
    /// A faint arrow between two discs.
    Arrow {
        /// The centres of both.
        between: [[f64; 2]; 2],
        /// Their areas, as of a disc.
        areas: [f64; 2],
        /// Its breadth over that of the broadest arrow, 0 to 1.
        breadth: f64,
    },
    /// A dot with an upright bar from low to high.
    Interval {
        /// The dot.
        at: [f64; 2],
        /// Where the bar begins.
        low: f64,
        /// Where it ends.
        high: f64,
    },
}

/// A cell of a matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The column, from 0 at the left.
    pub column: usize,
    /// The row, from 0 on top.
    pub row: usize,
    /// How strongly it is painted, 0 to 1.
    pub strength: f64,
    /// What stands in it, if there is room.
    pub text: String,
}

/// A table of counts under a panel, in the columns of its horizontal axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Counts {
    /// What is counted.
    pub heading: String,
    /// The places of the columns on the horizontal axis.
    pub at: Vec<f64>,
    /// The rows: name, colour, and one text for each column, empty where there is nothing to say.
    pub rows: Vec<(String, Colour, Vec<String>)>,
}

impl Mark {
    /// A mark without a label.
    pub fn new(colour: Colour, form: Form) -> Self {
        Self { colour, form, label: None, before: None }
    }

    /// The mark, with a text right of its last point.
    #[must_use]
    pub fn labelled(self, label: String) -> Self {
        Self { label: Some(label), ..self }
    }

    /// The mark, with a text left of it.
    #[must_use]
    pub fn after(self, before: String) -> Self {
        Self { before: Some(before), ..self }
    }

    /// The last point: where a label points to.
    pub fn end(&self) -> Option<[f64; 2]> {
        match &self.form {
            Form::Line(points)
            | Form::Thin(points)
            | Form::Steps(points)
            | Form::Points(points) => points.last().copied(),
            Form::Band(edges) | Form::StepBand(edges) => {
                edges.last().map(|&[x, low, high]| [x, f64::midpoint(low, high)])
            }
            Form::Whisker { y, high, .. } => Some([*high, *y]),
            Form::Words(point) => Some(*point),
            Form::Block([[_, right], [low, high]]) => Some([*right, f64::midpoint(*low, *high)]),
            Form::Ribbon([_, [x, low, high]]) => Some([*x, f64::midpoint(*low, *high)]),
            Form::Interval { at, .. } | Form::Disc { at, .. } => Some(*at),
            Form::Level(_)
            | Form::Upright(_)
            | Form::Cells(_)
            | Form::Specks(_)
            | Form::Strip { .. }
            | Form::Arrow { .. } => None,
        }
    }
}
