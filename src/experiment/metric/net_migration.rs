//! `net-migration:REGION:DATE:DATE`: how many more come to live in a region than go.

use crate::experiment::History;
use crate::scenario::Argument;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm {
        name: "net-migration",
        asked: &[Asked::Region, Asked::Day, Asked::Day],
        counts_exits: false,
    },
    meaning: "people who came to live in the region less those who went to live in another one, in the steps that end after the first day and not after the second; none if no step does, or without **regions**",
    measure: Measure::NetPeople,
    of: net_migration,
};

fn net_migration(history: &History, outcome: &Outcome) -> Option<f64> {
    let [Argument::Region(region), Argument::Date(from), Argument::Date(until)] =
        outcome.arguments[..]
    else {
        outcome.misread()
    };
    let steps = history.dates.iter().zip(&history.regions).skip(1);
    let within = steps.filter(|&(&end, _)| from < end && end <= until);
    let net = |regions: &crate::quantity::Column<_, crate::experiment::RegionStep>| {
        f64::from(regions[region].arrivals) - f64::from(regions[region].departures)
    };
    let nets: Vec<f64> = within.map(|(_, regions)| net(regions)).collect();
    (!nets.is_empty()).then(|| nets.iter().sum())
}
