//! Applications that people send by themselves, while they show that they are open to work.

use crate::quantity::Class;
use crate::quantity::FirmId;
use crate::quantity::Index;
use crate::quantity::Moment;
use crate::random::Address;
use crate::random::Decision;

use super::Model;
use super::offer::Application;
use super::people::Line;
use super::rates::Quantiles;
use super::rates::Rates;
use super::searching::Flag;
use super::source::Proposal;
use super::source::Source;

impl Model<'_> {
    /// The applications of one person in this step. He reads advertisements, each at a place of the callers'
    /// board, and applies where he would rather work than where he does; a firm may mind his mission.
    ///
    /// An empty place is no advertisement, as an empty place is no call: so a firm that takes one more
    /// changes what is read there, and nothing else.
    pub(super) fn apply(&self, flags: &[Flag], rates: &Rates, calls: &mut Vec<Application>) {
        let person = flags[0].person();
        let (id, post) = (self.people.id[person], self.people.post[person]);
        if post.firm().is_none() {
            return;
        }
        let (board, numbers) = (&self.boards.0[post.class()], &rates.advertisements[post.class()]);
        for (&stream, screen) in self.streams_of_advertisements().iter().zip(&rates.readers) {
            let address = Address::of(stream, id, self.clock.date());
            // The first word is that of the number.
            let count = numbers.number(screen.pair(id)[0]);
            for (ordinal, word) in board.held_calls(screen, id, 1, count) {
                let Some(firm) = board.caller(word) else { continue };
                let mut draws = self.luck.at(address.number(ordinal));
                let instant = self.clock.at(draws.uniform());
                let shows = post.firm() != Some(firm)
                    && flags.iter().any(|&flag| self.is_shown(flag, instant));
                let (mark, pull) = (draws.uniform(), draws.uniform());
                let line = &self.people.line[person];
                if shows
                    && self.is_drawn(firm, stream, pull)
                    && self.looks_on(line, firm, mark)
                    && self.would_rather(person, firm, instant)
                {
                    calls.push(self.application(person, firm, instant, Source::OwnApplication));
                }
            }
        }
    }

    /// How many places of the callers' board somebody of a class reads in this step.
    pub(super) fn advertisements(&self, class: Class) -> Quantiles {
        let places = self.boards.0[class].places_per_call();
        let recruiting = self.scenario.mechanisms.recruiting.as_ref();
        let per_day = recruiting.map_or(0.0, |law| law.advertisements.per_day());
        Quantiles::new(per_day * self.clock.length().0 * places)
    }

    /// The streams in which advertisements are read: where firms draw people there is a second one, for
    /// what they draw beyond the first.
    fn streams_of_advertisements(&self) -> &'static [Decision] {
        const STREAMS: [Decision; 2] = [Decision::OwnApplication, Decision::Attraction];
        let has_magnets = self.scenario.mechanisms.frontier.is_some();
        if has_magnets { &STREAMS } else { &STREAMS[..1] }
    }

    fn is_drawn(&self, firm: FirmId, stream: Decision, mark: f64) -> bool {
        let first = stream == Decision::OwnApplication;
        mark < if first { self.attraction(firm) } else { self.attraction(firm) - 1.0 }
    }

    /// Whether somebody would rather work at a firm than where he does.
    fn would_rather(&self, person: usize, firm: FirmId, instant: Moment) -> bool {
        let Some(job) = self.unpaid(person) else { return false };
        let line = &self.people.line[person];
        let proposal = Proposal { firm, source: Source::OwnApplication, first: false };
        let present = self.present(line, job, instant);
        self.option(line, &present, proposal, instant).gain() > 0.0
    }

    /// Whether a firm does not mind the mission of an applicant: with the probability
    /// `exp(-screening * misfit)`.
    fn looks_on(&self, line: &Line, firm: FirmId, mark: f64) -> bool {
        let screening = self.scenario.firms.get(firm.position()).map_or(0.0, |firm| firm.screening);
        mark < (-screening * self.mission_misfit(line, firm)).exp()
    }
}
