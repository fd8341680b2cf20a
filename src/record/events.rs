//! The rows of the table of events.
//!
//! What a scenario scripts happens in every replicate, and mostly alike: it has one row then, which
//! belongs to none of them. Whether it does is known once all replicates are there; these rows come before those
//! of what arose by itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;
use serde::Serialize;

use crate::experiment::History;
use crate::model::Happening;
use crate::quantity::Date;
use crate::quantity::UnitId;

use super::Tables;
use super::rows::Names;

/// The origin of an event that the scenario has scripted.
pub const SCRIPT: &str = "script";
/// The origin of an event that arose by itself.
pub const MODEL: &str = "model";

/// Something that happened to a firm.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct EventRow {
    /// The name of the scenario.
    pub scenario: Arc<str>,
    /// The replicate, from 1; empty for what is scripted and happened alike in all of them.
    pub replicate: Option<u32>,
    /// The day.
    #[serde(with = "super::day")]
    pub date: Date,
    /// What: a kind of event as in scenarios, `crisis`, `letter-ended`, `acquihire-cleared`,
    /// `acquihire-blocked`, `start-up-succeeded` or `start-up-failed`.
    pub kind: Arc<str>,
    /// The firm or group; empty if it is the whole market.
    pub firm: Arc<str>,
    /// `script` or `model`.
    pub origin: Arc<str>,
    /// Who or how much, in a few words.
    pub detail: Arc<str>,
}

/// What two happenings must share to be the same event; the last is a number, from 0, for those of one
/// replicate that are alike.
type Likeness = (Date, &'static str, Option<UnitId>, String, usize);

/// What is scripted, with the replicates in which it happened.
#[derive(Debug, Default)]
pub(super) struct Scripted(BTreeMap<Likeness, Vec<u32>>);

impl Scripted {
    /// Adds what was scripted in a replicate, which comes after all that were added before.
    pub(super) fn add(&mut self, replicate: u32, happenings: &[Happening]) {
        for happening in happenings.iter().filter(|happening| happening.scripted) {
            let Happening { moment, kind, unit, detail, .. } = happening;
            let is_taken = |replicates: &Vec<u32>| replicates.last() == Some(&replicate);
            let mut key = (moment.date(), *kind, *unit, detail.clone(), 0);
            while self.0.get(&key).is_some_and(is_taken) {
                key.4 += 1;
            }
            self.0.entry(key).or_default().push(replicate);
        }
    }
}

impl Tables {
    /// Adds what was scripted in so many replicates, by date.
    pub(super) fn add_scripted(&mut self, scripted: &Scripted, replicates: usize, names: &Names) {
        for ((date, kind, unit, detail, _), found) in &scripted.0 {
            let row = row(*date, [kind, SCRIPT, detail], *unit, names);
            if found.len() == replicates {
                self.events.push(row);
                continue;
            }
            self.events.extend(found.iter().map(|&replicate| of(replicate, row.clone())));
        }
    }

    /// Adds what arose by itself in a history.
    pub(super) fn add_arisen(&mut self, history: &History, names: &Names) {
        for arisen in history.happenings.iter().filter(|happening| !happening.scripted) {
            let words = [arisen.kind, MODEL, &arisen.detail];
            let row = row(arisen.moment.date(), words, arisen.unit, names);
            self.events.push(of(history.replicate, row));
        }
    }
}

fn of(replicate: u32, row: EventRow) -> EventRow {
    EventRow { replicate: Some(replicate), ..row }
}

fn row(date: Date, words: [&str; 3], unit: Option<UnitId>, names: &Names) -> EventRow {
    let [kind, origin, detail] = words.map(Arc::from);
    EventRow {
        scenario: names.scenario.clone(),
        replicate: None,
        date,
        kind,
        firm: unit.map_or_else(|| "".into(), |unit| names.unit(Some(unit))),
        origin,
        detail,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::Kind;
    use super::super::Replicate;
    use super::super::World;
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

    /// The rows of all histories of a scenario, and of what is known at the end.
    pub(in crate::record) fn all_tables(scenario: &Scenario, histories: &[History]) -> Tables {
        let mut world = World::new(scenario);
        let mut arisen = Vec::new();
        let mut tables = Tables::default();
        for history in histories {
            let replicate = Replicate::of(Kind::Run, scenario, history);
            world.add(&replicate);
            arisen.extend(replicate.tables.events.clone());
            tables = replicate.tables;
        }
        let end = world.tables(Tables::default());
        let events = end.events.into_iter().chain(arisen).collect();
        Tables { events, outcomes: end.outcomes, ..tables }
    }

    fn happening(kind: &'static str, scripted: bool, detail: &str) -> Happening {
        let (moment, unit) = (Moment(0.5), Some(UnitId(0)));
        Happening { moment, kind, unit, scripted, detail: detail.to_owned() }
    }

    /// Three histories: two layoffs that are alike in all, a departure that is not, and a crisis in one.
    pub(in crate::record) fn eventful(scenario: &Scenario) -> [History; 3] {
        [1, 2, 3].map(|replicate| {
            let mut happenings = vec![happening("layoff", true, "5 people"); 2];
            let who = if replicate == 2 { "another" } else { "one" };
            happenings.push(happening("departure", true, who));
            if replicate == 3 {
                happenings.push(happening("crisis", false, ""));
            }
            History { happenings, ..History::of(scenario, replicate) }
        })
    }

    fn rows() -> Vec<EventRow> {
        let scenario = smallest();
        all_tables(&scenario, &eventful(&scenario)).events
    }

    #[test]
    fn what_is_scripted_and_alike_in_all_has_one_row_for_each_time_it_happens() {
        let rows = rows();
        let layoffs: Vec<&EventRow> = rows.iter().filter(|row| &*row.kind == "layoff").collect();
        assert_eq!(layoffs.len(), 2);
        for row in layoffs {
            assert_eq!((row.replicate, &*row.origin), (None, SCRIPT));
            assert_eq!((row.date, &*row.firm, &*row.detail), (Date::from_days(0), "a", "5 people"));
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
