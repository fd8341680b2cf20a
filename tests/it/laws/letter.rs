//! V14: how a letter fills. What comes of it when the demand is met, and when it is refused.

use braindrain::experiment::History;
use braindrain::model::Channel;
use braindrain::model::Move;
use braindrain::quantity::Date;
use braindrain::quantity::Moment;
use braindrain::scenario::Scenario;
use braindrain::theory;

use super::assert_law;
use crate::luck::lives;
use crate::world::equal_firms;
use crate::world::watch;
use crate::world::world_with;

/// Looks an hour, few enough that the letter is far from full when it ends.
const LOOKS: f64 = 0.05;

/// A letter that goes round from a Sunday to a Tuesday, so that it lies in two weeks.
const LETTER: &str = r#"
    [event.letter]
    kind = "letter"
    firm = "firm-0"
    date = 2020-03-08
    for = "2 days"
    [mechanism.letter]
    look-rate = 0.05
"#;

/// Half of all have a threshold that everybody sees passed, and half one that nobody ever will.
const HALF: &str = "mechanism.letter.threshold={ normal = [0.5, 1e6] }";
/// Everybody signs at the first look.
const ALL: &str = "mechanism.letter.threshold=-9";

/// Firm 0, where a letter goes round, and three others; offers come only to those who sign.
fn letter(changes: &[&str]) -> Scenario {
    let text = equal_firms(4, 500, 0.0) + LETTER;
    world_with(&text, &[&["time.end=2020-04-01"], changes].concat())
}

/// The signatures of a replicate, with hours since the letter began, and who could sign.
fn signatures(scenario: &Scenario, replicate: u32) -> (Vec<(f64, u32)>, f64) {
    let (mut signatures, mut staff) = (Vec::new(), 0);
    watch(scenario, replicate, &mut |week, _| {
        for news in &week.letters {
            staff = news.staff;
            let hours = |moment: Moment| moment.since(news.span[0]).0 * 24.0;
            signatures.extend(news.signatures.iter().map(|&(moment, who)| (hours(moment), who)));
        }
    });
    (signatures, f64::from(staff))
}

#[test]
fn v14_a_letter_fills_by_an_exponential_up_to_those_who_sign_anyway() {
    let scenario = letter(&[HALF]);
    let signed: Vec<_> = (1..=30).map(|number| signatures(&scenario, number)).collect();
    for hours in [6.0, 20.0, 48.0] {
        let share = |(signatures, staff): &(Vec<(f64, u32)>, f64)| {
            signatures.iter().filter(|(moment, _)| *moment < hours).count() as f64 / staff
        };
        let shares = signed.iter().map(share).collect();
        let law = theory::signed_by(0.5, LOOKS, hours);
        // Were all of the half who will sign to look as often as all of the staff together.
        assert_law(shares, law, theory::signed_by(0.5, 2.0 * LOOKS, hours));
    }
}

#[test]
fn v14_a_letter_is_the_same_by_day_week_and_month() {
    let by = |step: &str| signatures(&letter(&[HALF, &format!("time.step={step}")]), 1);
    let (week, staff) = by("week");
    assert!(staff > 499.0 && week.len() > 100, "{} of {staff}", week.len());
    assert_eq!(by("day"), (week.clone(), staff));
    assert_eq!(by("month"), (week, staff));
}

/// Hope of repair is gone at the end, a guarantee counts from its day on, and the month of an ouster too:
/// thresholds that lie between before and after are passed as soon as somebody looks.
#[test]
fn thresholds_fall_with_what_happens() {
    let from = |changes: &[&str]| {
        let quiet = ["mechanism.letter.hope=0", "mechanism.letter.leader=0"];
        let scenario = letter(&[&quiet, changes].concat());
        signatures(&scenario, 1).0.first().map(|(hours, _)| *hours)
    };
    let close = |threshold: f64| format!("mechanism.letter.threshold={threshold}");
    assert_eq!(from(&[&close(0.01)]), None);
    assert!(from(&[&close(0.0)]).unwrap() < 1.0);
    // Half of the hope is gone after a day.
    let waits = from(&[&close(-0.05), "mechanism.letter.hope=0.1"]).unwrap();
    assert!((24.0..25.0).contains(&waits), "{waits}");
    let guarantee =
        "event.guarantee={ kind='guarantee', firm='firm-1', target='firm-0', date=2020-03-09 }";
    let waits = from(&[&close(0.05), guarantee]).unwrap();
    assert!((16.0..17.0).contains(&waits), "from the midnight after: {waits}");
    let ouster = |date: &str| {
        format!("event.ouster={{ kind='ouster', firm='firm-0', date={date}, jump=0 }}")
    };
    let leader = "mechanism.letter.leader=0.1";
    assert_eq!(from(&[&close(0.05), leader, &ouster("2020-02-01")]), None);
    assert!(from(&[&close(0.05), leader, &ouster("2020-02-20")]).unwrap() < 1.0);
}

/// A market in which people move, and one firm of which is shaken and calmed again; with a letter or without.
fn shaken(letter: &str) -> String {
    equal_firms(10, 100, 0.5)
        + r#"
        [mechanism.turmoil]
        [mechanism.exits]
        [event.ouster]
        kind = "ouster"
        firm = "firm-0"
        date = 2020-03-06
        [event.reinstatement]
        kind = "reinstatement"
        firm = "firm-0"
        date = 2020-03-10
        [event.guarantee]
        kind = "guarantee"
        firm = "firm-1"
        target = "firm-0"
        date = 2020-03-09
        "#
        + letter
}

#[test]
fn signing_alone_changes_no_life() {
    let before = lives(&world_with(&shaken(""), &["event.guarantee.enabled=false"]));
    assert!(before.len() > 300, "{} lives", before.len());
    let met = world_with(&shaken(LETTER), &[ALL]);
    assert!(signatures(&met, 1).0.len() > 50, "people do sign");
    assert_eq!(before, lives(&met));
    let refused = world_with(&shaken(LETTER), &[ALL, "event.reinstatement.enabled=false"]);
    assert_ne!(before, lives(&refused));
}

/// A second letter goes round while the first has long ended: who has signed both, and leaves, is gone by both.
#[test]
fn who_leaves_has_left_after_every_letter_that_he_signed() {
    let second = "event.second={ kind='letter', firm='firm-0', date=2020-03-22, for='2 days' }";
    let text = equal_firms(10, 100, 0.5) + LETTER;
    let scenario = world_with(&text, &["time.end=2020-12-01", ALL, second]);
    let (mut left, mut both) = (0, 0);
    for replicate in 1..=3 {
        let history = History::of(&scenario, replicate);
        let [first, second] = &history.letters[..] else { panic!("two letters") };
        for signer in &second.signers {
            let same = first.signers.iter().find(|other| other.person == signer.person);
            let Some(before) = same else { continue };
            // Who had left by then has come back.
            let was_away =
                before.left.is_some_and(|(day, _)| day <= Date::new(2020, 3, 24).unwrap());
            assert!(was_away || before == signer, "{before:?} {signer:?}");
            both += 1;
            left += u32::from(before == signer && signer.left.is_some());
        }
    }
    assert!(both > 100 && left > 20, "{left} of {both}");
}

/// Those who leave together when a letter is refused, of so many who had signed.
fn exodus(scenario: &Scenario, replicate: u32) -> (Vec<Move>, Vec<u32>) {
    let (mut moves, mut signers) = (Vec::new(), Vec::new());
    watch(scenario, replicate, &mut |week, _| {
        moves.extend(week.moves.iter().copied());
        let news = week.letters.iter().flat_map(|news| &news.signatures);
        signers.extend(news.map(|&(_, person)| person));
    });
    assert!(moves.iter().all(|step| step.channel == Channel::Letter && !step.scripted));
    (moves, signers)
}

const GUARANTEE: &str =
    "event.guarantee={ kind='guarantee', firm='firm-2', target='firm-0', date=2020-03-08 }";

#[test]
fn a_refused_letter_moves_those_who_signed_to_who_guarantees_and_nobody_else() {
    let end = Date::new(2020, 3, 10).unwrap();
    let (moves, signers) = exodus(&letter(&[HALF, GUARANTEE]), 1);
    assert!(moves.len() > 20, "{} of {}", moves.len(), signers.len());
    for step in &moves {
        assert_eq!((step.job.firm.0, step.to.0, step.moment.date()), (0, 2, end));
        assert!(signers.contains(&step.job.person));
        assert!((step.pay / step.job.pay - 1.0).abs() < 1e-9, "the unit keeps its pay");
    }
    let (moves, signers) = exodus(&letter(&[HALF]), 1);
    assert!(moves.is_empty() && !signers.is_empty(), "there is nowhere to go");
}

/// What leaving together is worth: the pull of the others less the lag, the cost of moving as far as others
/// stay, and relief from turmoil by its weight; answered by a logit.
#[test]
fn who_has_signed_leaves_by_a_logit_of_what_the_unit_is_worth() {
    let turmoil = [
        "mechanism.turmoil={ crisis-rate = 0, rise-per-share-lost = 0 }",
        "event.ouster={ kind='ouster', firm='firm-0', date=2020-03-08, jump=2 }",
        "taste.stability=0.25",
    ];
    let days = 2.0 + 8.0 / 24.0;
    let psi = (-days / 21.0_f64).exp2() + (-days / 270.0_f64).exp2();
    for (more, relief) in [(&turmoil[..0], 0.0), (&turmoil[..], 0.25 * psi)] {
        for threshold in [HALF, ALL] {
            let scenario =
                letter(&[&[threshold, GUARANTEE, "mechanism.letter.look-rate=0.5"], more].concat());
            let runs: Vec<_> = (1..=16).map(|number| exodus(&scenario, number)).collect();
            let surplus = || {
                let of = |(moves, signers): &(Vec<Move>, Vec<u32>)| {
                    let signed = signers.len() as f64 / 500.0;
                    let gain = 0.4 - 0.13 + relief - 0.53 * (1.0 - signed);
                    let goes = theory::acceptance(gain, 0.4);
                    moves.len() as f64 - goes * signers.len() as f64
                };
                runs.iter().map(of).collect::<Vec<f64>>()
            };
            let signed = runs.iter().map(|(_, signers)| signers.len() as f64).sum::<f64>() / 16.0;
            // As many more or less would go were the offer worth a tenth of a log point more.
            assert_law(surplus(), 0.0, 0.05 * signed);
        }
    }
}

#[test]
fn it_is_told_how_many_signed_and_what_came_of_it() {
    let told = |changes: &[&str]| {
        let mut told = Vec::new();
        watch(&letter(changes), 1, &mut |week, _| {
            let ended = week.happenings.iter().filter(|one| one.kind == "letter-ended");
            told.extend(ended.map(|one| (one.moment.date().to_string(), one.detail.clone())));
        });
        told
    };
    let ouster = "event.ouster={ kind='ouster', firm='firm-0', date=2020-03-07 }";
    let back = "event.back={ kind='reinstatement', firm='firm-0', date=2020-03-09 }";
    let met = told(&[ALL, ouster, back]);
    let [(day, detail)] = &met[..] else { panic!("{met:?}") };
    assert!(day == "2020-03-09" && detail.ends_with("of 500 have signed; the demand is met"));
    let refused = told(&[ALL, GUARANTEE]);
    let (moves, signers) = exodus(&letter(&[ALL, GUARANTEE]), 1);
    let expected = format!(
        "{} of 500 have signed; the demand is refused, {} leave together",
        signers.len(),
        moves.len()
    );
    assert_eq!(refused, [("2020-03-10".to_owned(), expected)]);
}

/// At a distance d of 1.5 and a misfit of 0.5 a threshold of 0.6 falls by 0.75, and by 0.5625 where half the square of
/// the distance counts.
#[test]
fn the_distance_to_the_board_counts_as_distances_do() {
    let signed = |distance: &str| {
        let scenario = letter(&[
            "taste.position={ x = 1, y = 0 }",
            "firm.firm-0.position={ x = -0.5, y = 0 }",
            "mechanism.mission={ pull-of-staff = 0 }",
            "mechanism.letter.threshold=0.6",
            "mechanism.letter.misfit=0.5",
            "mechanism.letter.hope=0",
            distance,
        ]);
        signatures(&scenario, 1).0.len()
    };
    assert_eq!(signed("mechanism.mission.distance=squared"), 0);
    assert!(signed("mechanism.mission.distance=linear") > 300);
}
