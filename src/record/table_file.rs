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
    /// Writes the table with its header.
    pub(super) write: fn(&Tables, &mut dyn io::Write) -> csv::Result<()>,
    /// Reads what was written into the field of the table.
    pub(super) read: fn(&mut dyn io::Read, &mut Tables) -> csv::Result<()>,
}

/// What has the tables of whole histories.
const RUNS: &[Kind] = &[Kind::Run, Kind::Comparison];

/// All tables, in the order in which they are written.
const TABLES: [TableFile; 23] = [
    TableFile {
        name: "firms",
        kinds: RUNS,
        write: |tables, file| write_rows(&tables.firms, file),
        read: |file, tables| read_rows(file, &mut tables.firms),
    },
    TableFile {
        name: "market",
        kinds: RUNS,
        write: |tables, file| write_rows(&tables.market, file),
        read: |file, tables| read_rows(file, &mut tables.market),
    },
    TableFile {
        name: "flows",
        kinds: RUNS,
        write: |tables, file| write_rows(&tables.flows, file),
        read: |file, tables| read_rows(file, &mut tables.flows),
    },
    TableFile {
        name: "spells",
        kinds: RUNS,
        write: |tables, file| write_rows(&tables.spells, file),
        read: |file, tables| read_rows(file, &mut tables.spells),
    },
    TableFile {
        name: "events",
        kinds: RUNS,
        write: |tables, file| write_rows(&tables.events, file),
        read: |file, tables| read_rows(file, &mut tables.events),
    },
    TableFile {
        name: "letter",
        kinds: RUNS,
        write: |tables, file| write_rows(&tables.letter, file),
        read: |file, tables| read_rows(file, &mut tables.letter),
    },
    TableFile {
        name: "offers",
        kinds: RUNS,
        write: |tables, file| write_rows(&tables.offers, file),
        read: |file, tables| read_rows(file, &mut tables.offers),
    },
    TableFile {
        name: "decisions",
        kinds: RUNS,
        write: |tables, file| write_rows(&tables.decisions, file),
        read: |file, tables| read_rows(file, &mut tables.decisions),
    },
    TableFile {
        name: "foundings",
        kinds: RUNS,
        write: |tables, file| write_rows(&tables.foundings, file),
        read: |file, tables| read_rows(file, &mut tables.foundings),
    },
    TableFile {
        name: "facts",
        kinds: RUNS,
        write: |tables, file| write_rows(&tables.facts, file),
        read: |file, tables| read_rows(file, &mut tables.facts),
    },
    TableFile {
        name: "regions",
        kinds: RUNS,
        write: |tables, file| write_rows(&tables.regions, file),
        read: |file, tables| read_rows(file, &mut tables.regions),
    },
    TableFile {
        name: "migration",
        kinds: RUNS,
        write: |tables, file| write_rows(&tables.migration, file),
        read: |file, tables| read_rows(file, &mut tables.migration),
    },
    TableFile {
        name: "positions",
        kinds: RUNS,
        write: |tables, file| write_rows(&tables.positions, file),
        read: |file, tables| read_rows(file, &mut tables.positions),
    },
    TableFile {
        name: "cascades",
        kinds: RUNS,
        write: |tables, file| write_rows(&tables.cascades, file),
        read: |file, tables| read_rows(file, &mut tables.cascades),
    },
    TableFile {
        name: "outcomes",
        kinds: RUNS,
        write: |tables, file| write_rows(&tables.outcomes, file),
        read: |file, tables| read_rows(file, &mut tables.outcomes),
    },
    TableFile {
        name: "comparison",
        kinds: &[Kind::Comparison],
        write: |tables, file| write_rows(&tables.comparison, file),
        read: |file, tables| read_rows(file, &mut tables.comparison),
    },
    TableFile {
        name: "persons",
        kinds: &[Kind::Comparison],
        write: |tables, file| write_rows(&tables.persons, file),
        read: |file, tables| read_rows(file, &mut tables.persons),
    },
    TableFile {
        name: "attribution",
        kinds: &[Kind::Attribution],
        write: |tables, file| write_rows(&tables.attribution, file),
        read: |file, tables| read_rows(file, &mut tables.attribution),
    },
    TableFile {
        name: "interactions",
        kinds: &[Kind::Attribution],
        write: |tables, file| write_rows(&tables.interactions, file),
        read: |file, tables| read_rows(file, &mut tables.interactions),
    },
    TableFile {
        name: "responses",
        kinds: &[Kind::EventStudy],
        write: |tables, file| write_rows(&tables.responses, file),
        read: |file, tables| read_rows(file, &mut tables.responses),
    },
    TableFile {
        name: "peaks",
        kinds: &[Kind::EventStudy],
        write: |tables, file| write_rows(&tables.peaks, file),
        read: |file, tables| read_rows(file, &mut tables.peaks),
    },
    TableFile {
        name: "sweep",
        kinds: &[Kind::Sweep, Kind::Solution],
        write: |tables, file| write_rows(&tables.sweep, file),
        read: |file, tables| read_rows(file, &mut tables.sweep),
    },
    TableFile {
        name: "solution",
        kinds: &[Kind::Solution],
        write: |tables, file| write_rows(&tables.solution, file),
        read: |file, tables| read_rows(file, &mut tables.solution),
    },
];

/// The tables of a kind of run.
pub(super) fn tables_of(kind: Kind) -> impl Iterator<Item = TableFile> {
    TABLES.into_iter().filter(move |table| table.kinds.contains(&kind))
}

/// Numbers are written with the fewest digits that read back as the same number.
pub(super) fn write_rows<R: Serialize + Default>(
    rows: &[R],
    file: &mut dyn io::Write,
) -> csv::Result<()> {
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(file);
    writer.write_record(&header::<R>()?)?;
    for row in rows {
        writer.serialize(row)?;
    }
    writer.flush()?;
    Ok(())
}

/// Reads the rows of a table with its header.
pub(super) fn read_rows<R: DeserializeOwned>(
    file: &mut dyn io::Read,
    rows: &mut Vec<R>,
) -> csv::Result<()> {
    *rows = csv::Reader::from_reader(file).into_deserialize().collect::<Result<_, _>>()?;
    Ok(())
}

/// The names of the columns, which are those of the fields. They are known to serde only while it
/// writes a row, so a row of nothing is written: a table without rows has a header as well.
fn header<R: Serialize + Default>() -> csv::Result<csv::StringRecord> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.serialize(R::default())?;
    let text = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    csv::Reader::from_reader(text.as_slice()).headers().cloned()
}

#[cfg(test)]
pub(super) mod tests;
