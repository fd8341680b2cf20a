//! One text space for everything that a scenario is written in.
//!
//! Base files, overlay and every `--set` are parsed with as many spaces in front as all texts below
//! them are long. A span of bytes alone then says in which text, line and column something stands, and
//! which of two values was laid over the other.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Component;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use toml::de::DeTable;

use super::Complaint;
use super::complaint::Place;

/// Gives the text of a scenario file: the only way in which scenarios are read.
pub trait Library {
    /// The text of the file at this path, or the reason why it cannot be had.
    fn text(&self, path: &str) -> Result<String, String>;

    /// What is in a file that has no text, so that the first byte which is none of UTF-8 can be shown; `None`
    /// if that is not known.
    fn bytes(&self, _path: &str) -> Option<Vec<u8>> {
        None
    }
}

/// All texts of a scenario, the lowest base first, each `--set` last.
#[derive(Debug)]
pub(super) struct Texts(Vec<Layer>);

/// One text.
#[derive(Debug)]
pub(super) struct Layer {
    name: Arc<str>,
    text: Arc<str>,
    /// Where the text begins in the text space.
    start: usize,
    /// The text as TOML, with spaces in front. It differs from `text` only where a bare word of a
    /// `--set` had to be quoted.
    pub(super) padded: String,
    /// Whether it is a `--set`.
    pub(super) is_setting: bool,
}

impl Texts {
    /// The file at `path`, the files that it extends, and the settings; with a complaint if the chain
    /// of files is broken.
    pub(super) fn collect(
        library: &dyn Library,
        path: &str,
        settings: &[String],
    ) -> (Self, Option<Complaint>) {
        let (files, complaint) = chain(library, path);
        let mut texts = Self(Vec::new());
        for (name, text) in files.into_iter().rev() {
            texts.push(&name, &text, &text, false);
        }
        for setting in settings {
            texts.push("--set", setting, &as_toml(setting), true);
        }
        (texts, complaint)
    }

    fn push(&mut self, name: &str, text: &str, toml: &str, is_setting: bool) {
        let start = self.0.last().map_or(0, |layer| layer.padded.len() + 1);
        // Not as the width of a format, which ends at 65,535.
        let padded = " ".repeat(start) + toml;
        self.0.push(Layer { name: name.into(), text: text.into(), start, padded, is_setting });
    }

    /// The texts, from the lowest base up.
    pub(super) fn layers(&self) -> &[Layer] {
        &self.0
    }

    /// The number of the text in which a byte stands: a greater one was laid over the lesser.
    pub(super) fn layer_of(&self, byte: usize) -> usize {
        self.0.partition_point(|layer| layer.start <= byte).saturating_sub(1)
    }

    /// The very beginning of the scenario's own file.
    pub(super) fn top(&self) -> Place {
        let own = self.0.iter().rfind(|layer| !layer.is_setting);
        let start = own.map_or(0, |layer| layer.start);
        self.place(&(start..start))
    }

    /// File, line and column of a span.
    pub(super) fn place(&self, span: &Range<usize>) -> Place {
        let number = self.layer_of(span.start);
        let layer = &self.0[number];
        let inside = |byte: usize| byte.saturating_sub(layer.start).min(layer.text.len());
        let span = inside(span.start)..inside(span.end);
        Place { file: layer.name.clone(), text: layer.text.clone(), span, layer: number }
    }
}

/// The file at `path` and all that it extends, the highest first.
fn chain(library: &dyn Library, path: &str) -> (Vec<(String, String)>, Option<Complaint>) {
    let mut files: Vec<(String, String)> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut next = Some((path.to_owned(), None));
    while let Some((path, asked_at)) = next.take() {
        if !seen.insert(path.clone()) {
            return (files, Some(cycle(&path, asked_at)));
        }
        match library.text(&path) {
            Err(reason) => {
                let not_text = library.bytes(&path).and_then(|bytes| not_utf8(&path, &bytes));
                let complaint = not_text.unwrap_or_else(|| missing(&path, &reason, asked_at));
                return (files, Some(complaint));
            }
            Ok(text) => {
                let text = text.trim_start_matches('\u{feff}').to_owned();
                let asked = extends(&path, &text);
                files.push((path.clone(), text));
                next = match asked {
                    Some((place, Some(base))) => Some((beside(&path, &base), Some(place))),
                    Some((place, None)) => return (files, Some(no_base(place))),
                    None => None,
                };
            }
        }
    }
    (files, None)
}

/// A complaint about the first byte that is no text, if there is one. What stands before it is shown, and no
/// more.
fn not_utf8(path: &str, bytes: &[u8]) -> Option<Complaint> {
    const MARK: char = char::REPLACEMENT_CHARACTER;
    let before = std::str::from_utf8(bytes).err()?.valid_up_to();
    let byte = bytes.get(before)?;
    let text = format!("{}{MARK}", String::from_utf8_lossy(bytes.get(..before)?));
    let span = before..before + MARK.len_utf8();
    let place = Place { file: path.into(), text: text.into(), span, layer: 0 };
    let complaint = Complaint::at(place, format!("cannot read the scenario `{path}`"))
        .label(format!("the byte {byte:02X} is none of UTF-8"));
    Some(complaint.hint("save the file as UTF-8, without which it is no TOML"))
}

fn missing(path: &str, reason: &str, asked_at: Option<Place>) -> Complaint {
    let message = format!("cannot read the scenario `{path}`");
    match asked_at {
        None => Complaint::without_place(format!("{message}: {reason}")),
        Some(place) => Complaint::at(place, message)
            .label(reason)
            .hint("`extends` is looked for from the folder of the file that says it"),
    }
}

fn cycle(path: &str, asked_at: Option<Place>) -> Complaint {
    let message = "scenarios extend each other in a circle";
    let complaint = asked_at
        .map_or_else(|| Complaint::without_place(message), |place| Complaint::at(place, message));
    complaint.label(format!("`{path}` leads back here"))
}

/// Where `extends` stands in the text of a file, and its value if that is a text.
fn extends(path: &str, text: &str) -> Option<(Place, Option<String>)> {
    let (table, _) = DeTable::parse_recoverable(text);
    let value = table.get_ref().get("extends")?;
    let place = Place { file: path.into(), text: text.into(), span: value.span(), layer: 0 };
    Some((place, value.get_ref().as_str().map(str::to_owned)))
}

fn no_base(place: Place) -> Complaint {
    Complaint::at(place, "wrong value for `extends`")
        .label("expected a text in quotes")
        .hint("it names the one file that this one is laid over: `extends = \"minimal.toml\"`")
}

/// A path that is given relative to the folder of a file.
fn beside(file: &str, relative: &str) -> String {
    let folder = Path::new(file).parent().unwrap_or(Path::new(""));
    let mut path = PathBuf::new();
    for part in folder.join(relative).components() {
        let leads_up = part == Component::ParentDir;
        let below = matches!(path.components().next_back(), Some(Component::Normal(_)));
        if leads_up && below {
            path.pop();
        } else if part != Component::CurDir {
            path.push(part);
        }
    }
    path.to_string_lossy().into_owned()
}

/// A `path=value` as TOML: a value that is not TOML is a bare text.
fn as_toml(setting: &str) -> String {
    if DeTable::parse(setting).is_ok() {
        return setting.to_owned();
    }
    let mut quoted = false;
    let equals = setting.find(|c| {
        quoted ^= c == '"';
        c == '=' && !quoted
    });
    let Some((path, value)) = equals.and_then(|at| setting.split_at_checked(at + 1)) else {
        return setting.to_owned();
    };
    let spaces = value.len() - value.trim_start().len();
    format!("{path}{}{}", " ".repeat(spaces), toml::Value::from(value.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Shelf(&'static [(&'static str, &'static str)]);

    impl Library for Shelf {
        fn text(&self, path: &str) -> Result<String, String> {
            let found = self.0.iter().find(|(name, _)| *name == path);
            found.map(|(_, text)| (*text).to_owned()).ok_or_else(|| "no such file".to_owned())
        }
    }

    #[test]
    fn a_span_alone_says_which_text_is_meant() {
        let shelf = Shelf(&[
            ("worlds/top.toml", "extends = \"../base.toml\"\na = 1\n"),
            ("base.toml", "a = 0\n"),
        ]);
        let settings = ["b=word here".to_owned()];
        let (texts, complaint) = Texts::collect(&shelf, "worlds/top.toml", &settings);
        assert_eq!(complaint, None);
        let names: Vec<_> = texts.layers().iter().map(|layer| &*layer.name).collect();
        assert_eq!(names, ["base.toml", "worlds/top.toml", "--set"]);
        for (number, written) in [(0, "0"), (1, "1"), (2, "word here")] {
            let table = DeTable::parse(&texts.layers()[number].padded).unwrap();
            let key = if number == 2 { "b" } else { "a" };
            let place = texts.place(&table.get_ref()[key].span());
            assert_eq!(place.text.get(place.span.clone()).unwrap(), written);
            assert_eq!(place.layer, number);
        }
    }

    #[test]
    fn a_circle_and_a_gap_are_found_where_they_are_asked_for() {
        let shelf = Shelf(&[
            ("a.toml", "extends = \"./b.toml\""),
            ("b.toml", "extends = \"x/../a.toml\""),
            ("gap.toml", "title = \"gap\"\nextends = \"none.toml\""),
        ]);
        let circle = Texts::collect(&shelf, "a.toml", &[]).1.unwrap();
        assert_eq!(&*circle.place.unwrap().file, "b.toml");
        let gap = Texts::collect(&shelf, "gap.toml", &[]).1.unwrap();
        assert_eq!(gap.place.unwrap().line_and_column(), (2, 11));
        assert_eq!(gap.label.unwrap(), "no such file");
    }

    #[test]
    fn a_bare_word_needs_no_quotes_in_a_setting() {
        assert_eq!(as_toml("run.seed=7"), "run.seed=7");
        assert_eq!(as_toml("firm.\"a=b\".label = A \"Lab\""), "firm.\"a=b\".label = 'A \"Lab\"'");
    }
}
