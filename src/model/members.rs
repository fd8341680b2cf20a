//! The state of single firms: what the rows of a group are made of.

use crate::quantity::Class;
use crate::quantity::FirmId;
use crate::quantity::Index;

use super::Model;
use super::UnitState;

impl Model<'_> {
    /// Whether a firm is written out in the scenario, and so a unit for itself.
    pub fn is_named(&self, firm: FirmId) -> bool {
        firm.position() < self.scenario.firms.len()
    }

    /// The open firms that are not written out, each with its state: members of groups, and firms that people have
    /// founded.
    pub fn members(&self) -> impl Iterator<Item = (FirmId, UnitState)> {
        let mut open_to_work = vec![0; self.firms.len()];
        for (_, firm) in self.all_open_to_work() {
            open_to_work[firm.position()] += 1;
        }
        let is_there = |firm: &FirmId| !self.is_named(*firm) && !self.firms.is_closed(*firm);
        let state = move |firm: FirmId| {
            let shown = open_to_work[firm.position()];
            (firm, UnitState { open_to_work: shown, ..self.state_of(firm) })
        };
        self.firms.unit.ids().filter(is_there).map(state)
    }

    fn state_of(&self, firm: FirmId) -> UnitState {
        let (staff, turmoil) = (&self.firms.staff[firm], self.turmoil_at(firm, self.now()));
        UnitState {
            headcount: staff.0.iter().sum(),
            vacancies: self.firms.open[firm].0.iter().sum(),
            pay_index: self.pay_index(firm),
            turmoil: turmoil.total(),
            trust: (-turmoil.slow).exp(),
            research_share: self.firms.row[firm].research_share.into(),
            stars: staff[Class::Star],
            open_to_work: 0,
            valuation: self.valuation(firm, self.now()),
            frontier_lead: self.expected_lead(firm),
        }
    }
}
