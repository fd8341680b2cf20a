//! `signers-left:FIRM:DATE`: which share of those who signed a letter has left.

use crate::experiment::History;
use crate::scenario::Argument;
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
    let [Argument::Units(ref units), Argument::Date(date)] = outcome.arguments[..] else {
        return None;
    };
    let letters = history.letters.iter().filter(|letter| units.contains(letter.unit));
    let signers: Vec<_> = letters.flat_map(|letter| &letter.signers).collect();
    let left = signers.iter().filter(|signer| signer.left.is_some_and(|(day, _)| day < date));
    (!signers.is_empty()).then(|| left.count() as f64 / signers.len() as f64)
}
