//! What a change of a scenario may do to its histories, on random worlds with common luck: nothing at all,
//! nothing before its day, or one thing on average.

mod nothing;
mod past;
mod tendency;

use braindrain::experiment::History;
use braindrain::model::Happening;
use braindrain::scenario::Scenario;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::world::world_with;

/// What the focal firm is like in every world.
const FOCAL: &str = r#"
    valuation = [[2020-01-15, "1bn"], [2020-09-02, "3bn"]]
    equity = { multiple = 1 }
    lead = 1
    meaning = 0.2
    regions = ["east"]
    non-compete = "2 weeks"
    brand-risk = 0.5
"#;

/// What the rival is like in every world.
const RIVAL: &str = r#"
    valuation = "20bn"
    training-budget = "900m"
    research-share = 0.2
    equity = { multiple = 0.5, listed = true }
    lead = 3
    regions = ["west", "east"]
"#;

/// What start-ups and universities are like in every world.
const OTHERS: &str = r#"
    size = { gamma = [0.5, 20] }
    equity = { multiple = 1, volatility = 1, success = 0.25 }
    valuation = "40m"
    lead = -3
    regions = { east = 0.6, west = 0.4 }
    [firm-group.universities]
    count = 3
    size = 30
    research-share = 0.9
    regions = { east = 0.5, west = 0.5 }
"#;

/// Where people live, which firms come and go, and what of that is forbidden.
const PLACES: &str = r#"
    [region.east]
    visa = 0.2
    people = 2
    [region.west]
    pay = 1.1
    return-subsidy = 0.1
    [mechanism.regions]
    [mechanism.founding]
    rate = 0.003
    talent = 0
    into = "start-ups"
    stealth-time = "90 days"
    [mechanism.acquihire]
    targets = ["start-ups"]
    least-staff = 2
    rate = 2
    [mechanism.policy]
    review = { time = "20 days" }
"#;

/// The text of a small world with every mechanism on; without events and crises; paths are constant.
fn any_world() -> impl Strategy<Value = String> {
    let steps = prop_oneof![Just("day"), Just("week"), Just("month")];
    let vacancies = prop_oneof![Just("limited"), Just("unlimited")];
    let staff = (80_u32..200, 30_u32..120, 5_u32..25);
    let values = (0.6..1.4, 0.2..0.9, 0.0..1.0, 0.0..1.0);
    let rates = (0.2..1.0, 0.0..0.02, 0.0..300.0);
    (steps, vacancies, staff, values, rates, 0_u32..90, any::<u32>()).prop_map(
        |(step, vacancies, staff, values, rates, burn_in, seed)| {
            let (focal, rival, start_ups) = staff;
            let (level, cost, research, persistent) = values;
            let (offers, dismissal, graduates) = rates;
            format!(
                r#"
                title = "Any world"
                focal = "focal"
                time = {{ start = 2020-01-15, end = 2020-09-02, step = "{step}", burn-in = "{burn_in} days" }}
                population.researchers = 600
                run.seed = {seed}
                [taste]
                mission = 0.4
                research = 0.3
                stability = 0.2
                [mechanism]
                choice = {{ persistent-share = {persistent}, cost-of-moving = {cost} }}
                pay = {{}}
                equity = {{}}
                bidding = {{}}
                contagion = {{}}
                letter = {{}}
                frontier = {{}}
                mission = {{}}
                role-push = {{ reassignment = 0.5 }}
                turmoil = {{ crisis-rate = 0, rise-per-share-lost = 0 }}
                exits = {{ dismissal = {dismissal}, leaving-the-field = {dismissal} }}
                [mechanism.recruiting.serious-offers]
                star = {offers}
                researcher = {offers}
                engineer = {offers}
                applied = {offers}
                [mechanism.supply]
                graduates-per-year = {graduates}
                into = "universities"
                [firm.focal]
                staff = {focal}
                pay.level = {level}
                position = {{ x = -0.5, y = 0.3 }}
                research-share = {research}
                vacancies = "{vacancies}"
                {FOCAL}
                [firm.rival]
                staff = {rival}
                {RIVAL}
                [firm-group.start-ups]
                count = {start_ups}
                {OTHERS}{PLACES}
                "#
            )
        },
    )
}

/// So many random worlds, the same ones in every run of the tests.
pub(crate) fn worlds(count: usize) -> Vec<String> {
    let (mut runner, strategy) = (TestRunner::deterministic(), any_world());
    let mut draw = || strategy.new_tree(&mut runner).expect("nothing is rejected").current();
    std::iter::repeat_with(&mut draw).take(count).collect()
}

/// The history of a world and of the same world with other changes, replicate by replicate.
fn pairs(
    count: usize,
    replicates: u32,
    changes: [&[&str]; 2],
) -> impl Iterator<Item = [History; 2]> {
    worlds(count).into_iter().flat_map(move |text| {
        let scenarios: [Scenario; 2] = changes.map(|changes| world_with(&text, changes));
        (1..=replicates).map(move |replicate| {
            [0, 1].map(|world: usize| History::of(&scenarios[world], replicate))
        })
    })
}

/// A history without what is told of the script alone.
fn unscripted(history: History) -> History {
    let happenings = history.happenings.into_iter();
    let by_itself = |happening: &Happening| !happening.scripted;
    History { happenings: happenings.filter(by_itself).collect(), ..history }
}

/// The random worlds do what their name says, or nothing could be said about them.
#[test]
fn random_worlds_differ_and_much_happens_in_them() {
    let histories: Vec<History> = pairs(8, 1, [&[], &[]]).map(|[one, _]| one).collect();
    for (number, history) in histories.iter().enumerate() {
        let moves: u32 = history.flows.values().sum();
        assert!(moves > 60, "{moves} in world {number}");
        assert!(histories[..number].iter().all(|other| other.flows != history.flows));
    }
    let count = |number: fn(&History) -> usize| histories.iter().map(number).sum::<usize>();
    assert!(count(|history| history.foundings.len()) > 8, "firms are founded");
    assert!(count(|history| history.acquisitions.len()) > 2, "firms are bought");
    assert!(count(|history| history.migration.len()) > 20, "people go to live elsewhere");
    let steps = histories.iter().map(|history| history.dates.len());
    assert!(steps.clone().min() < Some(12) && steps.max() > Some(200), "months and days");
}
