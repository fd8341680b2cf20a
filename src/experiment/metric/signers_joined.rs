//! `signers-joined:FROM:TO`: whom those join who signed a letter and left.

use crate::experiment::History;
use crate::scenario::Argument;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm {
        name: "signers-joined",
        asked: &[Asked::Unit, Asked::Unit],
        counts_exits: false,
    },
    meaning: "of those who signed a letter of the first firm's staff and left it for another one, the share that joined the second; none if none did",
    measure: Measure::Share,
    of: signers_joined,
};

fn signers_joined(history: &History, outcome: &Outcome) -> Option<f64> {
    let [Argument::Units(ref from), Argument::Units(ref to)] = outcome.arguments[..] else {
        return None;
    };
    let letters = history.letters.iter().filter(|letter| from.contains(letter.unit));
    let signers = letters.flat_map(|letter| &letter.signers);
    let joined: Vec<_> = signers.filter_map(|signer| signer.left?.1).collect();
    let theirs = joined.iter().filter(|&&unit| to.contains(unit)).count();
    (!joined.is_empty()).then(|| theirs as f64 / joined.len() as f64)
}
