//! **exits**: dismissals, retirement and leaving the field.

use crate::quantity::Days;
use crate::quantity::MonthlyRate;
use crate::random::Address;
use crate::random::Decision;

use super::Model;
use super::offer::Due;
use super::week::Cause;

impl Model<'_> {
    /// The probability that somebody's job ends without another one in a step of some length.
    pub(super) fn exit_probability(&self, length: Days) -> f64 {
        let Some(exits) = &self.scenario.mechanisms.exits else { return 0.0 };
        let per_day = exits.dismissal.per_day() + exits.leaving_the_field.per_day();
        -(-per_day * length.0).exp_m1()
    }

    /// When and why somebody leaves who is known to leave in this step; nobody leaves before he has entered.
    ///
    /// The instant is that of the first event of a Poisson stream, given that there is one.
    pub(super) fn exit(&self, person: usize) -> Option<Due> {
        let exits = self.scenario.mechanisms.exits.as_ref()?;
        let id = self.people.id[person];
        let mut draws = self.luck.at(Address::of(Decision::Exit, id, self.clock.date()));
        let rates = [exits.dismissal, exits.leaving_the_field].map(MonthlyRate::per_day);
        let per_day = rates[0] + rates[1];
        let probability = self.exit_probability(self.clock.length());
        let after = -(-draws.uniform() * probability).ln_1p() / per_day;
        let dismissed = draws.uniform() * per_day < rates[0];
        let cause = if dismissed { Cause::Dismissal } else { Cause::LeavingTheField };
        let person = u32::try_from(person).expect("fewer than 2^32 people");
        let moment = self.clock.start().plus(Days(after));
        let can_leave = self.people.has_entered(person as usize, moment)
            && !self.is_bound(person as usize, moment);
        can_leave.then_some(Due::exit(person, moment, cause))
    }
}
