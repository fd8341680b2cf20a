//! Metrics: columns in, a number out. One file each, and a line in [`METRICS`].
//!
//! A metric reads one history, and so no metric can depend on how many replicates there are.

mod acceptance;
mod acquired;
mod acquired_left;
mod applications;
mod cohort_hazard;
mod concentration;
mod departures;
mod departures_between;
mod destination_share;
mod destination_share_between;
mod firms_founded;
mod follower_share;
mod foreign_share;
mod founder_share;
mod hazard_ratio;
mod head_count;
mod industry_placement;
mod late_hazard;
mod lead;
mod match_of_acquired;
mod match_of_hires;
mod moves;
mod moves_of;
mod net_flow;
mod net_flow_of;
mod net_migration;
mod net_moves_of;
mod offers_made;
mod open_to_work;
mod open_to_work_jump;
mod pay;
mod pay_elasticity;
mod pay_in;
mod pay_rank;
mod pay_response_gap;
mod placement;
mod retained;
mod retention;
mod share_acquired;
mod share_signed;
mod signers_joined;
mod signers_left;
mod star_offer;
mod star_offer_ratio;
mod team_exits;
mod team_founded;
mod team_gone;
mod team_gone_most;
mod time_to_fill;
mod top_destination;
mod trust;
mod vacancy_rate;

use crate::scenario::MetricForm;
use crate::scenario::Outcome;

use super::History;

/// A number that can be read off a history.
#[derive(Debug, Clone, Copy)]
pub struct Metric {
    /// How an outcome names it.
    pub form: MetricForm,
    /// What it is, for people.
    pub meaning: &'static str,
    /// What its numbers are.
    pub measure: Measure,
    /// The number that answers an outcome of this metric; none where the history has nothing to say,
    /// such as the retention of an empty firm.
    pub of: fn(&History, &Outcome) -> Option<f64>,
}

/// What a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// People, or moves of them.
    People,
    /// People who come less people who go: below 0 if more go.
    NetPeople,
    /// People a month.
    PeopleAMonth,
    /// Offers.
    Offers,
    /// Firms.
    Firms,
    /// Days.
    Days,
    /// Applications.
    Applications,
    /// A share, from 0 to 1.
    Share,
    /// Dollars, or dollars a year.
    Dollars,
    /// Months.
    Months,
    /// A number without a unit.
    Ratio,
}

impl Measure {
    /// The measure in a word.
    pub fn name(self) -> &'static str {
        match self {
            Self::People | Self::NetPeople => "people",
            Self::PeopleAMonth => "people a month",
            Self::Offers => "offers",
            Self::Firms => "firms",
            Self::Days => "days",
            Self::Applications => "applications",
            Self::Share => "share",
            Self::Dollars => "dollars",
            Self::Months => "months",
            Self::Ratio => "ratio",
        }
    }
}

/// All metrics.
pub const METRICS: &[Metric] = &[
    departures::METRIC,
    departures_between::METRIC,
    moves::METRIC,
    moves_of::METRIC,
    net_moves_of::METRIC,
    destination_share::METRIC,
    destination_share_between::METRIC,
    top_destination::METRIC,
    net_flow::METRIC,
    net_flow_of::METRIC,
    retention::METRIC,
    hazard_ratio::METRIC,
    cohort_hazard::METRIC,
    late_hazard::METRIC,
    team_gone::METRIC,
    team_gone_most::METRIC,
    team_founded::METRIC,
    team_exits::METRIC,
    follower_share::METRIC,
    firms_founded::METRIC,
    founder_share::METRIC,
    retained::METRIC,
    head_count::METRIC,
    time_to_fill::METRIC,
    vacancy_rate::METRIC,
    open_to_work::METRIC,
    open_to_work_jump::METRIC,
    trust::METRIC,
    lead::METRIC,
    applications::METRIC,
    share_signed::METRIC,
    signers_left::METRIC,
    signers_joined::METRIC,
    acquired::METRIC,
    share_acquired::METRIC,
    acquired_left::METRIC,
    match_of_acquired::METRIC,
    match_of_hires::METRIC,
    pay::METRIC,
    pay_in::METRIC,
    pay_rank::METRIC,
    star_offer::METRIC,
    star_offer_ratio::METRIC,
    pay_elasticity::METRIC,
    offers_made::METRIC,
    acceptance::METRIC,
    pay_response_gap::METRIC,
    concentration::METRIC,
    placement::METRIC,
    industry_placement::METRIC,
    net_migration::METRIC,
    foreign_share::METRIC,
];

/// The forms of the metrics: what a scenario is checked against.
pub fn vocabulary() -> Vec<MetricForm> {
    METRICS.iter().map(|metric| metric.form).collect()
}

/// The value of an outcome in one history, in the unit of [`measure_of`]; none where the history has
/// nothing to say, or no metric has the name.
pub fn outcome_of(outcome: &Outcome, history: &History) -> Option<f64> {
    (named(&outcome.metric)?.of)(history, outcome)
}

/// What the numbers of an outcome are, by its text; `None` if no metric has its name.
pub fn measure_of(outcome: &str) -> Option<Measure> {
    named(outcome.split(':').next()?).map(|metric| metric.measure)
}

fn named(name: &str) -> Option<&'static Metric> {
    METRICS.iter().find(|metric| metric.form.name == name)
}

#[cfg(test)]
mod places_tests;
#[cfg(test)]
mod records_tests;
#[cfg(test)]
mod team_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod window_tests;
