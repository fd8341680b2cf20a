//! What a replicate leaves: the columns that tables, charts and metrics are made from.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::Happening;
use crate::model::Market;
use crate::model::UnitState;
use crate::quantity::Class;
use crate::quantity::Column;
use crate::quantity::Date;
use crate::quantity::FirmId;
use crate::quantity::Match;
use crate::quantity::PerClass;
use crate::quantity::RegionId;
use crate::quantity::ResearcherId;
use crate::quantity::UnitId;
use crate::quantity::bin_beginning_with;
use crate::quantity::package_bin;
use crate::scenario::Scenario;
use crate::stats::sum;

use super::AcquisitionRecord;
use super::DecisionRecord;
use super::Extent;
use super::FounderGroup;
use super::FoundingRecord;
use super::Leaver;
use super::LetterRecord;
use super::MatchSum;
use super::MemberStep;
use super::Migration;
use super::OfferCount;
use super::OfferGroup;
use super::Placement;
use super::PositionRecord;
use super::RegionStep;
use super::StarOffer;
use super::TeamRecord;
use super::Worker;

/// One replicate, as it was recorded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct History {
    /// The replicate, from 1.
    pub replicate: u32,
    /// How many of the units are named firms: the first ones are.
    pub named_firms: usize,
    /// The start of the horizon and the day after each step.
    pub dates: Vec<Date>,
    /// For each of these dates, one entry for each named firm and group; on the first date there are
    /// stocks but no flows.
    pub units: Vec<Column<UnitId, UnitStep>>,
    /// For each of these dates, the firms that are not written out; empty where units alone are recorded.
    pub members: Vec<Vec<MemberStep>>,
    /// What those are called.
    pub firm_names: BTreeMap<FirmId, Arc<str>>,
    /// For each of these dates, the market as a whole.
    pub market: Vec<MarketStep>,
    /// What happened to firms, in the order of time.
    pub happenings: Vec<Happening>,
    /// Moves, month by month.
    pub flows: BTreeMap<Flow, u32>,
    /// Jobs at the firms whose spells are recorded, in the order of the steps in which they ended; those that
    /// have not ended last, by researcher.
    pub spells: Vec<Spell>,
    /// The jobs at all other firms, in the same order; none where units alone are recorded.
    pub other_spells: Vec<Spell>,
    /// Of the people employed at the start, how many have left, by named firm or group.
    pub first_staff_lost: Column<UnitId, u32>,
    /// How many of those left because the scenario said so.
    pub first_staff_scripted: Column<UnitId, u32>,
    /// The letters that were signed, in the order of their events.
    pub letters: Vec<LetterRecord>,
    /// The teams that are followed, in the order of the scenario.
    pub teams: Vec<TeamRecord>,
    /// The firms that were bought for their people, in the order of time.
    pub acquisitions: Vec<AcquisitionRecord>,
    /// Of those who took an offer of a named firm or group, how well the missions match at the end of the step;
    /// nobody without **mission**.
    pub hires: Column<UnitId, MatchSum>,
    /// Offers that came to a choice, by what they were.
    pub offers: BTreeMap<OfferGroup, OfferCount>,
    /// Offers to stars by firms that bid for talent, in the order of time.
    pub star_offers: Vec<StarOffer>,
    /// The choices of the people of the firms of which they are recorded, option by option.
    pub decisions: Vec<DecisionRecord>,
    /// The firms that people have founded within the horizon, in the order of time.
    pub foundings: Vec<FoundingRecord>,
    /// Who has left to begin one of them: as a founder, or asked along by one.
    pub founders: BTreeMap<FounderGroup, u32>,
    /// For each of the dates, one entry for each region, if anybody minds them; on the first date there are
    /// stocks but no flows.
    pub regions: Vec<Column<RegionId, RegionStep>>,
    /// Changes of the place of living, month by month.
    pub migration: BTreeMap<Migration, u32>,
    /// What is paid in each region at the end, a year in dollars: percentiles by class as of the whole market.
    pub pay_in: Column<RegionId, PerClass<Option<[f64; 4]>>>,
    /// Who has graduated, in the order of time.
    pub placements: Vec<Placement>,
    /// Who has left the focal firm for another one, in the order of time.
    pub leavers: Vec<Leaver>,
    /// Everybody who has worked at the focal firm within the horizon.
    pub workers: BTreeMap<ResearcherId, Worker>,
    /// Where firms stood at the start and at the end, and some people at the end; of the first replicate alone.
    pub positions: Vec<PositionRecord>,
}

/// A named firm or group after a step: the state, and what happened in the step.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct UnitStep {
    /// The state after the step.
    pub state: UnitState,
    /// People who came, from other firms or from outside.
    pub hires: u32,
    /// How many of those entered the market, and took no post that was open.
    pub entries: u32,
    /// How many of them came from other firms without taking a post that was open: with a letter's unit or a firm that
    /// was bought, or to found the firm.
    pub without_post: u32,
    /// People who left for another firm.
    pub quits: u32,
    /// How many of those left because the scenario said so.
    pub scripted_quits: u32,
    /// How many of those came to leave because somebody had left before: a team-mate, a tie, a leader.
    pub followers: u32,
    /// People who had an offer that was worth more than staying, and stay for what the firm offered against
    /// it.
    pub retained: u32,
    /// Applications that people of other firms sent to this one by themselves.
    pub own_applications: u32,
    /// People dismissed.
    pub dismissals: u32,
    /// People who retired or left the field.
    pub other_separations: u32,
    /// Mere contacts: how often recruiters wrote to people of the firm.
    pub contacts: u64,
    /// People of firms that have joined the group in the step, less those of firms that have left it. None of
    /// them has moved.
    pub regrouped: i64,
}

/// The market as a whole after a step: the state, and what happened in the step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MarketStep {
    /// The state after the step.
    pub state: Market,
    /// Mere contacts by recruiters.
    pub contacts: u64,
    /// Offers made.
    pub offers: u64,
    /// Moves from firm to firm, within groups too.
    pub moves: u64,
}

/// What moves are counted by; `None` is outside the market.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Flow {
    /// The first day of the month.
    pub month: Date,
    /// The firm or group that is left.
    pub from: Option<UnitId>,
    /// The firm or group that is joined.
    pub to: Option<UnitId>,
    /// The class.
    pub class: Class,
    /// Whether the scenario said so, and nobody chose.
    pub scripted: bool,
}

/// One job of one person, so far as it is observed at one firm or group.
#[derive(Debug, Clone, PartialEq)]
pub struct Spell {
    /// Who: origin, class, month of entry and ordinal.
    pub researcher: Arc<str>,
    /// The class.
    pub class: Class,
    /// The firm, or the group that it belonged to.
    pub unit: UnitId,
    /// The day of hire.
    pub start: Date,
    /// The day from which the job is observed there: the hire, the start of the horizon, or the day from which the
    /// firm belongs to the group.
    pub observed_from: Date,
    /// The day it ended, or until which it is observed: the end of the horizon, or the day from which the firm
    /// belongs to another group, with which a spell in that one begins.
    pub end: Date,
    /// How it ended.
    pub ending: Ending,
    /// Whether it ended because the scenario said so.
    pub scripted: bool,
    /// Cash a year at hire and at the end, in dollars.
    pub pay: [f64; 2],
    /// What the equity that is not his yet is worth to the person, at hire and at the end, in dollars.
    pub equity: [f64; 2],
}

/// How a job ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// By joining another firm.
    Quit(UnitId),
    /// By being let go.
    Dismissal,
    /// By retirement or leaving the field.
    OtherSeparation,
    /// Not while it is observed.
    Ongoing,
}

impl History {
    /// Runs one replicate of a scenario and records it.
    pub fn of(scenario: &Scenario, replicate: u32) -> Self {
        Self::recording(Extent::Units, scenario, replicate)
    }

    /// Runs one replicate of a scenario and records so much of it.
    pub fn recording(extent: Extent, scenario: &Scenario, replicate: u32) -> Self {
        super::recorder::record(Self::empty(scenario, replicate), scenario, extent)
    }

    fn empty(scenario: &Scenario, replicate: u32) -> Self {
        Self {
            replicate,
            named_firms: scenario.firms.len(),
            first_staff_lost: vec![0; scenario.units()].into(),
            first_staff_scripted: vec![0; scenario.units()].into(),
            hires: vec![MatchSum::default(); scenario.units()].into(),
            ..Self::default()
        }
    }

    /// One unit's steps, with their dates.
    pub fn steps_of(&self, unit: UnitId) -> impl Iterator<Item = (Date, &UnitStep)> {
        self.dates.iter().zip(&self.units).map(move |(&date, units)| (date, &units[unit]))
    }

    /// The steps of some units together, with their dates: counts are added up, and of turmoil, trust, pay
    /// and research there is the mean over the units.
    pub fn steps_together(&self, units: &[UnitId]) -> impl Iterator<Item = (Date, UnitStep)> {
        let steps = self.dates.iter().zip(&self.units);
        steps.map(|(&date, column)| {
            (date, UnitStep::together(units.iter().map(|&unit| &column[unit])))
        })
    }

    /// The place of the state after the step with a day in it, among the dates: a step holds its first day, and not
    /// the one after its last.
    pub fn step_with(&self, day: Date) -> Option<usize> {
        self.dates.iter().position(|&end| end > day)
    }

    /// How many people a unit employed at the start; 0 before anything was recorded.
    pub fn first_staff(&self, unit: UnitId) -> u32 {
        self.units.first().map_or(0, |units| units[unit].state.headcount)
    }

    /// How many people have left some units for another firm, which may be one of them: all, or those who
    /// chose.
    pub fn quits(&self, units: &[UnitId], unscripted: bool) -> f64 {
        let steps = units.iter().flat_map(|&unit| self.steps_of(unit));
        sum(steps.map(|(_, step)| step.quits(unscripted)))
    }

    /// How many people of a class have left one of some units for another firm: all, or those who chose.
    pub fn quits_of(&self, from: &[UnitId], class: Class, unscripted: bool) -> f64 {
        let counts = |flow: &Flow| {
            let is_theirs = flow.from.is_some_and(|unit| from.contains(&unit));
            let is_quit = is_theirs && flow.class == class && flow.to.is_some();
            is_quit && !(unscripted && flow.scripted)
        };
        let flows = self.flows.iter().filter(|(flow, _)| counts(flow));
        sum(flows.map(|(_, &moves)| f64::from(moves)))
    }

    /// How many people have left one of some units for one of others: all, or those who chose.
    pub fn moves(&self, from: &[UnitId], to: &[UnitId], unscripted: bool) -> f64 {
        let flows = self.flows.iter().filter(|(flow, _)| flow.leads(from, to, unscripted));
        sum(flows.map(|(_, &moves)| f64::from(moves)))
    }
}

impl History {
    /// What became of the offers to people of a class whose package is in a bin from that of a sum of dollars up, which
    /// may be the rounded beginning of it, and whose mission matches that of their employer in a way, if that matters.
    pub fn offers_of(&self, class: Class, least: u64, matched: Option<Match>) -> OfferCount {
        let least = least as f64;
        let first = bin_beginning_with(least).unwrap_or_else(|| package_bin(least));
        let counts = |group: &OfferGroup| {
            let is_match = matched.is_none_or(|matched| matched == group.matched);
            group.class == class && group.bin >= first && is_match
        };
        let counted = self.offers.iter().filter(|(group, _)| counts(group));
        counted.fold(OfferCount::default(), |sum, (_, count)| OfferCount {
            made: sum.made + count.made,
            taken: sum.taken + count.taken,
            countered: sum.countered + count.countered,
        })
    }
}

impl UnitStep {
    /// Some units as one: counts are added up, and of turmoil, trust, pay and research there is the mean over
    /// the units; their lead is the greatest one. What they are worth together is not known, unless there is only one.
    pub fn together<'a>(units: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut units = units.into_iter();
        let Some(&first) = units.next() else { return Self::default() };
        let (mut sum, mut count) = (first, 1.0);
        for unit in units {
            count += 1.0;
            sum.add(unit);
        }
        let state = &mut sum.state;
        for mean in
            [&mut state.pay_index, &mut state.turmoil, &mut state.trust, &mut state.research_share]
        {
            *mean /= count;
        }
        sum
    }

    fn add(&mut self, other: &Self) {
        let (state, others) = (&mut self.state, &other.state);
        state.headcount += others.headcount;
        state.vacancies += others.vacancies;
        state.pay_index += others.pay_index;
        state.turmoil += others.turmoil;
        state.trust += others.trust;
        state.research_share += others.research_share;
        state.stars += others.stars;
        state.open_to_work += others.open_to_work;
        state.valuation = None;
        let leads = [state.frontier_lead, others.frontier_lead].into_iter().flatten();
        state.frontier_lead = leads.max_by(f64::total_cmp);
        self.hires += other.hires;
        self.entries += other.entries;
        self.without_post += other.without_post;
        self.quits += other.quits;
        self.scripted_quits += other.scripted_quits;
        self.followers += other.followers;
        self.retained += other.retained;
        self.own_applications += other.own_applications;
        self.dismissals += other.dismissals;
        self.other_separations += other.other_separations;
        self.contacts += other.contacts;
    }

    /// Open posts that were filled: who enters the market takes none, nor do those who bring their own.
    pub fn posts_filled(&self) -> u32 {
        self.hires - self.entries - self.without_post
    }

    /// People who left for another firm: all, or those who chose.
    pub fn quits(&self, unscripted: bool) -> f64 {
        f64::from(if unscripted { self.quits - self.scripted_quits } else { self.quits })
    }
}
