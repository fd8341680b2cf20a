//! V6: who is left of those hired evenly. V7: the mean tenure of a firm that grows.

use braindrain::experiment::Ending;
use braindrain::quantity::Date;
use braindrain::scenario::Scenario;
use braindrain::theory;

use super::assert_law;
use crate::world::ENGINEERS;
use crate::world::equal_firms;
use crate::world::over_replicates;
use crate::world::watch;
use crate::world::world;
use crate::world::world_with;

/// One firm into which graduates come, and which people leave at a constant hazard per month.
fn one_firm(end: &str, graduates: f64, growth: f64, hazard: f64, staff: f64) -> Scenario {
    let text = format!(
        r#"
        title = "One firm"
        focal = "a"
        [time]
        start = 2020-01-01
        end = {end}
        step = "month"
        [population]
        researchers = 1000
        mean-tenure = "3000 days"
        [mechanism.exits]
        dismissal = {hazard}
        leaving-the-field = 0
        [mechanism.supply]
        graduates-per-year = {graduates}
        growth = {growth}
        into = "a"
        [firm.a]
        staff = {staff}
        "#
    );
    world(&(text + ENGINEERS))
}

#[test]
fn v6_of_those_hired_evenly_the_stated_share_is_left() {
    let scenario = one_firm("2024-01-01", 3_000.0, 0.0, 0.0332, 1.0);
    let left = over_replicates(&scenario, 8, |history| {
        let hired = history.spells.iter().filter(|spell| spell.start >= scenario.time.start);
        let all = hired.clone().count() as f64;
        hired.filter(|spell| spell.ending == Ending::Ongoing).count() as f64 / all
    });
    let months = 1461.0 / 30.4375;
    let law = theory::share_still_there(0.0332, months);
    assert!((law - 0.5).abs() < 1e-3, "one half is left at a product of 1.5936");
    assert_law(left, law, theory::share_still_there(1.05 * 0.0332, months));
}

/// The inflow grows with the staff: the firm is stable from the start in all but scale.
#[test]
fn v7_the_mean_tenure_of_a_growing_firm_is_short() {
    let (growth, hazard) = (0.3_f64, 0.03);
    let (per_year, graduates) = (growth.ln_1p() + 12.0 * hazard, 120.0);
    // The wrong tenures of the start are forgotten after fifteen years.
    let scenario = one_firm("2035-01-01", graduates, growth, hazard, graduates / per_year);
    let tenures = (1..=6).map(|replicate| {
        let mut mean = 0.0;
        watch(&scenario, replicate, &mut |week, model| {
            if week.end == scenario.time.end.midnight() {
                let tenures = model.jobs().map(|job| week.end.since(job.hired.midnight()).0 - 0.5);
                let tenures: Vec<f64> = tenures.collect();
                mean = tenures.iter().sum::<f64>() / tenures.len() as f64 / 365.25;
            }
        });
        mean
    });
    let law = theory::mean_elapsed_tenure(growth.ln_1p(), 12.0 * hazard);
    let without_growth = theory::mean_elapsed_tenure(0.0, 12.0 * hazard);
    assert_law(tenures.collect(), law, without_growth);
}

/// Of those who are there at the start nobody was hired before the founding, and few on any one day: tenure is that of an
/// old firm, given that it is shorter than the age.
#[test]
fn the_first_staff_of_a_young_firm_was_hired_over_all_its_age() {
    let (mean, age) = (900.0_f64, 600.0_f64);
    let scenario = world_with(
        &equal_firms(2, 1_000, 0.0),
        &["population.mean-tenure=900 days", "firm.firm-0.founded=2018-05-11"],
    );
    let start = scenario.time.start;
    let tenures = |replicate| {
        let mut tenures: Vec<i32> = Vec::new();
        watch(&scenario, replicate, &mut |week, model| {
            if week.start == start.midnight() {
                let jobs = model.jobs().filter(|job| job.firm.0 == 0);
                tenures.extend(jobs.map(|job| start.days() - job.hired.days()));
            }
        });
        tenures.sort_unstable();
        assert!(tenures.len() > 900 && tenures.iter().all(|&days| f64::from(days) <= age));
        let most = tenures.chunk_by(|one, other| one == other).map(<[i32]>::len).max();
        assert!(most.is_some_and(|most| most < 20), "{most:?} on one day");
        tenures.iter().map(|&days| f64::from(days)).sum::<f64>() / tenures.len() as f64
    };
    let left = (-age / mean).exp();
    // Days are whole, and the last one counts as one.
    let law = mean - age * left / (1.0 - left) - 0.5;
    assert_law((1..=12).map(tenures).collect(), law, mean * (1.0 - left));
}

/// Whoever is at a firm that was founded shortly before the start came after its founding.
#[test]
fn nobody_was_hired_before_his_firm_was_founded() {
    let text = equal_firms(2, 400, 0.0);
    let founded = "firm.firm-0.founded=2019-06-01";
    let scenario = world_with(&text, &[founded, "population.mean-tenure=5 years"]);
    let first = Date::new(2019, 6, 1).unwrap();
    let hired = |unit: u16| {
        let mut hired = Vec::new();
        watch(&scenario, 1, &mut |_, model| {
            let theirs = model.jobs().filter(|job| model.unit(job.firm).0 == unit);
            hired = theirs.map(|job| job.hired).collect();
        });
        hired
    };
    assert!(hired(0).iter().all(|&day| day >= first) && hired(0).len() == 400);
    assert!(hired(1).iter().filter(|&&day| day < first).count() > 300);
}
