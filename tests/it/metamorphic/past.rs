//! What lies ahead changes nothing before its day.

use std::collections::BTreeMap;

use braindrain::experiment::Ending;
use braindrain::experiment::Flow;
use braindrain::experiment::History;
use braindrain::experiment::MarketStep;
use braindrain::experiment::Spell;
use braindrain::experiment::UnitStep;
use braindrain::model::Happening;
use braindrain::quantity::Column;
use braindrain::quantity::Date;
use braindrain::quantity::Moment;
use braindrain::quantity::ResearcherId;
use braindrain::quantity::UnitId;

use super::pairs;
use super::worlds;
use crate::luck::Lives;
use crate::luck::lives;
use crate::world::world_with;

const WORLDS: usize = 6;

/// In the middle of a week and of a month, and no boundary of weeks in the random worlds.
const DAY: &str = "2020-06-12";

/// What is there with and without these events: an ouster before, and a letter that all sign on that day. Alone it
/// moves nobody.
const BOTH: [&str; 3] = [
    "event.o={kind='ouster', firm='focal', date=2020-05-20}",
    "event.l={kind='letter', firm='focal', date=2020-06-12}",
    "mechanism.letter.threshold=-9",
];

/// Events of every other kind on that day.
const EVENTS: [&str; 17] = [
    "kind='ouster', firm='focal'",
    "kind='reinstatement', firm='focal'",
    "kind='guarantee', firm='rival', target='focal'",
    "kind='layoff', firm='focal', share=0.3",
    "kind='departure', firm='focal', class='engineer', count=9",
    "kind='departure', firm='focal', class='engineer', count=9, destination='rival', jump=1",
    "kind='spin-off', firm='focal', class='engineer', count=5, asks=9",
    "kind='raise', firm='focal', share=2",
    "kind='tender', firm='focal', share=1",
    "kind='funding', firm='rival', hiring=0.6, valuation='60bn'",
    "kind='campaign', firm='rival', target='focal', offers=2",
    "kind='acquihire', firm='rival', target='focal', reviewed=false",
    "kind='acquihire', firm='rival', target='focal'",
    "kind='change', set={\"firm.focal.pay.level\"=2, \"firm.rival.staff\"=190}",
    "kind='change', set={\"mechanism.choice.cost-of-moving\"=0}",
    "kind='change', set={\"mechanism.supply.graduates-per-year\"=900}",
    "kind='change', set={\"mechanism.founding.rate\"=0.1, \"region.west.visa\"=3}",
];

/// What a history says of the time before a day.
#[derive(Debug, PartialEq)]
struct Past {
    dates: Vec<Date>,
    units: Vec<Column<UnitId, UnitStep>>,
    market: Vec<MarketStep>,
    happenings: Vec<Happening>,
    flows: BTreeMap<Flow, u32>,
    spells: Vec<Spell>,
}

impl Past {
    /// The steps that are over by a day, the months before the one in which the last of them ends, and
    /// the jobs that have ended by then.
    fn of(history: History, last: Date) -> Self {
        let steps = history.dates.partition_point(|&date| date <= last);
        let over = history.dates[steps - 1];
        let (mut units, mut market, mut dates) = (history.units, history.market, history.dates);
        units.truncate(steps);
        market.truncate(steps);
        dates.truncate(steps);
        let told = |happening: &Happening| happening.moment < over.midnight();
        let had_ended = |spell: &Spell| spell.ending != Ending::Ongoing && spell.end < over;
        let month = over.first_of_month(0);
        Self {
            dates,
            units,
            market,
            happenings: history.happenings.into_iter().filter(told).collect(),
            flows: history.flows.into_iter().filter(|(flow, _)| flow.month < month).collect(),
            spells: history.spells.into_iter().filter(had_ended).collect(),
        }
    }
}

/// What is not equal in two pasts, in a few words.
fn differing(one: &Past, other: &Past) -> Vec<&'static str> {
    let parts = [
        (one.dates == other.dates, "dates"),
        (one.units == other.units, "units"),
        (one.market == other.market, "market"),
        (one.happenings == other.happenings, "happenings"),
        (one.flows == other.flows, "flows"),
        (one.spells == other.spells, "spells"),
    ];
    parts.into_iter().filter(|(are_equal, _)| !are_equal).map(|(_, name)| name).collect()
}

fn day() -> Date {
    DAY.parse().expect("the day is one")
}

/// That two pasts are equal.
fn assert_same([one, other]: [History; 2], last: Date, what: &str) {
    let [one, other] = [one, other].map(|history| Past::of(history, last));
    assert!(one.dates.len() > 3, "something is past");
    assert_eq!(differing(&one, &other), [""; 0], "with and without {what}");
}

/// The state after a day of an event is already that of the next instant, which the event belongs to.
#[test]
fn an_event_changes_nothing_before_its_day() {
    for event in EVENTS {
        let event = format!("event.e={{date={DAY}, {event}}}");
        let mut changed = 0;
        for pair in pairs(WORLDS, 1, [&BOTH, &[&BOTH[..], &[&event]].concat()]) {
            changed += usize::from(pair[0].units != pair[1].units);
            assert_same(pair, day().plus(-1), &event);
        }
        assert!(changed > 0, "`{event}` changes nothing at all");
    }
}

fn before(lives: Lives, instant: Moment) -> Lives {
    let cut = lives.into_iter().map(|(id, mut events)| {
        events.retain(|(moment, _)| *moment < instant);
        (id, events)
    });
    cut.filter(|(_, events)| !events.is_empty()).collect()
}

/// Within the step of an event too nobody's life changes before its instant, but of those who depart then: they
/// stay until it. Turmoil is off: proposals are
/// thinned against the greatest of the step, so that their luck is that of the step.
#[test]
fn an_event_changes_no_life_before_its_instant() {
    let calm = "mechanism.turmoil.enabled=false";
    let mut changed = [0; EVENTS.len()];
    for text in worlds(WORLDS) {
        let lives =
            |changes: &[&str]| lives(&world_with(&text, &[&BOTH[..], &[calm], changes].concat()));
        let nothing = lives(&[]);
        let past = before(nothing.clone(), day().midnight());
        assert!(past.len() > 40, "{} lives", past.len());
        for (event, changed) in EVENTS.iter().zip(&mut changed) {
            let lives = lives(&[&format!("event.e={{date={DAY}, {event}}}")]);
            *changed += usize::from(lives != nothing);
            let departs = |id: &ResearcherId| {
                let life = lives.get(id);
                life.is_some_and(|life| life.iter().any(|&(when, _)| when == day().midnight()))
            };
            let mut past = past.clone();
            past.retain(|id, _| !departs(id));
            let mut now = before(lives.clone(), day().midnight());
            now.retain(|id, _| !departs(id));
            assert!(now == past, "{event} in {text}");
        }
    }
    let [ouster, reinstatement, others @ ..] = changed;
    assert_eq!([ouster, reinstatement], [0; 2], "without turmoil they are none");
    assert!(others.iter().all(|&worlds| worlds > 0), "{changed:?}");
}

/// The last step of the shorter horizon may be cut off by its end.
#[test]
fn a_longer_horizon_leaves_what_both_have() {
    let eventful = [
        "mechanism.turmoil.crisis-rate=1",
        "event.e={kind='layoff', firm='focal', share=0.2, date=2020-04-22}",
    ];
    let longer = [eventful[0], eventful[1], "time.end=2020-12-24"];
    for [short, long] in pairs(WORLDS, 1, [&eventful, &longer]) {
        assert!(short.dates.len() < long.dates.len());
        let common = short.dates.iter().rev().find(|date| long.dates.contains(date));
        let common = *common.expect("both begin on one day");
        assert_same([short, long], common, "a longer horizon");
    }
}

/// What a path has been given for later is not felt before the day from which it bends. The nominal
/// population is left out: how many places the callers' board has follows from its greatest value.
#[test]
fn a_path_that_bends_later_changes_nothing_before() {
    for (path, [value, later]) in [
        ("firm.focal.pay.level", ["1", "2"]),
        ("firm.focal.staff", ["120", "200"]),
        ("firm.focal.research-share", ["0.7", "0.1"]),
        ("firm.focal.position.x", ["-0.5", "0.9"]),
        ("firm-group.start-ups.growth", ["1", "1.5"]),
        ("mechanism.supply.graduates-per-year", ["100", "900"]),
        ("mechanism.founding.funding", ["1", "20"]),
        ("firm.focal.brand-risk", ["0.5", "1"]),
        ("region.west.visa", ["0.1", "3"]),
    ] {
        let path = |end: &str| format!("{path}=[[2020-01-15, {value}], [{DAY}, {value}]{end}]");
        let (straight, bent) = (path(""), path(&format!(", [2020-08-01, {later}]")));
        let mut changed = 0;
        for pair in pairs(WORLDS, 1, [&[&straight], &[&bent]]) {
            changed += usize::from(pair[0].units != pair[1].units);
            assert_same(pair, day(), &bent);
        }
        assert!(changed > 0, "`{bent}` changes nothing at all");
    }
}
