//! How long jobs last, when some had begun before they were observed and some have not ended.

use super::NORMAL_975;

/// One job, in time since its hire.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spell {
    /// When it came under observation: 0, or later for a job that began before the horizon.
    pub entry: f64,
    /// When it ended, or was last seen.
    pub end: f64,
    /// Whether it ended; if not, it is censored.
    pub ended: bool,
}

/// The survival function from one time at which jobs end to the next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SurvivalPoint {
    /// Time since hire.
    pub time: f64,
    /// The share of jobs that last longer than this.
    pub survival: f64,
    /// Jobs under observation just before.
    pub at_risk: u32,
    /// Jobs that end at this time.
    pub events: u32,
    /// Greenwood's sum of d / (n (n - d)) so far: the variance of the logarithm of `survival`.
    /// Infinite once nobody is left.
    pub greenwood: f64,
}

impl SurvivalPoint {
    /// The 95% interval of `survival`, which stays between 0 and 1; `None` once nobody is left.
    ///
    /// On the scale of log(-log S), with Greenwood's variance (Kalbfleisch and Prentice 2002, 1.4).
    pub fn interval(&self) -> Option<(f64, f64)> {
        if self.survival <= 0.0 {
            return None;
        }
        let deviation = self.greenwood.sqrt() / self.survival.ln().abs();
        let power = |sign: f64| self.survival.powf((sign * NORMAL_975 * deviation).exp());
        Some((power(1.0), power(-1.0)))
    }
}

/// A time at which jobs end, and how many do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RiskSet {
    /// Time since hire.
    pub time: f64,
    /// Jobs under observation just before.
    pub at_risk: u32,
    /// Jobs that end at this time.
    pub events: u32,
}

/// The times at which jobs end, ascending.
///
/// At risk at t is who was under observation before t and had not ended before t, so that jobs that
/// came under observation late do not count as survivors of their early days (delayed entry). A
/// spell that does not end after its entry was never observed, and is left out.
pub fn risk_sets(spells: &[Spell]) -> Vec<RiskSet> {
    let observed = || spells.iter().filter(|spell| spell.entry < spell.end);
    let mut entries: Vec<f64> = observed().map(|spell| spell.entry).collect();
    let mut ends: Vec<(f64, bool)> = observed().map(|spell| (spell.end, spell.ended)).collect();
    entries.sort_by(f64::total_cmp);
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));

    let (mut sets, mut entered, mut gone) = (Vec::new(), 0, 0);
    for same_time in ends.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
        let time = same_time[0].0;
        entered += entries[entered..].partition_point(|&entry| entry < time);
        let (at_risk, events) = (entered - gone, same_time.iter().filter(|end| end.1).count());
        gone += same_time.len();
        if events > 0 {
            sets.push(RiskSet { time, at_risk: count(at_risk), events: count(events) });
        }
    }
    sets
}

/// The product-limit estimate (Kaplan and Meier 1958), a point for each time at which jobs end.
pub fn product_limit(sets: impl IntoIterator<Item = RiskSet>) -> Vec<SurvivalPoint> {
    let (mut survival, mut greenwood) = (1.0, 0.0);
    let point = |RiskSet { time, at_risk, events }| {
        let (n, d) = (f64::from(at_risk), f64::from(events));
        survival *= 1.0 - d / n;
        greenwood += d / (n * (n - d));
        SurvivalPoint { time, survival, at_risk, events, greenwood }
    };
    sets.into_iter().map(point).collect()
}

/// The share of jobs that last longer than a time since hire: 1 before the first point.
pub fn survival_at(points: &[SurvivalPoint], time: f64) -> f64 {
    let next = points.partition_point(|point| point.time <= time);
    next.checked_sub(1).map_or(1.0, |last| points[last].survival)
}

fn count(jobs: usize) -> u32 {
    u32::try_from(jobs).expect("fewer than 2^32 jobs")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spell(entry: f64, end: f64, ended: bool) -> Spell {
        Spell { entry, end, ended }
    }

    fn kaplan_meier(spells: &[Spell]) -> Vec<SurvivalPoint> {
        product_limit(risk_sets(spells))
    }

    /// Freireich et al. (1963), the 21 patients with 6-mercaptopurine: the textbooks' example.
    fn remissions() -> Vec<Spell> {
        let ended = [6.0, 6.0, 6.0, 7.0, 10.0, 13.0, 16.0, 22.0, 23.0];
        let censored = [6.0, 9.0, 10.0, 11.0, 17.0, 19.0, 20.0, 25.0, 32.0, 32.0, 34.0, 35.0];
        let ended = ended.map(|end| spell(0.0, end, true));
        ended.into_iter().chain(censored.map(|end| spell(0.0, end, false))).collect()
    }

    #[test]
    fn the_textbook_example_comes_out() {
        let points = kaplan_meier(&remissions());
        let at_risk: Vec<u32> = points.iter().map(|point| point.at_risk).collect();
        assert_eq!(at_risk, [21, 17, 15, 12, 11, 7, 6]);
        let expected = [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448];
        for (point, expected) in points.iter().zip(expected) {
            assert!((point.survival - expected).abs() < 0.0006, "{point:?}");
        }
        let error = points[0].survival * points[0].greenwood.sqrt();
        assert!((error - 0.0764).abs() < 0.0001, "{error}");
        let (low, high) = points[0].interval().unwrap();
        assert!((low - 0.6197).abs() < 0.0005 && (high - 0.9516).abs() < 0.0005, "{low} {high}");
    }

    #[test]
    fn survival_is_read_off_between_the_points() {
        let points = kaplan_meier(&remissions());
        assert!((survival_at(&points, 5.9) - 1.0).abs() < 1e-12);
        assert!((survival_at(&points, 6.0) - 18.0 / 21.0).abs() < 1e-12);
        assert!((survival_at(&points, 9.9) - 18.0 / 21.0 * 16.0 / 17.0).abs() < 1e-12);
        assert!((survival_at(&points, 99.0) - points[6].survival).abs() < 1e-12);
    }

    #[test]
    fn who_enters_late_is_not_at_risk_before() {
        let spells = [spell(0.0, 2.0, true), spell(0.0, 5.0, false), spell(3.0, 4.0, true)];
        let points = kaplan_meier(&spells);
        assert_eq!((points[0].at_risk, points[1].at_risk), (2, 2));
        assert!((points[1].survival - 0.25).abs() < 1e-12);
    }

    #[test]
    fn who_enters_in_the_instant_of_an_exit_is_not_at_risk() {
        let points = kaplan_meier(&[spell(0.0, 2.0, true), spell(2.0, 3.0, true)]);
        assert_eq!(points[0].at_risk, 1);
        assert!(points[0].survival.abs() < 1e-12);
        assert_eq!(points[0].interval(), None);
    }

    #[test]
    fn a_spell_that_was_never_observed_is_left_out() {
        assert_eq!(kaplan_meier(&[spell(2.0, 2.0, true), spell(0.0, f64::NAN, true)]), []);
    }

    #[test]
    fn delayed_entry_does_not_bias_a_constant_hazard() {
        // Quantiles of an exponential of mean 1, seen only from 0.3 on if they last that long.
        let ends = (1..=4000_u32).map(|rank| -(1.0 - (f64::from(rank) - 0.5) / 4000.0).ln());
        let late = ends.filter(|&end| end > 0.3).map(|end| spell(0.3, end, true));
        let points = kaplan_meier(&late.collect::<Vec<_>>());
        let conditional = survival_at(&points, 1.3);
        assert!((conditional - (-1.0_f64).exp()).abs() < 0.001, "{conditional}");
    }
}
