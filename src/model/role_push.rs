//! **role-push**: whoever was hired to more research than the firm now does keeps it until pushed.

use crate::quantity::DAYS_PER_MONTH;
use crate::quantity::Days;
use crate::quantity::FirmId;
use crate::quantity::Index;
use crate::quantity::Moment;
use crate::quantity::ResearcherId;
use crate::random::Address;
use crate::random::Decision;
use crate::scenario::Scenario;

use super::Model;
use super::firm::named;
use super::people::Line;

/// Months before the start of a run from which shares of research are remembered: of people who were hired
/// before that the fall, if there was one, is taken to be as long ago.
const MONTHS_BEFORE: i32 = 120;

/// What the shares of research of the named firms have been: each list ascends by time, and has an entry
/// wherever the share is another one than before.
#[derive(Debug, Default)]
pub(super) struct ResearchLog(Vec<Vec<(Moment, f32)>>);

/// What somebody's own work is like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Work {
    /// The share that is research.
    pub(super) research: f64,
    /// Turmoil of one's own, besides the firm's.
    pub(super) turmoil: f64,
}

impl ResearchLog {
    /// The months before an instant, by the paths of the scenario.
    pub(super) fn before(scenario: &Scenario, start: Moment) -> Self {
        let mut log = Self(vec![Vec::new(); scenario.firms.len()]);
        for (firm, named) in named(scenario) {
            for month in (1..=MONTHS_BEFORE).rev() {
                let moment = start.plus(Days(f64::from(-month) * DAYS_PER_MONTH));
                log.note(firm, moment, named.research_share.at(moment));
            }
        }
        log
    }

    /// Notes the share of a firm at an instant later than those before.
    pub(super) fn note(&mut self, firm: FirmId, moment: Moment, share: f64) {
        #[expect(clippy::cast_possible_truncation, reason = "a share needs few digits")]
        let share = share as f32;
        let log = &mut self.0[firm.position()];
        if log.last().is_none_or(|&(_, last)| last.to_bits() != share.to_bits()) {
            log.push((moment, share));
        }
    }

    /// When a firm first fell below a share, from an instant on.
    fn falls_below(&self, firm: FirmId, share: f32, from: Moment) -> Option<Moment> {
        let log = self.0.get(firm.position())?;
        let later = log.partition_point(|&(moment, _)| moment <= from);
        let fall = log[later..].iter().find(|&&(_, now)| now < share);
        fall.map(|&(moment, _)| moment)
    }

    /// The share of a firm at an instant.
    fn at(&self, firm: FirmId, moment: Moment) -> Option<f32> {
        let log = self.0.get(firm.position())?;
        let later = log.partition_point(|&(entry, _)| entry <= moment);
        log.get(later.saturating_sub(1)).map(|&(_, share)| share)
    }
}

impl Model<'_> {
    /// Somebody's own work at an instant: that of the firm, but for whoever came for more research and
    /// has not been pushed yet. The push comes at an exponential time after the firm fell below the share
    /// at hire.
    pub(super) fn own_work(
        &self,
        id: ResearcherId,
        line: &Line,
        firm: FirmId,
        moment: Moment,
    ) -> Work {
        let research = f64::from(self.firms.row[firm].research_share);
        let at_hire = f64::from(line.research_at_hire);
        let calm = Work { research, turmoil: 0.0 };
        let Some(law) = self.scenario.mechanisms.role_push.as_ref().filter(|_| at_hire > research)
        else {
            return calm;
        };
        let log = &self.firms.research_log;
        let fall = log.falls_below(firm, line.research_at_hire, line.hired.midnight());
        let Some(fall) = fall else { return calm };
        let address = Address::of(Decision::Push, id, line.hired).with(self.firms.key[firm]);
        let wait = self.luck.at(address).exponential() / law.reassignment.per_day();
        let push = fall.plus(Days(wait));
        let since = moment.since(push);
        if since.0 < 0.0 {
            return Work { research: at_hire, turmoil: 0.0 };
        }
        let lost = at_hire - log.at(firm, push).map_or(research, f64::from);
        let turmoil = law.jump * lost.max(0.0) * law.half_life.left_after(since);
        Work { turmoil, ..calm }
    }
}
