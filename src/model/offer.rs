//! Offers: from the contact to the day they are due, and how vacancies ration them.

use std::cmp::Ordering;
use std::collections::VecDeque;

use crate::quantity::CLASSES;
use crate::quantity::Date;
use crate::quantity::Days;
use crate::quantity::FirmId;
use crate::quantity::FirmKey;
use crate::quantity::Moment;
use crate::random::Address;
use crate::random::Decision;
use crate::random::Screen;
use crate::random::jump_hash;
use crate::scenario::Vacancies;

use super::Model;
use super::ahead::BATCH;
use super::ahead::read_ahead;
use super::parallel::over_chunks;
use super::people::Post;
use super::script::Script;
use super::source::Proposal;
use super::source::Source;
use super::week::Cause;
use super::week::Week;

/// Applications per chunk.
const CHUNK: usize = 1_024;

/// A contact that becomes an offer when it is due, if there is a vacancy for it then.
#[derive(Debug, Clone, Copy)]
pub(super) struct Application {
    pub(super) person: u32,
    pub(super) firm: FirmId,
    /// When the call came.
    pub(super) called: Moment,
    pub(super) due: Moment,
    /// By how much later than others it is due.
    pub(super) wait: Days,
    /// The stream it came in.
    pub(super) source: Source,
    /// Whether nobody else had an offer on the way to the person then.
    pub(super) first: bool,
}

impl Application {
    /// A total order: person by person, and of one person in the order of time.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        let time = self.called.0.total_cmp(&other.called.0);
        let place = |call: &Self| (call.firm, call.source);
        self.person.cmp(&other.person).then(time).then(place(self).cmp(&place(other)))
    }
}

/// Applications by the number of steps until they are due.
#[derive(Debug, Default)]
pub(super) struct Applications {
    waiting: VecDeque<Vec<Application>>,
    /// A list that has been used up: a new one of that length would have to be fetched from the system.
    spare: Vec<Application>,
}

impl Applications {
    pub(super) fn add(&mut self, steps: usize, application: Application) {
        if self.waiting.len() <= steps {
            self.waiting.resize_with(steps, Vec::new);
            self.waiting.push_back(std::mem::take(&mut self.spare));
        }
        self.waiting[steps].push(application);
    }

    fn take_due(&mut self) -> Vec<Application> {
        self.waiting.pop_front().unwrap_or_default()
    }

    fn give_back(&mut self, mut used: Vec<Application>) {
        used.clear();
        self.spare = used;
    }
}

/// Something that happens to a person at an instant of this step.
#[derive(Debug, Clone, Copy)]
pub(super) struct Due {
    pub(super) person: u32,
    pub(super) day: Date,
    /// Of one day first the script, then the offers in the order of the firms' keys, then the exit.
    rank: u64,
    pub(super) moment: Moment,
    pub(super) what: What,
}

/// What is due.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum What {
    /// An offer from a firm.
    Offer(Proposal),
    /// The end of the job, without another one.
    Exit(Cause),
    /// What the scenario has for the person.
    Script(Script),
}

impl Due {
    /// The end of a job, without another one.
    pub(super) fn exit(person: u32, moment: Moment, cause: Cause) -> Self {
        Self { person, day: moment.date(), rank: u64::MAX, moment, what: What::Exit(cause) }
    }

    /// What the scenario has for somebody.
    pub(super) fn script(person: u32, moment: Moment, script: Script) -> Self {
        Self { person, day: moment.date(), rank: 0, moment, what: What::Script(script) }
    }

    fn offer(application: Application, key: FirmKey) -> Self {
        let Application { person, firm, due: moment, source, first, .. } = application;
        Self::proposal(person, moment, key, Proposal { firm, source, first })
    }

    /// An offer of the firm with this key.
    pub(super) fn proposal(person: u32, moment: Moment, key: FirmKey, proposal: Proposal) -> Self {
        let what = What::Offer(proposal);
        Self { person, day: moment.date(), rank: key.0, moment, what }
    }

    /// A total order: person by person and day by day, and two offers that one firm makes on one day by
    /// their instants, so that it does not depend on the order in which they were found.
    fn order(&self) -> (u32, Date, u64, i64) {
        (self.person, self.day, self.rank, self.moment.key())
    }
}

/// An application whose time has come.
#[derive(Debug, Clone, Copy)]
struct Contender {
    application: Application,
    post: Post,
    /// Decides on which vacancy the application lands.
    landing: u64,
    /// Among applications on one vacancy the smallest wins.
    priority: u64,
    key: FirmKey,
    vacancies: Vacancies,
    /// Whether the firm has an open post of the kind, though there may have been one in the interval if not.
    is_open: bool,
}

/// The offers that vacancies can make in a step, or in an offer interval of several steps; each with the
/// application that is ahead.
#[derive(Debug, Default)]
pub(super) struct Urns {
    ahead: Vec<Option<Contender>>,
    /// Which of them have been made in an earlier step of the interval.
    made: Vec<bool>,
    /// For every kind of post of every firm the range of its vacancies, once one has been asked for.
    of_post: Vec<Option<(u32, u32)>>,
    /// The number of the interval.
    interval: i64,
}

impl Urns {
    fn new(firms: usize, interval: i64) -> Self {
        let of_post = vec![None; firms * CLASSES.len()];
        Self { ahead: Vec::new(), made: Vec::new(), of_post, interval }
    }

    /// One more firm, which makes no offers in this step.
    pub(super) fn add_firm(&mut self) {
        self.of_post.extend([None; CLASSES.len()]);
    }

    fn drop(&mut self, contender: Contender, offers_of: impl FnOnce(Post) -> u32) {
        let (first, offers) = *self.of_post[contender.post.row()].get_or_insert_with(|| {
            let first = u32::try_from(self.ahead.len()).expect("fewer than 2^32 vacancies");
            let offers = offers_of(contender.post);
            self.ahead.resize((first + offers) as usize, None);
            self.made.resize(self.ahead.len(), false);
            (first, offers)
        });
        if offers == 0 {
            return;
        }
        let number = (first + jump_hash(contender.landing, offers)) as usize;
        let urn = &mut self.ahead[number];
        if !self.made[number] && urn.is_none_or(|ahead| contender.priority < ahead.priority) {
            *urn = Some(contender);
        }
    }

    /// Makes the offers of the step.
    fn make(&mut self) -> Vec<Contender> {
        let urns = self.ahead.iter_mut().zip(&mut self.made);
        let make = |(ahead, made): (&mut Option<Contender>, &mut bool)| {
            let contender = ahead.take()?;
            *made = true;
            Some(contender)
        };
        urns.filter_map(make).collect()
    }
}

impl Model<'_> {
    /// Turns the applications that are due into offers, as far as there are vacancies, and lays them
    /// beside the exits, person by person and in the order of time.
    ///
    /// Offers are rationed, not acceptances: each application lands on one vacancy, and a vacancy makes
    /// one offer in each offer interval (urn-ball matching; Petrongolo and Pissarides 2001).
    pub(super) fn screen(&mut self, exits: Vec<Due>, week: &mut Week) -> Vec<Due> {
        let mut due = exits;
        let mut urns = self.urns();
        let applications = self.applications.take_due();
        week.watched.calls = self.heard(&applications);
        let screen = self.luck.screen(Decision::Application, self.clock.date());
        let chunks = over_chunks(applications.len(), CHUNK, self.people.len(), |range| {
            let mut contenders = Vec::with_capacity(range.len());
            for batch in applications[range].chunks(BATCH) {
                read_ahead(batch, |one| {
                    self.firms.key_bits(one.firm) ^ self.firms.plan[one.firm].vacancies as u32
                });
                contenders.extend(batch.iter().filter_map(|&one| self.contender(one, &screen)));
            }
            contenders
        });
        let offer = |contender: Contender| Due::offer(contender.application, contender.key);
        for contender in chunks.into_iter().flatten() {
            week.applications += 1;
            match contender.vacancies {
                Vacancies::Unlimited => due.push(offer(contender)),
                Vacancies::Limited if !contender.is_open => {}
                Vacancies::Limited => urns.drop(contender, |post| self.offers_of(post)),
            }
        }
        self.applications.give_back(applications);
        due.extend(urns.make().into_iter().map(offer));
        self.urns = urns;
        week.offers += due.iter().filter(|due| matches!(due.what, What::Offer(_))).count() as u64;
        // Long runs of it are in order already.
        due.sort_by_key(Due::order);
        due
    }

    /// An application, unless the person has left the market or joined the firm in the meantime, the firm has
    /// closed, or the horizon ends before it is due.
    fn contender(&self, application: Application, screen: &Screen) -> Option<Contender> {
        if application.due >= self.clock.end() || self.firms.is_closed(application.firm) {
            return None;
        }
        let employment = self.people.post[application.person as usize];
        employment.firm().filter(|&employer| employer != application.firm)?;
        let (id, key) =
            (self.people.id[application.person as usize], self.firms.key[application.firm]);
        let case = Screen::case(id, key, application.due.date());
        let post = Post::new(application.firm, employment.class());
        Some(Contender {
            application,
            post,
            landing: screen.word(case, 0),
            priority: screen.word(case, 1),
            key,
            vacancies: self.firms.plan[application.firm].vacancies,
            is_open: self.firms.open[application.firm][post.class()] > 0,
        })
    }

    fn offer_interval(&self) -> Days {
        self.scenario.mechanisms.recruiting.map_or(Days(7.0), |law| law.offer_interval)
    }

    /// The urns of this step. Where an offer interval has several steps they are those of the interval,
    /// so that a vacancy that waits for its one applicant does not depend on the step.
    fn urns(&mut self) -> Urns {
        let interval = self.offer_interval();
        #[expect(clippy::cast_possible_truncation, reason = "intervals are at least a day")]
        let number = (self.clock.start().0 / interval.0).floor() as i64;
        let kept = std::mem::take(&mut self.urns);
        let is_same =
            kept.interval == number && kept.of_post.len() == self.firms.len() * CLASSES.len();
        if self.clock.steps_in(interval) > 1.0 && is_same {
            kept
        } else {
            Urns::new(self.firms.len(), number)
        }
    }

    /// How many offers a firm can make for a kind of post: one for each open post, if an offer interval
    /// has several steps. Else the open posts times the length of the step over the interval, fractions
    /// by lottery. So the offers that a vacancy makes in a month do not depend on the step.
    fn offers_of(&self, post: Post) -> u32 {
        let (Some(firm), class) = (post.firm(), post.class()) else { return 0 };
        let interval = self.offer_interval();
        let open = f64::from(self.firms.open[firm][class]);
        let is_shared = self.clock.steps_in(interval) > 1.0;
        let expected = if is_shared { open } else { open * self.clock.length().0 / interval.0 };
        let address = Address::of_firm(Decision::Offers, self.firms.key[firm], self.clock.date());
        let lottery = if expected.fract() > 0.0 {
            self.luck.at(address.number(class as u16)).uniform()
        } else {
            0.0
        };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count")]
        ((expected + lottery) as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_offers_of_one_firm_on_one_day_come_in_the_order_of_time() {
        let offer = |due: f64| {
            let (called, due) = (Moment(19_670.0), Moment(due));
            let (wait, source, first) = (Days(0.0), Source::Board, false);
            let application =
                Application { person: 7, firm: FirmId(3), called, due, wait, source, first };
            Due::offer(application, FirmKey::of_name("openai"))
        };
        let (early, late) = (offer(19_678.25), offer(19_678.75));
        assert_eq!(early.day, late.day);
        assert!(early.order() < late.order());
        let exit = Due::exit(7, Moment(19_678.1), Cause::Dismissal);
        assert!(late.order() < exit.order(), "of one day the exit comes last");
    }
}
