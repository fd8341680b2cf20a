//! What serde has to say about a value, in the words of scenario files.

use std::fmt::Display;

/// Why an entry was refused: the texts of a complaint.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) message: String,
    pub(super) label: String,
    pub(super) hint: Option<String>,
}

/// The key that a message calls missing.
pub(super) fn missing_key(message: &str) -> Option<&str> {
    message.strip_prefix("missing field `")?.strip_suffix('`')
}

/// The refusal of the entry at a path.
pub(super) fn refusal(message: &str, path: &[&str]) -> Refusal {
    if let Some(key) = missing_key(message) {
        return Refusal {
            message: format!("{} has no `{key}`", table_name(path)),
            label: format!("`{key}` is missing"),
            hint: None,
        };
    }
    let names = quoted(message);
    match (names.split_first(), path.split_last()) {
        (Some((name, known)), Some((last, parents)))
            if message.starts_with("unknown ") && name == last =>
        {
            unknown_key(name, known, parents)
        }
        (Some((name, known)), _) if message.starts_with("unknown variant") => Refusal {
            message: format!("wrong value for `{}`", path.join(".")),
            label: format!("expected {}", either(known)),
            hint: did_you_mean(name, known.iter().copied()),
        },
        _ => Refusal {
            message: format!("wrong value for `{}`", path.join(".")),
            label: reason(message),
            hint: None,
        },
    }
}

/// The refusal of a key that nobody knows.
fn unknown_key(key: &str, known: &[&str], parents: &[&str]) -> Refusal {
    let of_table =
        if parents.is_empty() { String::new() } else { format!(" in {}", table_name(parents)) };
    Refusal {
        message: format!("unknown key `{key}`{of_table}"),
        label: "no such key".to_owned(),
        hint: (!known.is_empty()).then(|| hint(key, known)),
    }
}

/// How a table is called in messages.
pub(super) fn table_name(path: &[&str]) -> String {
    if path.is_empty() { "the scenario".to_owned() } else { format!("`[{}]`", path.join(".")) }
}

/// What to write instead of a name that nobody knows: the one that is near enough to it, or else one of all.
pub fn hint(written: &str, known: &[impl AsRef<str> + Display]) -> String {
    did_you_mean(written, known.iter().map(AsRef::as_ref)).unwrap_or_else(|| all_of(known))
}

/// The names that are known, as a hint.
pub(super) fn all_of(known: &[impl Display]) -> String {
    match known {
        [] => "the scenario has none".to_owned(),
        known => format!("known are {}", list(known)),
    }
}

/// A hint, if one of the candidates is near enough to what was written.
pub fn did_you_mean<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    nearest(written, candidates).map(|name| format!("did you mean `{name}`?"))
}

/// The candidate that is nearest to what was written: at most two letters in five differ.
pub(super) fn nearest<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|name| (strsim::normalized_damerau_levenshtein(written, name), name))
        .filter(|(likeness, _)| *likeness >= 0.6)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))
        .map(|(_, name)| name)
}

/// Names in backticks, with commas.
pub(super) fn list(names: &[impl Display]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Names in backticks, one of which is wanted.
fn either(names: &[&str]) -> String {
    match names {
        [others @ .., last] if !others.is_empty() => format!("{} or `{last}`", list(others)),
        _ => list(names),
    }
}

fn quoted(message: &str) -> Vec<&str> {
    message.split('`').skip(1).step_by(2).collect()
}

/// The reason of a wrong value: what was expected, and what was found if serde names it.
fn reason(message: &str) -> String {
    let Some((found, expected)) = message.split_once(", expected ") else {
        return match message {
            "wanted string or table" => "expected a text in quotes".to_owned(),
            _ => message.to_owned(),
        };
    };
    let expected = match expected {
        "f64" => "a number",
        "u32" => "a whole number from 0 to 4294967295",
        "u64" => "a whole number from 0 up",
        "a string" => "a text in quotes",
        "a boolean" => "`true` or `false`",
        "a sequence" => "a list",
        "a map" => "a table",
        "a TOML datetime" => "a day such as 2023-11-17, without quotes",
        table if table.starts_with("struct ") => "a table",
        other => other,
    };
    match kind(found) {
        Some(kind) => format!("expected {expected}, found {kind}"),
        None => format!("expected {expected}"),
    }
}

fn kind(found: &str) -> Option<&str> {
    let found = found.strip_prefix("invalid type: ").or(found.strip_prefix("invalid value: "))?;
    let (kind, value) = found.split_once(' ').unwrap_or((found, ""));
    match kind {
        "string" => Some("a text"),
        "integer" | "floating" => value.trim_start_matches("point ").split('`').nth(1),
        "boolean" => Some("`true` or `false`"),
        "sequence" => Some("a list"),
        "map" => Some("a table or a day"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_key_is_told_the_nearest_one() {
        let said = refusal(
            "unknown field `stabilty`, expected one of `mission`, `research`, `stability`",
            &["taste", "stabilty"],
        );
        assert_eq!(said.message, "unknown key `stabilty` in `[taste]`");
        assert_eq!(said.hint.unwrap(), "did you mean `stability`?");
    }

    #[test]
    fn types_are_called_by_their_names_in_toml() {
        let said = |message| refusal(message, &["run", "seed"]).label;
        assert_eq!(
            said("invalid type: string \"x\", expected u64"),
            "expected a whole number from 0 up, found a text"
        );
        assert_eq!(
            said("invalid type: floating point `0.5`, expected u64"),
            "expected a whole number from 0 up, found 0.5"
        );
        assert_eq!(said("expected a share, found 1.3"), "expected a share, found 1.3");
    }

    #[test]
    fn an_unknown_name_is_told_the_nearest_one_or_else_all_even_if_there_are_none() {
        let known = ["ouster", "return"];
        assert_eq!(hint("oster", &known), "did you mean `ouster`?");
        assert_eq!(hint("quux", &known), "known are `ouster`, `return`");
        assert_eq!(hint("quux", &[""; 0]), "the scenario has none");
    }

    #[test]
    fn what_is_far_from_everything_gets_no_guess() {
        assert_eq!(nearest("quux", ["mission", "research"]), None);
        assert_eq!(nearest("sede", ["seed", "replicates"]), Some("seed"));
    }
}
