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

/// The origin of an event that the scenario has scripted.
pub const SCRIPT: &str = "script";
/// The origin of an event that arose by itself.
pub const MODEL: &str = "model";

/// What two happenings must share to be the same event; the last is a number, from 0, for those of one
/// replicate that are alike.
type Likeness<'a> = (Date, &'a str, Option<UnitId>, &'a str, usize);

impl Tables {
    /// Adds what happened in all histories of a scenario: first what is scripted, by date, then what
    /// arose, by replicate.
    pub(super) fn add_events(&mut self, histories: &[History], names: &mut Names) {
        for ((date, kind, unit, detail, _), replicates) in scripted(histories) {
            let row = row(date, [kind, SCRIPT, detail], unit, names);
            if replicates.len() == histories.len() {
                self.events.push(row);
                continue;
            }
            let of_some = replicates.into_iter();
            self.events.extend(of_some.map(|replicate| of(replicate, row.clone())));
        }
        for history in histories {
            for arisen in history.happenings.iter().filter(|happening| !happening.scripted) {
                let words = [arisen.kind, MODEL, &arisen.detail];
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

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::quantity::Moment;
    use crate::scenario;
    use crate::scenario::Library;
    use crate::scenario::Scenario;

    struct Text;

    impl Library for Text {
        fn text(&self, _path: &str) -> Result<String, String> {
            let text = "focal = \"a\"\n[firm.a]\nstaff = 9\n[population]\nresearchers = 9\n\
                        [time]\nstart = 2022-01-01\nend = 2022-01-02\nstep = \"day\"\n";
            Ok(text.to_owned())
        }
    }

    /// A firm of nine on one day.
    pub(in crate::record) fn smallest() -> Scenario {
        let metrics = crate::experiment::vocabulary();
        scenario::read(&Text, "calm.toml", &[], &metrics).unwrap()
    }

    fn happening(kind: &'static str, scripted: bool, detail: &str) -> Happening {
        let (moment, unit) = (Moment(0.5), Some(UnitId(0)));
        Happening { moment, kind, unit, scripted, detail: detail.to_owned() }
    }

    /// Three histories: two layoffs that are alike in all, a departure that is not, and a crisis in one.
    fn rows() -> Vec<EventRow> {
        let scenario = smallest();
        let histories = [1, 2, 3].map(|replicate| {
            let mut happenings = vec![happening("layoff", true, "5 people"); 2];
            let who = if replicate == 2 { "another" } else { "one" };
            happenings.push(happening("departure", true, who));
            if replicate == 3 {
                happenings.push(happening("crisis", false, ""));
            }
            History { happenings, ..History::of(&scenario, replicate) }
        });
        let mut tables = Tables::default();
        tables.add(&scenario, &histories);
        tables.events
    }

    #[test]
    fn what_is_scripted_and_alike_in_all_has_one_row_for_each_time_it_happens() {
        let rows = rows();
        let layoffs: Vec<&EventRow> = rows.iter().filter(|row| &*row.kind == "layoff").collect();
        assert_eq!(layoffs.len(), 2);
        for row in layoffs {
            assert_eq!((row.replicate, &*row.origin), (None, SCRIPT));
            assert_eq!((&*row.date, &*row.firm, &*row.detail), ("1970-01-01", "a", "5 people"));
        }
    }

    #[test]
    fn what_differs_between_replicates_or_arises_has_a_row_in_each() {
        let rows = rows();
        let of = |kind: &str, detail: &str| -> Vec<Option<u32>> {
            let rows = rows.iter().filter(|row| &*row.kind == kind && &*row.detail == detail);
            rows.map(|row| row.replicate).collect()
        };
        assert_eq!(of("departure", "one"), [Some(1), Some(3)]);
        assert_eq!(of("departure", "another"), [Some(2)]);
        assert_eq!(of("crisis", ""), [Some(3)]);
        assert_eq!(&*rows.last().unwrap().origin, MODEL);
    }
}
