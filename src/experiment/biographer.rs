//! Who writes lives: an observer of a run in which some people are watched.

use std::collections::BTreeMap;

use crate::model::Cause;
use crate::model::Channel;
use crate::model::Explanation;
use crate::model::Job;
use crate::model::Model;
use crate::model::Move;
use crate::model::Observer;
use crate::model::Response;
use crate::model::Separation;
use crate::model::Value;
use crate::model::Week;
use crate::quantity::Date;
use crate::quantity::FirmId;
use crate::quantity::Moment;
use crate::scenario::EventKind;
use crate::scenario::Researcher;
use crate::scenario::Scenario;

use super::Life;
use super::LifeDecision;
use super::LifeEvent;
use super::LifeFirm;
use super::LifeJob;
use super::LifeOption;
use super::LifeTerm;

/// The response of whoever takes an offer.
pub(super) const TAKEN: &str = "taken";

/// The lives of some people in a replicate, in the order in which they are asked for; of those whom nobody is
/// called there is none, but the names of all who have a job at the end.
pub fn lives(
    scenario: &Scenario,
    replicate: u32,
    who: &[Researcher],
) -> Result<Vec<Life>, Vec<String>> {
    let drafts = who.iter().map(|_| Draft::default()).collect();
    let mut biographer =
        Biographer { scenario, who, drafts, place: BTreeMap::new(), names: Vec::new() };
    crate::model::run_watching(scenario, replicate, who, &mut biographer);
    let Biographer { drafts, names, .. } = biographer;
    drafts.into_iter().map(|draft| draft.life).collect::<Option<Vec<Life>>>().ok_or(names)
}

/// A life that is being written.
#[derive(Debug, Clone, Default)]
struct Draft {
    life: Option<Life>,
    /// The firm and the day of hire of the present job, and cash a year then.
    present: Option<(FirmId, Date, f64)>,
}

/// Listens to a run and writes lives.
struct Biographer<'a> {
    scenario: &'a Scenario,
    who: &'a [Researcher],
    drafts: Vec<Draft>,
    /// Where each person's draft is.
    place: BTreeMap<u32, usize>,
    /// Of those who have a job at the end, if somebody was not found.
    names: Vec<String>,
}

/// The end of a job.
enum End {
    Moved(Move),
    Separated(Separation),
}

impl Biographer<'_> {
    /// Notes somebody who has a job, if he is one of those who are asked for.
    fn meet(&mut self, job: Job, model: &Model<'_>) -> Option<&mut Draft> {
        let is_he = |&who: &Researcher| model.is_called(who, job.researcher);
        let place = self.who.iter().position(is_he)?;
        self.place.insert(job.person, place);
        let draft = &mut self.drafts[place];
        draft.life = Some(Life {
            researcher: model.researcher_name(job.person, job.class),
            class: job.class.name(),
            jobs: Vec::new(),
            events: Vec::new(),
            decisions: Vec::new(),
        });
        draft.present = Some((job.firm, job.hired, job.pay_at_hire));
        Some(draft)
    }

    fn life(&mut self, person: u32) -> Option<&mut Life> {
        let place = *self.place.get(&person)?;
        self.drafts[place].life.as_mut()
    }

    fn firm(&self, model: &Model<'_>, firm: FirmId) -> LifeFirm {
        let unit = self.scenario.unit_name(model.unit(firm)).to_owned();
        LifeFirm { name: model.firm_name(firm), unit }
    }

    fn note(
        &mut self,
        person: u32,
        model: &Model<'_>,
        (moment, kind): (Moment, &'static str),
        (firm, detail): (FirmId, String),
    ) {
        let firm = self.firm(model, firm);
        if let Some(life) = self.life(person) {
            life.events.push(LifeEvent { date: moment.date(), kind, firm, detail });
        }
    }

    /// Notes the end of a job, and the next one.
    fn end(&mut self, end: &End, model: &Model<'_>) {
        let (job, moment, ending) = match end {
            End::Moved(step) => (step.job, step.moment, name_of_channel(step.channel)),
            End::Separated(end) => (end.job, end.moment, name_of_cause(end.cause)),
        };
        let Some(&place) = self.place.get(&job.person) else { return };
        let next = match end {
            End::Moved(step) => Some((step.to, moment.date(), step.pay)),
            End::Separated(_) => None,
        };
        self.close(place, (moment.date(), job.pay, ending), model);
        self.drafts[place].present = next;
    }

    fn close(
        &mut self,
        place: usize,
        (until, pay, ending): (Date, f64, &'static str),
        model: &Model<'_>,
    ) {
        let Some((firm, hired, first)) = self.drafts[place].present.take() else { return };
        let firm = self.firm(model, firm);
        let job = LifeJob { firm, hired, until, pay: [first, pay], ending };
        self.drafts[place].life.iter_mut().for_each(|life| life.jobs.push(job.clone()));
    }

    fn decide(&mut self, explanation: &Explanation, model: &Model<'_>) {
        let decision = self.decision(explanation, model);
        if let Some(life) = self.life(explanation.job.person) {
            life.decisions.push(decision);
        }
    }

    fn decision(&self, explanation: &Explanation, model: &Model<'_>) -> LifeDecision {
        let Explanation { choice, terms, flips, turmoil, .. } = explanation;
        let offers = terms.iter().map(|&(channel, bonus)| (Some(name_of_channel(channel)), bonus));
        let terms = std::iter::once((None, 0.0)).chain(offers);
        let options = choice.options.iter().zip(terms).map(|(option, (channel, bonus))| {
            let named = Value::TERMS.into_iter().zip(option.value.terms());
            let term = |(name, log_points)| {
                let dollars_a_year = log_points * explanation.per_log_point;
                LifeTerm { name, log_points, dollars_a_year }
            };
            LifeOption {
                firm: self.firm(model, option.firm),
                channel,
                pay: option.pay,
                bonus,
                terms: named.map(term).collect(),
                value: option.value.total(),
                chosen: option.chosen,
                probability: option.probability,
            }
        });
        LifeDecision {
            date: choice.moment.date(),
            options: options.collect(),
            best: explanation.best,
            response: name_of_response(explanation.response),
            pay: explanation.pay,
            auction: explanation.auction,
            turmoil: *turmoil,
            pay_that_turns: flips.pay,
            offer_that_turns: flips.offer,
            turmoil_that_turns: flips.turmoil.map(|by| (turmoil + by).max(0.0)),
        }
    }

    /// Notes the calls that came to no offer.
    fn note_calls(&mut self, week: &Week, model: &Model<'_>) {
        for call in &week.watched.calls {
            let is_offer = week.answers.iter().any(|answer| {
                (answer.person, answer.firm, answer.moment) == (call.person, call.firm, call.due)
            });
            if !is_offer {
                let detail = name_of_channel(call.channel).to_owned();
                self.note(call.person, model, (call.called, "call"), (call.firm, detail));
            }
        }
    }

    fn note_raises(&mut self, week: &Week, model: &Model<'_>) {
        let is_due = |date: Date| (week.start..week.end).contains(&date.midnight());
        let events = self.scenario.events.iter().filter(|event| is_due(event.date));
        for event in events {
            let EventKind::Raise(raise) = &event.kind else { continue };
            let people: Vec<(u32, FirmId)> = self
                .place
                .keys()
                .filter_map(|&person| {
                    let job = model.job_of(person)?;
                    let gets = model.is_raised(&raise.who, job);
                    (gets && job.hired < event.date).then_some((person, job.firm))
                })
                .collect();
            for (person, firm) in people {
                let detail = format!("{:+.2}%", raise.share * 100.0);
                self.note(person, model, (event.date.midnight(), "raise"), (firm, detail));
            }
        }
    }
}

impl Observer for Biographer<'_> {
    fn begin(&mut self, model: &Model<'_>) {
        for job in model.jobs() {
            self.meet(job, model);
        }
    }

    fn observe(&mut self, week: &Week, model: &Model<'_>) {
        for entry in &week.entries {
            if self.meet(entry.job, model).is_some() {
                let (job, detail) = (entry.job, String::new());
                self.note(job.person, model, (entry.moment, "entry"), (job.firm, detail));
            }
        }
        self.note_calls(week, model);
        for news in &week.letters {
            for &(moment, person) in &news.signatures {
                let detail = news.event.to_string();
                self.note(person, model, (moment, "signature"), (news.firm, detail));
            }
        }
        week.watched.decisions.iter().for_each(|one| self.decide(one, model));
        let moves = week.moves.iter().copied().map(|step| (step.moment, End::Moved(step)));
        let ends = week.separations.iter().copied();
        let ends = ends.map(|end| (end.moment, End::Separated(end)));
        let mut all: Vec<(Moment, End)> = moves.chain(ends).collect();
        all.sort_by(|one, other| one.0.0.total_cmp(&other.0.0));
        for (_, end) in &all {
            self.end(end, model);
        }
        self.note_raises(week, model);
    }

    fn end(&mut self, model: &Model<'_>) {
        let until = model.now().date();
        let places: Vec<(u32, usize)> = self.place.iter().map(|(&a, &b)| (a, b)).collect();
        for (person, place) in places {
            if let Some(job) = model.job_of(person) {
                self.close(place, (until, job.pay, "ongoing"), model);
            }
        }
        if self.drafts.iter().any(|draft| draft.life.is_none()) {
            let name = |job: Job| model.researcher_name(job.person, job.class);
            self.names = model.jobs().map(name).collect();
        }
        for draft in &mut self.drafts {
            draft.life.iter_mut().for_each(|life| life.events.sort_by_key(|event| event.date));
        }
    }
}

fn name_of_response(response: Response) -> &'static str {
    match response {
        Response::Taken => TAKEN,
        Response::Countered => "countered",
        Response::Refused => "refused",
    }
}

fn name_of_cause(cause: Cause) -> &'static str {
    match cause {
        Cause::Dismissal => "dismissal",
        Cause::LeavingTheField => "leaving-the-field",
    }
}

fn name_of_channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Call => "call",
        Channel::Alumni => "alumni",
        Channel::Campaign => "campaign",
        Channel::Following(_) => "following",
        Channel::OwnApplication => "own-application",
        Channel::Letter => "letter",
        Channel::Founding => "founding",
        Channel::Reentry => "re-entry",
        Channel::Acquihire => "acquihire",
        Channel::Script => "script",
    }
}
