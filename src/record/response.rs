//! The tables of an event study: what follows an event, week by week, and its peak.

use std::sync::Arc;

use serde::Deserialize;
use serde::Serialize;

use crate::experiment::RESAMPLES;
use crate::experiment::Response;
use crate::experiment::Series;
use crate::scenario::Scenario;
use crate::stats::Estimate;

use super::Tables;

/// What follows an event in one series in one week.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ResponseRow {
    /// The name of the scenario.
    pub scenario: Arc<str>,
    /// The name of the event.
    pub event: Arc<str>,
    /// The name of the firm or group.
    pub firm: Arc<str>,
    /// The series, such as `quits`.
    pub series: Arc<str>,
    /// The week, counted from that of the event.
    pub week: i32,
    /// The mean over replicates with the event.
    pub with: f64,
    /// The mean over replicates without it.
    pub without: f64,
    /// The mean paired difference, with less without.
    pub response: f64,
    /// The lower end of its 95% interval in this week.
    #[serde(with = "super::unknown")]
    pub low: f64,
    /// The upper end of its 95% interval in this week.
    #[serde(with = "super::unknown")]
    pub high: f64,
    /// The lower end of the 95% band that holds all weeks at once.
    #[serde(with = "super::unknown")]
    pub band_low: f64,
    /// The upper end of the 95% band that holds all weeks at once.
    #[serde(with = "super::unknown")]
    pub band_high: f64,
}

/// The peak of what follows an event in one series, how fast it fades, and what it comes to.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PeakRow {
    /// The name of the scenario.
    pub scenario: Arc<str>,
    /// The name of the event.
    pub event: Arc<str>,
    /// The name of the firm or group.
    pub firm: Arc<str>,
    /// The series, such as `quits`.
    pub series: Arc<str>,
    /// The week of the greatest response, counted from that of the event; empty where there is none.
    pub peak_week: Option<u32>,
    /// The response in that week; empty where there is none.
    pub peak: Option<f64>,
    /// Weeks from the peak until half of it is left; empty if that is not within the weeks that are looked at.
    pub half_life: Option<f64>,
    /// The lower end of its 95% interval, which holds it; empty if that is not within these weeks.
    pub half_life_low: Option<f64>,
    /// The upper end of its 95% interval, empty in the same way.
    pub half_life_high: Option<f64>,
    /// The response added up from the week of the event on; empty of a state.
    pub total: Option<f64>,
    /// The lower end of its 95% interval.
    pub total_low: Option<f64>,
    /// The upper end of its 95% interval.
    pub total_high: Option<f64>,
    /// Half the width of the band that holds all weeks at once, in standard errors.
    #[serde(with = "super::unknown")]
    pub critical: f64,
    /// How often replicates were resampled for that band and for the interval of the half-life.
    pub resamples: u32,
    /// The replicates.
    pub replicates: u32,
    /// 1 if the worlds differ before the event already, in any step of any firm, group or the market in any replicate,
    /// else 0; not known of runs that were stored without it.
    pub differs_before: Option<u32>,
}

impl Tables {
    /// Adds what follows an event of a scenario at a firm or group, in some series.
    pub fn add_responses(
        &mut self,
        scenario: &Scenario,
        [event, firm]: [&str; 2],
        series: &[&Series],
        responses: &[Response],
    ) {
        let scenario: Arc<str> = scenario.name.as_str().into();
        let [event, firm]: [Arc<str>; 2] = [event.into(), firm.into()];
        for (series, response) in series.iter().zip(responses) {
            let series: Arc<str> = series.name.into();
            let row = ResponseRow {
                scenario: scenario.clone(),
                event: event.clone(),
                firm: firm.clone(),
                series: series.clone(),
                ..ResponseRow::default()
            };
            let weeks = 0..response.weeks.len();
            self.responses.extend(weeks.map(|place| row.at(response, place)));
            self.peaks.push(PeakRow {
                scenario: scenario.clone(),
                event: event.clone(),
                firm: firm.clone(),
                series,
                ..PeakRow::of(response)
            });
        }
    }
}

impl ResponseRow {
    fn at(&self, response: &Response, place: usize) -> Self {
        let bands = &response.bands;
        let ([low, high], [band_low, band_high]) =
            (bands.pointwise[place], bands.simultaneous[place]);
        Self {
            week: response.weeks[place],
            with: response.with[place],
            without: response.without[place],
            response: bands.mean[place].mean,
            low,
            high,
            band_low,
            band_high,
            ..self.clone()
        }
    }
}

impl PeakRow {
    /// The row of a response, but for what it is of.
    fn of(response: &Response) -> Self {
        let [half_life_low, half_life_high] = response.half_life;
        let half_life = response.peak.and_then(|peak| peak.half_life);
        let total = response.total.as_ref().filter(|total| total.count > 1);
        let ends = total.map(Estimate::interval);
        let replicates = response.bands.mean.first().map_or(0, |mean| mean.count);
        let number = |count: usize| u32::try_from(count).expect("weeks and replicates are few");
        Self {
            peak_week: response.peak.map(|peak| number(peak.at)),
            peak: response.peak.map(|peak| peak.value),
            half_life,
            half_life_low: response.peak.and(half_life_low),
            half_life_high: response.peak.and(half_life_high),
            total: response.total.as_ref().map(|total| total.mean),
            total_low: ends.map(|ends| ends[0]),
            total_high: ends.map(|ends| ends[1]),
            critical: response.bands.critical,
            resamples: RESAMPLES.into(),
            replicates: number(replicates),
            differs_before: Some(response.differs_before.into()),
            ..Self::default()
        }
    }
}
