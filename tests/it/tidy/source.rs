//! The files of the project, and what of a source is code.

use std::fs;
use std::path::Path;

/// A text file of the project.
pub(super) struct SourceFile {
    /// Its path from the root of the project, with `/` on every system.
    pub(super) path: String,
    /// What is in it.
    pub(super) text: String,
}

/// All text files below a folder of the project, by path; none if there is no such folder. What git
/// keeps for itself, what is built and what runs have left is not the project.
pub(super) fn files(folder: &str) -> Vec<SourceFile> {
    let mut found = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), folder, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// All Rust sources of the project.
pub(super) fn sources() -> Vec<SourceFile> {
    let found = ["src", "tests", "benches", "examples"].into_iter().flat_map(files);
    found.filter(|file| is_rust(&file.path)).collect()
}

/// Whether a path is that of a Rust source.
pub(super) fn is_rust(path: &str) -> bool {
    path.strip_suffix(".rs").is_some()
}

/// The text of one file of the project.
pub(super) fn text_of(path: &str) -> String {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(place).unwrap_or_else(|error| panic!("cannot read `{path}`: {error}"))
}

fn collect(place: &Path, path: &str, found: &mut Vec<SourceFile>) {
    let Ok(entries) = fs::read_dir(place) else { return };
    for entry in entries {
        let place = entry.expect("a folder of the project can be read").path();
        let name = place.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let is_foreign = name.starts_with("target") || [".git", "output"].contains(&name);
        let path = if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") };
        if place.is_dir() && !is_foreign {
            collect(&place, &path, found);
        } else if let Ok(text) = fs::read_to_string(&place) {
            // What is not text (a font, a picture) has nothing to say.
            found.push(SourceFile { path, text });
        }
    }
}

/// A Rust source without its comments and without what stands in literals: blanks are in their place,
/// line by line.
pub(super) fn code(text: &str) -> String {
    let (mut code, mut rest) = (String::new(), text);
    while let Some(first) = rest.chars().next() {
        let in_a_word = code.ends_with(is_part_of_a_word);
        let length = foreign_length(rest, in_a_word);
        let (taken, left) = rest.split_at(if length == 0 { first.len_utf8() } else { length });
        if length == 0 {
            code.push_str(taken);
        } else {
            code.extend(taken.chars().map(|c| if c == '\n' { c } else { ' ' }));
        }
        rest = left;
    }
    code
}

/// Whether a character can stand in an identifier.
pub(super) fn is_part_of_a_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The length in bytes of the comment or literal with which a text begins; 0 if it begins with code.
fn foreign_length(text: &str, in_a_word: bool) -> usize {
    if text.starts_with("//") {
        text.find('\n').unwrap_or(text.len())
    } else if text.starts_with("/*") {
        block_comment(text)
    } else if text.starts_with('"') {
        quoted(text, '"')
    } else if text.starts_with('\'') {
        character(text)
    } else if in_a_word {
        0
    } else {
        raw_string(text).unwrap_or(0)
    }
}

/// Comments nest.
fn block_comment(text: &str) -> usize {
    let (mut depth, mut length) = (0, 0);
    let mut rest = text;
    while !rest.is_empty() {
        let step = if rest.starts_with("/*") {
            depth += 1;
            2
        } else if rest.starts_with("*/") {
            depth -= 1;
            2
        } else {
            rest.chars().next().map_or(0, char::len_utf8)
        };
        length += step;
        rest = rest.split_at(step).1;
        if depth == 0 {
            break;
        }
    }
    length
}

/// From one quote to the next that is not escaped, or to the end of the text.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (position, c) in text.char_indices().skip(1) {
        if c == quote && !escaped {
            return position + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    text.len()
}

/// A quote begins a character if one is closed after it; else a lifetime, which is code.
fn character(text: &str) -> usize {
    let mut characters = text.chars().skip(1);
    match (characters.next(), characters.next()) {
        (Some('\\'), _) => quoted(text, '\''),
        (Some(c), Some('\'')) => c.len_utf8() + 2,
        _ => 0,
    }
}

/// `r"..."`, `r#"..."#`, and the same after `b` or `c`.
fn raw_string(text: &str) -> Option<usize> {
    let prefix = text.strip_prefix(['b', 'c']).unwrap_or(text).strip_prefix('r')?;
    let inside = prefix.trim_start_matches('#').strip_prefix('"')?;
    let hashes = prefix.len() - inside.len() - 1;
    let end = format!("\"{}", "#".repeat(hashes));
    let before = text.len() - inside.len();
    Some(inside.find(&end).map_or(text.len(), |position| before + position + end.len()))
}

#[test]
fn comments_and_literals_are_not_code() {
    let table = [
        ("a // b\nc", "a     \nc"),
        ("a /* b /* c */ d */ e", "a                   e"),
        (r#"x("a\"{", y)"#, "x(      , y)"),
        ("r#\"a\"{\"# + b", "         + b"),
        ("('{', '\\'', b'}')", "(   ,     , b   )"),
        ("fn f<'a>(x: &'a str)", "fn f<'a>(x: &'a str)"),
        ("for_r\"{\"", "for_r   "),
        ("é('é')", "é(   )"),
    ];
    for (text, expected) in table {
        assert_eq!(code(text), expected, "{text}");
    }
}

#[test]
fn the_project_is_found_and_what_is_built_is_not() {
    let paths: Vec<String> = files("").into_iter().map(|file| file.path).collect();
    assert!(paths.contains(&"Cargo.toml".to_owned()));
    assert!(paths.contains(&"src/lib.rs".to_owned()));
    assert!(!paths.iter().any(|path| path.starts_with("target") || path.starts_with(".git/")));
    assert!(sources().iter().any(|file| file.path == "tests/it/tidy/source.rs"));
}
