//! `pay-response-gap:CLASS:MONEY`: whether money pulls less at those whose mission matches.

use crate::experiment::History;
use crate::experiment::OfferCount;
use crate::quantity::Match;
use crate::scenario::Argument;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm {
        name: "pay-response-gap",
        asked: &[Asked::Class, Asked::Money],
        counts_exits: false,
    },
    meaning: "by how much the share of offers taken is greater for packages from the sum up than for those below it (as for offers-made), where the mission matches that of the employer poorly (low), less the same where it matches well (high): above 0 if money pulls less at those who share a mission; none if one of the four has no offers",
    measure: Measure::Share,
    of: pay_response_gap,
};

fn pay_response_gap(history: &History, outcome: &Outcome) -> Option<f64> {
    let [Argument::Class(class), Argument::Money(least)] = outcome.arguments[..] else {
        outcome.misread()
    };
    let response = |matched: Match| {
        let high = history.offers_of(class, least, Some(matched));
        let all = history.offers_of(class, 0, Some(matched));
        let low = OfferCount { made: all.made - high.made, taken: all.taken - high.taken, ..all };
        Some(high.share_taken()? - low.share_taken()?)
    };
    Some(response(Match::Low)? - response(Match::High)?)
}
