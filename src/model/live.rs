//! How many offers one person can have on their way at a time: the last calls of everybody.

use crate::quantity::CLASSES;
use crate::quantity::Class;
use crate::quantity::FirmId;
use crate::quantity::Moment;
use crate::scenario::MOST_LIVE_OFFERS;
use crate::scenario::Recruiting;

use super::offer::Application;
use super::people::People;
use super::source::Source;

/// Calls that are remembered of one person: with as many as can be on their way, none of these is
/// forgotten.
const CALLS: usize = MOST_LIVE_OFFERS as usize;

/// The last calls of one person that were answered, in no order, but for those forgotten: half a cache line.
#[derive(Debug, Clone, Copy)]
#[repr(align(32))]
struct Calls {
    /// Days since the first day of the run; far below 0 if there was none.
    day: [f32; CALLS],
    firm: [FirmId; CALLS],
}

const NONE: Calls = Calls { day: [f32::NEG_INFINITY; CALLS], firm: [FirmId(u32::MAX); CALLS] };

/// The last calls of everybody; nothing while no offer is ever on its way, and any firm may call again.
#[derive(Debug, Default)]
pub(super) struct LiveOffers {
    calls: Vec<Calls>,
    /// By how many days more than others each of these offers is on its way; nobody's while no offer has to
    /// wait.
    waits: Vec<[f32; CALLS]>,
}

/// The last calls of some people who stand beside each other.
#[derive(Debug)]
pub(super) struct LivePart<'a> {
    /// The position of the first of them.
    first: usize,
    calls: &'a mut [Calls],
    waits: &'a mut [[f32; CALLS]],
}

impl LiveOffers {
    /// Makes room for everybody, as far as the law asks for it of the classes that there are, and for waits if
    /// offers may have to. What there has been room for once is kept for all: offers may be on their way.
    pub(super) fn make_room(&mut self, people: &People, law: &Recruiting, may_wait: bool) {
        let is_live = |class: Class| people.classes[class] && law.time_to_offer[class].0 > 0.0;
        let may_wait = may_wait || !self.waits.is_empty();
        let has_limits = law.pair_interval.0 > 0.0 || CLASSES.into_iter().any(is_live);
        if may_wait || has_limits || !self.calls.is_empty() {
            self.calls.resize(people.len(), NONE);
        }
        if may_wait {
            self.waits.resize(people.len(), [0.0; CALLS]);
        }
    }

    /// The calls of everybody, in parts of so many people; of as many as there are chunks.
    pub(super) fn parts(&mut self, chunk: usize, chunks: usize) -> Vec<LivePart<'_>> {
        let mut calls = self.calls.chunks_mut(chunk);
        let mut waits = self.waits.chunks_mut(chunk);
        let part = |number| LivePart {
            first: number * chunk,
            calls: calls.next().unwrap_or_default(),
            waits: waits.next().unwrap_or_default(),
        };
        (0..chunks).map(part).collect()
    }
}

impl LivePart<'_> {
    /// Whether a call comes to anything, and then a note of it: a person has so many offers on their way at
    /// most, and a firm calls the same person once in the interval of pairs. The answer says whether it was
    /// the first: no other offer was on its way.
    ///
    /// A person's calls have to come in the order of time.
    pub(super) fn admits(
        &mut self,
        call: Application,
        first_day: Moment,
        class: Class,
        law: &Recruiting,
    ) -> Option<bool> {
        let person = call.person as usize - self.first;
        let nobody_waits = self.waits.is_empty() && call.wait.0 <= 0.0;
        if nobody_waits && law.time_to_offer[class].0 <= 0.0 && law.pair_interval.0 <= 0.0 {
            // Nothing is ever on its way, and any firm may call again.
            return Some(true);
        }
        #[expect(clippy::cast_possible_truncation, reason = "to some seconds within ten years")]
        let (day, wait, until_due, interval) = (
            call.called.since(first_day).0 as f32,
            call.wait.0 as f32,
            law.time_to_offer[class].0 as f32,
            // A campaign asks again whom it wants.
            if matches!(call.source, Source::Campaign(_)) {
                0.0
            } else {
                law.pair_interval.0 as f32
            },
        );
        let limits = Limits { live: law.live_offers, until_due, interval };
        let none = &mut [0.0; CALLS];
        let waits = self.waits.get_mut(person).unwrap_or(none);
        self.calls[person].admit(waits, Call { firm: call.firm, day, wait }, limits)
    }
}

/// One call: the day, and how many more days than others its offer is on its way.
#[derive(Debug, Clone, Copy)]
struct Call {
    firm: FirmId,
    day: f32,
    wait: f32,
}

/// What limits the calls of one person.
#[derive(Debug, Clone, Copy)]
struct Limits {
    live: u32,
    /// Days from a call to the offer.
    until_due: f32,
    /// Days between two calls of one firm.
    interval: f32,
}

impl Calls {
    fn admit(&mut self, waits: &mut [f32; CALLS], call: Call, limits: Limits) -> Option<bool> {
        let Call { firm, day, wait } = call;
        let (mut live, mut has_called) = (0, false);
        // The oldest that is no longer on its way is forgotten.
        let (mut forgotten, mut oldest) = (None, f32::INFINITY);
        let calls = self.day.iter().zip(&self.firm).zip(waits.iter());
        for (place, ((&called, &by), &waits)) in calls.enumerate() {
            if called + limits.until_due + waits > day {
                live += 1;
            } else if called < oldest {
                (forgotten, oldest) = (Some(place), called);
            }
            has_called |= by == firm && day - called < limits.interval;
        }
        if live >= limits.live || has_called {
            return None;
        }
        let place = forgotten?;
        (self.day[place], self.firm[place], waits[place]) = (day, firm, wait);
        Some(live == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const THREE: Limits = Limits { live: 3, until_due: 21.0, interval: 91.0 };

    /// Which of the calls of firms on days come to anything.
    fn admitted(limits: Limits, calls: &[(u32, f32)]) -> Vec<bool> {
        let calls: Vec<(u32, f32, f32)> =
            calls.iter().map(|&(firm, day)| (firm, day, 0.0)).collect();
        admitted_with_waits(limits, &calls)
    }

    /// The same of calls whose offers are on their way for longer than others.
    fn admitted_with_waits(limits: Limits, calls: &[(u32, f32, f32)]) -> Vec<bool> {
        let (mut known, mut waits) = (NONE, [0.0; CALLS]);
        let mut admit = |&(firm, day, wait): &(u32, f32, f32)| {
            known.admit(&mut waits, Call { firm: FirmId(firm), day, wait }, limits).is_some()
        };
        calls.iter().map(&mut admit).collect()
    }

    #[test]
    fn an_offer_that_waits_is_not_forgotten_for_those_that_come_and_go() {
        let one = Limits { live: 2, until_due: 1.0, interval: 0.0 };
        let mut calls = vec![(9, 0.0, 100.0)];
        calls.extend((1..=6).map(|number| (number, 10.0 * number as f32, 0.0)));
        // While it waits there is room for one other at a time; on the hundredth day for two.
        calls.extend([(7, 70.0, 0.0), (8, 70.5, 0.0), (7, 101.5, 0.0), (8, 102.0, 0.0)]);
        let mut expected = [true; 11];
        expected[8] = false;
        assert_eq!(admitted_with_waits(one, &calls), expected);
    }

    #[test]
    fn a_fourth_offer_waits_until_one_is_due() {
        let calls = [(1, 0.0), (2, 1.0), (3, 2.0), (4, 20.9), (5, 21.0), (6, 21.5), (7, 22.0)];
        assert_eq!(admitted(THREE, &calls), [true, true, true, false, true, false, true]);
        let one = Limits { live: 1, ..THREE };
        assert_eq!(admitted(one, &calls[..5]), [true, false, false, false, true]);
    }

    #[test]
    fn a_firm_calls_again_after_the_interval_of_pairs() {
        let calls = [(1, 0.0), (1, 50.0), (2, 60.0), (1, 90.9), (1, 91.0)];
        assert_eq!(admitted(THREE, &calls), [true, false, true, false, true]);
        let none = Limits { interval: 0.0, ..THREE };
        assert_eq!(admitted(none, &calls), [true; 5]);
    }

    #[test]
    fn offers_that_are_due_at_once_are_never_on_their_way() {
        let at_once = Limits { live: 1, until_due: 0.0, interval: 0.0 };
        assert_eq!(admitted(at_once, &[(1, 5.0), (1, 5.0), (2, 5.0)]), [true; 3]);
    }
}
