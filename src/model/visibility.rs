//! How visible somebody is to recruiters: what multiplies serious offers to him, by talent and for good.

use crate::quantity::Class;
use crate::quantity::Date;
use crate::quantity::ResearcherId;
use crate::quantity::Spread;
use crate::random::Address;
use crate::random::Decision;

use super::Model;

impl Model<'_> {
    /// The visibility of somebody: `(1 + response * tanh z) * exposure`, with his talent z in standard
    /// deviations from the mean of his class.
    #[expect(clippy::cast_possible_truncation, reason = "a factor needs seven digits")]
    pub(super) fn visibility_of(&self, id: ResearcherId, class: Class, talent: f32) -> f32 {
        let standardised = self.scenario.classes[class].talent.standardised(f64::from(talent));
        ((1.0 + self.talent_response() * standardised.tanh()) * self.exposure(id)) as f32
    }

    /// The visibility of somebody by his position in the columns.
    #[inline]
    pub(super) fn visibility(&self, person: usize) -> f64 {
        self.people.visibility.get(person).copied().map_or(1.0, f64::from)
    }

    /// The greatest visibility that anybody has.
    pub(super) fn greatest_visibility(&self) -> f64 {
        (1.0 + self.talent_response()) * self.exposure_law().almost_greatest()
    }

    /// Whether people differ in it.
    pub(super) fn has_visibility(&self) -> bool {
        self.talent_response() > 0.0 || self.exposure_law() != Spread::Constant(1.0)
    }

    /// Looks at everybody again, since another law holds from now on.
    pub(super) fn renew_visibility(&mut self) {
        self.people.visibility.clear();
        if self.has_visibility() {
            let of = |person: usize| {
                let class = self.people.post[person].class();
                self.visibility_of(self.people.id[person], class, self.people.line[person].talent)
            };
            self.people.visibility = (0..self.people.len()).map(of).collect();
        }
    }

    /// How well somebody is known to recruiters.
    fn exposure(&self, id: ResearcherId) -> f64 {
        match self.exposure_law() {
            Spread::Constant(exposure) => exposure,
            law => {
                let address = Address::of(Decision::Exposure, id, Date::default());
                self.luck.at(address).of_spread(law).clamp(f64::MIN_POSITIVE, law.almost_greatest())
            }
        }
    }

    fn talent_response(&self) -> f64 {
        let recruiting = self.scenario.mechanisms.recruiting.as_ref();
        recruiting.map_or(0.0, |recruiting| recruiting.talent_response.get())
    }

    fn exposure_law(&self) -> Spread {
        let recruiting = self.scenario.mechanisms.recruiting.as_ref();
        recruiting.map_or(Spread::Constant(1.0), |recruiting| recruiting.exposure)
    }
}
