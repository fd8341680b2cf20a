//! **role-push**: whoever was hired to more research than the firm now does keeps it until pushed.

use crate::quantity::Days;
use crate::quantity::FirmId;
use crate::quantity::Moment;
use crate::quantity::ResearcherId;
use crate::random::Address;
use crate::random::Decision;

use super::Model;
use super::people::Line;

/// What somebody's own work is like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Work {
    /// The share that is research.
    pub(super) research: f64,
    /// Turmoil of one's own, besides the firm's.
    pub(super) turmoil: f64,
}

impl Model<'_> {
    /// Somebody's own work at an instant: that of the firm, but for whoever came for more research and
    /// has not been pushed yet. The push comes at an exponential time after the hire.
    pub(super) fn own_work(
        &self,
        id: ResearcherId,
        line: &Line,
        firm: FirmId,
        moment: Moment,
    ) -> Work {
        let research = f64::from(self.firms.row[firm].research_share);
        let lost = f64::from(line.research_at_hire) - research;
        let calm = Work { research, turmoil: 0.0 };
        let Some(law) = self.scenario.mechanisms.role_push.as_ref().filter(|_| lost > 0.0) else {
            return calm;
        };
        let address = Address::of(Decision::Push, id, line.hired).with(self.firms.key[firm]);
        let wait = self.luck.at(address).exponential() / law.reassignment.per_day();
        let since = moment.since(line.hired.midnight()).0 - wait;
        if since < 0.0 {
            return Work { research: research + lost, turmoil: 0.0 };
        }
        let turmoil = law.jump * lost * law.half_life.left_after(Days(since));
        Work { turmoil, ..calm }
    }
}
