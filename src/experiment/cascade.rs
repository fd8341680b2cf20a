//! Who has followed whom out of the focal firm.

use std::sync::Arc;

use crate::model::Channel;
use crate::model::Model;
use crate::model::Week;
use crate::quantity::Class;
use crate::quantity::Date;
use crate::quantity::UnitId;

use super::History;

/// Somebody who has left the focal firm for another one.
#[derive(Debug, Clone, PartialEq)]
pub struct Leaver {
    /// The position in the columns of the run.
    pub person: u32,
    /// Who, as in [`super::Spell::researcher`].
    pub researcher: Arc<str>,
    /// The class.
    pub class: Class,
    /// The day.
    pub date: Date,
    /// The firm or group that was joined.
    pub to: UnitId,
    /// Whom he has followed, by the position in the columns: of the focal firm or of another one.
    pub follows: Option<u32>,
}

impl History {
    /// Notes who has left the focal firm for another one in a step.
    pub(super) fn note_leavers(&mut self, week: &Week, model: &Model<'_>, focal: UnitId) {
        let moves = week.moves.iter().filter(|step| model.unit(step.job.firm) == focal);
        self.leavers.extend(moves.map(|step| Leaver {
            person: step.job.person,
            researcher: model.researcher_name(step.job.person, step.job.class).into(),
            class: step.job.class,
            date: step.moment.date(),
            to: model.unit(step.to),
            follows: match step.channel {
                Channel::Following(leaver) => Some(leaver),
                _ => None,
            },
        }));
    }

    /// Of each leaver the number of the one at the focal firm whom he has followed, in the order of
    /// [`Self::leavers`]: the last departure of that person until then.
    pub fn followed(&self) -> Vec<Option<usize>> {
        let of = |(number, leaver): (usize, &Leaver)| {
            let followed = leaver.follows?;
            let is_that = |&(other, one): &(usize, &Leaver)| {
                one.person == followed && one.date <= leaver.date && other != number
            };
            self.leavers.iter().enumerate().rfind(is_that).map(|(other, _)| other)
        };
        self.leavers.iter().enumerate().map(of).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leaver_follows_the_last_departure_of_whom_he_follows() {
        let leaver = |person: u32, day: i32, follows: Option<u32>| Leaver {
            person,
            researcher: "somebody".into(),
            class: Class::Star,
            date: Date::from_days(day),
            to: UnitId(1),
            follows,
        };
        let history = History {
            leavers: vec![
                leaver(1, 0, None),
                leaver(2, 5, Some(1)),
                leaver(1, 9, None),
                leaver(3, 9, Some(1)),
                leaver(4, 9, Some(5)),
                // Asked along on the day, and noted before the one who asked.
                leaver(6, 12, Some(7)),
                leaver(7, 12, Some(2)),
            ],
            ..History::default()
        };
        let expected = [None, Some(0), None, Some(2), None, Some(6), Some(1)];
        assert_eq!(history.followed(), expected);
    }
}
