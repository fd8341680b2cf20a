//! Designs: points that fill a box evenly, at which worlds are simulated.
//!
//! Coordinates lie between 0 and 1. Designs follow from the seed alone: their draws have addresses of their
//! own, so that no draw of a world depends on them.

use crate::quantity::Date;
use crate::quantity::FirmKey;
use crate::quantity::ResearcherId;
use crate::random::Address;
use crate::random::Decision;
use crate::random::Draws;
use crate::random::Luck;

/// The most coordinates that [`sobol`] has direction numbers for.
pub const MOST_SOBOL_COORDINATES: usize = 10;

/// The degree, the coefficients and the first direction numbers of a primitive polynomial for each
/// coordinate after the first: Joe and Kuo (2008), file `new-joe-kuo-6`.
const POLYNOMIALS: [(u32, u32, &[u32]); MOST_SOBOL_COORDINATES - 1] = [
    (1, 0, &[1]),
    (2, 1, &[1, 3]),
    (3, 1, &[1, 3, 1]),
    (3, 2, &[1, 1, 1]),
    (4, 1, &[1, 1, 3, 3]),
    (4, 4, &[1, 3, 5, 13]),
    (5, 2, &[1, 1, 5, 5, 17]),
    (5, 4, &[1, 1, 5, 5, 5]),
    (5, 7, &[1, 1, 7, 11, 19]),
];

/// A Latin hypercube (`McKay`, Beckman and Conover 1979): of `points` equal parts of each coordinate, each has
/// one point, at a random place within it.
pub fn latin_hypercube(points: usize, coordinates: usize, seed: u64) -> Vec<Vec<f64>> {
    let mut columns: Vec<Vec<f64>> = Vec::new();
    for coordinate in 0..coordinates {
        let mut draws = draws(seed, coordinate);
        let mut parts: Vec<usize> = (0..points).collect();
        for left in (1..points).rev() {
            let chosen = draws.below(left as u64 + 1);
            parts.swap(left, usize::try_from(chosen).expect("it is below the number of points"));
        }
        let place = |part: usize| (part as f64 + draws.uniform()) / points as f64;
        columns.push(parts.into_iter().map(place).collect());
    }
    rows(points, &columns)
}

/// The first `points` of a Sobol sequence of at most [`MOST_SOBOL_COORDINATES`] coordinates, shifted digit by
/// digit at random: with a power of two for `points`, a digital net in base 2, which is evener than chance in
/// many coordinates together.
pub fn sobol(points: usize, coordinates: usize, seed: u64) -> Vec<Vec<f64>> {
    let column = |coordinate: usize| {
        let directions = directions(coordinate);
        let shift = draws(seed, coordinate).next_word() >> 32;
        (0..points).map(move |point| at(point, &directions, shift)).collect()
    };
    let columns: Vec<Vec<f64>> = (0..coordinates).map(column).collect();
    rows(points, &columns)
}

/// One coordinate of a point: the directions of the digits of its number, added without carry.
fn at(point: usize, directions: &[u32; 32], shift: u64) -> f64 {
    let digits = (0..32).filter(|digit| point >> digit & 1 == 1);
    let bits = digits.fold(0, |bits, digit: usize| bits ^ directions[digit]);
    ((u64::from(bits) ^ shift) as f64 + 0.5) / 4_294_967_296.0
}

/// The direction numbers of a coordinate (Bratley and Fox 1988), as fractions of 2^32.
fn directions(coordinate: usize) -> [u32; 32] {
    let mut directions = [0_u32; 32];
    let Some((degree, coefficients, first)) = coordinate.checked_sub(1).map(|at| POLYNOMIALS[at])
    else {
        return std::array::from_fn(|digit| 1 << (31 - digit));
    };
    let degree = degree as usize;
    for digit in 0..32 {
        directions[digit] = if let Some(number) = first.get(digit) {
            number << (31 - digit)
        } else {
            let before = directions[digit - degree];
            let backs = 1..degree;
            let terms = backs.filter(|back| coefficients >> (degree - 1 - back) & 1 == 1);
            terms.fold(before ^ before >> degree, |sum, back| sum ^ directions[digit - back])
        };
    }
    directions
}

fn draws(seed: u64, coordinate: usize) -> Draws {
    let ordinal = u16::try_from(coordinate).expect("a handful of coordinates");
    Luck::new(seed, 0).at(Address {
        decision: Decision::Design,
        researcher: ResearcherId::NONE,
        firm: FirmKey::NONE,
        date: Date::default(),
        ordinal,
    })
}

fn rows(points: usize, columns: &[Vec<f64>]) -> Vec<Vec<f64>> {
    (0..points).map(|point| columns.iter().map(|column| column[point]).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The part, of `parts` equal ones, in which a coordinate lies.
    fn part(at: f64, parts: usize) -> usize {
        assert!(at > 0.0 && at < 1.0);
        (0..parts).rfind(|&part| at * parts as f64 >= part as f64).unwrap()
    }

    fn is_each_once(mut parts: Vec<usize>) -> bool {
        parts.sort_unstable();
        parts.iter().copied().eq(0..parts.len())
    }

    #[test]
    fn each_part_of_each_coordinate_has_one_point() {
        for points in [1, 7, 30] {
            let cube = latin_hypercube(points, 3, 5);
            for coordinate in 0..3 {
                assert!(is_each_once(cube.iter().map(|at| part(at[coordinate], points)).collect()));
            }
        }
        let net = sobol(64, MOST_SOBOL_COORDINATES, 5);
        for coordinate in 0..MOST_SOBOL_COORDINATES {
            assert!(is_each_once(net.iter().map(|at| part(at[coordinate], 64)).collect()));
        }
    }

    /// A net in two coordinates: all boxes of area 1/64 with sides of powers of two have one point.
    #[test]
    fn every_elementary_interval_has_one_point() {
        let net = sobol(64, 2, 11);
        for (rows, columns) in [(1, 64), (2, 32), (4, 16), (8, 8), (16, 4), (32, 2), (64, 1)] {
            let boxes = net.iter().map(|at| part(at[0], rows) * columns + part(at[1], columns));
            assert!(is_each_once(boxes.collect()), "{rows} rows");
        }
    }

    /// The greatest quality parameter t of a pair among the first ten coordinates is small: boxes of area
    /// 2^t / 1024 have 2^t points each. Two coordinates with the same directions would have t = 10.
    #[test]
    fn all_pairs_of_coordinates_are_even() {
        let net = sobol(1024, MOST_SOBOL_COORDINATES, 3);
        for one in 0..MOST_SOBOL_COORDINATES {
            for other in 0..one {
                let mut counts = [0; 64];
                for at in &net {
                    counts[part(at[one], 8) * 8 + part(at[other], 8)] += 1;
                }
                assert_eq!(counts, [16; 64], "{one} and {other}");
            }
        }
    }

    #[test]
    fn another_seed_gives_other_points_and_the_same_seed_the_same() {
        for design in [latin_hypercube, sobol] {
            assert_eq!(design(8, 2, 1), design(8, 2, 1));
            assert_ne!(design(8, 2, 1), design(8, 2, 2));
        }
    }
}
