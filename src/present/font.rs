//! The font, Inter: for drawing, and for the page. See `font/README.md`.

/// Regular, as TrueType.
pub(super) const REGULAR: &[u8] = include_bytes!("font/Inter-Regular.ttf");
/// Semi-bold, as TrueType.
pub(super) const SEMI_BOLD: &[u8] = include_bytes!("font/Inter-SemiBold.ttf");

const REGULAR_OF_PAGE: &[u8] = include_bytes!("font/Inter-Regular.woff2");
const SEMI_BOLD_OF_PAGE: &[u8] = include_bytes!("font/Inter-SemiBold.woff2");

/// The rules by which a page carries the font inside itself.
pub(super) fn font_faces() -> String {
    [(400, REGULAR_OF_PAGE), (600, SEMI_BOLD_OF_PAGE)].map(face).concat()
}

fn face((weight, file): (u32, &[u8])) -> String {
    let text = base64(file);
    format!(
        "@font-face{{font-family:Inter;font-weight:{weight};\
         src:url(data:font/woff2;base64,{text}) format(\"woff2\")}}\n"
    )
}

/// Base 64 with padding, RFC 4648 section 4.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0, |bits, &byte| bits << 8 | usize::from(byte))
            << (8 * (3 - chunk.len()));
        for position in 0..4 {
            let letter = LETTERS[bits >> (18 - 6 * position) & 63];
            text.push(if position > chunk.len() { '=' } else { char::from(letter) });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::DRAWN;

    fn word(file: &[u8], at: usize) -> usize {
        usize::from(u16::from_be_bytes([file[at], file[at + 1]]))
    }

    fn long(file: &[u8], at: usize) -> usize {
        word(file, at) << 16 | word(file, at + 2)
    }

    /// The signs that a font has, by its table of characters of format 4 (OpenType, `cmap`).
    fn signs(file: &[u8]) -> Vec<char> {
        let tables = (0..word(file, 4)).map(|table| 12 + 16 * table);
        let mut found = tables.filter(|&at| &file[at..at + 4] == b"cmap");
        let start = long(file, found.next().unwrap() + 8);
        let mut parts =
            (0..word(file, start + 2)).map(|part| start + long(file, start + 8 + 8 * part));
        let part = parts.find(|&part| word(file, part) == 4).unwrap();
        let twice = word(file, part + 6);
        let column = |number: usize, at: usize| {
            part + 14 + number * twice + at + if number > 0 { 2 } else { 0 }
        };
        let of_segment = |at: usize| {
            let [last, first, delta] =
                [0, 1, 2].map(|number: usize| word(file, column(number, at)));
            let (place, offset) = (column(3, at), word(file, column(3, at)));
            (first..=last).filter(move |sign| {
                let glyph = match offset {
                    0 => sign + delta,
                    _ => match word(file, place + offset + 2 * (sign - first)) {
                        0 => 0,
                        glyph => glyph + delta,
                    },
                };
                glyph & 0xFFFF > 0
            })
        };
        let all = (0..twice).step_by(2).flat_map(of_segment);
        all.filter_map(|sign| char::from_u32(u32::try_from(sign).unwrap())).collect()
    }

    #[test]
    fn the_font_has_the_signs_that_scenarios_may_use_and_no_others() {
        let mut allowed: Vec<char> = DRAWN.iter().flat_map(|&(first, last)| first..=last).collect();
        allowed.sort_unstable();
        for file in [REGULAR, SEMI_BOLD] {
            let mut signs = signs(file);
            signs.sort_unstable();
            let lacking: Vec<_> = allowed.iter().filter(|sign| !signs.contains(sign)).collect();
            let more: Vec<_> = signs.iter().filter(|sign| !allowed.contains(sign)).collect();
            assert!(lacking.is_empty() && more.is_empty(), "lacking {lacking:?}, more {more:?}");
        }
    }

    #[test]
    fn base_64_agrees_with_the_examples_of_its_standard() {
        let examples =
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")];
        for (plain, coded) in examples {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }
}
