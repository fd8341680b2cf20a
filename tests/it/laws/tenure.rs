//! V6: who is left of those hired evenly. V7: the mean tenure of a firm that grows.

use braindrain::experiment::Ending;
use braindrain::scenario::Scenario;
use braindrain::theory;

use super::assert_law;
use crate::world::ENGINEERS;
use crate::world::over_replicates;
use crate::world::watch;
use crate::world::world;

/// One firm into which graduates come, and which people leave at a constant hazard per month.
fn one_firm(
    end: &str,
    graduates: f64,
    growth: f64,
    hazard: f64,
    staff: f64,
    tenure: f64,
) -> Scenario {
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
        mean-tenure = "{tenure} days"
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
    let scenario = one_firm("2024-01-01", 3_000.0, 0.0, 0.0332, 1.0, 900.0);
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
    let scenario = one_firm("2035-01-01", graduates, growth, hazard, graduates / per_year, 3_000.0);
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
