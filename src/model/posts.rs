//! Posts: how many a firm plans, and which of them are open.

use crate::quantity::CLASSES;
use crate::quantity::Class;
use crate::quantity::PerClass;
use crate::scenario::Vacancies;

use super::Model;
use super::firm::Plan;

impl Plan {
    /// Whole posts of a class in a plan of so many heads. Fractions are rounded by a lottery that is
    /// drawn once: of a thousand firms with 0.3 stars each, the same 300 have one as long as nothing grows.
    #[inline]
    pub(super) fn posts(&self, heads: f64, class: Class) -> u32 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "head-counts")]
        ((heads * self.mix[class] + self.rounding[class]) as u32)
    }
}

impl Model<'_> {
    /// Opens posts, and lets the firms claim their places on the callers' board.
    pub(super) fn plan(&mut self) {
        let sizes = self.planned_sizes(self.clock.start());
        for (firm, plan) in self.firms.plan.iter() {
            let (staff, scale) = (&self.firms.staff[firm], &self.firms.scale[firm].staff);
            let venture = self.firms.venture(firm);
            let posts = |class: Class| match venture {
                Some(venture) => venture.posts(plan, sizes[firm], (class, scale[class])),
                None => plan.posts(sizes[firm] * scale[class], class),
            };
            self.firms.open[firm] = match plan.vacancies {
                Vacancies::Unlimited => PerClass::default(),
                Vacancies::Limited => PerClass(
                    CLASSES
                        .map(|class| (class, posts(class)))
                        .map(|(class, posts)| posts.saturating_sub(staff[class])),
                ),
            };
        }
        self.adjust_bands();
        if self.scenario.mechanisms.recruiting.is_some() {
            self.claim_places(&sizes);
        }
    }
}
