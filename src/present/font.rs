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

    #[test]
    fn base_64_agrees_with_the_examples_of_its_standard() {
        let examples =
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")];
        for (plain, coded) in examples {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }
}
