//! V30: the number of threads changes nothing, neither over replicates nor inside a large world.

use braindrain::experiment::History;
use braindrain::experiment::run_replicates;
use braindrain::scenario::Scenario;

use crate::world::equal_firms;
use crate::world::world_with;

fn on_threads(threads: usize, scenario: &Scenario, replicates: u32) -> Vec<History> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.expect("threads can be had");
    let work = |replicate| History::of(scenario, replicate);
    pool.install(|| run_replicates(replicates, &(), work))
}

#[test]
fn v30_replicates_are_the_same_on_any_number_of_threads() {
    let text = equal_firms(10, 40, 1.0) + "\n[mechanism.exits]\n[record]\nspells = [\"firm-1\"]\n";
    let scenario = world_with(&text, &["time.end=2020-06-01"]);
    let alone = on_threads(1, &scenario, 6);
    assert_eq!(alone, on_threads(2, &scenario, 6));
    assert_eq!(alone, on_threads(5, &scenario, 6));
    assert_eq!(
        alone[..3],
        on_threads(2, &scenario, 3)[..],
        "more replicates change no earlier one"
    );
    assert_ne!(alone[0].flows, alone[1].flows, "replicates differ");
}

#[test]
fn v30_firms_that_people_found_are_the_same_on_any_number_of_threads() {
    let text = equal_firms(30, 2_000, 1.0)
        + r#"
        [mechanism.contagion]
        [mechanism.founding]
        rate = 0.05
        into = "stealth"
        stealth-time = "20 days"
        [firm-group.stealth]
        count = 1
        size = 9
        "#;
    let scenario = world_with(&text, &["time.end=2020-02-15"]);
    let alone = on_threads(1, &scenario, 1);
    assert!(alone[0].foundings.len() > 100, "{} firms", alone[0].foundings.len());
    assert_eq!(alone, on_threads(2, &scenario, 1));
}

#[test]
fn v30_a_large_world_is_the_same_on_any_number_of_threads() {
    let text = equal_firms(30, 2_000, 1.0) + "\n[mechanism.exits]\n";
    let scenario = world_with(&text, &["time.end=2020-02-01"]);
    assert_eq!(on_threads(1, &scenario, 1), on_threads(3, &scenario, 1));
}
