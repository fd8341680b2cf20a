//! **regions**: who comes to live where, and how many do.

use crate::present::Run;
use crate::present::axis::Axis;
use crate::present::chart::Chart;
use crate::present::chart::Mark;
use crate::present::chart::Panel;
use crate::present::fold::RegionColumn;
use crate::present::format;
use crate::present::format::Unit;
use crate::present::paths::Paths;
use crate::present::theme;
use crate::scenario::Region;

use super::heights;
use super::horizon;
use super::line_with_band;

/// A chart has no more regions than there are colours: the largest ones.
const MOST: usize = theme::FIRMS.len();

/// Net migration above, people in the middle, and the share that is at home elsewhere below; none without
/// regions.
pub(super) fn regions(run: &Run<'_>) -> Option<Chart> {
    let shown = largest(run);
    if shown.is_empty() {
        return None;
    }
    let of = |region: &Region, column: RegionColumn| {
        run.fold.regions.paths(&(region.name.as_str().into(), column))
    };
    let net = |region: &Region| {
        let departures = of(region, RegionColumn::Departures);
        of(region, RegionColumn::Arrivals).with(&departures, |came, went| came - went).cumulative()
    };
    let foreign = |region: &Region| {
        let people = of(region, RegionColumn::Headcount);
        of(region, RegionColumn::Foreign).with(&people, |foreign, people| foreign / people.max(1.0))
    };
    let panels = [
        panel(
            run,
            &shown,
            (Unit::Count, "Who has come to live there from another region, less who has gone"),
            (&net, &|sum| format::signed(sum, 0)),
        ),
        panel(
            run,
            &shown,
            (Unit::Count, "People who live and work there"),
            (&|region| of(region, RegionColumn::Headcount), &format::count),
        ),
        panel(
            run,
            &shown,
            (Unit::Share, "Share of them who are at home elsewhere"),
            (&foreign, &format::percent),
        ),
    ];
    Some(Chart {
        title: "Who comes to live where".to_owned(),
        subtitle: format!(
            "People move to another region with a job; graduates come from where they are at home. Regions grow \
             by those who enter the market and shrink by those who leave it, too — {}",
            run.spread()
        ),
        footnote: run.footnote(),
        rules: run.rules(),
        panels: panels.into(),
    })
}

/// The regions in which anybody lives, from the largest down, with the colours of their places in the scenario.
fn largest<'a>(run: &Run<'a>) -> Vec<(&'a Region, theme::Colour)> {
    let people = |region: &Region| {
        run.fold.regions.sum(&(region.name.as_str().into(), RegionColumn::Headcount))
    };
    let colours = theme::FIRMS.into_iter().chain(std::iter::repeat(theme::OTHERS));
    let regions = run.scenario.regions.iter().zip(colours);
    let mut regions: Vec<(&Region, theme::Colour)> =
        regions.filter(|(region, _)| people(region) > 0.0).collect();
    regions.sort_by(|(one, _), (other, _)| people(other).total_cmp(&people(one)));
    regions.truncate(MOST);
    regions
}

/// What is drawn of one region.
type OfRegion<'a> = &'a dyn Fn(&Region) -> Paths;
/// How the last value of it is said.
type Words<'a> = &'a dyn Fn(f64) -> String;

/// A line with a band for each region.
fn panel(
    run: &Run<'_>,
    shown: &[(&Region, theme::Colour)],
    (unit, title): (Unit, &str),
    (paths, words): (OfRegion<'_>, Words<'_>),
) -> Panel {
    let mut marks: Vec<Mark> = Vec::new();
    for &(region, colour) in shown {
        let paths = paths(region);
        let label = |value: f64| format!("{} {}", region.label, words(value));
        marks.extend(line_with_band(&paths, paths.median(), colour, label));
    }
    let y = Axis::covering(heights(&marks).chain([0.0]), unit).titled(title);
    Panel { height: 0.5, x: horizon(run), y, marks, counts: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;
    use crate::quantity::Date;
    use crate::record::RegionRow;

    /// In the east ten live, of whom one more comes from elsewhere in every week; in the west nobody.
    fn tables() -> crate::record::Tables {
        let row = |replicate: u32, week: u32, region: &str| RegionRow {
            scenario: "exodus-2024".into(),
            replicate,
            date: Date::new(2023, 1, if week == 0 { 2 } else { 9 }).unwrap(),
            region: region.into(),
            headcount: if region == "east" { 10 } else { 0 },
            foreign: week,
            arrivals: week * replicate,
            ..RegionRow::default()
        };
        let mut tables = sample::tables();
        let replicates = [1, 3].into_iter();
        let rows = replicates
            .flat_map(|one| [0, 1].map(|week| [row(one, week, "east"), row(one, week, "west")]));
        tables.regions = rows.flatten().collect();
        tables
    }

    #[test]
    fn regions_are_those_where_somebody_lives() {
        let changes = ["region.east.label=The East", "region.west={}", "mechanism.regions={}"];
        let (scenario, tables) = (sample::world("exodus-2024", &changes), tables());
        let chart = regions(&Run::new(&scenario, &tables)).unwrap();
        let [net, people, share] = [0, 1, 2].map(|panel: usize| &chart.panels[panel].marks);
        assert_eq!(net.len(), 2, "a band and a line of one region");
        assert_eq!(net[1].label.as_deref(), Some("The East +2"));
        assert_eq!(people[1].label.as_deref(), Some("The East 10"));
        assert_eq!(sample::line(&share[1]).last().map(|point| point[1]), Some(0.1));
    }

    #[test]
    fn a_region_keeps_its_colour_when_another_one_becomes_larger() {
        let changes = ["region.east.label=The East", "region.west={}", "mechanism.regions={}"];
        let scenario = sample::world("exodus-2024", &changes);
        let colours = |people: [u32; 2]| {
            let mut tables = tables();
            for row in &mut tables.regions {
                row.headcount = people[usize::from(&*row.region == "west")];
            }
            let shown = largest(&Run::new(&scenario, &tables));
            shown.into_iter().map(|(region, colour)| (region.name.clone(), colour)).collect()
        };
        let [east, west] = [[10, 4], [4, 10]].map(|people| -> Vec<_> { colours(people) });
        assert_eq!((&*east[0].0, &*west[0].0), ("east", "west"), "the largest comes first");
        assert_eq!((&east[0], &east[1]), (&west[1], &west[0]));
    }

    #[test]
    fn without_regions_there_is_no_chart() {
        let (scenario, tables) = (sample::scenario(), sample::tables());
        assert_eq!(regions(&Run::new(&scenario, &tables)), None);
    }
}
