//! What a researcher is: a pure function of seed, replicate and id, never changed.

use crate::quantity::Class;
use crate::quantity::Date;
use crate::quantity::ResearcherId;
use crate::quantity::Spread;
use crate::random::Address;
use crate::random::Decision;

use super::Model;
use super::entrance::Entrance;
use super::people::Line;
use super::people::Origin;

/// Where and when somebody entered.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arrival {
    pub(super) origin: Origin,
    pub(super) entered: Date,
    pub(super) ordinal: u32,
    pub(super) class: Class,
    /// What the mission position is drawn from, safety to speed and research to product.
    pub(super) position: [Spread; 2],
}

impl Arrival {
    pub(super) fn entrance(self) -> Entrance {
        let Self { origin, entered, ordinal, .. } = self;
        Entrance { origin, entered, ordinal }
    }
}

impl Model<'_> {
    /// The line of somebody at the moment of entry, before the first job.
    #[expect(clippy::cast_possible_truncation, reason = "traits need no more than 24 bits")]
    pub(super) fn line(&self, id: ResearcherId, arrival: Arrival) -> Line {
        let taste = &self.scenario.taste;
        let mut draws = self.luck.at(Address::of(Decision::Identity, id, Date::default()));
        let weight = |value: f64| value.max(0.0) as f32;
        let mission_weight = weight(draws.of_spread(taste.mission));
        let research_weight = draws.of_spread(taste.research) as f32;
        let stability_weight = weight(draws.of_spread(taste.stability));
        let position = arrival.position.map(|axis| draws.of_spread(axis).clamp(-1.0, 1.0) as f32);
        let talent = draws.of_spread(self.scenario.classes[arrival.class].talent) as f32;
        Line {
            mission_weight,
            research_weight,
            stability_weight,
            position,
            talent,
            hired: arrival.entered,
            pay_at_hire: 0.0,
            band_at_hire: 0.0,
            tracked_at_hire: 0.0,
            wealth_at_hire: 0.0,
            research_at_hire: 0.0,
            grant: 0.0,
            worth_at_hire: 0.0,
            raised: 1.0,
            perks: 0.0,
        }
    }
}
