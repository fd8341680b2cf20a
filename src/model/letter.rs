//! **letter**: a threat that people make together, with a clock of its own.
//!
//! Who has not signed looks at the instants of a Poisson stream, and signs if the share that he sees is at
//! least his threshold, which turmoil, misfit with the board, an ousted leader and a guaranteed job lower,
//! and which hope of repair raises. Signing alone moves nobody: if no reinstatement comes before the end,
//! the demand is refused, and `exodus` says who goes.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::quantity::Date;
use crate::quantity::Days;
use crate::quantity::FirmId;
use crate::quantity::Moment;
use crate::random::Address;
use crate::random::Decision;
use crate::random::Draws;
use crate::scenario;
use crate::scenario::Event;
use crate::scenario::EventKind;
use crate::scenario::LetterEvent;

use super::Model;
use super::deciding::Decided;
use super::week::Happening;
use super::week::Week;

/// Looks are counted by the hour.
const HOURS_PER_DAY: f64 = 24.0;
/// An ouster lowers thresholds for so many days.
const OUSTER_COUNTS: i32 = 31;

/// Of somebody who stays.
const NEVER: Moment = Moment(f64::INFINITY);

/// What happened to a letter in a step.
#[derive(Debug, Clone, PartialEq)]
pub struct LetterNews {
    /// The name of the event.
    pub event: Arc<str>,
    /// The firm whose staff can sign.
    pub firm: FirmId,
    /// The first instant at which it can be signed, and the first at which it no longer can.
    pub span: [Moment; 2],
    /// How many can sign.
    pub staff: u32,
    /// The signatures of the step: who, by his position in the columns, and when. In the order of time.
    pub signatures: Vec<(Moment, u32)>,
}

/// A letter that can be signed.
#[derive(Debug)]
pub(super) struct Petition {
    name: String,
    date: Date,
    letter: LetterEvent,
    pub(super) firm: FirmId,
    readers: Vec<Reader>,
}

/// Somebody who can sign.
#[derive(Debug, Clone)]
struct Reader {
    person: u32,
    /// His threshold, but for what is the same for everybody.
    threshold: f64,
    looks: Draws,
    next: Moment,
    /// When he leaves the firm, as far as that is decided.
    leaves: Moment,
    has_signed: bool,
}

impl Reader {
    fn look_again(&mut self, per_day: f64) {
        self.next = self.next.plus(Days(self.looks.exponential() / per_day));
    }
}

/// Lets readers look until an instant: each look, in the order of time, is a signature if the share seen
/// is at least the threshold less the `shift` of the instant. The signatures, in the order of time.
fn gather(
    readers: &mut [Reader],
    until: Moment,
    (per_day, visible): (f64, f64),
    shift: impl Fn(Moment) -> f64,
) -> Vec<(Moment, u32)> {
    let staff = readers.len() as f64;
    let mut signed = readers.iter().filter(|reader| reader.has_signed).count();
    let mut looks: Vec<(Moment, usize)> = Vec::new();
    for (number, reader) in readers.iter_mut().enumerate() {
        while reader.next < until && reader.next < reader.leaves && !reader.has_signed {
            looks.push((reader.next, number));
            reader.look_again(per_day);
        }
    }
    looks.sort_by(|one, other| {
        let person = |look: &(Moment, usize)| readers[look.1].person;
        one.0.0.total_cmp(&other.0.0).then(person(one).cmp(&person(other)))
    });
    let mut signatures = Vec::new();
    for (moment, number) in looks {
        let reader = &mut readers[number];
        let seen = visible * signed as f64 / staff;
        if !reader.has_signed && seen >= reader.threshold - shift(moment) {
            reader.has_signed = true;
            signed += 1;
            signatures.push((moment, reader.person));
        }
    }
    signatures
}

impl Model<'_> {
    /// Opens the letters of this step, lets them be signed, and lets those leave together whose demand is
    /// refused in it.
    pub(super) fn gather(&mut self, decided: &mut Vec<Decided>, week: &mut Week) {
        let Some(law) = self.scenario.mechanisms.letter else { return };
        let (start, end) = (self.clock.start(), self.clock.end());
        for event in &self.scenario.events {
            let EventKind::Letter(letter) = event.kind else { continue };
            let opens = letter.start(event.date);
            if start <= opens && opens < end {
                let mut petition = self.petition(&law, event, letter);
                self.note_leavers(&mut petition, decided);
                petition.readers.retain(|reader| reader.leaves > opens);
                self.petitions.push(petition);
            }
        }
        for mut petition in std::mem::take(&mut self.petitions) {
            self.note_leavers(&mut petition, decided);
            week.letters.push(self.sign(&law, &mut petition));
            let (is_over, is_met) = (self.answered(&petition) <= end, self.is_met(&petition));
            if !is_over {
                self.petitions.push(petition);
                continue;
            }
            let leavers = if is_met {
                Vec::new()
            } else {
                let there = self.staff_left(petition.firm, self.answered(&petition), decided);
                self.leave_together(&law, &petition, there)
            };
            week.happenings.push(self.told_of_end(&petition, is_met, leavers.len()));
            decided.extend(leavers.into_iter().map(Decided::Move));
        }
    }

    /// What is told of a letter that has been answered.
    fn told_of_end(&self, petition: &Petition, is_met: bool, leavers: usize) -> Happening {
        let (signers, staff) = (petition.signed(), petition.readers.len());
        let answer = if is_met {
            "the demand is met".to_owned()
        } else {
            format!("the demand is refused, {leavers} leave together")
        };
        Happening {
            moment: self.answered(petition),
            kind: "letter-ended",
            unit: Some(self.unit(petition.firm)),
            scripted: false,
            detail: format!("{signers} of {staff} have signed; {answer}"),
        }
    }

    fn petition(&self, law: &scenario::Letter, event: &Event, letter: LetterEvent) -> Petition {
        let firm = letter.firm.named_firm();
        let opens = letter.start(event.date);
        let posts = self.people.post.iter().enumerate();
        let staff = posts.filter(|&(person, post)| {
            post.firm() == Some(firm) && self.people.has_entered(person, opens)
        });
        let readers = staff.map(|(person, _)| {
            let id = self.people.id[person];
            let mut threshold = self.luck.at(Address::of(Decision::Threshold, id, event.date));
            let looks = self.luck.at(Address::of(Decision::Look, id, event.date));
            let misfit = law.misfit * self.misfit(person, firm, letter.board);
            let mut reader = Reader {
                person: u32::try_from(person).expect("fewer than 2^32 people"),
                threshold: threshold.of_spread(law.threshold) - misfit,
                looks,
                next: opens,
                leaves: NEVER,
                has_signed: false,
            };
            reader.look_again(law.look_rate * HOURS_PER_DAY);
            reader
        });
        let readers = readers.collect();
        let (name, date) = (event.name.clone(), event.date);
        Petition { name, date, letter, firm, readers }
    }

    /// Notes who no longer works at the firm, or leaves it in this step.
    fn note_leavers(&self, petition: &mut Petition, decided: &[Decided]) {
        let theirs =
            decided.iter().filter_map(Decided::end).filter(|(job, _)| job.firm == petition.firm);
        let leavers: BTreeMap<u32, Moment> =
            theirs.map(|(job, moment)| (job.person, moment)).collect();
        for reader in &mut petition.readers {
            let is_there = self.people.post[reader.person as usize].firm() == Some(petition.firm);
            let leaves = leavers.get(&reader.person).copied().unwrap_or(NEVER);
            reader.leaves = if is_there { leaves } else { self.clock.start() };
        }
    }

    /// What counts of the distance between somebody and the board.
    fn misfit(&self, person: usize, firm: FirmId, board: [Option<f64>; 2]) -> f64 {
        let there = self.firms.row[firm].position;
        let there = [0, 1].map(|axis| board[axis].unwrap_or(f64::from(there[axis])));
        self.misfit_with(&self.people.line[person], there)
    }

    fn sign(&self, law: &scenario::Letter, petition: &mut Petition) -> LetterNews {
        let until = self.answered(petition).0.min(self.clock.end().0);
        let per_day = law.look_rate * HOURS_PER_DAY;
        let staff = u32::try_from(petition.readers.len()).expect("fewer than 2^32 people");
        let mut readers = std::mem::take(&mut petition.readers);
        let (pace, shift) = ((per_day, law.visible.get()), |at| self.shift(law, petition, at));
        let signatures = if per_day > 0.0 {
            gather(&mut readers, Moment(until), pace, shift)
        } else {
            Vec::new()
        };
        petition.readers = readers;
        LetterNews {
            event: petition.name.as_str().into(),
            firm: petition.firm,
            span: [petition.letter.start(petition.date), self.answered(petition)],
            staff,
            signatures,
        }
    }

    /// By how much thresholds are lower at an instant than in calm, for everybody.
    fn shift(&self, law: &scenario::Letter, petition: &Petition, moment: Moment) -> f64 {
        let Petition { firm, letter, date, .. } = petition;
        let turmoil = law.turmoil * self.turmoil_at(*firm, moment).total();
        let guarantee =
            if self.guarantor(petition, moment).is_some() { law.guarantee } else { 0.0 };
        let is_ousted = self.scenario.events.iter().any(|event| {
            let days = date.days() - event.date.days();
            let is_ouster =
                matches!(event.kind, EventKind::Ouster { firm: of, .. } if of == letter.firm);
            is_ouster && (0..=OUSTER_COUNTS).contains(&days)
        });
        let leader = if is_ousted { law.leader } else { 0.0 };
        let left = letter.end(*date).since(moment).0 / letter.duration.0;
        turmoil + guarantee + leader - law.hope * left.clamp(0.0, 1.0)
    }

    /// Who guarantees jobs to those who sign, by an instant.
    pub(super) fn guarantor(&self, petition: &Petition, moment: Moment) -> Option<FirmId> {
        let mut events = self.scenario.events.iter();
        events.find_map(|event| match event.kind {
            EventKind::Guarantee(guarantee)
                if guarantee.target == petition.letter.firm && event.date.midnight() <= moment =>
            {
                Some(guarantee.firm.named_firm())
            }
            _ => None,
        })
    }

    /// The reinstatement that meets the demand, if there is one before the letter ends.
    fn reinstatement(&self, petition: &Petition) -> Option<Moment> {
        let end = petition.letter.end(petition.date);
        let mut events = self.scenario.events.iter();
        events.find_map(|event| {
            let moment = event.date.midnight();
            let is_met = matches!(
                event.kind,
                EventKind::Reinstatement { firm } if firm == petition.letter.firm
            );
            (is_met && event.date >= petition.date && moment <= end).then_some(moment)
        })
    }

    fn is_met(&self, petition: &Petition) -> bool {
        self.reinstatement(petition).is_some()
    }

    /// When the demand is met, or refused.
    pub(super) fn answered(&self, petition: &Petition) -> Moment {
        let end = petition.letter.end(petition.date);
        self.reinstatement(petition).unwrap_or(end)
    }
}

impl Petition {
    /// The share of those who could sign that has signed.
    pub(super) fn share(&self) -> f64 {
        self.signed() as f64 / (self.readers.len() as f64).max(1.0)
    }

    /// How many have signed.
    fn signed(&self) -> usize {
        self.readers.iter().filter(|reader| reader.has_signed).count()
    }

    /// Those who have signed and are still there at the end of the step.
    pub(super) fn signers(&self) -> impl Iterator<Item = u32> {
        let theirs = self.readers.iter().filter(|reader| reader.has_signed);
        theirs.filter(|reader| reader.leaves == NEVER).map(|reader| reader.person)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::equity::normal_below;
    use crate::quantity::ResearcherId;
    use crate::random::Luck;

    /// Readers with these thresholds, all of whom look at the same rate.
    fn readers(thresholds: impl Iterator<Item = f64>) -> Vec<Reader> {
        let reader = |(person, threshold): (u32, f64)| {
            let id = ResearcherId(u64::from(person) + 1);
            let looks = Luck::new(1, 1).at(Address::of(Decision::Look, id, Date::default()));
            Reader { person, threshold, looks, next: Moment(0.0), leaves: NEVER, has_signed: false }
        };
        let mut readers: Vec<Reader> = (0..).zip(thresholds).map(reader).collect();
        for reader in &mut readers {
            reader.look_again(1.0);
        }
        readers
    }

    /// The share that has signed after so many days, of which one has a look in the mean.
    fn signed(thresholds: impl Iterator<Item = f64>, days: f64) -> f64 {
        let mut readers = readers(thresholds);
        let signatures = gather(&mut readers, Moment(days), (1.0, 1.0), |_| 0.0);
        signatures.len() as f64 / readers.len() as f64
    }

    /// The quantile of a standard normal share, by bisection of the distribution function.
    fn normal_quantile(share: f64) -> f64 {
        let (mut low, mut high) = (-10.0, 10.0);
        for _ in 0..60 {
            let middle = f64::midpoint(low, high);
            (low, high) = if normal_below(middle) < share { (middle, high) } else { (low, middle) };
        }
        low
    }

    /// V12: Granovetter (1978). Thresholds are the quantiles of N(25, sd) percent; the cascade stops, or
    /// takes everybody.
    #[test]
    fn v12_a_little_more_spread_lets_the_cascade_run_through() {
        let stops = |sd: f64| {
            let people = 40_000;
            let share = |person: u32| (f64::from(person) + 0.5) / f64::from(people);
            let thresholds =
                (0..people).map(|person| (25.0 + sd * normal_quantile(share(person))) / 100.0);
            signed(thresholds, 2_000.0)
        };
        for (sd, law) in [(12.1, 0.0455), (12.2, 0.0548), (12.3, 1.0)] {
            let found = stops(sd);
            assert!((found - law).abs() < 0.001, "{found} of those with spread {sd}");
        }
    }

    /// V13: each of N people waits for one more than the one before.
    #[test]
    fn v13_one_threshold_less_and_only_the_first_signs() {
        let people = 500.0;
        let all = (0..500).map(|person| f64::from(person) / people);
        assert!((signed(all, 10_000.0) - 1.0).abs() < 1e-12);
        let without = (0..500).map(|person| f64::from(person + i32::from(person > 0)) / people);
        assert!((signed(without, 10_000.0) - 1.0 / people).abs() < 1e-12);
    }

    #[test]
    fn a_letter_in_two_parts_is_the_same_letter() {
        let thresholds = || (0..300).map(|person| f64::from(person % 7) * 0.05);
        let (mut whole, mut parts) = (readers(thresholds()), readers(thresholds()));
        let pace = (1.0, 0.8);
        let shift = |moment: Moment| 0.01 * moment.0;
        let expected = gather(&mut whole, Moment(9.0), pace, shift);
        let mut found = gather(&mut parts, Moment(2.5), pace, shift);
        found.extend(gather(&mut parts, Moment(9.0), pace, shift));
        assert_eq!(found, expected);
        assert!(found.len() > 100, "{}", found.len());
    }
}
