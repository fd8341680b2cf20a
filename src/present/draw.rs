//! From scenes to SVG and PNG: the only file that knows the drawing library.
//!
//! The library rounds to whole pixels. Scenes are therefore drawn ten times as large for SVG, whose
//! header then says the true size; and twice as large as needed for PNG, where every four pixels become
//! one.

use std::sync::Once;

use plotters::backend::BitMapBackend;
use plotters::backend::DrawingBackend;
use plotters::backend::SVGBackend;
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::drawing::DrawingAreaErrorKind;
use plotters::drawing::IntoDrawingArea;
use plotters::element::Circle;
use plotters::element::PathElement;
use plotters::element::Polygon;
use plotters::style::Color;
use plotters::style::FontDesc;
use plotters::style::FontFamily;
use plotters::style::FontStyle;
use plotters::style::RGBColor;
use plotters::style::ShapeStyle;
use plotters::style::TextStyle;
use plotters::style::register_font;
use plotters::style::text_anchor::HPos;
use plotters::style::text_anchor::Pos;
use plotters::style::text_anchor::VPos;

use super::font;
use super::scene::Anchor;
use super::scene::Place;
use super::scene::Scene;
use super::scene::Shape;
use super::scene::Text;
use super::scene::Weight;
use super::theme::Colour;
use super::theme::PAPER;

const FAMILY: &str = "Inter, sans-serif";
/// SVG units are tenths of a point while the library draws.
const SVG_SCALE: f64 = 10.0;
/// A PNG has two pixels to a point.
const PNG_SCALE: u32 = 2;
/// For a PNG, the library draws twice as large in both directions.
const FINER: u32 = 2;

/// How a backend of the library understands font sizes and the top of a text.
#[derive(Debug, Clone, Copy)]
struct Letters {
    /// What the library calls the size of a font of one em.
    size: f64,
    /// From what it calls the top of a text to the baseline, in ems.
    baseline: f64,
}

/// The library divides sizes by 1.24 for SVG, and places the top at 0.76 em.
const SVG_LETTERS: Letters = Letters { size: 1.24, baseline: 0.76 };
/// For bitmaps a size is the height from descender to ascender, 1.21 em in Inter, and the baseline lies
/// half of that below the top.
const PNG_LETTERS: Letters = Letters { size: INTER_HEIGHT, baseline: INTER_HEIGHT / 2.0 };
const INTER_HEIGHT: f64 = 2478.0 / 2048.0;

/// The scene as SVG. Text stays text, in Inter where that is at hand.
pub(super) fn svg(scene: &Scene) -> String {
    let (width, height) = (pixels(scene.width * SVG_SCALE), pixels(scene.height * SVG_SCALE));
    let mut text = String::new();
    let area = SVGBackend::with_string(&mut text, (width, height)).into_drawing_area();
    Pen { area: &area, scale: SVG_SCALE, letters: SVG_LETTERS }
        .draw(scene)
        .expect("a string takes any drawing");
    drop(area);
    let body = text.split_once(">\n").map_or("", |(_, body)| body);
    let body = body.replace("font-weight=\"bold\"", "font-weight=\"600\"");
    let (shown_width, shown_height, name) = (scene.width, scene.height, escape(&scene.name));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{shown_width}\" height=\"{shown_height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{name}\">\n{body}"
    )
}

/// The scene as a PNG file, with two pixels to a point.
pub(super) fn png(scene: &Scene) -> Vec<u8> {
    let (width, height) = (pixels(scene.width) * PNG_SCALE, pixels(scene.height) * PNG_SCALE);
    let fine = (width * FINER, height * FINER);
    let mut colours = vec![0; fine.0 as usize * fine.1 as usize * 3];
    let area = BitMapBackend::with_buffer(&mut colours, fine).into_drawing_area();
    Pen { area: &area, scale: f64::from(PNG_SCALE * FINER), letters: PNG_LETTERS }
        .draw(scene)
        .expect("a buffer takes any drawing");
    drop(area);
    encode(&average(&colours, fine.0 as usize * 3), width, height)
}

/// The width of a text in points.
pub(super) fn text_width(words: &str, size: f64, weight: Weight) -> f64 {
    /// The library measures in whole pixels: measure large letters.
    const FINE: f64 = 1000.0;
    let font = description(FINE * PNG_LETTERS.size, weight);
    let ((left, _), (right, _)) = font.layout_box(words).expect("the font is registered");
    f64::from(right - left) / FINE * size
}

fn description(size: f64, weight: Weight) -> FontDesc<'static> {
    static REGISTERED: Once = Once::new();
    REGISTERED.call_once(|| {
        for (style, file) in
            [(FontStyle::Normal, font::REGULAR), (FontStyle::Bold, font::SEMI_BOLD)]
        {
            assert!(register_font(FAMILY, style, file).is_ok(), "the font is a font");
        }
    });
    let style = match weight {
        Weight::Regular => FontStyle::Normal,
        Weight::SemiBold => FontStyle::Bold,
    };
    FontDesc::new(FontFamily::Name(FAMILY), size, style)
}

/// Draws scenes on an area of the library.
struct Pen<'a, B: DrawingBackend> {
    area: &'a DrawingArea<B, Shift>,
    /// Pixels to a point.
    scale: f64,
    letters: Letters,
}

type Drawn<B> = Result<(), DrawingAreaErrorKind<<B as DrawingBackend>::ErrorType>>;

impl<B: DrawingBackend> Pen<'_, B> {
    fn draw(&self, scene: &Scene) -> Drawn<B> {
        self.area.fill(&rgb(PAPER))?;
        for shape in &scene.shapes {
            match shape {
                Shape::Line { places, stroke, colour } => self.line(places, *stroke, *colour)?,
                Shape::Area { places, colour, opacity } => {
                    let style = rgb(*colour).mix(*opacity).filled();
                    self.area.draw(&Polygon::new(self.at_all(places), style))?;
                }
                Shape::Dot { centre, radius, colour, opacity } => {
                    let radius = pixels(radius * self.scale);
                    self.area.draw(&Circle::new(
                        self.at(*centre),
                        radius,
                        rgb(*colour).mix(*opacity).filled(),
                    ))?;
                }
                Shape::Text(text) => self.text(text)?,
            }
        }
        self.area.present()
    }

    fn line(&self, places: &[Place], stroke: f64, colour: Colour) -> Drawn<B> {
        let style = ShapeStyle {
            color: rgb(colour).to_rgba(),
            filled: false,
            stroke_width: pixels(stroke * self.scale),
        };
        self.area.draw(&PathElement::new(self.at_all(places), style))
    }

    fn text(&self, text: &Text) -> Drawn<B> {
        let across = match text.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let font = description(text.size * self.scale * self.letters.size, text.weight);
        let colour = rgb(text.colour);
        let style = TextStyle::from(font).color(&colour).pos(Pos::new(across, VPos::Top));
        let top = [text.at[0], text.at[1] - text.size * self.letters.baseline];
        self.area.draw_text(&text.words, &style, self.at(top))
    }

    fn at(&self, place: Place) -> (i32, i32) {
        let [x, y] = place.map(|length| whole(length * self.scale));
        (x, y)
    }

    fn at_all(&self, places: &[Place]) -> Vec<(i32, i32)> {
        places.iter().map(|&place| self.at(place)).collect()
    }
}

/// One pixel for every two by two: the mean colour. `row` is the length of a row in bytes.
fn average(colours: &[u8], row: usize) -> Vec<u8> {
    let mut means = vec![0; colours.len() >> 2];
    let rows = colours.chunks_exact(2 * row).zip(means.chunks_exact_mut(row >> 1));
    for (rows, means) in rows {
        let (upper, lower) = rows.split_at(row);
        let squares = upper.as_chunks::<6>().0.iter().zip(lower.as_chunks::<6>().0);
        for (mean, (above, below)) in means.as_chunks_mut::<3>().0.iter_mut().zip(squares) {
            for (channel, mean) in mean.iter_mut().enumerate() {
                let four = [above[channel], above[channel + 3], below[channel], below[channel + 3]];
                let sum: u16 = four.into_iter().map(u16::from).sum();
                #[expect(clippy::cast_possible_truncation, reason = "a mean of bytes is a byte")]
                let byte = ((sum + 2) >> 2) as u8;
                *mean = byte;
            }
        }
    }
    means
}

fn encode(colours: &[u8], width: u32, height: u32) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Default);
    encoder.set_adaptive_filter(png::AdaptiveFilterType::Adaptive);
    let mut writer = encoder.write_header().expect("memory takes any header");
    writer.write_image_data(colours).expect("the pixels fill the image");
    writer.finish().expect("memory takes any bytes");
    file
}

fn rgb(colour: Colour) -> RGBColor {
    let [red, green, blue] = colour.light;
    RGBColor(red, green, blue)
}

fn escape(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

fn whole(length: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "a place on a sheet")]
    let whole = length.round() as i32;
    whole
}

fn pixels(length: f64) -> u32 {
    whole(length).unsigned_abs()
}
