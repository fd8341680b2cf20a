//! Mere contacts: how many recruiters write, in aggregate. For each serious offer there are many of them,
//! and turmoil multiplies them far more than it does offers.

use rand_distr::Distribution;
use rand_distr::Poisson;

use crate::quantity::Column;
use crate::quantity::FirmId;
use crate::quantity::FirmKey;
use crate::quantity::Index;
use crate::quantity::PerClass;
use crate::quantity::UnitId;
use crate::random::Address;
use crate::random::Decision;

use super::Model;
use super::parallel::over_chunks;
use super::turmoil::Turmoil;

/// Firms per chunk.
const CHUNK: usize = 1_024;
/// A mean beyond which a count is no count.
const MOST: f64 = 1e15;

impl Model<'_> {
    /// Contacts of a step by the named firm or group whose people are written to: Poisson, with the mean
    /// of heads, serious offers and contacts for each, and of turmoil on average over the step.
    pub(super) fn contacts(&self) -> Column<UnitId, u64> {
        let mut means: Column<UnitId, f64> = vec![0.0; self.scenario.units()].into();
        let Some(recruiting) = &self.scenario.mechanisms.recruiting else {
            return means.values().iter().map(|_| 0).collect();
        };
        let length = self.clock.length();
        let offers = PerClass::from_fn(|class| self.serious_offers(class, length));
        let left = self.left_at(self.clock.at(0.5));
        let of_firms = over_chunks(self.firms.len(), CHUNK, self.people.len(), |range| {
            let first = range.start;
            let mut shaken = self.shaken().skip_while(|firm| firm.position() < first).peekable();
            let mean = |firm: FirmId| {
                while shaken.next_if(|&other| other < firm).is_some() {}
                let is_shaken = shaken.peek() == Some(&firm);
                let heads = self.firms.staff[firm].iter();
                let heads = heads.map(|(class, &heads)| f64::from(heads) * offers[class]);
                let turmoil = self.turmoil_over_step(firm, (is_shaken, left));
                heads.sum::<f64>() * (1.0 + recruiting.turmoil_contacts * turmoil)
            };
            range.map(FirmId::at).map(mean).collect::<Vec<_>>()
        });
        for (&unit, mean) in self.firms.unit.values().iter().zip(of_firms.into_iter().flatten()) {
            means[unit] += mean;
        }
        let count = |(unit, &mean): (UnitId, &f64)| {
            let mean = (mean * recruiting.contacts_per_offer).min(MOST);
            let key = FirmKey::of_name(self.scenario.unit_name(unit));
            let address = Address::of_firm(Decision::Contacts, key, self.clock.date());
            let law = Poisson::new(mean).ok();
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count")]
            law.map_or(0, |law| law.sample(&mut self.luck.at(address)) as u64)
        };
        means.iter().map(count).collect()
    }

    /// The mean turmoil of a firm in this step, by the middle of each of its days; for a member of a group,
    /// of which there are many, by the middle of the step, when so much is `left` of what nothing shakes.
    fn turmoil_over_step(&self, firm: FirmId, (is_shaken, left): (bool, Turmoil)) -> f64 {
        let is_named = firm.position() < self.scenario.firms.len();
        if !is_named && !is_shaken {
            let Turmoil { fast, slow, .. } = self.firms.row[firm].turmoil;
            return fast * left.fast + slow * left.slow;
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "few days")]
        let days = if is_named { (self.clock.length().0.round() as u32).max(1) } else { 1 };
        let at = |day: u32| self.clock.at((f64::from(day) + 0.5) / f64::from(days));
        (0..days).map(|day| self.turmoil_at(firm, at(day)).total()).sum::<f64>() / f64::from(days)
    }
}
