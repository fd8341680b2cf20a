//! Survival with delayed entry and censoring.

/// One job: observed from `entry` to `end`, in years since hire.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spell {
    /// Years since hire at which the job comes under observation.
    pub entry: f64,
    /// Years since hire at which the observation ends.
    pub end: f64,
    /// Whether the job ended then; otherwise it is censored.
    pub ended: bool,
}

/// The estimate just after a time at which jobs ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SurvivalPoint {
    /// Years since hire.
    pub time: f64,
    /// The share that stays beyond this time.
    pub survival: f64,
    /// Jobs under observation just before.
    pub at_risk: u32,
    /// Jobs that ended.
    pub events: u32,
    /// Greenwood's sum of d / (n (n - d)), for the variance of the estimate.
    pub greenwood: f64,
}

/// The product-limit estimate (Kaplan and Meier 1958), a job being at risk after its entry and up to
/// its end. One point for each time at which a job ended, ascending.
pub fn kaplan_meier(spells: &[Spell]) -> Vec<SurvivalPoint> {
    let mut entries: Vec<f64> = spells.iter().map(|spell| spell.entry).collect();
    entries.sort_by(f64::total_cmp);
    let mut ends: Vec<&Spell> = spells.iter().collect();
    ends.sort_by(|a, b| a.end.total_cmp(&b.end));
    let (mut survival, mut greenwood, mut gone, mut points) = (1.0, 0.0, 0, Vec::new());
    for together in ends.chunk_by(|a, b| a.end.total_cmp(&b.end).is_eq()) {
        let time = together[0].end;
        let at_risk = count(entries.partition_point(|&entry| entry < time)) - count(gone);
        let events = count(together.iter().filter(|spell| spell.ended).count());
        gone += together.len();
        if events > 0 && at_risk > 0 {
            let (n, d) = (f64::from(at_risk), f64::from(events));
            survival *= 1.0 - d / n;
            greenwood += d / (n * (n - d));
            points.push(SurvivalPoint { time, survival, at_risk, events, greenwood });
        }
    }
    points
}

fn count(number: usize) -> u32 {
    u32::try_from(number).expect("fewer than 2^32 jobs")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn late_entries_are_at_risk_only_after_they_enter() {
        let spells = [
            Spell { entry: 0.0, end: 1.0, ended: true },
            Spell { entry: 0.0, end: 3.0, ended: false },
            Spell { entry: 1.5, end: 2.0, ended: true },
        ];
        let points = kaplan_meier(&spells);
        assert_eq!(points.iter().map(|point| point.at_risk).collect::<Vec<_>>(), [2, 2]);
        assert!((points[1].survival - 0.25).abs() < 1e-12);
    }
}
