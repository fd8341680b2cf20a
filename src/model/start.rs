//! The market at the start: who works where, and since when.
//!
//! People at the start have chosen their employer among several offers. Had they been placed at random,
//! the noise that belongs to pairs for good would make the first year a false exodus.

use std::cell::LazyCell;
use std::ops::Range;

use crate::quantity::CLASSES;
use crate::quantity::Class;
use crate::quantity::Column;
use crate::quantity::Date;
use crate::quantity::FirmId;
use crate::quantity::Index;
use crate::quantity::Moment;
use crate::quantity::PerClass;
use crate::quantity::ResearcherId;
use crate::quantity::Spread;
use crate::random::Address;
use crate::random::Decision;

use super::Model;
use super::board::Boards;
use super::identity::Arrival;
use super::parallel::over_chunks;
use super::people::Line;
use super::people::Newcomer;
use super::people::Origin;
use super::people::Post;
use super::people::Terms;
use super::role_push::Work;

/// Firms per chunk.
const CHUNK: usize = 256;
/// Firms that are staffed before their people are added.
const BATCH: usize = 64 * CHUNK;
/// A post for which so many have declined is taken by whoever comes next.
const CANDIDATES_PER_POST: u32 = 64;

/// What a firm was like on the day of a hire before the start.
struct Then {
    pay_level: f64,
    research_share: f64,
    worth: f64,
}

/// Those who enter together: people of one class and one origin, who begin at one firm.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cohort {
    origin: Origin,
    firm: FirmId,
    class: Class,
    /// The first of them.
    pub(super) first: ResearcherId,
}

/// Somebody who could be on the staff of a firm.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    id: ResearcherId,
    firm: FirmId,
    /// As it is before the job begins, but for the day.
    pub(super) line: Line,
    arrival: Arrival,
}

/// Who else has made somebody an offer, and what its money is worth.
struct Others {
    boards: Option<Boards>,
    money: Column<FirmId, PerClass<f64>>,
}

impl Model<'_> {
    /// Staffs all firms as planned at the start of the burn-in, or of the horizon if there is none.
    pub(super) fn fill_first_jobs(&mut self) {
        let sizes = self.planned_sizes(self.clock.start());
        // Who is offered one job alone compares it with no other.
        let compares = self.scenario.population.first_offers > 1;
        let boards = compares.then(|| Boards::of_posts(self, &sizes));
        let money = self.first_money();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a head-count")]
        let expected = sizes.values().iter().sum::<f64>() as usize;
        let others = Others { boards, money };
        self.people.reserve(expected);
        // Batch by batch, so that nobody stands in two places of a large world for long.
        for first in (0..self.firms.len()).step_by(BATCH) {
            let count = BATCH.min(self.firms.len() - first);
            let starters = over_chunks(count, CHUNK, expected, |range: Range<usize>| {
                let firms = range.map(|number| FirmId::at(first + number));
                let staff = firms.map(|firm| self.staff_firm(firm, sizes[firm], &others));
                staff.collect::<Vec<_>>()
            });
            for starter in starters.into_iter().flatten().flatten() {
                let firm = starter.post.firm().expect("a starter has an employer");
                self.firms.join(firm, starter.post.class(), &starter.line);
                self.add_person(starter, true);
            }
        }
        if self.teams.are_formed() {
            for person in 0..self.people.len() {
                if let Some(firm) = self.people.post[person].firm() {
                    self.give_team(u32::try_from(person).expect("fewer than 2^32 people"), firm);
                }
            }
        }
    }

    fn staff_firm(&self, firm: FirmId, size: f64, others: &Others) -> Vec<Newcomer> {
        let mut starters = Vec::new();
        for class in CLASSES {
            let posts = self.firms.plan[firm].posts(size, class);
            let posts = posts.saturating_sub(self.posts_of_roles(firm, class));
            let candidates = posts.saturating_mul(CANDIDATES_PER_POST);
            let cohort = self.cohort_at(Origin::Staff(firm), firm, class);
            let (mut taken, mut ordinal) = (0, 0);
            while taken < posts {
                let candidate = self.candidate(cohort, ordinal);
                if ordinal >= candidates || self.would_join(&candidate, others) {
                    starters.push(self.hired(candidate));
                    taken += 1;
                }
                ordinal += 1;
            }
        }
        starters
    }

    /// Those of a class and an origin who could begin at a firm.
    pub(super) fn cohort_at(&self, origin: Origin, firm: FirmId, class: Class) -> Cohort {
        let key = origin.key(&self.firms, self.scenario);
        let first = ResearcherId::of_origin(key, class, self.clock.first_day(), 0);
        Cohort { origin, firm, class, first }
    }

    /// Somebody who could be on the staff of a firm at the start; or who begins with it later.
    pub(super) fn candidate(&self, cohort: Cohort, ordinal: u32) -> Candidate {
        let Cohort { origin, firm, class, first } = cohort;
        let (start, entered) = (self.clock.first_day(), self.clock.date());
        let id = first.ahead(ordinal);
        let hired = if entered == start { self.first_hire(id, firm) } else { entered };
        let deviation = self.scenario.taste.position_deviation;
        let around = self.position_on(firm, hired.midnight());
        let around = around.map(|mean| Spread::Normal { mean, deviation });
        let written = self.scenario.taste.position;
        let position = [0, 1].map(|axis| written[axis].unwrap_or(around[axis]));
        let arrival = Arrival { origin, entered, ordinal, class, position };
        let line = Line { hired, ..self.line(id, arrival) };
        Candidate { id, firm, line, arrival }
    }

    /// A candidate on the day of his hire.
    pub(super) fn hired(&self, candidate: Candidate) -> Newcomer {
        let Candidate { id, firm, mut line, arrival } = candidate;
        let (hired, class) = (line.hired, arrival.class);
        let then = self.firm_on(firm, hired.midnight());
        let level = then.pay_level * self.regional_pay(firm, hired.midnight());
        let pay = self.scenario.classes[class].pay.0 * level;
        line.begin(Terms {
            hired,
            pay,
            band: pay,
            tracked: self.tracked(firm),
            wealth: self.first_wealth(class),
            research: then.research_share,
            grant: self.grant(firm, pay),
            worth: then.worth,
            perks: 0.0,
        });
        Newcomer { id, post: Post::new(firm, class), line, entrance: arrival.entrance() }
    }

    /// The day on which somebody who is there at the start was hired: elapsed tenure is exponential, as
    /// in a market with constant growth and a constant hazard, given that it is no longer than the firm's age.
    fn first_hire(&self, id: ResearcherId, firm: FirmId) -> Date {
        let start = self.clock.first_day();
        let address = Address::of(Decision::FirstJob, id, start).number(1);
        let mean = self.scenario.population.mean_tenure.0;
        let founded = self.scenario.firms.get(firm.position()).and_then(|firm| firm.founded);
        // Of an exponential tenure, the share that is no longer than the firm's age.
        let share = founded.map_or(1.0, |founded| {
            -(-f64::from((start.days() - founded.days()).max(0)) / mean).exp_m1()
        });
        let tenure = if mean > 0.0 {
            -mean * (-self.luck.at(address).uniform() * share).ln_1p()
        } else {
            0.0
        };
        #[expect(clippy::cast_possible_truncation, reason = "a tenure fits the calendar")]
        let hired = start.plus(-(tenure.min(36_500.0) as i32));
        // Who is hired on the first day itself is no longer one of those who were there before it.
        founded.map_or(hired, |founded| hired.max(founded)).min(start.plus(-1))
    }

    /// Where a firm stood on a day before the start.
    fn position_on(&self, firm: FirmId, moment: Moment) -> [f64; 2] {
        match self.scenario.firms.get(firm.position()) {
            Some(named) => [0, 1].map(|axis| named.position[axis].at(moment)),
            None => self.firms.row[firm].position.map(f64::from),
        }
    }

    /// What a firm was like on a day before the start.
    fn firm_on(&self, firm: FirmId, moment: Moment) -> Then {
        match self.scenario.firms.get(firm.position()) {
            Some(named) => Then {
                pay_level: named.pay_level.at(moment),
                research_share: named.research_share.at(moment),
                worth: named.valuation.as_ref().map_or(0.0, |path| path.at(moment)),
            },
            None => Then {
                pay_level: self.firms.plan[firm].pay_level,
                research_share: f64::from(self.firms.row[firm].research_share),
                worth: self.firms.worth[firm].value,
            },
        }
    }

    /// What the money of a first job at each firm is worth to those for whom it does not bid.
    fn first_money(&self) -> Column<FirmId, PerClass<f64>> {
        let firms = self.firms.row.iter();
        firms
            .map(|(firm, row)| {
                PerClass::from_fn(|class| {
                    self.money_of_first_job(firm, class, f64::from(row.band[class]))
                })
            })
            .collect()
    }

    /// What the money of a first job at a firm is worth, in log points against the class's pay; nobody has an
    /// employer yet whose mission could damp its pull.
    fn money_of_first_job(&self, firm: FirmId, class: Class, pay: f64) -> f64 {
        let wealth = self.first_wealth(class);
        let usual = self.lifetime_wealth(wealth, self.scenario.classes[class].pay.0);
        let equity = pay * self.grant_per_pay(firm);
        self.utility((self.lifetime_wealth(wealth, pay) + equity) / usual)
    }

    /// What a first job at a firm is worth to somebody, in log points.
    fn first_worth(&self, candidate: &Candidate, firm: FirmId, others: &Others) -> f64 {
        let Candidate { id, ref line, arrival: Arrival { class, .. }, .. } = *candidate;
        let money = if self.willingness(line, firm) > 0.0 {
            let pay = self.offered_pay(line, 0.0, (firm, class), self.portability());
            self.money_of_first_job(firm, class, pay)
        } else {
            others.money[firm][class]
        };
        let work = Work { research: f64::from(self.firms.row[firm].research_share), turmoil: 0.0 };
        // The day before: on the first day itself an offer may be due, with noise of its own.
        let before = self.clock.first_day().plus(-1);
        money
            + self.value_of_work(line, firm, work, self.clock.start()).total()
            + self.noise(id, firm, before)
    }

    /// Whether somebody prefers the firm to the other offers that came first.
    fn would_join(&self, candidate: &Candidate, others: &Others) -> bool {
        let Some(boards) = &others.boards else { return true };
        let address = Address::of(Decision::FirstJob, candidate.id, self.clock.first_day());
        let mut draws = self.luck.at(address);
        let worth = |firm: FirmId| self.first_worth(candidate, firm, others);
        let own_worth = LazyCell::new(|| worth(candidate.firm));
        let board = &boards.0[candidate.arrival.class];
        (1..self.scenario.population.first_offers).all(|_| {
            let other = board.first_caller(draws.next_word());
            other.is_none_or(|other| other == candidate.firm || *own_worth >= worth(other))
        })
    }
}
