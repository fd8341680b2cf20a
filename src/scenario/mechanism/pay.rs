//! **pay**: what somebody earns, and what an offer comes to.

use schemars::JsonSchema;
use serde::Deserialize;
use serde::Deserializer;
use serde::de::Error;

use crate::quantity::Days;
use crate::quantity::LogPoints;
use crate::quantity::Money;
use crate::quantity::MonthlyRate;
use crate::quantity::Share;
use crate::quantity::WrongValue;
use crate::scenario::written::Amount;
use crate::scenario::written::Pair;
use crate::scenario::written::not_negative;

/// Parameters of pay: bands that move, raises that follow them, and bids for stars.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Pay {
    /// How much of a rise of the band reaches those who are already there. Default 0.8. Status F.
    pub pass_through: Share,
    /// How long the cash counts that a job promises. Default 4 years. Status F.
    pub horizon: Days,
    /// The rate a year at which it is discounted. Default 0.05. Status F.
    pub discount_rate: Share,
    /// The share of pay that is saved. Default 0.2. Status F.
    pub saving: Share,
    /// Liquid wealth at the first job, in years of the class's pay. Default 0.5. Status F.
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    pub first_wealth: f64,
    /// What a firm would pay a year for the top star, as a share of the reference budget. Default 0.01.
    /// Status S (A49).
    pub bid_share: Share,
    /// How that responds to the firm's training budget. Default 1. Status S (A117).
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    pub bid_elasticity: f64,
    /// The reference budget, at which the response counts from. Default $1bn.
    #[serde(deserialize_with = "amount")]
    #[schemars(with = "Amount")]
    pub reference_budget: Money,
    /// The log-talent of the top star. Default 3.5. Status S (A49).
    pub top_talent: LogPoints,
    /// How fast employers raise somebody's pay towards the market price of his talent, where that is more.
    /// Default 0.1 a month. Status F.
    pub repricing: MonthlyRate,
    /// How fast a band rises where it takes twice the usual time to fill a post, in log points a month; it
    /// sinks as fast where posts are filled at once. Default 0.05. Status F.
    pub own_vacancies: MonthlyRate,
    /// How fast a band follows those of rivals, a month. Default 0.1. Status F (A116).
    pub rivals: MonthlyRate,
    /// The usual time from the opening of a post to the hire, at which bands rest: about what posts take in the
    /// market of the library. Default 50 days. Status F.
    pub usual_time_to_fill: Days,
    /// What a band may come to against its policy: what the budget allows. Default 0.9 and 2,
    /// since pay seldom falls (Bewley 1999). Status F.
    #[serde(deserialize_with = "bounds")]
    pub band_bounds: [f64; 2],
}

impl Default for Pay {
    fn default() -> Self {
        let share = |share| Share::new(share).expect("a share lies between 0 and 1");
        let rate = |per_month| MonthlyRate::new(per_month).expect("a rate is not below 0");
        Self {
            pass_through: share(0.8),
            horizon: Days(4.0 * crate::quantity::DAYS_PER_YEAR),
            discount_rate: share(0.05),
            saving: share(0.2),
            first_wealth: 0.5,
            bid_share: share(0.01),
            bid_elasticity: 1.0,
            reference_budget: Money(1e9),
            top_talent: LogPoints::new(3.5).expect("3.5 is finite"),
            repricing: rate(0.1),
            own_vacancies: rate(0.05),
            rivals: rate(0.1),
            usual_time_to_fill: Days(50.0),
            band_bounds: [0.9, 2.0],
        }
    }
}

fn amount<'de, D: Deserializer<'de>>(from: D) -> Result<Money, D::Error> {
    Amount::deserialize(from).map(Amount::money)
}

/// Two factors around 1.
fn bounds<'de, D: Deserializer<'de>>(from: D) -> Result<[f64; 2], D::Error> {
    let Pair(least, greatest) = Pair::deserialize(from)?;
    let around = 0.0 < least && least <= 1.0 && 1.0 <= greatest && greatest.is_finite();
    let expected = "a factor from above 0 to 1, and one from 1 up";
    let wrong = || D::Error::custom(WrongValue::new(expected, format!("{least} and {greatest}")));
    around.then_some([least, greatest]).ok_or_else(wrong)
}
