//! **supply**: graduates enter universities month by month, others by programs, and are called away from
//! there.

use crate::quantity::CLASSES;
use crate::quantity::Class;
use crate::quantity::Date;
use crate::quantity::Days;
use crate::quantity::FirmId;
use crate::quantity::Index;
use crate::quantity::Moment;
use crate::quantity::PerClass;
use crate::quantity::ResearcherId;
use crate::quantity::UnitId;
use crate::random::Address;
use crate::random::Decision;
use crate::scenario::Program;
use crate::scenario::Supply;

use super::Model;
use super::identity::Arrival;
use super::offer::Application;
use super::people::Job;
use super::people::Newcomer;
use super::people::Origin;
use super::people::Post;
use super::people::Terms;
use super::rates::Quantiles;
use super::source::Source;
use super::week::Entry;
use super::week::Week;

/// Somebody who will enter at an instant of the present month.
#[derive(Debug, Clone, Copy)]
pub(super) struct Graduate {
    id: ResearcherId,
    class: Class,
    ordinal: u32,
    /// Which of the programs: 0 are the graduates.
    program: u16,
    firm: FirmId,
    moment: Moment,
}

impl Model<'_> {
    /// Lets the graduates of this step enter. They can be called from the instant of their entry on.
    pub(super) fn enter(&mut self, week: &mut Week) {
        let Some(supply) = &self.scenario.mechanisms.supply else { return };
        for month in self.months_that_begin() {
            for (number, program) in (0..).zip(&supply.programs) {
                for class in CLASSES {
                    let cohort = self.cohort((number, program), month, class);
                    self.graduates.extend(cohort);
                }
            }
        }
        let (start, end) = (self.clock.start(), self.clock.end());
        let mut entering: Vec<Graduate> =
            self.graduates.extract_if(.., |graduate| graduate.moment < end).collect();
        entering.retain(|graduate| graduate.moment >= start);
        entering.sort_by(|one, other| {
            one.moment.0.total_cmp(&other.moment.0).then(one.id.cmp(&other.id))
        });
        let numbers = self.first_applications(supply.applications);
        let mut calls = Vec::new();
        for graduate in entering {
            let entry = self.enrol(supply, graduate);
            week.entries.push(entry);
            // Who applies for nothing does not show either that he looks for a place.
            if supply.applications > 0 && self.scenario.mechanisms.recruiting.is_some() {
                self.show(entry.job.person, entry.job.firm, entry.moment);
                calls.extend(self.apply_for_first_jobs(&numbers[entry.job.class], entry));
            }
        }
        self.queue_first(&calls, week);
    }

    /// The applications of a graduate on the day of graduation: so many on average, at places of the callers'
    /// board, of which an empty one is no post.
    fn apply_for_first_jobs(&self, number: &Quantiles, entry: Entry) -> Vec<Application> {
        let Entry { job: Job { person, .. }, moment } = entry;
        let applies =
            |firm| self.application(person as usize, firm, moment, Source::OwnApplication);
        self.firms_applied_to(number, entry).into_iter().map(applies).collect()
    }

    /// Queues the applications of graduates.
    fn queue_first(&mut self, calls: &[Application], week: &mut Week) {
        let mut live = self.roomy_live();
        for mut everybody in live.parts(self.people.len().max(1), 1) {
            for &call in calls {
                if let Some(call) = self.admitted(call, &mut everybody) {
                    self.queue(call, week);
                }
            }
        }
        self.live = live;
    }

    /// How many places of the board those of each class look at who graduate in this step.
    fn first_applications(&self, applications: u32) -> PerClass<Quantiles> {
        PerClass::from_fn(|class| {
            let places = self.boards.0[class].places_per_call();
            Quantiles::new(f64::from(applications) * places)
        })
    }

    /// Where a graduate applies, in two streams: of the first a firm may not draw him, and the second is of firms
    /// that draw more than the usual number of people.
    fn firms_applied_to(&self, number: &Quantiles, entry: Entry) -> Vec<FirmId> {
        let Entry { job: Job { researcher, class, firm: own, .. }, moment } = entry;
        let board = &self.boards.0[class];
        let streams = [Decision::FirstJob, Decision::FirstAttraction];
        let has_magnets = self.scenario.mechanisms.frontier.is_some();
        let mut firms = Vec::new();
        for (stream, decision) in streams.into_iter().take(1 + usize::from(has_magnets)).enumerate()
        {
            let screen = self.luck.screen(decision, moment.date());
            // The first word is that of the number.
            let count = number.of_word(screen.word(researcher, 0));
            for (ordinal, word) in board.held_calls(&screen, researcher, 1, count) {
                let caller = board.caller(word).filter(|&firm| firm != own);
                let Some(firm) = caller else { continue };
                let address = Address::of(decision, researcher, moment.date()).number(ordinal);
                if self.luck.at(address).uniform() < self.attraction(firm) - stream as f64 {
                    firms.push(firm);
                }
            }
        }
        firms
    }

    /// Whether a job is the one at the place of graduation.
    pub(super) fn is_where_he_graduated(&self, job: Job) -> bool {
        let person = job.person as usize;
        if self.people.entrances.is_starter(person) {
            return false;
        }
        let entrance = self.people.entrance(person);
        let Origin::Entrant(program) = entrance.origin else { return false };
        // Somebody may go elsewhere on the very day.
        let supply = self.first.mechanisms.supply.as_ref();
        let into = supply.map(|supply| supply.programs[usize::from(program)].into);
        job.hired == entrance.entered && into == Some(self.firms.unit[job.firm])
    }

    /// Until when somebody looks for a place who has entered by a program, if he has.
    fn search(&self, person: u32) -> Option<(u16, Moment)> {
        let entrance = self.people.entrance(person as usize);
        let Origin::Entrant(program) = entrance.origin else { return None };
        let supply = self.scenario.mechanisms.supply.as_ref()?;
        let time = supply.programs[usize::from(program)].search_time;
        Some((program, entrance.entered.midnight().plus(time)))
    }

    /// Until when a graduate looks for a place; nobody else does by that name.
    pub fn search_of_graduate(&self, person: u32) -> Option<Moment> {
        self.search(person).filter(|&(program, _)| program == 0).map(|(_, until)| until)
    }

    /// What moving costs somebody at an instant, in log points: nothing in the first months after
    /// graduation, as long as he is where he graduated.
    pub(super) fn cost_of_moving(&self, job: Job, moment: Moment) -> f64 {
        let searches = self.is_where_he_graduated(job)
            && self.search(job.person).is_some_and(|(_, until)| moment < until);
        if searches { 0.0 } else { self.scenario.mechanisms.choice.cost_of_moving.get() }
    }

    /// The months whose first day lies in this step; at the start also the month already running.
    fn months_that_begin(&self) -> Vec<Date> {
        let (start, end) = (self.clock.start(), self.clock.end());
        let first = start.date().first_of_month(0);
        let from = i32::from(self.clock.date() != self.clock.first_day());
        let months = (from..).map(|ahead| first.first_of_month(ahead));
        let exact =
            (start.date() == first && from == 1 && start == first.midnight()).then_some(first);
        exact.into_iter().chain(months.take_while(|month| month.midnight() < end)).collect()
    }

    /// Those of a class who enter in a month by a program. Fractions of a person are rounded by lottery.
    fn cohort(
        &self,
        (number, program): (u16, &Program),
        month: Date,
        class: Class,
    ) -> Vec<Graduate> {
        let origin = Origin::Entrant(number).key(&self.firms, self.first);
        let address = Address::of_firm(Decision::Graduates, origin, month).number(class as u16);
        let per_year = program.entrants_at(month.midnight(), self.scenario.time.start);
        let expected = per_year / 12.0 * program.classes[class] * self.call_for(program, class);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count")]
        let count = (expected + self.luck.at(address).uniform()) as u32;
        let days = f64::from(month.first_of_month(1).days() - month.days());
        let graduate = |ordinal| {
            let id = ResearcherId::of_origin(origin, class, month, ordinal);
            let mut draws = self.luck.at(Address::of(Decision::Entry, id, month));
            let moment = month.midnight().plus(Days(draws.uniform() * days));
            let firm = self.member(program.into, draws.uniform());
            Graduate { id, class, ordinal, program: number, firm, moment }
        };
        (0..count).map(graduate).collect()
    }

    /// What the tightness of the market for a class multiplies the number of those by who enter.
    fn call_for(&self, program: &Program, class: Class) -> f64 {
        let recruiting = self.scenario.mechanisms.recruiting.as_ref();
        let Some(law) = recruiting.filter(|_| program.tightness_response > 0.0) else { return 1.0 };
        let [least, greatest] = law.tightness_bounds;
        let tightness = self.boards.0[class].tightness().clamp(least, greatest);
        tightness.powf(program.tightness_response)
    }

    /// The member of a unit at the start, at a share of the way through it; a named firm is its own only member.
    fn member(&self, unit: UnitId, share: f64) -> FirmId {
        let units = self.firms.of_start();
        let first = units.partition_point(|&other| other < unit);
        let count = units.partition_point(|&other| other <= unit) - first;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below count")]
        let ordinal = (share * count as f64) as usize;
        FirmId::at(first + ordinal)
    }

    fn enrol(&mut self, supply: &Supply, graduate: Graduate) -> Entry {
        let Graduate { id, class, ordinal, program, firm, moment } = graduate;
        let position = supply.programs[usize::from(program)].position;
        let (origin, entered) = (Origin::Entrant(program), moment.date());
        let arrival = Arrival { origin, entered, ordinal, class, position };
        let mut line = self.line(id, arrival);
        let pay = f64::from(self.firms.row[firm].band[class]);
        line.begin(Terms {
            hired: entered,
            pay,
            band: pay,
            tracked: self.tracked(firm),
            wealth: self.first_wealth(class),
            research: f64::from(self.firms.row[firm].research_share),
            grant: self.grant(firm, pay),
            worth: self.firms.worth[firm].value,
            perks: 0.0,
        });
        self.firms.join(firm, class, &line);
        let post = Post::new(firm, class);
        let newcomer = Newcomer { id, post, line, entrance: arrival.entrance() };
        let person = self.add_person(newcomer, false);
        self.give_team(person, firm);
        let job = Job {
            researcher: id,
            person,
            class,
            firm,
            hired: entered,
            pay_at_hire: pay,
            pay,
            equity: [0.0; 2],
        };
        Entry { job, moment }
    }
}
