//! `share-signed:FIRM`: which share of a staff signs a letter.

use crate::experiment::History;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm { name: "share-signed", asked: &[Asked::Unit], counts_exits: false },
    meaning: "of those who could sign the last letter of the firm's staff, the share that had signed within 48 hours; none without a letter",
    measure: Measure::Share,
    of: share_signed,
};

/// Hours after which signatures are counted, if the letter is open for so long.
const HOURS: usize = 48;

fn share_signed(history: &History, outcome: &Outcome) -> Option<f64> {
    let units = outcome.unit();
    let letter = history.letters.iter().rfind(|letter| units.contains(letter.unit))?;
    let signed = letter.signed.get(HOURS).or(letter.signed.last())?;
    (letter.staff > 0).then(|| f64::from(*signed) / f64::from(letter.staff))
}
