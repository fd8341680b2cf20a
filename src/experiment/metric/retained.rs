//! `retained:FIRM`: how many are kept by a counter-offer.

use crate::experiment::History;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm { name: "retained", asked: &[Asked::Unit], counts_exits: false },
    meaning: "people of the firm who had an offer that was worth more than staying, and stayed for what the firm offered against it",
    measure: Measure::People,
    of: |history, outcome| Some(retained(history, outcome)),
};

fn retained(history: &History, outcome: &Outcome) -> f64 {
    let units = outcome.unit();
    history.steps_together(units.units()).map(|(_, step)| f64::from(step.retained)).sum()
}
