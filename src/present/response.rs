//! What follows an event, in words: the answer, and what the page says of it.

use crate::experiment::SERIES;
use crate::record::PeakRow;
use crate::record::ResponseRow;
use crate::record::Tables;
use crate::scenario::Event;
use crate::scenario::Scenario;

use super::Study;
use super::StudyTable;
use super::format;

/// What follows an event at a firm.
#[derive(Debug, Clone, Copy)]
pub struct EventStudy<'a> {
    /// The scenario, in which the event happens.
    pub scenario: &'a Scenario,
    /// The same world without it.
    pub without: &'a Scenario,
    /// The tables.
    pub tables: &'a Tables,
}

impl<'a> EventStudy<'a> {
    /// The series that were looked at, in order, each with its peak.
    pub fn series(&self) -> impl Iterator<Item = &'a PeakRow> {
        self.tables.peaks.iter()
    }

    /// The weeks of a series.
    pub(super) fn weeks(&self, series: &str) -> Vec<&'a ResponseRow> {
        self.tables.responses.iter().filter(|row| &*row.series == series).collect()
    }

    /// The event, if the scenario has it.
    pub(super) fn event(&self) -> Option<&'a Event> {
        let name = &*self.tables.peaks.first()?.event;
        self.scenario.events.iter().find(|event| event.name == name)
    }

    /// The label of the event.
    pub(super) fn label(&self) -> &'a str {
        self.event().map_or("an event", |event| event.label.as_str())
    }

    /// The firm, as charts name it.
    pub(super) fn firm(&self) -> &'a str {
        let name = self.tables.peaks.first().map_or("", |row| &*row.firm);
        self.scenario.label_of(name).unwrap_or(name)
    }

    /// In how many pairs of replicates it was looked at.
    pub fn replicates(&self) -> usize {
        self.tables.peaks.first().map_or(0, |row| row.replicates as usize)
    }

    /// A sentence for each series, one about the time before the event, and one about what else is absent.
    pub fn answers(&self) -> Vec<String> {
        let series = self.series().map(|row| self.answer(row));
        series.chain([self.before()]).chain(self.absent_too()).collect()
    }

    fn answer(&self, row: &PeakRow) -> String {
        let of = format!(
            "{} at {} after ‘{}’",
            capital(meaning(&row.series)),
            self.firm(),
            self.label()
        );
        let (Some(week), Some(peak)) = (row.peak_week, row.peak) else {
            return format!("{of}: no response in any of {} pairs of histories.", row.replicates);
        };
        let total = total(row).map(|sum| {
            let last = self.weeks(&row.series).last().map_or(0, |row| row.week);
            format!("; up to week {last} it comes to {sum}")
        });
        let total = total.unwrap_or_default();
        if let Some(why) = self.why_none_stands_out(row) {
            return format!("{of}: {why}{total}.");
        }
        let half = row.half_life.map_or_else(
            || format!("it has not fallen to half of that within the horizon{}", interval(row)),
            |weeks| {
                let weeks = format::decimal(weeks, 1);
                format!("half of it is left {weeks} weeks later{}", interval(row))
            },
        );
        let peak = self.at_peak(row).map_or_else(|| format::signed(peak, 1), with_interval);
        format!("{of}: the response is greatest in week {week} with {peak}, and {half}{total}.")
    }

    /// The response in the week of the peak with the ends of the band of all weeks at once: the week was sought, and
    /// its interval for itself would find one that stands out in any noise.
    fn at_peak(&self, row: &PeakRow) -> Option<[f64; 3]> {
        let peak = row.peak_week.map(i64::from)?;
        let weeks = self.weeks(&row.series);
        let week = weeks.into_iter().find(|other| i64::from(other.week) == peak)?;
        Some([week.response, week.band_low, week.band_high])
    }

    /// Why no week can be named as that of the greatest response, if none can.
    fn why_none_stands_out(&self, row: &PeakRow) -> Option<&'static str> {
        let [_, low, high] = self.at_peak(row)?;
        if low.is_nan() || high.is_nan() {
            return Some("too few pairs to tell whether any week stands out");
        }
        (low <= 0.0 && 0.0 <= high).then_some("no single week stands out")
    }

    /// The half-life of a series in a few words, if it has a peak, and one that stands out.
    pub(super) fn half_life(&self, row: &PeakRow) -> String {
        if row.peak.is_none() {
            return "no response".to_owned();
        }
        if let Some(why) = self.why_none_stands_out(row) {
            return why.to_owned();
        }
        row.half_life.map_or_else(
            || format!("not halved within the horizon{}", interval(row)),
            |weeks| format!("half-life {} weeks{}", format::decimal(weeks, 1), interval(row)),
        )
    }

    /// Whether the worlds are the same until the event: whoever looks ahead would show here, be it in another series
    /// or at another firm.
    fn before(&self) -> String {
        let early = || self.tables.responses.iter().filter(|row| row.week < 0);
        let shows = |row: &ResponseRow| {
            row.response.abs() > 0.0 || row.low.abs() > 0.0 || row.high.abs() > 0.0
        };
        let noted = self.tables.peaks.iter().map(|row| row.differs_before).max().flatten();
        let words = if early().next().is_none() {
            "The horizon begins with the event."
        } else if noted == Some(1) || early().any(shows) {
            "The worlds differ before the event already, since the scenario holds in place whoever it lets go \
             at a date: take the response as one to the whole script of the event."
        } else if noted.is_some() {
            "Before the event both worlds are the same, in every replicate and to the last person."
        } else {
            "Before the event both worlds are the same in what is looked at, in every replicate."
        };
        words.to_owned()
    }

    fn absent_too(&self) -> Option<String> {
        let event = self.event()?;
        let is_gone = |other: &&Event| {
            other.name != event.name
                && !self.without.events.iter().any(|kept| kept.name == other.name)
        };
        let gone: Vec<String> = self
            .scenario
            .events
            .iter()
            .filter(is_gone)
            .map(|event| format!("‘{}’", event.label))
            .collect();
        (!gone.is_empty()).then(|| {
            format!(
                "What cannot be there without the event is absent with it: {}.",
                gone.join(", ")
            )
        })
    }

    /// What the page says.
    pub fn study(&self) -> Study<'a> {
        let row = |row: &PeakRow| {
            let number =
                |number: Option<f64>| number.map_or_else(String::new, |n| format::signed(n, 1));
            vec![
                capital(meaning(&row.series)),
                row.peak_week.map_or_else(String::new, |week| week.to_string()),
                number(row.peak),
                self.half_life(row),
                total(row).unwrap_or_default(),
                if row.critical.is_nan() {
                    String::new()
                } else {
                    format::decimal(row.critical, 2)
                },
            ]
        };
        let table = StudyTable {
            heading: "Peak and half-life".to_owned(),
            heads: vec![
                "series",
                "week of the peak",
                "response then",
                "half-life (95%)",
                "total (95%)",
                "band, in standard errors",
            ],
            rows: self.series().map(row).collect(),
            note: "The response is the mean paired difference of the world with the event and the same world without it, on \
                   the same luck. Bands are 95% intervals: the inner one of each week for itself, the outer one of all weeks \
                   at once (sup-t). No single week stands out where the outer one holds zero at the peak. The half-life is the \
                   time from the peak of the mean until half of it is left, with an interval over resampled replicates.",
        };
        Study {
            scenario: self.scenario,
            title: format!("What follows: {}", self.label()),
            answers: self.answers(),
            tables: vec![table],
            replicates: self.replicates(),
        }
    }
}

/// What a series is, in words.
pub(super) fn meaning(series: &str) -> &str {
    SERIES.iter().find(|known| known.name == series).map_or(series, |known| known.meaning)
}

/// Words with a great first letter.
pub(super) fn capital(words: &str) -> String {
    let mut words = words.to_owned();
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

/// The interval of a half-life in brackets.
fn interval(row: &PeakRow) -> String {
    let weeks = |weeks| format::decimal(weeks, 1);
    match (row.half_life, row.half_life_low, row.half_life_high) {
        (Some(_), Some(low), Some(high)) => format!(" (95%: {} to {})", weeks(low), weeks(high)),
        (Some(_), Some(low), None) => format!(" (95%: {} to beyond the horizon)", weeks(low)),
        (None, Some(low), _) => format!(" (95%: {} weeks to beyond it)", weeks(low)),
        (_, None, _) => String::new(),
    }
}

/// A response that is added up, if that is one, with its interval.
fn total(row: &PeakRow) -> Option<String> {
    let end = |end: Option<f64>| end.unwrap_or(f64::NAN);
    Some(with_interval([row.total?, end(row.total_low), end(row.total_high)]))
}

/// A response with its interval, if it has one.
fn with_interval([value, low, high]: [f64; 3]) -> String {
    let half = (high - low) / 2.0;
    // Where there is next to no doubt, more than two figures or three say nothing.
    let places = format::places_for(half.max(value.abs() / 20.0));
    let signed = |number: f64| format::signed(number, places);
    if half.is_nan() {
        return signed(value);
    }
    let leaves_out_zero = low > 0.0 || high < 0.0;
    let [low, high] = [low, high].map(|end| {
        let places = if leaves_out_zero { format::places_of_end(end, places) } else { places };
        format::signed(end, places)
    });
    format!("{} (95%: {low} to {high})", signed(value))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::present::sample;

    /// Quits that jump by eight and halve in four weeks.
    pub(in crate::present) fn tables() -> Tables {
        let week = |week: i32| {
            let response = if week < 0 { 0.0 } else { 8.0 * (-f64::from(week) / 4.0).exp2() };
            let half = if week < 0 { 0.0 } else { 1.5 };
            ResponseRow {
                event: "ouster".into(),
                firm: "openai".into(),
                series: "quits".into(),
                week,
                with: response + 2.0,
                without: 2.0,
                response,
                low: response - half,
                high: response + half,
                band_low: response - 1.6 * half,
                band_high: response + 1.6 * half,
                ..ResponseRow::default()
            }
        };
        let peak = PeakRow {
            event: "ouster".into(),
            firm: "openai".into(),
            series: "quits".into(),
            peak_week: Some(0),
            peak: Some(8.0),
            half_life: Some(4.0),
            half_life_low: Some(2.9),
            total: Some(50.0),
            total_low: Some(41.0),
            total_high: Some(59.0),
            critical: 3.1,
            resamples: 999,
            replicates: 20,
            differs_before: Some(0),
            ..PeakRow::default()
        };
        Tables { responses: (-20..50).map(week).collect(), peaks: vec![peak], ..Tables::default() }
    }

    #[test]
    fn the_answer_has_peak_half_life_total_and_placebo() {
        let (scenario, mut tables) = (sample::scenario(), tables());
        let mut without = scenario.clone();
        without.events.retain(|event| event.name == "chief-scientist");
        let study = EventStudy { scenario: &scenario, without: &without, tables: &tables };
        assert_eq!(
            study.answers(),
            [
                "People who leave for another firm at OpenAI after ‘Chief executive ousted’: the response is greatest in week 0 \
                 with +8.0 (95%: +5.6 to +10.4), and half of it is left 4.0 weeks later (95%: 2.9 to beyond the horizon); up \
                 to week 49 it comes to +50 (95%: +41 to +59).",
                "Before the event both worlds are the same, in every replicate and to the last person.",
                "What cannot be there without the event is absent with it: ‘Reinstated’.",
            ]
        );
        let before = |differs: Option<u32>| {
            let mut tables = tables.clone();
            tables.peaks[0].differs_before = differs;
            EventStudy { scenario: &scenario, without: &scenario, tables: &tables }.before()
        };
        assert!(before(Some(1)).starts_with("The worlds differ before the event already"));
        // A run may have been stored when that was not.
        assert!(before(None).ends_with("in what is looked at, in every replicate."));
        tables.responses[3].high = 0.1;
        (tables.peaks[0].peak_week, tables.peaks[0].peak) = (None, None);
        let study = EventStudy { scenario: &scenario, without: &scenario, tables: &tables };
        let answers = study.answers();
        assert!(
            answers[0].ends_with("no response in any of 20 pairs of histories."),
            "{answers:?}"
        );
        assert!(answers[1].starts_with("The worlds differ before"), "{answers:?}");
        assert_eq!(answers.len(), 2);
        assert_eq!(study.half_life(&tables.peaks[0]), "no response");
    }

    #[test]
    fn a_greatest_week_that_the_band_of_all_weeks_does_not_tell_from_zero_is_none() {
        let (scenario, mut tables) = (sample::scenario(), tables());
        let week = tables.responses.iter_mut().find(|row| row.week == 0).unwrap();
        assert!(week.low > 0.0);
        week.band_low = -0.4;
        let study = EventStudy { scenario: &scenario, without: &scenario, tables: &tables };
        assert_eq!(
            study.answers()[0],
            "People who leave for another firm at OpenAI after ‘Chief executive ousted’: no single week stands out; up to \
             week 49 it comes to +50 (95%: +41 to +59)."
        );
        assert_eq!(study.half_life(&tables.peaks[0]), "no single week stands out");
    }

    #[test]
    fn without_a_band_of_all_weeks_no_week_is_named() {
        let (scenario, mut tables) = (sample::scenario(), tables());
        for row in &mut tables.responses {
            (row.band_low, row.band_high) = (f64::NAN, f64::NAN);
        }
        let study = EventStudy { scenario: &scenario, without: &scenario, tables: &tables };
        let why = "too few pairs to tell whether any week stands out";
        assert!(study.answers()[0].contains(&format!("ousted’: {why}; up to week 49")));
        assert_eq!(study.half_life(&tables.peaks[0]), why);
    }

    #[test]
    fn where_no_half_life_is_found_its_lower_end_is_told() {
        let (scenario, mut tables) = (sample::scenario(), tables());
        tables.peaks[0].half_life = None;
        let study = EventStudy { scenario: &scenario, without: &scenario, tables: &tables };
        let answer = study.answers().remove(0);
        let told = "it has not fallen to half of that within the horizon (95%: 2.9 weeks to beyond it); up to";
        assert!(answer.contains(told), "{answer}");
    }
}
