//! V25: nobody is lost and nobody is in two places, in every week of any scenario.

mod script;

use std::collections::BTreeSet;

use braindrain::experiment::History;
use braindrain::model::Channel;
use braindrain::quantity::Column;
use braindrain::quantity::Index;
use braindrain::quantity::UnitId;
use braindrain::scenario::MECHANISMS;
use braindrain::scenario::schema;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::Value;

use crate::world::equal_firms;
use crate::world::watch;
use crate::world::world;
use crate::world::world_with;
use script::events;
use script::foundings;
use script::letters;
use script::money;

/// Firms of all kinds are bought, by a firm with a pact with one of them.
const DEALS: &str = r#"
    [mechanism.acquihire]
    targets = ["start-ups", "universities", "a"]
    least-staff = 2
    rate = 5
    [mechanism.policy]
    review = { time = "20 days" }
    no-poach = [["a", "b"]]
"#;

/// Where people live, and what they care for.
const PEOPLE: &str = "
    [taste]
    mission = 0.4
    research = 0.3
    stability = 0.2
    [region.east]
    visa = [[2020-01-15, 0.2], [2020-09-02, 0.5]]
    people = 2
    [region.west]
    pay = 1.2
    return-subsidy = 0.1
";

/// Firms, and what mechanisms read of them.
fn firms(count: u32, growth: f64, vacancies: &str) -> String {
    format!(
        r#"
                [firm.a]
                staff = [[2020-01-15, 150], [2020-09-02, {grown}]]
                non-compete = "3 weeks"
                vacancies = "{vacancies}"
                regions = ["east"]
                valuation = [[2020-01-15, "1bn"], [2020-09-02, "3bn"]]
                equity = {{ multiple = 1, cliff = "0 days" }}
                pay = {{ counter = "freedom" }}
                position = {{ x = -0.5, y = [[2020-01-15, -0.5], [2020-09-02, 0.5]] }}
                research-share = [[2020-01-15, 0.8], [2020-09-02, 0.1]]
                brand-risk = 1
                lead = 1
                [firm.b]
                founded = 2020-04-01
                staff = 40
                training-budget = 10_000_000
                reach = 3
                regions = ["west", "east"]
                [firm.c]
                staff = 30
                regions = ["west"]
                valuation = "20bn"
                equity = {{ multiple = 0.5, listed = true }}
                training-budget = "900m"
                lead = 3
                [firm-group.universities]
                count = 3
                size = 30
                regions = {{ east = 0.5, west = 0.5 }}
                [firm-group.start-ups]
                count = {count}
                size = {{ gamma = [0.5, 20] }}
                growth = [[2020-01-15, 1], [2020-09-02, {growth}]]
                equity = {{ multiple = 1, volatility = 1, success = 0.25 }}
                valuation = "40m"
                regions = {{ east = 0.7, west = 0.3 }}
"#,
        grown = 150.0 * growth,
    )
}

/// The mechanisms that have no table in a text, as they are by default.
fn other_mechanisms(text: &str) -> String {
    let tables = MECHANISMS.iter().map(|name| format!("[mechanism.{name}]\n"));
    tables.filter(|table| !text.contains(table)).collect()
}

/// A small world with every mechanism on and with every kind of event.
fn any_world() -> impl Strategy<Value = String> {
    let growth = 0.5..2.0;
    let rates = (0.05..2.0, 0.0..0.1, 0.0..0.05, 0.0..400.0);
    let steps = prop_oneof![Just("day"), Just("week"), Just("month")];
    let shares = (0.0..0.9, 0.0..1.0);
    let letter = 1_u32..6;
    (1_u32..30, growth, rates, steps, shares, letter, any::<bool>()).prop_map(
        |(count, growth, (offers, dismissal, leaving, graduates), step, shares, days, limited)| {
            let (persistent, share) = shares;
            let vacancies = if limited { "limited" } else { "unlimited" };
            let text = format!(
                r#"
                title = "Any world"
                focal = "a"
                [time]
                start = 2020-01-15
                end = 2020-09-02
                step = "{step}"
                [population]
                researchers = 600
                [mechanism.choice]
                persistent-share = {persistent}
                [mechanism.recruiting]
                serious-offers = {{ engineer = {offers} }}
                [mechanism.exits]
                dismissal = {dismissal}
                leaving-the-field = {leaving}
                [mechanism.supply]
                graduates-per-year = {graduates}
                into = "universities"
                {PEOPLE}
                {DEALS}
                {firms}
                {events}
                {letters}
                {money}
                {foundings}
                "#,
                firms = firms(count, growth, vacancies),
                events = events(count, growth, share),
                letters = letters(days),
                money = money(share),
                foundings = foundings(count, 0.02 * growth, persistent, vacancies),
            );
            let others = other_mechanisms(&text);
            text + &others
        },
    )
}

/// So many random worlds, the same ones in every run of the tests.
fn worlds(count: usize) -> impl Iterator<Item = String> {
    let (mut runner, strategy) = (TestRunner::deterministic(), any_world());
    let draw = move || strategy.new_tree(&mut runner).expect("nothing is rejected").current();
    std::iter::repeat_with(draw).take(count)
}

/// Notes every kind of event that a part of the schema describes.
fn note_kinds(schema: &Value, kinds: &mut BTreeSet<String>) {
    let kind = schema.pointer("/properties/kind/const").and_then(Value::as_str);
    kinds.extend(kind.map(str::to_owned));
    let parts: Vec<&Value> = match schema {
        Value::Object(parts) => parts.values().collect(),
        Value::Array(parts) => parts.iter().collect(),
        _ => Vec::new(),
    };
    for part in parts {
        note_kinds(part, kinds);
    }
}

/// A mechanism that has no default needs its table above, and a new kind of event its own.
#[test]
fn the_random_worlds_have_every_mechanism_and_every_kind_of_event() {
    let mut kinds = BTreeSet::new();
    note_kinds(&schema(), &mut kinds);
    assert!(kinds.len() > 12, "{kinds:?}");
    let text = worlds(1).next().expect("there is one");
    for kind in kinds {
        assert!(text.contains(&format!("kind = \"{kind}\"\n")), "no event is a {kind}");
    }
    for mechanism in MECHANISMS {
        assert!(text.contains(&format!("[mechanism.{mechanism}]\n")), "{mechanism} is off");
    }
}

/// Through what people move, but for whom they follow.
fn channels(text: &str) -> BTreeSet<Channel> {
    let mut found = BTreeSet::new();
    watch(&world(text), 1, &mut |week, _| {
        found.extend(week.moves.iter().map(|step| match step.channel {
            Channel::Following(_) => Channel::Following(0),
            other => other,
        }));
    });
    found
}

/// The random worlds do what their name says, or nothing could be said about them.
#[test]
fn people_move_in_every_way_in_the_random_worlds() {
    let found: BTreeSet<Channel> = worlds(6).flat_map(|text| channels(&text)).collect();
    let all = [
        Channel::Call,
        Channel::Alumni,
        Channel::Campaign,
        Channel::Following(0),
        Channel::OwnApplication,
        Channel::Letter,
        Channel::Founding,
        Channel::Reentry,
        Channel::Acquihire,
        Channel::Script,
    ];
    assert_eq!(found, BTreeSet::from(all));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Every step is audited by the model itself where debug assertions are on, as here; the columns
    /// that are recorded must balance too.
    #[test]
    fn v25_stocks_change_by_those_who_come_less_those_who_leave(text in any_world(), seed: u32) {
        let mut scenario = world(&text);
        scenario.run.seed = u64::from(seed);
        let history = History::of(&scenario, 1);
        for pair in history.units.windows(2) {
            for (unit, step) in pair[1].iter() {
                let left = step.quits + step.dismissals + step.other_separations;
                let before = pair[0][unit].state.headcount;
                // The people of a firm that joins a group come with it, and are no hires.
                let is = i64::from(step.state.headcount + left);
                prop_assert_eq!(is, i64::from(before + step.hires) + step.regrouped);
            }
        }
        for unit in (0..scenario.units()).map(UnitId::at) {
            let leavers: u32 = history
                .steps_of(unit)
                .map(|(_, step)| step.quits + step.dismissals + step.other_separations)
                .sum();
            let flows = history.flows.iter().filter(|(flow, _)| flow.from == Some(unit));
            prop_assert_eq!(flows.map(|(_, &moves)| moves).sum::<u32>(), leavers);
            let hires: u32 = history.steps_of(unit).map(|(_, step)| step.hires).sum();
            let flows = history.flows.iter().filter(|(flow, _)| flow.to == Some(unit));
            prop_assert_eq!(flows.map(|(_, &moves)| moves).sum::<u32>(), hires);
        }
        let regrouped = history.units.iter().flat_map(Column::values);
        prop_assert_eq!(regrouped.map(|step| step.regrouped).sum::<i64>(), 0);
    }
}

/// All of those who were there at the start have left within months, and nobody else is counted among them: nor are
/// those who have come on the very first day.
#[test]
fn the_first_staff_are_those_who_were_there_before_the_first_day() {
    let set = ["mechanism.choice.cost-of-moving=-60", "time.step=day", "time.end=2020-03-01"];
    let scenario = world_with(&equal_firms(4, 100, 30.0), &set);
    let history = History::of(&scenario, 1);
    let lost: u32 = history.first_staff_lost.values().iter().sum();
    assert!((398..=400).contains(&lost), "{lost} of 400");
}
