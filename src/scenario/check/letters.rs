//! Whether charts can draw what things are called.

use crate::scenario::reading::Reading;
use crate::scenario::tree;

/// The signs that the font of charts has, from one to another: Latin letters with their accents, punctuation,
/// arrows and a few signs of mathematics. What is not among them would be a blank in a picture.
pub const DRAWN: &[(char, char)] = &[
    ('\u{20}', '\u{7e}'),
    ('\u{a0}', '\u{ac}'),
    ('\u{ae}', '\u{148}'),
    ('\u{14a}', '\u{17f}'),
    ('\u{218}', '\u{21b}'),
    ('\u{2010}', '\u{2015}'),
    ('\u{2018}', '\u{201e}'),
    ('\u{2020}', '\u{2022}'),
    ('\u{2026}', '\u{2026}'),
    ('\u{2030}', '\u{2030}'),
    ('\u{2032}', '\u{2033}'),
    ('\u{2039}', '\u{203a}'),
    ('\u{20ac}', '\u{20ac}'),
    ('\u{2190}', '\u{2193}'),
    ('\u{2212}', '\u{2212}'),
    ('\u{2248}', '\u{2248}'),
    ('\u{2260}', '\u{2260}'),
    ('\u{2264}', '\u{2265}'),
];

/// The tables whose entries charts call by their labels.
const CALLED: [&str; 7] = ["firm", "firm-group", "event", "region", "role", "sector", "team"];

/// So many of the signs that are missing are named.
const NAMED: usize = 5;

/// Complains of titles and labels that charts cannot draw: names are plain letters anyway, but for that of the file, which
/// is the title where none is written.
pub(super) fn check(reading: &mut Reading<'_>, file: &str) {
    if tree::value(&reading.tree, &["title"]).is_some() {
        check_text(reading, &["title"], "the title");
    } else if !reading.is_doubtful(&["title"]) {
        let hint = "add a `title` in Latin letters, with or without accents";
        complain(reading, &[], ("the name of the file, which is the title,", file), hint);
    }
    for table in CALLED {
        for name in tree::names(&reading.tree, &[table]) {
            let what = format!("the label of `{table}.{name}`");
            check_text(reading, &[table, &name, "label"], &what);
        }
    }
}

/// Complains of the text at a path; what is no text is complained of elsewhere.
fn check_text(reading: &mut Reading<'_>, path: &[&str], what: &str) {
    let written = tree::value(&reading.tree, path).and_then(|value| value.get_ref().as_str());
    if let Some(text) = written.map(str::to_owned) {
        complain(
            reading,
            path,
            (what, &text),
            "write it in Latin letters, with or without accents",
        );
    }
}

fn complain(reading: &mut Reading<'_>, path: &[&str], (what, text): (&str, &str), hint: &str) {
    let mut missing: Vec<char> = Vec::new();
    for sign in text.chars().filter(|sign| !is_drawn(*sign)) {
        if !missing.contains(&sign) {
            missing.push(sign);
        }
    }
    if missing.is_empty() {
        return;
    }
    let named = missing.iter().take(NAMED).map(|sign| format!("`{}`", sign.escape_debug()));
    let named = named.collect::<Vec<String>>().join(", ");
    let more = if missing.len() > NAMED { " and more" } else { "" };
    let complaint = reading.at(path, format!("{what} cannot be drawn"));
    let reason = format!("the font of charts has no sign for {named}{more}");
    reading.complain(complaint.label(reason).hint(hint));
}

fn is_drawn(sign: char) -> bool {
    DRAWN.iter().any(|&(first, last)| first <= sign && sign <= last)
}
