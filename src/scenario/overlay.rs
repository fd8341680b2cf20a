//! Laying texts over each other: base files, the scenario itself, then every `--set`.

use toml::Spanned;
use toml::de::DeTable;
use toml::de::DeValue;

use super::Complaint;
use super::Place;
use super::text::Layer;
use super::text::Texts;

/// The tree that all texts mean together; keys and values keep the spans of the text they come from.
///
/// A text with a mistake of TOML itself ends the reading: what its other lines mean is not known.
pub(super) fn merged(texts: &Texts) -> Result<DeTable<'_>, Vec<Complaint>> {
    let mut tree = DeTable::new();
    let mut complaints = Vec::new();
    for layer in texts.layers() {
        let parsed = if layer.is_setting { setting(texts, layer) } else { file(texts, layer) };
        match parsed {
            Ok(table) => lay_over(&mut tree, table),
            Err(wrong) => complaints.extend(wrong),
        }
    }
    // Already followed, when the texts were collected.
    tree.remove("extends");
    if complaints.is_empty() { Ok(tree) } else { Err(complaints) }
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
    let is_law = |name: &str| ["normal", "uniform", "gamma", "exponential"].contains(&name);
    table.len() == 1
        && table.iter().all(|(name, value)| is_law(name.get_ref()) && !value.get_ref().is_table())
}

fn file<'t>(texts: &'t Texts, layer: &'t Layer) -> Result<DeTable<'t>, Vec<Complaint>> {
    let (table, errors) = DeTable::parse_recoverable(&layer.padded);
    if errors.is_empty() {
        return Ok(table.into_inner());
    }
    Err(syntax(texts, errors))
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
    if message.starts_with("string values must be quoted") && written.is_empty() {
        Complaint::at(place, "a value is missing").label("here")
    } else if message.starts_with("string values must be quoted") {
        Complaint::at(place, format!("`{written}` is not a value of TOML"))
            .hint("texts, and numbers with a unit, stand in quotes: \"86bn\"")
    } else if message == "duplicate key" {
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
