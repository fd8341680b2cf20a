//! What the scenario says will happen: who leaves by script, what is told of events, and the world that
//! is another one from a date on.

use std::collections::BTreeSet;

use crate::quantity::Class;
use crate::quantity::FirmId;
use crate::quantity::Moment;
use crate::quantity::UnitId;
use crate::random::Address;
use crate::random::Decision;
use crate::scenario::Departure;
use crate::scenario::Destination;
use crate::scenario::Event;
use crate::scenario::EventKind;
use crate::scenario::Leavers;
use crate::scenario::Raise;
use crate::scenario::Raised;
use crate::scenario::Scenario;

use super::Model;
use super::deciding::Decided;
use super::lasting::Lasting;
use super::noise::Noise;
use super::offer::Due;
use super::offer::What;
use super::people::Job;
use super::people::Line;
use super::source::Channel;
use super::source::Proposal;
use super::source::Source;
use super::week::Cause;
use super::week::Happening;
use super::week::Move;
use super::week::Separation;

/// Calls made to find one of another firm before it is let be.
const CALLS: u32 = 64;
use super::week::Week;

/// What the scenario has for somebody in this step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Script {
    /// To leave the present firm.
    Departure(Destination),
    /// To be let go, if he is still there.
    Layoff { firm: FirmId },
    /// To found a firm, by script or not.
    Founding { firm: FirmId, scripted: bool },
    /// To look for another firm, since this one closes, if he is still there; by no script.
    Closing { firm: FirmId },
    /// To go to the firm that has bought the present one, if he is still there.
    Acquihire { target: FirmId, buyer: FirmId, scripted: bool },
}

/// A life in this step without what lies before a departure by script, or before the founding of a firm: who
/// is to depart stays until then.
pub(super) fn until_departure(life: &[Due]) -> &[Due] {
    let departs = |due: &Due| {
        let What::Script(script) = due.what else { return false };
        matches!(script, Script::Departure(_) | Script::Founding { .. })
    };
    life.iter().position(departs).map_or(life, |first| &life[first..])
}

/// Those among whom something is due for whom the scenario has something: an offer does not take anybody.
pub(super) fn of_script(due: &[Due]) -> BTreeSet<u32> {
    let scripted = due.iter().filter(|due| matches!(due.what, What::Script(_)));
    scripted.map(|due| due.person).collect()
}

impl<'a> Model<'a> {
    /// Adds to what is due in this step what the scenario says of people, and what the closing of their firm
    /// means to them.
    pub(super) fn follow_script(&mut self, mut due: Vec<Due>, week: &mut Week) -> Vec<Due> {
        let mut scripted = self.closings();
        let mut since = self.clock.start();
        for event in self.due_events() {
            let moment = event.date.midnight();
            scripted.extend(self.bought(since..moment, &scripted));
            since = moment;
            let more = match &event.kind {
                EventKind::Departure(departure) => self.departing(event, *departure, &scripted),
                EventKind::SpinOff(spin_off) => self.spin_off(event, *spin_off, &scripted, week),
                EventKind::Layoff(layoff) => self.laid_off(event, layoff, &scripted),
                _ => Vec::new(),
            };
            scripted.extend(more);
        }
        scripted.extend(self.bought(since..self.clock.end(), &scripted));
        due.extend(scripted);
        due
    }

    fn departing(&self, event: &Event, departure: Departure, taken: &[Due]) -> Vec<Due> {
        let moment = event.date.midnight();
        let leavers = self.leavers(event, departure.who, taken);
        let script = Script::Departure(departure.destination);
        let script = |person| Due::script(person, moment, script);
        let along = self.along(departure, moment);
        leavers.into_iter().map(script).chain(along).collect()
    }

    /// Who leaves by an event, but for those who are taken already.
    pub(super) fn leavers(&self, event: &Event, who: Leavers, taken: &[Due]) -> Vec<u32> {
        match who {
            Leavers::Role(role) => self.holder(role).into_iter().collect(),
            Leavers::Staff { firm, class, count } => {
                let mut staff = self.staff_of(firm.named_firm(), &[class]);
                let taken = of_script(taken);
                staff.retain(|&person| !self.is_leader(person) && !taken.contains(&person));
                self.draw(Decision::Departure, event, staff, count as usize)
            }
        }
    }

    /// The offers of those whom the holder of a role asks along to the firm that he joins.
    fn along(&self, departure: Departure, moment: Moment) -> Vec<Due> {
        let Leavers::Role(role) = departure.who else { return Vec::new() };
        if departure.asks == 0 || self.scenario.mechanisms.contagion.is_none() {
            return Vec::new();
        }
        let Some(leaver) = self.holder(role) else { return Vec::new() };
        let Some(job) = self.job(leaver as usize) else { return Vec::new() };
        let line = &self.people.line[leaver as usize];
        let to = self.destination(line, job, departure.destination, moment);
        let Some(firm) = to.filter(|&to| to != job.firm) else { return Vec::new() };
        let proposal = Proposal { firm, source: Source::Along(leaver), first: false };
        let key = self.firms.key[firm];
        let asked = self.asked_along(&[leaver], departure.asks, moment);
        asked.into_iter().map(|person| Due::proposal(person, moment, key, proposal)).collect()
    }

    /// What the script has for somebody on a day, in the job then held.
    pub(super) fn scripted(&self, line: &Line, job: Job, day: &[Due]) -> Option<Decided> {
        let (script, moment) = day.iter().find_map(|due| match due.what {
            What::Script(script) => Some((script, due.moment)),
            _ => None,
        })?;
        let job = self.ending(line, job, moment);
        let left = |cause, scripted| {
            let separation = Separation { job, cause, moment, scripted };
            Some(Decided::Separation(separation))
        };
        let (to, channel, scripted) = match script {
            Script::Layoff { firm }
            | Script::Closing { firm }
            | Script::Acquihire { target: firm, .. }
                if firm != job.firm =>
            {
                return None;
            }
            Script::Acquihire { buyer, scripted, .. } => {
                let step = self.acquired(line, job, (buyer, moment), scripted);
                return Some(Decided::Move(step));
            }
            Script::Layoff { .. } => return left(Cause::Dismissal, true),
            Script::Closing { .. } => (self.reentry(line, job, moment), Channel::Reentry, false),
            Script::Founding { firm, scripted } => (Some(firm), Channel::Founding, scripted),
            Script::Departure(destination) => {
                (self.destination(line, job, destination, moment), Channel::Script, true)
            }
        };
        match to {
            Some(to) if to == job.firm => None,
            Some(to) => {
                let fit = self.portability();
                let pay = self.offered_pay(line, job.pay, (to, job.class), fit);
                let [_, unvested] = job.equity;
                // Who is sent somewhere gets what everybody gets there; who founds a firm buys nobody out.
                let is_hired = channel == Channel::Script;
                let bonus = if is_hired { self.buy_out(to) * unvested } else { 0.0 };
                let step = Move { job, to, moment, pay, bonus, perks: 0.0, channel, scripted };
                Some(Decided::Move(step))
            }
            None => left(Cause::LeavingTheField, scripted),
        }
    }

    /// The firm that somebody joins by script; `None` is out of the market.
    fn destination(
        &self,
        line: &Line,
        job: Job,
        destination: Destination,
        moment: Moment,
    ) -> Option<FirmId> {
        match destination {
            Destination::Firm(firm) => Some(firm.named_firm()),
            Destination::Outside => None,
            Destination::Open => {
                let calls = self.first_calls(Decision::Departure, job, moment);
                self.best_of(line, job, moment, calls.into_iter())
            }
        }
    }

    /// Who calls somebody who has to go wherever it may be: as many as call people at the start.
    pub(super) fn first_calls(&self, decision: Decision, job: Job, moment: Moment) -> Vec<FirmId> {
        if self.scenario.mechanisms.recruiting.is_none() {
            return Vec::new();
        }
        let address = Address::of(decision, job.researcher, moment.date()).number(1);
        let (board, mut draws) = (&self.boards.0[job.class], self.luck.at(address));
        let mut call = || {
            let mut callers = (0..CALLS).filter_map(|_| board.first_caller(draws.next_word()));
            callers.find(|&firm| firm != job.firm)
        };
        (0..self.scenario.population.first_offers).filter_map(|_| call()).collect()
    }

    /// Tells of the scripted events of this step, after it has been lived through.
    pub(super) fn tell(&self, week: &mut Week) {
        for event in self.due_events() {
            let (kind, unit, detail) = self.told(event, week);
            let moment = event.date.midnight();
            week.happenings.push(Happening { moment, kind, unit, scripted: true, detail });
        }
        week.happenings.sort_by(|one, other| one.moment.0.total_cmp(&other.moment.0));
    }

    fn told(&self, event: &Event, week: &Week) -> (&'static str, Option<UnitId>, String) {
        match &event.kind {
            EventKind::Campaign(campaign) => {
                let target = self.scenario.unit_name(campaign.target);
                ("campaign", Some(campaign.firm), format!("for people of {target}"))
            }
            EventKind::Ouster { firm, .. } => ("ouster", Some(*firm), String::new()),
            EventKind::Reinstatement { firm } => ("reinstatement", Some(*firm), String::new()),
            EventKind::Departure(departure) => {
                let (unit, detail) = self.departed(event, *departure, week);
                ("departure", unit, detail)
            }
            EventKind::SpinOff(spin_off) => {
                let (unit, detail) = self.departed(event, spin_off.departure(), week);
                ("spin-off", unit, detail)
            }
            EventKind::Layoff(layoff) => {
                let who = of_classes(&layoff.classes, "staff");
                ("layoff", Some(layoff.firm), format!("{} of {who}", percent(layoff.share)))
            }
            EventKind::Funding(funding) => {
                let worth = funding.valuation.map(|sum| format!("worth ${sum}"));
                let posts = (funding.hiring > 0.0)
                    .then(|| format!("{} more posts", percent(funding.hiring)));
                let detail: Vec<String> = worth.into_iter().chain(posts).collect();
                ("funding", Some(funding.firm), detail.join(", "))
            }
            EventKind::Raise(Raise { share, who }) => {
                let (unit, who) = match who {
                    Raised::Staff { firm, classes } => (Some(*firm), of_classes(classes, "staff")),
                    Raised::Researcher { name, .. } => (None, name.clone()),
                };
                ("raise", unit, format!("{} for {who}", percent(*share)))
            }
            EventKind::Tender(tender) => {
                let detail = format!("{} of what has vested", percent(tender.share));
                ("tender", Some(tender.firm), detail)
            }
            EventKind::Letter(letter) => ("letter", Some(letter.firm), String::new()),
            EventKind::Guarantee(guarantee) => {
                let target = self.scenario.unit_name(guarantee.target);
                ("guarantee", Some(guarantee.firm), format!("jobs for all of {target}"))
            }
            EventKind::Acquihire(deal) => ("acquihire", Some(deal.firm), self.told_of_deal(*deal)),
            EventKind::Change(paths) => ("change", None, paths.join(", ")),
        }
    }

    /// Which firm was left by whom, and where to.
    fn departed(
        &self,
        event: &Event,
        departure: Departure,
        week: &Week,
    ) -> (Option<UnitId>, String) {
        let moment = event.date.midnight();
        let is_theirs = |job: &Job| match departure.who {
            Leavers::Role(role) => self.holder(role) == Some(job.person),
            Leavers::Staff { firm, class, .. } => {
                job.firm == firm.named_firm() && job.class == class && !self.is_leader(job.person)
            }
        };
        // People who are bought on the same day are not among them.
        let departs = |step: &&Move| {
            step.scripted && step.channel != Channel::Acquihire && step.moment == moment
        };
        let moves = week.moves.iter().filter(departs);
        let moves = moves.map(|step| (step.job, Some(step.to)));
        let exits = week.separations.iter().filter(|end| {
            end.scripted && end.moment == moment && end.cause == Cause::LeavingTheField
        });
        let exits = exits.map(|end| (end.job, None));
        let left: Vec<_> = moves.chain(exits).filter(|(job, _)| is_theirs(job)).collect();
        let (unit, who) = match departure.who {
            Leavers::Role(role) => {
                let unit = left.first().map(|(job, _)| self.unit(job.firm));
                (unit, self.scenario.role(role).name.clone())
            }
            Leavers::Staff { firm, class, .. } => (Some(firm), format!("{} {class}", left.len())),
        };
        let to = match departure.destination {
            Destination::Firm(firm) => format!(" to {}", self.scenario.unit_name(firm)),
            Destination::Outside => " out of the market".to_owned(),
            Destination::Open => match &left[..] {
                [(_, Some(to))] => format!(" to {}", self.firm_name(*to)),
                [(_, None)] => " out of the market".to_owned(),
                _ => String::new(),
            },
        };
        (unit, who + &to)
    }

    /// Lets the world be the one that is meant from the step to come on.
    pub(super) fn follow_changes(&mut self) {
        let world = self.world_at(self.clock.start());
        if std::ptr::eq(world, self.scenario) {
            return;
        }
        self.scenario = world;
        self.lasting = Lasting::of(self.scenario, self.lasting.take_tenders());
        self.firms.follow(self.scenario);
        self.renew_visibility();
        self.noise = Noise::new(&self.scenario.mechanisms.choice, &self.luck);
    }

    /// The world that is meant at an instant.
    pub(super) fn world_at(&self, moment: Moment) -> &'a Scenario {
        let later = self.first.later.iter().rev().find(|later| later.date.midnight() <= moment);
        later.map_or(self.first, |later| &later.scenario)
    }
}

pub(super) fn percent(share: f64) -> String {
    // Nine decimals: what binary numbers add does not show.
    format!("{}%", (share * 1e11).round() / 1e9)
}

fn of_classes(classes: &[Class], all: &str) -> String {
    if classes.len() == crate::quantity::CLASSES.len() {
        return all.to_owned();
    }
    classes.iter().map(|class| class.name()).collect::<Vec<_>>().join(", ")
}
