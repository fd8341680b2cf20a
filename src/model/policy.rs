//! **policy**: whose offers are due later, and who does not call whom. How deals are reviewed is told in
//! `acquihire`.

use crate::quantity::Date;
use crate::quantity::Days;
use crate::quantity::Index;
use crate::random::Address;
use crate::random::Decision;
use crate::scenario;

use super::Model;
use super::offer::Application;
use super::source::Source;

impl Model<'_> {
    /// The same call, due as much later as a non-compete of the employer says, if the caller trains a model
    /// and the person is bound.
    pub(super) fn held_up(&self, call: Application) -> Application {
        let wait = self.non_compete(call);
        Application { wait, due: call.due.plus(wait), ..call }
    }

    /// Whether any offer may have to wait for a non-compete to end.
    pub(super) fn has_waits(&self) -> bool {
        let binds = |firm: &scenario::Firm| firm.non_compete.0 > 0.0;
        self.scenario.mechanisms.policy.is_some() && self.scenario.firms.iter().any(binds)
    }

    fn non_compete(&self, call: Application) -> Days {
        const NONE: Days = Days(0.0);
        let Some(policy) = &self.scenario.mechanisms.policy else { return NONE };
        let person = call.person as usize;
        let employer = self.people.post[person].firm();
        let employer = employer.and_then(|firm| self.scenario.firms.get(firm.position()));
        let Some(wait) = employer.map(|firm| firm.non_compete).filter(|wait| wait.0 > 0.0) else {
            return NONE;
        };
        let is_rival = self.training_budget(call.firm, call.called).is_some();
        let address = Address::of(Decision::NonCompete, self.people.id[person], Date::default());
        if is_rival && self.luck.at(address).uniform() < policy.enforcement { wait } else { NONE }
    }

    /// Whether a pact of the two firms keeps a call from being made: who applies himself, is asked along or
    /// referred by a tie was not called.
    pub(super) fn is_barred(&self, call: Application) -> bool {
        let Some(policy) = &self.scenario.mechanisms.policy else { return false };
        let is_call = match call.source {
            Source::Board
            | Source::OpenToWork
            | Source::Alumni
            | Source::Campaign(_)
            | Source::Contagion(_) => true,
            Source::Referral(_) | Source::OwnApplication | Source::Along(_) => false,
        };
        let Some(employer) = self.people.post[call.person as usize].firm() else { return false };
        let [from, to] = [employer, call.firm].map(|firm| self.firms.unit[firm]);
        is_call && policy.no_poach.iter().any(|pact| pact.contains(&from) && pact.contains(&to))
    }
}
