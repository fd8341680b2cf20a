//! The best of a grid, one coordinate at a time.

use std::collections::BTreeMap;

/// What was found on a grid.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    /// The best place: for each coordinate a position in its grid.
    pub(super) place: Vec<usize>,
    /// What it scores.
    pub(super) score: f64,
    /// Every place that was better than all before, with its score, in the order in which they were found.
    pub(super) trace: Vec<(Vec<usize>, f64)>,
}

/// Looks for the place of the greatest score on a grid with so many positions for each coordinate, from a
/// place on: each coordinate in turn goes to the best of its positions while the others stay, until a whole
/// round changes nothing. Of equals the first that was met is kept, and no place is scored twice.
///
/// It finds the top of a score without ridges; of several tops it finds one.
pub(super) fn coordinate_search(
    positions: &[usize],
    start: Vec<usize>,
    score: &mut dyn FnMut(&[usize]) -> f64,
) -> Found {
    let mut known = BTreeMap::new();
    let mut score =
        |place: &[usize]| *known.entry(place.to_vec()).or_insert_with_key(|place| score(place));
    let first = score(&start);
    let mut found = Found { place: start.clone(), score: first, trace: vec![(start, first)] };
    loop {
        let before = found.trace.len();
        for (coordinate, &count) in positions.iter().enumerate() {
            for position in 0..count {
                let mut place = found.place.clone();
                place[coordinate] = position;
                let reached = score(&place);
                if reached > found.score {
                    found.trace.push((place.clone(), reached));
                    found = Found { place, score: reached, trace: found.trace };
                }
            }
        }
        if found.trace.len() == before {
            return found;
        }
    }
}

/// A hill over three coordinates, of which two are tied to each other.
fn hill(place: &[usize]) -> f64 {
    let [x, y, z] = [0, 1, 2].map(|axis| place[axis] as f64);
    -(x - 3.0).powi(2) - (y - 5.0 - (x - 3.0) / 2.0).powi(2) - (z - 1.0).powi(2)
}

#[test]
fn it_finds_the_top_of_a_hill_and_every_step_of_its_way_goes_up() {
    let found = coordinate_search(&[8, 8, 8], vec![7, 0, 6], &mut hill);
    assert_eq!(found.place, [3, 5, 1]);
    assert!(found.score.abs() < 1e-12);
    assert!(found.trace.windows(2).all(|steps| steps[0].1 < steps[1].1));
}

#[test]
fn no_place_is_scored_twice() {
    let mut asked = Vec::new();
    coordinate_search(&[4, 4], vec![0, 0], &mut |place| {
        asked.push(place.to_vec());
        -((place[0] + place[1]) as f64)
    });
    let all = asked.len();
    asked.sort();
    asked.dedup();
    assert_eq!(asked.len(), all);
    assert!(all < 16, "{all}");
}
