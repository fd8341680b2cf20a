//! V27: results do not depend on the step.

use braindrain::stats::Estimate;

use crate::world::equal_firms;
use crate::world::over_replicates;
use crate::world::world_with;

/// Survival by day, week and month, at the rates of stars in a hot market, through an ouster in the
/// middle of a step and its reinstatement four days later. What losses of people do is settled at the
/// end of each step and left out: where nine of ten leave within three months the delay shows.
#[test]
fn v27_survival_does_not_depend_on_the_step() {
    let text = equal_firms(10, 200, 2.0)
        + r#"
        [mechanism.turmoil]
        rise-per-share-lost = 0
        [event.ouster]
        kind = "ouster"
        firm = "firm-0"
        date = 2020-11-18
        [event.reinstatement]
        kind = "reinstatement"
        firm = "firm-0"
        date = 2020-11-22
        "#;
    let survival = |step: &str, turmoil_response: f64| {
        let scenario = world_with(
            &text,
            &[
                &format!("time.step={step}"),
                "time.start=2020-10-05",
                "time.end=2020-12-21",
                "class.engineer.share=0",
                "class.star.share=1",
                "taste.stability=0.4",
                "mechanism.recruiting.time-to-offer.star=3 days",
                &format!("mechanism.recruiting.turmoil-response={turmoil_response}"),
            ],
        );
        Estimate::of(over_replicates(&scenario, 60, |history| {
            1.0 - f64::from(history.first_staff_lost.values()[0]) / 200.0
        }))
    };
    let week = survival("week", 0.4);
    for other in [survival("day", 0.4), survival("month", 0.4)] {
        let error = week.standard_error.hypot(other.standard_error);
        let difference = (week.mean - other.mean).abs();
        assert!(difference < 3.0 * error, "{week:?} {other:?}");
    }
    // What a step that missed the turmoil within it would give.
    let deaf = survival("week", 0.0);
    let error = week.standard_error.hypot(deaf.standard_error);
    assert!((week.mean - deaf.mean).abs() > 3.0 * error, "{week:?} cannot tell {deaf:?}");
}

/// Bands follow posts that are open and filled in the same step: a year of a firm that grows by a fifth raises them by as
/// much in months as in days, but for what changes within a month.
#[test]
fn bands_do_not_depend_on_the_step() {
    let text = equal_firms(20, 50, 0.5)
        + "
        [mechanism.pay]
        [mechanism.exits]
        ";
    let limited: Vec<String> =
        (0..20).map(|firm| format!("firm.firm-{firm}.vacancies=limited")).collect();
    let index = |step: &str| {
        let step = format!("time.step={step}");
        let mut sets: Vec<&str> = limited.iter().map(String::as_str).collect();
        sets.extend([
            step.as_str(),
            "time.end=2021-01-01",
            "time.burn-in=61 days",
            "firm.firm-0.staff=[[2020-01-01, 300], [2021-01-01, 360]]",
            "population.researchers=1250",
        ]);
        let scenario = world_with(&text, &sets);
        Estimate::of(over_replicates(&scenario, 80, |history| {
            let (_, last) = history.steps_of(scenario.focal).last().expect("there are steps");
            last.state.pay_index
        }))
    };
    let [day, month] = ["day", "month"].map(index);
    let error = day.standard_error.hypot(month.standard_error);
    let difference = (day.mean - month.mean).abs();
    assert!(difference < 3.0 * error + 0.015, "{day:?} {month:?}");
}
