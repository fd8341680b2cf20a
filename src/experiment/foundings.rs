//! What a history keeps of firms that people found.

use crate::model::Model;
use crate::model::Move;
use crate::model::Regrouping;
use crate::quantity::Date;

use super::FounderGroup;
use super::FoundingRecord;
use super::History;

impl History {
    /// Notes that the people of a firm belong to another group from this step on.
    pub(super) fn note_regrouping(&mut self, regrouping: &Regrouping) {
        let &Regrouping { from, to, heads, .. } = regrouping;
        let present = self.units.last_mut().expect("the state is noted before the flows");
        present[from].regrouped -= i64::from(heads);
        present[to].regrouped += i64::from(heads);
    }

    /// Notes who has left to begin a firm that was founded at the instant.
    pub(super) fn note_founder(&mut self, model: &Model<'_>, step: &Move) {
        if model.is_beginning(step) {
            let Move { job, scripted, .. } = *step;
            let group = FounderGroup { unit: model.unit(job.firm), class: job.class, scripted };
            *self.founders.entry(group).or_default() += 1;
        }
    }

    /// Notes the firms that were founded from the start of the horizon on.
    pub(super) fn note_foundings(&mut self, model: &Model<'_>, start: Date) {
        let foundings = model.foundings().filter(|one| one.moment >= start.midnight());
        self.foundings = foundings
            .map(|founding| FoundingRecord {
                date: founding.moment.date(),
                firm: model.name_of(&founding).into(),
                parent: founding.parent,
                class: founding.class,
                team: founding.team,
                scripted: founding.scripted,
                fortune: founding.fortune,
            })
            .collect();
    }
}
