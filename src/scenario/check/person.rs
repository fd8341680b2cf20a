//! What nobody is: talents and tastes beyond all measure.

use std::ops::RangeInclusive;

use crate::quantity::CLASSES;
use crate::quantity::PerClass;
use crate::quantity::Spread;
use crate::scenario::ClassProfile;
use crate::scenario::Taste;
use crate::scenario::reading::Reading;

/// Log-talents that somebody may have.
pub(super) const TALENTS: RangeInclusive<f64> = -10.0..=10.0;
/// Log points that a weight in a choice may have, either way: with fewer nothing else counts by far.
const WEIGHTS: RangeInclusive<f64> = -1e6..=1e6;

/// Complains of people that there are not.
pub(super) fn check(reading: &mut Reading<'_>, classes: &PerClass<ClassProfile>, taste: &Taste) {
    for class in CLASSES {
        let path = ["class", class.name(), "talent"];
        check_spread(reading, &path, classes[class].talent, TALENTS);
    }
    check_taste(reading, taste);
}

fn check_taste(reading: &mut Reading<'_>, taste: &Taste) {
    for (key, weight) in
        [("mission", taste.mission), ("research", taste.research), ("stability", taste.stability)]
    {
        check_spread(reading, &["taste", key], weight, WEIGHTS);
    }
    for (key, weight) in [
        ("colleagues", taste.colleagues),
        ("impact", taste.impact),
        ("independence", taste.independence),
        ("meaning", taste.meaning),
        ("compute", taste.compute),
        ("frontier", taste.frontier),
    ] {
        reading.check_within(&["taste", key], weight.get(), WEIGHTS, "");
    }
    let deviation = taste.position_deviation;
    reading.check_within(&["taste", "position-deviation"], deviation, 0.0..=1e6, "");
}

/// Complains of a spread whose mean, or what next to nobody exceeds, is not within bounds.
fn check_spread(
    reading: &mut Reading<'_>,
    path: &[&str],
    spread: Spread,
    bounds: RangeInclusive<f64>,
) {
    let (mean, most) = (spread.mean(), spread.almost_greatest());
    let (value, unit) =
        if bounds.contains(&mean) { (most, ", of next to all") } else { (mean, "") };
    reading.check_within(path, value, bounds, unit);
}
