//! Applications that people send by themselves, while they show that they are open to work.

use crate::quantity::Days;
use crate::quantity::FirmId;
use crate::quantity::Index;
use crate::random::Address;
use crate::random::Decision;
use crate::random::Draws;

use super::Model;
use super::contagion::poisson;
use super::offer::Application;
use super::people::Line;
use super::searching::Flag;
use super::source::Source;
use super::start::CALLS;

impl Model<'_> {
    /// The applications of one person in this step: of a few firms with open posts he picks the one that
    /// is worth most to him, and the firm may mind his mission.
    pub(super) fn apply(&self, flags: &[Flag], calls: &mut Vec<Application>) {
        let Some(recruiting) = &self.scenario.mechanisms.recruiting else { return };
        let person = flags[0].person();
        let mean = recruiting.own_applications.per_day() * self.clock.length().0;
        let date = self.clock.date();
        let address = Address::of(Decision::OwnApplication, self.people.id[person], date);
        let number = poisson(self.luck.at(address).uniform(), mean);
        for ordinal in 1..=u16::try_from(number).unwrap_or(u16::MAX) {
            let mut draws = self.luck.at(address.number(ordinal));
            let instant = self.clock.start().plus(Days(draws.uniform() * self.clock.length().0));
            let shows = flags.iter().any(|&flag| self.is_shown(flag, instant));
            let Some(job) = self.job(person).filter(|_| shows) else { continue };
            let line = &self.people.line[person];
            let firms: Vec<FirmId> = (0..recruiting.compared)
                .filter_map(|_| self.firm_with_posts(job.firm, job.class, &mut draws))
                .collect();
            let best = self.best_of(line, job, instant, firms.into_iter());
            let Some(firm) = best.filter(|&firm| self.looks_on(line, firm, draws.uniform())) else {
                continue;
            };
            calls.push(self.application(person, firm, instant, Source::OwnApplication));
        }
    }

    /// A firm from the callers' board, which is not the employer.
    fn firm_with_posts(
        &self,
        employer: FirmId,
        class: crate::quantity::Class,
        draws: &mut Draws,
    ) -> Option<FirmId> {
        let board = &self.boards.0[class];
        let mut callers = (0..CALLS).filter_map(|_| board.caller(draws.next_word()));
        callers.find(|&firm| firm != employer)
    }

    /// Whether a firm does not mind the mission of an applicant: with the probability
    /// `exp(-screening * d^2 / 2)`.
    fn looks_on(&self, line: &Line, firm: FirmId, mark: f64) -> bool {
        let screening = self.scenario.firms.get(firm.position()).map_or(0.0, |firm| firm.screening);
        let half =
            self.matched(line, firm).map_or(0.0, |_| self.distance_squared(line, firm) / 2.0);
        mark < (-screening * half).exp()
    }
}
