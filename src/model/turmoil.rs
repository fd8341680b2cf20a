//! **turmoil**: a fast part and a slow part, both falling by half-lives since the last event.

use crate::quantity::Class;
use crate::quantity::Column;
use crate::quantity::DAYS_PER_YEAR;
use crate::quantity::Days;
use crate::quantity::FirmId;
use crate::quantity::HalfLife;
use crate::quantity::Index;
use crate::quantity::Moment;
use crate::random::Address;
use crate::random::Decision;
use crate::scenario;
use crate::scenario::Departure;
use crate::scenario::Event;
use crate::scenario::EventKind;
use crate::scenario::Leavers;

use super::Model;
use super::week::Cause;
use super::week::Happening;
use super::week::Week;

/// The turmoil of a firm at an instant: between two steps that of the step to come. What it is later follows
/// by itself.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Turmoil {
    pub(super) fast: f64,
    pub(super) slow: f64,
    pub(super) as_of: Moment,
}

/// A sudden change of a firm's turmoil within the present step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shock {
    pub(super) firm: FirmId,
    pub(super) moment: Moment,
    change: Change,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Change {
    Jump(f64),
    Keep(f64),
}

impl Shock {
    /// A jump at a firm.
    pub(super) fn jump(firm: FirmId, moment: Moment, by: f64) -> Self {
        Self { firm, moment, change: Change::Jump(by) }
    }
}

impl Turmoil {
    /// Fast and slow together: what people feel.
    pub(super) fn total(self) -> f64 {
        self.fast + self.slow
    }

    fn later(self, moment: Moment, law: &scenario::Turmoil) -> Self {
        if self.total() <= 0.0 {
            return Self { as_of: moment, ..self };
        }
        if moment <= self.as_of {
            return self;
        }
        let elapsed = Days(moment.since(self.as_of).0.max(0.0));
        let left = |turmoil: f64, half_life: HalfLife| {
            // Of nothing there is nothing left.
            if turmoil.abs() > 0.0 { turmoil * half_life.left_after(elapsed) } else { turmoil }
        };
        Self {
            fast: left(self.fast, law.fast_half_life),
            slow: left(self.slow, law.slow_half_life),
            as_of: moment,
        }
    }

    fn shaken(self, change: Change, law: &scenario::Turmoil) -> Self {
        match change {
            Change::Jump(jump) => {
                let slow = law.slow_share.get() * jump;
                Self { fast: self.fast + jump - slow, slow: self.slow + slow, ..self }.capped(law)
            }
            Change::Keep(left) => self.times(left),
        }
    }

    /// No more than the law allows, fast and slow in their proportion.
    fn capped(self, law: &scenario::Turmoil) -> Self {
        let Some(cap) = law.cap else { return self };
        if self.total() > cap.get() { self.times(cap.get() / self.total()) } else { self }
    }

    fn times(self, factor: f64) -> Self {
        Self { fast: self.fast * factor, slow: self.slow * factor, ..self }
    }
}

impl Model<'_> {
    /// Notes what shakes firms in this step: events, and crises of their own. Firm by firm, and each in
    /// the order of time.
    pub(super) fn shake(&mut self, week: &mut Week) {
        let Some(law) = &self.scenario.mechanisms.turmoil else { return };
        let mut shocks: Vec<Shock> =
            self.due_events().filter_map(|event| self.shock(event, law)).collect();
        for (firm, moment) in self.crises(law, week) {
            shocks.push(Shock { firm, moment, change: Change::Jump(law.crisis_jump) });
            if self.scenario.firms.get(firm.position()).is_some() {
                let (unit, detail) =
                    (Some(self.unit(firm)), format!("turmoil +{}", law.crisis_jump));
                let kind = "crisis";
                week.happenings.push(Happening { moment, kind, unit, scripted: false, detail });
            }
        }
        self.shocks.clear();
        self.add_shocks(shocks);
    }

    /// Adds shocks to those of this step; calm firms stay so without **turmoil**.
    pub(super) fn add_shocks(&mut self, shocks: Vec<Shock>) {
        if self.scenario.mechanisms.turmoil.is_none() {
            return;
        }
        self.shocks.extend(shocks);
        self.shocks.sort_by(|one, other| {
            one.firm.cmp(&other.firm).then(one.moment.0.total_cmp(&other.moment.0))
        });
    }

    /// The jump at a leader's exit.
    pub(super) fn departure_jump(&self) -> f64 {
        self.scenario.mechanisms.turmoil.as_ref().map_or(0.0, |law| law.departure_jump)
    }

    /// What an event does to turmoil.
    fn shock(&self, event: &Event, law: &scenario::Turmoil) -> Option<Shock> {
        let (firm, change) = match &event.kind {
            EventKind::Ouster { firm, jump } => {
                (firm.named_firm(), Change::Jump(jump.unwrap_or(law.ouster_jump)))
            }
            EventKind::Reinstatement { firm } => {
                (firm.named_firm(), Change::Keep(law.left_after_reinstatement.get()))
            }
            EventKind::Departure(departure) => self.shock_of_departure(*departure, law)?,
            EventKind::SpinOff(spin_off) => self.shock_of_departure(spin_off.departure(), law)?,
            EventKind::Layoff(layoff) => {
                let firm = layoff.firm.named_firm();
                let share = layoff.share * self.share_of_classes(firm, &layoff.classes);
                (firm, Change::Jump(law.layoff_jump * share))
            }
            EventKind::Campaign(_)
            | EventKind::Funding(_)
            | EventKind::Raise(_)
            | EventKind::Tender(_)
            | EventKind::Letter(_)
            | EventKind::Guarantee(_)
            // Its people may go later, or not at all: **acquihire** says when.
            | EventKind::Acquihire(_)
            | EventKind::Change(_) => return None,
        };
        Some(Shock { firm, moment: event.date.midnight(), change })
    }

    fn shock_of_departure(
        &self,
        departure: Departure,
        law: &scenario::Turmoil,
    ) -> Option<(FirmId, Change)> {
        let (firm, own) = match departure.who {
            Leavers::Staff { firm, .. } => (firm.named_firm(), 0.0),
            Leavers::Role(role) => {
                let holder = self.holder(role)?;
                let employer = self.people.post[holder as usize].firm()?;
                let leads = self.is_leader_at(holder, employer);
                (employer, if leads { law.departure_jump } else { 0.0 })
            }
        };
        Some((firm, Change::Jump(departure.jump.unwrap_or(own))))
    }

    /// The share of a firm's people who are of some classes.
    fn share_of_classes(&self, firm: FirmId, classes: &[Class]) -> f64 {
        let staff = &self.firms.staff[firm];
        let theirs: u32 = classes.iter().map(|&class| staff[class]).sum();
        f64::from(theirs) / f64::from(staff.0.iter().sum::<u32>().max(1))
    }

    /// The crises of this step: Poisson streams of the same rate at all firms that have people. One hash
    /// for each firm says whether there is any.
    fn crises(&self, law: &scenario::Turmoil, week: &Week) -> Vec<(FirmId, Moment)> {
        let (date, length) = (self.clock.date(), self.clock.length());
        let per_day = law.crisis_rate / DAYS_PER_YEAR;
        let any = -(-per_day * length.0).exp_m1();
        let screen = self.luck.screen(Decision::Crisis, date);
        let mut crises = Vec::new();
        for (firm, &key) in self.firms.key.iter() {
            let is_hit = f64::from(screen.of_firm(key)) < any * 4_294_967_296.0;
            if is_hit && week.headcount_before[firm] > 0 {
                let mut draws = self.luck.at(Address::of_firm(Decision::Crisis, key, date));
                // The first, given that there is one; then as long as the step lasts.
                let mut after = -(-draws.uniform() * any).ln_1p() / per_day;
                while after < length.0 {
                    crises.push((firm, self.clock.start().plus(Days(after))));
                    after += draws.exponential() / per_day;
                }
            }
        }
        crises
    }

    fn shocks_of(&self, firm: FirmId) -> &[Shock] {
        let first = self.shocks.partition_point(|shock| shock.firm < firm);
        let own = self.shocks[first..].partition_point(|shock| shock.firm == firm);
        &self.shocks[first..first + own]
    }

    /// The turmoil of a firm at an instant of this step.
    pub(super) fn turmoil_at(&self, firm: FirmId, moment: Moment) -> Turmoil {
        let start = self.firms.row[firm].turmoil;
        let Some(law) = &self.scenario.mechanisms.turmoil else { return start };
        if self.shocks.is_empty() {
            return start.later(moment, law);
        }
        let shocks = self.shocks_of(firm).iter().take_while(|shock| shock.moment <= moment);
        let shaken = shocks.fold(start, |turmoil, shock| {
            turmoil.later(shock.moment, law).shaken(shock.change, law)
        });
        shaken.later(moment, law)
    }

    /// The greatest turmoil of a firm in this step: at its start, or right after a shock.
    pub(super) fn greatest_turmoil(&self, firm: FirmId) -> f64 {
        let shocks = self.shocks_of(firm).iter();
        shocks
            .map(|shock| self.turmoil_at(firm, shock.moment).total())
            .fold(self.firms.row[firm].turmoil.total(), f64::max)
    }

    /// The greatest turmoil of any member of a group in this step.
    pub(super) fn greatest_turmoil_of_members(&self) -> f64 {
        let first = self.scenario.firms.len();
        let shaken = self.shocks.iter().filter(|shock| shock.firm.position() >= first);
        let shaken = shaken.map(|shock| self.turmoil_at(shock.firm, shock.moment).total());
        let members = self.firms.row.values()[first..].iter().map(|row| row.turmoil.total());
        shaken.chain(members).fold(0.0, f64::max)
    }

    /// Settles in the state of the firms the shocks of the step, what time does to them, and at its end what
    /// their losses of people do.
    pub(super) fn settle_turmoil(&mut self, week: &Week) {
        let Some(law) = &self.scenario.mechanisms.turmoil else { return };
        for shock in std::mem::take(&mut self.shocks) {
            let turmoil = &mut self.firms.row[shock.firm].turmoil;
            *turmoil = turmoil.later(shock.moment, law).shaken(shock.change, law);
        }
        self.age_turmoil(week.end, law);
        if law.rise_per_share_lost <= 0.0 {
            return;
        }
        for (firm, &lost) in self.lost(week).iter() {
            if lost > 0 {
                let share = f64::from(lost) / f64::from(week.headcount_before[firm].max(lost));
                let rise = Change::Jump(law.rise_per_share_lost * share);
                let turmoil = &mut self.firms.row[firm].turmoil;
                *turmoil = turmoil.shaken(rise, law);
            }
        }
    }

    /// How many people every firm has lost in a step, but for those laid off by script, since a layoff has
    /// a jump of its own, for graduates who leave the place of graduation, since nobody wonders at that, and
    /// for those whose firm has closed.
    fn lost(&self, week: &Week) -> Column<FirmId, u32> {
        let mut lost: Column<FirmId, u32> = vec![0; week.headcount_before.len()].into();
        for step in &week.moves {
            lost[step.job.firm] += u32::from(!self.is_where_he_graduated(step.job));
        }
        for end in &week.separations {
            let is_layoff = end.scripted && end.cause == Cause::Dismissal;
            lost[end.job.firm] += u32::from(!is_layoff);
        }
        for founding in self.foundings().filter(|one| self.firms.is_closed(one.firm)) {
            lost[founding.firm] = 0;
        }
        lost
    }

    /// What is left at an instant of this step of a unit of fast and of slow turmoil at its start.
    pub(super) fn left_at(&self, moment: Moment) -> Turmoil {
        let unit = Turmoil { fast: 1.0, slow: 1.0, as_of: self.clock.start() };
        let law = self.scenario.mechanisms.turmoil.as_ref();
        law.map_or(unit, |law| unit.later(moment, law))
    }

    /// The firms that something shakes in this step, ascending, each as often as that happens.
    pub(super) fn shaken(&self) -> impl Iterator<Item = FirmId> {
        self.shocks.iter().map(|shock| shock.firm)
    }

    /// Brings the turmoil of all firms to the end of the step: those without a shock in it by the same two
    /// factors.
    fn age_turmoil(&mut self, end: Moment, law: &scenario::Turmoil) {
        let (start, whole) = (self.clock.start(), self.left_at(end));
        for row in self.firms.row.values_mut() {
            let turmoil = &mut row.turmoil;
            if turmoil.as_of > start {
                *turmoil = turmoil.later(end, law);
            } else {
                turmoil.fast *= whole.fast;
                turmoil.slow *= whole.slow;
                turmoil.as_of = end;
            }
        }
    }
}
