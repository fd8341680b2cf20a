//! Posts: how many a firm plans, and which of them are open.

use crate::quantity::Class;
use crate::quantity::FirmId;
use crate::quantity::Index;
use crate::quantity::PerClass;
use crate::scenario::Vacancies;

use super::Model;
use super::firm::Plan;
use super::parallel::over_chunks;

/// Firms per chunk.
const CHUNK: usize = 1_024;

impl Plan {
    /// Whole posts of a class in a plan of so many heads. Fractions are rounded by a lottery that is
    /// drawn once: of a thousand firms with 0.3 stars each, the same 300 have one as long as nothing grows.
    #[inline]
    pub(super) fn posts(&self, heads: f64, class: Class) -> u32 {
        self.posts_beside(heads, class, 0.0)
    }

    /// The same beside posts of which there is no plan.
    #[inline]
    pub(super) fn posts_beside(&self, heads: f64, class: Class, others: f64) -> u32 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "head-counts")]
        ((heads * self.mix[class] + others + self.rounding[class]) as u32)
    }
}

impl Model<'_> {
    /// Opens posts, and lets the firms claim their places on the callers' board.
    pub(super) fn plan(&mut self) {
        let sizes = self.planned_sizes(self.clock.start());
        let open = over_chunks(self.firms.len(), CHUNK, self.people.len(), |range| {
            range.map(FirmId::at).map(|firm| self.open_posts(firm, sizes[firm])).collect::<Vec<_>>()
        });
        self.firms.open = open.into_iter().flatten().collect();
        if self.scenario.mechanisms.recruiting.is_some() {
            self.claim_places(&sizes);
        }
    }

    /// The posts of a firm that nobody holds, by its planned head-count.
    fn open_posts(&self, firm: FirmId, size: f64) -> PerClass<u32> {
        let (plan, staff) = (&self.firms.plan[firm], &self.firms.staff[firm]);
        if plan.vacancies == Vacancies::Unlimited {
            return PerClass::default();
        }
        let (venture, scale) = (self.firms.venture(firm), &self.firms.scale[firm]);
        PerClass::from_fn(|class| {
            let posts = match venture {
                Some(venture) => venture.posts(plan, size, (class, scale)),
                None => plan.posts_beside(size * scale.staff[class], class, scale.units[class]),
            };
            posts.saturating_sub(staff[class])
        })
    }
}
