//! `departures:FIRM`: how many left a firm for another one.

use crate::experiment::History;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm { name: "departures", asked: &[Asked::Unit], counts_exits: true },
    meaning: "people who left the firm for another one, within the horizon",
    measure: Measure::People,
    of: |history, outcome| Some(departures(history, outcome)),
};

fn departures(history: &History, outcome: &Outcome) -> f64 {
    let units = outcome.unit();
    history.quits(units.units(), outcome.unscripted)
}
