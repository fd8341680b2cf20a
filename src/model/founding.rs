//! **founding**: people leave and found firms of their own.
//!
//! Whoever founds a firm is found like whoever is called: everybody's hash is held against a bound, the
//! greatest of his class, and only for the few below it their own rate is asked for. The hash is the same
//! whatever the bound, so that turmoil at one firm founds none at another. The firm is there from the
//! instant on, under a key that is made of its founder and the day.

use crate::quantity::Class;
use crate::quantity::Days;
use crate::quantity::FirmId;
use crate::quantity::FirmKey;
use crate::quantity::Moment;
use crate::quantity::PerClass;
use crate::random::Address;
use crate::random::Decision;
use crate::scenario::Event;
use crate::scenario::Founding;
use crate::scenario::Leavers;
use crate::scenario::SpinOff;

use super::Model;
use super::firm::member;
use super::firm::named;
use super::offer::Due;
use super::offer::What;
use super::people::Job;
use super::rates::any;
use super::rates::threshold;
use super::script::Script;
use super::source::Proposal;
use super::source::Source;
use super::week::Week;

/// The log-talent at which firms are founded at the rate of the mechanism: about the least of a star.
const REFERENCE_TALENT: f64 = 2.0;

/// Somebody who will found a firm in this step.
#[derive(Debug, Clone, Copy)]
pub(super) struct Intent {
    person: u32,
    moment: Moment,
}

/// What is founded together: by whom, when, and whether the scenario says so.
#[derive(Debug, Clone, Copy)]
pub(super) struct Start<'a> {
    pub(super) founders: &'a [u32],
    pub(super) moment: Moment,
    pub(super) asks: u32,
    pub(super) scripted: bool,
}

impl Model<'_> {
    /// Who might found a firm in a step, class by class: the bounds are those of the greatest talent of a class and
    /// the greatest fame, in the greatest turmoil (of members of groups it is given), at a brand at full risk.
    pub(super) fn founding_bounds(&self, of_members: f64) -> PerClass<u32> {
        let Some(law) = &self.scenario.mechanisms.founding else { return PerClass::default() };
        let turmoil = named(self.scenario)
            .map(|(firm, _)| self.greatest_turmoil(firm))
            .fold(of_members, f64::max);
        let roles = &self.scenario.roles;
        PerClass::from_fn(|class| {
            let talents = roles.iter().filter(|role| role.class == class);
            let talent = talents
                .filter_map(|role| role.talent)
                .fold(self.scenario.classes[class].talent.almost_greatest(), f64::max);
            let most = self.foundings_per_day(law, talent, 1.0, turmoil) * self.greatest_fame();
            // One more, for what is lost in rounding.
            threshold(any(most * self.clock.length().0)).saturating_add(1)
        })
    }

    /// Firms that somebody founds a day, by log-talent, the risk of his employer's brand and its turmoil:
    /// `rate * exp(talent * (min(a, top) - 2) + brand-risk * risk + turmoil * Psi) * funding`.
    fn foundings_per_day(&self, law: &Founding, talent: f64, risk: f64, turmoil: f64) -> f64 {
        let raised = law.talent * (talent.min(law.top_talent) - REFERENCE_TALENT)
            + law.brand_risk * risk
            + law.turmoil * turmoil;
        law.rate.per_day() * law.funding.at(self.clock.start()) * raised.exp()
    }

    /// How much the brand of a firm has to lose, as of the start of the step.
    fn brand_risk(&self, firm: FirmId) -> f64 {
        let unit = usize::from(self.firms.unit[firm].0);
        match self.scenario.firms.get(unit) {
            Some(firm) => firm.brand_risk.at(self.clock.start()),
            None => self.scenario.groups[unit - self.scenario.firms.len()].brand_risk,
        }
    }

    /// When somebody founds a firm in this step, if he does: the first instant of a Poisson stream at the
    /// rate for the greatest turmoil of his employer, thinned to that of the instant.
    pub(super) fn intent(&self, person: usize, hash: u32) -> Option<Intent> {
        let law = self.scenario.mechanisms.founding.as_ref()?;
        let firm = self.people.post[person].firm()?;
        let talent = f64::from(self.people.line[person].talent);
        let risk = self.brand_risk(firm);
        let fame = self.fame(u32::try_from(person).expect("fewer than 2^32 people"));
        let rate = |turmoil| self.foundings_per_day(law, talent, risk, turmoil) * fame;
        let (most, length) = (rate(self.greatest_turmoil(firm)), self.clock.length().0);
        let any = any(most * length);
        if hash >= threshold(any) {
            return None;
        }
        let address = Address::of(Decision::Founding, self.people.id[person], self.clock.date());
        let mut draws = self.luck.at(address);
        let mut after = -(-draws.uniform() * any).ln_1p() / most;
        while after < length {
            let moment = self.clock.start().plus(Days(after));
            let counts = draws.uniform() * most < rate(self.turmoil_at(firm, moment).total());
            if counts && self.may_found(person, moment) {
                let person = u32::try_from(person).expect("fewer than 2^32 people");
                return Some(Intent { person, moment });
            }
            after += draws.exponential() / most;
        }
        None
    }

    /// Nobody founds a firm before he has entered, where he graduated, with a departure by script ahead, or
    /// at a firm that he has founded himself.
    fn may_found(&self, person: usize, moment: Moment) -> bool {
        let is_own = |job: Job| {
            self.firms.venture(job.firm).is_some_and(|venture| venture.is_founder(job.person))
        };
        self.people.has_entered(person, moment)
            && !self.is_bound(person, moment)
            && self
                .unpaid(person)
                .is_some_and(|job| !self.is_where_he_graduated(job) && !is_own(job))
    }

    /// Lets those found firms who will in this step, but for those for whom the scenario has something else.
    pub(super) fn found(&mut self, mut due: Vec<Due>, week: &mut Week) -> Vec<Due> {
        let mut intents = std::mem::take(&mut self.intents);
        let is_scripted = |person| {
            due.iter().any(|due| due.person == person && matches!(due.what, What::Script(_)))
        };
        intents.retain(|intent| !is_scripted(intent.person));
        let id = |person: u32| self.people.id[person as usize];
        intents.sort_by(|one, other| {
            one.moment.0.total_cmp(&other.moment.0).then(id(one.person).cmp(&id(other.person)))
        });
        let asks = self.scenario.mechanisms.founding.as_ref().map_or(0, |law| law.asks);
        for Intent { person, moment } in intents {
            let start = Start { founders: &[person], moment, asks, scripted: false };
            let founded = self.open_firm(start, week);
            due.extend(founded.into_iter().flat_map(|firm| self.begin(start, firm)));
        }
        due
    }

    /// What a spin-off by script has for its founders, and for those whom they ask along.
    pub(super) fn spin_off(
        &mut self,
        event: &Event,
        spin_off: SpinOff,
        taken: &[Due],
        week: &mut Week,
    ) -> Vec<Due> {
        let moment = event.date.midnight();
        let mut founders = self.leavers(event, spin_off.who, taken);
        if let Leavers::Role(_) = spin_off.who {
            founders.retain(|&person| self.people.post[person as usize].firm().is_some());
        }
        let start = Start { founders: &founders, moment, asks: spin_off.asks, scripted: true };
        let firm = match spin_off.into {
            Some(firm) => Some(firm.named_firm()),
            None => self.open_firm(start, week),
        };
        firm.map_or_else(Vec::new, |firm| self.begin(start, firm))
    }

    /// The founders leave for a firm, and those whom they ask along have an offer from it.
    fn begin(&self, start: Start<'_>, firm: FirmId) -> Vec<Due> {
        let Start { founders, moment, asks, scripted } = start;
        let found = Script::Founding { firm, scripted };
        let found = |&person: &u32| Due::script(person, moment, found);
        let key = self.firms.key[firm];
        let asking = founders.first().filter(|_| self.scenario.mechanisms.contagion.is_some());
        let along = asking.into_iter().flat_map(|&leaver| {
            let proposal = Proposal { firm, source: Source::Along(leaver), first: false };
            let mut asked = self.asked_along(founders, asks, moment);
            asked.retain(|person| !founders.contains(person));
            asked.into_iter().map(move |person| Due::proposal(person, moment, key, proposal))
        });
        founders.iter().map(found).chain(along).collect()
    }

    /// A new firm of the group that firms begin in: it stands where the first of its founders does, and is
    /// otherwise like a member of the group.
    fn open_firm(&mut self, start: Start<'_>, week: &mut Week) -> Option<FirmId> {
        let law = self.scenario.mechanisms.founding.as_ref()?;
        let &founder = start.founders.first()?;
        let (person, into) = (founder as usize, law.into);
        let parent = self.people.post[person].firm()?;
        let key = FirmKey::of_founder(self.people.id[person], start.moment.date());
        let group = &self.scenario.groups[usize::from(into.0) - self.scenario.firms.len()];
        let (mut row, plan) = member(group, key, &self.luck, &self.scenario.taste);
        row.position = self.people.line[person].position;
        let sites = self.sites_of_new(key, &group.regions);
        let firm = self.firms.push(key, into, row, plan);
        self.firms.sites.push(sites);
        self.firms.drift[firm] = self.drift_of_rivals();
        self.firms.worth[firm] = self.first_worth_in(into);
        let venture = self.new_venture(law, start, (founder, parent), firm);
        self.firms.ventures.push(venture);
        let is_star = |&&founder: &&u32| self.people.post[founder as usize].class() == Class::Star;
        let stars = start.founders.iter().filter(is_star).count();
        self.renew_row(firm, u32::try_from(stars).expect("fewer than 2^32 people"));
        self.note_lead_of_new(firm);
        self.teams.add_firm();
        self.urns.add_firm();
        week.headcount_before.push(0);
        Some(firm)
    }
}
