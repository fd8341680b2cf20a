//! `pay-rank:FIRM:DATE`: how a firm pays among the others.

use crate::experiment::History;
use crate::quantity::Index;
use crate::quantity::UnitId;
use crate::scenario::Asked;
use crate::scenario::MetricForm;
use crate::scenario::Outcome;
use crate::stats::mean;

use super::Measure;
use super::Metric;

pub(super) const METRIC: Metric = Metric {
    form: MetricForm { name: "pay-rank", asked: &[Asked::Unit, Asked::Date], counts_exits: false },
    meaning: "of the other named firms that have staff, the share whose pay bands are lower, against the pay of the classes, at the end of the step with the date in it; none if there is no other",
    measure: Measure::Share,
    of: pay_rank,
};

fn pay_rank(history: &History, outcome: &Outcome) -> Option<f64> {
    let (units, date) = outcome.unit_on();
    let place = history.step_with(date)?;
    let state = |unit: UnitId| history.units[place][unit].state;
    let own = history.steps_together(units.units()).nth(place)?.1.state.pay_index;
    let named = (0..history.named_firms).map(UnitId::at);
    let others = named.filter(|&unit| !units.contains(unit) && state(unit).headcount > 0);
    let lower: Vec<f64> =
        others.map(|unit| f64::from(u8::from(state(unit).pay_index < own))).collect();
    (!lower.is_empty()).then(|| mean(&lower))
}
