//! The look of all charts: sizes, greys, and the colours of firms.

/// A colour on white paper, and the one that takes its place on a dark page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour {
    /// Red, green and blue on white.
    pub light: [u8; 3],
    /// Red, green and blue on a dark page.
    pub dark: [u8; 3],
}

const fn colour(light: [u8; 3], dark: [u8; 3]) -> Colour {
    Colour { light, dark }
}

/// The sheet.
pub(super) const PAPER: Colour = colour([0xFF, 0xFF, 0xFF], [0x17, 0x1C, 0x26]);
/// Titles and what is said loudly.
pub(super) const INK: Colour = colour([0x1B, 0x24, 0x33], [0xED, 0xF0, 0xF5]);
/// Subtitles, ticks, footnotes.
pub(super) const SOFT: Colour = colour([0x5F, 0x68, 0x76], [0xA6, 0xAF, 0xBD]);
/// Baselines and rules of events.
pub(super) const STRONG: Colour = colour([0x59, 0x62, 0x70], [0x8E, 0x98, 0xA8]);
/// The grid.
pub(super) const GRID: Colour = colour([0xE2, 0xE5, 0xE9], [0x30, 0x38, 0x46]);
/// Firms without a colour of their own, and groups of firms.
pub(super) const OTHERS: Colour = colour([0x77, 0x7E, 0x88], [0x9D, 0xA5, 0xB2]);

/// Cells of a matrix: how many, and who gains.
pub(super) const GAIN: Colour = colour([0x2B, 0x6C, 0xB0], [0x5B, 0x9D, 0xDE]);
/// Cells of a matrix: who loses.
pub(super) const LOSS: Colour = colour([0xD9, 0x7A, 0x1E], [0xE0, 0x8A, 0x3A]);

/// The colours of firms, which [`Palette`](super::Palette) gives out. Any two of them, and each and the paper, can be told apart
/// with each of the three kinds of colour blindness (Machado, Oliveira and Fernandes 2009).
pub(super) const FIRMS: [Colour; 8] = [
    colour([0x1F, 0x5F, 0xA8], [0x6F, 0xA8, 0xE8]),
    colour([0xC8, 0x64, 0x3E], [0xEE, 0x64, 0x54]),
    colour([0x0E, 0x81, 0x64], [0x81, 0xEF, 0xA2]),
    colour([0x68, 0x19, 0x61], [0xC6, 0x5C, 0xAE]),
    colour([0xBD, 0x81, 0x03], [0xFF, 0xE2, 0x4A]),
    colour([0x38, 0x95, 0xC9], [0xD1, 0xE9, 0xFF]),
    colour([0x85, 0x0E, 0x18], [0xDB, 0x82, 0x1D]),
    colour([0x80, 0x68, 0x8C], [0xBC, 0x9A, 0x9E]),
];

/// The colours of classes: those of firms that are most often far apart.
pub(super) const CLASSES: [Colour; 4] = [FIRMS[3], FIRMS[0], FIRMS[2], FIRMS[4]];

/// Every colour that a chart can have.
pub(super) fn colours() -> impl Iterator<Item = Colour> {
    [PAPER, INK, SOFT, STRONG, GRID, OTHERS, GAIN, LOSS].into_iter().chain(FIRMS)
}

/// How strongly a ribbon is painted, 0 to 1.
pub(super) const RIBBON_OPACITY: f64 = 0.4;
/// How strongly a band is painted, 0 to 1.
pub(super) const BAND_OPACITY: f64 = 0.14;
/// Stroke of lines, in points of the sheet.
pub(super) const LINE: f64 = 2.4;
/// Stroke of lines that stand behind others.
pub(super) const THIN: f64 = 1.1;
/// Stroke of the grid.
pub(super) const HAIR: f64 = 1.0;
/// Stroke of baselines and rules.
pub(super) const RULE: f64 = 1.4;
/// Radius of dots.
pub(super) const DOT: f64 = 4.5;

/// The sizes of one kind of sheet, in points: SVG units, and half the pixels of a PNG.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sheet {
    /// The width; the height follows from the chart.
    pub width: f64,
    /// The height of the plot of a chart with a single panel.
    pub plot: f64,
    /// The margin on all sides.
    pub margin: f64,
    /// Font size of the title.
    pub title: f64,
    /// Font size of the subtitle.
    pub subtitle: f64,
    /// Font size of labels and ticks.
    pub label: f64,
    /// Font size of the footnote.
    pub footnote: f64,
    /// The height of a named row.
    pub row: f64,
    /// The height of a cell of a matrix.
    pub cell: f64,
    /// Whether the names of rows stand above them instead of beside them.
    pub names_above: bool,
}

impl Sheet {
    /// For screens, slides and paper.
    pub(super) const WIDE: Self = Self {
        width: 960.0,
        plot: 350.0,
        margin: 24.0,
        title: 20.0,
        subtitle: 13.0,
        label: 12.0,
        footnote: 11.0,
        row: 46.0,
        cell: 21.0,
        names_above: false,
    };

    /// For a phone held upright.
    pub(super) const NARROW: Self = Self {
        width: 400.0,
        plot: 290.0,
        margin: 14.0,
        title: 17.0,
        subtitle: 12.0,
        label: 11.5,
        footnote: 10.5,
        row: 62.0,
        cell: 18.0,
        names_above: true,
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_colours_are_alike_on_either_page() {
        let all: Vec<Colour> = colours().collect();
        for (position, one) in all.iter().enumerate() {
            let rest = &all[position + 1..];
            assert!(rest.iter().all(|other| other.light != one.light && other.dark != one.dark));
        }
    }

    #[test]
    fn firms_stand_out_from_the_paper() {
        for firm in FIRMS {
            assert!(contrast(firm.light, PAPER.light) > 3.2, "{firm:?}");
            assert!(contrast(firm.dark, PAPER.dark) > 4.4, "{firm:?}");
        }
    }

    /// The contrast ratio of WCAG 2.2.
    fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
        let (a, b) = (luminance(one), luminance(other));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(colour: [u8; 3]) -> f64 {
        let linear = colour.map(|channel| {
            let part = f64::from(channel) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
}
