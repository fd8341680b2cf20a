//! What is written for a mechanism that is not there, and would silently do nothing.

use crate::scenario::Event;
use crate::scenario::EventKind;
use crate::scenario::reading::Reading;
use crate::scenario::tree;

/// What one mechanism alone reads, and its name: `*` is any name.
const READ_BY: &[(&[&str], &str)] = &[
    (&["firm", "*", "non-compete"], "policy"),
    (&["firm", "*", "brand-risk"], "founding"),
    (&["firm", "*", "lead"], "frontier"),
    (&["firm", "*", "equity"], "equity"),
    (&["firm", "*", "pay", "matching"], "bidding"),
    (&["firm", "*", "pay", "counter"], "bidding"),
    (&["firm-group", "*", "brand-risk"], "founding"),
    (&["firm-group", "*", "lead"], "frontier"),
    (&["firm-group", "*", "equity"], "equity"),
    (&["event", "*", "asks"], "contagion"),
];

/// Complains of what does nothing since its mechanism has no table. One that is switched off has it elsewhere, or is
/// off on purpose.
pub(super) fn check(reading: &mut Reading<'_>, events: &[Event]) {
    for (pattern, mechanism) in READ_BY {
        for path in written(reading, pattern) {
            complain(reading, &path, mechanism);
        }
    }
    for event in events.iter().filter(|event| matches!(event.kind, EventKind::Letter(_))) {
        complain(reading, &["event".to_owned(), event.name.clone()], "letter");
    }
    check_enforcement(reading);
}

/// The paths of a pattern that are written.
fn written(reading: &Reading<'_>, pattern: &[&str]) -> Vec<Vec<String>> {
    let path = |name: String| {
        let keys = pattern.iter().map(|&key| if key == "*" { name.as_str() } else { key });
        keys.map(str::to_owned).collect::<Vec<String>>()
    };
    let paths = tree::names(&reading.tree, &pattern[..1]).into_iter().map(path);
    paths.filter(|path| tree::value(&reading.tree, &keys(path)).is_some()).collect()
}

fn keys(path: &[String]) -> Vec<&str> {
    path.iter().map(String::as_str).collect()
}

fn complain(reading: &mut Reading<'_>, path: &[String], mechanism: &str) {
    let (path, of) = (keys(path), ["mechanism", mechanism]);
    let is_there = tree::value(&reading.tree, &of).is_some() || reading.is_switched_off(&of);
    if is_there || reading.is_doubtful(&of) || reading.is_doubtful(&path) {
        return;
    }
    let complaint =
        reading.at(&path, format!("`{}` does nothing without its mechanism", path.join(".")));
    reading.complain(complaint.hint(format!("add `[mechanism.{mechanism}]`, or leave it out")));
}

/// Complains of clauses that are enforced and that no firm has. One may come by a change, or be that of a firm which is
/// switched off.
fn check_enforcement(reading: &mut Reading<'_>) {
    const AT: [&str; 3] = ["mechanism", "policy", "enforcement"];
    let is_written = tree::value(&reading.tree, &AT).is_some();
    let is_off = reading.switched_off.iter().any(|off| off[0] == "firm");
    let comes = |path: &String| path.ends_with(".non-compete");
    let will_be = reading.turns.iter().flat_map(|turn| &turn.paths).any(comes);
    if !is_written
        || is_off
        || will_be
        || reading.is_doubtful(&["firm"])
        || reading.is_doubtful(&AT)
    {
        return;
    }
    if written(reading, &["firm", "*", "non-compete"]).is_empty() {
        let complaint = reading.at(&AT, "no firm has a clause that `enforcement` could be of");
        reading.complain(complaint.hint("add `non-compete` to a firm, or leave it out"));
    }
}
