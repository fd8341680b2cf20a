//! What a sheet shows: lines, areas, dots and texts at places in points, from back to front.

use super::draw;
use super::theme::Colour;

/// A place on the sheet: from the left, and from the top.
pub(super) type Place = [f64; 2];

/// A sheet with everything on it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scene {
    /// What the sheet shows, for those who cannot see it.
    pub name: String,
    /// Its width in points.
    pub width: f64,
    /// Its height in points.
    pub height: f64,
    /// What is on it, from back to front.
    pub shapes: Vec<Shape>,
}

/// Something on a sheet.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    /// A line through places.
    Line {
        /// The places.
        places: Vec<Place>,
        /// The stroke in points.
        stroke: f64,
        /// The colour.
        colour: Colour,
    },
    /// A filled polygon.
    Area {
        /// The corners.
        places: Vec<Place>,
        /// The colour.
        colour: Colour,
        /// From 0, not to be seen, to 1.
        opacity: f64,
    },
    /// A filled circle.
    Dot {
        /// The centre.
        centre: Place,
        /// The radius in points.
        radius: f64,
        /// The colour.
        colour: Colour,
        /// From 0, not to be seen, to 1.
        opacity: f64,
    },
    /// A line of text.
    Text(Text),
}

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Text {
    /// The words.
    pub words: String,
    /// The place of the anchor, on the baseline.
    pub at: Place,
    /// Font size in points: the em.
    pub size: f64,
    /// Regular or semi-bold.
    pub weight: Weight,
    /// What part of the text stands at its place.
    pub anchor: Anchor,
    /// The colour.
    pub colour: Colour,
}

/// The two weights of the font.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// Regular.
    Regular,
    /// Semi-bold.
    SemiBold,
}

/// What part of a text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// How texts of one kind look: size, weight and colour.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Lettering {
    /// Font size in points.
    pub size: f64,
    /// Regular or semi-bold.
    pub weight: Weight,
    /// The colour.
    pub colour: Colour,
}

impl Lettering {
    /// Regular letters.
    pub(super) fn regular(size: f64, colour: Colour) -> Self {
        Self { size, weight: Weight::Regular, colour }
    }

    /// Semi-bold letters.
    pub(super) fn bold(size: f64, colour: Colour) -> Self {
        Self { size, weight: Weight::SemiBold, colour }
    }

    /// The width of words in these letters, in points.
    pub(super) fn width(self, words: &str) -> f64 {
        draw::text_width(words, self.size, self.weight)
    }

    /// Words in these letters, beginning at a place on the baseline.
    pub(super) fn words(self, words: impl Into<String>, at: Place) -> Text {
        let Self { size, weight, colour } = self;
        Text { words: words.into(), at, size, weight, anchor: Anchor::Start, colour }
    }
}

/// The height of capitals over the em, in Inter.
const CAPITALS: f64 = 0.727;

impl Text {
    /// The text, anchored elsewhere.
    #[must_use]
    pub(super) fn anchored(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    /// The text, moved so that the middle of its capitals is where its baseline was.
    #[must_use]
    pub(super) fn centred(mut self) -> Self {
        self.at[1] += self.size * CAPITALS / 2.0;
        self
    }

    /// The left end, the top, the right end and the bottom of the text, without descenders.
    pub(super) fn bounds(&self) -> [f64; 4] {
        let width = draw::text_width(&self.words, self.size, self.weight);
        let left = match self.anchor {
            Anchor::Start => self.at[0],
            Anchor::Middle => self.at[0] - width / 2.0,
            Anchor::End => self.at[0] - width,
        };
        [left, self.at[1] - self.size * CAPITALS, left + width, self.at[1]]
    }
}

impl From<Text> for Shape {
    fn from(text: Text) -> Self {
        Self::Text(text)
    }
}
