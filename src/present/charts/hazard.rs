//! **hazard**: exodus or churn? How fast people leave, month by month, against chance alone.
//!
//! Chance alone is the null model of one constant hazard: nothing but the luck of counts, and the
//! number of people who can leave, moves the rate.

use std::collections::BTreeMap;

use crate::present::Run;
use crate::present::axis::Axis;
use crate::present::chart::Chart;
use crate::present::chart::Form;
use crate::present::chart::Mark;
use crate::present::chart::Panel;
use crate::present::fold::FirmColumn;
use crate::present::format;
use crate::present::format::Unit;
use crate::present::paths::Paths;
use crate::present::theme;
use crate::quantity::DAYS_PER_MONTH;
use crate::quantity::Date;
use crate::stats::mean;
use crate::stats::poisson_quantile;

use super::heights;
use super::horizon;

/// A calendar month counts if the horizon has so many days of it.
pub(super) const LEAST_DAYS: f64 = 15.0;

/// The rate of quits of the focal firm with its band, over the band that chance alone would give.
pub(super) fn hazard(run: &Run<'_>) -> Option<Chart> {
    let months = Months::of(run);
    let hazard = months.mean_hazard()?;
    let (rates, null) = (months.rates(), months.null(hazard));
    let focal = run.label(run.focal());
    let colour = run.colour(run.focal());
    let grey = Mark::new(theme::STRONG, Form::StepBand(months.through(null.clone())))
        .labelled("churn: what chance alone\u{a0}would\u{a0}give".to_owned());
    let line = rates.median();
    let outside = outside(&line, &null);
    let words = line.last().map(|&[_, rate]| format!("{focal} {}", format::decimal(rate, 1)));
    let band = Mark::new(colour, Form::StepBand(months.through(rates.band())));
    let steps = Mark::new(colour, Form::Steps(months.through(line)));
    let marks = vec![grey, band, Mark { label: words, ..steps }];
    let y = Axis::covering(heights(&marks).chain([0.0]), Unit::Plain).titled(format!(
        "Quits per 100 staff in a month; the {} is outside the grey band in {outside} of {} months",
        if run.replicates() == 1 { "line" } else { "median" },
        null.len()
    ));
    Some(Chart {
        title: format!("Exodus or churn? How fast people leave {focal}"),
        subtitle: format!(
            "People who leave for another firm — {}. Grey: 5–95% of single histories if the hazard had always \
             been its mean, {} per 100 and month (Poisson counts at each month’s mean head-count)",
            run.spread(),
            format::decimal(hazard * 100.0, 2)
        ),
        footnote: run.footnote(),
        rules: run.rules(),
        panels: vec![Panel { height: 1.0, x: horizon(run), y, marks, counts: None }],
    })
}

/// In how many months a line is outside a band at the same places.
fn outside(line: &[[f64; 2]], band: &[[f64; 3]]) -> usize {
    let pairs = line.iter().zip(band);
    pairs.filter(|([_, rate], [_, low, high])| rate < low || high < rate).count()
}

/// Calendar months of the horizon, with what every replicate had in them.
#[derive(Debug)]
struct Months {
    /// Where each begins: the first of the month, or the start of the horizon.
    starts: Vec<Date>,
    /// The day after the last.
    end: Date,
    /// By replicate: people at risk of leaving, in months of 30.4375 days.
    exposure: BTreeMap<u32, Vec<f64>>,
    /// By replicate: people who left for another firm.
    quits: BTreeMap<u32, Vec<f64>>,
}

impl Months {
    fn of(run: &Run<'_>) -> Self {
        let headcount = run.firm(run.focal(), FirmColumn::Headcount);
        let (first, last) = match (headcount.dates.first(), headcount.dates.last()) {
            (Some(&first), Some(&last)) => (first, last),
            _ => (run.scenario.time.start, run.scenario.time.start),
        };
        let count = usize::try_from(position(first, last.plus(-1)) + 1).unwrap_or(0);
        let starts = (0..).take(count).map(|ahead| first.first_of_month(ahead).max(first));
        let exposure = exposure(&headcount, count);
        let mut quits: BTreeMap<u32, Vec<f64>> =
            exposure.keys().map(|&replicate| (replicate, vec![0.0; count])).collect();
        let leavers = &run.fold.leavers;
        let months = leavers.places().iter().map(|&month| position(first, month));
        let places: Vec<usize> =
            months.map(|month| usize::try_from(month).unwrap_or(usize::MAX)).collect();
        for (replicate, moves) in leavers.series().flat_map(|to| leavers.rows(to)) {
            let Some(values) = quits.get_mut(&replicate) else { continue };
            for (&place, moves) in places.iter().zip(moves) {
                if let Some(value) = values.get_mut(place) {
                    *value += moves;
                }
            }
        }
        let mut months = Self { starts: starts.collect(), end: last, exposure, quits };
        months.keep_whole();
        months
    }

    /// Leaves out the slivers of months at the ends, and the months before the firm has people.
    fn keep_whole(&mut self) {
        let ends = self.starts.iter().skip(1).copied().chain([self.end]);
        let days = self.starts.iter().zip(ends).map(|(start, end)| end.days() - start.days());
        let exposed = |month: usize| self.exposure.values().all(|people| people[month] > 0.0);
        let kept: Vec<bool> = days
            .enumerate()
            .map(|(month, days)| f64::from(days) >= LEAST_DAYS && exposed(month))
            .collect();
        // Whatever is left out lies at the ends: people do not vanish in between.
        let from = kept.iter().position(|&kept| kept).unwrap_or(kept.len());
        let to = kept.iter().rposition(|&kept| kept).map_or(from, |last| last + 1);
        self.end = self.starts.get(to).copied().unwrap_or(self.end);
        let cut = |values: &mut Vec<f64>| *values = values[from..to].to_vec();
        self.exposure.values_mut().chain(self.quits.values_mut()).for_each(cut);
        self.starts = self.starts[from..to].to_vec();
    }

    /// Quits per person and month, over all months and replicates; none if nobody was at risk.
    fn mean_hazard(&self) -> Option<f64> {
        let sum = |columns: &BTreeMap<u32, Vec<f64>>| columns.values().flatten().sum::<f64>();
        let exposure = sum(&self.exposure);
        (exposure > 0.0).then(|| sum(&self.quits) / exposure)
    }

    /// Quits per 100 people and month.
    fn rates(&self) -> Paths {
        let rates = self.quits.iter().map(|(replicate, quits)| {
            let exposure = &self.exposure[replicate];
            let rate =
                |(quits, people): (&f64, &f64)| quits / people.max(f64::MIN_POSITIVE) * 100.0;
            (*replicate, quits.iter().zip(exposure).map(rate).collect())
        });
        Paths { dates: self.starts.clone(), replicates: rates.collect() }
    }

    /// From the 5% to the 95% quantile of the rate of a single history with this hazard: place, low
    /// and high.
    fn null(&self, hazard: f64) -> Vec<[f64; 3]> {
        let edges = |(month, start): (usize, &Date)| {
            let people: Vec<f64> = self.exposure.values().map(|people| people[month]).collect();
            let people = mean(&people);
            let [low, high] = [0.05, 0.95]
                .map(|p| f64::from(poisson_quantile(hazard * people, p)) / people * 100.0);
            [start.midnight().0, low, high]
        };
        self.starts.iter().enumerate().map(edges).collect()
    }

    /// The steps, with a last point where the last month ends.
    fn through<const N: usize>(&self, mut steps: Vec<[f64; N]>) -> Vec<[f64; N]> {
        if let Some(&last) = steps.last() {
            let mut end = last;
            end[0] = self.end.midnight().0;
            steps.push(end);
        }
        steps
    }
}

/// How many months after that of `first` the month of a date is.
fn position(first: Date, date: Date) -> i32 {
    date.month_number() - first.month_number()
}

/// People times days in each month over the length of a month; the head-count of a step counts from
/// its first day on.
fn exposure(headcount: &Paths, months: usize) -> BTreeMap<u32, Vec<f64>> {
    let Some(&first) = headcount.dates.first() else { return BTreeMap::new() };
    let steps = headcount.dates.windows(2).enumerate();
    let days: Vec<(usize, usize)> = steps
        .flat_map(|(step, dates)| (dates[0].days()..dates[1].days()).map(move |day| (step, day)))
        .filter_map(|(step, day)| {
            Some((step, usize::try_from(position(first, Date::from_days(day))).ok()?))
        })
        .collect();
    let of_replicate = |(replicate, people): (&u32, &Vec<f64>)| {
        let mut exposure = vec![0.0; months];
        for &(step, month) in &days {
            exposure[month] += people[step] / DAYS_PER_MONTH;
        }
        (*replicate, exposure)
    };
    headcount.replicates.iter().map(of_replicate).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;
    use crate::record::Tables;

    #[test]
    fn every_person_day_is_in_one_month_and_every_quit_too() {
        let (scenario, tables) = (sample::scenario(), sample::tables());
        let run = Run::new(&scenario, &tables);
        let months = Months::of(&run);
        assert_eq!(months.starts.len(), 24);
        let headcount = run.firm("openai", FirmColumn::Headcount);
        let days: f64 = headcount.replicates[&2][..sample::WEEKS].iter().sum::<f64>() * 7.0;
        let exposure: f64 = months.exposure[&2].iter().sum();
        assert!((exposure * DAYS_PER_MONTH - days).abs() < 1e-6);
        let left = *run.departures().replicates[&2].last().unwrap();
        assert!((months.quits[&2].iter().sum::<f64>() - left).abs() < 1e-9);
    }

    #[test]
    fn the_exodus_leaves_the_band_of_churn_and_says_in_how_many_months() {
        let (scenario, tables) = (sample::scenario(), sample::tables());
        let chart = hazard(&Run::new(&scenario, &tables)).unwrap();
        let marks = &chart.panels[0].marks;
        let (Form::StepBand(null), Form::Steps(line)) = (&marks[0].form, &marks[2].form) else {
            panic!("a band, then a line");
        };
        let exodus = chart.rules[2].at + 31.0;
        let above = |(point, edge): &(&[f64; 2], &[f64; 3])| point[1] > edge[2];
        let (later, earlier): (Vec<_>, Vec<_>) =
            line.iter().zip(null).partition(|(point, _)| point[0] > exodus);
        assert!(later.iter().filter(|pair| above(pair)).count() >= 2);
        assert!(!earlier.iter().any(above));
        let outside = outside(&line[..24], &null[..24]);
        assert!(chart.panels[0].y.title.ends_with(&format!("in {outside} of 24 months")));
    }

    #[test]
    fn one_history_has_no_median() {
        let (scenario, mut tables) = (sample::scenario(), sample::tables());
        tables.firms.retain(|row| row.replicate == 1);
        tables.flows.retain(|row| row.replicate == 1);
        let chart = hazard(&Run::new(&scenario, &tables)).unwrap();
        let title = &chart.panels[0].y.title;
        assert!(title.contains("the line is outside") && !title.contains("median"), "{title}");
    }

    #[test]
    fn churn_stays_within_its_band() {
        let (scenario, mut tables) = (sample::scenario(), sample::tables());
        let exodus = scenario.events[2].date;
        tables.firms.retain(|row| row.date < exodus);
        tables.flows.retain(|row| row.month < exodus);
        let run = Run::new(&scenario, &tables);
        let months = Months::of(&run);
        let null = months.null(months.mean_hazard().unwrap());
        assert_eq!(outside(&months.rates().median(), &null), 0);
        assert!(null.iter().all(|[_, low, high]| low < high));
    }

    #[test]
    fn without_people_there_is_no_chart() {
        let scenario = sample::scenario();
        assert_eq!(hazard(&Run::new(&scenario, &Tables::default())), None);
    }
}
