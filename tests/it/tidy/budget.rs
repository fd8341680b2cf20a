//! How long files and functions may be.

use super::source::code;
use super::source::is_part_of_a_word;
use super::source::sources;

const LINES_OF_A_FILE: usize = 400;
const LINES_OF_A_FUNCTION: usize = 60;
/// Nine functions of ten are shorter than this.
const LINES_OF_MOST_FUNCTIONS: usize = 25;

/// A function with a body.
#[derive(Debug, PartialEq)]
struct Function {
    name: String,
    /// The line of its `fn`, from 1.
    line: usize,
    /// From the line of its `fn` to that of its last brace.
    lines: usize,
}

/// The functions in code that has neither comments nor literals.
fn functions(code: &str) -> Vec<Function> {
    let function = |(position, _): (usize, &str)| -> Option<Function> {
        let (before, from) = code.split_at(position);
        let rest = from.strip_prefix("fn ")?;
        // A word that ends in `fn` is none; a type such as `fn(u8)` has no name.
        if before.ends_with(is_part_of_a_word) {
            return None;
        }
        let end = rest.find(|c| !is_part_of_a_word(c))?;
        let name = rest.split_at(end).0;
        let lines = from.split_at(end_of_body(from)?).0.lines().count();
        let line = before.matches('\n').count() + 1;
        (!name.is_empty()).then(|| Function { name: name.to_owned(), line, lines })
    };
    code.match_indices("fn ").filter_map(function).collect()
}

/// Where the body of the first function ends; `None` if it has none.
fn end_of_body(code: &str) -> Option<usize> {
    let (mut enclosed, mut braces) = (0, 0);
    for (position, c) in code.char_indices() {
        match c {
            '(' | '[' => enclosed += 1,
            ')' | ']' => enclosed -= 1,
            ';' if enclosed == 0 && braces == 0 => return None,
            '{' => braces += 1,
            '}' => braces -= 1,
            _ => {}
        }
        if c == '}' && braces == 0 && enclosed == 0 {
            return Some(position + 1);
        }
    }
    None
}

/// The share of functions that are shorter than most should be.
fn short_share(lengths: &[usize]) -> f64 {
    let short = lengths.iter().filter(|&&lines| lines < LINES_OF_MOST_FUNCTIONS).count();
    short as f64 / lengths.len() as f64
}

#[test]
fn functions_are_found_with_their_length() {
    let text = "fn one() -> [u8; 2] { [1, 2] }\n\
                trait T {\n    fn none(&self);\n}\n\
                // fn comment() {}\n\
                const F: fn (u8) = two;\n\
                pub(crate) const fn two<T>(\n    x: T,\n)\nwhere\n    T: Copy,\n{\n    f(\"}\");\n}\n";
    let function = |name: &str, line, lines| Function { name: name.to_owned(), line, lines };
    assert_eq!(functions(&code(text)), [function("one", 1, 1), function("two", 7, 8)]);
}

#[test]
fn the_share_of_short_functions_is_a_share() {
    assert!((short_share(&[24, 25, 3, 60]) - 0.5).abs() < 1e-12);
}

#[test]
fn files_are_short() {
    let long = |lines: usize| lines > LINES_OF_A_FILE;
    assert!(long("\n".repeat(401).lines().count()) && !long("\n".repeat(400).lines().count()));
    let found: Vec<String> = sources()
        .into_iter()
        .filter(|file| long(file.text.lines().count()))
        .map(|file| format!("{} has {} lines", file.path, file.text.lines().count()))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn functions_are_short() {
    let (mut lengths, mut long) = (Vec::new(), Vec::new());
    for file in sources() {
        for Function { name, line, lines } in functions(&code(&file.text)) {
            lengths.push(lines);
            if lines >= LINES_OF_MOST_FUNCTIONS {
                long.push((lines, format!("{}:{line}: `{name}` has {lines} lines", file.path)));
            }
        }
    }
    long.sort_by(|a, b| b.cmp(a));
    let listed: Vec<&str> = long.iter().map(|function| function.1.as_str()).collect();
    let longest = long.first().map_or(0, |function| function.0);
    assert!(longest <= LINES_OF_A_FUNCTION, "{}", listed.join("\n"));
    let share = short_share(&lengths);
    assert!(share >= 0.9, "{share} of {} are short\n{}", lengths.len(), listed.join("\n"));
}
