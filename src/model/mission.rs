//! **mission**: a firm drifts from its path towards the middle of its staff.

use crate::quantity::DAYS_PER_YEAR;
use crate::quantity::Days;
use crate::quantity::FirmId;
use crate::quantity::Index;
use crate::quantity::Moment;

use super::Model;
use super::firm::Firms;
use super::firm::named;
use super::people::Line;

/// Where the people of a firm stand, and how far it has followed them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Stand {
    /// The sum of its people's positions.
    people: [f64; 2],
    /// How far the firm has drifted from its path.
    drifted: [f64; 2],
}

impl Firms {
    /// Notes that somebody has joined (`sign` 1) or left (`sign` -1) a firm; members of groups do not drift.
    pub(super) fn note_stand(&mut self, firm: FirmId, line: &Line, sign: f64) {
        let Some(stand) = self.stand.values_mut().get_mut(firm.position()) else { return };
        for (sum, &position) in stand.people.iter_mut().zip(&line.position) {
            *sum += sign * f64::from(position);
        }
    }
}

impl Model<'_> {
    /// Positions of the named firms: their paths, and the drift since.
    pub(super) fn follow_missions(&mut self, now: Moment, elapsed: Days) {
        let law = self.scenario.mechanisms.mission.as_ref();
        let stays =
            law.map_or(1.0, |law| (1.0 - law.pull_of_staff.get()).powf(elapsed.0 / DAYS_PER_YEAR));
        for (id, firm) in named(self.scenario) {
            let heads: u32 = self.firms.staff[id].0.iter().sum();
            let stand = &mut self.firms.stand[id];
            for axis in 0..2 {
                let path = firm.position[axis].at(now);
                if heads > 0 {
                    let distance = stand.people[axis] / f64::from(heads) - path;
                    stand.drifted[axis] += (1.0 - stays) * (distance - stand.drifted[axis]);
                }
                #[expect(clippy::cast_possible_truncation, reason = "a position needs few digits")]
                let position = (path + stand.drifted[axis]).clamp(-1.0, 1.0) as f32;
                self.firms.row[id].position[axis] = position;
            }
        }
    }
}
