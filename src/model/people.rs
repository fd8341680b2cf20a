//! Who works where: one word that is read for everybody, one line that is read for the contacted.

use crate::quantity::CLASSES;
use crate::quantity::Class;
use crate::quantity::Date;
use crate::quantity::FirmId;
use crate::quantity::FirmKey;
use crate::quantity::Moment;
use crate::quantity::PerClass;
use crate::quantity::RegionId;
use crate::quantity::ResearcherId;
use crate::quantity::RoleId;
use crate::quantity::UnitId;
use crate::scenario::Scenario;

use super::entrance::Entrance;
use super::entrance::Entrances;
use super::firm::Firms;
use super::roles::origin_name;

/// The employer and the class of a person, in four bytes. The class is identity; it stands here since
/// the screening pass looks up a bound by both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Post(u32);

impl Post {
    /// Outside the market: retired, or out of the field.
    pub(super) const OUTSIDE: Self = Self(u32::MAX);

    pub(super) fn new(firm: FirmId, class: Class) -> Self {
        debug_assert!(firm.0 < u32::MAX >> 2, "firms fit 30 bits");
        Self(firm.0 << 2 | class as u32)
    }

    /// Where the bounds of this post stand in a table with four bounds for each firm.
    #[inline]
    pub(super) fn row(self) -> usize {
        self.0 as usize
    }

    /// The employer, or nobody.
    #[inline]
    pub(super) fn firm(self) -> Option<FirmId> {
        (self != Self::OUTSIDE).then_some(FirmId(self.0 >> 2))
    }

    /// The class of somebody who has an employer.
    #[inline]
    pub(super) fn class(self) -> Class {
        CLASSES[(self.0 & 3) as usize]
    }
}

/// Whose pay is asked for, and where.
#[derive(Debug, Clone, Copy)]
pub(super) struct Holder {
    pub(super) researcher: ResearcherId,
    pub(super) firm: FirmId,
    pub(super) class: Class,
}

/// What a choice reads of one person: one cache line. Above what somebody is - a cache of what could be
/// drawn again from the id - and below what happened.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
pub(super) struct Line {
    pub(super) mission_weight: f32,
    pub(super) research_weight: f32,
    pub(super) stability_weight: f32,
    pub(super) position: [f32; 2],
    /// Talent, as a logarithm.
    pub(super) talent: f32,
    pub(super) hired: Date,
    /// Cash a year, in dollars.
    pub(super) pay_at_hire: f32,
    /// The employer's band then, in dollars a year.
    pub(super) band_at_hire: f32,
    /// What repricing at the employer had come to then, in dollars a year.
    pub(super) tracked_at_hire: f32,
    /// Liquid wealth then, in dollars.
    pub(super) wealth_at_hire: f32,
    /// The share of the employer's work that was research then.
    pub(super) research_at_hire: f32,
    /// Face value of the equity granted then, in dollars.
    pub(super) grant: f32,
    /// What the employer was worth then, in dollars; 0 if nobody knows.
    pub(super) worth_at_hire: f32,
    /// What counter-offers have multiplied pay by since.
    pub(super) raised: f32,
    /// What freedom and titles come to that the employer has granted, in log points.
    pub(super) perks: f32,
}

/// What a job begins with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terms {
    pub(super) hired: Date,
    /// Cash a year, in dollars.
    pub(super) pay: f64,
    /// The employer's band, in dollars a year.
    pub(super) band: f64,
    /// What repricing at the employer has come to, in dollars a year.
    pub(super) tracked: f64,
    /// Liquid wealth, in dollars.
    pub(super) wealth: f64,
    /// The share of the employer's work that is research.
    pub(super) research: f64,
    /// Face value of the grant, in dollars.
    pub(super) grant: f64,
    /// What the employer is worth, in dollars; 0 if nobody knows.
    pub(super) worth: f64,
    /// Freedom and titles, in log points.
    pub(super) perks: f64,
}

impl Line {
    /// Notes the beginning of a job.
    #[expect(clippy::cast_possible_truncation, reason = "seven digits are enough")]
    pub(super) fn begin(&mut self, terms: Terms) {
        self.hired = terms.hired;
        self.pay_at_hire = terms.pay as f32;
        self.band_at_hire = terms.band as f32;
        self.tracked_at_hire = terms.tracked as f32;
        self.wealth_at_hire = terms.wealth as f32;
        self.research_at_hire = terms.research as f32;
        self.grant = terms.grant as f32;
        self.worth_at_hire = terms.worth as f32;
        self.raised = 1.0;
        self.perks = terms.perks as f32;
    }
}

const _: () = assert!(size_of::<Line>() == 64, "a person is one cache line");

/// Where somebody came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// On the staff of a firm at the start of the burn-in, or of the horizon if there is none.
    Staff(FirmId),
    /// Entered since, by the program of this number: 0 are the graduates.
    Entrant(u16),
    /// In a role from the start, or from the founding of its firm.
    Role(RoleId),
}

impl Origin {
    /// What the ids of all who share the origin are made from.
    pub(super) fn key(self, firms: &Firms, scenario: &Scenario) -> FirmKey {
        match self {
            Self::Staff(firm) => firms.key[firm],
            Self::Entrant(program) => FirmKey::of_name(&origin_of(scenario, program)),
            Self::Role(role) => FirmKey::of_name(&origin_name(scenario.role(role))),
        }
    }
}

/// What the names of those begin with who enter by a program.
fn origin_of(scenario: &Scenario, program: u16) -> String {
    let supply = scenario.mechanisms.supply.as_ref().expect("who entered did so by supply");
    supply.programs[usize::from(program)].origin()
}

/// Somebody who enters the market with a first job.
#[derive(Debug, Clone, Copy)]
pub(super) struct Newcomer {
    pub(super) id: ResearcherId,
    pub(super) post: Post,
    pub(super) line: Line,
    pub(super) entrance: Entrance,
}

/// All people who ever were in the market, in the order of their entry.
#[derive(Debug, Default)]
pub(super) struct People {
    pub(super) id: Vec<ResearcherId>,
    pub(super) post: Vec<Post>,
    pub(super) line: Vec<Line>,
    /// By what serious offers to each of them are multiplied; empty where it is 1 for all.
    pub(super) visibility: Vec<f32>,
    pub(super) entrances: Entrances,
    /// Where they are at home; empty where nobody minds.
    pub(super) home: Vec<Option<RegionId>>,
    /// Those on whom percentiles of pay are measured: a fixed share of each class, by id.
    pub(super) panel: Vec<u32>,
    /// Which classes there are.
    pub(super) classes: PerClass<bool>,
    /// How many had entered when the present step began.
    settled: usize,
}

impl People {
    pub(super) fn len(&self) -> usize {
        self.id.len()
    }

    /// Notes that all who are here have entered before the step that begins.
    pub(super) fn settle(&mut self) {
        self.settled = self.len();
    }

    /// Whether somebody has entered by an instant of this step.
    #[inline]
    pub(super) fn has_entered(&self, person: usize, moment: Moment) -> bool {
        person < self.settled || self.entrance(person).entered.midnight() <= moment
    }

    /// Makes room for about so many.
    pub(super) fn reserve(&mut self, people: usize) {
        self.id.reserve(people);
        self.post.reserve(people);
        self.line.reserve(people);
    }

    /// How somebody came into the market.
    pub(super) fn entrance(&self, person: usize) -> Entrance {
        self.entrances.of(person, self.id[person])
    }

    /// Adds somebody; who is there at the start comes before all others.
    pub(super) fn push(&mut self, newcomer: Newcomer, is_starter: bool) {
        if is_starter {
            self.entrances.push_starter(newcomer.id, newcomer.entrance);
        } else {
            self.entrances.push(newcomer.entrance);
        }
        self.classes[newcomer.post.class()] = true;
        self.id.push(newcomer.id);
        self.post.push(newcomer.post);
        self.line.push(newcomer.line);
    }
}

/// A job that somebody holds or held.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Job {
    /// Who.
    pub researcher: ResearcherId,
    /// The position in the columns of this run: good for asking [`super::Model::researcher_name`].
    pub person: u32,
    /// The class.
    pub class: Class,
    /// The employer.
    pub firm: FirmId,
    /// The day of hire; for people at the start it lies before the horizon.
    pub hired: Date,
    /// Cash a year at hire, in dollars.
    pub pay_at_hire: f64,
    /// Cash a year now, or at the end, in dollars.
    pub pay: f64,
    /// What the equity that has not vested is worth to the person, on the day of hire and at the end of the
    /// job, in dollars; known of jobs that have ended or are asked for by [`super::Model::ended`].
    pub equity: [f64; 2],
}

impl Job {
    /// Who has it, and where.
    pub(super) fn holder(&self) -> Holder {
        let Self { researcher, firm, class, .. } = *self;
        Holder { researcher, firm, class }
    }
}

impl super::Model<'_> {
    /// The name of a researcher: origin, class, month of entry and ordinal, such as
    /// `openai.star/2023-01/17`, or the role, such as `role.chief-scientist`. It can be turned back into
    /// the id: that of a role is made of its name, its class and the first day.
    pub fn researcher_name(&self, person: u32, class: Class) -> String {
        let Entrance { origin, entered, ordinal } = self.people.entrance(person as usize);
        let origin = match origin {
            Origin::Staff(firm) => self.firms.name(self.scenario, firm),
            Origin::Entrant(program) => origin_of(self.first, program),
            Origin::Role(role) => return origin_name(self.scenario.role(role)),
        };
        let (year, month) = (entered.year(), entered.month());
        format!("{origin}.{class}/{year}-{month:02}/{ordinal}")
    }

    /// The jobs that are held now, in the order of the columns.
    pub fn jobs(&self) -> impl Iterator<Item = Job> {
        (0..self.people.len()).filter_map(|person| self.job(person))
    }

    /// Those at some named firms and groups.
    pub fn jobs_at(&self, is_meant: impl Fn(UnitId) -> bool) -> impl Iterator<Item = Job> {
        let posts = self.people.post.iter().enumerate();
        let theirs = posts.filter(move |(_, post)| {
            post.firm().is_some_and(|firm| is_meant(self.firms.unit[firm]))
        });
        theirs.filter_map(|(person, _)| self.job(person))
    }

    /// The job of somebody, by his position in the columns of the run, if he has one.
    pub fn job_of(&self, person: u32) -> Option<Job> {
        self.job(person as usize)
    }

    pub(super) fn job(&self, person: usize) -> Option<Job> {
        let job = self.unpaid(person)?;
        let pay = self.own_pay(&self.people.line[person], job.holder(), self.clock.start());
        Some(Job { pay, ..job })
    }

    /// The job of somebody, in which pay is that of the hire: what he has now takes longer to say than all else.
    pub(super) fn unpaid(&self, person: usize) -> Option<Job> {
        let (post, line) = (self.people.post[person], &self.people.line[person]);
        let (firm, class) = (post.firm()?, post.class());
        Some(Job {
            researcher: self.people.id[person],
            person: u32::try_from(person).expect("fewer than 2^32 people"),
            class,
            firm,
            hired: line.hired,
            pay_at_hire: f64::from(line.pay_at_hire),
            pay: f64::from(line.pay_at_hire),
            equity: [0.0; 2],
        })
    }

    /// A job as it ends at an instant.
    pub(super) fn ending(&self, line: &Line, job: Job, moment: Moment) -> Job {
        let earnings = self.earnings(line, job.holder(), moment);
        let unvested = self.stake(line, job.firm, earnings, moment).unvested;
        Job { pay: earnings.pay, equity: [self.equity_at_hire(line, job.firm), unvested], ..job }
    }

    /// A job that is held now, as if it ended now.
    pub fn ended(&self, job: Job) -> Job {
        self.ending(&self.people.line[job.person as usize], job, self.now())
    }

    /// The scenario that this is a run of.
    pub fn scenario(&self) -> &Scenario {
        self.scenario
    }
}
