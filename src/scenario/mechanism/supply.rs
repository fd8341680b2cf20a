//! **supply**: who enters the market.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::quantity::DAYS_PER_MONTH;
use crate::quantity::DAYS_PER_YEAR;
use crate::quantity::Date;
use crate::quantity::Days;
use crate::quantity::Moment;
use crate::quantity::Path;
use crate::quantity::Positive;
use crate::quantity::Spread;
use crate::quantity::UnitId;
use crate::scenario::reading::Reading;
use crate::scenario::spec::PositionSpec;
use crate::scenario::written::Dated;
use crate::scenario::written::Table;

/// Parameters of supply: graduates start in universities, and are called away from there.
#[derive(Debug, Clone, PartialEq)]
pub struct Supply {
    /// Graduates a year, on the dates for which they are given. Status X.
    pub graduates_per_year: Path,
    /// By how much the number grows in a year beyond those dates, as a share. Default 0.17. Status S (A19).
    pub growth: f64,
    /// The firm or group where they start.
    pub into: UnitId,
    /// Their mission positions, safety to speed and research to product. Default: normal around 0,
    /// of standard deviation 0.5. Status F.
    pub position: [Spread; 2],
    /// For how long after graduation moving costs them nothing. Default 6 months. Status F.
    pub search_time: Days,
    /// For how many posts they apply on the day of graduation. Default 3. Status F.
    pub applications: u32,
}

/// Graduates start in universities, and are called away from there.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct SupplySpec {
    /// Graduates a year: after the last date and before the first one the number follows `growth`. One
    /// number is that of the start of the horizon. Status X.
    graduates_per_year: Dated<Positive>,
    /// By how much the number of graduates grows in a year beyond the dates that are given, as a share.
    /// Default 0.17. Status S (A19).
    #[serde(default = "default_growth")]
    #[schemars(range(min = -0.9, max = 10))]
    growth: f64,
    /// The name of the firm or group where they start.
    into: String,
    /// Their mission positions. Default: normal around 0, of standard deviation 0.5. Status F.
    #[serde(default)]
    position: Table<PositionSpec<Spread>>,
    /// For how long after graduation moving costs them nothing, since they look for a place anyway.
    /// Default 6 months. Status F.
    #[serde(default = "default_search_time")]
    search_time: Days,
    /// For how many posts they apply on the day of graduation. Default 3. Status F.
    #[serde(default = "default_applications")]
    applications: u32,
}

const AROUND_THE_MIDDLE: Spread = Spread::Normal { mean: 0.0, deviation: 0.5 };

impl SupplySpec {
    /// Supply as it is meant.
    pub(super) fn meant(self, reading: &mut Reading<'_>) -> Option<Supply> {
        let into = reading.unit(&self.into, &reading.span(&["mechanism", "supply", "into"]))?;
        let graduates_per_year = self.graduates_per_year.path;
        let axes = [self.position.0.x, self.position.0.y];
        let position = axes.map(|axis| axis.unwrap_or(AROUND_THE_MIDDLE));
        Some(Supply {
            graduates_per_year,
            growth: self.growth,
            into,
            position,
            search_time: self.search_time,
            applications: self.applications,
        })
    }
}

fn default_growth() -> f64 {
    0.17
}

fn default_applications() -> u32 {
    3
}

fn default_search_time() -> Days {
    Days(6.0 * DAYS_PER_MONTH)
}

impl Supply {
    /// Graduates a year at an instant: along the path between its first and its last date, and with
    /// constant growth beyond them. A number without a date is that of the start of the horizon.
    pub fn graduates_at(&self, moment: Moment, start: Date) -> f64 {
        let path = &self.graduates_per_year;
        let dated = |point: Option<&(Date, f64)>| match point {
            Some(&(date, _)) if path.is_dated() => date.midnight(),
            _ => start.midnight(),
        };
        let (first, last) = (dated(path.points().first()), dated(path.points().last()));
        let beyond = moment.since(last).0.max(0.0) + moment.since(first).0.min(0.0);
        path.at(moment) * (1.0 + self.growth).powf(beyond / DAYS_PER_YEAR)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Interpolation;

    fn supply(graduates_per_year: Path) -> Supply {
        let position = [AROUND_THE_MIDDLE; 2];
        Supply {
            graduates_per_year,
            growth: 0.2,
            into: UnitId(0),
            position,
            search_time: default_search_time(),
            applications: default_applications(),
        }
    }

    #[test]
    fn beyond_what_is_given_the_number_grows_at_a_constant_rate() {
        let (from, to) = (Date::from_days(0), Date::from_days(1_461));
        let points = vec![(from, 100.0), (to, 400.0)];
        let path = Path::through(points, Interpolation::Logarithmic).unwrap();
        let at = |supply: &Supply, year: f64| {
            supply.graduates_at(Moment(year * DAYS_PER_YEAR), Date::from_days(1_461))
        };
        for (year, number) in [(-1.0, 100.0 / 1.2), (2.0, 200.0), (4.0, 400.0), (6.0, 576.0)] {
            assert!((at(&supply(path.clone()), year) - number).abs() < 1e-9, "{year}");
        }
        let constant = supply(Path::constant(50.0));
        for (year, number) in [(3.0, 50.0 / 1.2), (4.0, 50.0), (5.0, 60.0)] {
            assert!((at(&constant, year) - number).abs() < 1e-9, "{year}");
        }
    }
}
