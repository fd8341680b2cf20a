//! `signers-joined:FROM:TO`: whom those join who signed a letter and left.

use std::collections::BTreeMap;

use crate::experiment::History;
use crate::quantity::Date;
use crate::quantity::UnitId;
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
        outcome.misread()
    };
    let letters = history.letters.iter().filter(|letter| from.contains(letter.unit));
    // Who has signed several letters is one person, and counts as he first left for another firm.
    let mut joined: BTreeMap<u32, (Date, UnitId)> = BTreeMap::new();
    for signer in letters.flat_map(|letter| &letter.signers) {
        let Some((day, Some(unit))) = signer.left else { continue };
        let first = joined.entry(signer.person).or_insert((day, unit));
        if day < first.0 {
            *first = (day, unit);
        }
    }
    let theirs = joined.values().filter(|&&(_, unit)| to.contains(unit)).count();
    (!joined.is_empty()).then(|| theirs as f64 / joined.len() as f64)
}
