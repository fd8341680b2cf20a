//! **turmoil**: a fast part and a slow part, both falling by half-lives since the last event.

use crate::quantity::Days;
use crate::quantity::FirmId;
use crate::quantity::Moment;
use crate::scenario;
use crate::scenario::EventKind;

use super::Model;

/// The turmoil of a firm at the instant of its last event; what it is later follows by itself.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Turmoil {
    pub(super) fast: f64,
    pub(super) slow: f64,
    pub(super) as_of: Moment,
}

/// A sudden change of a firm's turmoil within the present step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shock {
    pub(super) firm: FirmId,
    pub(super) moment: Moment,
    change: Change,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Change {
    Jump(f64),
    Keep(f64),
}

impl Turmoil {
    /// Fast and slow together: what people feel.
    pub(super) fn total(self) -> f64 {
        self.fast + self.slow
    }

    fn later(self, moment: Moment, law: &scenario::Turmoil) -> Self {
        if self.total() <= 0.0 {
            return Self { as_of: moment, ..self };
        }
        let elapsed = Days(moment.since(self.as_of).0.max(0.0));
        Self {
            fast: self.fast * law.fast_half_life.left_after(elapsed),
            slow: self.slow * law.slow_half_life.left_after(elapsed),
            as_of: moment,
        }
    }

    fn shaken(self, change: Change, law: &scenario::Turmoil) -> Self {
        match change {
            Change::Jump(jump) => {
                let slow = law.slow_share.get() * jump;
                Self { fast: self.fast + jump - slow, slow: self.slow + slow, ..self }
            }
            Change::Keep(left) => Self { fast: self.fast * left, slow: self.slow * left, ..self },
        }
    }
}

impl Model<'_> {
    /// What the events of this step do to turmoil, in the order of the events.
    pub(super) fn shocks(&self) -> Vec<Shock> {
        let Some(law) = &self.scenario.mechanisms.turmoil else { return Vec::new() };
        self.due_events()
            .filter_map(|event| {
                let (unit, change) = match event.kind {
                    EventKind::Ouster { firm, jump } => {
                        (firm, Change::Jump(jump.unwrap_or(law.ouster_jump)))
                    }
                    EventKind::Reinstatement { firm } => {
                        (firm, Change::Keep(law.left_after_reinstatement.get()))
                    }
                    EventKind::Campaign(_) => return None,
                };
                let firm = unit.named_firm();
                Some(Shock { firm, moment: event.date.midnight(), change })
            })
            .collect()
    }

    /// The turmoil of a firm at an instant of this step.
    pub(super) fn turmoil_at(&self, firm: FirmId, moment: Moment) -> Turmoil {
        let start = self.firms.row[firm].turmoil;
        if self.shocks.is_empty() && start.total() <= 0.0 {
            return start;
        }
        let Some(law) = &self.scenario.mechanisms.turmoil else { return start };
        let shocks = self.shocks.iter().filter(|shock| shock.firm == firm);
        let shaken =
            shocks.take_while(|shock| shock.moment <= moment).fold(start, |turmoil, shock| {
                turmoil.later(shock.moment, law).shaken(shock.change, law)
            });
        shaken.later(moment, law)
    }

    /// The greatest turmoil of a firm in this step: at its start, or right after a shock.
    pub(super) fn greatest_turmoil(&self, firm: FirmId) -> f64 {
        let shocks = self.shocks.iter().filter(|shock| shock.firm == firm);
        shocks
            .map(|shock| self.turmoil_at(firm, shock.moment).total())
            .fold(self.turmoil_at(firm, self.clock.start()).total(), f64::max)
    }

    /// Settles the shocks of the step in the state of the firms.
    pub(super) fn settle_turmoil(&mut self) {
        let Some(law) = &self.scenario.mechanisms.turmoil else { return };
        for shock in std::mem::take(&mut self.shocks) {
            let turmoil = &mut self.firms.row[shock.firm].turmoil;
            *turmoil = turmoil.later(shock.moment, law).shaken(shock.change, law);
        }
    }
}
