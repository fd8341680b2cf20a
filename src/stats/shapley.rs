//! Who has which part in what several players bring about together: values and interactions of Shapley.
//!
//! A set of players is a number whose bit `i` says whether player `i` is in it; what a set is worth is
//! whatever happens when its players are there and all others are not.

/// The values of Shapley (1953): of each player the mean of what he adds to those who came before him, over
/// all orders in which the players can come. They add up to what all are worth less what nobody is.
///
/// `worth` has an entry for each set, by its number: 2^n of them for n players.
///
/// # Panics
///
/// If the number of entries is not a power of two.
pub fn shapley_values(worth: &[f64]) -> Vec<f64> {
    let players = players_of(worth);
    let weights: Vec<f64> = (0..players).map(|before| weight(before, players)).collect();
    let value = |player: usize| {
        let without = (0..worth.len()).filter(|set| set & (1 << player) == 0);
        without.map(|set| weights[size(set)] * (worth[set | 1 << player] - worth[set])).sum()
    };
    (0..players).map(value).collect()
}

/// The interaction indices of pairs (Grabisch and Roubens 1999): how much more two players bring about
/// together than each for himself, as a mean over who else is there. Above zero they help each other, below
/// zero one makes the other superfluous. In the order (0, 1), (0, 2), ..., (1, 2), ...
///
/// # Panics
///
/// As [`shapley_values`].
pub fn shapley_interactions(worth: &[f64]) -> Vec<(usize, usize, f64)> {
    let players = players_of(worth);
    let pairs = (0..players).flat_map(|one| (one + 1..players).map(move |other| (one, other)));
    let index = |(one, other): (usize, usize)| {
        let (i, j) = (1 << one, 1 << other);
        let others = (0..worth.len()).filter(|set| set & (i | j) == 0);
        let terms = others.map(|set| {
            let both = worth[set | i | j] - worth[set | i] - worth[set | j] + worth[set];
            weight(size(set), players - 1) * both
        });
        (one, other, terms.sum())
    };
    pairs.map(index).collect()
}

/// What each player adds when they come in one order: by player. The sum is what all are worth less what
/// nobody is, and the mean over random orders is the value of Shapley (Castro, Gómez and Tejada 2009).
pub fn added_in_order(order: &[usize], worth: impl Fn(u64) -> f64) -> Vec<f64> {
    let mut added = vec![0.0; order.len()];
    let (mut set, mut before) = (0, worth(0));
    for &player in order {
        set |= 1 << player;
        let after = worth(set);
        added[player] = after - before;
        before = after;
    }
    added
}

/// The probability that, of so many players in a random order, a given set of so many comes first and a given
/// player next: s! (n - s - 1)! / n!.
fn weight(before: usize, players: usize) -> f64 {
    // n times the number of sets of s among the n - 1 others, step by step.
    let choices = (0..before).fold(players as f64, |product, step| {
        product * (players - 1 - step) as f64 / (step + 1) as f64
    });
    1.0 / choices
}

fn size(set: usize) -> usize {
    set.count_ones() as usize
}

fn players_of(worth: &[f64]) -> usize {
    assert!(worth.len().is_power_of_two(), "every set of players is worth something");
    worth.len().trailing_zeros() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn worth_of(players: u32, worth: impl Fn(u64) -> f64) -> Vec<f64> {
        (0..1_u64 << players).map(worth).collect()
    }

    fn has(set: u64, player: u32) -> f64 {
        f64::from(u8::from(set & (1 << player) != 0))
    }

    /// A game without any symmetry.
    fn crooked(set: u64) -> f64 {
        ((set * 37 + 11) % 101) as f64 / 7.0
    }

    #[test]
    fn values_add_up_to_all_less_nobody() {
        for players in 0..8 {
            let worth = worth_of(players, crooked);
            let sum: f64 = shapley_values(&worth).iter().sum();
            let total = worth[worth.len() - 1] - worth[0];
            assert!((sum - total).abs() < 1e-12, "{players}: {sum} {total}");
        }
    }

    #[test]
    fn who_adds_for_himself_has_what_he_adds_and_meets_nobody() {
        let worth = worth_of(3, |set| 5.0 + 2.0 * has(set, 0) - 3.0 * has(set, 1));
        let values = shapley_values(&worth);
        for (value, expected) in values.iter().zip([2.0, -3.0, 0.0]) {
            assert!((value - expected).abs() < 1e-12, "{values:?}");
        }
        let interactions = shapley_interactions(&worth);
        assert_eq!(interactions.len(), 3);
        assert!(interactions.iter().all(|pair| pair.2.abs() < 1e-12), "{interactions:?}");
    }

    #[test]
    fn a_player_who_changes_nothing_has_exactly_nothing() {
        let worth = worth_of(4, |set| crooked(set & 0b1011));
        assert!(shapley_values(&worth)[2].abs() <= 0.0);
        let interactions = shapley_interactions(&worth);
        assert!(interactions.iter().all(|&(i, j, index)| (i != 2 && j != 2) || index.abs() <= 0.0));
    }

    #[test]
    fn players_who_can_change_places_have_the_same() {
        // Two gloves for one left hand (Shapley and Shubik): 2/3 for whoever has the left one, 1/6 each.
        let gloves = worth_of(3, |set| has(set, 0) * has(set, 1).max(has(set, 2)));
        let values = shapley_values(&gloves);
        for (value, expected) in values.iter().zip([2.0 / 3.0, 1.0 / 6.0, 1.0 / 6.0]) {
            assert!((value - expected).abs() < 1e-12, "{values:?}");
        }
        // Either of the two is enough: they stand in each other's way, and both help the first.
        let pairs = shapley_interactions(&gloves);
        for ((.., index), expected) in pairs.iter().zip([0.5, 0.5, -0.5]) {
            assert!((index - expected).abs() < 1e-12, "{pairs:?}");
        }
    }

    #[test]
    fn what_takes_two_is_shared_and_is_all_interaction() {
        let worth = worth_of(2, |set| 8.0 * has(set, 0) * has(set, 1));
        assert!(shapley_values(&worth).iter().all(|value| (value - 4.0).abs() < 1e-12));
        assert!((shapley_interactions(&worth)[0].2 - 8.0).abs() < 1e-12);
    }

    #[test]
    fn the_mean_over_all_orders_is_the_value() {
        let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        let exact = shapley_values(&worth_of(3, crooked));
        let mut mean = [0.0; 3];
        for order in orders {
            let added = added_in_order(&order, crooked);
            let total = crooked(7) - crooked(0);
            assert!((added.iter().sum::<f64>() - total).abs() < 1e-12);
            for (mean, added) in mean.iter_mut().zip(added) {
                *mean += added / 6.0;
            }
        }
        for (mean, exact) in mean.iter().zip(exact) {
            assert!((mean - exact).abs() < 1e-12, "{mean} {exact}");
        }
    }
}
