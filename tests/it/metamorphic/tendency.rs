//! Changes that do one thing on average over worlds, on common luck and by a clear margin.

use braindrain::experiment::History;
use braindrain::quantity::Index;
use braindrain::quantity::UnitId;

use super::pairs;

/// A number of a replicate.
type Number = fn(&History) -> f64;

/// Units in the order of their names, firms first.
const FOCAL: usize = 0;
const RIVAL: usize = 1;

/// Nobody moves but for an offer.
const OFFERS_ALONE: [&str; 2] =
    ["mechanism.founding.enabled=false", "mechanism.acquihire.enabled=false"];

/// What ends jobs without a choice would only blur what is chosen, and so would a lack of posts.
const CHOICE_ALONE: [&str; 5] = [
    OFFERS_ALONE[0],
    OFFERS_ALONE[1],
    "mechanism.exits.enabled=false",
    "firm.rival.vacancies=unlimited",
    "firm-group.start-ups.vacancies=unlimited",
];

fn first_staff_lost(history: &History) -> f64 {
    f64::from(history.first_staff_lost[UnitId::at(FOCAL)])
}

fn moves(history: &History) -> f64 {
    history.market.iter().map(|step| step.moves as f64).sum()
}

fn offers(history: &History) -> f64 {
    history.market.iter().map(|step| step.offers as f64).sum()
}

fn from_focal_to_rival(history: &History) -> f64 {
    history.moves(&[UnitId::at(FOCAL)], &[UnitId::at(RIVAL)], true)
}

fn hires_of_focal(history: &History) -> f64 {
    history.steps_of(UnitId::at(FOCAL)).map(|(_, step)| f64::from(step.hires)).sum()
}

/// The sum over random worlds is less with the second changes, by a share at least, and hardly any world
/// contradicts.
fn assert_less(number: Number, by: f64, one: &[&str], other: &[&str]) {
    let numbers = pairs(12, 2, [one, other]).map(|pair| pair.map(|history| number(&history)));
    let numbers: Vec<[f64; 2]> = numbers.collect();
    let sum = |world: usize| numbers.iter().map(|pair| pair[world]).sum::<f64>();
    let contrary = numbers.iter().filter(|[one, other]| one < other).count();
    let found = format!("{numbers:?} with {one:?} and {other:?}");
    assert!(sum(0) > 100.0 && sum(1) < (1.0 - by) * sum(0), "{found}");
    assert!(contrary * 4 <= numbers.len(), "{contrary} worlds of {found}");
}

/// Fewer of the focal firm's first staff choose to leave with the second change.
fn assert_loses_fewer(by: f64, one: &[&str], other: &[&str]) {
    let [one, other] = [one, other].map(|changes| [&CHOICE_ALONE[..], changes].concat());
    assert_less(first_staff_lost, by, &one, &other);
}

/// Pay that changes in the first month of the horizon. Pay that has always been high keeps nobody: people have
/// chosen their firm at the start, the better paid with less luck otherwise.
fn pay(firm: &str, end: f64) -> String {
    format!("firm.{firm}.pay.level=[[2020-01-15, 1], [2020-02-15, {end}]]")
}

#[test]
fn a_firm_that_pays_more_loses_fewer_of_its_first_staff() {
    assert_loses_fewer(0.1, &[&pay("focal", 1.0)], &[&pay("focal", 2.0)]);
    let level = |level: f64| format!("firm.focal.pay.level={level}");
    let unchosen = "population.first-offers=1";
    assert_loses_fewer(0.1, &[unchosen, &level(0.8)], &[unchosen, &level(1.6)]);
}

#[test]
fn a_rival_that_pays_more_takes_more() {
    let room = "firm.rival.vacancies=unlimited";
    let (much, little) = (pay("rival", 2.0), pay("rival", 0.6));
    assert_less(from_focal_to_rival, 0.2, &[room, &much], &[room, &little]);
}

#[test]
fn a_firm_that_pays_more_hires_more_where_it_has_room() {
    let room = "firm.focal.vacancies=unlimited";
    let level = ["firm.focal.pay.level=2", "firm.focal.pay.level=0.8"];
    assert_less(hires_of_focal, 0.1, &[room, level[0]], &[room, level[1]]);
}

#[test]
fn fewer_serious_offers_make_fewer_moves() {
    // Of calls from elsewhere few come to a move.
    let at_home = "mechanism.regions.enabled=false";
    let [founding, deals] = OFFERS_ALONE;
    let [more, fewer] = [0.8, 0.4].map(|rate| {
        let key = "mechanism.recruiting.serious-offers";
        format!("{key}={{star={rate}, researcher={rate}, engineer={rate}, applied={rate}}}")
    });
    let [more, fewer] = [&more, &fewer].map(|rate| [founding, deals, at_home, rate]);
    assert_less(offers, 0.1, &more, &fewer);
    assert_less(moves, 0.1, &more, &fewer);
}

#[test]
fn moving_at_a_higher_cost_is_rarer() {
    let cost = ["mechanism.choice.cost-of-moving=0.3", "mechanism.choice.cost-of-moving=0.6"];
    assert_less(moves, 0.1, &cost[..1], &cost[1..]);
}

#[test]
fn a_longer_reach_brings_more_people() {
    let room = "firm.focal.vacancies=unlimited";
    let reach = ["firm.focal.reach=9", "firm.focal.reach=3"];
    assert_less(hires_of_focal, 0.2, &[room, reach[0]], &[room, reach[1]]);
}

#[test]
fn the_deeper_the_turmoil_the_more_leave() {
    let event = |jump: f64| {
        format!("event.e={{kind='ouster', firm='focal', date=2020-03-11, jump={jump}}}")
    };
    let [much, little] = [event(3.0), event(1.0)];
    assert_loses_fewer(0.1, &[&much], &[&little]);
    assert_loses_fewer(0.1, &[&much, "taste.stability=0.4"], &[&much, "taste.stability=0.1"]);
    let back = "event.f={kind='reinstatement', firm='focal', date=2020-03-16}";
    assert_loses_fewer(0.05, &[&much], &[&much, back]);
}

#[test]
fn a_raise_keeps_people() {
    let raise = |share: f64| {
        format!("event.e={{kind='raise', firm='focal', date=2020-02-12, share={share}}}")
    };
    assert_loses_fewer(0.05, &[&raise(0.0)], &[&raise(0.8)]);
}

#[test]
fn a_campaign_takes_more_with_more_offers_and_better_ones() {
    let event = |terms: &str| {
        let who = "kind='campaign', firm='rival', target='focal', date=2020-03-11, for='90 days'";
        format!("event.e={{{who}, {terms}}}")
    };
    let room = "firm.rival.vacancies=unlimited";
    let [many, few] = [event("offers=4"), event("offers=0.5")];
    assert_less(from_focal_to_rival, 0.2, &[room, &many], &[room, &few]);
    let [rich, plain] = [event("pay-multiple=2"), event("pay-multiple=1")];
    assert_less(from_focal_to_rival, 0.2, &[room, &rich], &[room, &plain]);
}

fn applications_to_focal(history: &History) -> f64 {
    history.steps_of(UnitId::at(FOCAL)).map(|(_, step)| f64::from(step.own_applications)).sum()
}

#[test]
fn a_firm_that_is_ahead_draws_more_and_keeps_more() {
    let room = "firm.focal.vacancies=unlimited";
    let lead = ["firm.focal.lead=18", "firm.focal.lead=-18"];
    assert_less(hires_of_focal, 0.1, &[room, lead[0]], &[room, lead[1]]);
    let (many, magnet) = ("mechanism.recruiting.advertisements=9", "mechanism.frontier.magnet=2");
    let [ahead, behind] = lead.map(|lead| [room, many, magnet, lead]);
    assert_less(applications_to_focal, 0.3, &ahead, &behind);
    let falls = |end: f64| format!("firm.focal.lead=[[2020-01-15, 6], [2020-02-15, {end}]]");
    assert_loses_fewer(0.1, &[&falls(-30.0)], &[&falls(6.0)]);
}

#[test]
fn a_firm_that_drops_research_loses_those_who_care_for_it() {
    let share =
        |end: f64| format!("firm.focal.research-share=[[2020-01-15, 0.8], [2020-03-01, {end}]]");
    assert_loses_fewer(0.1, &[&share(0.0)], &[&share(0.8)]);
}
