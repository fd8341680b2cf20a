//! The table of the market as a whole.

use std::sync::Arc;

use serde::Deserialize;
use serde::Serialize;

use crate::experiment::History;
use crate::experiment::MarketStep;
use crate::quantity::Class;
use crate::quantity::Date;

use super::Tables;
use super::rows::Names;

/// The market as a whole in one step.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct MarketRow {
    /// The name of the scenario.
    pub scenario: Arc<str>,
    /// The replicate, from 1.
    pub replicate: u32,
    /// The first day after the step, as in [`super::FirmRow::date`].
    #[serde(with = "super::day")]
    pub date: Date,
    /// The 10th percentile of cash a year of stars, in dollars.
    pub pay_star_p10: Option<f64>,
    /// The 50th percentile of cash a year of stars, in dollars.
    pub pay_star_p50: Option<f64>,
    /// The 90th percentile of cash a year of stars, in dollars.
    pub pay_star_p90: Option<f64>,
    /// The 99th percentile of cash a year of stars, in dollars.
    pub pay_star_p99: Option<f64>,
    /// The 10th percentile of cash a year of researchers, in dollars.
    pub pay_researcher_p10: Option<f64>,
    /// The 50th percentile of cash a year of researchers, in dollars.
    pub pay_researcher_p50: Option<f64>,
    /// The 90th percentile of cash a year of researchers, in dollars.
    pub pay_researcher_p90: Option<f64>,
    /// The 99th percentile of cash a year of researchers, in dollars.
    pub pay_researcher_p99: Option<f64>,
    /// The 10th percentile of cash a year of engineers, in dollars.
    pub pay_engineer_p10: Option<f64>,
    /// The 50th percentile of cash a year of engineers, in dollars.
    pub pay_engineer_p50: Option<f64>,
    /// The 90th percentile of cash a year of engineers, in dollars.
    pub pay_engineer_p90: Option<f64>,
    /// The 99th percentile of cash a year of engineers, in dollars.
    pub pay_engineer_p99: Option<f64>,
    /// The 10th percentile of cash a year of applied people, in dollars.
    pub pay_applied_p10: Option<f64>,
    /// The 50th percentile of cash a year of applied people, in dollars.
    pub pay_applied_p50: Option<f64>,
    /// The 90th percentile of cash a year of applied people, in dollars.
    pub pay_applied_p90: Option<f64>,
    /// The 99th percentile of cash a year of applied people, in dollars.
    pub pay_applied_p99: Option<f64>,
    /// Mere contacts by recruiters.
    pub contacts: u64,
    /// Offers made.
    pub offers: u64,
    /// Moves from firm to firm, within groups too.
    pub moves: u64,
    /// People who show that they are open to work.
    pub open_to_work: u32,
    /// Open posts.
    pub vacancies: u32,
    /// Open posts weighted by reach, against the reference.
    pub tightness: f64,
    /// Concentration of stars: the sum over firms of squared shares; empty without stars.
    pub hhi_stars: Option<f64>,
}

impl Tables {
    /// Adds a row for each step.
    pub(super) fn add_market(&mut self, history: &History, names: &Names) {
        let steps = history.dates.iter().zip(&history.market);
        self.market.extend(steps.map(|(&date, step)| MarketRow {
            scenario: names.scenario.clone(),
            replicate: history.replicate,
            date,
            ..MarketRow::of(step)
        }));
    }
}

impl MarketRow {
    /// The row of a step, but for what all tables have.
    fn of(step: &MarketStep) -> Self {
        let state = &step.state;
        let mut row = Self {
            contacts: step.contacts,
            offers: step.offers,
            moves: step.moves,
            open_to_work: state.open_to_work,
            vacancies: state.vacancies,
            tightness: state.tightness,
            hhi_stars: state.concentration_of_stars,
            ..Self::default()
        };
        for (class, &pay) in state.pay.iter() {
            row.set_pay(class, pay);
        }
        row
    }

    /// Notes cash a year in a class, in dollars: the 10th, 50th, 90th and 99th percentile.
    pub fn set_pay(&mut self, class: Class, pay: Option<[f64; 4]>) {
        let columns = match class {
            Class::Star => [
                &mut self.pay_star_p10,
                &mut self.pay_star_p50,
                &mut self.pay_star_p90,
                &mut self.pay_star_p99,
            ],
            Class::Researcher => [
                &mut self.pay_researcher_p10,
                &mut self.pay_researcher_p50,
                &mut self.pay_researcher_p90,
                &mut self.pay_researcher_p99,
            ],
            Class::Engineer => [
                &mut self.pay_engineer_p10,
                &mut self.pay_engineer_p50,
                &mut self.pay_engineer_p90,
                &mut self.pay_engineer_p99,
            ],
            Class::Applied => [
                &mut self.pay_applied_p10,
                &mut self.pay_applied_p50,
                &mut self.pay_applied_p90,
                &mut self.pay_applied_p99,
            ],
        };
        for (position, column) in columns.into_iter().enumerate() {
            *column = pay.map(|pay| pay[position]);
        }
    }

    /// Cash a year in a class, in dollars: the 10th, 50th, 90th and 99th percentile; none where nobody
    /// of the class was employed.
    pub fn pay(&self, class: Class) -> Option<[f64; 4]> {
        let [p10, p50, p90, p99] = match class {
            Class::Star => {
                [self.pay_star_p10, self.pay_star_p50, self.pay_star_p90, self.pay_star_p99]
            }
            Class::Researcher => [
                self.pay_researcher_p10,
                self.pay_researcher_p50,
                self.pay_researcher_p90,
                self.pay_researcher_p99,
            ],
            Class::Engineer => [
                self.pay_engineer_p10,
                self.pay_engineer_p50,
                self.pay_engineer_p90,
                self.pay_engineer_p99,
            ],
            Class::Applied => [
                self.pay_applied_p10,
                self.pay_applied_p50,
                self.pay_applied_p90,
                self.pay_applied_p99,
            ],
        };
        Some([p10?, p50?, p90?, p99?])
    }
}
