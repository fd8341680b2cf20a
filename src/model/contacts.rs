//! Mere contacts: how many recruiters write, in aggregate. For each serious offer there are many of them,
//! and turmoil multiplies them far more than it does offers.

use rand_distr::Distribution;
use rand_distr::Poisson;

use crate::quantity::Column;
use crate::quantity::Days;
use crate::quantity::FirmId;
use crate::quantity::FirmKey;
use crate::quantity::PerClass;
use crate::quantity::UnitId;
use crate::random::Address;
use crate::random::Decision;

use super::Model;

/// A mean beyond which a count is no count.
const MOST: f64 = 1e15;

impl Model<'_> {
    /// Contacts of a step by the named firm or group whose people are written to: Poisson, with the mean
    /// of heads, serious offers and contacts for each, and of turmoil on average over the step. Groups are
    /// calm.
    pub(super) fn contacts(&self) -> Column<UnitId, u64> {
        let mut means: Column<UnitId, f64> = vec![0.0; self.scenario.units()].into();
        let Some(recruiting) = &self.scenario.mechanisms.recruiting else {
            return means.values().iter().map(|_| 0).collect();
        };
        let length = self.clock.length();
        let offers = PerClass::from_fn(|class| self.serious_offers(class, length));
        for (firm, staff) in self.firms.staff.iter() {
            let heads = staff.iter().map(|(class, &heads)| f64::from(heads) * offers[class]);
            means[self.firms.unit[firm]] += heads.sum::<f64>();
        }
        let count = |(unit, &mean): (UnitId, &f64)| {
            let raised = 1.0 + recruiting.turmoil_contacts * self.turmoil_over_step(unit);
            let mean = (mean * recruiting.contacts_per_offer * raised).min(MOST);
            let key = FirmKey::of_name(self.scenario.unit_name(unit));
            let address = Address::of_firm(Decision::Contacts, key, self.clock.date());
            let law = Poisson::new(mean).ok();
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count")]
            law.map_or(0, |law| law.sample(&mut self.luck.at(address)) as u64)
        };
        means.iter().map(count).collect()
    }

    /// The mean turmoil of a named firm in this step, by the middle of each of its days.
    fn turmoil_over_step(&self, unit: UnitId) -> f64 {
        let firm: FirmId = unit.named_firm();
        let is_named = usize::from(unit.0) < self.scenario.firms.len();
        if !is_named || self.greatest_turmoil(firm) <= 0.0 {
            return 0.0;
        }
        let (start, length) = (self.clock.start(), self.clock.length().0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "few days")]
        let days = (length.round() as u32).max(1);
        let at = |day: u32| start.plus(Days(length * (f64::from(day) + 0.5) / f64::from(days)));
        (0..days).map(|day| self.turmoil_at(firm, at(day)).total()).sum::<f64>() / f64::from(days)
    }
}
