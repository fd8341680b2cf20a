use crate::experiment::Flow;
use crate::experiment::MarketStep;
use crate::experiment::MatchSum;
use crate::experiment::UnitStep;
use crate::model::Market;
use crate::model::UnitState;
use crate::quantity::Class;
use crate::quantity::Date;
use crate::quantity::PerClass;
use crate::quantity::RegionId;
use crate::quantity::UnitId;
use crate::scenario::Argument;
use crate::scenario::Asked;
use crate::scenario::Scope;

use super::*;

/// The first firm.
pub(super) fn a() -> Argument {
    together(&[0])
}

/// The second.
pub(super) fn b() -> Argument {
    together(&[1])
}

/// Some firms as one.
pub(super) fn together(units: &[u16]) -> Argument {
    Argument::Units(Scope::new("somebody", units.iter().copied().map(UnitId)))
}

pub(super) fn day(days: i32) -> Date {
    Date::from_days(days)
}

/// Three steps of a week: a firm of 100 people that loses 1, 5 and 9, of whom 2 by script in the last,
/// and one that gets 6 of them, 1 by script.
pub(super) fn history() -> History {
    let step = |quits: [u32; 2], open: u32| UnitStep {
        state: UnitState {
            headcount: 100,
            open_to_work: open,
            frontier_lead: (quits[0] == 5).then_some(7.0),
            ..UnitState::default()
        },
        quits: quits[0],
        scripted_quits: quits[1],
        own_applications: u32::from(quits[0] > 3),
        ..UnitStep::default()
    };
    let mut empty = UnitStep::default();
    let units = [step([0, 0], 50), step([1, 0], 0), step([5, 0], 10), step([9, 2], 20)];
    let units = units.map(|step| {
        empty.state.headcount += 2;
        vec![step, empty].into()
    });
    let mut pay = PerClass::default();
    pay[Class::Star] = Some([1e5, 2e5, 3e5, 4e6]);
    let state = Market {
        pay,
        vacancies: 0,
        tightness: 1.0,
        open_to_work: 0,
        concentration_of_stars: Some(0.25),
    };
    let flow = |scripted: bool| Flow {
        month: day(0),
        from: Some(UnitId(0)),
        to: Some(UnitId(1)),
        class: Class::Star,
        scripted,
    };
    History {
        replicate: 1,
        named_firms: 2,
        dates: [0, 7, 14, 21].map(day).into(),
        units: units.into(),
        market: vec![MarketStep { state, contacts: 0, offers: 0, moves: 0 }; 4],
        flows: [(flow(false), 5), (flow(true), 1)].into(),
        first_staff_lost: vec![12, 0].into(),
        first_staff_scripted: vec![2, 0].into(),
        hires: vec![MatchSum::default(); 2].into(),
        ..History::default()
    }
}

fn ask(metric: &str, arguments: &[Argument], unscripted: bool) -> Option<f64> {
    ask_of(&history(), metric, arguments, unscripted)
}

pub(super) fn ask_of(
    history: &History,
    metric: &str,
    arguments: &[Argument],
    unscripted: bool,
) -> Option<f64> {
    let outcome = Outcome {
        text: metric.to_owned(),
        metric: metric.to_owned(),
        arguments: arguments.to_vec(),
        unscripted,
    };
    outcome_of(&outcome, history)
}

pub(super) fn close(found: Option<f64>, expected: f64) -> bool {
    found.is_some_and(|found| (found - expected).abs() < 1e-12)
}

/// Steps end on days 7, 14 and 21: what is asked of day 7 is answered by the step that begins with it.
#[test]
fn a_day_belongs_to_the_step_that_begins_with_it() {
    let mut history = history();
    for (units, trust) in history.units.iter_mut().zip([0.1, 0.2, 0.3, 0.4]) {
        units[UnitId(0)].state.trust = trust;
        units[UnitId(0)].state.pay_index = 1.0;
        units[UnitId(1)].state.pay_index = if trust > 0.25 && trust < 0.35 { 0.5 } else { 2.0 };
    }
    let on = |metric: &str, days: i32| {
        ask_of(&history, metric, &[a(), Argument::Date(day(days))], false)
    };
    for (days, trust) in [(6, 0.2), (7, 0.3), (13, 0.3), (14, 0.4), (20, 0.4)] {
        assert!(close(on("trust", days), trust), "{days}: {:?}", on("trust", days));
    }
    assert!(close(on("lead", 7), 7.0) && on("lead", 6).is_none() && on("lead", 14).is_none());
    assert!(close(on("pay-rank", 7), 1.0) && close(on("pay-rank", 6), 0.0));
    assert!(close(on("pay-rank", 14), 0.0));
}

#[test]
fn exits_are_counted_with_and_without_those_that_are_scripted() {
    let date = Argument::Date(day(8));
    let window = [a(), Argument::Date(day(7)), Argument::Date(day(21))];
    let table: [(&str, &[Argument], [f64; 2]); 6] = [
        ("departures-between", &window, [14.0, 12.0]),
        ("departures", &[a()], [15.0, 13.0]),
        ("moves", &[a(), b()], [6.0, 5.0]),
        ("destination-share", &[a(), b()], [6.0 / 15.0, 5.0 / 13.0]),
        ("retention", &[a()], [1.0 - 12.0 / 100.0, 1.0 - 10.0 / 98.0]),
        ("hazard-ratio", &[a(), date], [9.0, 7.0]),
    ];
    for (metric, arguments, [all, unscripted]) in table {
        assert!(close(ask(metric, arguments, false), all), "{metric}");
        assert!(close(ask(metric, arguments, true), unscripted), "{metric}, unscripted");
        assert!(named(metric).unwrap().form.counts_exits, "{metric}");
    }
}

#[test]
fn a_day_between_two_steps_leaves_no_step_out() {
    let date = Argument::Date(day(7));
    assert!(close(ask("hazard-ratio", &[a(), date], false), 7.0));
}

#[test]
fn states_are_those_of_the_end_and_shares_are_means_over_people() {
    assert!(close(ask("head-count", &[b()], false), 8.0));
    assert!(close(ask("open-to-work", &[a()], false), 0.1));
    assert!(close(ask("concentration", &[], false), 0.25));
    let of_days = |[from, to]: [i32; 2]| [a(), Argument::Date(day(from)), Argument::Date(day(to))];
    assert!(close(ask("applications", &of_days([7, 21]), false), 2.0));
    assert!(close(ask("lead", &[a(), Argument::Date(day(8))], false), 7.0));
    let star = Argument::Class(Class::Star);
    assert!(close(ask("pay", &[star, Argument::Percentile(3)], false), 4e6));
}

/// Six of the fifteen who leave the first firm join the second: within a set of both, they count as they
/// do in each.
#[test]
fn members_of_a_set_count_each_for_itself() {
    let both = || together(&[1, 0, 1]);
    assert!(close(ask("head-count", &[both()], false), 108.0));
    assert!(close(ask("departures", &[both()], false), 15.0));
    assert!(close(ask("moves", &[both(), both()], false), 6.0));
    assert!(close(ask("destination-share", &[a(), both()], false), 6.0 / 15.0));
    assert!(close(ask("retention", &[both()], false), 1.0 - 12.0 / 102.0));
    assert!(close(ask("retention", &[both()], true), 1.0 - 10.0 / 100.0));
    assert!(close(ask("open-to-work", &[both()], false), 30.0 / (300.0 + 4.0 + 6.0 + 8.0)));
    assert!(close(ask("head-count", &[together(&[])], false), 0.0));
}

#[test]
fn turmoil_and_trust_of_a_set_are_means_over_its_members() {
    let mut history = history();
    for units in &mut history.units {
        units[UnitId(0)].state.trust = 0.5;
        units[UnitId(1)].state.trust = 1.0;
        units[UnitId(1)].state.valuation = Some(1e9);
    }
    let date = Argument::Date(day(8));
    assert!(close(ask_of(&history, "trust", &[together(&[0, 1]), date], false), 0.75));
    let worth = |units: &[UnitId]| history.steps_together(units).next()?.1.state.valuation;
    assert_eq!(worth(&[UnitId(1)]), Some(1e9));
    assert_eq!(worth(&[UnitId(0), UnitId(1)]), None);
}

#[test]
fn where_there_is_nothing_to_say_nothing_is_said() {
    let applied = Argument::Class(Class::Applied);
    assert_eq!(ask("pay", &[applied, Argument::Percentile(1)], false), None);
    assert_eq!(ask("destination-share", &[b(), a()], false), None);
    assert_eq!(ask("hazard-ratio", &[a(), Argument::Date(day(1))], false), None);
    assert_eq!(ask("lead", &[b(), Argument::Date(day(8))], false), None);
    let window = [a(), Argument::Date(day(21)), Argument::Date(day(28))];
    assert_eq!(ask("applications", &window, false), None);
    assert_eq!(ask("hazard-ratio", &[b(), Argument::Date(day(7))], false), None);
}

#[test]
fn every_metric_has_a_name_of_its_own_and_says_what_it_takes() {
    for (position, metric) in METRICS.iter().enumerate() {
        let rest = &METRICS[position + 1..];
        assert!(rest.iter().all(|other| other.form.name != metric.form.name));
        assert_eq!(measure_of(&metric.form.written()), Some(metric.measure));
    }
    assert_eq!(measure_of("departuers:openai"), None);
}

/// An outcome of a metric that is asked of the first of whatever it takes.
fn asked_of_the_first(metric: &Metric) -> Outcome {
    let argument = |asked: &Asked| match asked {
        Asked::Unit => a(),
        Asked::Team => Argument::Team("authors".into()),
        Asked::Region => Argument::Region(RegionId(0)),
        Asked::Class => Argument::Class(Class::Star),
        Asked::Percentile => Argument::Percentile(0),
        Asked::Date | Asked::Day => Argument::Date(day(8)),
        Asked::Money => Argument::Money(0),
        Asked::Match => Argument::Match(None),
    };
    Outcome {
        text: metric.form.written(),
        metric: metric.form.name.to_owned(),
        arguments: metric.form.asked.iter().map(argument).collect(),
        unscripted: false,
    }
}

/// A metric that looks for other arguments than those of its form breaks off.
#[test]
fn every_metric_reads_the_arguments_of_its_form() {
    for metric in METRICS {
        let found = outcome_of(&asked_of_the_first(metric), &history());
        assert!(found.is_some() || !metric.form.asked.is_empty(), "{}", metric.form.name);
    }
}

#[test]
#[should_panic(expected = "the arguments of `departures` are those of its metric")]
fn arguments_that_are_not_those_of_the_form_are_not_taken_for_nothing_to_say() {
    ask("departures", &[], false);
}

/// The rows of the table of metrics in the documentation: form, unit, and what follows.
fn documented() -> Vec<[String; 2]> {
    let page = include_str!("../../../docs/outcomes.md");
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `"));
    let cells =
        rows.map(|row| row.split('|').map(|cell| cell.trim().trim_end_matches('`').to_owned()));
    cells.map(|mut cells| [0, 1].map(|_| cells.next().unwrap())).collect()
}

#[test]
fn every_metric_is_documented_with_its_unit_and_no_other() {
    let expected: Vec<[String; 2]> = METRICS
        .iter()
        .map(|metric| [metric.form.written(), metric.measure.name().to_owned()])
        .collect();
    assert_eq!(documented(), expected);
}
