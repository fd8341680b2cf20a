//! Commands that can be pasted into a shell.

use std::path::Path;

/// The command that makes the same tables again: without what no result depends on.
pub(super) fn command(verb: &str, paths: &[&Path], sets: &[String]) -> String {
    let paths = paths.iter().map(|path| word(&path.display().to_string()));
    let sets = sets.iter().map(|set| format!("--set {}", quoted(set)));
    let words: Vec<String> =
        ["braindrain".to_owned(), verb.to_owned()].into_iter().chain(paths).chain(sets).collect();
    words.join(" ")
}

/// A word as a shell reads it: in quotes where it needs them.
pub(super) fn word(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-".contains(c);
    if text.chars().all(is_plain) { text.to_owned() } else { quoted(text) }
}

/// A word in quotes, as a shell reads it.
pub(super) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_can_be_pasted_into_a_shell() {
        let paths = ["worlds/a.toml", "my world.toml"].map(Path::new);
        let sets = ["title=it's".to_owned()];
        let expected = r"braindrain compare worlds/a.toml 'my world.toml' --set 'title=it'\''s'";
        assert_eq!(command("compare", &paths, &sets), expected);
    }
}
