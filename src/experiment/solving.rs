//! The value of a lever at which a mean reaches a level: a coarse curve, then bisection.

use std::cmp::Ordering;

use crate::stats::CurvePoint;
use crate::stats::crossing;
use crate::stats::inverted_band;

/// What is asked of a mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// `<`
    Below,
    /// `<=`
    AtMost,
    /// `=`
    Equal,
    /// `>=`
    AtLeast,
    /// `>`
    Above,
}

/// What is sought.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Goal {
    /// What the mean is to be, against `level`.
    pub relation: Relation,
    /// The level, in the unit of the outcome.
    pub level: f64,
    /// Of several answers the one nearest to this value of the lever is taken.
    pub near: f64,
    /// The answer is known once it lies between two values that differ by no more than this.
    pub tolerance: f64,
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Solved {
    /// All places that were looked at, ascending.
    pub curve: Vec<CurvePoint>,
    /// In how many gaps of the first curve the goal comes to be met, or ceases to be.
    pub crossings: usize,
    /// The answer, if there is one.
    pub answer: Option<Answer>,
}

/// A value of the lever at which the mean reaches the level.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Answer {
    /// The value: linear between the two nearest places.
    pub at: f64,
    /// The values between which the level lies within the 95% interval of the mean; see
    /// [`inverted_band`]. `None` where that reaches the end of the curve.
    pub ends: [Option<f64>; 2],
    /// Whether the goal is met above the value; else it is below.
    pub holds_above: bool,
}

impl Relation {
    /// All, with how they are written.
    pub const ALL: [(&'static str, Self); 5] = [
        ("<=", Self::AtMost),
        (">=", Self::AtLeast),
        ("<", Self::Below),
        (">", Self::Above),
        ("=", Self::Equal),
    ];

    /// Whether a value stands in this relation to a level. Equal is what lies on the level itself.
    pub fn holds(self, value: f64, level: f64) -> bool {
        match self {
            Self::Below => value < level,
            Self::AtMost => value <= level,
            Self::Equal => value - level == 0.0,
            Self::AtLeast => value >= level,
            Self::Above => value > level,
        }
    }

    /// On which side of the level a value lies: where the goal is met, or where it is not. Where a mean is to equal
    /// the level, that is below it, on it or above it, and the level is reached between values of different sides.
    fn side(self, value: f64, level: f64) -> Ordering {
        match self {
            Self::Equal => value.partial_cmp(&level).unwrap_or(Ordering::Equal),
            _ if self.holds(value, level) => Ordering::Greater,
            _ => Ordering::Less,
        }
    }
}

/// Reads the mean at the first `places`, which ascend, and then between the two of them where the goal comes to
/// be met, half-way again and again. `known` are points that need not be looked at again. Places without a mean
/// are passed over.
///
/// Fails where `look` does.
pub fn solve<E>(
    goal: &Goal,
    known: &[CurvePoint],
    places: &[f64],
    look: &mut dyn FnMut(f64) -> Result<CurvePoint, E>,
) -> Result<Solved, E> {
    let mut curve: Vec<CurvePoint> = known.to_vec();
    for &place in places {
        if curve.iter().all(|point| point.at.total_cmp(&place).is_ne()) {
            curve.push(look(place)?);
        }
    }
    curve.retain(|point| point.mean.is_finite());
    curve.sort_by(|one, other| one.at.total_cmp(&other.at));
    let gaps = gaps(goal, &curve);
    let crossings = gaps.len();
    let far =
        |&[low, high]: &[CurvePoint; 2]| (low.at - goal.near).max(goal.near - high.at).max(0.0);
    let nearest = gaps.into_iter().min_by(|one, other| far(one).total_cmp(&far(other)));
    let answer = match nearest {
        Some(gap) => Some(answer(goal, &mut curve, gap, look)?),
        None => touched(goal, &curve),
    };
    Ok(Solved { curve, crossings, answer })
}

/// Pairs of neighbours that lie on different sides. A single place on the level, which is come to from one side and
/// left to either, is gone through once.
fn gaps(goal: &Goal, curve: &[CurvePoint]) -> Vec<[CurvePoint; 2]> {
    let side = |point: &CurvePoint| goal.relation.side(point.mean, goal.level);
    let differ = |pair: &[CurvePoint]| side(&pair[0]) != side(&pair[1]);
    let is_left = |place: usize| {
        let was_reached = place > 0 && differ(&curve[place - 1..=place]);
        was_reached && side(&curve[place]).is_eq()
    };
    let pairs = curve.windows(2).enumerate();
    let pairs = pairs.filter(|&(place, pair)| differ(pair) && !is_left(place));
    pairs.map(|(_, pair)| [pair[0], pair[1]]).collect()
}

/// The place nearest to the one that is sought whose mean is the level itself, where no place has another one.
fn touched(goal: &Goal, curve: &[CurvePoint]) -> Option<Answer> {
    let on_level = |point: &&CurvePoint| {
        goal.relation == Relation::Equal && goal.relation.holds(point.mean, goal.level)
    };
    let far = |point: &CurvePoint| (point.at - goal.near).abs();
    let nearest =
        curve.iter().filter(on_level).min_by(|one, other| far(one).total_cmp(&far(other)));
    let at = nearest?.at;
    Some(Answer { at, ends: inverted_band(curve, at, goal.level), holds_above: true })
}

/// Halves a gap until it is as narrow as the tolerance, or numbers are no finer.
fn answer<E>(
    goal: &Goal,
    curve: &mut Vec<CurvePoint>,
    [mut low, mut high]: [CurvePoint; 2],
    look: &mut dyn FnMut(f64) -> Result<CurvePoint, E>,
) -> Result<Answer, E> {
    let side = |point: &CurvePoint| goal.relation.side(point.mean, goal.level);
    while high.at - low.at > goal.tolerance {
        let point = look(f64::midpoint(low.at, high.at))?;
        if !(low.at < point.at && point.at < high.at && point.mean.is_finite()) {
            break;
        }
        curve.push(point);
        if side(&point) == side(&low) { low = point } else { high = point }
    }
    curve.sort_by(|one, other| one.at.total_cmp(&other.at));
    let at = crossing(&low, &high, goal.level).unwrap_or(high.at);
    let ends = inverted_band(curve, at, goal.level);
    Ok(Answer { at, ends, holds_above: side(&high).is_ge() })
}

#[cfg(test)]
mod tests {
    use super::*;

    const COARSE: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];

    fn goal(relation: Relation, level: f64) -> Goal {
        Goal { relation, level, near: 0.3, tolerance: 0.005 }
    }

    /// Looks at a function with a band of half-width 0.1.
    fn solved(goal: &Goal, of: impl Fn(f64) -> f64) -> (Solved, usize) {
        let mut looks = 0;
        let mut look = |at: f64| -> Result<CurvePoint, ()> {
            looks += 1;
            Ok(CurvePoint { at, mean: of(at), low: of(at) - 0.1, high: of(at) + 0.1 })
        };
        let solved = solve(goal, &[], &COARSE, &mut look).unwrap();
        (solved, looks)
    }

    #[test]
    fn a_line_is_solved_in_closed_form() {
        let (solved, looks) = solved(&goal(Relation::AtMost, 1.0), |at| 2.0 - 1.6 * at);
        let answer = solved.answer.unwrap();
        assert!((answer.at - 0.625).abs() < 1e-9 && answer.holds_above);
        let [low, high] = answer.ends.map(Option::unwrap);
        assert!((low - 0.5625).abs() < 1e-9 && (high - 0.6875).abs() < 1e-9);
        assert_eq!((solved.crossings, solved.curve.len()), (1, looks));
        assert!(solved.curve.is_sorted_by(|one, other| one.at < other.at));
    }

    #[test]
    fn a_jump_is_found_to_the_tolerance_with_few_looks() {
        let step = |at: f64| if at < 0.3217 { 0.0 } else { 10.0 };
        let (solved, looks) = solved(&goal(Relation::AtLeast, 5.0), step);
        let answer = solved.answer.unwrap();
        assert!((answer.at - 0.3217).abs() < 0.005 && answer.holds_above, "{answer:?}");
        assert!(looks <= 11, "{looks}");
    }

    #[test]
    fn of_several_answers_the_nearest_is_taken() {
        let hill = |at: f64| 1.0 - (2.0 * at - 1.0).powi(2);
        let at_least = Goal { near: 0.9, ..goal(Relation::AtLeast, 0.5) };
        let (solved_right, _) = solved(&at_least, hill);
        let right = solved_right.answer.unwrap();
        assert_eq!(solved_right.crossings, 2);
        let root = f64::midpoint(1.0, 0.5_f64.sqrt());
        assert!((right.at - root).abs() < 0.003 && !right.holds_above, "{right:?}");
        let (solved_left, _) = solved(&goal(Relation::Equal, 0.5), hill);
        let left = solved_left.answer.unwrap();
        assert!((left.at - (1.0 - root)).abs() < 0.003, "{left:?}");
    }

    #[test]
    fn what_is_never_reached_has_no_answer_and_what_is_touched_has_one() {
        let line = |at: f64| 2.0 - at;
        for (relation, level) in [
            (Relation::AtMost, 0.9),
            (Relation::AtMost, 2.0),
            (Relation::Above, 2.0),
            (Relation::Equal, 3.0),
        ] {
            let (solved, looks) = solved(&goal(relation, level), line);
            assert_eq!((solved.answer, solved.crossings, looks), (None, 0, 5));
        }
        let (solved, _) = solved(&goal(Relation::Equal, 2.0), |at| 2.0 + at);
        assert!(solved.answer.is_some_and(|answer| answer.at == 0.0));
    }

    #[test]
    fn a_level_that_is_the_least_there_is_is_found_to_the_tolerance() {
        let falls = |at: f64| (0.6 - at).max(0.0);
        let (solved_falling, _) = solved(&goal(Relation::Equal, 0.0), falls);
        let answer = solved_falling.answer.unwrap();
        assert!((answer.at - 0.6).abs() < 0.005, "{answer:?}");
        assert_eq!(solved_falling.crossings, 1);
        let rises = |at: f64| (at - 0.6).max(0.0);
        let answer = solved(&goal(Relation::Equal, 0.0), rises).0.answer.unwrap();
        assert!((answer.at - 0.6).abs() < 0.005, "{answer:?}");
    }

    #[test]
    fn a_place_on_the_level_is_passed_once_and_where_all_are_the_nearest_is_taken() {
        for slope in [1.0, -1.0] {
            let line = |at: f64| slope * (at - 0.5);
            let (solved, _) = solved(&goal(Relation::Equal, 0.0), line);
            let answer = solved.answer.unwrap();
            let is_there = (answer.at - 0.5).abs() < 1e-12;
            assert!(is_there && solved.crossings == 1, "{solved:?}");
        }
        let hill = |at: f64| -(at - 0.5).powi(2);
        let (touching, _) = solved(&goal(Relation::Equal, 0.0), hill);
        let at = |solved: &Solved, place: f64| (solved.answer.unwrap().at - place).abs() < 1e-12;
        assert!(touching.crossings == 1 && at(&touching, 0.5), "{touching:?}");
        let (flat, looks) = solved(&goal(Relation::Equal, 0.0), |_| 0.0);
        assert!(at(&flat, 0.25) && looks == 5, "{flat:?}");
    }

    #[test]
    fn what_is_known_is_not_looked_at_again_and_failures_are_passed_on() {
        let known = CurvePoint { at: 0.25, mean: 9.0, low: 8.0, high: 10.0 };
        let mut looked = Vec::new();
        let mut look = |at: f64| {
            looked.push(at);
            if at > 0.9 { Err("no") } else { Ok(CurvePoint { at, ..known }) }
        };
        let failed = solve(&goal(Relation::AtMost, 1.0), &[known], &COARSE, &mut look);
        assert_eq!((failed, looked), (Err("no"), vec![0.0, 0.5, 0.75, 1.0]));
    }
}
