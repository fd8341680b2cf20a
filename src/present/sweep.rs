//! Worlds around one scenario: what each of them does to the outcomes, and how surely.

mod answer;
mod page;

pub(super) use answer::interval;
pub(super) use page::title;

use std::collections::BTreeMap;

use crate::experiment::Measure;
use crate::experiment::measure_of;
use crate::record::Tables;
use crate::record::paths_and_values;
use crate::scenario::Scenario;
use crate::stats::mean_with_interval;
use crate::stats::quantile;

use super::format::Unit;
use super::outcome;
use super::palette::Palette;
use super::theme;
use super::theme::Colour;

/// A sweep: a scenario, and the cells in which some of its values are varied.
#[derive(Debug, Clone)]
pub struct Sweep<'a> {
    /// The scenario that the cells lie around.
    pub scenario: &'a Scenario,
    /// The cells in their order, without the scenario as it is written.
    pub cells: Vec<SweepCell<'a>>,
    /// The outcomes that were read off, in the order of the table.
    pub outcomes: Vec<&'a str>,
    /// By cell and outcome: the values by replicate.
    values: BTreeMap<(u32, &'a str), BTreeMap<u32, f64>>,
    palette: Palette,
    replicates: usize,
}

/// One cell of a sweep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SweepCell<'a> {
    /// Its number in the table, from 1.
    pub number: u32,
    /// The paths, each with its value in this cell.
    pub settings: Vec<(&'a str, &'a str)>,
}

/// An outcome in one cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    /// Its values, ascending; not those of replicates that have nothing to say.
    pub values: Vec<f64>,
    /// Its mean, and the ends of the 95% interval of that.
    pub mean: [f64; 3],
    /// The mean paired difference to the scenario as it is written, with its 95% interval; `None` in that
    /// scenario itself, and where no replicate has something to say in both.
    pub difference: Option<[f64; 3]>,
}

impl<'a> Sweep<'a> {
    /// The sweep of a scenario, from the table of it.
    pub fn new(scenario: &'a Scenario, tables: &'a Tables) -> Self {
        let mut cells: Vec<SweepCell<'a>> = Vec::new();
        let mut outcomes: Vec<&'a str> = Vec::new();
        let mut values: BTreeMap<(u32, &'a str), BTreeMap<u32, f64>> = BTreeMap::new();
        let mut replicates = 0;
        for row in &tables.sweep {
            if row.cell > 0 && cells.last().is_none_or(|cell| cell.number != row.cell) {
                let settings = paths_and_values(&row.settings);
                cells.push(SweepCell { number: row.cell, settings });
            }
            if !outcomes.contains(&&*row.outcome) {
                outcomes.push(&row.outcome);
            }
            let known = values.entry((row.cell, &*row.outcome)).or_default();
            known.extend(row.value.map(|value| (row.replicate, value)));
            replicates = replicates.max(row.replicate as usize);
        }
        let palette = Palette::of([scenario]);
        Self { scenario, cells, outcomes, values, palette, replicates }
    }

    /// The paths that are varied.
    pub fn paths(&self) -> Vec<&'a str> {
        let first = self.cells.first();
        first.into_iter().flat_map(|cell| cell.settings.iter().map(|(path, _)| *path)).collect()
    }

    /// How many replicates every cell has.
    pub fn replicates(&self) -> usize {
        self.replicates
    }

    /// The different values of the path at a position, in the order of the cells.
    pub fn values_of(&self, path: usize) -> Vec<&'a str> {
        let mut values = Vec::new();
        for cell in &self.cells {
            let value = cell.settings.get(path).map(|(_, value)| *value);
            values.extend(value.filter(|value| !values.contains(value)));
        }
        values
    }

    /// The same as numbers, if all of them are.
    pub fn numbers_of(&self, path: usize) -> Option<Vec<f64>> {
        self.values_of(path).into_iter().map(number).collect()
    }

    /// An outcome in a cell, or in the scenario as it is written, which is cell 0; `None` if no replicate has
    /// something to say.
    pub fn response(&self, cell: u32, outcome: &str) -> Option<Response> {
        let here = self.values.get(&(cell, outcome)).filter(|values| !values.is_empty())?;
        let base = self.values.get(&(0, outcome)).filter(|_| cell > 0);
        let pairs = base.into_iter().flatten();
        let differences = pairs.filter_map(|(replicate, value)| Some(here.get(replicate)? - value));
        let differences: Vec<f64> = differences.collect();
        let mut values: Vec<f64> = here.values().copied().collect();
        values.sort_by(f64::total_cmp);
        let mut mean = mean_and_ends(&values);
        if measure_of(outcome) == Some(Measure::Share) {
            // The mean of shares is a share, whatever the interval of Student says.
            mean = mean.map(|end| end.clamp(mean[0].min(0.0), mean[0].max(1.0)));
        }
        let difference = (!differences.is_empty()).then(|| mean_and_ends(&differences));
        Some(Response { values, mean, difference })
    }

    /// The paired difference of an outcome from one cell to another, with its 95% interval; `None` where no
    /// replicate has something to say in both.
    pub fn change(&self, from: u32, to: u32, outcome: &str) -> Option<[f64; 3]> {
        let (before, after) =
            (self.values.get(&(from, outcome))?, self.values.get(&(to, outcome))?);
        let pairs = before.iter();
        let differences =
            pairs.filter_map(|(replicate, value)| Some(after.get(replicate)? - value));
        let differences: Vec<f64> = differences.collect();
        (!differences.is_empty()).then(|| mean_and_ends(&differences))
    }

    /// An outcome as a heading.
    pub(super) fn label(&self, outcome: &str) -> String {
        outcome::heading(&[self.scenario], outcome)
    }

    /// An outcome within a sentence.
    pub(super) fn in_sentence(&self, outcome: &str) -> String {
        outcome::sentence(&[self.scenario], outcome)
    }

    /// The colour of the first firm that an outcome is asked of; else that of quantities.
    pub(super) fn colour(&self, outcome: &str) -> Colour {
        let mut outcomes = self.scenario.outcomes.iter();
        let asked = outcomes.find(|one| one.text == outcome).and_then(|one| one.units().next());
        let colour = asked.map(|unit| self.palette.colour(self.scenario.unit_name(unit)));
        colour.filter(|colour| *colour != theme::OTHERS).unwrap_or(theme::GAIN)
    }

    /// The footnote of every chart.
    pub(super) fn footnote(&self) -> String {
        super::Run::empty(self.scenario).footnote()
    }
}

impl Response {
    /// What the mean is uncertain by: half the width of its interval, or else its size.
    pub fn scale(&self) -> f64 {
        let half = (self.mean[2] - self.mean[1]) / 2.0;
        if half > 0.0 { half } else { self.mean[0] }
    }

    /// The 5% and the 95% quantile over replicates; `None` of a single one.
    pub(super) fn spread(&self) -> Option<[f64; 2]> {
        (self.values.len() > 1).then(|| [0.05, 0.95].map(|p| quantile(&self.values, p)))
    }
}

/// The mean of values, and the ends of its 95% interval.
fn mean_and_ends(values: &[f64]) -> [f64; 3] {
    let [low, mean, high] = mean_with_interval(values);
    [mean, low, high]
}

/// Whether zero lies outside the interval of a difference.
pub(super) fn is_sure([_, low, high]: [f64; 3]) -> bool {
    low > 0.0 || high < 0.0
}

/// A value as a number, if it is one.
pub(super) fn number(value: &str) -> Option<f64> {
    value.replace('_', "").parse().ok().filter(|number: &f64| number.is_finite())
}

/// The unit of an axis of an outcome.
pub(super) fn unit(outcome: &str) -> Unit {
    match measure_of(outcome) {
        Some(Measure::Share) => Unit::Share,
        Some(Measure::Dollars) => Unit::Dollars,
        Some(
            Measure::People
            | Measure::NetPeople
            | Measure::PeopleAMonth
            | Measure::Offers
            | Measure::Firms
            | Measure::Days
            | Measure::Applications
            | Measure::Months
            | Measure::Ratio,
        )
        | None => Unit::Plain,
    }
}

#[cfg(test)]
mod tests;
