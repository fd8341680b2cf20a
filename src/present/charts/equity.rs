//! **equity**: what the equity of those hired in a year is worth to them, at hire and at the end.

use std::collections::BTreeMap;

use crate::present::Run;
use crate::present::axis::Axis;
use crate::present::chart::Chart;
use crate::present::chart::Form;
use crate::present::chart::Mark;
use crate::present::chart::Panel;
use crate::present::fan::BAND;
use crate::present::fan::Fan;
use crate::present::fold::CohortSum;
use crate::present::format;
use crate::present::format::Unit;
use crate::present::theme;
use crate::present::theme::Colour;
use crate::quantity::Date;

use super::heights;

/// A cohort is drawn if it has so many people, in the mean over replicates.
const LEAST_PEOPLE: f64 = 5.0;
/// So many years make enough cohorts; where there are fewer, half-years are drawn.
const ENOUGH_YEARS: usize = 4;
/// Values so many times as large as others need a logarithmic axis.
const WIDE: f64 = 10.0;

/// People of one cohort in one replicate, with the sums of their equity at hire and at the end.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    people: f64,
    equity: [f64; 2],
}

/// By number of the cohort and by replicate.
type Cohorts = BTreeMap<i32, BTreeMap<u32, Sums>>;

/// Mean equity per person by the year of hire, in dollars.
pub(super) fn equity(run: &Run<'_>) -> Option<Chart> {
    let years = cohorts(run, 12);
    let (months, cohorts) =
        if years.len() >= ENOUGH_YEARS { (12, years) } else { (6, cohorts(run, 6)) };
    let (&first, &last) = (cohorts.keys().next()?, cohorts.keys().next_back()?);
    let [at_hire, at_end] = [0, 1].map(|moment| fan(run, &cohorts, months, moment));
    let medians = [&at_hire, &at_end].into_iter().flat_map(Fan::median).map(|[_, value]| value);
    let [least, most] = ends(medians);
    if most <= 0.0 {
        return None;
    }
    let marks = [
        marks(&at_hire, theme::OTHERS, "At hire"),
        marks(&at_end, run.colour(run.focal()), "At the end"),
    ]
    .concat();
    let x = Axis::dates(start(run, first, months), start(run, last + 1, months)).titled("Hired in");
    let y = vertical(&marks, least > 0.0 && most > WIDE * least);
    Some(Chart {
        title: format!("What equity is worth to the people of {}", run.label(run.focal())),
        subtitle: subtitle(run, months),
        footnote: run.footnote(),
        rules: Vec::new(),
        panels: vec![Panel { height: 1.0, x, y, marks, counts: None }],
    })
}

/// The least and the greatest of values, none of which is below 0.
fn ends(values: impl Iterator<Item = f64>) -> [f64; 2] {
    values.fold([f64::MAX, 0.0], |[least, most], value| [value.min(least), value.max(most)])
}

fn subtitle(run: &Run<'_>, months: i32) -> String {
    let cohort = if months == 12 { "year" } else { "half-year" };
    format!(
        "Mean per person by {cohort} of hire: when the job began, and when it or the horizon ended. Of those hired \
         before {}, who was still there — {}; cohorts of at least {LEAST_PEOPLE} people on average",
        format::day(run.scenario.time.start),
        run.spread()
    )
}

fn vertical(marks: &[Mark], is_wide: bool) -> Axis {
    let title = "Equity that is not the person’s yet, as the person values it, in dollars";
    if is_wide {
        return Axis::covering_ratios(heights(marks), Unit::Dollars)
            .titled(format!("{title} (logarithmic axis)"));
    }
    Axis::covering(heights(marks).chain([0.0]), Unit::Dollars).titled(title)
}

/// The jobs at the focal firm by calendar time of hire; few people, or nobody in some replicate, make no
/// cohort.
fn cohorts(run: &Run<'_>, months: i32) -> Cohorts {
    let mut cohorts = Cohorts::new();
    let sums = &run.fold.equity;
    for &(length, number, sum) in sums.series() {
        if (length, sum) != (months, CohortSum::People) {
            continue;
        }
        for (replicate, people) in sums.rows(&(months, number, sum)) {
            let equity = [0, 1].map(|moment| {
                let sum = sums.of(&(months, number, CohortSum::Equity(moment)), replicate);
                sum.map_or(0.0, |sum| sum[0])
            });
            let sums = Sums { people: people[0], equity };
            if sums.people > 0.0 {
                cohorts.entry(number).or_default().insert(replicate, sums);
            }
        }
    }
    let replicates = run.replicates();
    let least = LEAST_PEOPLE * replicates as f64;
    cohorts.retain(|_, cohort| {
        let people: f64 = cohort.values().map(|sums| sums.people).sum();
        cohort.len() == replicates && people >= least
    });
    cohorts
}

/// The first day of a cohort.
fn start(run: &Run<'_>, number: i32, months: i32) -> Date {
    let origin = run.scenario.time.start;
    origin.first_of_month(number * months - origin.month_number())
}

/// Mean equity at hire (0) or at the end (1), in the middle of each cohort.
fn fan(run: &Run<'_>, cohorts: &Cohorts, months: i32, moment: usize) -> Fan {
    Fan::of(cohorts.iter().map(|(&number, cohort)| {
        let ends = [number, number + 1].map(|number| start(run, number, months).midnight().0);
        let means = cohort.values().map(|sums| sums.equity[moment] / sums.people);
        (f64::midpoint(ends[0], ends[1]), means.collect())
    }))
}

fn marks(fan: &Fan, colour: Colour, name: &str) -> [Mark; 3] {
    let line = fan.median();
    let label =
        line.last().map(|&[_, value]| format!("{name} {}", format::money(value, value / 50.0)));
    [
        Mark::new(colour, Form::Band(fan.band(BAND))),
        Mark::new(colour, Form::Points(line.clone())),
        Mark { label, ..Mark::new(colour, Form::Line(line)) },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::axis::Scale;
    use crate::present::sample;
    use crate::present::sample::line;
    use crate::record::Tables;

    #[test]
    fn the_oldest_cohorts_gain_most_and_the_axis_is_logarithmic() {
        let (scenario, tables) = (sample::scenario(), sample::tables());
        let chart = equity(&Run::new(&scenario, &tables)).unwrap();
        let panel = &chart.panels[0];
        let (hire, end) = (line(&panel.marks[2]), line(&panel.marks[5]));
        assert_eq!((hire.len(), end.len()), (7, 7), "one for each year from 2018 to 2024");
        let gains: Vec<f64> = hire.iter().zip(end).map(|(hire, end)| end[1] / hire[1]).collect();
        assert!(gains[0] > 5.0 && gains[6] < 2.0, "{gains:?}");
        assert!(matches!(panel.y.scale, Scale::Ratios(Unit::Dollars)));
        assert!(panel.marks[5].label.as_ref().unwrap().starts_with("At the end $"));
    }

    #[test]
    fn a_short_time_of_hires_is_cut_into_half_years_and_few_people_are_left_out() {
        let (scenario, mut tables) = (sample::scenario(), sample::tables());
        tables.spells.retain(|row| row.start >= Date::new(2023, 1, 1).unwrap());
        let chart = equity(&Run::new(&scenario, &tables)).unwrap();
        assert_eq!(line(&chart.panels[0].marks[2]).len(), 4);
        assert!(chart.subtitle.contains("by half-year of hire"));
        tables
            .spells
            .retain(|row| row.start < Date::new(2024, 7, 1).unwrap() || row.replicate == 1);
        let chart = equity(&Run::new(&scenario, &tables)).unwrap();
        assert_eq!(line(&chart.panels[0].marks[2]).len(), 3);
    }

    #[test]
    fn without_equity_there_is_no_chart() {
        let (scenario, mut tables) = (sample::scenario(), sample::tables());
        for row in &mut tables.spells {
            (row.equity_at_hire, row.equity_at_end) = (0.0, 0.0);
        }
        assert_eq!(equity(&Run::new(&scenario, &tables)), None);
        assert_eq!(equity(&Run::new(&scenario, &Tables::default())), None);
    }
}
