//! **supply**: programs bring so many people, from where they say, and more of them into a tight market.

use std::collections::BTreeSet;

use braindrain::experiment::History;
use braindrain::quantity::FirmId;
use braindrain::quantity::RegionId;
use braindrain::quantity::ResearcherId;
use braindrain::scenario::Scenario;

use super::assert_law;
use crate::world::equal_firms;
use crate::world::over_replicates;
use crate::world::watch;
use crate::world::world_with;

/// Hardly any graduates, and a program that trains so many engineers a year.
fn with_program(keys: &str) -> String {
    equal_firms(2, 100, 0.0)
        + "
        [mechanism.supply]
        graduates-per-year = 1e-9
        into = \"firm-0\"
        applications = 0
        [mechanism.supply.program.retraining]
        per-year = 126
        into = \"firm-1\"
        "
        + keys
}

fn entrants(history: &History) -> f64 {
    history
        .flows
        .iter()
        .filter(|(flow, _)| flow.from.is_none())
        .map(|(_, &moves)| f64::from(moves))
        .sum()
}

/// Ten and a half a month: in every other month eleven, by lottery.
#[test]
fn a_program_brings_as_many_as_it_trains() {
    let numbers = over_replicates(&world_with(&with_program(""), &[]), 16, entrants);
    assert_law(numbers.clone(), 252.0, 240.0);
    let spread = numbers.iter().map(|number| (number - 252.0).abs()).fold(0.0, f64::max);
    assert!(spread <= 12.0, "a lottery of fractions, and no Poisson number: {spread}");
    let growing = world_with(&with_program("growth = 0.5"), &[]);
    let law: f64 = (0..24).map(|month| 10.5 * 1.5_f64.powf(f64::from(month) / 12.0)).sum();
    assert_law(over_replicates(&growing, 16, entrants), law, 0.95 * law);
}

/// At half the nominal population the same posts are twice as many for each.
#[test]
fn the_response_to_tightness_is_an_elasticity() {
    let tight = "population.researchers=100";
    for (response, law) in [(0.0, 252.0), (0.5, 252.0 * 2.0_f64.sqrt()), (1.0, 504.0)] {
        let text = with_program(&format!("tightness-response = {response}"));
        let numbers = over_replicates(&world_with(&text, &[tight]), 8, entrants);
        assert_law(numbers, law, 1.1 * law);
    }
    let text = with_program("tightness-response = 2");
    let bounded = over_replicates(&world_with(&text, &["population.researchers=20"]), 8, entrants);
    assert_law(bounded, 252.0 * 9.0, 252.0 * 25.0);
}

fn ids(scenario: &Scenario) -> BTreeSet<ResearcherId> {
    let mut found = BTreeSet::new();
    watch(scenario, 1, &mut |week, _| {
        found.extend(week.entries.iter().map(|entry| entry.job.researcher));
    });
    found
}

/// On common luck nobody who would have come does not, and who comes has the name of the program.
#[test]
fn more_of_a_program_are_the_same_people_and_others() {
    let few = world_with(&with_program(""), &[]);
    let many = world_with(&with_program(""), &["mechanism.supply.program.retraining.per-year=200"]);
    let [few, many] = [&few, &many].map(ids);
    assert!(few.is_subset(&many) && few.len() + 100 < many.len(), "{} {}", few.len(), many.len());
    watch(&world_with(&with_program(""), &[]), 1, &mut |week, model| {
        for entry in &week.entries {
            let name = model.researcher_name(entry.job.person, entry.job.class);
            assert!(name.starts_with("program.retraining.engineer/20"), "{name}");
        }
    });
}

/// Those who are trained in the east are at home there, and come to the west to work.
#[test]
fn who_is_trained_abroad_comes_from_there() {
    let keys = "region = \"east\"\n[region.east]\n[region.west]\n[mechanism.regions]\n";
    let sites = "firm.firm-1.regions=['west']";
    let history = History::of(&world_with(&with_program(keys), &[sites]), 1);
    let came: u32 = history.regions.iter().map(|step| step[RegionId(1)].arrivals).sum();
    assert!((f64::from(came) - entrants(&history)).abs() < 0.5, "{came}");
    assert!(came > 200, "{came}");
}

/// Nobody pays the cost of moving while he searches: so of those who have an offer more go, and where they
/// are when the search is over is what is measured.
#[test]
fn graduates_are_placed_by_their_first_choice() {
    let text = equal_firms(2, 400, 0.5)
        + "
        [mechanism.supply]
        graduates-per-year = 600
        into = \"firm-0\"
        applications = 0
        ";
    let changes = ["outcomes=['industry-placement:2020-01-01:2021-01-01']", "firm.firm-0.reach=0"];
    let placed = |cost: &str| {
        let scenario = world_with(&text, &[&changes[..], &[cost]].concat());
        let share = |history: &History| {
            braindrain::experiment::outcome_of(&scenario.outcomes[0], history).unwrap()
        };
        over_replicates(&scenario, 6, share)
    };
    // Offers at 0.5 a month by half of the reference, taken by a half, for six months: from then on none goes.
    let numbers = placed("mechanism.choice.cost-of-moving=40");
    let rate = 0.5 * 0.5_f64.sqrt();
    let law = 1.0 - (-rate * 0.5 * 6.0_f64).exp();
    assert_law(numbers, law, 0.9 * law);
    let stay = placed("mechanism.supply.search-time=0 days");
    assert!(
        stay.iter().sum::<f64>() < 1e-9,
        "no time to search is over on the first day: {stay:?}"
    );
}

/// A world whose graduates alone show that they are open to work, and are called for it.
fn graduates(changes: &[&str]) -> Scenario {
    let text = equal_firms(2, 750, 0.1)
        + r#"
        [mechanism.supply]
        graduates-per-year = 600
        growth = 0
        into = "university"
        [firm.university]
        staff = 1
        reach = 0
        vacancies = "unlimited"
        "#;
    let set = ["mechanism.recruiting.open-to-work-rate=0", "mechanism.recruiting.open-to-work=4"];
    world_with(&text, &[&set, changes].concat())
}

/// Whoever has gone elsewhere on the day of graduation is no longer searching: he pays what others do.
#[test]
fn who_is_placed_on_the_first_day_is_at_the_university_no_longer() {
    let scenario = graduates(&[
        "mechanism.supply.applications=3",
        "mechanism.choice.cost-of-moving=30",
        "mechanism.recruiting.time-to-offer.engineer=0 days",
    ]);
    let mut placed = 0;
    watch(&scenario, 1, &mut |week, _| {
        for step in &week.moves {
            assert_eq!(step.job.firm, FirmId(2), "{step:?}");
            placed += 1;
        }
    });
    assert!(placed > 500, "{placed}");
}

/// Two months after graduation those who have no other place pay what moving costs.
#[test]
fn the_search_of_a_graduate_is_over_when_its_time_is() {
    let short = "mechanism.supply.search-time=60 days";
    let scenario = graduates(&[short, "mechanism.choice.cost-of-moving=40"]);
    let mut placed = 0;
    watch(&scenario, 1, &mut |week, _| {
        for step in &week.moves {
            let days = step.moment.since(step.job.hired.midnight()).0;
            assert!(days < 60.0, "{days}: {step:?}");
            placed += 1;
        }
    });
    assert!(placed > 50, "{placed}");
}
