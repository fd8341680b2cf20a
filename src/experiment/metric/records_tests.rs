//! Tests of the metrics of letters, offers and cohorts.

use crate::experiment::Acquired;
use crate::experiment::AcquisitionRecord;
use crate::experiment::Ending;
use crate::experiment::FounderGroup;
use crate::experiment::FoundingRecord;
use crate::experiment::LetterRecord;
use crate::experiment::OfferCount;
use crate::experiment::OfferGroup;
use crate::experiment::Signer;
use crate::experiment::Spell;
use crate::experiment::StarOffer;
use crate::model::Fortune;
use crate::quantity::Class;
use crate::quantity::Match;
use crate::quantity::UnitId;
use crate::quantity::package_bin;
use crate::scenario::Argument;

use super::tests::a;
use super::tests::ask_of;
use super::tests::b;
use super::tests::close;
use super::tests::day;
use super::tests::history;
use super::*;

/// Of ten people four sign in three days, of whom three leave: one for the second firm, one for a third,
/// one for no other.
fn letter() -> LetterRecord {
    let left = [None, Some((day(9), Some(UnitId(1)))), Some((day(12), Some(UnitId(2))))];
    let left = left.into_iter().chain([Some((day(20), None))]);
    let signers = (0..).zip(left).map(|(person, left)| Signer { person, left }).collect();
    let signed = (0..73).map(|hour| u32::from(hour >= 12) + u32::from(hour >= 36)).collect();
    LetterRecord { event: "letter".into(), unit: UnitId(0), staff: 10, signed, signers }
}

#[test]
fn letters_are_counted_after_two_days_and_signers_by_where_they_are() {
    let history = History { letters: vec![letter()], ..history() };
    let ask = |metric: &str, arguments: &[Argument]| ask_of(&history, metric, arguments, false);
    assert!(close(ask("share-signed", &[a()]), 0.2), "48 hours after it began");
    assert!(close(ask("signers-left", &[a(), Argument::Date(day(12))]), 0.25), "before the day");
    assert!(close(ask("signers-left", &[a(), Argument::Date(day(21))]), 0.75));
    assert!(close(ask("signers-joined", &[a(), b()]), 0.5), "of those who joined another firm");
    for (metric, arguments) in [
        ("share-signed", &[b()][..]),
        ("signers-left", &[b(), Argument::Date(day(12))]),
        ("signers-joined", &[b(), a()]),
    ] {
        assert_eq!(ask(metric, arguments), None, "nobody signs there");
    }
}

/// Two of the four sign a second letter: one who leaves for the second firm, and one who stays. Somebody who had
/// left, and come back, signs it too and leaves for the second firm after all; a fifth signs this one alone.
#[test]
fn who_signs_two_letters_is_one_person() {
    let mut first = letter();
    let signer = |person: u32, left| Signer { person, left };
    let second = [
        signer(0, None),
        signer(1, Some((day(9), Some(UnitId(1))))),
        signer(2, Some((day(30), Some(UnitId(1))))),
        signer(4, Some((day(30), Some(UnitId(1))))),
    ];
    first.signers[1].left = Some((day(9), Some(UnitId(1))));
    let second = LetterRecord { event: "second".into(), signers: second.into(), ..letter() };
    let history = History { letters: vec![first, second], ..history() };
    let ask = |metric: &str, arguments: &[Argument]| ask_of(&history, metric, arguments, false);
    let left = |days: i32| ask("signers-left", &[a(), Argument::Date(day(days))]);
    assert!(close(left(10), 1.0 / 5.0), "{:?}", left(10));
    assert!(close(left(13), 2.0 / 5.0), "who comes back has left: {:?}", left(13));
    assert!(close(left(31), 4.0 / 5.0), "{:?}", left(31));
    let joined = ask("signers-joined", &[a(), b()]);
    assert!(close(joined, 2.0 / 3.0), "the third joined another one first: {joined:?}");
}

/// The first firm buys the second twice: three of four people, one of whom leaves, and then one of one.
#[test]
fn those_who_were_bought_are_counted_and_followed() {
    let bought = |matched: f64, left: Option<i32>| Acquired {
        person: 0,
        matched: Some(matched),
        left: left.map(day),
    };
    let deal = |days: i32, staff: u32, people: Vec<Acquired>| AcquisitionRecord {
        date: day(days),
        buyer: UnitId(0),
        target: UnitId(1),
        staff,
        people,
    };
    let first = vec![bought(0.2, Some(12)), bought(0.4, None), bought(0.6, None)];
    let acquisitions = vec![deal(3, 4, first), deal(15, 5, vec![bought(0.8, None)])];
    let mut history = History { acquisitions, ..history() };
    history.hires[UnitId(0)].add(0.5);
    history.hires[UnitId(0)].add(0.9);
    let ask = |metric: &str, arguments: &[Argument]| ask_of(&history, metric, arguments, false);
    assert!(close(ask("acquired", &[a()]), 4.0));
    assert!(close(ask("acquired", &[b()]), 0.0));
    assert!(close(ask("share-acquired", &[b()]), 0.75), "the greatest of the two");
    assert!(close(ask("match-of-acquired", &[a()]), 0.5));
    assert!(close(ask("match-of-hires", &[a()]), 0.7));
    for (last, left) in [(12, 0.0), (13, 1.0 / 3.0), (20, 0.25)] {
        assert!(close(ask("acquired-left", &[a(), Argument::Date(day(last))]), left), "{last}");
    }
    assert_eq!(ask("acquired-left", &[a(), Argument::Date(day(3))]), None, "nobody yet");
    assert_eq!(ask("share-acquired", &[a()]), None);
    assert_eq!(ask("match-of-acquired", &[b()]), None);
    assert_eq!(ask("match-of-hires", &[b()]), None);
}

#[test]
fn offers_are_counted_from_a_sum_up_and_by_match() {
    let star = Class::Star;
    let group = |package: f64, matched: Match| OfferGroup {
        class: star,
        bin: package_bin(package),
        matched,
    };
    let count = |made: u32, taken: u32| OfferCount { made, taken, countered: 0 };
    let offers = [
        (group(9.9e7, Match::Low), count(100, 50)),
        (group(1e8, Match::Low), count(10, 5)),
        (group(4e8, Match::High), count(30, 3)),
        (OfferGroup { class: Class::Engineer, ..group(1e8, Match::Low) }, count(7, 7)),
    ];
    let history = History { offers: offers.into(), ..history() };
    let ask = |metric: &str, rest: &[Argument]| {
        let arguments = [&[Argument::Class(star), Argument::Money(100_000_000)], rest].concat();
        ask_of(&history, metric, &arguments, false)
    };
    assert!(close(ask("offers-made", &[]), 40.0));
    assert!(close(ask("acceptance", &[Argument::Match(None)]), 0.2));
    assert!(close(ask("acceptance", &[Argument::Match(Some(Match::Low))]), 0.5));
    assert!(close(ask("acceptance", &[Argument::Match(Some(Match::High))]), 0.1));
    assert_eq!(ask("acceptance", &[Argument::Match(Some(Match::Middle))]), None);
}

/// Training costs a hundred times what is offered, and four times as much in the second quarter, when
/// twice as much is offered.
#[test]
fn offers_to_stars_are_held_against_training_budgets() {
    let offer = |days: i32, pay: f64, budget: f64| StarOffer {
        date: day(days),
        unit: UnitId(0),
        pay,
        budget,
    };
    let star_offers = vec![offer(0, 1e6, 1e8), offer(50, 1e6, 1e8), offer(150, 2e6, 4e8)];
    let history = History { star_offers, ..history() };
    let ask = |metric: &str, days: [i32; 2]| {
        let [from, until] = days.map(|days| Argument::Date(day(days)));
        ask_of(&history, metric, &[Argument::Percentile(1), from, until], false)
    };
    assert!(close(ask("star-offer", [0, 182]), 1e6));
    assert!(close(ask("star-offer", [60, 182]), 2e6));
    assert_eq!(ask("star-offer", [60, 150]), None);
    assert!(close(ask("star-offer-ratio", [0, 60]), 0.01));
    assert!(close(ask("pay-elasticity", [0, 182]), 0.5));
    assert_eq!(ask("pay-elasticity", [0, 100]), None, "the budget is the same");
}

/// Three hires of one window: one leaves after a year, one after three, one is let go after a half.
#[test]
fn cohorts_are_watched_for_two_years() {
    let spell = |start: i32, days: i32, ending: Ending| Spell {
        researcher: "somebody".into(),
        class: Class::Star,
        unit: UnitId(0),
        start: day(start),
        observed_from: day(start.max(0)),
        end: day(start + days),
        ending,
        scripted: false,
        pay: [0.0; 2],
        equity: [0.0; 2],
    };
    let quit = Ending::Quit(UnitId(1));
    let spells = vec![
        spell(0, 365, quit),
        spell(10, 1_095, quit),
        spell(-90, 180, Ending::Dismissal),
        spell(100, 30, quit),
    ];
    let history = History { spells, ..history() };
    let ask = |from: i32, until: i32| {
        let [from, until] = [from, until].map(|days| Argument::Date(day(days)));
        ask_of(&history, "cohort-hazard", &[a(), from, until], false)
    };
    let years = f64::from(365 + 730 + 90) / 365.25;
    assert!(close(ask(-100, 100), 1.0 / years), "{:?}", ask(-100, 100));
    assert_eq!(ask(500, 600), None);
    let dates = [-100, 50, 200].map(|days| Argument::Date(day(days)));
    let late = ask_of(&history, "late-hazard", &[&[a()], &dates[..]].concat(), false);
    assert!(close(late, ask(50, 200).unwrap() / ask(-100, 50).unwrap()), "{late:?}");
    let mut history = history.clone();
    history.spells[0].scripted = true;
    for (unscripted, quits) in [(false, 1.0), (true, 0.0)] {
        let window = [-100, 100].map(|days| Argument::Date(day(days)));
        let asked = [&[a()], &window[..]].concat();
        let found = ask_of(&history, "cohort-hazard", &asked, unscripted);
        assert!(close(found, quits / years), "{found:?}, scripted ones left out: {unscripted}");
    }
}

#[test]
fn followers_are_a_share_of_leavers_and_the_retained_are_counted() {
    let mut history = history();
    for units in &mut history.units {
        units[UnitId(0)].followers = u32::from(units[UnitId(0)].quits > 4);
        units[UnitId(0)].retained = 2;
        units[UnitId(0)].state.trust = f64::from(units[UnitId(0)].quits) / 10.0;
    }
    let ask = |metric: &str, arguments: &[Argument]| ask_of(&history, metric, arguments, false);
    assert!(close(ask("follower-share", &[a()]), 2.0 / 15.0));
    assert_eq!(ask("follower-share", &[b()]), None, "nobody left");
    let mut others = history.clone();
    others.units[1][UnitId(0)].other_separations = 5;
    others.units[2][UnitId(0)].dismissals = 100;
    let share = ask_of(&others, "follower-share", &[a()], false);
    assert!(close(share, 2.0 / 20.0), "who leaves the field may be followed: {share:?}");
    assert!(close(ask("retained", &[a()]), 8.0));
    assert!(
        close(ask("trust", &[a(), Argument::Date(day(8))]), 0.5),
        "the step that ends on day 14"
    );
}

/// Of six who left the first firm, one by script, the one by script and one more founded firms.
#[test]
fn founders_are_a_share_of_leavers_and_their_firms_are_counted() {
    let founding = |scripted: bool| FoundingRecord {
        date: day(3),
        firm: "somebody/1970-01-04".into(),
        parent: UnitId(0),
        class: Class::Star,
        team: 1,
        scripted,
        fortune: Fortune::Running,
    };
    let group = |scripted: bool| FounderGroup { unit: UnitId(0), class: Class::Star, scripted };
    let history = History {
        foundings: vec![founding(false), founding(true)],
        founders: [(group(false), 1), (group(true), 1)].into(),
        ..history()
    };
    let ask = |metric: &str, arguments: &[Argument], unscripted: bool| {
        ask_of(&history, metric, arguments, unscripted)
    };
    assert!(close(ask("firms-founded", &[a()], false), 2.0));
    assert!(close(ask("firms-founded", &[a()], true), 1.0));
    assert!(close(ask("firms-founded", &[b()], false), 0.0));
    let of_stars = |unit: Argument| [unit, Argument::Class(Class::Star)];
    assert!(close(ask("founder-share", &of_stars(a()), false), 2.0 / 6.0));
    assert!(close(ask("founder-share", &of_stars(a()), true), 0.2));
    assert_eq!(ask("founder-share", &of_stars(b()), false), None, "nobody left");
    let engineers = [a(), Argument::Class(Class::Engineer)];
    assert_eq!(ask("founder-share", &engineers, false), None, "none of them left");
}
