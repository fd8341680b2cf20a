//! V26: names mean nothing. Equal firms are as concentrated as chance makes them.

use braindrain::experiment::History;
use braindrain::quantity::UnitId;
use braindrain::theory;

use super::assert_law;
use crate::world::equal_firms;
use crate::world::watch;
use crate::world::world;
use crate::world::world_with;

/// Two firms of a market with limited posts, one of them small and well paid.
fn two_firms(rich: &str, poor: &str) -> String {
    format!(
        r#"
        title = "Two firms and others"
        focal = "{rich}"
        [time]
        start = 2020-01-06
        end = 2021-01-04
        [population]
        researchers = 900
        [mechanism.recruiting]
        [mechanism.turmoil]
        [mechanism.exits]
        [firm.{rich}]
        staff = [[2020-01-06, 150], [2021-01-04, 220]]
        pay.level = 1.25
        position.x = 0.4
        [firm.{poor}]
        staff = 300
        position.x = -0.2
        [firm-group.others]
        count = 20
        size = {{ gamma = [2, 10] }}
        [event.ouster]
        kind = "ouster"
        firm = "{rich}"
        date = 2020-05-14
        "#
    )
}

fn departures(history: &History, unit: u16) -> f64 {
    history.steps_of(UnitId(unit)).map(|(_, step)| f64::from(step.quits)).sum()
}

#[test]
fn v26_the_names_of_two_firms_swapped_change_no_distribution() {
    // The first name has the first position: what is rich is in one world first, in the other last.
    let (forth, back) = (world(&two_firms("ash", "oak")), world(&two_firms("oak", "ash")));
    let pairs = (1..=40).map(|replicate| {
        let (forth, back) = (History::of(&forth, replicate), History::of(&back, replicate));
        let rich = departures(&forth, 0) - departures(&back, 1);
        let by_name = departures(&forth, 0) - departures(&back, 0);
        (rich, by_name)
    });
    let (rich, by_name): (Vec<f64>, Vec<f64>) = pairs.unzip();
    // Were it the name that counts, the firm of that name would lose as many in both worlds.
    let wrong = -by_name.iter().sum::<f64>() / by_name.len() as f64;
    assert_law(rich, 0.0, wrong);
}

#[test]
fn v26_equal_firms_are_as_concentrated_as_chance_makes_them() {
    let changes =
        ["class.engineer.share=0", "class.star.share=1", "time.step=month", "taste.colleagues=0"];
    let scenario = world_with(&equal_firms(20, 5, 3.0), &changes);
    let concentrations = (1..=150).map(|replicate| {
        let mut last = None;
        watch(&scenario, replicate, &mut |_, model| last = model.market().concentration_of_stars);
        last.expect("there are stars")
    });
    let law = theory::chance_concentration(20.0, 100.0);
    // As at the start, when all firms have the same number.
    assert_law(concentrations.collect(), law, 1.0 / 20.0);
}
