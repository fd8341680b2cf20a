//! **vacancies**: how long open posts take to fill in each sector, and how many there are.

use std::collections::BTreeMap;

use crate::present::Run;
use crate::present::axis::Axis;
use crate::present::chart::Chart;
use crate::present::chart::Form;
use crate::present::chart::Mark;
use crate::present::chart::Panel;
use crate::present::fan::BAND;
use crate::present::fan::Fan;
use crate::present::fold::FirmColumn;
use crate::present::format;
use crate::present::format::Unit;
use crate::present::paths::Paths;
use crate::present::theme;
use crate::present::theme::Colour;
use crate::quantity::Date;
use crate::scenario::Sector;
use crate::scenario::Time;
use crate::scenario::Vacancies;

use super::hazard::LEAST_DAYS;
use super::heights;
use super::horizon;

/// Months that are taken together.
const QUARTER: usize = 3;

/// What there was in a month, or in some.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    /// Open posts times days.
    open: f64,
    /// People times days.
    staff: f64,
    /// Posts filled.
    filled: f64,
}

/// The time to fill above, the share of posts that are open below, one line for each sector; none without
/// sectors that can run out of posts.
pub(super) fn vacancies(run: &Run<'_>) -> Option<Chart> {
    let colours = theme::FIRMS.into_iter().chain(std::iter::repeat(theme::OTHERS));
    let sectors = run.scenario.sectors.iter().zip(colours);
    let sectors: Vec<(&Sector, Colour, Quarters)> =
        sectors.map(|(sector, colour)| (sector, colour, Quarters::of(run, sector))).collect();
    let days = |count: &Count| (count.filled > 0.0).then(|| count.open / count.filled);
    let share = |count: &Count| (count.open > 0.0).then(|| count.open / (count.open + count.staff));
    let panel = |title: &str, unit: Unit, of: Read<'_>, words: &dyn Fn(f64) -> String| {
        let lines = sectors.iter().flat_map(|(sector, colour, quarters)| {
            let label = |value| format!("{} {}", sector.label, words(value));
            marks(&quarters.fan(of), *colour, label)
        });
        let marks: Vec<Mark> = lines.collect();
        let y = Axis::covering(heights(&marks).chain([0.0]), unit).titled(title);
        let panel = Panel { height: 0.5, x: horizon(run), y, marks, counts: None };
        (!panel.marks.is_empty()).then_some(panel)
    };
    let in_days = |days: f64| format!("{} days", format::count(days));
    let age = panel(
        "Days that open posts take to fill at the pace of the time",
        Unit::Count,
        &days,
        &in_days,
    );
    let fill = panel("Share of posts that are open", Unit::Share, &share, &format::percent);
    let panels: Vec<Panel> = [age, fill].into_iter().flatten().collect();
    (!panels.is_empty()).then(|| Chart {
        title: "Which posts stay open".to_owned(),
        subtitle: format!(
            "By sector, in the three months before each point; days are open posts over posts filled a day — {}",
            run.spread()
        ),
        footnote: run.footnote(),
        rules: run.rules(),
        panels,
    })
}

/// What is read off the count of a quarter, if it says anything.
type Read<'r> = &'r dyn Fn(&Count) -> Option<f64>;

fn marks(fan: &Fan, colour: Colour, label: impl Fn(f64) -> String) -> Vec<Mark> {
    let (line, band) = (fan.median(), fan.band(BAND));
    let Some(&[_, value]) = line.last() else { return Vec::new() };
    let line = Mark::new(colour, Form::Line(line)).labelled(label(value));
    vec![Mark::new(colour, Form::Band(band)), line]
}

/// The quarters of a sector, one ending with each month.
struct Quarters {
    /// The days after the quarters: the first of a month, or the end of the horizon where it cuts the last month.
    ends: Vec<Date>,
    /// By replicate, the count of each quarter.
    counts: BTreeMap<u32, Vec<Count>>,
}

impl Quarters {
    fn of(run: &Run<'_>, sector: &Sector) -> Self {
        let time = run.scenario.time;
        let months = months(time);
        let mut counts: BTreeMap<u32, Vec<Count>> = BTreeMap::new();
        for &unit in sector.scope.units() {
            // Who cannot run out of posts has none that could be filled.
            if run.scenario.vacancies(unit) == Vacancies::Limited {
                add_member(run, run.scenario.unit_name(unit), &months, &mut counts);
            }
        }
        let ends = months.iter().skip(QUARTER - 1).map(|month| month.first_of_month(1));
        let ends = ends.map(|end| end.min(time.end)).collect();
        let quarters = |months: Vec<Count>| months.windows(QUARTER).map(sum).collect();
        let counts = counts.into_iter().map(|(replicate, months)| (replicate, quarters(months)));
        Self { ends, counts: counts.collect() }
    }

    /// What the quarters have to say, replicate by replicate.
    fn fan(&self, of: Read<'_>) -> Fan {
        let places = self.ends.iter().enumerate().map(|(place, end)| {
            let values = self.counts.values().filter_map(|counts| of(counts.get(place)?));
            (end.midnight().0, values.collect::<Vec<f64>>())
        });
        Fan::of(places.filter(|(_, values)| !values.is_empty()))
    }
}

fn sum(months: &[Count]) -> Count {
    months.iter().fold(Count::default(), |sum, month| Count {
        open: sum.open + month.open,
        staff: sum.staff + month.staff,
        filled: sum.filled + month.filled,
    })
}

/// The first days of the months of a horizon, without slivers at its ends: a quarter is three months.
fn months(time: Time) -> Vec<Date> {
    let months = (0..).map(|number| time.start.first_of_month(number));
    let days = |month: Date| {
        let end = month.first_of_month(1).min(time.end);
        f64::from(end.days() - month.max(time.start).days())
    };
    let months = months.take_while(|&month| month < time.end);
    months.filter(|&month| days(month) >= LEAST_DAYS).collect()
}

/// Adds a firm or group to the months of its sector. The days of a step belong to their months, and in proportion the
/// posts that were filled in it.
fn add_member(run: &Run<'_>, name: &str, months: &[Date], counts: &mut BTreeMap<u32, Vec<Count>>) {
    let place = |day: Date| months.binary_search(&day.first_of_month(0)).ok();
    let [open, staff, filled] =
        [FirmColumn::Vacancies, FirmColumn::Headcount, FirmColumn::PostsFilled]
            .map(|column| run.firm(name, column));
    let Paths { dates, replicates } = &open;
    for (replicate, posts) in replicates {
        let counts =
            counts.entry(*replicate).or_insert_with(|| vec![Count::default(); months.len()]);
        let (people, filled) = (&staff.replicates[replicate], filled.replicates.get(replicate));
        for (step, pair) in dates.windows(2).enumerate() {
            let length = f64::from(pair[1].days() - pair[0].days());
            for [from, to] in by_month(pair[0], pair[1]) {
                let days = f64::from(to.days() - from.days());
                let Some(count) = place(from).and_then(|place| counts.get_mut(place)) else {
                    continue;
                };
                count.open += posts[step + 1] * days;
                count.staff += people[step] * days;
                count.filled += filled.map_or(0.0, |filled| filled[step + 1]) * days / length;
            }
        }
    }
}

/// The parts of a time that lie in one month each.
fn by_month(from: Date, to: Date) -> impl Iterator<Item = [Date; 2]> {
    let mut from = from;
    std::iter::from_fn(move || {
        let part = [from, from.first_of_month(1).min(to)];
        from = part[1];
        (part[0] < to).then_some(part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;
    use crate::record::FirmRow;
    use crate::record::Tables;
    use crate::scenario::Scenario;

    /// Ten posts are open at all times, and one is filled in each week: a post is open for ten weeks, until two
    /// are filled in each.
    #[test]
    fn posts_stay_open_for_their_number_over_those_that_are_filled() {
        let (scenario, tables) = (sample::scenario(), sample::tables());
        let chart = vacancies(&Run::new(&scenario, &tables)).unwrap();
        let [age, fill] = &chart.panels[..] else { panic!("two panels") };
        let days = sample::line(&age.marks[1]);
        assert_eq!(days.len(), 22, "of two years");
        let before = &days[..14];
        assert!(before.iter().all(|point| (point[1] - 70.0).abs() < 8.0), "{before:?}");
        let mean = before.iter().map(|point| point[1]).sum::<f64>() / 14.0;
        assert!((mean - 70.0).abs() < 1.0, "{mean}");
        assert!(days[14..].iter().all(|point| point[1] < 70.0), "{days:?}");
        assert!(age.marks[1].label.as_ref().unwrap().starts_with("Laboratories "));
        let share = sample::line(&fill.marks[1]);
        assert!(share.iter().all(|point| (0.005..0.05).contains(&point[1])), "{share:?}");
    }

    /// Runs that were stored without the posts that were filled have the share of open posts alone.
    #[test]
    fn without_posts_that_are_known_to_be_filled_there_are_no_days() {
        let (scenario, mut tables) = (sample::scenario(), sample::tables());
        tables.firms.iter_mut().for_each(|row| row.posts_filled = None);
        let chart = vacancies(&Run::new(&scenario, &tables)).unwrap();
        assert_eq!(chart.panels.len(), 1);
        assert!(chart.panels[0].y.title.contains("Share of posts"), "{}", chart.panels[0].y.title);
    }

    /// Two years in steps of so many days, in which ten posts are open at all times and one is filled a day.
    fn level(scenario: &Scenario, days_of_a_step: f64) -> Tables {
        let (start, end) = (scenario.time.start, scenario.time.end);
        let mut tables = Tables::default();
        let name = || -> std::sync::Arc<str> { scenario.name.as_str().into() };
        #[expect(clippy::cast_possible_truncation, reason = "a few hundred days")]
        let dates = (0..).map(|step| start.plus((f64::from(step) * days_of_a_step).round() as i32));
        let mut before = start;
        for date in dates.take_while(|&date| date < end).chain([end]) {
            tables.firms.push(FirmRow {
                scenario: name(),
                replicate: 1,
                date,
                firm: "openai".into(),
                headcount: 90,
                vacancies: 10,
                posts_filled: Some(u32::try_from(date.days() - before.days()).unwrap()),
                ..FirmRow::default()
            });
            before = date;
        }
        tables
    }

    #[test]
    fn what_is_constant_is_a_level_line_whatever_the_step_and_the_last_day() {
        for [start, end] in [["2023-01-02", "2024-12-02"], ["2023-01-25", "2024-12-30"]] {
            let horizon = [format!("time.start={start}"), format!("time.end={end}")];
            let changes: Vec<&str> = horizon.iter().map(String::as_str).collect();
            let scenario = sample::world("exodus-2024", &changes);
            for days in [1.0, 7.0, 30.4375] {
                let tables = level(&scenario, days);
                let chart = vacancies(&Run::new(&scenario, &tables)).unwrap();
                let age = sample::line(&chart.panels[0].marks[1]);
                assert!(age.iter().all(|[_, days]| (days - 10.0).abs() < 1e-9), "{age:?}");
                assert_eq!(age.len(), 21, "of {start} to {end}");
                let share = sample::line(&chart.panels[1].marks[1]);
                assert!(share.iter().all(|[_, share]| (share - 0.1).abs() < 1e-9), "{share:?}");
            }
        }
    }

    #[test]
    fn the_last_quarter_ends_before_the_sliver_of_a_month() {
        let scenario = sample::world("exodus-2024", &["time.end=2024-12-02"]);
        let sector = &scenario.sectors[0];
        let tables = level(&scenario, 7.0);
        let ends = Quarters::of(&Run::new(&scenario, &tables), sector).ends;
        assert_eq!(ends.last(), Some(&Date::new(2024, 12, 1).unwrap()));
        let scenario = sample::scenario();
        let ends = Quarters::of(&Run::new(&scenario, &sample::tables()), sector).ends;
        assert_eq!(ends.last(), Some(&scenario.time.end));
    }

    #[test]
    fn a_sector_without_open_posts_has_no_line_and_without_sectors_there_is_no_chart() {
        let (scenario, tables) = (sample::scenario(), sample::tables());
        let chart = vacancies(&Run::new(&scenario, &tables)).unwrap();
        assert_eq!(chart.panels[0].marks.len(), 2, "nothing is known of the small");
        let endless = sample::world("sample", &["firm.openai.vacancies=unlimited"]);
        let scenario = scenario.name;
        let endless = Scenario { name: scenario, ..endless };
        assert_eq!(vacancies(&Run::new(&endless, &tables)), None);
        let none = ["sector.labs.enabled=false", "sector.small.enabled=false"];
        let bare = sample::world("exodus-2024", &none);
        assert_eq!(vacancies(&Run::new(&bare, &tables)), None);
    }
}
