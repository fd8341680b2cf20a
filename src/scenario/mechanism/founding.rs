//! **founding**: people leave to found firms of their own.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::quantity::DAYS_PER_MONTH;
use crate::quantity::Days;
use crate::quantity::MonthlyRate;
use crate::quantity::Path;
use crate::quantity::Positive;
use crate::quantity::Share;
use crate::quantity::UnitId;
use crate::scenario::reading::Reading;
use crate::scenario::written::Dated;
use crate::scenario::written::not_negative;

/// Parameters of founding: who founds a firm, how it begins, and what becomes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Founding {
    /// Firms that somebody of log-talent 2 founds a month, at a calm firm without a brand to risk. Default
    /// 0.0013. Status S (A14, A15, A41).
    pub rate: MonthlyRate,
    /// By what each unit of log-talent raises the logarithm of the rate. Default 1.3. Status S (A15).
    pub talent: f64,
    /// The log-talent above which the rate rises no more. Default 3.5. Status F.
    pub top_talent: f64,
    /// By what a brand at full risk raises it. Default 1. Status F (A68).
    pub brand_risk: f64,
    /// By what each unit of turmoil raises it. Default 0.3. Status S (A41).
    pub turmoil: f64,
    /// What the climate of funding multiplies the rate by. Default 1. Status X (A29).
    pub funding: Path,
    /// The group that founded firms begin in.
    pub into: UnitId,
    /// The group that those belong to which succeed.
    pub becomes: UnitId,
    /// How many of those close to the founder are asked along. Default 6. Status F (A41).
    pub asks: u32,
    /// In what time a firm grows from those who began it to its planned size. Default 18 months. Status F.
    pub ramp: Days,
    /// How long a firm is in stealth, on average. Default 18 months. Status S (A14).
    pub stealth_time: Days,
    /// The probability that it succeeds then. Default 0.25. Status L (Hall and Woodward 2010).
    pub success: Share,
    /// The probability that whoever began a firm which fails can return to the firm that he left for it.
    /// Default 0.5. Status F.
    pub boomerang: Share,
}

/// People leave to found firms of their own.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct FoundingSpec {
    /// Firms that somebody of log-talent 2 founds a month, at a calm firm without a brand to risk. Default
    /// 0.0013. Status S (A14, A15, A41).
    rate: Option<MonthlyRate>,
    /// By what each unit of log-talent raises the logarithm of the rate. Default 1.3. Status S (A15).
    #[serde(default = "default_talent", deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    talent: f64,
    /// The log-talent above which the rate rises no more. Default 3.5. Status F.
    #[serde(default = "default_top_talent")]
    top_talent: f64,
    /// By what a brand at full risk (`brand-risk = 1` of the firm) raises the logarithm of the rate. Default
    /// 1. Status F (A68).
    #[serde(default = "default_brand_risk", deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    brand_risk: f64,
    /// By what each unit of turmoil at the firm raises the logarithm of the rate. Default 0.3. Status S
    /// (A41).
    #[serde(default = "default_turmoil", deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    turmoil: f64,
    /// The climate of funding: what the rate is multiplied by. Default 1. Status X (A29).
    funding: Option<Dated<Positive>>,
    /// The firm group that founded firms begin in: they draw their traits from its spreads. Required.
    into: String,
    /// The firm group that those belong to which succeed. Default: they stay in `into`.
    becomes: Option<String>,
    /// How many of his team and ties at the firm a founder asks along: each has an offer of the new firm,
    /// and decides. Nobody is asked without `[mechanism.contagion]`. Default 6. Status F (A41).
    #[serde(default = "default_asks")]
    asks: u32,
    /// In what time a firm grows from those who began it to its planned size. Default 18 months. Status F.
    #[serde(default = "default_time")]
    ramp: Days,
    /// How long a firm is in stealth, on average over an exponential time. Default 18 months. Status S
    /// (A14).
    #[serde(default = "default_time")]
    stealth_time: Days,
    /// The probability that it succeeds then; else it closes. Default 0.25. Status L (Hall and Woodward
    /// 2010).
    success: Option<Share>,
    /// The probability that the firm that somebody left to begin one which fails calls him back, if it has
    /// a post for him. Default 0.5. Status F.
    boomerang: Option<Share>,
}

fn default_talent() -> f64 {
    1.3
}

fn default_top_talent() -> f64 {
    3.5
}

fn default_brand_risk() -> f64 {
    1.0
}

fn default_turmoil() -> f64 {
    0.3
}

fn default_asks() -> u32 {
    6
}

fn default_time() -> Days {
    Days(18.0 * DAYS_PER_MONTH)
}

impl FoundingSpec {
    /// Founding as it is meant.
    pub(super) fn meant(self, reading: &mut Reading<'_>) -> Option<Founding> {
        let mut group = |key: &str, name: &str| {
            let span = reading.span(&["mechanism", "founding", key]);
            reading.group(name, &span)
        };
        let into = group("into", &self.into);
        let becomes = match &self.becomes {
            Some(name) => group("becomes", name),
            None => into,
        };
        let share = |written: Option<Share>, default: f64| {
            written.unwrap_or_else(|| Share::new(default).expect("a default is a share"))
        };
        let rate = MonthlyRate::new(0.0013).expect("a rate is not below 0");
        Some(Founding {
            rate: self.rate.unwrap_or(rate),
            talent: self.talent,
            top_talent: self.top_talent,
            brand_risk: self.brand_risk,
            turmoil: self.turmoil,
            funding: self.funding.map_or_else(|| Path::constant(1.0), |dated| dated.path),
            into: into?,
            becomes: becomes?,
            asks: self.asks,
            ramp: self.ramp,
            stealth_time: self.stealth_time,
            success: share(self.success, 0.25),
            boomerang: share(self.boomerang, 0.5),
        })
    }
}
