//! Rows as text, before they are in files.

use std::collections::BTreeMap;

use super::Digest;
use super::Kind;
use super::Tables;
use super::digest::Digester;
use super::table_file::tables_of;

/// The rows of tables as they stand in files, for each table of a kind of run and in the order of the tables.
/// Texts are made by whoever has the rows, so that whoever writes the files has nothing to do but write.
#[derive(Debug, Clone, Default)]
pub(super) struct Texts(Vec<Vec<u8>>);

impl Texts {
    /// The texts of those tables that a kind of run has.
    pub(super) fn of(kind: Kind, tables: &Tables) -> Self {
        let text = |write: fn(&Tables, &mut dyn std::io::Write) -> csv::Result<()>| {
            let mut text = Vec::new();
            write(tables, &mut text).expect("memory takes any table");
            text
        };
        Self(tables_of(kind).map(|table| text(table.write)).collect())
    }

    /// The text of each table.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        self.0.iter().map(Vec::as_slice)
    }
}

impl Tables {
    /// The digest of every table that a kind of run has, by name.
    pub fn digests(&self, kind: Kind) -> BTreeMap<String, Digest> {
        let digest = |table: &super::table_file::TableFile| {
            let mut digester = Digester::new();
            (table.write_head)(&mut digester)
                .and_then(|()| (table.write)(self, &mut digester))
                .expect("a digest takes any table");
            digester.finish()
        };
        tables_of(kind).map(|table| (table.name.to_owned(), digest(&table))).collect()
    }
}
