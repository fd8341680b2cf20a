//! Open to work: who shows it, since when, and the additional calls that come of it.

use std::ops::Range;

use crate::quantity::Column;
use crate::quantity::Days;
use crate::quantity::FirmId;
use crate::quantity::Moment;
use crate::quantity::UnitId;
use crate::random::Address;
use crate::random::Decision;

use super::Model;
use super::offer::Application;
use super::rates::Rates;
use super::rates::events;
use super::rates::threshold;
use super::source::Source;

/// Somebody shows that he is open to work.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Flag {
    person: u32,
    /// Where he worked when he began to: with the move it ends.
    firm: FirmId,
    since: Moment,
}

/// Who shows that he is open to work, by person and then by time.
#[derive(Debug, Default)]
pub(super) struct Searching(Vec<Flag>);

impl Flag {
    /// Who, by the position in the columns.
    pub(super) fn person(self) -> usize {
        self.person as usize
    }
}

impl Searching {
    /// The flags of the people at these positions.
    fn of(&self, people: Range<usize>) -> &[Flag] {
        let first = self.0.partition_point(|flag| (flag.person as usize) < people.start);
        let behind = self.0.partition_point(|flag| (flag.person as usize) < people.end);
        &self.0[first..behind]
    }
}

impl Model<'_> {
    /// At what rate somebody shows that he is open to work, under some turmoil at his employer.
    pub(super) fn flags_per_day(&self, turmoil: f64) -> f64 {
        self.scenario.mechanisms.recruiting.as_ref().map_or(0.0, |law| {
            law.open_to_work_rate.per_day() * (1.0 + law.turmoil_search * turmoil)
        })
    }

    fn flag_time(&self) -> Days {
        let recruiting = self.scenario.mechanisms.recruiting.as_ref();
        recruiting.map_or(Days(0.0), |recruiting| recruiting.open_to_work_time)
    }

    /// Whether somebody still shows at an instant that he is open to work, where he works now.
    pub(super) fn is_shown(&self, flag: Flag, moment: Moment) -> bool {
        let lasts = flag.since <= moment && moment.since(flag.since).0 < self.flag_time().0;
        lasts && self.people.post[flag.person as usize].firm() == Some(flag.firm)
    }

    /// The flag of somebody, if he has a reason in this step to show that he is open to work; who shows it already does so no longer for that.
    pub(super) fn flag(&self, person: usize, hash: u32, rates: &Rates) -> Option<Flag> {
        let firm = self.people.post[person].firm()?;
        let greatest = self.flags_per_day(self.turmoil_in(rates, firm));
        let shown = self.searching.of(person..person + 1);
        let mean = greatest * self.clock.length().0;
        let reasons = events(hash, mean);
        let address = Address::of(Decision::Searching, self.people.id[person], self.clock.date());
        let instants = (0..reasons).filter_map(|ordinal| {
            let mut draws = self.luck.at(address.number(ordinal));
            let instant = self.clock.start().plus(Days(draws.uniform() * self.clock.length().0));
            let rate = self.flags_per_day(self.turmoil_at(firm, instant).total());
            let counts = draws.uniform() * greatest < rate
                && self.people.has_entered(person, instant)
                && !shown.iter().any(|&flag| self.is_shown(flag, instant));
            counts.then_some(instant)
        });
        let since = instants.min_by(|one, other| one.0.total_cmp(&other.0))?;
        Some(Flag { person: u32::try_from(person).expect("fewer than 2^32 people"), firm, since })
    }

    /// Draws the additional calls of all in a chunk who show that they are open to work, since before or
    /// since an instant of this step; and their own applications.
    pub(super) fn take_approaches(
        &self,
        people: Range<usize>,
        new: &[Flag],
        rates: &Rates,
        calls: &mut Vec<Application>,
    ) {
        let mut flags = [self.searching.of(people), new].concat();
        flags.sort_by_key(|flag| flag.person);
        for flags in flags.chunk_by(|one, other| one.person == other.person) {
            self.approach(flags, rates, calls);
            self.apply(flags, rates, calls);
        }
    }

    /// The additional calls of one person: a stream of its own, from the same board.
    fn approach(&self, flags: &[Flag], rates: &Rates, calls: &mut Vec<Application>) {
        let Some(recruiting) = &self.scenario.mechanisms.recruiting else { return };
        let person = flags[0].person as usize;
        let (id, post) = (self.people.id[person], self.people.post[person]);
        let (Some(employer), class) = (post.firm(), post.class()) else { return };
        let response = self.turmoil_response(self.turmoil_in(rates, employer));
        let mean = recruiting.open_to_work * rates.proposals[class] * response;
        let mean = mean * self.visibility(person);
        let board = &self.boards.0[class];
        let [hash, _] = rates.approaches.pair(id);
        // The first word is that of the number.
        for (number, word) in board.held_calls(&rates.approaches, id, 1, events(hash, mean)) {
            let ordinal = number.wrapping_sub(1);
            let address = Address::of(Decision::Approach, id, self.clock.date()).number(ordinal);
            let Some(instant) = self.hears(person, address, [0.0, response]) else { continue };
            if flags.iter().any(|&flag| self.is_shown(flag, instant))
                && let Some(firm) = board.caller(word)
            {
                calls.push(self.application(person, firm, instant, Source::OpenToWork));
            }
        }
    }

    /// Lets somebody show from an instant on that he is open to work. Whoever entered last comes last.
    pub(super) fn show(&mut self, person: u32, firm: FirmId, since: Moment) {
        self.searching.0.push(Flag { person, firm, since });
    }

    /// Adds the flags of a step, and takes away those that ended.
    pub(super) fn settle_flags(&mut self, new: Vec<Flag>) {
        let mut flags = std::mem::take(&mut self.searching.0);
        flags.extend(new);
        let end = self.clock.end();
        flags.retain(|&flag| self.is_shown(flag, end));
        flags.sort_by(|one, other| {
            one.person.cmp(&other.person).then(one.since.0.total_cmp(&other.since.0))
        });
        self.searching.0 = flags;
    }

    /// Lets as many people show at the start that they are open to work as do in a calm market that has
    /// been running, each since a uniform part of the time that it lasts. At the rate r and for the time T
    /// that is `r T / (1 + r T)` of those who have been with their firm for long enough.
    pub(super) fn first_flags(&mut self) {
        let (time, start) = (self.flag_time(), self.clock.start());
        let expected = self.flags_per_day(0.0) * time.0;
        let bound = threshold(expected / (1.0 + expected));
        if bound == 0 {
            return;
        }
        // The day before: the first step has draws of its own.
        let before = self.clock.first_day().plus(-1);
        let screen = self.luck.screen(Decision::Searching, before);
        let flags = (0..self.people.len()).filter_map(|person| {
            let id = self.people.id[person];
            if screen.pair(id)[0] >= bound {
                return None;
            }
            let mut draws = self.luck.at(Address::of(Decision::Searching, id, before));
            let since = start.plus(Days(-time.0 * draws.uniform()));
            let firm = self.people.post[person].firm()?;
            let is_new = self.people.line[person].hired.midnight() > since;
            let person = u32::try_from(person).expect("fewer than 2^32 people");
            (!is_new).then_some(Flag { person, firm, since })
        });
        self.searching.0 = flags.collect();
    }

    /// How many people show that they are open to work, by named firm or group.
    pub(super) fn open_to_work(&self) -> Column<UnitId, u32> {
        let mut counts: Column<UnitId, u32> = vec![0; self.scenario.units()].into();
        for (_, firm) in self.all_open_to_work() {
            counts[self.firms.unit[firm]] += 1;
        }
        counts
    }

    /// Everybody who shows that he is open to work, with his employer.
    pub(super) fn all_open_to_work(&self) -> impl Iterator<Item = (u32, FirmId)> {
        let shown = self.searching.0.iter().filter(|&&flag| self.is_shown(flag, self.now()));
        shown.map(|flag| (flag.person, flag.firm))
    }
}
