//! Where a curve of means crosses a level, and how sure that is.

/// A place of a curve: the mean there, and the 95% interval of that mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CurvePoint {
    /// The place.
    pub at: f64,
    /// The mean.
    pub mean: f64,
    /// The lower end of the interval.
    pub low: f64,
    /// The upper end of the interval.
    pub high: f64,
}

/// Where the line from one mean to the next crosses a level: the place, by linear interpolation. `None` if
/// both means lie on the same side of it.
pub fn crossing(one: &CurvePoint, other: &CurvePoint, level: f64) -> Option<f64> {
    let (before, after) = (one.mean - level, other.mean - level);
    if before == 0.0 || after == 0.0 {
        return Some(if before == 0.0 { one.at } else { other.at });
    }
    (before * after < 0.0)
        .then(|| one.at + (other.at - one.at) * (before / (before - after)).clamp(0.0, 1.0))
}

/// The places around `root` at which the level lies within the interval of the mean, with the ends of the
/// intervals taken as straight lines from each point of the curve to the next: the inversion of the 95%
/// band. The points ascend. An end is `None` if the band still has the level in it where the curve ends;
/// both are `root` itself where the band has no width or is not known.
pub fn inverted_band(curve: &[CurvePoint], root: f64, level: f64) -> [Option<f64>; 2] {
    let after = curve.partition_point(|point| point.at < root);
    let at_root = between(curve, after, root);
    let (left, right) = curve.split_at(after);
    let left = walk(at_root, left.iter().rev(), level);
    let right = walk(at_root, right.iter(), level);
    [left, right]
}

/// The curve at a place before the point `after`.
fn between(curve: &[CurvePoint], after: usize, at: f64) -> CurvePoint {
    let right = curve[after.min(curve.len() - 1)];
    let left = curve[after.saturating_sub(1)];
    let width = right.at - left.at;
    let part = if width > 0.0 { ((at - left.at) / width).clamp(0.0, 1.0) } else { 0.0 };
    let of = |one: f64, other: f64| one + (other - one) * part;
    CurvePoint {
        at,
        mean: of(left.mean, right.mean),
        low: of(left.low, right.low),
        high: of(left.high, right.high),
    }
}

/// Goes from point to point until the level leaves the band; the place where it does.
fn walk<'c>(
    from: CurvePoint,
    points: impl Iterator<Item = &'c CurvePoint>,
    level: f64,
) -> Option<f64> {
    let mut last = from;
    for point in points {
        // Positive within the band.
        let inside = |point: &CurvePoint| (point.high - level).min(level - point.low);
        let (here, there) = (inside(&last).max(0.0), inside(point));
        if there.is_nan() || here.is_nan() {
            return Some(last.at);
        }
        if there < 0.0 {
            let ends = [(last.high, point.high, -1.0), (last.low, point.low, 1.0)];
            return ends.into_iter().find_map(|end| leaves(&last, point, level, end));
        }
        last = *point;
    }
    None
}

/// Where one end of the band, which points outwards in the direction of `sign`, comes to lie at the level.
fn leaves(
    last: &CurvePoint,
    point: &CurvePoint,
    level: f64,
    (from, to, sign): (f64, f64, f64),
) -> Option<f64> {
    let (here, there) = (sign * (from - level), sign * (to - level));
    if there <= 0.0 {
        return None;
    }
    let part = (-here / (there - here)).clamp(0.0, 1.0);
    Some(last.at + (point.at - last.at) * part)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The line 10 - 2x with a band of half-width 1.
    fn curve(places: &[f64]) -> Vec<CurvePoint> {
        let point = |&at: &f64| {
            let mean = 10.0 - 2.0 * at;
            CurvePoint { at, mean, low: mean - 1.0, high: mean + 1.0 }
        };
        places.iter().map(point).collect()
    }

    #[test]
    fn a_line_crosses_a_level_where_it_does() {
        let curve = curve(&[0.0, 4.0]);
        assert!((crossing(&curve[0], &curve[1], 5.0).unwrap() - 2.5).abs() < 1e-12);
        assert_eq!(crossing(&curve[0], &curve[1], 10.0), Some(0.0));
        assert_eq!(crossing(&curve[0], &curve[1], 2.0), Some(4.0));
        assert_eq!(crossing(&curve[0], &curve[1], 11.0), None);
    }

    #[test]
    fn the_band_of_a_line_is_inverted_in_closed_form() {
        for places in [vec![0.0, 5.0], vec![0.0, 2.0, 2.4, 2.6, 3.5, 5.0], vec![0.0, 2.5, 5.0]] {
            let [low, high] = inverted_band(&curve(&places), 2.5, 5.0).map(Option::unwrap);
            assert!((low - 2.0).abs() < 1e-12 && (high - 3.0).abs() < 1e-12, "{low} {high}");
        }
    }

    #[test]
    fn a_band_that_reaches_the_end_of_the_curve_has_no_end_there() {
        let ends = inverted_band(&curve(&[2.2, 4.0]), 2.5, 5.0);
        assert!(ends[0].is_none() && (ends[1].unwrap() - 3.0).abs() < 1e-12);
    }

    #[test]
    fn a_band_without_width_gives_the_root() {
        let flat = |at: f64| {
            let mean = 10.0 - 2.0 * at;
            CurvePoint { at, mean, low: mean, high: mean }
        };
        let [low, high] = inverted_band(&[flat(0.0), flat(5.0)], 2.5, 5.0).map(Option::unwrap);
        assert!((low - 2.5).abs() < 1e-12 && (high - 2.5).abs() < 1e-12);
        let unknown = |at| CurvePoint { low: f64::NAN, high: f64::NAN, ..flat(at) };
        assert_eq!(inverted_band(&[unknown(0.0), unknown(5.0)], 2.5, 5.0), [Some(2.5); 2]);
    }
}
