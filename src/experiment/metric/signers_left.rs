//! `signers-left:FIRM:DATE`: which share of those who signed a letter has left.

use std::collections::BTreeMap;

use crate::experiment::History;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm {
        name: "signers-left",
        asked: &[Asked::Unit, Asked::Date],
        counts_exits: false,
    },
    meaning: "of those who signed a letter of the firm's staff, the share that had left the firm before the date, for another one or out of the market; none if nobody signed",
    measure: Measure::Share,
    of: signers_left,
};

fn signers_left(history: &History, outcome: &Outcome) -> Option<f64> {
    let (units, date) = outcome.unit_on();
    let letters = history.letters.iter().filter(|letter| units.contains(letter.unit));
    // Who has signed several letters is one person, and has left if he had after any of them.
    let mut signers: BTreeMap<u32, bool> = BTreeMap::new();
    for signer in letters.flat_map(|letter| &letter.signers) {
        *signers.entry(signer.person).or_default() |=
            signer.left.is_some_and(|(day, _)| day < date);
    }
    let left = signers.values().filter(|&&has_left| has_left).count();
    (!signers.is_empty()).then(|| left as f64 / signers.len() as f64)
}
