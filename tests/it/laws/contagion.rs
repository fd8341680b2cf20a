//! V15: how many leave since one has left. V16: the rate and the bunching of exits that cause exits.

use braindrain::experiment::History;
use braindrain::experiment::UnitStep;
use braindrain::experiment::outcome_of;
use braindrain::model::Channel;
use braindrain::model::Move;
use braindrain::model::Week;
use braindrain::quantity::Date;
use braindrain::quantity::Index;
use braindrain::quantity::UnitId;
use braindrain::scenario::Scenario;
use braindrain::stats::mean;
use braindrain::theory;

use super::assert_law;
use super::dispersion_index;
use crate::world::equal_firms;
use crate::world::watch;
use crate::world::world;
use crate::world::world_with;

/// Days in a month.
const MONTH: f64 = 30.4375;
/// The kernel has its peak after a day; so the mean delay is two days.
const PEAK: f64 = 1.0;

/// Equal firms in whose market other classes, of which there is nobody, are not called either: so few offers
/// may be ordinary that the weights of contagion have to be great.
fn engineers(firms: u32, staff: u32, offers: f64) -> String {
    let rates = "serious-offers = { researcher = 0, applied = 0,";
    equal_firms(firms, staff, offers).replace("serious-offers = {", rates)
}

/// Firms that are one team each, in which an exit brings about `offspring` others, beside `offers` a month.
fn teams(firms: u32, staff: u32, (offers, offspring): (f64, f64)) -> String {
    let kernel = 2.0 * PEAK / (1.0 - 3.0 * (-2.0_f64).exp());
    // Each of the others gets Poisson offers, and a call from the own firm is none.
    let taken = theory::acceptance(-0.53, 0.4) * (1.0 - 1.0 / f64::from(firms));
    let weight = offspring / (f64::from(staff - 1) * taken) / (offers / MONTH * kernel);
    engineers(firms, staff, offers).replace("step = \"week\"", "step = \"day\"")
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

/// Firms at each of which one leaves by script, and next to nobody is called for another reason.
fn one_exit_each(firms: u32, offspring: f64) -> Scenario {
    let mut text = teams(firms, 400, (1e-8, offspring)).replace("2022-01-01", "2020-04-01");
    for firm in 0..firms {
        let event = format!(
            "\n[event.exit-{firm}]\nkind = \"departure\"\nfirm = \"firm-{firm}\"\ncount = 1\n\
             class = \"engineer\"\ndestination = \"outside\"\ndate = 2020-01-03\n"
        );
        text.push_str(&event);
    }
    world(&text)
}

/// How many have left each firm in the end.
fn clusters(scenario: &Scenario, replicate: u32) -> Vec<f64> {
    let mut exits = vec![0.0; scenario.firms.len()];
    watch(scenario, replicate, &mut |week, _| {
        let followed = |step: &Move| matches!(step.channel, Channel::Following(_));
        assert!(week.moves.iter().all(followed), "nobody moves for another reason");
        leavers(week, &mut exits);
    });
    exits
}

#[test]
fn v15_one_exit_and_those_that_follow_are_a_cluster_of_borel() {
    let offspring = 0.5;
    let scenario = one_exit_each(100, offspring);
    let all: Vec<Vec<f64>> = (1..=60).map(|number| clusters(&scenario, number)).collect();
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

const FIRMS: u32 = 60;
const STAFF: u32 = 400;
const OFFERS: f64 = 0.035;
/// Days of a window: long against the two to three days from an exit to one that follows from it.
const WINDOW: f64 = 80.0;

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
    let text = teams(FIRMS, STAFF, (OFFERS, offspring)).replace("2022-01-01", "2020-11-16");
    let scenario = world(&text);
    let windows: Vec<Vec<f64>> = (1..=10).map(|number| windows(&scenario, number)).collect();
    let by_themselves = f64::from(STAFF) * OFFERS * (1.0 - 1.0 / f64::from(FIRMS)) * WINDOW / MONTH
        * theory::acceptance(-0.53, 0.4);
    let rates = windows.iter().map(|exits| mean(exits)).collect();
    assert_law(rates, theory::stationary_rate(by_themselves, offspring), by_themselves);
    let bunched = windows.iter().map(|exits| dispersion_index(exits)).collect();
    let law = theory::long_window_dispersion(offspring);
    assert_law(bunched, law, theory::cluster_mean(offspring));
}

/// The role that leaves firm 0, which has a thousand and 23 others, for firm 1; nobody takes an offer, so that
/// all that follows can be counted.
fn departure(changes: &[&str]) -> Scenario {
    let text = engineers(10, 1_024, 1e-5)
        + r#"
        [mechanism.contagion]
        team-mate = 0
        star = 0
        leader = 0
        tie = 0
        [role.chief]
        firm = "firm-0"
        class = "engineer"
        leader = true
        [event.exit]
        kind = "departure"
        role = "chief"
        destination = "firm-1"
        date = 2020-01-05
        "#;
    let still = ["mechanism.choice.cost-of-moving=40", "time.end=2020-10-01"];
    world_with(&text, &[&still, changes].concat())
}

/// Offers to the people of firm 0 in a replicate: of how many, how many were from firm 1, and how many came
/// within so many days.
fn echoes(scenario: &Scenario, replicate: u32, days: f64) -> [f64; 3] {
    let mut counts = [0.0; 3];
    let exit = Date::new(2020, 1, 5).expect("a day of the calendar").midnight();
    watch(scenario, replicate, &mut |week, model| {
        let theirs = week.answers.iter().filter(|one| model.unit(one.employer).0 == 0);
        for offer in theirs {
            let since = offer.moment.since(exit).0;
            let is_true = [true, model.unit(offer.firm).0 == 1, since < days];
            for (count, is_true) in counts.iter_mut().zip(is_true) {
                *count += f64::from(u8::from(is_true));
            }
        }
    });
    counts
}

/// Everybody at the firm is touched, some of them by where the leader went; by twice the time to the peak the
/// share has come that an Erlang law of shape 2 has.
#[test]
fn offers_follow_a_leader_by_an_erlang_law_and_partly_to_where_he_went() {
    let along = 0.4;
    let changes = [
        "mechanism.contagion.leader=5e5",
        "mechanism.contagion.time-to-peak=20 days",
        &format!("mechanism.contagion.along={along}"),
    ];
    let scenario = departure(&changes);
    let runs: Vec<[f64; 3]> = (1..=12).map(|number| echoes(&scenario, number, 40.0)).collect();
    let column = |of: &dyn Fn(&[f64; 3]) -> f64| runs.iter().map(of).collect::<Vec<f64>>();
    let drawn = 1_023.0 * 5.0 / MONTH * 40.0 / (1.0 - 3.0 * (-2.0_f64).exp());
    // A call that lands on the firm itself is none.
    let heard = along + (1.0 - along) * 0.9;
    assert_law(column(&|counts| counts[0]), drawn * heard, drawn);
    let there = (along + (1.0 - along) * 0.1) / heard;
    assert_law(column(&|counts| counts[1] / counts[0]), there, along);
    let soon = column(&|counts| counts[2] / counts[0]);
    // A delay that is exponential, of the same mean, would be shorter more often.
    assert_law(soon, 1.0 - 3.0 * (-2.0_f64).exp(), -(-1.0_f64).exp_m1());
}

/// Four in each of three families, but for the 256th place of a block, which is left over; all referrals are to
/// where the leaver went.
#[test]
fn referrals_go_to_about_a_dozen_ties() {
    let changes = [
        "mechanism.contagion.tie=5e6",
        "mechanism.contagion.time-to-peak=1 day",
        "role.chief.firm=firm-2",
        "event.exit.enabled=false",
        "event.some={ kind='departure', firm='firm-0', class='engineer', date=2020-01-05 }",
        "event.some.count=20",
        "event.some.destination=firm-1",
    ];
    let scenario = departure(&changes);
    let runs: Vec<[f64; 3]> = (1..=12).map(|number| echoes(&scenario, number, 1.0)).collect();
    let each = 50.0 / MONTH * 2.0 / (1.0 - 3.0 * (-2.0_f64).exp());
    // Of the ties some are among those who have left.
    let still_there = 1.0 - 19.0 / 1_023.0;
    let ties = |count: f64| 20.0 * count * 255.0 / 256.0 * still_there * each;
    assert!(runs.iter().all(|counts| counts[0] - counts[1] < 30.0), "{runs:?}");
    assert_law(runs.iter().map(|counts| counts[1]).collect(), ties(12.0), ties(11.0));
}

/// As many where people have chosen among several firms, so that many who stand beside them never were.
#[test]
fn ties_are_a_dozen_however_many_offers_came_first() {
    let text = engineers(12, 1_000, 1e-5)
        + r#"
        [mechanism.contagion]
        team-mate = 0
        star = 0
        leader = 0
        tie = 5e6
        time-to-peak = "1 day"
        [event.some]
        kind = "departure"
        firm = "firm-0"
        class = "engineer"
        count = 100
        destination = "firm-1"
        date = 2020-01-05
        "#;
    let each = 50.0 / MONTH * 2.0 / (1.0 - 3.0 * (-2.0_f64).exp());
    for first_offers in [1, 3] {
        let offers = format!("population.first-offers={first_offers}");
        let changes =
            [offers.as_str(), "mechanism.choice.cost-of-moving=40", "time.end=2020-10-01"];
        let scenario = world_with(&text, &changes);
        let ties: Vec<f64> = (1..=6)
            .map(|replicate| {
                let mut told = 0;
                watch(&scenario, replicate, &mut |week, _| told += week.calls);
                told as f64 / (100.0 * each)
            })
            .collect();
        // A tenth of them are among those who have left; the edges of blocks and groups are left over.
        let mean = mean(&ties);
        assert!((10.0..12.5).contains(&mean), "{first_offers}: {ties:?}");
    }
}

/// Who holds a role knows people, too, and can ask more than his team.
#[test]
fn the_holder_of_a_role_has_ties() {
    let changes = ["event.exit.asks=30", "time.end=2020-01-20"];
    let scenario = departure(&changes);
    let asked: Vec<usize> = (1..=6)
        .map(|replicate| {
            let mut asked = 0;
            watch(&scenario, replicate, &mut |week, _| asked += week.answers.len());
            asked
        })
        .collect();
    assert!(asked.iter().all(|asked| (12..=22).contains(asked)), "{asked:?}");
}

/// Whoever is asked along decides by a logit in which that is worth something.
#[test]
fn those_who_are_asked_along_go_by_a_logit_with_the_pull() {
    let changes = [
        "mechanism.contagion.team-size=100000",
        "mechanism.choice.cost-of-moving=0.53",
        "time.end=2020-01-13",
        "event.exit.asks=600",
    ];
    let scenario = departure(&changes);
    let shares = (1..=12).map(|replicate| {
        let mut along = 0.0;
        watch(&scenario, replicate, &mut |week, model| {
            for step in
                week.moves.iter().filter(|step| matches!(step.channel, Channel::Following(_)))
            {
                assert!(!step.scripted && model.unit(step.to).0 == 1);
                along += 1.0;
            }
        });
        along / 600.0
    });
    let law = theory::acceptance(0.3 - 0.53, 0.4);
    assert_law(shares.collect(), law, theory::acceptance(-0.53, 0.4));
}

/// Everybody is on one team, and is called by the firm to which a star of it has gone.
const STAR: [&str; 6] = [
    "role.chief.class=star",
    "role.chief.leader=false",
    "mechanism.contagion.star=5e5",
    "mechanism.contagion.team-size=100000",
    "mechanism.contagion.time-to-peak=20 days",
    "mechanism.contagion.along=1",
];
/// Calls that follow, a head.
fn each_called() -> f64 {
    5.0 / MONTH * 40.0 / (1.0 - 3.0 * (-2.0_f64).exp())
}

/// However well recruiters know somebody they call him as much more often as otherwise.
#[test]
fn a_star_is_missed_by_the_team_and_whoever_is_known_hears_of_it() {
    let known = "mechanism.recruiting.exposure={ uniform = [0.2, 1.8] }";
    for more in [&[][..], &[known]] {
        let scenario = departure(&[&STAR[..], more].concat());
        let calls = (1..=6).map(|number| echoes(&scenario, number, 40.0)[0]).collect();
        let law = 1_024.0 * each_called();
        assert_law(calls, law, 1.05 * law);
    }
}

/// All but two dozen leave a week later, by script: elsewhere nobody calls them any longer for whoever left first,
/// but for those who had called in the same week.
#[test]
fn who_has_gone_himself_is_called_for_that_no_longer() {
    let rest = [
        "event.rest={ kind='departure', firm='firm-0', class='engineer', date=2020-01-12 }",
        "event.rest.count=1000",
        "event.rest.destination=firm-3",
    ];
    let scenario = departure(&[&STAR[..], &rest].concat());
    let mut calls = [0; 4];
    watch(&scenario, 1, &mut |week, model| {
        let employers = week.answers.iter().map(|one| model.unit(one.employer).position());
        employers.filter(|&firm| firm < 4).for_each(|firm| calls[firm] += 1);
    });
    assert!(calls[0] > 200 && calls[3] < 700, "{calls:?} of eleven for each of a thousand");
}

/// Most of those who leave leave the field, and few of them draw anybody after them: the share of followers is one of
/// all exits, and is far smaller than that of those who join another firm.
#[test]
fn followers_are_a_share_of_all_who_may_be_followed() {
    let more = r"
        [mechanism.contagion]
        team-mate = 1
        tie = 0
        along = 0
        [mechanism.exits]
        dismissal = 0
        leaving-the-field = 0.02
    ";
    let changes = ["outcomes=['follower-share:firm-0']", "mechanism.choice.cost-of-moving=0"];
    let scenario = world_with(&(engineers(2, 2_000, 0.01) + more), &changes);
    let history = History::of(&scenario, 1);
    let sum = |count: fn(&UnitStep) -> u32| {
        let steps = history.steps_of(UnitId(0));
        steps.map(|(_, step)| f64::from(count(step))).sum::<f64>()
    };
    let of_moves = sum(|step| step.followers) / sum(|step| step.quits);
    assert!(of_moves > 0.25, "{of_moves}");
    let share = outcome_of(&scenario.outcomes[0], &history).expect("people leave");
    assert!((0.03..0.15).contains(&share), "{share}");
}
