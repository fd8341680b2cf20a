//! `founder-share:FIRM:CLASS`: which share of leavers founds a firm or is there when it begins.

use crate::experiment::FounderGroup;
use crate::experiment::History;
use crate::scenario::Argument;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;
use crate::stats::sum;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm {
        name: "founder-share",
        asked: &[Asked::Unit, Asked::Class],
        counts_exits: true,
    },
    meaning: "of the people of the class who left the firm for another one, the share that founded it, or was asked along by who did; none if nobody left",
    measure: Measure::Share,
    of: founder_share,
};

fn founder_share(history: &History, outcome: &Outcome) -> Option<f64> {
    let [Argument::Units(ref units), Argument::Class(class)] = outcome.arguments[..] else {
        outcome.misread()
    };
    let (units, unscripted) = (units.units(), outcome.unscripted);
    let left = history.quits_of(units, class, unscripted);
    let counts = |group: &FounderGroup| {
        let is_theirs = units.contains(&group.unit) && group.class == class;
        is_theirs && !(unscripted && group.scripted)
    };
    let founders = history.founders.iter().filter(|(group, _)| counts(group));
    let founded = sum(founders.map(|(_, &people)| f64::from(people)));
    (left > 0.0).then(|| founded / left)
}
