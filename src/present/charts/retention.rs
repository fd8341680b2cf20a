//! **retention**: how long people stay, with late entries and jobs that go on.

use std::collections::BTreeMap;

use crate::present::Run;
use crate::present::axis::Axis;
use crate::present::chart::Chart;
use crate::present::chart::Counts;
use crate::present::chart::Form;
use crate::present::chart::Mark;
use crate::present::chart::Panel;
use crate::present::format;
use crate::present::format::Unit;
use crate::present::run::date;
use crate::quantity::DAYS_PER_YEAR;
use crate::record::SpellRow;
use crate::stats::Spell;
use crate::stats::SurvivalPoint;
use crate::stats::kaplan_meier;
use crate::stats::quantile;

/// A curve is drawn where so many people are at risk, in the mean over replicates.
const LEAST_AT_RISK: f64 = 5.0;
/// Curves are drawn at this many places a year.
const PLACES_A_YEAR: f64 = 52.0;
/// The 97.5% quantile of the normal distribution.
const NORMAL_QUANTILE: f64 = 1.96;

/// The jobs at one firm, by replicate.
type Jobs = BTreeMap<u32, Vec<Spell>>;

/// Survival curves of the focal firm and of the others whose jobs are recorded, with at-risk counts.
pub(super) fn retention(run: &Run<'_>) -> Option<Chart> {
    let curves: Vec<Curve<'_>> =
        firms(run).iter().filter_map(|(&firm, jobs)| Curve::of(firm, jobs)).collect();
    let focal = curves.iter().find(|curve| curve.firm == run.focal())?;
    let last = curves.iter().map(|curve| curve.to).fold(0.0, f64::max);
    let mut marks = Vec::new();
    // The focal firm is drawn last, on top.
    for curve in curves.iter().filter(|curve| curve.firm != focal.firm).chain([focal]) {
        let label = |share| format!("{} {}", run.label(curve.firm), format::percent(share));
        let colour = run.colour(curve.firm);
        marks.push(Mark::new(colour, Form::StepBand(curve.band.clone())));
        let end = curve.line.last().map(|&[_, share]| label(share));
        marks.push(Mark { label: end, ..Mark::new(colour, Form::Steps(curve.line.clone())) });
    }
    let y = Axis::numbers(0.0, 1.0, Unit::Share).titled("Share still with the firm");
    let x = Axis::numbers(0.0, last, Unit::Plain).titled("Years since hire");
    let counts = Some(counts(run, &curves, focal, last));
    let elsewhere = if curves.len() > 1 { ", and elsewhere" } else { "" };
    Some(Chart {
        title: format!("How long people stay at {}{elsewhere}", run.label(focal.firm)),
        subtitle: subtitle(run, focal),
        footnote: run.footnote(),
        rules: Vec::new(),
        panels: vec![Panel { height: 0.9, x, y, marks, counts }],
    })
}

fn subtitle(run: &Run<'_>, focal: &Curve<'_>) -> String {
    let (band, on_average) = match focal.replicates {
        1 => ("one simulated history with 95% band (Greenwood)".to_owned(), ""),
        many => {
            let band = format!("{many} simulated histories pooled, band: 5–95% of the single ones");
            (band, " on average")
        }
    };
    let from = if focal.from > 0.0 {
        format!(" of those who have stayed {} years", format::decimal(focal.from, 1))
    } else {
        String::new()
    };
    format!(
        "Kaplan–Meier estimate{from}; jobs begun before {} enter late, jobs that go on are censored — {band}; \
         drawn where at least {LEAST_AT_RISK} people are at risk{on_average}",
        format::day(run.scenario.time.start)
    )
}

fn counts(run: &Run<'_>, curves: &[Curve<'_>], focal: &Curve<'_>, last: f64) -> Counts {
    let years = std::iter::successors(Some(0.0), |year| Some(year + 1.0));
    let at: Vec<f64> = years.take_while(|&year| year <= last).collect();
    let others = curves.iter().filter(|curve| curve.firm != focal.firm);
    let rows = std::iter::once(focal).chain(others).map(|curve| {
        let texts = at.iter().map(|&year| curve.count_at(year)).collect();
        (run.label(curve.firm).to_owned(), run.colour(curve.firm), texts)
    });
    let heading = if focal.replicates == 1 { "People at risk" } else { "People at risk, mean" };
    Counts { heading: heading.to_owned(), rows: rows.collect(), at }
}

/// The jobs by firm. A job of a single day is observed, and at risk, for that day.
fn firms<'a>(run: &Run<'a>) -> BTreeMap<&'a str, Jobs> {
    let mut firms: BTreeMap<&str, Jobs> = BTreeMap::new();
    for row in run.tables.spells.iter().filter(|row| *row.scenario == run.scenario.name) {
        let jobs = firms.entry(&row.firm).or_default();
        jobs.entry(row.replicate).or_default().push(spell(row));
    }
    firms
}

fn spell(row: &SpellRow) -> Spell {
    let start = date(&row.start).midnight();
    let years = |text| date(text).midnight().since(start).0 / DAYS_PER_YEAR;
    let (entry, end) = (years(&row.observed_from), years(&row.end));
    Spell { entry, end, ended: &*row.ending != "ongoing" }
}

/// How long people stay at one firm.
#[derive(Debug)]
struct Curve<'a> {
    firm: &'a str,
    replicates: usize,
    /// The years since hire between which enough people are at risk.
    from: f64,
    to: f64,
    line: Vec<[f64; 2]>,
    band: Vec<[f64; 3]>,
    /// Years since hire at which observation begins and ends, ascending, of all replicates.
    entries: Vec<f64>,
    ends: Vec<f64>,
}

impl<'a> Curve<'a> {
    fn of(firm: &'a str, jobs: &Jobs) -> Option<Self> {
        let sorted = |time: fn(&Spell) -> f64| {
            let mut times: Vec<f64> = jobs.values().flatten().map(time).collect();
            times.sort_by(f64::total_cmp);
            times
        };
        let (entries, ends) = (sorted(|job| job.entry), sorted(|job| job.end));
        let bare = Self {
            firm,
            replicates: jobs.len(),
            from: 0.0,
            to: 0.0,
            line: Vec::new(),
            band: Vec::new(),
            entries,
            ends,
        };
        let enough = bare.places().into_iter().filter(|&at| bare.at_risk(at) >= LEAST_AT_RISK);
        let places: Vec<f64> = enough.collect();
        let (&from, &to) = (places.first()?, places.last()?);
        let (line, band) = estimate(jobs, &places);
        Some(Self { from, to, line, band, ..bare })
    }

    /// Places from 0 to the longest job.
    fn places(&self) -> Vec<f64> {
        let last = self.ends.last().copied().unwrap_or(0.0);
        let numbers = std::iter::successors(Some(0.0), |number| Some(number + 1.0));
        numbers.map(|number| number / PLACES_A_YEAR).take_while(|&at| at <= last).collect()
    }

    /// How many people are at risk just after a time, in the mean over replicates.
    fn at_risk(&self, time: f64) -> f64 {
        let passed = |times: &[f64]| times.partition_point(|&at| at <= time);
        #[expect(clippy::cast_precision_loss, reason = "jobs are far fewer than 2^52")]
        let mean =
            (passed(&self.entries) - passed(&self.ends)) as f64 / self.replicates.max(1) as f64;
        mean
    }

    fn count_at(&self, year: f64) -> String {
        let covered = self.from <= year && year <= self.to;
        if covered { format::count(self.at_risk(year)) } else { String::new() }
    }
}

/// The pooled curve and its band at places, given that somebody has stayed until the first of them.
fn estimate(jobs: &Jobs, places: &[f64]) -> (Vec<[f64; 2]>, Vec<[f64; 3]>) {
    let from = places[0];
    let late = |job: &Spell| Spell { entry: job.entry.max(from), ..*job };
    let left = |jobs: &[Spell]| -> Vec<Spell> {
        jobs.iter().filter(|job| job.end > from).map(late).collect()
    };
    let pooled: Vec<Spell> = jobs.values().flat_map(|jobs| left(jobs)).collect();
    let pooled = kaplan_meier(&pooled);
    let line = places.iter().map(|&at| [at, survival(&pooled, at)]).collect();
    let single: Vec<_> = jobs.values().map(|jobs| kaplan_meier(&left(jobs))).collect();
    let edges = |&at: &f64| {
        let [low, high] =
            if single.len() == 1 { greenwood(&pooled, at) } else { middle(&single, at) };
        [at, low, high]
    };
    (line, places.iter().map(edges).collect())
}

/// From the 5% to the 95% quantile over replicates.
fn middle(curves: &[Vec<SurvivalPoint>], at: f64) -> [f64; 2] {
    let mut values: Vec<f64> = curves.iter().map(|curve| survival(curve, at)).collect();
    values.sort_by(f64::total_cmp);
    [0.05, 0.95].map(|p| quantile(&values, p))
}

/// The pointwise 95% interval with Greenwood's variance, cut to 0 and 1.
fn greenwood(curve: &[SurvivalPoint], at: f64) -> [f64; 2] {
    let Some(point) = last_before(curve, at) else { return [1.0, 1.0] };
    let spread = if point.greenwood.is_finite() { point.greenwood.sqrt() } else { 0.0 };
    let half = NORMAL_QUANTILE * point.survival * spread;
    [(point.survival - half).max(0.0), (point.survival + half).min(1.0)]
}

fn survival(curve: &[SurvivalPoint], at: f64) -> f64 {
    last_before(curve, at).map_or(1.0, |point| point.survival)
}

fn last_before(curve: &[SurvivalPoint], at: f64) -> Option<&SurvivalPoint> {
    curve.partition_point(|point| point.time <= at).checked_sub(1).map(|last| &curve[last])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;

    fn chart() -> Chart {
        let (scenario, tables) = (sample::scenario(), sample::tables());
        retention(&Run::new(&scenario, &tables)).unwrap()
    }

    #[test]
    fn curves_fall_from_one_and_stay_above_nothing() {
        for mark in &chart().panels[0].marks {
            if let Form::Steps(line) = &mark.form {
                assert!((line[0][1] - 1.0).abs() < 0.02);
                assert!(line.windows(2).all(|pair| pair[1][1] <= pair[0][1]));
                assert!(line.last().unwrap()[1] < 0.9);
            }
        }
    }

    #[test]
    fn the_focal_firm_is_on_top_and_first_in_the_table() {
        let chart = chart();
        let label = chart.panels[0].marks.last().unwrap().label.clone().unwrap();
        assert!(label.starts_with("OpenAI "));
        assert_eq!(chart.title, "How long people stay at OpenAI, and elsewhere");
        let counts = chart.panels[0].counts.clone().unwrap();
        assert_eq!(counts.rows[0].0, "OpenAI");
        assert_eq!(counts.rows[0].2.len(), counts.at.len());
        assert!(!counts.rows[0].2[0].is_empty());
    }

    #[test]
    fn one_replicate_has_a_band_by_greenwood_and_says_so() {
        let scenario = sample::scenario();
        let mut tables = sample::tables();
        tables.spells.retain(|row| row.replicate == 1);
        let chart = retention(&Run::new(&scenario, &tables)).unwrap();
        assert!(chart.subtitle.contains("Greenwood"));
        let Form::StepBand(band) = &chart.panels[0].marks[0].form else { panic!("a band") };
        assert!(band.last().unwrap()[2] > band.last().unwrap()[1] + 0.01);
    }

    #[test]
    fn a_curve_begins_where_five_people_are_at_risk() {
        let job = |entry: f64| Spell { entry, end: entry + 1.0, ended: true };
        let late = (0..8).map(|_| job(2.0));
        let early = (0..3).map(|_| job(0.0));
        let jobs: Jobs = BTreeMap::from([(1, early.chain(late).collect())]);
        let curve = Curve::of("openai", &jobs).unwrap();
        assert!((curve.from - 2.0).abs() < 0.02, "from {}", curve.from);
        assert!(curve.count_at(1.0).is_empty());
    }
}
