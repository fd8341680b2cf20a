//! **equity**: what a grant of shares or options is worth to whoever holds it.

use schemars::JsonSchema;
use serde::Deserialize;
use serde::Deserializer;
use serde::de::Error;

use crate::quantity::DAYS_PER_MONTH;
use crate::quantity::DAYS_PER_YEAR;
use crate::quantity::Days;
use crate::quantity::Money;
use crate::quantity::Share;
use crate::quantity::WrongValue;
use crate::scenario::written::Amount;
use crate::scenario::written::NotNegative;
use crate::scenario::written::Pair;
use crate::scenario::written::not_negative;

/// Parameters of equity: a grant is a call on what the firm is worth, whose expected growth falls as the
/// firm grows. What a firm grants is a policy of its own.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Equity {
    /// The growth a year that people expect of a firm of the reference valuation. Default 0.5.
    /// Status S (A101).
    pub growth: f64,
    /// By how much expected growth falls for each unit of the logarithm of the valuation. Default 0.08.
    /// Status S (A101).
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    pub shrinking: f64,
    /// The valuation at which growth is as stated. Default $1bn.
    #[serde(deserialize_with = "amount")]
    #[schemars(with = "Amount")]
    pub reference_valuation: Money,
    /// The least and the greatest growth a year that people expect. Defaults 0.05 and 0.3. Status F.
    #[serde(deserialize_with = "bounds")]
    pub growth_bounds: [f64; 2],
    /// What nobody expects a firm to be worth more than. Default $4tn. Status F.
    #[serde(deserialize_with = "amount")]
    #[schemars(with = "Amount")]
    pub ceiling: Money,
    /// The rate a year at which people discount equity. Default 0.15. Status F.
    pub discount_rate: Share,
    /// How far ahead people look to the day on which shares can be sold. Default 4 years. Status F.
    pub horizon: Days,
}

impl Default for Equity {
    fn default() -> Self {
        Self {
            growth: 0.5,
            shrinking: 0.08,
            reference_valuation: Money(1e9),
            growth_bounds: [0.05, 0.3],
            ceiling: Money(4e12),
            discount_rate: Share::new(0.15).expect("0.15 is a share"),
            horizon: Days(4.0 * DAYS_PER_YEAR),
        }
    }
}

/// What a firm grants to those whom it hires.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EquityPolicy {
    /// The face value that vests in a year, as a multiple of cash a year.
    pub multiple: f64,
    /// Whether shares can be sold as they vest, at face value: no option, and no risk that people mind.
    pub listed: bool,
    /// Nothing vests before.
    pub cliff: Days,
    /// By then all of a grant has vested, evenly since the hire.
    pub vesting: Days,
    /// The strike of the call, as a share of what the firm is worth on the day of the grant.
    pub hurdle: f64,
    /// The volatility of what the firm is worth, per square root of a year.
    pub volatility: f64,
    /// The probability that shares can ever be sold.
    pub success: f64,
    /// What is granted in later years, as a share of what vests in a year at first.
    pub refresher: f64,
    /// Which share of the equity that they leave behind the firm pays to those whom it hires.
    pub buy_out: f64,
}

/// `equity` of a firm or group: what is granted to those who are hired. Only with `[mechanism.equity]`.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct EquitySpec {
    /// The face value that vests in a year, as a multiple of cash a year. Required.
    multiple: NotNegative,
    /// Whether shares can be sold as they vest, at face value. Default `false`: they are options on what
    /// the firm is worth.
    #[serde(default)]
    listed: bool,
    /// Nothing vests before. Default 12 months. Status F.
    cliff: Option<Days>,
    /// By then all of a grant has vested. Default 48 months. Status F.
    vesting: Option<Days>,
    /// The strike, as a share of what the firm is worth on the day of the grant. Default 1. Status F.
    hurdle: Option<NotNegative>,
    /// The volatility of what the firm is worth, per square root of a year. Default 0.8. Status F.
    volatility: Option<NotNegative>,
    /// The probability that shares can ever be sold. Default 1. Status L: for start-ups 0.25 (Hall and
    /// Woodward 2010).
    success: Option<Share>,
    /// What is granted in later years, as a share of what vests in a year at first. Default 0.65.
    /// Status F.
    refresher: Option<NotNegative>,
    /// Which share of the equity that they leave behind the firm pays to those whom it hires. Default 0.
    /// Status F.
    buy_out: Option<Share>,
}

impl EquitySpec {
    /// The policy that is meant.
    pub(in crate::scenario) fn meant(self) -> EquityPolicy {
        let or = |written: Option<NotNegative>, default: f64| written.map_or(default, |one| one.0);
        EquityPolicy {
            multiple: self.multiple.0,
            listed: self.listed,
            cliff: self.cliff.unwrap_or(Days(12.0 * DAYS_PER_MONTH)),
            vesting: self.vesting.unwrap_or(Days(48.0 * DAYS_PER_MONTH)),
            hurdle: or(self.hurdle, 1.0),
            volatility: or(self.volatility, 0.8),
            success: self.success.map_or(1.0, Share::get),
            refresher: or(self.refresher, 0.65),
            buy_out: self.buy_out.map_or(0.0, Share::get),
        }
    }
}

fn amount<'de, D: Deserializer<'de>>(from: D) -> Result<Money, D::Error> {
    Amount::deserialize(from).map(Amount::money)
}

fn bounds<'de, D: Deserializer<'de>>(from: D) -> Result<[f64; 2], D::Error> {
    let Pair(least, greatest) = Pair::deserialize(from)?;
    let ordered = least <= greatest && least > -1.0 && greatest < 10.0;
    let expected = "two rates of growth a year, the lesser one first";
    let wrong = || D::Error::custom(WrongValue::new(expected, format!("{least} and {greatest}")));
    ordered.then_some([least, greatest]).ok_or_else(wrong)
}
