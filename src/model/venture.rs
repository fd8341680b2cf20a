//! What becomes of the firms that people found: how they grow, whether they succeed or close, and where
//! their people go then.

use crate::quantity::Class;
use crate::quantity::Days;
use crate::quantity::FirmId;
use crate::quantity::Index;
use crate::quantity::Moment;
use crate::quantity::PerClass;
use crate::quantity::UnitId;
use crate::random::Address;
use crate::random::Decision;
use crate::scenario;
use crate::scenario::Vacancies;

use super::Model;
use super::firm::Firms;
use super::firm::Plan;
use super::firm::member;
use super::founding::Start;
use super::layoff::Scale;
use super::offer::Due;
use super::people::Job;
use super::people::Line;
use super::people::Post;
use super::script::Script;
use super::source::Channel;
use super::week::Happening;
use super::week::Move;
use super::week::Regrouping;
use super::week::Week;

/// A firm that somebody has founded since the start of the run, and what has become of it by now.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Founding {
    /// The firm.
    pub firm: FirmId,
    /// When.
    pub moment: Moment,
    /// The named firm or group that the founder left for it.
    pub parent: UnitId,
    /// The position of the founder in the columns of the run; the first of several.
    pub founder: u32,
    /// His class.
    pub class: Class,
    /// With how many people it began: founders, and those whom they asked along.
    pub team: u32,
    /// Whether the scenario said so.
    pub scripted: bool,
    /// What has become of it.
    pub fortune: Fortune,
}

/// What has become of a firm that was founded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fortune {
    /// It is in stealth.
    Running,
    /// It has come out of stealth, at an instant.
    Succeeded(Moment),
    /// It has closed, at an instant.
    Failed(Moment),
}

/// A firm that somebody has founded, as the model keeps it.
#[derive(Debug, Clone)]
pub(super) struct Venture {
    pub(super) founding: Founding,
    parent: FirmId,
    /// Those who began it.
    team: Vec<u32>,
    /// Its people when it began to grow, and when that was.
    base: PerClass<u32>,
    since: Moment,
    /// When its stealth ends, and whether it succeeds then.
    ends: Moment,
    succeeds: bool,
}

impl Venture {
    /// Whether somebody has founded the firm.
    pub(super) fn is_founder(&self, person: u32) -> bool {
        self.founding.founder == person
    }

    fn base_heads(&self) -> f64 {
        f64::from(self.base.0.iter().sum::<u32>())
    }

    /// Planned head-count at an instant: it grows evenly from that of its beginning to the target, and
    /// shrinks to none; none where it has closed.
    pub(super) fn planned(&self, target: f64, ramp: Days, moment: Moment) -> f64 {
        if matches!(self.founding.fortune, Fortune::Failed(_)) {
            return 0.0;
        }
        let elapsed = moment.since(self.since).0.max(0.0);
        let grown = if elapsed < ramp.0 { elapsed / ramp.0 } else { 1.0 };
        self.base_heads() + grown * (target - self.base_heads()).max(0.0)
    }

    /// Posts of a class in a plan of so many heads: those of its beginning, and of the rest a share; all of them
    /// as events have changed the plan.
    pub(super) fn posts(&self, plan: &Plan, heads: f64, (class, scale): (Class, &Scale)) -> u32 {
        if matches!(self.founding.fortune, Fortune::Failed(_)) {
            return 0;
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a head-count")]
        let base = (f64::from(self.base[class]) * scale.staff[class]) as u32;
        let later = (heads - self.base_heads()).max(0.0) * scale.staff[class];
        base + plan.posts_beside(later, class, scale.units[class])
    }
}

impl Firms {
    /// What was founded since the start of the run, if a firm was.
    pub(super) fn venture(&self, firm: FirmId) -> Option<&Venture> {
        self.ventures.get(firm.position().checked_sub(self.first)?)
    }

    /// Whether a firm has closed, or does within the step.
    pub(super) fn is_closed(&self, firm: FirmId) -> bool {
        let failed = |venture: &Venture| matches!(venture.founding.fortune, Fortune::Failed(_));
        self.venture(firm).is_some_and(failed)
    }

    fn heads(&self, firm: FirmId) -> u32 {
        self.staff[firm].0.iter().sum()
    }
}

impl Model<'_> {
    /// The firms that people have founded since the start of the run, in the order of time.
    pub fn foundings(&self) -> impl Iterator<Item = Founding> {
        self.firms.ventures.iter().map(|venture| venture.founding)
    }

    /// The firm that has just been founded by the first of some people.
    pub(super) fn new_venture(
        &self,
        law: &scenario::Founding,
        start: Start<'_>,
        (founder, parent): (u32, FirmId),
        firm: FirmId,
    ) -> Venture {
        let Start { moment, scripted, .. } = start;
        let key = self.firms.key[firm];
        let mut fate = self.luck.at(Address::of_firm(Decision::Fate, key, moment.date()));
        let ends = moment.plus(Days(fate.exponential() * law.stealth_time.0));
        let succeeds = fate.uniform() < law.success.get();
        let founding = Founding {
            firm,
            moment,
            parent: self.unit(parent),
            founder,
            class: self.people.post[founder as usize].class(),
            team: 0,
            scripted,
            fortune: Fortune::Running,
        };
        let base = PerClass::default();
        Venture { founding, parent, team: Vec::new(), base, since: moment, ends, succeeds }
    }

    /// Lets firms come out of stealth or close in the step that begins: a firm does when its time is over,
    /// and closes when it has nobody left. Who works at one that closes leaves at the instant; from the start
    /// of the step on it hires nobody.
    pub(super) fn settle_fortunes(&mut self, week: &mut Week) {
        for number in 0..self.firms.ventures.len() {
            let Venture { founding, ends, succeeds, .. } = self.firms.ventures[number];
            if founding.fortune != Fortune::Running {
                continue;
            }
            if self.firms.heads(founding.firm) == 0 {
                self.end_stealth(number, Fortune::Failed(week.start), week);
            } else if ends < week.end {
                let end = Moment(ends.0.max(week.start.0));
                let fortune = if succeeds { Fortune::Succeeded } else { Fortune::Failed };
                self.end_stealth(number, fortune(end), week);
            }
        }
    }

    fn end_stealth(&mut self, number: usize, fortune: Fortune, week: &mut Week) {
        let founding = &mut self.firms.ventures[number].founding;
        founding.fortune = fortune;
        let Founding { firm, parent, .. } = *founding;
        let unit = self.firms.unit[firm];
        let (moment, kind) = match fortune {
            Fortune::Succeeded(moment) => {
                self.join_group(number, moment, week);
                (moment, "start-up-succeeded")
            }
            Fortune::Failed(moment) => (moment, "start-up-failed"),
            Fortune::Running => return,
        };
        if self.is_told_of(parent) {
            let detail = format!("{}, {} people", self.firm_name(firm), self.firms.heads(firm));
            let unit = Some(unit);
            week.happenings.push(Happening { moment, kind, unit, scripted: false, detail });
        }
    }

    /// Whether what becomes of firms is told that people of a unit have founded: of those that are written
    /// out; the others are many.
    fn is_told_of(&self, parent: UnitId) -> bool {
        parent.position() < self.scenario.firms.len()
    }

    /// Makes a firm that succeeds one of another group: with its policies and the size that it draws there,
    /// but with the mission and the work that it has. It is worth no less than its new like.
    fn join_group(&mut self, number: usize, moment: Moment, week: &mut Week) {
        let Some(law) = self.scenario.mechanisms.founding.as_ref() else { return };
        let firm = self.firms.ventures[number].founding.firm;
        let (from, to) = (self.firms.unit[firm], law.becomes);
        let group = &self.scenario.groups[to.position() - self.scenario.firms.len()];
        let (_, plan) = member(group, self.firms.key[firm], &self.luck, &self.scenario.taste);
        self.firms.plan[firm] = plan;
        let venture = &mut self.firms.ventures[number];
        (venture.base, venture.since) = (self.firms.staff[firm], moment);
        if from == to {
            return;
        }
        self.firms.unit[firm] = to;
        let (worth, like) = (self.firms.worth[firm].value, self.first_worth_in(to));
        self.firms.worth[firm] = self.worth_in(to, worth.max(like.value));
        let heads = self.firms.heads(firm);
        week.regroupings.push(Regrouping { firm, from, to, heads });
    }

    /// What those have before them in this step whose firm closes.
    pub(super) fn closings(&self) -> Vec<Due> {
        let ends = |firm: FirmId| match self.firms.venture(firm)?.founding.fortune {
            Fortune::Failed(moment) => Some(moment),
            Fortune::Running | Fortune::Succeeded(_) => None,
        };
        let start = self.clock.start();
        if !self.foundings().any(|one| ends(one.firm).is_some_and(|moment| moment >= start)) {
            return Vec::new();
        }
        let first = self.firms.first;
        let closing = |(person, post): (u32, &Post)| {
            let firm = post.firm().filter(|firm| firm.position() >= first)?;
            Some(Due::script(person, ends(firm)?, Script::Closing { firm }))
        };
        (0..).zip(&self.people.post).filter_map(closing).collect()
    }

    /// Where somebody goes whose firm closes: to the best of a few firms that call, out of the market if none
    /// does. Who began the firm may be called by the one that he left for it too.
    pub(super) fn reentry(&self, line: &Line, job: Job, moment: Moment) -> Option<FirmId> {
        let calls = self.first_calls(Decision::Reentry, job, moment);
        let back = self.call_back(job, moment);
        self.best_of(line, job, moment, calls.into_iter().chain(back))
    }

    /// The firm that somebody left to begin the one that closes, if it calls him back.
    fn call_back(&self, job: Job, moment: Moment) -> Option<FirmId> {
        let law = self.scenario.mechanisms.founding.as_ref()?;
        let venture = self.firms.venture(job.firm)?;
        let parent = venture.parent;
        if !venture.team.contains(&job.person) || self.firms.is_closed(parent) {
            return None;
        }
        let has_post = self.firms.plan[parent].vacancies == Vacancies::Unlimited
            || self.firms.open[parent][job.class] > 0;
        let address = Address::of(Decision::Reentry, job.researcher, moment.date());
        let calls = self.luck.at(address).uniform() < law.boomerang.get();
        (has_post && calls).then_some(parent)
    }

    /// Notes with whom the firms of this step begin, and tells of those that nobody has scripted.
    pub(super) fn settle_foundings(&mut self, week: &mut Week) {
        for number in (0..self.firms.ventures.len()).rev() {
            let Founding { firm, moment, parent, class, scripted, .. } =
                self.firms.ventures[number].founding;
            if moment < week.start {
                return;
            }
            let joined = week.moves.iter().filter(|step| step.to == firm);
            let team: Vec<u32> = joined.map(|step| step.job.person).collect();
            let venture = &mut self.firms.ventures[number];
            venture.founding.team = u32::try_from(team.len()).expect("fewer than 2^32 people");
            (venture.team, venture.base) = (team, self.firms.staff[firm]);
            if !scripted && self.is_told_of(parent) {
                let others = self.firms.ventures[number].founding.team.saturating_sub(1);
                let detail = format!("{class} and {others} others to {}", self.firm_name(firm));
                let (kind, unit) = ("spin-off", Some(parent));
                week.happenings.push(Happening { moment, kind, unit, scripted, detail });
            }
        }
    }

    /// The name of a firm: what is founded in a run is called by its founder and the day, such as
    /// `cedar.star/2023-01/17/2024-02-29`.
    pub fn firm_name(&self, firm: FirmId) -> String {
        match self.firms.venture(firm) {
            Some(Venture { founding, .. }) => {
                let founder = self.researcher_name(founding.founder, founding.class);
                format!("{founder}/{}", founding.moment.date())
            }
            None => self.firms.name(self.scenario, firm),
        }
    }

    /// Whether somebody has left to begin a firm: as its founder, or asked along by him.
    pub fn is_beginning(&self, step: &Move) -> bool {
        let venture = self.firms.venture(step.to);
        step.channel == Channel::Founding
            || venture.is_some_and(|venture| venture.founding.moment == step.moment)
    }

    /// Whether somebody who moves fills a post that was open: for a unit that comes as a whole, and for those who begin
    /// a firm, there are posts of their own.
    pub fn fills_post(&self, step: &Move) -> bool {
        !matches!(step.channel, Channel::Letter | Channel::Acquihire) && !self.is_beginning(step)
    }

    /// The name of a firm that was founded in the run, as tables have it.
    pub fn name_of(&self, founding: &Founding) -> String {
        self.firm_name(founding.firm)
    }
}
