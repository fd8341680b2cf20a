//! The rows of the table of foundings, and what they are made from.

use std::sync::Arc;

use serde::Deserialize;
use serde::Serialize;

use crate::experiment::History;
use crate::model::Fortune;
use crate::quantity::Date;

use super::Tables;
use super::rows::Names;

/// A firm that somebody has founded within the horizon.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct FoundingRow {
    /// The name of the scenario.
    pub scenario: Arc<str>,
    /// The replicate, from 1.
    pub replicate: u32,
    /// The day.
    #[serde(with = "super::day")]
    pub founded: Date,
    /// Its name: that of its founder, as in [`super::SpellRow::researcher`], and the day.
    pub firm: Arc<str>,
    /// The firm or group that the founder left for it.
    pub parent: Arc<str>,
    /// The class of the founder.
    pub class: Arc<str>,
    /// With how many people it began.
    pub team: u32,
    /// 1 if the scenario said so, else 0.
    pub scripted: u8,
    /// `running`, `succeeded` or `failed`.
    pub outcome: Arc<str>,
    /// When its stealth ended; empty if it is running.
    #[serde(with = "super::day::optional")]
    pub ended: Option<Date>,
}

impl Tables {
    /// Adds a row for each firm that somebody has founded.
    pub(super) fn add_foundings(&mut self, history: &History, names: &Names) {
        for record in &history.foundings {
            let outcome = match record.fortune {
                Fortune::Running => "running",
                Fortune::Succeeded(_) => "succeeded",
                Fortune::Failed(_) => "failed",
            };
            self.foundings.push(FoundingRow {
                scenario: names.scenario.clone(),
                replicate: history.replicate,
                founded: record.date,
                firm: record.firm.clone(),
                parent: names.unit(Some(record.parent)),
                class: names.class(record.class),
                team: record.team,
                scripted: record.scripted.into(),
                outcome: outcome.into(),
                ended: record.ended(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::FoundingRecord;
    use crate::quantity::Class;
    use crate::quantity::UnitId;
    use crate::record::detail::tests::tables_with;

    #[test]
    fn a_firm_that_was_founded_is_told_with_its_end() {
        let record = FoundingRecord {
            date: Date::new(2022, 1, 1).unwrap(),
            firm: "a.star/2021-05/1/2022-01-01".into(),
            parent: UnitId(0),
            class: Class::Star,
            team: 4,
            scripted: true,
            fortune: Fortune::Failed(Date::new(2022, 9, 1).unwrap().midnight()),
        };
        let foundings =
            vec![record.clone(), FoundingRecord { fortune: Fortune::Running, ..record }];
        let rows = tables_with(|history| History { foundings, ..history }).foundings;
        let of = |row: &FoundingRow| (row.outcome.to_string(), row.ended);
        assert_eq!(of(&rows[0]), ("failed".to_owned(), Date::new(2022, 9, 1)));
        assert_eq!(of(&rows[1]), ("running".to_owned(), None));
        assert_eq!((&*rows[0].parent, rows[0].team, rows[0].scripted), ("a", 4, 1));
    }
}
