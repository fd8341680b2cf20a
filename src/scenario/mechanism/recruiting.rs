//! **recruiting**: who gets a serious offer, when, and from whom.

use schemars::JsonSchema;
use serde::Deserialize;
use serde::Deserializer;
use serde::de::Error;

use crate::quantity::DAYS_PER_MONTH;
use crate::quantity::Days;
use crate::quantity::LogPoints;
use crate::quantity::MonthlyRate;
use crate::quantity::PerClass;
use crate::quantity::Positive;
use crate::quantity::Share;
use crate::quantity::Spread;
use crate::quantity::WrongValue;
use crate::scenario::written::ByClass;
use crate::scenario::written::Pair;
use crate::scenario::written::Table;
use crate::scenario::written::not_negative;
use crate::scenario::written::positive_spread;

/// Parameters of recruiting. A serious offer is one whose contact, reply and screening have passed.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Recruiting {
    /// Serious offers per month to one person, at reference tightness. Defaults: star 0.35,
    /// researcher 0.38, engineer 0.14, applied 0.14. Status S (A1, A3, A42): only the product with
    /// acceptance is pinned.
    #[serde(deserialize_with = "serious_offers")]
    #[schemars(with = "Table<ByClass<MonthlyRate>>")]
    pub serious_offers: PerClass<MonthlyRate>,
    /// Open vacancies per head of the nominal population at which offers arrive at those rates.
    /// Default 0.06. Status F.
    pub reference_tightness: Positive,
    /// How offers respond to tightness. Default 0.5. Status F, 0 to 1.
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    pub tightness_exponent: f64,
    /// The least and the greatest response to tightness. Defaults 0.5 and 3. Status F.
    #[serde(deserialize_with = "bounds")]
    pub tightness_bounds: [f64; 2],
    /// Time from the contact to the offer. Defaults: stars 3 days, others 21 days. Status F (A59).
    #[serde(deserialize_with = "time_to_offer")]
    #[schemars(with = "Table<ByClass<Days>>")]
    pub time_to_offer: PerClass<Days>,
    /// A vacancy makes one offer in this time. Default 7 days. Status F.
    pub offer_interval: Days,
    /// By how much one unit of turmoil at the employer raises serious offers. Default 0.4.
    /// Status F, 0 to 0.6 (A33).
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    pub turmoil_response: f64,
    /// How far serious offers follow talent, from 0 to 1: they are multiplied by one and this times the
    /// hyperbolic tangent of the talent, in standard deviations from the mean of the class. Default 0.3.
    /// Status F.
    pub talent_response: Share,
    /// How well somebody is known to recruiters: what multiplies serious offers to him, for good. Default 1
    /// for everybody. Status F (A120).
    #[serde(deserialize_with = "positive_spread")]
    #[schemars(with = "Spread")]
    pub exposure: Spread,
    /// How often somebody at a calm firm shows that he is open to work, per month. 0 is never.
    /// Default 0.01. Status F (A87).
    pub open_to_work_rate: MonthlyRate,
    /// How long he shows it, unless he moves. Default 3 months. Status F.
    pub open_to_work_time: Days,
    /// Serious offers to those who show that they are open to work, on top of the ordinary ones and as a
    /// multiple of them. Default 1. Status F (A87).
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    pub open_to_work: f64,
    /// By how much one unit of turmoil at the employer raises the rate at which people show that they are
    /// open to work. Default 5, as for contacts. Status F, 0 to 10 (A87).
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    pub turmoil_search: f64,
    /// Serious offers through former colleagues: a firm that is written out calls the people of another
    /// one this often on top, as a multiple of its ordinary calls, times the logarithm of one and the moves
    /// from there to it so far. Default 0.25. Status S (A93).
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    pub alumni: f64,
    /// How many advertisements of posts somebody reads a month who shows that he is open to work. He applies
    /// where he would rather work than where he does. Default 0.5. Status F (A27, A107).
    pub advertisements: MonthlyRate,
    /// What an offer is worth more, in log points, whose caller was the first: nobody else had an offer on
    /// the way to the same person then. Default 0.05. Status F (A73).
    pub first_contact: LogPoints,
    /// How many serious offers one person can have on their way at a time, from 1 to 4: calls beyond them
    /// come to nothing. Default 3. Status F.
    #[serde(deserialize_with = "live_offers")]
    #[schemars(range(min = 1, max = 4))]
    pub live_offers: u32,
    /// A firm calls the same person once in this time, as far as his last four serious offers show; of no
    /// length, there is no such limit. Default 91 days. Status S.
    pub pair_interval: Days,
    /// Mere contacts by recruiters for one serious offer, in calm. Default 25. Status F, 10 to 50.
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    pub contacts_per_offer: f64,
    /// By how much one unit of turmoil at the employer raises mere contacts. Default 5. Status S (A25).
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    pub turmoil_contacts: f64,
}

/// The most offers on their way that one person can have: what is remembered of everybody.
pub const MOST_LIVE_OFFERS: u32 = 4;

impl Default for Recruiting {
    fn default() -> Self {
        let rate = |per_month| MonthlyRate::new(per_month).expect("a rate is not below 0");
        Self {
            serious_offers: PerClass([rate(0.35), rate(0.38), rate(0.14), rate(0.14)]),
            reference_tightness: Positive::new(0.06).expect("0.06 is above 0"),
            tightness_exponent: 0.5,
            tightness_bounds: [0.5, 3.0],
            time_to_offer: PerClass([Days(3.0), Days(21.0), Days(21.0), Days(21.0)]),
            offer_interval: Days(7.0),
            turmoil_response: 0.4,
            talent_response: Share::new(0.3).expect("0.3 is a share"),
            exposure: Spread::Constant(1.0),
            open_to_work_rate: rate(0.01),
            open_to_work_time: Days(3.0 * DAYS_PER_MONTH),
            open_to_work: 1.0,
            turmoil_search: 5.0,
            alumni: 0.25,
            advertisements: rate(0.5),
            first_contact: LogPoints::new(0.05).expect("0.05 is finite"),
            live_offers: 3,
            pair_interval: Days(91.0),
            contacts_per_offer: 25.0,
            turmoil_contacts: 5.0,
        }
    }
}

fn serious_offers<'de, D: Deserializer<'de>>(from: D) -> Result<PerClass<MonthlyRate>, D::Error> {
    Ok(Table::<ByClass<_>>::deserialize(from)?.0.or(Recruiting::default().serious_offers))
}

fn time_to_offer<'de, D: Deserializer<'de>>(from: D) -> Result<PerClass<Days>, D::Error> {
    Ok(Table::<ByClass<_>>::deserialize(from)?.0.or(Recruiting::default().time_to_offer))
}

fn bounds<'de, D: Deserializer<'de>>(from: D) -> Result<[f64; 2], D::Error> {
    let Pair(least, greatest) = Pair::deserialize(from)?;
    let ordered = 0.0 < least && least <= greatest && greatest.is_finite();
    let expected = "two numbers above 0, the lesser one first";
    let wrong = || D::Error::custom(WrongValue::new(expected, format!("{least} and {greatest}")));
    ordered.then_some([least, greatest]).ok_or_else(wrong)
}

fn live_offers<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    let number = u32::deserialize(from)?;
    let wrong = || D::Error::custom(WrongValue::new("a whole number from 1 to 4", number));
    (1..=MOST_LIVE_OFFERS).contains(&number).then_some(number).ok_or_else(wrong)
}
