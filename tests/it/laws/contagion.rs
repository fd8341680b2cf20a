//! V15: how many leave since one has left. V16: the rate and the bunching of exits that cause exits.

use braindrain::model::Channel;
use braindrain::model::Move;
use braindrain::model::Week;
use braindrain::quantity::Index;
use braindrain::scenario::Scenario;
use braindrain::stats::dispersion_index;
use braindrain::stats::mean;
use braindrain::theory;

use super::assert_law;
use crate::world::equal_firms;
use crate::world::watch;
use crate::world::world;

/// Days in a month.
const MONTH: f64 = 30.4375;
/// The kernel has its peak after a day; so the mean delay is two days.
const PEAK: f64 = 1.0;

/// Firms that are one team each, in which an exit brings about `offspring` others, beside `offers` a month.
fn teams(firms: u32, staff: u32, (offers, offspring): (f64, f64)) -> String {
    let kernel = 2.0 * PEAK / (1.0 - 3.0 * (-2.0_f64).exp());
    // Each of the others gets Poisson offers, and a call from the own firm is none.
    let taken = theory::acceptance(-0.53, 0.4) * (1.0 - 1.0 / f64::from(firms));
    let weight = offspring / (f64::from(staff - 1) * taken) / (offers / MONTH * kernel);
    equal_firms(firms, staff, offers)
        .replace("step = \"week\"", "step = \"day\"")
        .replace("serious-offers = {", "serious-offers = { researcher = 0, applied = 0,")
        + &format!(
            "\n[mechanism.contagion]\nteam-mate = {weight}\ntie = 0\nalong = 0\n\
             time-to-peak = \"{PEAK} days\"\nteam-size = 100000\n"
        )
}

/// How many people have left each firm in a step.
fn leavers(week: &Week, exits: &mut [f64]) {
    let moved = week.moves.iter().map(|step| step.job.firm);
    let left = week.separations.iter().map(|end| end.job.firm);
    moved.chain(left).for_each(|firm| exits[firm.position()] += 1.0);
}

/// The sizes of clusters that begin with one exit by script at each of so many firms, where next to nobody
/// is called for another reason.
fn clusters(firms: u32, offspring: f64, replicate: u32) -> Vec<f64> {
    let mut text = teams(firms, 600, (1e-8, offspring)).replace("2022-01-01", "2020-04-15");
    for firm in 0..firms {
        text.push_str(&format!(
            "\n[event.exit-{firm}]\nkind = \"departure\"\nfirm = \"firm-{firm}\"\ndate = 2020-01-03\n\
             class = \"engineer\"\ncount = 1\ndestination = \"outside\"\n"
        ));
    }
    let mut exits = vec![0.0; firms as usize];
    watch(&world(&text), replicate, &mut |week, _| {
        let followed = |step: &Move| step.channel == Channel::Following;
        assert!(week.moves.iter().all(followed), "nobody moves for another reason");
        leavers(week, &mut exits);
    });
    exits
}

#[test]
fn v15_one_exit_and_those_that_follow_are_a_cluster_of_borel() {
    let offspring = 0.5;
    let all: Vec<Vec<f64>> = (1..=20).map(|number| clusters(100, offspring, number)).collect();
    let over = |number: &dyn Fn(f64) -> f64| -> Vec<f64> {
        let sizes = |sizes: &Vec<f64>| sizes.iter().map(|&size| number(size)).collect::<Vec<_>>();
        all.iter().map(|one| mean(&sizes(one))).collect()
    };
    let size = theory::cluster_mean(offspring);
    // Were nobody missed but the first to go.
    assert_law(over(&|size| size), size, 1.0 + offspring);
    let variance = theory::cluster_variance(offspring);
    // That of a geometric number of the same mean, were the cluster a chain.
    let geometric = offspring / (1.0 - offspring).powi(2);
    assert_law(over(&|found| (found - size).powi(2)), variance, geometric);
    let alone = |found: f64| f64::from(u8::from(found < 1.5));
    assert_law(over(&alone), theory::cluster_probability(offspring, 1), 1.0 - offspring);
}

const FIRMS: u32 = 25;
const STAFF: u32 = 800;
const OFFERS: f64 = 0.07;
/// Days of a window: long against the two to three days from an exit to one that follows from it.
const WINDOW: f64 = 60.0;

/// Exits of each firm in each of the windows after the first one.
fn windows(scenario: &Scenario, replicate: u32) -> Vec<f64> {
    let mut windows: Vec<Vec<f64>> = Vec::new();
    let mut start = None;
    watch(scenario, replicate, &mut |week, _| {
        let days = week.start.since(*start.get_or_insert(week.start)).0;
        let window = windows.len() as f64;
        if days >= window * WINDOW {
            windows.push(vec![0.0; FIRMS as usize]);
        }
        leavers(week, windows.last_mut().expect("a window has begun"));
    });
    windows.split_off(1).concat()
}

#[test]
fn v16_exits_come_at_the_rate_of_a_hawkes_process_and_as_bunched() {
    let offspring = 0.3;
    let text = teams(FIRMS, STAFF, (OFFERS, offspring)).replace("2022-01-01", "2020-08-28");
    let scenario = world(&text);
    let windows: Vec<Vec<f64>> = (1..=14).map(|number| windows(&scenario, number)).collect();
    let by_themselves = f64::from(STAFF) * OFFERS * (1.0 - 1.0 / f64::from(FIRMS)) * WINDOW / MONTH
        * theory::acceptance(-0.53, 0.4);
    let rates = windows.iter().map(|exits| mean(exits)).collect();
    assert_law(rates, theory::stationary_rate(by_themselves, offspring), by_themselves);
    let bunched = windows.iter().map(|exits| dispersion_index(exits)).collect();
    let law = theory::long_window_dispersion(offspring);
    assert_law(bunched, law, theory::cluster_mean(offspring));
}
