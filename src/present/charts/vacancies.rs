//! **vacancies**: how long posts stay open in each sector, and how many are.

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
use crate::scenario::Vacancies;

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
    let age = panel("Days for which a post that is filled was open", Unit::Count, &days, &in_days);
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
    /// The last days of the quarters, and the day after the horizon if it ends within a month.
    ends: Vec<Date>,
    /// By replicate, the count of each quarter.
    counts: BTreeMap<u32, Vec<Count>>,
}

impl Quarters {
    fn of(run: &Run<'_>, sector: &Sector) -> Self {
        let time = run.scenario.time;
        let months = (0..).map(|number| time.start.first_of_month(number));
        let months: Vec<Date> = months.take_while(|&month| month < time.end).collect();
        let mut counts: BTreeMap<u32, Vec<Count>> = BTreeMap::new();
        for &unit in sector.scope.units() {
            // Who cannot run out of posts has none that could be filled.
            if run.scenario.vacancies(unit) == Vacancies::Limited {
                add_member(run, run.scenario.unit_name(unit), months.len(), &mut counts);
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

/// Adds a firm or group to the months of its sector. A step belongs to the month in which it ends.
fn add_member(run: &Run<'_>, name: &str, months: usize, counts: &mut BTreeMap<u32, Vec<Count>>) {
    let first = run.scenario.time.start.month_number();
    let place = |day: Date| usize::try_from(day.month_number() - first).unwrap_or_default();
    let (open, staff) =
        (run.firm(name, FirmColumn::Vacancies), run.firm(name, FirmColumn::Headcount));
    let Paths { dates, replicates } = &open;
    for (replicate, posts) in replicates {
        let counts = counts.entry(*replicate).or_insert_with(|| vec![Count::default(); months]);
        let people = &staff.replicates[replicate];
        for (step, pair) in dates.windows(2).enumerate() {
            let days = f64::from(pair[1].days() - pair[0].days());
            let Some(count) = counts.get_mut(place(pair[1].plus(-1))) else { continue };
            count.open += posts[step + 1] * days;
            count.staff += people[step] * days;
        }
    }
    let filled = &run.fold.filled;
    for (replicate, moves) in filled.rows(&name.into()) {
        let Some(counts) = counts.get_mut(&replicate) else { continue };
        for (&month, moves) in filled.places().iter().zip(moves) {
            if let Some(count) = counts.get_mut(place(month)) {
                count.filled += moves;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;

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

    #[test]
    fn a_sector_without_open_posts_has_no_line_and_without_sectors_there_is_no_chart() {
        let (scenario, tables) = (sample::scenario(), sample::tables());
        let chart = vacancies(&Run::new(&scenario, &tables)).unwrap();
        assert_eq!(chart.panels[0].marks.len(), 2, "nothing is known of the small");
        let endless = sample::world("sample", &["firm.openai.vacancies=unlimited"]);
        let scenario = scenario.name;
        let endless = crate::scenario::Scenario { name: scenario, ..endless };
        assert_eq!(vacancies(&Run::new(&endless, &tables)), None);
        let none = ["sector.labs.enabled=false", "sector.small.enabled=false"];
        let bare = sample::world("exodus-2024", &none);
        assert_eq!(vacancies(&Run::new(&bare, &tables)), None);
    }
}
