//! `foreign-share:REGION`: which share of those who live in a region is at home elsewhere.

use crate::experiment::History;
use crate::scenario::Argument;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm { name: "foreign-share", asked: &[Asked::Region], counts_exits: false },
    meaning: "of the people who have a job and live in the region at the end, the share that is at home elsewhere; none if nobody lives there, or without **regions**",
    measure: Measure::Share,
    of: foreign_share,
};

fn foreign_share(history: &History, outcome: &Outcome) -> Option<f64> {
    let [Argument::Region(region)] = outcome.arguments[..] else { outcome.misread() };
    let state = history.regions.last()?[region].state;
    (state.headcount > 0).then(|| f64::from(state.foreign) / f64::from(state.headcount))
}
