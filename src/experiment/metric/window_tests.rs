//! Tests of the metrics that look at a window, or at posts.

use crate::experiment::Flow;
use crate::experiment::OfferCount;
use crate::experiment::OfferGroup;
use crate::quantity::Class;
use crate::quantity::Date;
use crate::quantity::Match;
use crate::quantity::UnitId;
use crate::quantity::package_bin;
use crate::scenario::Argument;

use super::tests::a;
use super::tests::ask_of;
use super::tests::b;
use super::tests::close;
use super::tests::day;
use super::tests::history;
use super::tests::together;
use super::*;

fn month(number: i8) -> Date {
    Date::new(2024, number, 1).unwrap()
}

fn flow(number: i8, from: Option<u16>, to: Option<u16>, class: Class) -> Flow {
    let [from, to] = [from, to].map(|unit| unit.map(UnitId));
    Flow { month: month(number), from, to, class, scripted: false }
}

/// Three units, of which the last is a group, from 10 January to 20 April.
fn flows() -> History {
    let (star, engineer) = (Class::Star, Class::Engineer);
    let flows = [
        (flow(1, Some(0), Some(1), star), 50),
        (flow(2, Some(0), Some(1), star), 4),
        (flow(2, Some(0), Some(2), star), 9),
        (Flow { scripted: true, ..flow(3, Some(0), Some(1), engineer) }, 2),
        (flow(3, Some(1), Some(0), engineer), 3),
        (flow(3, None, Some(0), engineer), 7),
        (flow(3, Some(0), None, engineer), 1),
        (flow(4, Some(0), Some(1), star), 50),
    ];
    let dates = vec![Date::new(2024, 1, 10).unwrap(), Date::new(2024, 4, 20).unwrap()];
    let first_staff_lost = vec![0; 3].into();
    History { flows: flows.into(), dates, first_staff_lost, ..history() }
}

/// From the middle of January on, and for longer than the horizon: whole months are February and March.
fn ask(metric: &str, arguments: &[Argument], unscripted: bool) -> Option<f64> {
    let window = [Date::new(2024, 1, 15).unwrap(), Date::new(2025, 1, 1).unwrap()];
    let arguments = [arguments, &window.map(Argument::Date)].concat();
    ask_of(&flows(), metric, &arguments, unscripted)
}

#[test]
fn whole_months_within_window_and_horizon_count() {
    let months = |from: [i8; 2], until: [i8; 2]| {
        let date = |[month, day]: [i8; 2]| Date::new(2024, month, day).unwrap();
        flows().months_within([date(from), date(until)])
    };
    assert_eq!(months([1, 1], [12, 1]), [month(2), month(3)]);
    assert_eq!(months([2, 1], [3, 1]), [month(2)]);
    assert_eq!(months([2, 2], [3, 31]), []);
}

#[test]
fn net_flows_are_hires_less_exits_a_month_and_cancel_within_a_set() {
    assert!(close(ask("net-flow", &[a()], false), (10.0 - 16.0) / 2.0));
    assert!(close(ask("net-flow", &[a()], true), (10.0 - 14.0) / 2.0));
    assert!(close(ask("net-flow", &[together(&[0, 1])], false), (7.0 - 1.0 - 9.0) / 2.0));
    let star = Argument::Class(Class::Star);
    assert!(close(ask("net-flow-of", &[star, a()], false), -13.0 / 2.0));
    let engineer = Argument::Class(Class::Engineer);
    assert!(close(ask("net-flow-of", &[engineer, b()], false), (2.0 - 3.0) / 2.0));
}

#[test]
fn destinations_are_those_of_the_window() {
    let star = Argument::Class(Class::Star);
    assert!(close(ask("moves-of", &[star, a(), b()], false), 4.0));
    assert!(close(ask("destination-share-between", &[a(), b()], false), 6.0 / 15.0));
    assert!(close(ask("destination-share-between", &[a(), b()], true), 4.0 / 13.0));
    assert!(close(ask("top-destination", &[a(), b()], false), 1.0), "no group is above it");
    assert!(close(ask("top-destination", &[a(), together(&[2])], false), 1.0));
    assert_eq!(ask("destination-share-between", &[together(&[2]), b()], false), None);
    assert_eq!(ask("top-destination", &[together(&[2]), b()], false), None);
}

#[test]
fn the_top_is_above_all_other_named_firms() {
    let history = History { named_firms: 3, ..flows() };
    let window = [month(2), month(4)].map(Argument::Date);
    let ask = |to: &[u16]| {
        ask_of(&history, "top-destination", &[&[a(), together(to)], &window[..]].concat(), false)
    };
    assert!(close(ask(&[1]), 0.0) && close(ask(&[2]), 1.0) && close(ask(&[1, 2]), 1.0));
}

/// The first firm of the common history has 3 posts open in each of its three weeks, gets 2, 0 and 5 people of
/// whom one is a graduate, and pays least; the second has no limit on posts.
fn posts() -> History {
    let mut history = history();
    for (step, hires) in history.units.iter_mut().zip([9, 2, 0, 5]) {
        let first = &mut step[UnitId(0)];
        first.state.vacancies = 3;
        (first.hires, first.entries) = (hires, u32::from(hires == 5));
        (first.state.pay_index, step[UnitId(1)].state.pay_index) = (0.9, 1.1);
        step[UnitId(1)].hires = 20;
    }
    history
}

#[test]
fn posts_are_open_as_long_as_their_number_over_those_that_are_filled() {
    let ask = |metric: &str, unit: Argument, days: [i32; 2]| {
        let [from, until] = days.map(|days| Argument::Date(day(days)));
        ask_of(&posts(), metric, &[unit, from, until], false)
    };
    assert!(close(ask("time-to-fill", a(), [0, 21]), 3.0 * 21.0 / 6.0));
    assert!(close(ask("time-to-fill", together(&[0, 1]), [0, 21]), 3.0 * 21.0 / 6.0));
    assert_eq!(ask("time-to-fill", a(), [7, 14]), None, "nobody was hired");
    assert_eq!(ask("time-to-fill", b(), [0, 21]), None, "there is always a post");
    assert!(close(ask("vacancy-rate", a(), [0, 21]), 3.0 / 103.0));
    let staff = 100.0 * 3.0 + 2.0 + 4.0 + 6.0;
    assert!(close(ask("vacancy-rate", together(&[0, 1]), [0, 21]), 9.0 / (9.0 + staff)));
}

/// Of the five who came in the last week two came with a firm that was bought, beside the one who entered.
#[test]
fn who_brings_a_post_of_his_own_fills_none() {
    let window = [0, 21].map(|days| Argument::Date(day(days)));
    let of = |without_post: [u32; 4]| {
        let mut history = posts();
        for (step, without_post) in history.units.iter_mut().zip(without_post) {
            step[UnitId(0)].without_post = without_post;
        }
        ask_of(&history, "time-to-fill", &[&[a()], &window[..]].concat(), false)
    };
    assert!(close(of([0, 0, 0, 2]), 3.0 * 21.0 / 4.0), "{:?}", of([0, 0, 0, 2]));
    assert_eq!(of([9, 2, 0, 4]), None, "the firm only buys");
}

#[test]
fn ranks_and_jumps_are_those_of_the_day() {
    let history = posts();
    let ask = |metric: &str, unit: Argument, days: i32| {
        ask_of(&history, metric, &[unit, Argument::Date(day(days))], false)
    };
    assert!(close(ask("pay-rank", a(), 8), 0.0));
    assert!(close(ask("pay-rank", b(), 8), 1.0));
    assert_eq!(ask("pay-rank", together(&[0, 1]), 8), None);
    assert!(close(ask("open-to-work-jump", a(), 14), 20.0 / 5.0), "20 of 100 over 0 and 10");
    assert_eq!(ask("open-to-work-jump", a(), 7), None, "nobody was before");
}

/// At a low match half of the great packages are taken and a tenth of the small ones; at a high one a quarter
/// of the great ones, and a fifth.
#[test]
fn the_response_to_pay_is_held_against_the_match() {
    let group = |package: f64, matched: Match| OfferGroup {
        class: Class::Star,
        bin: package_bin(package),
        matched,
    };
    let count = |made: u32, taken: u32| OfferCount { made, taken, countered: 0 };
    let offers = [
        (group(1e6, Match::Low), count(100, 10)),
        (group(2e7, Match::Low), count(10, 5)),
        (group(1e6, Match::High), count(50, 10)),
        (group(2e7, Match::High), count(8, 2)),
    ];
    let history = History { offers: offers.into(), ..history() };
    let ask = |dollars: u64| {
        let arguments = [Argument::Class(Class::Star), Argument::Money(dollars)];
        ask_of(&history, "pay-response-gap", &arguments, false)
    };
    assert!(close(ask(10_000_000), (0.5 - 0.1) - (0.25 - 0.2)));
    assert_eq!(ask(100_000_000), None, "nobody is offered so much");
}

/// The second firm got as many as another one.
#[test]
fn two_that_are_equal_are_neither_of_them_the_top() {
    let mut history = History { named_firms: 3, ..flows() };
    history.flows.insert(flow(2, Some(0), Some(1), Class::Applied), 5);
    let window = [month(2), month(3)].map(Argument::Date);
    for to in [1, 2] {
        let asked = [&[a(), together(&[to])], &window[..]].concat();
        assert!(close(ask_of(&history, "top-destination", &asked, false), 0.0), "{to}");
    }
}

/// A firm that pays the same is not above the other one.
#[test]
fn ranks_are_those_above_others() {
    let mut history = posts();
    for step in &mut history.units {
        step[UnitId(0)].state.pay_index = 1.1;
    }
    let rank = ask_of(&history, "pay-rank", &[a(), Argument::Date(day(8))], false);
    assert!(close(rank, 0.0), "{rank:?}");
}

/// A hundred people, half of whom are gone after the first week, and half of the others after the third.
#[test]
fn a_hazard_is_held_against_those_who_were_there_when_a_step_began() {
    let mut history = history();
    for (step, heads) in history.units.iter_mut().zip([100, 50, 50, 25]) {
        step[UnitId(0)].state.headcount = heads;
    }
    let ratio = ask_of(&history, "hazard-ratio", &[a(), Argument::Date(day(7))], false);
    assert!(close(ratio, (14.0 / 100.0) / (1.0 / 100.0)), "{ratio:?}");
}
