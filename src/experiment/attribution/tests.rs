use std::collections::BTreeSet;

use super::*;

/// A game of so many players who need nobody, with so many pairs of orders.
fn game(players: usize, pairs: Option<u16>) -> Game {
    Game::new((0..players).map(|player| 1 << player).collect(), pairs, 7)
}

/// What three of the players bring about together, besides what each and each pair does.
fn worth(game: &Game, replicate: u32, triple: f64) -> BTreeMap<u64, f64> {
    let has = |set: u64, player: u32| f64::from(u8::from(set & (1 << player) != 0));
    let value = |set: u64| {
        let alone: f64 = (0..8).map(|player| f64::from(player) * has(set, player)).sum();
        10.0 + alone
            + 4.0 * has(set, 1) * has(set, 2)
            + triple * has(set, 0) * has(set, 3) * has(set, 4)
    };
    game.worlds(replicate).into_iter().map(|set| (set, value(set))).collect()
}

fn close(found: &[f64], expected: &[f64], within: f64) -> bool {
    found.len() == expected.len()
        && found.iter().zip(expected).all(|(a, b)| (a - b).abs() <= within)
}

#[test]
fn all_sets_are_tried_up_to_where_that_is_too_many() {
    assert_eq!(game(3, None).worlds(1), (0..8).collect());
    let few = game(8, Some(2)).worlds(1);
    assert!(few.len() < 40 && few.contains(&0) && few.contains(&255), "{}", few.len());
    assert_eq!(few, game(8, Some(2)).worlds(1));
    assert_ne!(few, game(8, Some(2)).worlds(2));
}

#[test]
fn parts_add_up_in_every_replicate_however_few_orders_are_tried() {
    for (players, pairs) in [(5, None), (8, Some(1)), (8, Some(3)), (1, Some(1)), (0, None)] {
        let game = game(players, pairs);
        for replicate in 1..20 {
            let parts = game.parts(&worth(&game, replicate, 9.0), replicate);
            let sum: f64 = parts.values.iter().sum();
            assert!((sum - (parts.all - parts.none)).abs() < 1e-9, "{players} {pairs:?}");
        }
    }
}

#[test]
fn a_pair_of_orders_is_exact_where_no_three_act_together() {
    let exact = [0.0, 3.0, 4.0, 3.0, 4.0, 5.0, 6.0, 7.0];
    let sampled = game(8, Some(1));
    let parts = sampled.parts(&worth(&sampled, 1, 0.0), 1);
    assert!(close(&parts.values, &exact, 1e-9), "{:?}", parts.values);
    let all = game(8, None);
    let parts = all.parts(&worth(&all, 1, 0.0), 1);
    assert!(close(&parts.values, &exact, 1e-9), "{:?}", parts.values);
    let exact = parts.exact.unwrap();
    let meeting = exact.interactions.iter().filter(|pair| pair.2.abs() > 1e-9);
    assert_eq!(meeting.map(|pair| (pair.0, pair.1)).collect::<Vec<_>>(), [(1, 2)]);
}

#[test]
fn the_error_of_sampling_is_that_of_the_orders() {
    let sampled = game(8, Some(2));
    let parts: Vec<Parts> = (1..=400)
        .map(|replicate| sampled.parts(&worth(&sampled, replicate, 9.0), replicate))
        .collect();
    let summed = summed("moves", &parts.iter().collect::<Vec<_>>());
    // Of three who act together each has a third, and all of the spread is that of the orders.
    let exact = [3.0, 3.0, 4.0, 6.0, 7.0, 5.0, 6.0, 7.0];
    for (share, exact) in summed.shares.iter().zip(exact) {
        let error = share.sampling_error.unwrap();
        assert!((share.value.mean - exact).abs() <= 3.5 * share.value.standard_error + 1e-9);
        let of_all = share.value.standard_error;
        assert!((error - of_all).abs() <= 0.15 * of_all + 1e-9, "{error} {of_all}");
    }
    assert!(summed.shares[0].sampling_error.unwrap() > 0.02);
    assert!(summed.shares[1].sampling_error.unwrap() < 1e-9);
}

#[test]
fn one_pair_of_orders_cannot_tell_its_error_and_all_sets_have_none() {
    let error = |pairs| {
        let game = game(5, pairs);
        let parts = game.parts(&worth(&game, 1, 9.0), 1);
        summed("moves", &[&parts]).shares[0].sampling_error
    };
    assert_eq!(error(Some(1)), None);
    assert_eq!(error(None), Some(0.0));
}

#[test]
fn who_needs_another_is_absent_with_him() {
    // The second cannot be there without the first.
    let game = Game::new(vec![0b011, 0b010, 0b100], None, 1);
    assert_eq!(game.meant(0b010), 0);
    assert_eq!(game.meant(0b110), 0b100);
    assert_eq!(game.meant(0b011), 0b011);
    assert_eq!(game.worlds(1), BTreeSet::from([0, 0b001, 0b011, 0b100, 0b101, 0b111]));
    // What the second adds takes both of them: each has half of it.
    let worth = |set: u64| if set & 0b011 == 0b011 { 6.0 } else { 0.0 };
    let worth = game.worlds(1).into_iter().map(|set| (set, worth(set))).collect();
    let parts = game.parts(&worth, 1);
    assert!(close(&parts.values, &[3.0, 3.0, 0.0], 1e-12), "{:?}", parts.values);
    let parts = parts.exact.unwrap();
    assert!(close(&parts.last, &[6.0, 6.0, 0.0], 1e-12) && close(&parts.first, &[0.0; 3], 0.0));
}
