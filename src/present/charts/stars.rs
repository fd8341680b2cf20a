//! **stars**: where the stars are, and how concentrated they are.

use crate::present::Run;
use crate::present::axis::Axis;
use crate::present::chart::Chart;
use crate::present::chart::Mark;
use crate::present::chart::Panel;
use crate::present::fold::FirmColumn;
use crate::present::fold::MarketColumn;
use crate::present::format;
use crate::present::format::Unit;
use crate::present::paths::Paths;
use crate::present::theme;
use crate::present::theme::Colour;

use super::heights;
use super::horizon;
use super::line_with_band;
use super::mean_spread;

/// Firms and groups with a line of their own.
const MOST: usize = 6;

/// Stars by firm or group above, their concentration below; none if nobody has a star.
pub(super) fn stars(run: &Run<'_>) -> Option<Chart> {
    let mut units = units(run);
    if units.is_empty() {
        return None;
    }
    let others = together(run, &units.split_off(units.len().min(MOST)));
    let own = units.into_iter();
    let mut lines: Vec<(&str, Colour, Paths)> = own
        .map(|name| (run.label(name), run.colour(name), run.firm(name, FirmColumn::Stars)))
        .collect();
    lines.extend(others.map(|paths| ("Others", theme::STRONG, paths)));
    let marks: Vec<Mark> = lines
        .iter()
        .flat_map(|(name, colour, paths)| {
            let label = |stars| format!("{name} {}", format::count(stars));
            line_with_band(paths, paths.mean(), *colour, label)
        })
        .collect();
    let y = Axis::covering(heights(&marks).chain([0.0]), Unit::Plain).titled("Stars employed");
    let mut panels = vec![Panel { height: 0.75, x: horizon(run), y, marks, counts: None }];
    panels.extend(run.market(MarketColumn::Concentration).map(|paths| concentration(run, &paths)));
    Some(Chart {
        title: "Where the stars are".to_owned(),
        subtitle: format!(
            "Stars at the firms and groups with most of them; concentration is the sum over firms of squared \
             shares — {}",
            mean_spread(run)
        ),
        footnote: run.footnote(),
        rules: run.rules(),
        panels,
    })
}

fn concentration(run: &Run<'_>, paths: &Paths) -> Panel {
    let label = |level| format!("Concentration {}", format::decimal(level, 3));
    let marks = line_with_band(paths, paths.mean(), theme::INK, label).to_vec();
    let title = "Concentration of stars (1 is all at one firm)";
    let y = Axis::covering(heights(&marks).chain([0.0]), Unit::Plain).titled(title);
    Panel { height: 0.4, x: horizon(run), y, marks, counts: None }
}

/// The firms and groups that ever have a star, those with most of them at the end first.
fn units<'a>(run: &Run<'a>) -> Vec<&'a str> {
    let names = run.scenario.unit_ids().map(|unit| run.scenario.unit_name(unit));
    let at_end = |name: &'a str| {
        let paths = run.firm(name, FirmColumn::Stars);
        let stars = || paths.mean().last().map_or(0.0, |&[_, stars]| stars);
        (!paths.are_empty()).then(|| (name, stars()))
    };
    let mut units: Vec<(&str, f64)> = names.filter_map(at_end).collect();
    units.sort_by(|one, other| other.1.total_cmp(&one.1));
    units.into_iter().map(|(name, _)| name).collect()
}

/// The sum over some firms, replicate by replicate; none over nobody.
fn together(run: &Run<'_>, units: &[&str]) -> Option<Paths> {
    let paths = units.iter().map(|name| run.firm(name, FirmColumn::Stars));
    paths.reduce(|sum, paths| sum.with(&paths, |one, other| one + other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;
    use crate::present::sample::line;
    use crate::record::FirmRow;
    use crate::record::Tables;

    fn labels(panel: &Panel) -> Vec<&str> {
        panel.marks.iter().filter_map(|mark| mark.label.as_deref()).collect()
    }

    #[test]
    fn who_has_most_stars_at_the_end_comes_first_and_concentration_lies_below() {
        let (scenario, tables) = (sample::scenario(), sample::tables());
        let chart = stars(&Run::new(&scenario, &tables)).unwrap();
        let [upper, lower] = &chart.panels[..] else { panic!("two panels") };
        assert!(labels(upper)[0].starts_with("Meta 100"), "{:?}", labels(upper));
        assert!(labels(upper)[1].starts_with("OpenAI "), "{:?}", labels(upper));
        assert!(labels(lower)[0].starts_with("Concentration 0."));
        assert!(line(&lower.marks[1]).iter().all(|point| point[1] > 0.0 && point[1] < 1.0));
    }

    #[test]
    fn whoever_is_not_among_the_first_is_counted_with_the_others() {
        let (names, mut tables) = (["a", "b", "c", "d", "e"], sample::tables());
        let changes = names.map(|name| format!("firm.{name}.staff=9"));
        let changes: Vec<&str> = changes.iter().map(String::as_str).collect();
        let scenario = sample::world("exodus-2024", &changes);
        let of_meta = tables.firms.iter().filter(|row| &*row.firm == "meta").cloned();
        let of_meta: Vec<FirmRow> = of_meta.collect();
        for (name, stars) in names.into_iter().zip(1..) {
            let rows = of_meta.iter().cloned();
            tables.firms.extend(rows.map(|row| FirmRow { firm: name.into(), stars, ..row }));
        }
        let chart = stars_of(&scenario, &tables);
        assert_eq!(labels(&chart.panels[0]).last(), Some(&"Others 1"));
        assert_eq!(labels(&chart.panels[0]).len(), MOST + 1);
    }

    fn stars_of(scenario: &crate::scenario::Scenario, tables: &Tables) -> Chart {
        stars(&Run::new(scenario, tables)).unwrap()
    }

    #[test]
    fn without_stars_there_is_no_chart() {
        let (scenario, mut tables) = (sample::scenario(), sample::tables());
        tables.firms.iter_mut().for_each(|row| row.stars = 0);
        assert_eq!(stars(&Run::new(&scenario, &tables)), None);
        assert_eq!(stars(&Run::new(&scenario, &Tables::default())), None);
    }
}
