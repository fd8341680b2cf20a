//! From a run to its history: an observer that writes columns.

mod spells;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::Acquisition;
use crate::model::Cause;
use crate::model::Channel;
use crate::model::Job;
use crate::model::Model;
use crate::model::Move;
use crate::model::Observer;
use crate::model::Response;
use crate::model::Separation;
use crate::model::States;
use crate::model::UnitState;
use crate::model::Week;
use crate::quantity::Column;
use crate::quantity::Date;
use crate::quantity::FirmId;
use crate::quantity::Match;
use crate::quantity::UnitId;
use crate::quantity::package_bin;
use crate::scenario::Scenario;

use super::Acquired;
use super::AcquisitionRecord;
use super::DecisionRecord;
use super::Ending;
use super::Extent;
use super::Flow;
use super::History;
use super::Leaving;
use super::LetterRecord;
use super::MarketStep;
use super::OfferGroup;
use super::Signer;
use super::StarOffer;
use super::UnitStep;
use super::members::Members;
use super::places::Searches;
use super::teams::Following;

/// Runs a replicate and fills its history.
pub(super) fn record(history: History, scenario: &Scenario, extent: Extent) -> History {
    let replicate = history.replicate;
    let mut recorder = Recorder {
        history,
        extent,
        members: Members::default(),
        scenario,
        signers: BTreeMap::new(),
        regrouped: BTreeMap::new(),
        acquired: BTreeMap::new(),
        following: Following::default(),
        searches: Searches::new(),
    };
    crate::model::run(scenario, replicate, &mut recorder);
    recorder.history
}

/// Listens to a run and writes it into columns.
struct Recorder<'a> {
    history: History,
    extent: Extent,
    members: Members,
    scenario: &'a Scenario,
    /// Of everybody who has signed letters and is still there, the number of each and his place among its signers.
    signers: BTreeMap<u32, Vec<(usize, usize)>>,
    /// Of the firms that have come to belong to another group, the one of the start and since when.
    regrouped: BTreeMap<FirmId, (UnitId, Date)>,
    /// Of everybody who has been bought and is still with the buyer the same, among acquisitions.
    acquired: BTreeMap<u32, (usize, usize)>,
    following: Following,
    searches: Searches,
}

/// The end of a job, or of seeing it.
struct End {
    job: Job,
    date: Date,
    ending: Ending,
    scripted: bool,
    is_follower: bool,
}

impl Recorder<'_> {
    fn note_state(&mut self, model: &Model<'_>) {
        let States { market: state, units, regions } = model.states();
        let step = |&state: &UnitState| UnitStep { state, ..UnitStep::default() };
        self.history.dates.push(model.now().date());
        self.history.units.push(units.values().iter().map(step).collect());
        self.history.market.push(MarketStep { state, contacts: 0, offers: 0, moves: 0 });
        self.history.note_regions(&regions);
    }

    fn present(&mut self) -> &mut Column<UnitId, UnitStep> {
        self.history.units.last_mut().expect("the state is noted before the flows")
    }

    /// Notes what happens to a firm in the present step: for its unit, and for itself where that is recorded.
    fn note(&mut self, model: &Model<'_>, firm: FirmId, change: impl Fn(&mut UnitStep)) {
        change(&mut self.present()[model.unit(firm)]);
        if self.extent == Extent::Full && !model.is_named(firm) {
            change(self.members.of(firm));
        }
    }

    fn note_members(&mut self, model: &Model<'_>) {
        if self.extent == Extent::Full {
            self.history.note_members(model, &mut self.members);
        }
    }

    fn count(&mut self, flow: Flow) {
        *self.history.flows.entry(flow).or_default() += 1;
    }

    /// Notes what the market did as a whole, and what recruiters wrote.
    fn note_market(&mut self, week: &Week) {
        for (unit, &contacts) in week.contacts.iter() {
            self.present()[unit].contacts = contacts;
        }
        let market = self.history.market.last_mut().expect("the state is noted before the flows");
        market.contacts = week.contacts.values().iter().sum();
        market.offers = week.offers;
        market.moves = week.moves.len() as u64;
        self.history.happenings.extend(week.happenings.iter().cloned());
    }

    /// Notes the end of a job: for the people of the start, for the spells, and as a flow.
    fn end_job(&mut self, model: &Model<'_>, end: &End) {
        let (job, unit) = (end.job, model.unit(end.job.firm));
        self.note(model, job.firm, |present| match end.ending {
            Ending::Quit(_) => {
                present.quits += 1;
                present.scripted_quits += u32::from(end.scripted);
                present.followers += u32::from(end.is_follower);
            }
            Ending::Dismissal => present.dismissals += 1,
            Ending::OtherSeparation => present.other_separations += 1,
            Ending::Ongoing => {}
        });
        let to = if let Ending::Quit(to) = end.ending { Some(to) } else { None };
        let (month, class, scripted) = (end.date.first_of_month(0), job.class, end.scripted);
        self.count(Flow { month, from: Some(unit), to, class, scripted });
        if job.hired < self.scenario.time.start {
            let first = self.regrouped.get(&job.firm).map_or(unit, |&(first, _)| first);
            self.history.first_staff_lost[first] += 1;
            self.history.first_staff_scripted[first] += u32::from(scripted);
        }
        for (letter, place) in self.signers.remove(&job.person).unwrap_or_default() {
            self.history.letters[letter].signers[place].left = Some((end.date, to));
        }
        if self.scenario.teams.iter().any(|team| team.firm == unit) {
            let &End { date, ending, scripted, .. } = end;
            let leaving = Leaving { date, ending, scripted };
            self.following.note_leaving((job.person, job.hired), leaving);
        }
        if let Some((number, place)) = self.acquired.remove(&job.person) {
            self.history.acquisitions[number].people[place].left = Some(end.date);
        }
        self.note_spell(model, unit, end);
    }

    /// Notes that a firm has been bought; who comes is noted move by move.
    fn note_acquisitions(&mut self, week: &Week, model: &Model<'_>) {
        self.history.acquisitions.extend(week.acquisitions.iter().map(|deal| AcquisitionRecord {
            date: deal.moment.date(),
            buyer: model.unit(deal.buyer),
            target: model.unit(deal.target),
            staff: deal.staff,
            people: Vec::new(),
        }));
    }

    /// Notes how well the mission of a firm matches somebody who has come to it from another one: because
    /// he took an offer, or because he was bought.
    fn note_hire(&mut self, week: &Week, model: &Model<'_>, step: &Move, matched: Option<f64>) {
        let person = step.job.person;
        match step.channel {
            Channel::Acquihire => {
                let is_his = |deal: &Acquisition| {
                    (deal.target, deal.buyer, deal.moment) == (step.job.firm, step.to, step.moment)
                };
                let Some(place) = week.acquisitions.iter().position(is_his) else { return };
                let acquisitions = &mut self.history.acquisitions;
                let number = acquisitions.len() - week.acquisitions.len() + place;
                let people = &mut acquisitions[number].people;
                self.acquired.insert(person, (number, people.len()));
                people.push(Acquired { person, matched, left: None });
            }
            Channel::Letter | Channel::Script | Channel::Founding | Channel::Reentry => {}
            Channel::Call
            | Channel::Alumni
            | Channel::Campaign
            | Channel::Following(_)
            | Channel::OwnApplication => {
                if let Some(matched) = matched {
                    self.history.hires[model.unit(step.to)].add(matched);
                }
            }
        }
    }

    /// Notes what became of offers.
    fn note_offers(&mut self, week: &Week, model: &Model<'_>) {
        for answer in &week.answers {
            let matched = Match::of(answer.matched);
            let bin = package_bin(answer.package);
            let group = OfferGroup { class: answer.class, bin, matched };
            let count = self.history.offers.entry(group).or_default();
            count.made += 1;
            count.taken += u32::from(answer.response == Response::Taken);
            count.countered += u32::from(answer.response == Response::Countered);
            self.history.star_offers.extend(answer.budget.map(|budget| StarOffer {
                date: answer.moment.date(),
                unit: model.unit(answer.firm),
                pay: answer.pay,
                budget,
            }));
        }
        for kept in &week.retentions {
            self.note(model, kept.job.firm, |present| present.retained += 1);
        }
        for &firm in &week.own_applications {
            self.note(model, firm, |present| present.own_applications += 1);
        }
    }

    /// Notes the signatures of letters, hour by hour.
    fn note_letters(&mut self, week: &Week, model: &Model<'_>) {
        for news in &week.letters {
            let letters = &mut self.history.letters;
            let found = letters.iter().position(|letter| letter.event == news.event);
            let number = found.unwrap_or_else(|| {
                letters.push(LetterRecord {
                    event: news.event.clone(),
                    unit: model.unit(news.firm),
                    staff: news.staff,
                    signed: vec![0; hours(news.span[1].since(news.span[0]).0) + 1],
                    signers: Vec::new(),
                });
                letters.len() - 1
            });
            let letter = &mut letters[number];
            for &(moment, person) in &news.signatures {
                let after = hours(moment.since(news.span[0]).0);
                letter.signed.iter_mut().skip(after).for_each(|signed| *signed += 1);
                let place = (number, letter.signers.len());
                self.signers.entry(person).or_default().push(place);
                letter.signers.push(Signer { person, left: None });
            }
        }
    }

    fn note_choices(&mut self, week: &Week, model: &Model<'_>) {
        for choice in &week.choices {
            let researcher: Arc<str> = model.researcher_name(choice.person, choice.class).into();
            let options = choice.options.iter().enumerate();
            let options = options.map(|(number, option)| DecisionRecord {
                date: choice.moment.date(),
                researcher: researcher.clone(),
                class: choice.class,
                option: model.unit(option.firm),
                stay: number == 0,
                pay: option.pay,
                terms: option.value.terms(),
                chosen: option.chosen,
                probability: option.probability,
            });
            self.history.decisions.extend(options);
        }
    }
}

impl Observer for Recorder<'_> {
    fn begin(&mut self, model: &Model<'_>) {
        self.note_state(model);
        self.note_members(model);
        self.history.note_positions(model);
        self.history.note_first_staff(model, self.scenario.focal);
    }

    fn observe(&mut self, week: &Week, model: &Model<'_>) {
        self.note_state(model);
        self.note_market(week);
        self.note_regroupings(week, model);
        self.note_letters(week, model);
        self.note_acquisitions(week, model);
        self.note_offers(week, model);
        self.note_choices(week, model);
        self.history.note_workers(week, model, self.scenario.focal);
        self.history.note_leavers(week, model, self.scenario.focal);
        self.history.note_migration(week, model);
        self.history.note_graduates(week, model, &mut self.searches);
        for entry in &week.entries {
            let (to, class) = (Some(model.unit(entry.job.firm)), entry.job.class);
            let month = entry.moment.date().first_of_month(0);
            self.count(Flow { month, from: None, to, class, scripted: false });
            self.note(model, entry.job.firm, |present| {
                present.hires += 1;
                present.entries += 1;
            });
        }
        for (step, matched) in week.moves.iter().zip(model.matches_of(&week.moves)) {
            let &Move { job, to, moment, scripted, channel, .. } = step;
            let fills_post = model.fills_post(step);
            self.history.note_founder(model, step);
            self.following.note_beginning(model, step);
            let (date, ending) = (moment.date(), Ending::Quit(model.unit(to)));
            let is_follower = matches!(channel, Channel::Following(_));
            self.end_job(model, &End { job, date, ending, scripted, is_follower });
            self.note(model, to, |present| {
                present.hires += 1;
                present.without_post += u32::from(!fills_post);
            });
            self.history.note_place(&self.searches, (job.person, moment), Some(model.unit(to)));
            self.note_hire(week, model, step, matched);
        }
        for &Separation { job, cause, moment, scripted } in &week.separations {
            let ending = match cause {
                Cause::Dismissal => Ending::Dismissal,
                Cause::LeavingTheField => Ending::OtherSeparation,
            };
            let (date, is_follower) = (moment.date(), false);
            self.end_job(model, &End { job, date, ending, scripted, is_follower });
            self.history.note_place(&self.searches, (job.person, moment), None);
        }
        self.note_members(model);
    }

    fn end(&mut self, model: &Model<'_>) {
        self.history.teams = self.following.records(model);
        self.note_ongoing(model);
        self.history.note_foundings(model, self.scenario.time.start);
        self.history.note_positions(model);
        self.history.note_sample(model);
        self.history.note_pay(model);
    }
}

/// The first whole hour that is not before so many days.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few hundred hours")]
fn hours(days: f64) -> usize {
    (days * 24.0).ceil().max(0.0) as usize
}
