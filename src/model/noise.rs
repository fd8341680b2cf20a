//! Noise: what nobody else knows of what a firm is to somebody.

use crate::quantity::Date;
use crate::quantity::FirmId;
use crate::quantity::FirmKey;
use crate::quantity::ResearcherId;
use crate::random::Decision;
use crate::random::LnStable;
use crate::random::Luck;
use crate::random::Screen;
use crate::scenario::Choice;

use super::Model;

/// The law of the noise of pairs of person and firm: a Gumbel of the noise scale, of whose variance a share
/// belongs to the pair for good.
///
/// `s (a ln S + a G)` with S positive stable of index `a = sqrt(1 - share)` and G standard Gumbel is again
/// Gumbel of scale `s` (Cardell 1997), so that first choices are logit.
#[derive(Debug)]
pub(super) struct Noise {
    scale: f64,
    /// What is left to the fresh part: `a`.
    fresh: f64,
    lasting: Lasting,
    pairs: Screen,
    choices: Screen,
}

/// The lasting part, over the noise scale.
#[derive(Debug)]
enum Lasting {
    /// All noise is fresh.
    None,
    Stable(LnStable),
    /// No noise is fresh: a whole Gumbel, the limit of the others.
    Gumbel,
}

impl Noise {
    pub(super) fn new(law: &Choice, luck: &Luck) -> Self {
        let fresh = (1.0 - law.persistent_share.get()).sqrt();
        let lasting = match fresh {
            _ if fresh >= 1.0 => Lasting::None,
            _ if fresh <= 0.0 => Lasting::Gumbel,
            _ => Lasting::Stable(LnStable::new(fresh)),
        };
        Self {
            scale: law.noise_scale.get(),
            fresh,
            lasting,
            pairs: luck.screen(Decision::Pair, Date::default()),
            choices: luck.screen(Decision::Choice, Date::default()),
        }
    }
}

impl Model<'_> {
    /// The noise of a pair of person and firm at a date.
    pub(super) fn noise(&self, id: ResearcherId, firm: FirmId, date: Date) -> f64 {
        let key = self.firms.key[firm];
        let Noise { scale, fresh, lasting, pairs, choices } = &self.noise;
        let pair = Screen::case(id, key, Date::default());
        let lasting = match lasting {
            Lasting::None => 0.0,
            Lasting::Stable(law) => law.at([0, 1].map(|number| pairs.unit(pair, number))),
            Lasting::Gumbel => gumbel(pairs.unit(pair, 0)),
        };
        scale * (lasting + fresh * gumbel(choices.unit(Screen::case(id, key, date), 0)))
    }

    /// The part of the noise that is drawn anew on each day, in a decision of its own.
    pub(super) fn fresh_noise(
        &self,
        decision: Decision,
        id: ResearcherId,
        key: FirmKey,
        date: Date,
    ) -> f64 {
        let screen = self.luck.screen(decision, Date::default());
        self.noise.scale * self.noise.fresh * gumbel(screen.unit(Screen::case(id, key, date), 0))
    }
}

/// The quantile of the standard Gumbel law.
fn gumbel(share: f64) -> f64 {
    -(-share.ln()).ln()
}
