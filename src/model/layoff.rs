//! Layoffs, and what they and rounds of money do to plans from then on.

use crate::quantity::CLASSES;
use crate::quantity::Class;
use crate::quantity::FirmId;
use crate::quantity::Moment;
use crate::quantity::PerClass;
use crate::random::Address;
use crate::random::Decision;
use crate::scenario::Event;
use crate::scenario::EventKind;
use crate::scenario::Funding;
use crate::scenario::Layoff;

use super::Model;
use super::offer::Due;
use super::script::Script;

/// What events have made of the paths of a firm.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    /// By what they have multiplied planned head-count, class by class.
    pub(super) staff: PerClass<f64>,
    /// The posts, class by class, of those who came as a unit: beside the path, which does not make more of them.
    pub(super) units: PerClass<f64>,
    /// By what they have multiplied the valuation.
    pub(super) valuation: f64,
}

impl Default for Scale {
    fn default() -> Self {
        Self { staff: PerClass([1.0; 4]), units: PerClass::default(), valuation: 1.0 }
    }
}

impl Scale {
    /// Multiplies all posts of a class.
    pub(super) fn resize(&mut self, class: Class, by: f64) {
        self.staff[class] *= by;
        self.units[class] *= by;
    }
}

impl Model<'_> {
    /// Those whom a layoff of this step hits: the share of the staff that is there when the step begins,
    /// drawn by address, with fractions of a person by lottery. Who is bound to depart later is spared.
    pub(super) fn laid_off(&self, event: &Event, layoff: &Layoff, taken: &[Due]) -> Vec<Due> {
        let (firm, moment) = (layoff.firm.named_firm(), event.date.midnight());
        let staff = self.staff_of(firm, &layoff.classes);
        let address = Address::of_firm(Decision::Layoff, self.firms.key[firm], event.date);
        let lottery = self.luck.at(address).uniform();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count")]
        let number = (layoff.share * staff.len() as f64 + lottery) as usize;
        let is_free = |person: &u32| taken.iter().all(|due| due.person != *person);
        let candidates = staff.into_iter().filter(is_free).collect();
        let drawn = self.draw(Decision::Layoff, event, candidates, number);
        drawn
            .into_iter()
            .map(|person| Due::script(person, moment, Script::Layoff { firm }))
            .collect()
    }

    /// The people of some classes who are on the staff of a firm at the start of the step, but for those
    /// who are bound to depart by script.
    pub(super) fn staff_of(&self, firm: FirmId, classes: &[Class]) -> Vec<u32> {
        let posts = self.people.post.iter().enumerate();
        let is_meant = |person: usize| {
            self.people.has_entered(person, self.clock.start())
                && !self.is_bound(person, self.clock.start())
        };
        let staff = posts.filter(|&(person, post)| {
            post.firm() == Some(firm) && classes.contains(&post.class()) && is_meant(person)
        });
        staff.map(|(person, _)| u32::try_from(person).expect("fewer than 2^32 people")).collect()
    }

    /// Some of the candidates, all with the same chance: one more of them changes one of the drawn at most.
    pub(super) fn draw(
        &self,
        decision: Decision,
        event: &Event,
        mut candidates: Vec<u32>,
        number: usize,
    ) -> Vec<u32> {
        let mark = |person: u32| {
            let id = self.people.id[person as usize];
            let mut draws = self.luck.at(Address::of(decision, id, event.date));
            (draws.next_word(), id)
        };
        candidates.sort_by_cached_key(|&person| mark(person));
        candidates.truncate(number);
        candidates
    }

    /// Settles what the layoffs and rounds of this step do to plans and valuations from the next one on.
    pub(super) fn settle_plans(&mut self) {
        let events: Vec<&Event> = self.due_events().collect();
        for event in events {
            match &event.kind {
                EventKind::Layoff(layoff) if !layoff.refill => self.cut(layoff),
                EventKind::Funding(funding) => self.fund(event, *funding),
                _ => {}
            }
        }
    }

    fn cut(&mut self, layoff: &Layoff) {
        let scale = &mut self.firms.scale[layoff.firm.named_firm()];
        for &class in &layoff.classes {
            scale.resize(class, 1.0 - layoff.share);
        }
    }

    fn fund(&mut self, event: &Event, funding: Funding) {
        let scale = &mut self.firms.scale[funding.firm.named_firm()];
        for class in CLASSES {
            scale.resize(class, 1.0 + funding.hiring);
        }
        let path = &self.scenario.firms[usize::from(funding.firm.0)].valuation;
        if let (Some(after), Some(path)) = (funding.valuation, path) {
            scale.valuation = after / path.at(event.date.midnight());
        }
    }

    /// What a firm is worth at an instant, in dollars, if that is known.
    pub(super) fn valuation(&self, firm: FirmId, moment: Moment) -> Option<f64> {
        let path = self.scenario.firms.get(firm.0 as usize)?.valuation.as_ref()?;
        Some(path.at(moment) * self.firms.scale[firm].valuation)
    }
}
