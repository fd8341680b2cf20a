//! V18: open posts are opened posts times the time that they stay open (Little 1961).

use std::collections::VecDeque;

use braindrain::experiment::History;
use braindrain::experiment::outcome_of;
use braindrain::quantity::UnitId;
use braindrain::scenario::Scenario;
use braindrain::stats::mean;
use braindrain::theory;

use super::assert_law;
use crate::world::ENGINEERS;
use crate::world::PLAIN_RECRUITING;
use crate::world::watch;
use crate::world::world;
use crate::world::world_with;

const STAFF: f64 = 1_000.0;
const POOL: f64 = 5_000.0;
/// Weeks in a month.
const WEEKS: f64 = 30.4375 / 7.0;
const HIRER: UnitId = UnitId(0);

/// A firm that loses people by exits alone, and hires from a pool that calls nobody and is filled up
/// again. Calls are proportional to open posts, so that each post gets applications at a constant rate.
fn hirer() -> Scenario {
    world(&hirer_text())
}

fn hirer_text() -> String {
    let text = r#"
        title = "One firm hires"
        focal = "hirer"
        [time]
        start = 2020-01-06
        end = 2023-01-02
        burn-in = "26 weeks"
        [population]
        researchers = 5000
        first-offers = 1
        [mechanism.choice]
        persistent-share = 0
        curvature = 1
        [mechanism.exits]
        dismissal = 0.05
        leaving-the-field = 0
        [mechanism.supply]
        graduates-per-year = 3600
        growth = 0
        applications = 0
        search-time = "0 days"
        into = "pool"
        [firm.hirer]
        staff = 1000
        pay.level = 2
        [firm.pool]
        staff = 5000
        reach = 0
        "#
    .to_owned()
        + PLAIN_RECRUITING
        + "tightness-exponent = 1\n\
           tightness-bounds = [1e-9, 1e9]\n\
           serious-offers = { engineer = 0.13 }\n\
           time-to-offer = { engineer = \"0 days\" }\n";
    text + ENGINEERS
}

/// Open posts on average, and for how many weeks a post that was filled had been open on average, first
/// opened first filled.
fn posts_and_weeks(scenario: &Scenario, replicate: u32) -> (f64, f64) {
    let (mut open, mut waits, mut queue) = (Vec::new(), Vec::new(), VecDeque::new());
    watch(scenario, replicate, &mut |week, model| {
        let now = f64::from(model.units()[HIRER].vacancies);
        if open.is_empty() {
            // Nobody knows since when the first ones are open.
            queue.extend((0..model.units()[HIRER].vacancies).map(|_| None));
        }
        open.push(now);
        let left = week.separations.iter().filter(|end| model.unit(end.job.firm) == HIRER);
        queue.extend(left.map(|end| Some(end.moment)));
        for step in week.moves.iter().filter(|step| model.unit(step.to) == HIRER) {
            let since = queue.pop_front().expect("a post was open");
            waits.extend(since.map(|since| step.moment.since(since).0 / 7.0));
        }
    });
    (mean(&open), mean(&waits))
}

#[test]
fn v18_open_posts_are_the_openings_times_the_time_open() {
    let scenario = hirer();
    let runs: Vec<(f64, f64)> = (1..=8).map(|number| posts_and_weeks(&scenario, number)).collect();
    let per_week = |open: f64| (STAFF - open) * 0.05 / WEEKS;
    let ratios = runs.iter().map(|&(open, weeks)| open / (per_week(open) * weeks));
    assert_law(ratios.collect(), 1.0, 1.05);
}

/// What is read off a history agrees with what is measured post by post: graduates enter elsewhere, and every
/// hire fills a post.
#[test]
fn the_time_to_fill_of_a_history_is_the_time_that_posts_were_open() {
    let asked = "outcomes=['time-to-fill:hirer:2020-01-06:2023-01-02']";
    let scenario = world_with(&hirer_text(), &[asked]);
    let ratios = (1..=6).map(|replicate| {
        let history = History::of(&scenario, replicate);
        let days = outcome_of(&scenario.outcomes[0], &history).expect("posts are filled");
        days / 7.0 / posts_and_weeks(&scenario, replicate).1
    });
    assert_law(ratios.collect(), 1.0, 1.05);
}

/// In each week a post gets a Poisson number of applications, makes an offer if there is one, and is filled
/// if that is accepted: it stays open for a geometric number of weeks.
#[test]
fn v18_posts_stay_open_until_an_offer_is_accepted() {
    let scenario = hirer();
    let applications = POOL * 0.13 / WEEKS / (0.06 * 5_000.0);
    let filled = -(-applications).exp_m1() * theory::acceptance(2.0_f64.ln() - 0.53, 0.4);
    let left = -(-0.05 / WEEKS).exp_m1();
    let law = STAFF * left / (filled + left);
    let open = (1..=8).map(|number| posts_and_weeks(&scenario, number).0);
    assert_law(open.collect(), law, 1.08 * law);
}
