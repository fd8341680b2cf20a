//! Texts that belong to no machine.

use super::source::files;

/// How absolute paths of one machine begin. They are put together here, because this file is a text
/// as well.
const PLACES: [&str; 6] = [
    concat!("/", "home/"),
    concat!("/", "root/"),
    concat!("/", "tmp/"),
    concat!("/", "work/"),
    concat!("/", "Users/"),
    concat!("/", "var/"),
];

/// The lines that name a place on one machine. Within a longer path or an address the same letters
/// are the project's own business.
fn machine_lines(text: &str) -> Vec<&str> {
    let is_inside = |c: char| c.is_alphanumeric() || "-_./~}".contains(c);
    let names = |line: &&str| {
        PLACES.iter().any(|place| {
            // A path may also end the line or be followed by anything but its own last stroke.
            let bare = place.trim_end_matches('/');
            line.match_indices(bare).any(|(position, _)| {
                let (before, from) = line.split_at(position);
                let after = from.split_at(bare.len()).1;
                let ends = !after.starts_with(|c: char| c.is_alphanumeric() || "-_.".contains(c));
                !before.ends_with(is_inside) && ends
            })
        })
    };
    text.lines().filter(names).collect()
}

#[test]
fn a_path_of_one_machine_is_told() {
    for place in PLACES {
        let bare = place.trim_end_matches('/');
        assert_eq!(machine_lines(&format!("fine\nlook in `{place}me/x`.\n")).len(), 1, "{place}");
        assert_eq!(machine_lines(&format!("cd {bare}")).len(), 1, "{place}");
        assert_eq!(machine_lines(&format!("https://a.example{place}x")).len(), 0, "{place}");
        assert_eq!(machine_lines(&format!("docs{place}x and {bare}er")).len(), 0, "{place}");
    }
}

#[test]
fn no_text_names_a_place_on_one_machine() {
    let mut found = Vec::new();
    for file in files("") {
        let lines = machine_lines(&file.text).into_iter();
        found.extend(lines.map(|line| format!("{}: {}", file.path, line.trim())));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
