//! Layoffs, and what they and rounds of money do to plans from then on.

use crate::quantity::CLASSES;
use crate::quantity::Class;
use crate::quantity::FirmId;
use crate::quantity::Index;
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
use super::script::of_script;

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
    /// Those whom a layoff of this step hits: the share of the staff that is there when the step begins and that
    /// nothing else in the script has taken by then, drawn by address, with fractions of a person by lottery. Who is
    /// bound to depart later is spared.
    pub(super) fn laid_off(&self, event: &Event, layoff: &Layoff, taken: &[Due]) -> Vec<Due> {
        let (firm, moment) = (layoff.firm.named_firm(), event.date.midnight());
        let mut staff = self.staff_of(firm, &layoff.classes);
        let taken = of_script(taken);
        staff.retain(|person| !taken.contains(person));
        let address = Address::of_firm(Decision::Layoff, self.firms.key[firm], event.date);
        let lottery = self.luck.at(address).uniform();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count")]
        let number = (layoff.share * staff.len() as f64 + lottery) as usize;
        let drawn = self.draw(Decision::Layoff, event, staff, number);
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

    /// Settles what the layoffs and rounds of this step do to plans and valuations from the next one on, in the order
    /// of time: what a change writes anew ends what had been made of it until then.
    pub(super) fn settle_plans(&mut self) {
        let (start, end) = (self.clock.start(), self.clock.end());
        let is_change = |event: &Event| matches!(event.kind, EventKind::Change(_));
        let is_due = |event: &&Event| {
            let moment = event.date.midnight();
            // The next step begins in the world of a change on its first day.
            if is_change(event) {
                start < moment && moment <= end
            } else {
                start <= moment && moment < end
            }
        };
        let mut events: Vec<&Event> = self.scenario.events.iter().filter(is_due).collect();
        events.sort_by_key(|event| (event.date, !is_change(event)));
        for event in events {
            match &event.kind {
                EventKind::Layoff(layoff) if !layoff.refill => self.cut(layoff),
                EventKind::Funding(funding) => self.fund(event, *funding),
                EventKind::Change(paths) => self.begin_anew(paths),
                _ => {}
            }
        }
    }

    /// Lets those of the written paths hold as they are written.
    fn begin_anew(&mut self, paths: &[String]) {
        for (position, firm) in self.first.firms.iter().enumerate() {
            let is_written = |key| paths.contains(&format!("firm.{}.{key}", firm.name));
            let (scale, fresh) = (&mut self.firms.scale[FirmId::at(position)], Scale::default());
            if is_written("staff") {
                (scale.staff, scale.units) = (fresh.staff, fresh.units);
            }
            if is_written("valuation") {
                scale.valuation = fresh.valuation;
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
        let world = self.world_at(event.date.midnight());
        let scale = &mut self.firms.scale[funding.firm.named_firm()];
        for class in CLASSES {
            scale.resize(class, 1.0 + funding.hiring);
        }
        let path = &world.firms[usize::from(funding.firm.0)].valuation;
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
