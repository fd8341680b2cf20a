//! The tree of tables that texts are parsed into: where is what, and what may be cut out.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::de::DeTable;
use toml::de::DeValue;
use toml::de::Deserializer;
use toml::de::ValueDeserializer;

/// The value at a path of keys.
pub(super) fn value<'a, 't>(
    table: &'a DeTable<'t>,
    path: &[&str],
) -> Option<&'a Spanned<DeValue<'t>>> {
    let (last, parents) = path.split_last()?;
    let mut table = table;
    for parent in parents {
        table = table.get(*parent)?.get_ref().as_table()?;
    }
    table.get(*last)
}

/// The table at a path of keys; the root at the empty path.
pub(super) fn table<'a, 't>(root: &'a DeTable<'t>, path: &[&str]) -> Option<&'a DeTable<'t>> {
    if path.is_empty() { Some(root) } else { value(root, path)?.get_ref().as_table() }
}

/// The table at a path of keys, to be changed.
pub(super) fn table_mut<'a, 't>(
    root: &'a mut DeTable<'t>,
    path: &[&str],
) -> Option<&'a mut DeTable<'t>> {
    let mut table = root;
    for key in path {
        let DeValue::Table(inner) = table.get_mut(*key)?.get_mut() else { return None };
        table = inner;
    }
    Some(table)
}

/// The names in the table at a path, in order.
pub(super) fn names(root: &DeTable<'_>, path: &[&str]) -> Vec<String> {
    let names = table(root, path).into_iter().flatten();
    names.map(|(name, _)| name.get_ref().to_string()).collect()
}

/// Where the value at a path stands; if it is not written, where the table does that lacks it.
pub(super) fn span(root: &DeTable<'_>, path: &[&str]) -> Range<usize> {
    let written = (1..=path.len()).rev().find_map(|end| value(root, &path[..end]));
    written.map_or(0..0, Spanned::span)
}

/// Where an item of the list at a path stands.
pub(super) fn item_span(root: &DeTable<'_>, path: &[&str], item: usize) -> Range<usize> {
    let list = value(root, path).and_then(|value| value.get_ref().as_array());
    list.and_then(|list| list.get(item)).map_or_else(|| span(root, path), Spanned::span)
}

/// The path of the entry that a span belongs to: its key, its value, or an item of its list.
pub(super) fn find(table: &DeTable<'_>, span: &Range<usize>) -> Option<Vec<String>> {
    table.iter().find_map(|(key, value)| {
        let name = key.get_ref().to_string();
        if let DeValue::Table(inner) = value.get_ref()
            && let Some(mut path) = find(inner, span)
        {
            path.insert(0, name);
            return Some(path);
        }
        let around = value.span().start <= span.start && span.end <= value.span().end;
        let is_it =
            key.span() == *span || value.span() == *span || (around && !value.get_ref().is_table());
        is_it.then(|| vec![name])
    })
}

/// Takes the entry at a path out of the tree.
pub(super) fn cut<'t>(root: &mut DeTable<'t>, path: &[&str]) -> Option<Spanned<DeValue<'t>>> {
    let (last, parents) = path.split_last()?;
    table_mut(root, parents)?.remove(*last)
}

/// Whether two values say the same, wherever they stand.
pub(super) fn says_same<'t>(one: &Spanned<DeValue<'t>>, other: &Spanned<DeValue<'t>>) -> bool {
    let plain = |value: &Spanned<DeValue<'t>>| {
        toml::Value::deserialize(ValueDeserializer::from(value.clone())).ok()
    };
    plain(one) == plain(other)
}

/// One TOML text that means the same as a tree, whatever texts it came from. Events that were left out
/// stay in it, and are named, so that the text can be read again.
/// Fails for whole numbers that an unsigned reader takes, and TOML does not.
pub(super) fn text(tree: DeTable<'_>, left_out: &[String]) -> Result<String, toml::de::Error> {
    let whole = Deserializer::from(Spanned::new(0..0, tree));
    let mut plain = toml::Table::deserialize(whole)?;
    if !left_out.is_empty() {
        plain.insert("left-out".to_owned(), left_out.to_vec().into());
    }
    Ok(toml::to_string(&plain).expect("a table of TOML can be written"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "[firm.openai.pay]\nlevel = 2\n[taste]\nmission = { normal = [1, 2] }\n";

    fn written(path: &[&str]) -> &'static str {
        let table = DeTable::parse(TEXT).unwrap();
        TEXT.get(span(table.get_ref(), path)).unwrap()
    }

    #[test]
    fn a_path_leads_to_a_span() {
        assert_eq!(written(&["taste", "mission", "normal"]), "[1, 2]");
        assert_eq!(written(&["taste", "research"]), "[taste]");
    }

    #[test]
    fn a_span_leads_to_a_path() {
        let table = DeTable::parse(TEXT).unwrap();
        for (text, path) in [
            ("openai", "firm openai"),
            ("[firm.openai.pay]", "firm openai pay"),
            ("level", "firm openai pay level"),
            ("{ normal = [1, 2] }", "taste mission"),
            ("1", "taste mission normal"),
        ] {
            let start = TEXT.find(text).unwrap();
            let found = find(table.get_ref(), &(start..start + text.len()));
            assert_eq!(found.unwrap().join(" "), path, "of {text}");
        }
        assert_eq!(find(table.get_ref(), &(900..901)), None);
    }

    #[test]
    fn what_is_cut_is_gone() {
        let mut table = DeTable::parse(TEXT).unwrap().into_inner();
        assert!(cut(&mut table, &["firm", "openai", "pay"]).is_some());
        assert_eq!(names(&table, &["firm", "openai"]), Vec::<String>::new());
        assert!(cut(&mut table, &["firm", "openai", "pay"]).is_none());
    }
}
