//! Deals that are reviewed, offers that have to wait, and firms that do not call each other's people.

use std::collections::BTreeMap;

use braindrain::model::Channel;
use braindrain::quantity::Date;
use braindrain::quantity::Moment;
use braindrain::quantity::ResearcherId;
use braindrain::quantity::UnitId;
use braindrain::scenario::Scenario;
use braindrain::theory;

use super::assert_law;
use crate::luck::Lives;
use crate::luck::lives;
use crate::world::equal_firms;
use crate::world::over_replicates;
use crate::world::watch;
use crate::world::world_with;

const MONTH: f64 = 30.4375;
/// Every offer is taken.
const RESTLESS: &str = "mechanism.choice.cost-of-moving=-60";
/// No offer is taken.
const NOBODY_MOVES: &str = "mechanism.choice.cost-of-moving=60";

/// Firm 0 buys firm 1, under a review.
const REVIEWED: &str = r#"
    [event.deal]
    kind = "acquihire"
    firm = "firm-0"
    target = "firm-1"
    date = 2020-03-11
    [mechanism.policy.review]
    time = "120 days"
    blocked = 0.3
    [mechanism.turmoil]
    crisis-rate = 0
    rise-per-share-lost = 0
"#;

/// Something that happened on a day.
type Dated<T> = Vec<(T, Date)>;

/// Who is bought, with the day, and what was told, in a replicate.
fn deal(scenario: &Scenario, replicate: u32) -> (Dated<ResearcherId>, Dated<String>) {
    let (mut moves, mut told) = (Vec::new(), Vec::new());
    watch(scenario, replicate, &mut |week, _| {
        let bought = week.moves.iter().filter(|step| step.channel == Channel::Acquihire);
        moves.extend(bought.map(|step| (step.job.researcher, step.moment.date())));
        told.extend(week.happenings.iter().map(|one| (one.kind.to_owned(), one.moment.date())));
    });
    (moves, told)
}

#[test]
fn a_reviewed_deal_waits_and_is_forbidden_as_often_as_it_says() {
    let text = equal_firms(2, 20, 0.0) + REVIEWED;
    let short = "time.end=2020-08-01";
    let scenario = world_with(&text, &[short]);
    let at_once = world_with(&text, &[short, "event.deal.reviewed=false"]);
    let (announced, decided) = (Date::new(2020, 3, 11).unwrap(), Date::new(2020, 7, 9).unwrap());
    let mut blocked = Vec::new();
    for replicate in 1..=300 {
        let (moves, told) = deal(&scenario, replicate);
        let [first, second] = &told[..] else { panic!("{told:?}") };
        assert_eq!(*first, ("acquihire".to_owned(), announced));
        assert_eq!(second.1, decided);
        let is_blocked = second.0 == "acquihire-blocked";
        assert!(is_blocked || second.0 == "acquihire-cleared", "{second:?}");
        blocked.push(f64::from(u8::from(is_blocked)));
        if is_blocked {
            assert_eq!(moves, []);
        } else if replicate < 20 {
            let (same, told) = deal(&at_once, replicate);
            assert_eq!(told.len(), 1, "{told:?}");
            assert_eq!(moves, same.iter().map(|&(who, _)| (who, decided)).collect::<Vec<_>>());
            assert!(same.len() > 8 && same.iter().all(|&(_, day)| day == announced));
        }
    }
    assert_law(blocked, 0.3, 0.42);
    let late = world_with(&text, &["time.end=2020-07-01"]);
    assert_eq!(deal(&late, 1).0, [], "the horizon ends before the review");
}

#[test]
fn uncertainty_shakes_the_target_and_its_people_may_leave_while_the_deal_waits() {
    let text = equal_firms(4, 100, 1.0) + REVIEWED;
    let changes = ["time.end=2020-08-01", "mechanism.policy.review.blocked=0"];
    let of = |more: &str| {
        let scenario = world_with(&text, &[&changes[..], &[more]].concat());
        let (mut greatest, mut bought, mut before) = (0.0_f64, 0, 0);
        watch(&scenario, 1, &mut |week, model| {
            if week.end < Date::new(2020, 7, 1).unwrap().midnight() {
                greatest = greatest.max(model.units()[UnitId(1)].turmoil);
                assert!(model.units()[UnitId(0)].turmoil <= 0.0);
            }
            let acquired = week.moves.iter().filter(|step| step.channel == Channel::Acquihire);
            bought += acquired.count();
            before = week.acquisitions.first().map_or(before, |deal| deal.staff);
        });
        (greatest, bought, before)
    };
    let (greatest, bought, before) = of("mechanism.policy.review.uncertainty=1.5");
    assert!((1.1..1.5).contains(&greatest), "{greatest}");
    assert!((bought as f64) < 0.95 * f64::from(before), "{bought} of {before}");
    assert!(bought as f64 > 0.7 * f64::from(before), "{bought} of {before}");
    assert!(of("mechanism.policy.review.uncertainty=0").0 <= 0.0);
}

/// Four firms that train models; [`WEEKS`] binds the people of firm 0.
fn bound(offers: f64) -> String {
    let text = equal_firms(4, 150, offers);
    text.replace("vacancies =", "training-budget = \"100m\"\nvacancies =") + "[mechanism.policy]\n"
}

const WEEKS: &str = "firm.firm-0.non-compete=26 weeks";

/// The first move of everybody who began at firm 0.
fn first_moves(lives: &Lives) -> BTreeMap<ResearcherId, (Moment, String)> {
    let first = lives.iter().filter_map(|(&id, life)| Some((id, life.first()?.clone())));
    first.filter(|(_, (_, what))| what.starts_with("firm-0")).collect()
}

/// How many days later than in another world everybody's first move is; to the same firm.
fn delays(free: &Scenario, held: &Scenario) -> Vec<f64> {
    let [free, held] = [free, held].map(|scenario| first_moves(&lives(scenario)));
    let both = held.iter().filter_map(|(id, later)| Some((free.get(id)?, later)));
    both.map(|(sooner, later)| {
        assert_eq!(sooner.1, later.1);
        later.0.since(sooner.0).0
    })
    .collect()
}

#[test]
fn the_offer_of_a_rival_is_due_later_by_exactly_the_weeks_of_the_non_compete() {
    let text = bound(0.4);
    let free = world_with(&text, &[RESTLESS]);
    let days = delays(&free, &world_with(&text, &[RESTLESS, WEEKS]));
    assert!(days.len() > 100, "{}", days.len());
    assert!(days.iter().all(|days| (days - 182.0).abs() < 1e-6), "{days:?}");

    // With half of them bound the others go as before.
    let some = ["mechanism.policy.enforcement=0.5", RESTLESS, WEEKS];
    let days = delays(&free, &world_with(&text, &some));
    assert!(days.iter().all(|days| *days == 0.0 || (days - 182.0).abs() < 1e-6), "{days:?}");
    let held = days.iter().filter(|days| **days > 0.0).count() as f64;
    let (expected, deviation) = (0.5 * days.len() as f64, (0.25 * days.len() as f64).sqrt());
    assert!((held - expected).abs() < 4.0 * deviation, "{held} of {}", days.len());

    // A ban, and callers who are no rivals.
    let ban = ["mechanism.policy.enforcement=0", RESTLESS, WEEKS];
    assert!(delays(&free, &world_with(&text, &ban)).iter().all(|days| *days == 0.0));
    let text = equal_firms(4, 150, 0.4) + "[mechanism.policy]\n";
    let (free, held) = (world_with(&text, &[RESTLESS]), world_with(&text, &[RESTLESS, WEEKS]));
    assert_eq!(lives(&free), lives(&held));
}

#[test]
fn fewer_leave_a_firm_whose_people_are_bound() {
    let departures = |changes: &[&str]| {
        let scenario = world_with(&bound(0.5), changes);
        over_replicates(&scenario, 8, |history| history.quits(&[UnitId(0)], false))
    };
    let (free, held) = (departures(&[]), departures(&[WEEKS]));
    let fell = free.iter().zip(&held).filter(|(free, held)| held < free).count();
    assert_eq!(fell, 8, "{free:?} and {held:?}");
}

/// Offers that wait are on their way, and as many as a person can have are soon there: Erlang's loss formula
/// with the time to the offer, which is the non-compete here.
#[test]
fn offers_that_wait_leave_less_room_for_others() {
    let text = equal_firms(2, 250, 0.5)
        .replace("vacancies =", "training-budget = \"100m\"\nvacancies =")
        + "[mechanism.policy]\n";
    let changes = [
        WEEKS,
        NOBODY_MOVES,
        "time.burn-in=2 years",
        "firm.firm-0.reach=0",
        "firm.firm-1.reach=30",
    ];
    let scenario = world_with(&text, &changes);
    let calls = (1..=8).map(|replicate| {
        let mut calls = 0;
        watch(&scenario, replicate, &mut |week, _| calls += week.calls);
        calls as f64
    });
    let months = 182.0 / MONTH;
    let expected =
        |time: f64| 250.0 * 0.5 * (731.0 / MONTH) * (1.0 - theory::lost_calls(3, 0.5 * time));
    assert_law(calls.collect(), expected(months), expected(0.85 * months));
}

const PACT: &str = "mechanism.policy.no-poach=[['firm-0', 'firm-1']]";

/// Four firms, by the day: hardly anybody is called on the day on which he comes from a firm of the pact.
fn pact_of_four() -> String {
    equal_firms(4, 150, 0.5).replace("step = \"week\"", "step = \"day\"") + "[mechanism.policy]\n"
}

/// Moves by channel between the two firms of a pact, and between others.
fn moves_in_pact(scenario: &Scenario, channel: Channel) -> [usize; 2] {
    let (mut within, mut others) = (0, 0);
    watch(scenario, 1, &mut |week, _| {
        for step in week.moves.iter().filter(|step| step.channel == channel) {
            let is_within = step.job.firm.0 < 2 && step.to.0 < 2;
            *(if is_within { &mut within } else { &mut others }) += 1;
        }
    });
    [within, others]
}

#[test]
fn firms_of_a_pact_do_not_call_each_others_people() {
    let text = pact_of_four();
    let [within, others] = moves_in_pact(&world_with(&text, &[]), Channel::Call);
    assert!(within > 50 && others > 200, "{within} and {others} without a pact");
    let [within, others] = moves_in_pact(&world_with(&text, &[PACT]), Channel::Call);
    assert!(within == 0 && others > 200, "{within} and {others} with one");

    let apply = [
        PACT,
        "mechanism.recruiting.advertisements=3",
        "mechanism.recruiting.open-to-work-rate=0.2",
    ];
    let [within, _] = moves_in_pact(&world_with(&text, &apply), Channel::OwnApplication);
    assert!(within > 20, "{within} go by themselves");
}

/// Where offers are due at once nobody's call keeps another one away: who has not gone from one firm of the
/// pact to the other has the same life, to the instant.
#[test]
fn a_pact_touches_nobody_else() {
    let text = pact_of_four();
    let [free, pact] = [&[][..], &[PACT]].map(|changes| lives(&world_with(&text, changes)));
    let crosses = |life: &[(Moment, String)]| {
        life.iter().any(|(_, what)| what == "firm-0 -> firm-1" || what == "firm-1 -> firm-0")
    };
    let others: Lives = free.clone().into_iter().filter(|(_, life)| !crosses(life)).collect();
    assert!(others.len() > 200 && free.len() > others.len() + 50);
    for (id, life) in &others {
        assert_eq!(pact.get(id), Some(life), "{id:?}");
    }
}

/// A call that follows somebody's exit is a call like others.
#[test]
fn who_has_gone_to_the_other_firm_of_a_pact_draws_nobody_after_him() {
    let text = pact_of_four()
        + "[mechanism.contagion]\nteam-mate = 1\ntie = 0\nalong = 0\nteam-size = 100000\n\
           time-to-peak = \"7 days\"\n";
    let following = |changes: &[&str]| {
        let scenario = world_with(&text, &[&["time.end=2020-07-01"], changes].concat());
        let mut within = 0;
        watch(&scenario, 1, &mut |week, _| {
            let followers = week.moves.iter();
            let followers = followers.filter(|one| matches!(one.channel, Channel::Following(_)));
            within += followers.filter(|step| step.job.firm.0 < 2 && step.to.0 < 2).count();
        });
        within
    };
    assert!(following(&[]) > 20, "{} without a pact", following(&[]));
    assert_eq!(following(&[PACT]), 0);
}
