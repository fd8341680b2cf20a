//! Tests of the metrics of regions and of graduates.

use crate::experiment::Placement;
use crate::experiment::RegionStep;
use crate::model::RegionState;
use crate::quantity::RegionId;
use crate::quantity::UnitId;
use crate::scenario::Argument;
use crate::scenario::Scope;

use super::tests::ask_of;
use super::tests::close;
use super::tests::day;
use super::tests::history;
use super::*;

#[test]
fn net_migration_is_that_of_the_steps_in_the_window() {
    let step = |arrivals: u32, departures: u32| {
        let state = RegionState { headcount: 40, foreign: arrivals, ..RegionState::default() };
        vec![RegionStep { state, arrivals, departures }, RegionStep::default()].into()
    };
    let regions = vec![step(0, 0), step(1, 20), step(9, 2), step(10, 4)];
    let history = History { regions, ..history() };
    let ask = |metric: &str, arguments: &[Argument]| ask_of(&history, metric, arguments, false);
    let region = |region: u8| Argument::Region(RegionId(region));
    let date = |date: i32| Argument::Date(day(date));
    assert!(close(ask("net-migration", &[region(0), date(7), date(14)]), 7.0));
    assert!(close(ask("net-migration", &[region(0), date(7), date(21)]), 13.0));
    assert!(close(ask("foreign-share", &[region(0)]), 0.25), "at the end");
    assert_eq!(ask("foreign-share", &[region(1)]), None, "nobody lives there");
    assert_eq!(ask("net-migration", &[region(0), date(21), date(28)]), None, "no step ends then");
}

/// Five graduate, one of them too early and one whose search goes on at the end; of the others one stays, one
/// has left the market, and one works elsewhere.
#[test]
fn graduates_are_counted_where_they_are_when_their_search_is_over() {
    let one = |entered: i32, at: Option<u16>| Placement {
        entered: day(entered),
        over: day(entered + 10),
        from: UnitId(0),
        at: at.map(UnitId),
    };
    let placements =
        vec![one(1, Some(1)), one(3, Some(0)), one(4, None), one(9, Some(1)), one(12, Some(1))];
    let history = History { placements, ..history() };
    let window = [2, 20].map(|date| Argument::Date(day(date)));
    let ask = |metric: &str, arguments: &[Argument]| ask_of(&history, metric, arguments, false);
    assert!(close(ask("industry-placement", &window), 1.0 / 3.0));
    for (unit, share) in [(0, 1.0 / 3.0), (1, 1.0 / 3.0), (2, 0.0)] {
        let unit = Argument::Units(Scope::new("somebody", [UnitId(unit)]));
        assert!(close(ask("placement", &[unit, window[0].clone(), window[1].clone()]), share));
    }
    let nobody = [12, 20].map(|date| Argument::Date(day(date)));
    assert_eq!(ask("industry-placement", &nobody), None);
}
