//! Files that nobody names, and mechanisms that nothing uses.

use super::source::SourceFile;
use super::source::files;
use super::source::is_rust;
use super::source::text_of;

/// The file that has to name a module, and the name: `src/a/b.rs` is named in `src/a.rs`, and what lies in
/// a crate's root folder in one of its roots.
fn parents_and_name(path: &str) -> Option<(Vec<String>, String)> {
    let (folder, file) = path.strip_suffix(".rs")?.rsplit_once('/')?;
    match (folder, file) {
        ("src", "lib" | "main") | ("tests/it", "main") => None,
        ("src", _) => Some((vec!["src/lib.rs".to_owned()], file.to_owned())),
        ("tests/it", _) => Some((vec!["tests/it/main.rs".to_owned()], file.to_owned())),
        _ => Some((vec![format!("{folder}.rs")], file.to_owned())),
    }
}

/// Files of Rust that no `mod` line of their parent names: they are not compiled.
fn strays(files: &[SourceFile]) -> Vec<String> {
    let text = |path: &str| files.iter().find(|file| file.path == path).map(|file| &file.text);
    let is_stray = |path: &str| {
        let Some((parents, name)) = parents_and_name(path) else { return false };
        let line = format!("mod {name};");
        let names = |parent: &String| text(parent).is_some_and(|text| text.contains(&line));
        !parents.iter().any(names)
    };
    let rust = files.iter().filter(|file| is_rust(&file.path));
    rust.filter(|file| is_stray(&file.path)).map(|file| file.path.clone()).collect()
}

fn all_text(folder: &str) -> String {
    files(folder).into_iter().filter(|file| is_rust(&file.path)).map(|file| file.text).collect()
}

#[test]
fn a_file_that_nobody_names_is_told() {
    let file = |path: &str, text: &str| SourceFile { path: path.to_owned(), text: text.to_owned() };
    let project = [
        file("src/lib.rs", "pub mod model;"),
        file("src/model.rs", "mod board;"),
        file("src/model/board.rs", ""),
        file("src/model/freeze.rs", ""),
        file("tests/it/main.rs", "mod laws;"),
        file("tests/it/luck.rs", ""),
    ];
    assert_eq!(strays(&project), ["src/model/freeze.rs", "tests/it/luck.rs"]);
}

#[test]
fn every_file_is_named_by_its_parent() {
    let project: Vec<SourceFile> = files("src").into_iter().chain(files("tests/it")).collect();
    assert!(project.len() > 50);
    assert_eq!(strays(&project), [""; 0]);
}

/// A mechanism that reads its parameters and does nothing would pass the compiler.
#[test]
fn every_mechanism_is_used_tested_and_written_whole() {
    let (model, tests) = (all_text("src/model"), all_text("tests/it"));
    let (odd, everything) = (text_of("docs/odd.md"), text_of("tests/bad/world/everything.toml"));
    let overview = odd.split("## 4. ").next().unwrap_or_default();
    for name in braindrain::scenario::MECHANISMS {
        let field = format!("mechanisms.{}", name.replace('-', "_"));
        let model = model.replace(char::is_whitespace, "");
        assert!(model.contains(&field), "nothing in src/model reads `{field}`");
        assert!(tests.contains(&format!("mechanism.{name}")), "no test has a `{name}`");
        assert!(everything.contains(&format!("[mechanism.{name}]")), "everything but `{name}`");
        assert!(overview.contains(&format!("**{name}**")), "the overview is silent on `{name}`");
    }
}
