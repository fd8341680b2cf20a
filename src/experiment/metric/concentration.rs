//! `concentration`: how unevenly stars are spread over firms.

use crate::experiment::History;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm { name: "concentration", asked: &[], counts_exits: false },
    meaning: "concentration of stars at the end of the horizon: the sum over firms of squared shares (Herfindahl and Hirschman), from 0 to 1; none without stars",
    measure: Measure::Ratio,
    of: concentration,
};

fn concentration(history: &History, _outcome: &Outcome) -> Option<f64> {
    history.market.last()?.state.concentration_of_stars
}
