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
}

/// What can be drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Form {
    /// A line through points.
    Line(Vec<[f64; 2]>),
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
        Self { colour, form, label: None }
    }

    /// The mark, with a text right of its last point.
    #[must_use]
    pub fn labelled(self, label: String) -> Self {
        Self { label: Some(label), ..self }
    }

    /// The last point: where a label points to.
    pub fn end(&self) -> Option<[f64; 2]> {
        match &self.form {
            Form::Line(points) | Form::Steps(points) | Form::Points(points) => {
                points.last().copied()
            }
            Form::Band(edges) | Form::StepBand(edges) => {
                edges.last().map(|&[x, low, high]| [x, f64::midpoint(low, high)])
            }
            Form::Whisker { y, high, .. } => Some([*high, *y]),
            Form::Words(point) => Some(*point),
            Form::Level(_) | Form::Upright(_) => None,
        }
    }
}
