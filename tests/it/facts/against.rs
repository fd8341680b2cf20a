//! What is planned is put in: if two worlds plan other posts, what differs between them is no evidence.

use braindrain::scenario::Scenario;
use braindrain::scenario::difference;

use super::card::others;
use super::card::scenarios_with_facts;
use super::stored;

/// What is otherwise in the plans of another world: a head-count, or a firm that is there in one of them alone.
fn other_plans(scenario: &Scenario, other: &Scenario) -> Vec<String> {
    let is_plan = |path: &String| {
        let parts: Vec<&str> = path.split('.').collect();
        match parts[..] {
            ["firm" | "firm-group", _] => true,
            ["firm" | "firm-group", _, key, ..] => {
                ["staff", "size", "growth", "count"].contains(&key)
            }
            _ => false,
        }
    };
    let paths = difference(scenario, other).into_iter().map(|change| change.path);
    paths.filter(is_plan).collect()
}

/// A fact that is `given` is not held against anything, and may differ as it likes.
#[test]
fn the_world_that_a_fact_is_held_against_plans_the_same_posts() {
    let mut seen = Vec::new();
    for (path, own) in scenarios_with_facts() {
        let scenario = stored(&path, &[]);
        for other in others(&path, &scenario, &own) {
            assert_eq!(other_plans(&scenario, &stored(&other, &[])), [""; 0], "{other}");
            seen.push(other);
        }
    }
    assert!(seen.len() >= 3, "{seen:?}");
}

#[test]
fn other_plans_are_found() {
    let [war, slower] = ["squeezed-out", "squeezed-out-slower-growth"]
        .map(|name| stored(&format!("scenarios/{name}.toml"), &[]));
    let found = other_plans(&war, &slower);
    assert_eq!(found.len(), 10, "{found:?}");
    assert!(found.contains(&"firm.openai.staff".to_owned()), "{found:?}");
    let less = ["firm.salesforce.enabled=false".to_owned()];
    let without = stored("scenarios/squeezed-out.toml", &less);
    assert_eq!(other_plans(&war, &without), ["firm.salesforce"]);
}
