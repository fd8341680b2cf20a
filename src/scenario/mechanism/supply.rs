//! **supply**: who enters the market.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::quantity::DAYS_PER_MONTH;
use crate::quantity::DAYS_PER_YEAR;
use crate::quantity::Date;
use crate::quantity::Days;
use crate::quantity::Moment;
use crate::quantity::Path;
use crate::quantity::PerClass;
use crate::quantity::Positive;
use crate::quantity::RegionId;
use crate::quantity::Share;
use crate::quantity::Spread;
use crate::quantity::UnitId;
use crate::scenario::ClassProfile;
use crate::scenario::check::plan;
use crate::scenario::reading::Reading;
use crate::scenario::spec::PositionSpec;
use crate::scenario::written::ByClass;
use crate::scenario::written::Dated;
use crate::scenario::written::NotNegative;
use crate::scenario::written::Table;

/// Parameters of supply: graduates start in universities, and are called away from there; programs bring
/// others.
#[derive(Debug, Clone, PartialEq)]
pub struct Supply {
    /// The graduates, and then the programs in the order of their names.
    pub programs: Vec<Program>,
    /// For how many posts they apply on the day of entry, on average. Default 3. Status F.
    pub applications: u32,
}

/// A stream of people who enter the market.
#[derive(Debug, Clone, PartialEq)]
pub struct Program {
    /// The name of the program; `None` for the graduates.
    pub name: Option<String>,
    /// People a year, on the dates for which they are given. Status X.
    pub per_year: Path,
    /// By how much the number grows in a year beyond those dates, as a share.
    pub growth: f64,
    /// The firm or group where they start.
    pub into: UnitId,
    /// The share of each class; they add up to one.
    pub classes: PerClass<f64>,
    /// Their mission positions, safety to speed and research to product.
    pub position: [Spread; 2],
    /// Where they are at home; in all regions, by their weights, if `None`.
    pub region: Option<RegionId>,
    /// For how long after entry moving costs them nothing.
    pub search_time: Days,
    /// The elasticity of the number of each class to the tightness of its market.
    pub tightness_response: f64,
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
    /// For how many posts they apply on the day of graduation, those of programs too. Default 3. Status F.
    #[serde(default = "default_applications")]
    applications: u32,
    /// Further streams of people who enter. Default: none.
    #[serde(default)]
    program: BTreeMap<String, Table<ProgramSpec>>,
}

/// `[mechanism.supply.program.NAME]`: people who come into the market in another way than as graduates,
/// such as software engineers who learn the trade.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ProgramSpec {
    /// People a year. Status X.
    per_year: Dated<Positive>,
    /// By how much that grows in a year beyond the dates that are given, as a share. Default 0. Status F.
    #[serde(default)]
    #[schemars(range(min = -0.9, max = 10))]
    growth: f64,
    /// The name of the firm or group where they start.
    into: String,
    /// The share of each class. Default: as in the population.
    classes: Option<Table<ByClass<Share>>>,
    /// Their mission positions. Default: normal around 0, of standard deviation 0.5. Status F.
    #[serde(default)]
    position: Table<PositionSpec<Spread>>,
    /// The name of the region where they are at home. Default: all regions, by their weights.
    region: Option<String>,
    /// For how long after entry moving costs them nothing. Default 6 months. Status F.
    #[serde(default = "default_search_time")]
    search_time: Days,
    /// The elasticity of the number of each class to the tightness of its market, within the bounds of
    /// `tightness-bounds` of **recruiting**. Default 0. Status F (A8 A62).
    tightness_response: Option<NotNegative>,
}

const AROUND_THE_MIDDLE: Spread = Spread::Normal { mean: 0.0, deviation: 0.5 };

impl SupplySpec {
    /// Supply as it is meant.
    pub(super) fn meant(
        self,
        reading: &mut Reading<'_>,
        classes: &PerClass<ClassProfile>,
    ) -> Option<Supply> {
        let into = reading.unit(&self.into, &reading.span(&["mechanism", "supply", "into"]));
        let mut programs = Vec::new();
        for (name, Table(spec)) in self.program {
            programs.extend(spec.meant(reading, name, classes));
        }
        let graduates = Program {
            name: None,
            per_year: self.graduates_per_year.path,
            growth: self.growth,
            into: into?,
            classes: PerClass::from_fn(|class| classes[class].share),
            position: position(&self.position.0),
            region: None,
            search_time: self.search_time,
            tightness_response: 0.0,
        };
        programs.insert(0, graduates);
        Some(Supply { programs, applications: self.applications })
    }
}

impl ProgramSpec {
    fn meant(
        self,
        reading: &mut Reading<'_>,
        name: String,
        classes: &PerClass<ClassProfile>,
    ) -> Option<Program> {
        let at = ["mechanism", "supply", "program", &name];
        let path = |key| [&at[..], &[key]].concat();
        reading.check_program_name(&name);
        let into = reading.unit(&self.into, &reading.span(&path("into")));
        let region = match &self.region {
            Some(region) => Some(reading.region(region, &reading.span(&path("region")))?),
            None => None,
        };
        let classes = plan(reading, &path("classes"), self.classes.as_ref(), classes);
        Some(Program {
            per_year: self.per_year.path,
            growth: self.growth,
            into: into?,
            classes,
            position: position(&self.position.0),
            region,
            search_time: self.search_time,
            tightness_response: self.tightness_response.map_or(0.0, |response| response.0),
            name: Some(name),
        })
    }
}

fn position(written: &PositionSpec<Spread>) -> [Spread; 2] {
    [written.x, written.y].map(|axis| axis.unwrap_or(AROUND_THE_MIDDLE))
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
    /// The graduates.
    pub fn graduates(&self) -> &Program {
        &self.programs[0]
    }
}

impl Program {
    /// What the names of those who enter begin with, and what their ids are made from.
    pub fn origin(&self) -> String {
        self.name.as_ref().map_or_else(|| "graduates".to_owned(), |name| format!("program.{name}"))
    }

    /// People a year at an instant: along the path between its first and its last date, and with constant
    /// growth beyond them. A number without a date is that of the start of the horizon.
    pub fn entrants_at(&self, moment: Moment, start: Date) -> f64 {
        let path = &self.per_year;
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

    fn graduates(per_year: Path) -> Program {
        Program {
            name: None,
            per_year,
            growth: 0.2,
            into: UnitId(0),
            classes: PerClass([0.25; 4]),
            position: [AROUND_THE_MIDDLE; 2],
            region: None,
            search_time: default_search_time(),
            tightness_response: 0.0,
        }
    }

    #[test]
    fn beyond_what_is_given_the_number_grows_at_a_constant_rate() {
        let (from, to) = (Date::from_days(0), Date::from_days(1_461));
        let points = vec![(from, 100.0), (to, 400.0)];
        let path = Path::through(points, Interpolation::Logarithmic).unwrap();
        let at = |program: &Program, year: f64| {
            program.entrants_at(Moment(year * DAYS_PER_YEAR), Date::from_days(1_461))
        };
        for (year, number) in [(-1.0, 100.0 / 1.2), (2.0, 200.0), (4.0, 400.0), (6.0, 576.0)] {
            assert!((at(&graduates(path.clone()), year) - number).abs() < 1e-9, "{year}");
        }
        let constant = graduates(Path::constant(50.0));
        for (year, number) in [(3.0, 50.0 / 1.2), (4.0, 50.0), (5.0, 60.0)] {
            assert!((at(&constant, year) - number).abs() < 1e-9, "{year}");
        }
    }
}
