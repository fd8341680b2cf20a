//! Lists that have to be complete.

use super::source::files;
use super::source::is_part_of_a_word;
use super::source::text_of;

const PACKAGES: usize = 250;

/// Whether a name stands in a text on its own, and not as the end or the beginning of a longer one.
fn mentions(text: &str, name: &str) -> bool {
    let is_part = |c: char| is_part_of_a_word(c) || c == '-';
    text.match_indices(name).any(|(position, _)| {
        let (before, from) = text.split_at(position);
        !before.ends_with(is_part) && !from.split_at(name.len()).1.starts_with(is_part)
    })
}

/// The names of the files of a kind that are in a folder itself, without ending.
fn stems(folder: &str, ending: &str) -> Vec<String> {
    let inside = format!("{folder}/");
    let stem = |path: &str| Some(path.strip_prefix(&inside)?.strip_suffix(ending)?.to_owned());
    let found = files(folder).into_iter().filter_map(|file| stem(&file.path));
    found.filter(|stem| !stem.contains('/')).collect()
}

/// The dependencies above which no comment says what they are for.
fn unexplained(manifest: &str) -> Vec<String> {
    let (mut in_dependencies, mut brackets, mut before) = (false, 0, "");
    let mut found = Vec::new();
    for line in manifest.lines() {
        // A value may run over several lines; only its first is an entry.
        let is_entry = brackets == 0 && line.contains('=') && !line.starts_with('#');
        if line.starts_with('[') && brackets == 0 {
            in_dependencies = line.contains("dependencies");
            if line.contains("dependencies.") && !before.starts_with('#') {
                found.push(line.to_owned());
            }
            in_dependencies &= !line.contains("dependencies.");
        } else if in_dependencies && is_entry && !before.starts_with('#') {
            found.push(line.to_owned());
        }
        if !line.starts_with('#') && !line.starts_with('[') {
            brackets += line.matches(['[', '{']).count();
            brackets -= line.matches([']', '}']).count();
        }
        before = line;
    }
    found
}

/// What is missing of a mechanism, in the list of mechanisms, in the ODD document, or in the tests of changes.
fn missing_of_mechanism(stem: &str, list: &str, odd: &str, changes: &str) -> Vec<String> {
    let name = stem.replace('_', "-");
    let has_line = |text: &str, start: &str| {
        text.lines().any(|line| {
            line.trim().strip_prefix(start).is_some_and(|rest| !rest.starts_with(is_part_of_a_word))
        })
    };
    let wanted = [
        (has_line(list, &format!("mod {stem}")), "a `mod` line in the list of mechanisms"),
        (has_line(list, &format!("pub {stem}:")), "a field of `Mechanisms`"),
        (odd.lines().any(|line| line == format!("### {name}")), "a section of docs/odd.md"),
        (mentions(changes, &format!("mechanism.{name}")), "a case in tests/it/metamorphic"),
    ];
    let missing = wanted.iter().filter(|wanted| !wanted.0);
    missing.map(|wanted| format!("`{name}` lacks {}", wanted.1)).collect()
}

#[test]
fn a_name_within_a_longer_one_is_no_mention() {
    assert!(mentions("see [coup](coup.toml), which", "coup.toml"));
    assert!(!mentions("see board-coup.toml", "coup.toml"));
    assert!(!mentions("see coup.toml-old", "coup.toml"));
}

#[test]
fn every_scenario_is_listed() {
    let scenarios = stems("scenarios", ".toml");
    let list = if scenarios.is_empty() { String::new() } else { text_of("scenarios/README.md") };
    let is_missing = |stem: &&String| !mentions(&list, &format!("{stem}.toml"));
    let missing: Vec<&String> = scenarios.iter().filter(is_missing).collect();
    assert!(missing.is_empty(), "scenarios/README.md does not list {missing:?}");
}

#[test]
fn a_dependency_without_a_comment_is_told() {
    let manifest = "[package]\nname = \"x\"\n\
                    [dependencies]\n# What for.\na = { version = \"1\", features = [\n    \"b = c\",\n] }\nd = \"1\"\n\
                    [dev-dependencies.e]\nversion = \"1\"\n[lints]\nf = \"warn\"\n";
    assert_eq!(unexplained(manifest), ["d = \"1\"", "[dev-dependencies.e]"]);
}

#[test]
fn every_dependency_says_what_it_is_for() {
    let manifest = text_of("Cargo.toml");
    assert!(manifest.contains("\n[dependencies]\n"));
    assert_eq!(unexplained(&manifest), [""; 0]);
}

#[test]
fn packages_are_few() {
    let lock = text_of("Cargo.lock");
    let packages = lock.lines().filter(|line| *line == "[[package]]").count();
    assert!((2..PACKAGES).contains(&packages), "{packages} packages, and the limit is {PACKAGES}");
}

#[test]
fn a_mechanism_that_is_nowhere_is_told() {
    let list = "mod role_pushing;\npub struct Mechanisms {\n    pub role_push: bool,\n}";
    let (odd, changes) = ("## role-push\n### role-push and more\n", "mechanism.role-push-ups=1");
    let missing = missing_of_mechanism("role_push", list, odd, changes);
    let expected = [
        "a `mod` line in the list of mechanisms",
        "a section of docs/odd.md",
        "a case in tests/it/metamorphic",
    ];
    assert_eq!(missing, expected.map(|what| format!("`role-push` lacks {what}")));
    let missing =
        missing_of_mechanism("choice", list, "### choice\n", "mechanism.choice.damping=0");
    assert_eq!(missing.len(), 2);
}

#[test]
fn every_mechanism_is_in_the_lists() {
    let (list, odd) = (text_of("src/scenario/mechanism.rs"), text_of("docs/odd.md"));
    let mechanisms = stems("src/scenario/mechanism", ".rs");
    assert!(mechanisms.contains(&"choice".to_owned()));
    let changes: String = files("tests/it/metamorphic").into_iter().map(|file| file.text).collect();
    let missing = |stem: &String| missing_of_mechanism(stem, &list, &odd, &changes);
    let missing: Vec<String> = mechanisms.iter().flat_map(missing).collect();
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// What a step of the model calls, in order, but for what is only asked in tests.
fn calls_of_step(model: &str) -> Vec<String> {
    let lines = model.lines().skip_while(|line| !line.contains("pub fn step(&mut self)"));
    let lines = lines.take_while(|line| *line != "    }");
    let call = |line: &str| {
        let (name, _) = line.split_once("self.")?.1.split_once('(')?;
        name.chars().all(is_part_of_a_word).then(|| name.to_owned())
    };
    lines.filter(|line| !line.contains("debug_assert")).skip(1).filter_map(call).collect()
}

/// The names in the first column of the table below a heading.
fn first_column(page: &str, heading: &str) -> Vec<String> {
    let lines = page.lines().skip_while(|line| *line != heading).skip(1);
    let rows = lines.take_while(|line| !line.starts_with('#'));
    let cells = rows.filter_map(|row| row.strip_prefix('|')?.split('|').next());
    cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).map(str::to_owned).collect()
}

#[test]
fn the_calls_of_a_step_and_the_first_column_of_a_table_are_found() {
    let model = "fn other() {\n        self.not();\n    }\n    pub fn step(&mut self) -> Week {\n        let mut week = \
                 self.open(); // self-evident\n        debug_assert_eq!(self.audit(), Ok(()));\n        self.clock.tick();\n        \
                 self.tell(&mut week);\n    }\n    fn more() {\n        self.neither();\n    }\n";
    assert_eq!(calls_of_step(model), ["open", "tell"]);
    let page = "## One\n| `a` | |\n## Two\n\n| name | what |\n|---|---|\n| `b`, `c` | not `d` |\n| `e` | |\n## Three\n| `f` |\n";
    assert_eq!(first_column(page, "## Two"), ["b", "c", "e"]);
}

#[test]
fn the_table_of_a_week_has_every_call_of_a_step_in_order() {
    let calls = calls_of_step(&text_of("src/model.rs"));
    assert!(calls.len() > 10, "{calls:?}");
    assert_eq!(first_column(&text_of("ARCHITECTURE.md"), "## A week"), calls);
}
