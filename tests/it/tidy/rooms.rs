//! Who may name whom.

use super::source::code;
use super::source::files;
use super::source::is_part_of_a_word;
use super::source::is_rust;

/// The rooms, each with those that it may name.
const ROOMS: [(&str, &[&str]); 10] = [
    ("quantity", &[]),
    ("random", &["quantity"]),
    ("stats", &[]),
    ("scenario", &["quantity"]),
    ("theory", &[]),
    ("model", &["quantity", "random", "scenario"]),
    ("experiment", &["quantity", "random", "stats", "scenario", "model"]),
    ("record", &["quantity", "stats", "scenario", "model", "experiment"]),
    ("present", &["quantity", "stats", "scenario", "experiment", "record"]),
    (
        "cli",
        &[
            "quantity",
            "random",
            "stats",
            "scenario",
            "theory",
            "model",
            "experiment",
            "record",
            "present",
        ],
    ),
];

/// What is behind a door, and the paths in `src` (or their beginnings) that have the key.
const DOORS: [(&str, &[&str]); 15] = [
    // The disk.
    ("std::fs", &["cli/library", "record/store"]),
    // The clock, the environment, other programs.
    ("std::time", &["cli/stopwatch"]),
    ("std::env", &["cli/library", "cli/stopwatch"]),
    ("std::process", &["cli", "main.rs"]),
    // Threads: over people in one file, over replicates in one room.
    ("std::thread", &["cli", "experiment", "model/parallel.rs"]),
    ("rayon", &["cli", "experiment", "model/parallel.rs"]),
    // The terminal.
    ("anyhow", &["cli", "main.rs"]),
    ("clap", &["cli", "main.rs"]),
    ("comfy_table", &["cli"]),
    ("indicatif", &["cli"]),
    // Texts. The model has no format.
    ("csv", &["record"]),
    // A date is one of the types of TOML itself.
    ("toml", &["cli", "scenario", "quantity"]),
    ("serde", &["quantity", "scenario", "experiment", "record", "present", "cli"]),
    // Pictures and pages.
    ("plotters", &["present/draw"]),
    ("maud", &["present"]),
];

/// What a source in `src` names and must not, or names in a way that cannot be told.
fn trespasses(path: &str, text: &str) -> Vec<String> {
    let code = code(text);
    let room = room_of(path);
    let mut found: Vec<String> = named_rooms(path, &code)
        .into_iter()
        .filter(|named| *named != room && !may_name(room, named))
        .map(|named| format!("src/{path}: `{room}` must not name `{named}`"))
        .collect();
    let locked = |door: &&(&str, &[&str])| !door.1.iter().any(|key| path.starts_with(key));
    let doors = DOORS.iter().filter(locked).filter(|door| names(&code, door.0));
    found.extend(doors.map(|door| format!("src/{path}: `{}` belongs elsewhere", door.0)));
    let groups = code.lines().filter(|line| {
        let line = line.trim_start();
        (line.starts_with("use ") || line.starts_with("pub use ")) && line.contains('{')
    });
    found.extend(groups.map(|line| format!("src/{path}: one import a line, not `{line}`")));
    found
}

/// The room that a path in `src` belongs to: its first part, without an ending.
fn room_of(path: &str) -> &str {
    let first = path.split('/').next().unwrap_or(path);
    first.strip_suffix(".rs").unwrap_or(first)
}

fn may_name(room: &str, named: &str) -> bool {
    ROOMS.iter().any(|(name, may)| *name == room && may.contains(&named))
}

/// The rooms after `crate::`, and after as many `super::` as lead out of a room. (A test module is
/// one step deeper than its file, so that it is asked too strictly, which harms nobody.)
fn named_rooms(path: &str, code: &str) -> Vec<&'static str> {
    let depth = path.split('/').count();
    let out = "super::".repeat(depth);
    let is_room = |name: &str| ROOMS.iter().map(|room| room.0).find(|room| *room == name);
    let after = |prefix: &str| -> Vec<&'static str> {
        words_after(code, prefix).into_iter().filter_map(is_room).collect()
    };
    [after("crate::"), after(&out)].concat()
}

/// The words that follow a prefix, wherever it does not stand within another word.
fn words_after<'a>(code: &'a str, prefix: &str) -> Vec<&'a str> {
    let word = |(position, _): (usize, &str)| -> Option<&'a str> {
        let (before, from) = code.split_at(position);
        let rest = from.strip_prefix(prefix)?;
        let end = rest.find(|c| !is_part_of_a_word(c)).unwrap_or(rest.len());
        (!before.ends_with(is_part_of_a_word)).then(|| rest.split_at(end).0)
    };
    code.match_indices(prefix).filter_map(word).collect()
}

/// Whether a path is used or imported: `rayon::...`, `use rayon;`.
fn names(code: &str, path: &str) -> bool {
    let is_path = |text: &str| text.starts_with("::") || text.starts_with([';', ' ']);
    code.match_indices(path).any(|(position, _)| {
        let (before, from) = code.split_at(position);
        let after = from.split_at(path.len()).1;
        let is_import = before.ends_with("use ") || before.ends_with("crate ");
        let starts = !before.ends_with(is_part_of_a_word) && !before.ends_with("::");
        (starts && after.starts_with("::")) || (is_import && is_path(after))
    })
}

#[test]
fn a_room_that_names_a_forbidden_room_is_told() {
    let table = [
        ("model.rs", "use crate::record::Tables;", 1),
        ("model/choice.rs", "fn f() { crate::stats::mean(&[]) }", 1),
        ("theory/choice.rs", "use super::super::model::Model;", 1),
        ("present.rs", "use super::model::Model;", 1),
        ("stats.rs", "use crate::cli::Arguments;", 1),
        ("model/choice.rs", "use crate::{record, quantity};", 1),
        ("model/choice.rs", "use crate::quantity::Date;\nuse super::state::Line;", 0),
        ("model.rs", "// use crate::record::Tables;\nfn f() -> &'static str { \"crate::cli\" }", 0),
        ("record/table.rs", "pub(in crate::record) fn f() { mycrate::cli::x() }", 0),
        ("experiment/run.rs", "use crate::model::Model;", 0),
    ];
    for (path, text, expected) in table {
        let found = trespasses(path, text);
        assert_eq!(found.len(), expected, "{path}: {text}\n{found:?}");
    }
}

#[test]
fn a_door_that_is_opened_elsewhere_is_told() {
    let table = [
        ("record/manifest.rs", "use std::fs;", 1),
        ("cli/explain.rs", "use std::fs;", 1),
        ("cli/run.rs", "let now = std::time::Instant::now();", 1),
        ("scenario/read.rs", "let text = std::fs::read(path);", 1),
        ("model/state.rs", "use rayon::prelude::*;", 1),
        ("model/state.rs", "use serde::Serialize;", 1),
        ("present/page.rs", "use plotters::prelude::*;", 1),
        ("record/store.rs", "use std::fs;", 0),
        ("cli/library.rs", "use std::fs;", 0),
        ("record/store/tests.rs", "use std::fs;", 0),
        ("model/parallel.rs", "use rayon::prelude::*;", 0),
        ("present/draw/svg.rs", "use plotters::prelude::*;", 0),
        ("scenario/read.rs", "let csv = clap(toml::from_str(text), self.serde);", 0),
        ("record/store.rs", "use serde_json::Value;", 0),
    ];
    for (path, text, expected) in table {
        let found = trespasses(path, text);
        assert_eq!(found.len(), expected, "{path}: {text}\n{found:?}");
    }
}

#[test]
fn rooms_keep_their_borders() {
    let mut found = Vec::new();
    for file in files("src") {
        let path = file.path.strip_prefix("src/").expect("sources are in src");
        if is_rust(path) && !["lib.rs", "main.rs"].contains(&path) {
            found.extend(trespasses(path, &file.text));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_source_is_in_a_room() {
    let homeless = |path: &String| {
        let path = path.strip_prefix("src/").unwrap_or(path);
        let room = room_of(path);
        !["lib.rs", "main.rs"].contains(&path) && !ROOMS.iter().any(|(name, _)| *name == room)
    };
    assert!(homeless(&"src/utils.rs".to_owned()));
    let found: Vec<String> = files("src").into_iter().map(|file| file.path).collect();
    let found: Vec<String> = found.into_iter().filter(homeless).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}
