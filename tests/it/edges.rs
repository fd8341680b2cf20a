//! Values at the edge of what is allowed still mean what they say.

use braindrain::scenario::difference;

use crate::world::equal_firms;
use crate::world::over_replicates;
use crate::world::try_world_with;
use crate::world::watch;
use crate::world::world_with;

const MINIMAL: &str = include_str!("../../scenarios/minimal.toml");

fn departures(text: &str, changes: &[&str]) -> f64 {
    let left = over_replicates(&world_with(text, changes), 2, |history| {
        history.flows.values().map(|&count| f64::from(count)).sum()
    });
    left.iter().sum()
}

#[test]
fn noise_that_all_lasts_is_nearly_noise_that_nearly_all_lasts() {
    let all = departures(MINIMAL, &["mechanism.choice.persistent-share=1"]);
    let nearly = departures(MINIMAL, &["mechanism.choice.persistent-share=0.999999"]);
    assert!(nearly > 50.0 && (all / nearly - 1.0).abs() < 0.3, "{all} {nearly}");
}

#[test]
fn a_class_that_the_population_lacks_can_be_employed() {
    let stars_alone =
        ["firm.maple.classes={star=1}", "class.star.share=0", "class.engineer.share=0.5"];
    assert!(departures(MINIMAL, &stars_alone) > 0.0);
}

/// Boards that are full over and over make rough shares of callers, and no endless work.
#[test]
fn a_market_of_extreme_tightness_comes_to_an_end() {
    assert!(departures(MINIMAL, &["mechanism.recruiting.reference-tightness=1e-6"]) > 0.0);
    assert!(departures(MINIMAL, &["firm.cedar.reach=1e6", "population.researchers=1"]) > 0.0);
}

/// Everybody who was there at the start counts, though the firm is as old as the horizon.
#[test]
fn the_first_staff_of_a_new_firm_can_be_lost() {
    let changes = ["firm.firm-0.founded=2020-01-01", "population.mean-tenure=0 days"];
    let scenario = world_with(&equal_firms(4, 50, 2.0), &changes);
    let lost = over_replicates(&scenario, 1, |history| {
        f64::from(history.first_staff_lost.values().iter().copied().min().unwrap_or_default())
    });
    assert!(lost[0] > 20.0, "{lost:?}");
}

#[test]
fn what_a_firm_is_like_after_a_step_is_read_off_its_paths_on_that_day() {
    let pay = ["firm.cedar.pay.level=[[2022-01-01, 1], [2024-01-01, 2]]"];
    let scenario = world_with(MINIMAL, &pay);
    watch(&scenario, 1, &mut |week, model| {
        let (found, path) = (model.units()[scenario.focal].pay_index, &scenario.firms[0].pay_level);
        assert!((found - path.at(week.end)).abs() < 1e-6, "{found} at {:?}", week.end);
    });
}

#[test]
fn what_is_laid_over_a_long_scenario_is_read_and_its_mistakes_are_found() {
    let long = format!(
        "{}{MINIMAL}",
        "# Seventy characters of comment, which say nothing of the world at all\n".repeat(1_000)
    );
    assert!(long.len() > 70_000);
    assert_eq!(world_with(&long, &["run.seed=7"]).run.seed, 7);
    let wrong = try_world_with(&long, &["run.seed=7", "firm.cedar.stff=3"]).unwrap_err();
    let [complaint] = wrong.list() else { panic!("{wrong}") };
    let place = complaint.place.as_ref().expect("a mistake in a text has a place");
    assert_eq!((&*place.file, place.line_and_column()), ("--set", (1, 12)));
}

#[test]
fn every_law_of_a_spread_can_be_laid_over_every_other() {
    let laws = [
        "normal = [5, 1]",
        "uniform = [1, 9]",
        "gamma = [2, 3]",
        "lognormal = [1, 0.5]",
        "exponential = 4",
        "above = [1, 5]",
    ];
    let sets = laws.map(|law| format!("firm-group.startups.size={{ {law} }}"));
    for lower in &sets {
        let below = world_with(MINIMAL, &[lower]);
        for upper in &sets {
            let (alone, both) =
                (world_with(MINIMAL, &[upper]), world_with(MINIMAL, &[lower, upper]));
            assert_eq!(both.groups, alone.groups, "{upper} over {lower}");
            let changes = difference(&below, &both).into_iter();
            let paths: Vec<String> = changes.map(|change| change.path).collect();
            let expected = ["firm-group.startups.size"].map(str::to_owned);
            let expected = if lower == upper { &[][..] } else { &expected };
            assert_eq!(paths, expected, "{upper} over {lower}");
        }
    }
}

#[test]
fn what_happens_before_1970_is_told_in_the_order_of_time() {
    let text = equal_firms(4, 50, 2.0);
    let scenario = world_with(&text, &["time.start=1950-01-01", "time.end=1951-01-01"]);
    let mut pairs = 0;
    watch(&scenario, 1, &mut |week, _| {
        assert!(week.moves.is_sorted_by(|one, other| one.moment <= other.moment), "{week:?}");
        pairs += week.moves.len().saturating_sub(1);
    });
    assert!(pairs > 50, "{pairs}");
}
