//! **retention**: how long people stay, with late entries and jobs that go on.

use crate::present::Run;
use crate::present::axis::Axis;
use crate::present::chart::Chart;
use crate::present::chart::Counts;
use crate::present::chart::Form;
use crate::present::chart::Mark;
use crate::present::chart::Panel;
use crate::present::fan::BAND;
use crate::present::fan::Fan;
use crate::present::format;
use crate::present::format::Unit;
use crate::present::jobs::Jobs;
use crate::stats::SurvivalPoint;
use crate::stats::product_limit;
use crate::stats::survival_at;

/// A curve is drawn where so many people are at risk, in the mean over replicates.
const LEAST_AT_RISK: f64 = 5.0;
/// Curves are drawn at this many places a year.
const PLACES_A_YEAR: f64 = 52.0;

/// Survival curves of the focal firm and of the others whose jobs are recorded, with at-risk counts.
pub(super) fn retention(run: &Run<'_>) -> Option<Chart> {
    let curves: Vec<Curve<'_>> =
        run.fold.jobs.iter().filter_map(|(firm, jobs)| Curve::of(firm, jobs)).collect();
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
    jobs: &'a Jobs,
}

impl<'a> Curve<'a> {
    fn of(firm: &'a str, jobs: &'a Jobs) -> Option<Self> {
        let numbers = std::iter::successors(Some(0.0), |number| Some(number + 1.0));
        let places = numbers.map(|number| number / PLACES_A_YEAR);
        let places: Vec<f64> = places.take_while(|&at| at <= jobs.longest()).collect();
        let people = at_risk(jobs, &places);
        let enough = places.into_iter().zip(people).filter(|&(_, people)| people >= LEAST_AT_RISK);
        let places: Vec<f64> = enough.map(|(at, _)| at).collect();
        let (&from, &to) = (places.first()?, places.last()?);
        let (line, band) = estimate(jobs, &places);
        Some(Self { firm, replicates: jobs.replicates(), from, to, line, band, jobs })
    }

    fn count_at(&self, year: f64) -> String {
        let covered = self.from <= year && year <= self.to;
        if covered { format::count(at_risk(self.jobs, &[year])[0]) } else { String::new() }
    }
}

/// How many people are at risk just after each of some ascending times, in the mean over replicates.
fn at_risk(jobs: &Jobs, times: &[f64]) -> Vec<f64> {
    let replicates = jobs.replicates().max(1) as f64;
    jobs.at_risk(times).into_iter().map(|people| f64::from(people) / replicates).collect()
}

/// The pooled curve and its band at places, given that somebody has stayed until the first of them.
fn estimate(jobs: &Jobs, places: &[f64]) -> (Vec<[f64; 2]>, Vec<[f64; 3]>) {
    let from = places[0];
    let pooled = product_limit(jobs.pooled(from));
    let line = places.iter().map(|&at| [at, survival_at(&pooled, at)]).collect();
    if jobs.replicates() == 1 {
        let edges = |&at: &f64| {
            let (low, high) = interval_at(&pooled, at);
            [at, low, high]
        };
        return (line, places.iter().map(edges).collect());
    }
    let mut single: Vec<(f64, Vec<f64>)> = places.iter().map(|&at| (at, Vec::new())).collect();
    for sets in jobs.single(from) {
        let curve = product_limit(sets);
        for (at, values) in &mut single {
            values.push(survival_at(&curve, *at));
        }
    }
    (line, Fan::of(single).band(BAND))
}

/// The pointwise 95% interval: nothing is uncertain before the first job ends, and once nobody is left.
fn interval_at(curve: &[SurvivalPoint], at: f64) -> (f64, f64) {
    let next = curve.partition_point(|point| point.time <= at);
    let Some(last) = next.checked_sub(1) else { return (1.0, 1.0) };
    curve[last].interval().unwrap_or((0.0, 0.0))
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

    /// The first point of the textbooks' example (Freireich et al. 1963), whose interval on the plain scale would
    /// reach beyond 1.
    #[test]
    fn the_band_of_one_replicate_keeps_off_one_once_somebody_has_left() {
        let mut jobs = Jobs::default();
        (0..3).for_each(|_| jobs.add(1, [0, 365], true));
        (0..18).for_each(|_| jobs.add(1, [0, 730], false));
        let curve = Curve::of("openai", &jobs).unwrap();
        let edges = |at: f64| {
            let next = curve.band.partition_point(|&[year, ..]| year <= at);
            let [_, low, high] = curve.band[next - 1];
            [low, high]
        };
        let [low, high] = edges(1.5);
        assert!((low - 0.6197).abs() < 0.0005 && (high - 0.9516).abs() < 0.0005, "{low} {high}");
        assert!(edges(0.5).iter().all(|edge| (edge - 1.0).abs() < 1e-12));
    }

    #[test]
    fn a_curve_begins_where_five_people_are_at_risk() {
        let mut jobs = Jobs::default();
        (0..3).for_each(|_| jobs.add(1, [0, 365], true));
        (0..8).for_each(|_| jobs.add(1, [730, 1095], true));
        let curve = Curve::of("openai", &jobs).unwrap();
        assert!((curve.from - 2.0).abs() < 0.02, "from {}", curve.from);
        assert!(curve.count_at(1.0).is_empty());
    }
}
