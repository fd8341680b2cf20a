//! What an observer is told: what happened in a step, and the state after it.

use crate::quantity::Class;
use crate::quantity::Column;
use crate::quantity::FirmId;
use crate::quantity::Moment;
use crate::quantity::PerClass;
use crate::quantity::UnitId;

use super::Model;
use super::choice::Value;
use super::explaining::Watched;
use super::letter::LetterNews;
use super::people::Job;
use super::source::Channel;

/// Is told what each step was like, in order.
///
/// An observer cannot touch the model, and the model cannot tell whether it is observed.
pub trait Observer {
    /// The market at the start of the horizon.
    fn begin(&mut self, model: &Model<'_>);
    /// A step, and the market after it.
    fn observe(&mut self, week: &Week, model: &Model<'_>);
    /// The market at the end of the horizon.
    fn end(&mut self, model: &Model<'_>);
}

/// What happened in one step. The lists are in the order of time; ties by researcher.
#[derive(Debug, Clone, PartialEq)]
pub struct Week {
    /// The first instant of the step.
    pub start: Moment,
    /// The first instant after it.
    pub end: Moment,
    /// Who entered the market.
    pub entries: Vec<Entry>,
    /// Who moved from firm to firm.
    pub moves: Vec<Move>,
    /// Whose job ended without another one.
    pub separations: Vec<Separation>,
    /// Who was kept by an offer of the employer against that of another firm. In the order of the columns
    /// of people, as are the next two.
    pub retentions: Vec<Retention>,
    /// What became of every offer.
    pub answers: Vec<Answer>,
    /// The choices of those of whom they are recorded.
    pub choices: Vec<Choice>,
    /// What happened to those who are watched.
    pub watched: Watched,
    /// The firms to which people applied by themselves, each as often as they did.
    pub own_applications: Vec<FirmId>,
    /// The firms that were bought for their people.
    pub acquisitions: Vec<Acquisition>,
    /// What happened to letters.
    pub letters: Vec<LetterNews>,
    /// Serious contacts: calls that will become applications when they are due.
    pub calls: u64,
    /// Applications that were due.
    pub applications: u64,
    /// Offers made.
    pub offers: u64,
    /// Mere contacts by recruiters, by the named firm or group whose people were written to.
    pub contacts: Column<UnitId, u64>,
    /// What happened to firms, by script or by itself.
    pub happenings: Vec<Happening>,
    /// Which firms belong to another group from the start of the step on.
    pub regroupings: Vec<Regrouping>,
    pub(super) headcount_before: Column<FirmId, u32>,
}

impl Week {
    pub(super) fn new(start: Moment, end: Moment, headcount: Column<FirmId, u32>) -> Self {
        Self {
            start,
            end,
            entries: Vec::new(),
            moves: Vec::new(),
            separations: Vec::new(),
            retentions: Vec::new(),
            answers: Vec::new(),
            choices: Vec::new(),
            watched: Watched::default(),
            own_applications: Vec::new(),
            acquisitions: Vec::new(),
            letters: Vec::new(),
            calls: 0,
            applications: 0,
            offers: 0,
            contacts: Column::new(),
            happenings: Vec::new(),
            regroupings: Vec::new(),
            headcount_before: headcount,
        }
    }

    pub(super) fn sort(&mut self) {
        let order = |moment: Moment, job: &Job| (moment.key(), job.researcher);
        self.moves.sort_by_cached_key(|step| order(step.moment, &step.job));
        self.separations.sort_by_cached_key(|end| order(end.moment, &end.job));
    }
}

/// Somebody entered the market.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry {
    /// The first job.
    pub job: Job,
    /// When it began.
    pub moment: Moment,
}

/// Somebody left a firm for another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Move {
    /// The job that was left.
    pub job: Job,
    /// The firm that was joined.
    pub to: FirmId,
    /// When.
    pub moment: Moment,
    /// Cash a year in the new job, in dollars.
    pub pay: f64,
    /// What is paid once, on joining, in dollars.
    pub bonus: f64,
    /// Freedom and titles in the new job, in log points.
    pub perks: f64,
    /// Through what the move came about.
    pub channel: Channel,
    /// Whether the scenario said so, and nobody chose.
    pub scripted: bool,
}

impl Move {
    /// The job that was taken up.
    pub(super) fn new_job(&self) -> Job {
        let (hired, pay) = (self.moment.date(), self.pay);
        Job { firm: self.to, hired, pay_at_hire: pay, pay, ..self.job }
    }
}

/// Somebody was kept by an offer of the employer against that of another firm.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Retention {
    /// The job.
    pub job: Job,
    /// When.
    pub moment: Moment,
    /// The firm that made the offer.
    pub rival: FirmId,
    /// Cash a year from then on, in dollars.
    pub pay: f64,
    /// Freedom and titles that come with it, in log points.
    pub perks: f64,
}

/// What became of an offer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Answer {
    /// The position of the person in the columns of the run.
    pub person: u32,
    /// The class.
    pub class: Class,
    /// The employer at the time.
    pub employer: FirmId,
    /// Who made the offer.
    pub firm: FirmId,
    /// When it was due.
    pub moment: Moment,
    /// Cash a year, in dollars, as it was first made.
    pub pay: f64,
    /// Four years of cash, what is paid on joining, and the face value of the grant, in dollars.
    pub package: f64,
    /// The match of the person with the employer's mission, from 0 to 1; 1 without **mission**.
    pub matched: f64,
    /// For a star, what the firm spends on training a model, in dollars, if it trains one and so bids for talent.
    pub budget: Option<f64>,
    /// What the person did.
    pub response: Response,
}

/// What somebody did about an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Response {
    /// He took it.
    Taken,
    /// He would have taken it, but for what his employer offered against it.
    Countered,
    /// He declined.
    Refused,
}

/// One choice of somebody, with all its options: the first one is to stay.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The position of the person in the columns of the run.
    pub person: u32,
    /// The class.
    pub class: Class,
    /// When.
    pub moment: Moment,
    /// Staying, then the offers in the order of the firms' keys.
    pub options: Vec<OptionValue>,
}

/// An option of a choice.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OptionValue {
    /// The firm.
    pub firm: FirmId,
    /// Cash a year, in dollars.
    pub pay: f64,
    /// What it was worth.
    pub value: Value,
    /// Whether it was chosen.
    pub chosen: bool,
    /// The probability of the choice by a logit over all terms but the noise.
    pub probability: f64,
}

/// Something that happened to a firm, by script or by itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Happening {
    /// When.
    pub moment: Moment,
    /// What: a kind of event as in scenarios, `crisis`, `letter-ended`, `acquihire-cleared`,
    /// `acquihire-blocked`, `start-up-succeeded` or `start-up-failed`.
    pub kind: &'static str,
    /// The named firm or group; the whole market if `None`.
    pub unit: Option<UnitId>,
    /// Whether the scenario said so.
    pub scripted: bool,
    /// Who or how much, in a few words.
    pub detail: String,
}

/// A firm belongs to another group: its people with it, though none of them moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Regrouping {
    /// The firm.
    pub firm: FirmId,
    /// The group that it leaves.
    pub from: UnitId,
    /// The group that it joins.
    pub to: UnitId,
    /// Its people at the start of the step.
    pub heads: u32,
}

/// A firm was bought, and people of it went to the buyer; who, the moves of the step say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Acquisition {
    /// Who has bought it.
    pub buyer: FirmId,
    /// The firm that was bought.
    pub target: FirmId,
    /// The instant of the moves.
    pub moment: Moment,
    /// How many people it had at the start of the step.
    pub staff: u32,
}

/// Somebody's job ended without another one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Separation {
    /// The job that ended.
    pub job: Job,
    /// Why.
    pub cause: Cause,
    /// When.
    pub moment: Moment,
    /// Whether the scenario said so.
    pub scripted: bool,
}

/// Why a job ended without another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The firm let the person go.
    Dismissal,
    /// Retirement, or another field.
    LeavingTheField,
}

/// The state of a named firm, or of a firm group as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct UnitState {
    /// People employed.
    pub headcount: u32,
    /// Posts that were open in the step that has just ended.
    pub vacancies: u32,
    /// Pay bands against the pay of the classes, weighted by the class mix: 1 is the same; the mean over a
    /// group's firms.
    pub pay_index: f64,
    /// Turmoil, fast and slow together, in its own units; the mean over a group's firms.
    pub turmoil: f64,
    /// Trust, `exp(-slow turmoil)`, 0 to 1; the mean over a group's firms.
    pub trust: f64,
    /// The share of work that is research, 0 to 1; the mean over a group's firms.
    pub research_share: f64,
    /// Stars employed.
    pub stars: u32,
    /// People who show that they are open to work.
    pub open_to_work: u32,
    /// What the firm is worth, in dollars, if that is known; groups are not valued.
    pub valuation: Option<f64>,
    /// The lead over the frontier that people expect, in months; the mean over a group's firms; none if it is
    /// not in the race.
    pub frontier_lead: Option<f64>,
}

/// The state of the market as a whole.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Market {
    /// Cash pay a year by class, in dollars: the 10th, 50th, 90th and 99th percentile over a panel of
    /// up to about 500 people of the class; none where nobody of the class is employed.
    pub pay: PerClass<Option<[f64; 4]>>,
    /// Posts that were open in the step that has just ended.
    pub vacancies: u32,
    /// The same posts weighted by reach, against the reference, over all classes: at 1 offers come at the
    /// rates of the scenario.
    pub tightness: f64,
    /// People who show that they are open to work.
    pub open_to_work: u32,
    /// Concentration of stars: the sum over firms of squared shares (Herfindahl and Hirschman), each
    /// member of a group for itself; none without stars.
    pub concentration_of_stars: Option<f64>,
}

/// The state of a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RegionState {
    /// People who live there and have a job.
    pub headcount: u32,
    /// Those among them who are at home elsewhere.
    pub foreign: u32,
    /// Posts that were open in the step that has just ended, at firms whose main site is there.
    pub vacancies: u32,
    /// People who live there and show that they are open to work.
    pub open_to_work: u32,
}

impl Model<'_> {
    /// The instant of the state: the start of the step to come.
    pub fn now(&self) -> Moment {
        self.clock.start()
    }

    /// The named firm or group that a firm belongs to.
    pub fn unit(&self, firm: FirmId) -> UnitId {
        self.firms.unit[firm]
    }

    /// The state of all named firms and groups.
    pub fn units(&self) -> Column<UnitId, UnitState> {
        let mut units: Column<UnitId, UnitState> =
            vec![UnitState::default(); self.scenario.units()].into();
        for (state, &count) in units.values_mut().iter_mut().zip(self.open_to_work().values()) {
            state.open_to_work = count;
        }
        let mut members: Column<UnitId, u32> = vec![0; self.scenario.units()].into();
        let is_there = |firm: &FirmId| !self.firms.is_closed(*firm);
        for firm in self.firms.unit.ids().filter(is_there) {
            let unit = self.firms.unit[firm];
            members[unit] += 1;
            self.add_to(&mut units[unit], firm);
        }
        for (state, &count) in units.values_mut().iter_mut().zip(members.values()) {
            let count = f64::from(count.max(1));
            state.pay_index /= count;
            state.turmoil /= count;
            state.trust /= count;
            state.research_share /= count;
            state.frontier_lead = state.frontier_lead.map(|sum| sum / count);
        }
        units
    }

    fn add_to(&self, state: &mut UnitState, firm: FirmId) {
        let row = &self.firms.row[firm];
        let turmoil = self.turmoil_at(firm, self.now());
        state.headcount += self.firms.staff[firm].0.iter().sum::<u32>();
        state.vacancies += self.firms.open[firm].0.iter().sum::<u32>();
        state.pay_index += self.pay_index(firm);
        state.turmoil += turmoil.total();
        state.trust += if turmoil.slow > 0.0 { (-turmoil.slow).exp() } else { 1.0 };
        state.research_share += f64::from(row.research_share);
        state.valuation = self.valuation(firm, self.now());
        let lead = self.expected_lead(firm);
        state.frontier_lead = lead.map(|lead| lead + state.frontier_lead.unwrap_or(0.0));
        state.stars += self.firms.staff[firm][Class::Star];
    }
}
