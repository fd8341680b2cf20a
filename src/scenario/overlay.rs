//! Laying texts over each other: base files, the scenario itself, then every `--set`.

use toml::Spanned;
use toml::de::DeTable;
use toml::de::DeValue;

use super::Complaint;
use super::Place;
use super::text::Layer;
use super::text::Texts;
use super::tree;
use super::written::LAWS;

/// What TOML says of a key that is there already; the first is kept.
const TWICE: &str = "duplicate key";
/// What TOML says of a word without quotes, and of a value that is missing.
const UNQUOTED: &str = "string values must be quoted";
/// What it says of days and times that there are not.
const NO_DAY: [&str; 3] = ["invalid date, ", "invalid time, ", "invalid datetime, "];

/// What all texts mean together.
#[derive(Debug)]
pub(super) struct Merged<'t> {
    /// The tree; keys and values keep the spans of the text they come from.
    pub(super) tree: DeTable<'t>,
    /// What is wrong with the texts themselves.
    pub(super) broken: Broken,
    /// Whether the tree has all but the broken values. Where a bracket or a quote is missing, nobody knows
    /// what other lines mean, and the reading ends.
    pub(super) is_whole: bool,
}

/// What a file says of itself alone: what extends it is another world, with a title and a question of its own or none.
const OWN: [&str; 2] = ["title", "question"];

/// Values that are none of TOML.
#[derive(Debug, Default)]
pub(super) struct Broken {
    /// What is said about them.
    pub(super) complaints: Vec<Complaint>,
    /// Where they stood: they are not in the tree.
    pub(super) paths: Vec<Vec<String>>,
}

/// Lays all texts over each other.
pub(super) fn merged(texts: &Texts) -> Merged<'_> {
    let mut whole = Merged { tree: DeTable::new(), broken: Broken::default(), is_whole: true };
    for layer in texts.layers() {
        let table = if layer.is_setting {
            setting(texts, layer).map_err(|wrong| whole.broken.complaints.extend(wrong)).ok()
        } else {
            file(texts, layer, &mut whole.broken)
        };
        match table {
            Some(table) => {
                if !layer.is_setting {
                    for key in OWN {
                        whole.tree.remove(key);
                    }
                }
                lay_over(&mut whole.tree, table);
            }
            None => whole.is_whole = false,
        }
    }
    // Already followed, when the texts were collected.
    whole.tree.remove("extends");
    whole
}

/// Tables are merged key by key; anything else is replaced, lists and spreads included.
pub(super) fn lay_over<'t>(below: &mut DeTable<'t>, above: DeTable<'t>) {
    for (key, value) in above {
        let name: &str = key.get_ref();
        let span = value.span();
        let replacement = match (below.get_mut(name).map(Spanned::get_mut), value.into_inner()) {
            (Some(DeValue::Table(below)), DeValue::Table(above)) if !is_spread(&above) => {
                lay_over(below, above);
                continue;
            }
            (_, value) => Spanned::new(span, value),
        };
        // `insert` alone would keep the key, and with it the place, of what lies below.
        below.remove(name);
        below.insert(key, replacement);
    }
}

/// Whether a table is a spread such as `{ normal = [0.4, 0.1] }`: it is one value, and merged with another
/// law it would be two laws.
pub(super) fn is_spread(table: &DeTable<'_>) -> bool {
    let is_law = |name: &str| LAWS.contains(&name);
    table.len() == 1
        && table.iter().all(|(name, value)| is_law(name.get_ref()) && !value.get_ref().is_table())
}

/// The table of a file without its broken values; `None` if more than values is broken.
fn file<'t>(texts: &'t Texts, layer: &'t Layer, broken: &mut Broken) -> Option<DeTable<'t>> {
    let (table, errors) = DeTable::parse_recoverable(&layer.padded);
    let mut table = table.into_inner();
    let (mut is_whole, mut paths) = (true, Vec::new());
    for error in errors.iter().filter(|error| error.message() != TWICE) {
        let span = error.span().unwrap_or_default();
        match tree::find(&table, &span).filter(|_| is_of_value(error.message())) {
            Some(path) => paths.push(path),
            None => is_whole = false,
        }
    }
    broken.complaints.extend(syntax(texts, errors));
    for path in &paths {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        tree::cut(&mut table, &path);
    }
    broken.paths.extend(paths);
    is_whole.then_some(table)
}

/// Whether a mistake is one of a single value: what stands around it is understood.
fn is_of_value(message: &str) -> bool {
    message.starts_with(UNQUOTED) || NO_DAY.iter().any(|start| message.starts_with(start))
}

/// Mistakes of TOML, one a line; what follows a broken bracket is not believed.
fn syntax(texts: &Texts, mut errors: Vec<toml::de::Error>) -> Vec<Complaint> {
    const BROKEN: [&str; 3] = ["missing comma", "unexpected", "unclosed"];
    errors.sort_by_key(|error| error.span().map_or(0, |span| span.start));
    let mut complaints = Vec::new();
    let mut lines = Vec::new();
    for error in errors {
        let place = texts.place(&error.span().unwrap_or_default());
        let (line, _) = place.line_and_column();
        if !lines.contains(&line) {
            lines.push(line);
            complaints.push(in_our_words(place, error.message()));
        }
        if BROKEN.iter().any(|start| error.message().starts_with(start)) {
            break;
        }
    }
    complaints
}

fn in_our_words(place: Place, message: &str) -> Complaint {
    let written = place.text.get(place.span.clone()).unwrap_or_default().to_owned();
    let no_day = NO_DAY.iter().find_map(|start| message.strip_prefix(start));
    if let Some(reason) = no_day {
        Complaint::at(place, format!("there is no day `{written}`")).label(reason)
    } else if message.starts_with(UNQUOTED) && written.is_empty() {
        Complaint::at(place, "a value is missing").label("here")
    } else if message.starts_with(UNQUOTED) {
        Complaint::at(place, format!("`{written}` is not a value of TOML"))
            .hint("texts, and numbers with a unit, stand in quotes: \"86bn\"")
    } else if message == TWICE {
        Complaint::at(place, format!("`{written}` is written twice")).label("the second time")
    } else {
        Complaint::at(place, "this is not TOML").label(message)
    }
}

fn setting<'t>(texts: &'t Texts, layer: &'t Layer) -> Result<DeTable<'t>, Vec<Complaint>> {
    let whole = texts.place(&(layer.padded.len() - layer.padded.trim_start().len()..usize::MAX));
    let table = DeTable::parse(&layer.padded).map(Spanned::into_inner).unwrap_or_default();
    if table.is_empty() {
        return Err(vec![
            Complaint::at(whole, "this is no setting")
                .label("expected `path=value`")
                .hint("for example `--set run.seed=7` or `--set firm.openai.label=Lab`"),
        ]);
    }
    if let Some((key, _)) = table.get_key_value("extends") {
        let message = "`extends` cannot be set from outside";
        return Err(vec![
            Complaint::at(texts.place(&key.span()), message)
                .hint("write a file that extends another, or name another file to run"),
        ]);
    }
    Ok(table)
}
