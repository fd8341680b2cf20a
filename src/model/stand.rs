//! Where firms and people stand on the plane of missions, for whoever watches.

use crate::quantity::Column;
use crate::quantity::FirmId;
use crate::quantity::UnitId;
use crate::quantity::mix;

use super::Model;
use super::people::Job;

/// People whose positions are told, in the nominal population.
const SAMPLE: f64 = 300.0;

impl Model<'_> {
    /// Where every named firm and group stands: safety (-1) to speed (+1), and research (-1) to product (+1);
    /// of a group the mean over its firms, weighted by staff. None without staff.
    pub fn positions(&self) -> Column<UnitId, Option<[f64; 2]>> {
        let mut sums: Column<UnitId, ([f64; 2], f64)> =
            vec![Default::default(); self.scenario.units()].into();
        for (firm, &unit) in self.firms.unit.iter() {
            let heads = self.heads(firm);
            let (sum, people) = &mut sums[unit];
            for (axis, position) in sum.iter_mut().zip(self.firms.row[firm].position) {
                *axis += heads * f64::from(position);
            }
            *people += heads;
        }
        let mean = |&(sum, people): &([f64; 2], f64)| {
            (people > 0.0).then(|| sum.map(|axis| axis / people))
        };
        sums.values().iter().map(mean).collect()
    }

    /// About 300 people with jobs, whom their ids name whatever happens, and where they stand.
    pub fn sample(&self) -> impl Iterator<Item = (Job, [f64; 2])> {
        let share = SAMPLE / self.first.population.greatest(self.first.time);
        let is_in = move |person: &usize| {
            let mark = (mix(!self.people.id[*person].0) >> 32) as f64 / 4_294_967_296.0;
            mark < share
        };
        let told = |person: usize| {
            Some((self.job(person)?, self.people.line[person].position.map(f64::from)))
        };
        (0..self.people.len()).filter(is_in).filter_map(told)
    }

    fn heads(&self, firm: FirmId) -> f64 {
        f64::from(self.firms.staff[firm].0.iter().sum::<u32>())
    }
}
