//! The rows of the table of events.
//!
//! What a scenario scripts happens in every replicate, and mostly alike: it has one row then, which
//! belongs to none of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::experiment::History;
use crate::model::Happening;
use crate::quantity::Date;
use crate::quantity::UnitId;

use super::EventRow;
use super::Tables;
use super::rows::Names;

/// What two happenings must share to be the same event; the last is a number, from 0, for those of one
/// replicate that are alike.
type Likeness<'a> = (Date, &'a str, Option<UnitId>, &'a str, usize);

impl Tables {
    /// Adds what happened in all histories of a scenario: first what is scripted, by date, then what
    /// arose, by replicate.
    pub(super) fn add_events(&mut self, histories: &[History], names: &mut Names) {
        for ((date, kind, unit, detail, _), replicates) in scripted(histories) {
            let row = row(date, [kind, "script", detail], unit, names);
            if replicates.len() == histories.len() {
                self.events.push(row);
                continue;
            }
            let of_some = replicates.into_iter();
            self.events.extend(of_some.map(|replicate| of(replicate, row.clone())));
        }
        for history in histories {
            for arisen in history.happenings.iter().filter(|happening| !happening.scripted) {
                let words = [arisen.kind, "model", &arisen.detail];
                let row = row(arisen.moment.date(), words, arisen.unit, names);
                self.events.push(of(history.replicate, row));
            }
        }
    }
}

/// What is scripted, with the replicates in which it happened.
fn scripted(histories: &[History]) -> BTreeMap<Likeness<'_>, Vec<u32>> {
    let mut all: BTreeMap<Likeness<'_>, Vec<u32>> = BTreeMap::new();
    for history in histories {
        for happening in history.happenings.iter().filter(|happening| happening.scripted) {
            let Happening { moment, kind, unit, detail, .. } = happening;
            let is_taken = |replicates: &Vec<u32>| replicates.last() == Some(&history.replicate);
            let mut key = (moment.date(), *kind, *unit, detail.as_str(), 0);
            while all.get(&key).is_some_and(is_taken) {
                key.4 += 1;
            }
            all.entry(key).or_default().push(history.replicate);
        }
    }
    all
}

fn of(replicate: u32, row: EventRow) -> EventRow {
    EventRow { replicate: Some(replicate), ..row }
}

fn row(date: Date, words: [&str; 3], unit: Option<UnitId>, names: &mut Names) -> EventRow {
    let [kind, origin, detail] = words.map(Arc::from);
    EventRow {
        scenario: names.scenario.clone(),
        replicate: None,
        date: names.date(date),
        kind,
        firm: unit.map_or_else(|| "".into(), |unit| names.unit(Some(unit))),
        origin,
        detail,
    }
}
