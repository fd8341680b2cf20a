//! The quality of chance: the screening hash and the addressed draws are uniform, and neighbours in any
//! part of an address have nothing to do with each other.

mod independence;

use braindrain::quantity::Class;
use braindrain::quantity::Date;
use braindrain::quantity::FirmKey;
use braindrain::quantity::ResearcherId;
use braindrain::random::Address;
use braindrain::random::Decision;
use braindrain::random::Luck;
use braindrain::random::QUESTIONS;
use braindrain::random::Screen;
use independence::chi_square;
use independence::correlation;

const PEOPLE: u32 = 200_000;

fn monday() -> Date {
    Date::new(2023, 11, 20).expect("a day of the calendar")
}

/// Ids as the model makes them: neighbours of one origin.
fn somebody(ordinal: u32) -> ResearcherId {
    ResearcherId::of_origin(FirmKey::of_name("openai"), Class::Engineer, monday(), ordinal)
}

/// The first screening number of everybody, on a scale from 0 to 1.
fn screened(seed: u64, replicate: u32, decision: Decision, date: Date) -> Vec<f64> {
    let screen = Luck::new(seed, replicate).screen(decision, date);
    (0..PEOPLE).map(|who| f64::from(screen.pair(somebody(who))[0]) / 4_294_967_296.0).collect()
}

/// One addressed draw of everybody.
fn drawn(seed: u64, replicate: u32, address: impl Fn(ResearcherId) -> Address) -> Vec<f64> {
    let luck = Luck::new(seed, replicate);
    (0..PEOPLE).map(|who| luck.at(address(somebody(who))).uniform()).collect()
}

fn call(date: Date) -> impl Fn(ResearcherId) -> Address {
    move |id| Address::of(Decision::Call, id, date)
}

/// Correlations of independent uniforms have standard error 1 / sqrt(n), here 0.0022.
fn assert_unrelated(one: &[f64], other: &[f64], what: &str) {
    let correlation = correlation(one, other);
    assert!(correlation.abs() < 4.0 / f64::from(PEOPLE).sqrt(), "{what}: {correlation}");
}

/// How many values between 0 and 1 lie in each of a thousand cells.
fn in_cells(values: &[f64]) -> Vec<u64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let below = |cell: u32| sorted.partition_point(|&value| value < f64::from(cell) / 1_000.0);
    (0..1_000).map(|cell| (below(cell + 1) - below(cell)) as u64).collect()
}

fn assert_uniform(values: &[f64], what: &str) {
    let chi_square = chi_square(&in_cells(values));
    assert!(chi_square.p_value > 1e-4, "{what}: {chi_square:?}");
    assert!(chi_square.p_value < 1.0 - 1e-4, "{what} is too even: {chi_square:?}");
}

#[test]
fn screening_is_uniform_in_every_step() {
    for week in 0..20 {
        let date = monday().plus(7 * week);
        let values = screened(1, 1, Decision::Screening, date);
        assert_uniform(&values, &format!("{date}"));
    }
}

#[test]
fn screening_of_neighbours_is_unrelated() {
    let here = screened(1, 1, Decision::Screening, monday());
    for distance in [1, 2, 64, 256, 1024] {
        let (one, other) = (&here[..here.len() - distance], &here[distance..]);
        assert_unrelated(one, other, &format!("ids at distance {distance}"));
    }
    for days in [1, 7, 30, 365] {
        let other = screened(1, 1, Decision::Screening, monday().plus(days));
        assert_unrelated(&here, &other, &format!("{days} days later"));
    }
    assert_unrelated(&here, &screened(1, 2, Decision::Screening, monday()), "replicates");
    assert_unrelated(&here, &screened(2, 1, Decision::Screening, monday()), "seeds");
    assert_unrelated(&here, &screened(1, 1, Decision::Caller, monday()), "decisions");
}

#[test]
fn the_two_numbers_of_one_hash_are_unrelated() {
    let screen = Luck::new(1, 1).screen(Decision::Screening, monday());
    let pairs = (0..PEOPLE).map(|who| screen.pair(somebody(who)));
    let (one, other): (Vec<f64>, Vec<f64>) =
        pairs.map(|[one, other]| (f64::from(one), f64::from(other))).unzip();
    assert_unrelated(&one, &other, "halves");
}

#[test]
fn the_six_numbers_of_one_hash_are_uniform_and_unrelated() {
    let sieve = Luck::new(1, 1).sieve(monday());
    let numbers = |question: usize| -> Vec<f64> {
        let number = |id| f64::from(sieve.number(id, sieve.heads(id), question));
        (0..PEOPLE).map(|who| (number(somebody(who)) + 0.5) / 4_294_967_296.0).collect()
    };
    let all: Vec<Vec<f64>> = (0..QUESTIONS).map(numbers).collect();
    for (one, values) in all.iter().enumerate() {
        assert_uniform(values, &format!("question {one}"));
        for (other, values_of_other) in all.iter().enumerate().skip(one + 1) {
            assert_unrelated(values, values_of_other, &format!("questions {one} and {other}"));
        }
    }
}

#[test]
fn numbers_of_pairs_are_uniform_and_unrelated() {
    let numbers = |decision, firm: &str, date, ordinal| -> Vec<f64> {
        let (screen, key) = (Luck::new(1, 1).screen(decision, monday()), FirmKey::of_name(firm));
        let of = |who| screen.unit(Screen::case(somebody(who), key, date), ordinal);
        (0..PEOPLE).map(of).collect()
    };
    let here = numbers(Decision::Choice, "openai", monday(), 0);
    assert_uniform(&here, "one firm");
    for (what, other) in [
        ("firms", numbers(Decision::Choice, "anthropic", monday(), 0)),
        ("days", numbers(Decision::Choice, "openai", monday().plus(1), 0)),
        ("numbers", numbers(Decision::Choice, "openai", monday(), 1)),
        ("decisions", numbers(Decision::Pair, "openai", monday(), 0)),
    ] {
        assert_unrelated(&here, &other, what);
    }
    assert_unrelated(&here[1..], &here[..here.len() - 1], "neighbours");
}

#[test]
fn places_that_are_claimed_are_uniform_and_unrelated() {
    let claims = Luck::new(1, 1).claims();
    let places = |number, tried| -> Vec<f64> {
        let of = |firm| claims.at(FirmKey::of_member("firms", firm), number, tried) >> 32;
        (0..PEOPLE).map(|firm| of(firm) as f64 / 4_294_967_296.0).collect()
    };
    let first = places(0, 0);
    assert_uniform(&first, "first claims");
    assert_unrelated(&first, &places(1, 0), "claims of one firm");
    assert_unrelated(&first, &places(0, 1), "tries of one claim");
}

/// Who is called in one week says nothing on who is called in the next: the number of weeks with a call
/// among twenty is binomial.
#[test]
fn weeks_with_a_call_are_binomial_over_people() {
    let weeks = 20;
    let mut called = vec![0_usize; PEOPLE as usize];
    for week in 0..weeks {
        let values = screened(1, 1, Decision::Screening, monday().plus(7 * week));
        for (count, value) in called.iter_mut().zip(values) {
            *count += usize::from(value < 0.1);
        }
    }
    let mean = called.iter().sum::<usize>() as f64 / f64::from(PEOPLE);
    let square = |count: &usize| (*count as f64 - mean).powi(2);
    let variance = called.iter().map(square).sum::<f64>() / f64::from(PEOPLE);
    // 20 * 0.1 and 20 * 0.1 * 0.9, with standard errors 0.003 and 0.006.
    assert!((mean - 2.0).abs() < 0.012, "{mean}");
    assert!((variance - 1.8).abs() < 0.024, "{variance}");
}

#[test]
fn addressed_draws_are_uniform_and_neighbours_unrelated() {
    let here = drawn(1, 1, call(monday()));
    assert_uniform(&here, "draws");
    assert_unrelated(&here[1..], &here[..here.len() - 1], "ids");
    for days in [1, 7, 30] {
        assert_unrelated(&here, &drawn(1, 1, call(monday().plus(days))), "dates");
    }
    assert_unrelated(&here, &drawn(1, 2, call(monday())), "replicates");
    assert_unrelated(&here, &drawn(2, 1, call(monday())), "seeds");
    let exit = |id| Address::of(Decision::Exit, id, monday());
    assert_unrelated(&here, &drawn(1, 1, exit), "decisions");
    let second = |id| Address::of(Decision::Call, id, monday()).number(1);
    assert_unrelated(&here, &drawn(1, 1, second), "ordinals");
    let firm = |name: &'static str| {
        move |id| Address::of(Decision::Call, id, monday()).with(FirmKey::of_name(name))
    };
    assert_unrelated(&drawn(1, 1, firm("a")), &drawn(1, 1, firm("b")), "firms");
}

#[test]
fn the_tests_of_chance_can_fail() {
    let here = screened(1, 1, Decision::Screening, monday());
    let nearly: Vec<f64> = here.iter().map(|value| value.powf(1.03)).collect();
    assert!(chi_square(&in_cells(&nearly)).p_value < 1e-4, "a slight bias is seen");
    let other = screened(1, 2, Decision::Screening, monday());
    let leaning: Vec<f64> = here.iter().zip(&other).map(|(a, b)| b + 0.02 * a).collect();
    assert!(correlation(&here, &leaning) > 4.0 / f64::from(PEOPLE).sqrt());
}
