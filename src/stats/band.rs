//! A mean path with its bands, and how fast it falls from its peak.

use super::Estimate;
use super::mean;
use super::quantile;
use super::variance;

/// With fewer paths their signs can be drawn in too few ways to say what 95% of the draws do not exceed.
const FEWEST: usize = 4;

/// An error so small against the mean is one of rounding.
const ROUNDING: f64 = 1e-9;

/// The mean of paths that are independent of each other, with what they say about where it lies.
#[derive(Debug, Clone, PartialEq)]
pub struct PathBands {
    /// The mean at each place, with its standard error.
    pub mean: Vec<Estimate>,
    /// The 95% interval of the mean at each place, for itself.
    pub pointwise: Vec<[f64; 2]>,
    /// The 95% band of the whole path: it holds the means of all places at once.
    pub simultaneous: Vec<[f64; 2]>,
    /// Half the width of that band in standard errors.
    pub critical: f64,
}

/// The mean of some paths of one length with its pointwise intervals and its simultaneous band.
///
/// The band is mean ± c standard errors, with c the quantile at 95% of the greatest |t| over all places (sup-t:
/// Montiel Olea and Plagborg-Møller 2019). Its distribution is that of the centred paths with random signs, each time
/// with standard errors of their own (wild bootstrap-t: Wu 1986; Liu 1988), so that few paths have the broad band they
/// deserve. `signs` has for each time whether each path keeps its sign. Places where the paths do not differ have a
/// band without width. Fewer than four paths have no band, nor have few that differ in so few ways that their
/// signs make |t| infinite too often: its ends, and the quantile, are `NAN`.
pub fn path_bands(paths: &[Vec<f64>], signs: &[Vec<bool>]) -> PathBands {
    let places = paths.first().map_or(0, Vec::len);
    let at = |place: usize| paths.iter().map(move |path| path[place]);
    let mean: Vec<Estimate> = (0..places).map(|place| Estimate::of(at(place))).collect();
    let centred: Vec<Vec<f64>> = mean
        .iter()
        .enumerate()
        .filter(|(_, estimate)| estimate.standard_error > ROUNDING * estimate.mean.abs())
        .map(|(place, estimate)| at(place).map(|value| value - estimate.mean).collect())
        .collect();
    let greatest = |signs: &Vec<bool>| {
        centred.iter().map(|place| studentized(place, signs)).fold(0.0, f64::max)
    };
    let mut statistics: Vec<f64> = signs.iter().map(greatest).collect();
    statistics.sort_by(f64::total_cmp);
    let found = quantile(&statistics, 0.95);
    let critical = if paths.len() >= FEWEST && found.is_finite() { found } else { f64::NAN };
    let band = |estimate: &Estimate| {
        let half = critical * estimate.standard_error;
        [estimate.mean - half, estimate.mean + half]
    };
    PathBands {
        pointwise: mean.iter().map(Estimate::interval).collect(),
        simultaneous: mean.iter().map(band).collect(),
        mean,
        critical,
    }
}

/// |t| of values with signs: infinite where they do not differ, but for rounding, and are not zero.
fn studentized(values: &[f64], signs: &[bool]) -> f64 {
    let signed: Vec<f64> =
        values.iter().zip(signs).map(|(value, keep)| if *keep { *value } else { -value }).collect();
    let (size, error) = (mean(&signed).abs(), (variance(&signed) / signed.len() as f64).sqrt());
    if error > ROUNDING * size {
        size / error
    } else if size > 0.0 {
        f64::INFINITY
    } else {
        0.0
    }
}

/// A path at its farthest from zero, and what comes after.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Peak {
    /// The place.
    pub at: usize,
    /// The value there.
    pub value: f64,
    /// How many places later the path has fallen to half of that, between places on a straight line; `None` if it has
    /// not within its length.
    pub half_life: Option<f64>,
}

/// The peak of a path, the first of equal ones; `None` of a path of zeros.
pub fn peak(path: &[f64]) -> Option<Peak> {
    let further = |best: Option<(usize, f64)>, (at, &value): (usize, &f64)| match best {
        Some((_, most)) if most.abs() >= value.abs() => best,
        _ => (value.abs() > 0.0).then_some((at, value)),
    };
    let (at, value) = path.iter().enumerate().fold(None, further)?;
    let share = |place: usize| path[place] / value;
    let below = (at + 1..path.len()).find(|&place| share(place) <= 0.5);
    let half_life = below.map(|place| {
        let (before, after) = (share(place - 1), share(place));
        (place - 1 - at) as f64 + (before - 0.5) / (before - after)
    });
    Some(Peak { at, value, half_life })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_path_says_nothing_about_where_the_mean_lies() {
        let bands = path_bands(&[vec![1.0, 0.0, 2.0]], &[vec![true], vec![false]]);
        let ends = bands.pointwise.iter().chain(&bands.simultaneous).flatten();
        assert!(ends.chain([&bands.critical]).all(|end| end.is_nan()), "{bands:?}");
    }

    /// A fixed stream of uniform numbers (Knuth's linear congruence), since this room makes no draws.
    struct Stream(u64);

    impl Stream {
        fn uniform(&mut self) -> f64 {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            ((self.0 >> 11) as f64 + 0.5) / 9_007_199_254_740_992.0
        }

        /// By Box and Muller.
        fn normal(&mut self) -> f64 {
            let radius = (-2.0 * self.uniform().ln()).sqrt();
            radius * (std::f64::consts::TAU * self.uniform()).cos()
        }

        /// A path whose neighbours are correlated, around zero.
        fn path(&mut self, length: usize) -> Vec<f64> {
            let mut last = self.normal();
            let mut next = || {
                last = 0.7 * last + 0.51_f64.sqrt() * self.normal();
                last
            };
            (0..length).map(|_| next()).collect()
        }

        fn signs(&mut self, times: usize, paths: usize) -> Vec<Vec<bool>> {
            (0..times).map(|_| (0..paths).map(|_| self.uniform() < 0.5).collect()).collect()
        }
    }

    #[test]
    fn the_band_holds_the_whole_path_in_95_of_100_studies() {
        const STUDIES: usize = 400;
        let mut stream = Stream(1);
        let (mut whole, mut points) = (0, 0);
        for _ in 0..STUDIES {
            let paths: Vec<Vec<f64>> = (0..25).map(|_| stream.path(20)).collect();
            let bands = path_bands(&paths, &stream.signs(299, 25));
            let holds = |ends: &[f64; 2]| ends[0] <= 0.0 && ends[1] >= 0.0;
            whole += usize::from(bands.simultaneous.iter().all(holds));
            points += usize::from(bands.pointwise.iter().all(holds));
        }
        let share = |count: usize| count as f64 / STUDIES as f64;
        // Three and a half standard errors of a share of 0.95 among 400, and a little for few signs.
        assert!((share(whole) - 0.95).abs() < 0.045, "{}", share(whole));
        assert!(share(points) < 0.75, "{}", share(points));
    }

    #[test]
    fn few_paths_have_no_band_or_one_that_holds() {
        let mut stream = Stream(4);
        for count in [2, 3, 4, 5] {
            let mut holds = 0;
            for _ in 0..200 {
                let paths: Vec<Vec<f64>> = (0..count).map(|_| stream.path(20)).collect();
                let bands = path_bands(&paths, &stream.signs(299, count));
                let is_unknown = |ends: &[f64; 2]| ends.iter().all(|end| end.is_nan());
                let holds_zero = |ends: &[f64; 2]| ends[0] <= 0.0 && ends[1] >= 0.0;
                let none = bands.simultaneous.iter().all(is_unknown) && bands.critical.is_nan();
                holds += usize::from(none || bands.simultaneous.iter().all(holds_zero));
                assert!(none || count >= FEWEST, "{count}");
                assert!(bands.pointwise.iter().all(|ends| ends[0] < ends[1]), "{count}");
            }
            assert!(holds >= 180, "{holds} of 200 studies of {count} paths");
        }
    }

    /// Two of four paths are one higher than the others: one of eight draws of signs makes all of them alike.
    #[test]
    fn paths_whose_signs_say_nothing_have_no_band() {
        let paths = [1.1, 1.2, 1.1, 1.2].map(|value| vec![value, 0.0]);
        let bands = path_bands(&paths, &Stream(5).signs(299, 4));
        let mut ends = bands.simultaneous.iter().flatten();
        assert!(ends.all(|end| end.is_nan()) && bands.critical.is_nan(), "{bands:?}");
    }

    #[test]
    fn one_place_has_about_the_interval_of_student() {
        let mut stream = Stream(2);
        let paths: Vec<Vec<f64>> = (0..25).map(|_| stream.path(1)).collect();
        let bands = path_bands(&paths, &stream.signs(4999, 25));
        let student = crate::stats::student_t(24);
        assert!((bands.critical - student).abs() < 0.15, "{} {student}", bands.critical);
    }

    #[test]
    fn where_paths_do_not_differ_there_is_no_doubt() {
        let paths = [1.0, 2.0, 4.0, 8.0, 16.0].map(|middle| vec![0.0, middle, 3.0]);
        let bands = path_bands(&paths, &Stream(3).signs(99, 5));
        assert!(bands.simultaneous[0].iter().all(|end| end.abs() <= 0.0));
        assert!(bands.simultaneous[2].iter().all(|end| (end - 3.0).abs() <= 0.0));
        assert!(bands.simultaneous[1][0] < bands.simultaneous[1][1]);
    }

    #[test]
    fn a_decay_has_its_half_life() {
        let decay = |half_life: f64| -> Vec<f64> {
            (0..60).map(|week| -8.0 * (-f64::from(week) / half_life).exp2()).collect()
        };
        let found = peak(&decay(6.0)).unwrap();
        assert_eq!(found.at, 0);
        assert!((found.value + 8.0).abs() < 1e-12);
        assert!((found.half_life.unwrap() - 6.0).abs() < 1e-9);
        assert!((peak(&decay(6.5)).unwrap().half_life.unwrap() - 6.5).abs() < 0.02);
        assert_eq!(peak(&decay(70.0)).unwrap().half_life, None);
    }

    #[test]
    fn the_first_of_equal_peaks_counts_and_zeros_have_none() {
        let found = peak(&[0.0, 2.0, 0.5, -2.0]).unwrap();
        assert_eq!(found.at, 1);
        assert!((found.half_life.unwrap() - 2.0 / 3.0).abs() < 1e-12);
        assert_eq!(peak(&[0.0, 0.0]), None);
    }
}
