//! V17: how many of some vacancies make an offer.

use braindrain::stats::Estimate;
use braindrain::theory;

use super::assert_law;
use crate::world::ENGINEERS;
use crate::world::over_replicates;
use crate::world::watch;
use crate::world::world;
use crate::world::world_with;

/// One firm has 200 posts open, and nobody takes its offers. The number of applicants differs from week
/// to week, so each week is held against the law at its own number.
#[test]
fn v17_applications_fill_vacancies_as_balls_fill_urns() {
    let text = r#"
        title = "Urns and balls"
        focal = "hirer"
        [time]
        start = 2020-01-06
        end = 2021-01-04
        step = "week"
        [population]
        researchers = 20000
        first-offers = 1
        [mechanism.choice]
        persistent-share = 0
        cost-of-moving = 40
        [mechanism.recruiting]
        serious-offers = { engineer = 0.13 }
        pair-interval = "0 days"
        [firm.pool]
        staff = 20000
        [firm.hirer]
        staff = [[2020-01-06, 1], [2020-01-07, 201]]
        "#
    .to_owned();
    let scenario = world(&(text + ENGINEERS));
    let (mut excess, mut unrationed, mut weeks) = (Vec::new(), Vec::new(), 0.0);
    for replicate in 1..=8 {
        watch(&scenario, replicate, &mut |week, _| {
            let filled = theory::filled_vacancies(u32::try_from(week.applications).unwrap(), 200);
            if week.applications > 200 {
                excess.push(week.offers as f64 - filled);
                unrationed.push(week.applications.min(200) as f64 - filled);
                weeks += 1.0;
            }
        });
    }
    assert!(weeks > 300.0, "{weeks} weeks with enough applicants");
    let wrong = unrationed.iter().sum::<f64>() / weeks;
    assert_law(excess, 0.0, wrong);
}

/// Three hundred small firms with a post or two each: how many people they hire in a year is the same by
/// day, by week and by month, but for the days until a step notices that there is a new post. If only a
/// lottery of one seventh decided on each day, a third of them would be hired.
#[test]
fn v27_the_hires_of_small_firms_do_not_depend_on_the_step() {
    let text = r#"
        title = "Small firms"
        focal = "pool"
        [time]
        start = 2022-01-03
        end = 2022-07-04
        [population]
        researchers = 5000
        [mechanism.recruiting]
        [firm.pool]
        staff = 3000
        [firm-group.small]
        count = 300
        size = 5
        growth = [[2022-01-03, 1], [2022-07-04, 1.5]]
        "#;
    let hires = |step: &str| {
        let scenario = world_with(text, &[&format!("time.step={step}")]);
        Estimate::of(over_replicates(&scenario, 12, |history| {
            let flows = history.flows.iter().filter(|(flow, _)| flow.from != flow.to);
            flows.map(|(_, &count)| f64::from(count)).sum()
        }))
    };
    let week = hires("week");
    for other in [hires("day"), hires("month")] {
        assert!((other.mean / week.mean - 1.0).abs() < 0.12, "{week:?} {other:?}");
    }
}
