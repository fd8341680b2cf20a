//! **recruiting**: who gets a serious offer, when, and from whom.

use crate::quantity::Days;
use crate::quantity::MonthlyRate;
use crate::quantity::PerClass;
use crate::quantity::Positive;

/// Parameters of recruiting. A serious offer is one whose contact, reply and screening have passed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Recruiting {
    /// Serious offers per month to one person, at reference tightness. Defaults: star 0.35,
    /// researcher 0.38, engineer 0.14, applied 0.14. Status S (A1, A3, A42): only the product with
    /// acceptance is pinned.
    pub serious_offers: PerClass<MonthlyRate>,
    /// Open vacancies per head of the nominal population at which offers arrive at those rates.
    /// Default 0.06. Status F.
    pub reference_tightness: Positive,
    /// How offers respond to tightness. Default 0.5. Status F, 0 to 1.
    pub tightness_exponent: f64,
    /// The least and the greatest response to tightness. Defaults 0.5 and 3. Status F.
    pub tightness_bounds: [f64; 2],
    /// Time from the contact to the offer. Defaults: stars 3 days, others 21 days. Status F (A59).
    pub time_to_offer: PerClass<Days>,
    /// A vacancy makes one offer in this time. Default 7 days. Status F.
    pub offer_interval: Days,
    /// By how much one unit of turmoil at the employer raises serious offers. Default 0.4.
    /// Status F, 0 to 0.6 (A33).
    pub turmoil_response: f64,
}
