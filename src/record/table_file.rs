//! Tables as CSV, and the list of them.
//!
//! A new table is its row type, its field in [`Tables`], one line in [`TABLES`], and a section of
//! `docs/tables.md`.

use std::io;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Kind;
use super::Tables;

/// One table of a run: its name, and how it becomes text and values again.
pub(super) struct TableFile {
    /// The name of the table, and of its file without ending.
    pub(super) name: &'static str,
    /// The kinds of run that have the table.
    pub(super) kinds: &'static [Kind],
    /// Writes the names of the columns, with which the file begins.
    pub(super) write_head: fn(&mut dyn io::Write) -> csv::Result<()>,
    /// Writes the rows of the table.
    pub(super) write: fn(&Tables, &mut dyn io::Write) -> csv::Result<()>,
    /// Reads what was written into the field of the table. Whenever there are many rows, and at the end, they are
    /// shown: whoever takes them out keeps the memory small.
    pub(super) read: fn(&mut dyn io::Read, &mut Tables, Show<'_>) -> csv::Result<()>,
}

/// Is shown rows that were read, and may take them out.
pub(super) type Show<'a> = &'a mut dyn FnMut(&mut Tables);

/// So many rows are read before they are shown.
const MANY: usize = 4096;

/// A table: its name, which is that of the field, and the kinds of run that have it.
macro_rules! table {
    ($field:ident, $kinds:expr) => {
        TableFile {
            name: stringify!($field),
            kinds: $kinds,
            write_head: |file| write_head(&Tables::default().$field, file),
            write: |tables, file| write_rows(&tables.$field, file),
            read: |file, tables, show| read_rows(file, tables, |tables| &mut tables.$field, show),
        }
    };
}

/// What has the tables of whole histories.
const RUNS: &[Kind] = &[Kind::Run, Kind::Comparison];

/// All tables, in the order in which they are written.
const TABLES: [TableFile; 23] = [
    table!(firms, RUNS),
    table!(market, RUNS),
    table!(flows, RUNS),
    table!(spells, RUNS),
    table!(events, RUNS),
    table!(letter, RUNS),
    table!(offers, RUNS),
    table!(decisions, RUNS),
    table!(foundings, RUNS),
    table!(facts, RUNS),
    table!(regions, RUNS),
    table!(migration, RUNS),
    table!(positions, RUNS),
    table!(cascades, RUNS),
    table!(outcomes, RUNS),
    table!(comparison, &[Kind::Comparison]),
    table!(persons, &[Kind::Comparison]),
    table!(attribution, &[Kind::Attribution]),
    table!(interactions, &[Kind::Attribution]),
    table!(responses, &[Kind::EventStudy]),
    table!(peaks, &[Kind::EventStudy]),
    table!(sweep, &[Kind::Sweep, Kind::Solution]),
    table!(solution, &[Kind::Solution]),
];

/// The tables of a kind of run.
pub(super) fn tables_of(kind: Kind) -> impl Iterator<Item = TableFile> {
    TABLES.into_iter().filter(move |table| table.kinds.contains(&kind))
}

/// Writes a table: its head, and then its rows.
pub(super) fn write_table<R: Serialize + Default>(
    rows: &[R],
    file: &mut dyn io::Write,
) -> csv::Result<()> {
    write_head(rows, file)?;
    write_rows(rows, file)
}

/// Numbers are written with the fewest digits that read back as the same number.
fn write_rows<R: Serialize>(rows: &[R], file: &mut dyn io::Write) -> csv::Result<()> {
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(file);
    for row in rows {
        writer.serialize(row)?;
    }
    writer.flush()?;
    Ok(())
}

/// Writes the names of the columns, which are those of the fields. They are known to serde only while it
/// writes a row, so a row of nothing is written: a table without rows has a head as well.
fn write_head<R: Serialize + Default>(_rows: &[R], file: &mut dyn io::Write) -> csv::Result<()> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.serialize(R::default())?;
    let text = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    let end = text.iter().position(|&byte| byte == b'\n').map_or(text.len(), |end| end + 1);
    Ok(file.write_all(&text[..end])?)
}

/// Reads the rows of a table with its head; `show` is called as [`TableFile::read`] says.
fn read_rows<R: DeserializeOwned>(
    file: &mut dyn io::Read,
    tables: &mut Tables,
    rows: fn(&mut Tables) -> &mut Vec<R>,
    show: Show<'_>,
) -> csv::Result<()> {
    let mut unseen = 0;
    for row in csv::Reader::from_reader(file).into_deserialize() {
        rows(tables).push(row?);
        unseen += 1;
        if unseen == MANY {
            show(tables);
            unseen = 0;
        }
    }
    show(tables);
    Ok(())
}

/// Reads all rows of a table with its head.
pub(super) fn read_table<R: DeserializeOwned>(file: &mut dyn io::Read) -> csv::Result<Vec<R>> {
    csv::Reader::from_reader(file).into_deserialize().collect()
}

#[cfg(test)]
pub(super) mod tests;
