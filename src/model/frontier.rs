//! **frontier**: how far ahead a firm is, how far people think it is, and whom that draws.
//!
//! The lead of a firm is its path and a deviation, which follows the firm's talent and training budget with
//! a lag. What people expect is less for a while after leaders and stars have left. Both are closed forms of
//! the time between two steps, firm by firm; a firm without a path is not in the race.

use std::collections::BTreeMap;

use crate::quantity::Class;
use crate::quantity::FirmId;
use crate::quantity::Index;
use crate::quantity::Moment;
use crate::scenario::Frontier;

use super::Model;
use super::firm::Firms;
use super::parallel::for_each;
use super::people::Job;
use super::people::Line;
use super::week::Cause;
use super::week::Week;

/// Months in which a lead is worth its weight: those of a year.
pub(super) const MONTHS_OF_WEIGHT: f64 = 12.0;
/// Talent per post counts as at least this part of what it was, and at most its inverse: an empty firm has
/// no logarithm.
const LEAST_TALENT: f64 = 0.1;
/// The share of its posts that a new firm has filled when its talent is first measured.
const STAFFED: f64 = 0.5;

/// What moves the lead of a firm away from its path, as of the start of the step; all but talent in months.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Lead {
    /// The sum of exp(log-talent) over its people.
    talent: f64,
    /// What that came to for each post when it was first measured, if it was.
    first_talent: Option<f64>,
    /// The logarithm of its training budget over the greatest one when it first had one.
    first_budget: Option<f64>,
    /// How far the lead is from its path.
    deviation: f64,
    /// Where that tends to.
    target: f64,
    /// By how much people expect less since leaders and stars have left.
    fall: f64,
    /// Its stars.
    stars: u32,
}

impl Firms {
    /// Notes that somebody has joined (`sign` 1) or left (`sign` -1) a firm, where there is a race at any time.
    pub(super) fn note_talent(&mut self, firm: FirmId, line: &Line, sign: f64) {
        if self.has_race {
            self.lead[firm].talent += sign * f64::from(line.talent).exp();
        }
    }
}

impl Lead {
    /// What talent and budget make of the deviation in the long run:
    /// `response ln(Q / Q_first) + compute-response (b - b_first)`, with talent Q per planned post and the
    /// logarithm b of the budget over the greatest one.
    fn tend(&mut self, law: &Frontier, planned: f64, budget: Option<f64>) {
        let talent = self.first_talent.filter(|_| planned > 0.0).map_or(0.0, |first| {
            (self.talent / (planned * first)).clamp(LEAST_TALENT, 1.0 / LEAST_TALENT).ln()
        });
        self.first_budget = self.first_budget.or(budget);
        let budget = budget.zip(self.first_budget).map_or(0.0, |(now, first)| now - first);
        self.target = law.response * talent + law.compute_response * budget;
    }

    /// Measures talent per post, if that has not been done: of a firm that is there at the start by its plan,
    /// of a new one by its people, as soon as half of its posts are filled.
    fn measure(&mut self, heads: u32, planned: f64, at_start: bool) {
        let heads = f64::from(heads);
        let posts = if at_start { planned } else { heads };
        let is_staffed = at_start || heads >= STAFFED * planned;
        if self.first_talent.is_none() && heads > 0.0 && posts > 0.0 && is_staffed {
            self.first_talent = Some(self.talent / posts);
        }
    }
}

/// The stars of a firm who have left it in the present step.
#[derive(Debug, Default)]
struct Gone {
    /// When the last of them left.
    last: Option<Moment>,
    /// How many left before that instant, and how many at it.
    earlier: u32,
    then: u32,
}

impl Gone {
    /// Notes one more, who is not earlier than the last, and says how many left before his instant.
    fn before(&mut self, moment: Moment) -> u32 {
        if self.last != Some(moment) {
            *self = Self { last: Some(moment), earlier: self.earlier + self.then, then: 0 };
        }
        self.then += 1;
        self.earlier
    }
}

impl Model<'_> {
    /// What the path of a firm's lead comes to as of the start of the step, if it is in the race.
    fn path_of_lead(&self, firm: FirmId) -> Option<f64> {
        *self.firms.paths_of_leads.get(self.firms.unit[firm].position())?
    }

    /// Reads the paths of all units.
    fn read_paths_of_leads(&mut self) {
        let now = self.clock.start();
        let named = self.scenario.firms.iter().map(|firm| firm.lead.as_ref());
        let groups = self.scenario.groups.iter().map(|group| group.lead.as_ref());
        let paths = named.chain(groups).map(|path| path.map(|path| path.at(now)));
        self.firms.paths_of_leads = paths.collect();
    }

    /// The lead that people expect of a firm at the start of the step, in months; none if it is not in the
    /// race.
    pub(super) fn expected_lead(&self, firm: FirmId) -> Option<f64> {
        let path = self.path_of_lead(firm)?;
        let Lead { deviation, fall, .. } = self.firms.lead[firm];
        Some(path + deviation - fall)
    }

    /// Notes the lead of a firm that is founded in the step, as of its start.
    #[expect(clippy::cast_possible_truncation, reason = "months need few digits")]
    pub(super) fn note_lead_of_new(&mut self, firm: FirmId) {
        if let Some(expected) = self.expected_lead(firm) {
            self.firms.row[firm].lead = expected as f32;
        }
    }

    /// Leads at the start of the step to come, and where talent and budgets now drive them.
    pub(super) fn follow_leads(&mut self) {
        self.firms.paths_of_leads.clear();
        let Some(law) = self.scenario.mechanisms.frontier else { return };
        self.read_paths_of_leads();
        let now = self.clock.start();
        let at_start = self.clock.date() == self.clock.first_day();
        let (sizes, budgets) = (self.planned_sizes(now), self.budgets_to_greatest(now));
        let people = self.people.len();
        let mut leads = std::mem::take(&mut self.firms.lead);
        for_each(leads.values_mut(), people, |number, lead| {
            let firm = FirmId::at(number);
            if self.path_of_lead(firm).is_none() {
                return;
            }
            let staff = self.firms.staff[firm];
            lead.stars = staff[Class::Star];
            lead.measure(staff.0.iter().sum(), sizes[firm], at_start);
            lead.tend(&law, sizes[firm], budgets.get(number).copied().flatten());
        });
        self.firms.lead = leads;
        let mut rows = std::mem::take(&mut self.firms.row);
        for_each(rows.values_mut(), people, |number, row| {
            #[expect(clippy::cast_possible_truncation, reason = "months need few digits")]
            let expected = self.expected_lead(FirmId::at(number)).map(|lead| lead as f32);
            // Who has none any longer is taken to be at the frontier.
            row.lead = expected.unwrap_or(0.0);
        });
        self.firms.row = rows;
    }

    /// The logarithm of the training budget of each named firm over the greatest one; none of those that
    /// train no model.
    fn budgets_to_greatest(&self, now: Moment) -> Vec<Option<f64>> {
        let firms = 0..self.scenario.firms.len();
        let budgets = firms.map(|firm| self.training_budget(FirmId::at(firm), now));
        let budgets: Vec<Option<f64>> = budgets.collect();
        let greatest = budgets.iter().flatten().copied().fold(0.0, f64::max);
        budgets.iter().map(|budget| Some((budget.as_ref()? / greatest).ln())).collect()
    }

    /// Moves deviations on to the end of the step, and lets what people expect fall by its exits.
    pub(super) fn settle_leads(&mut self, week: &Week) {
        let Some(law) = self.scenario.mechanisms.frontier else { return };
        let length = self.clock.length();
        let (left, remembered) = ((-length.0 / law.lag.0).exp(), law.memory.left_after(length));
        for lead in self.firms.lead.values_mut() {
            lead.deviation = lead.target + (lead.deviation - lead.target) * left;
            lead.fall *= remembered;
        }
        for (firm, moment, fall) in self.falls(&law, week) {
            self.firms.lead[firm].fall += fall * law.memory.left_after(week.end.since(moment));
        }
    }

    /// By how many months what is expected of firms falls at the exits of a step: of leaders, and of stars by
    /// their share of those who were there until then. Nobody wonders who is let go, or that graduates leave the
    /// place of graduation.
    fn falls(&self, law: &Frontier, week: &Week) -> Vec<(FirmId, Moment, f64)> {
        let moves = week.moves.iter().map(|step| (step.job, step.moment, true));
        let ends = week.separations.iter();
        let ends = ends.map(|end| (end.job, end.moment, end.cause == Cause::LeavingTheField));
        let mut exits: Vec<(Job, Moment, bool)> =
            moves.chain(ends).filter(|(job, ..)| self.path_of_lead(job.firm).is_some()).collect();
        exits.sort_by(|one, other| one.1.0.total_cmp(&other.1.0));
        let mut gone = BTreeMap::new();
        let fall = |(job, moment, is_his_will): (Job, Moment, bool)| {
            let Job { firm, class, person, .. } = job;
            let leads = self.is_leader_at(person, firm);
            let leader = if leads { law.leader_exit } else { 0.0 };
            let star = if class == Class::Star {
                let before = gone.entry(firm).or_insert_with(Gone::default).before(moment);
                law.star_exit / f64::from(self.firms.lead[firm].stars.saturating_sub(before).max(1))
            } else {
                0.0
            };
            let is_missed = is_his_will && !self.is_where_he_graduated(job);
            (is_missed && leader + star > 0.0).then_some((firm, moment, leader + star))
        };
        exits.into_iter().filter_map(fall).collect()
    }

    /// By what a firm multiplies the applications that people would send to it by themselves, from 0 to 2:
    /// `2 / (1 + exp(-magnet x))` with `x = lead / 12 + ln((1 + stars) / (1 + usual stars))`, so that it is 1
    /// for a firm at the frontier with the usual number of stars.
    pub(super) fn attraction(&self, firm: FirmId) -> f64 {
        let Some(law) = &self.scenario.mechanisms.frontier else { return 1.0 };
        let stars = f64::from(self.firms.staff[firm][Class::Star]);
        let lead = f64::from(self.firms.row[firm].lead) / MONTHS_OF_WEIGHT;
        let x = lead + stars.ln_1p() - law.usual_stars.ln_1p();
        2.0 / (1.0 + (-law.magnet * x).exp())
    }
}
