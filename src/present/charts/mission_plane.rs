//! **mission plane**: where firms stand between safety and speed and between research and product, how they
//! have drifted, and who moves between them.

use std::collections::BTreeMap;

use crate::present::Run;
use crate::present::axis::Axis;
use crate::present::chart::Chart;
use crate::present::chart::Form;
use crate::present::chart::Mark;
use crate::present::chart::Panel;
use crate::present::fold::FirmColumn;
use crate::present::format::Unit;
use crate::present::theme;
use crate::quantity::Date;

/// Arrows of net moves.
const MOST_ARROWS: usize = 7;
/// Fewer moves than these, in the mean over replicates, are no arrow.
const LEAST_MOVES: f64 = 1.0;

/// A firm on the plane.
struct Standing<'a> {
    name: &'a str,
    first: Option<[f64; 2]>,
    last: [f64; 2],
    /// Its staff at the end over that of the greatest firm.
    area: f64,
}

/// The firms that are written out, from the start of the horizon to its end, among a sample of people.
pub(super) fn mission_plane(run: &Run<'_>) -> Option<Chart> {
    let firms = firms(run);
    if firms.is_empty() {
        return None;
    }
    let of_people = run.fold.positions.iter().filter(|row| !row.researcher.is_empty());
    let people = of_people.map(|row| [row.x, row.y]);
    let mut marks = vec![
        Mark::new(theme::GRID, Form::Thin(vec![[0.0, -1.0], [0.0, 1.0]])),
        Mark::new(theme::OTHERS, Form::Specks(people.collect())),
    ];
    marks.extend(arrows(run, &firms));
    marks.extend(firms.iter().map(|firm| {
        let disc = Form::Disc { at: firm.last, area: firm.area, from: firm.first };
        Mark::new(run.colour(firm.name), disc).labelled(run.label(firm.name).to_owned())
    }));
    let x = Axis::numbers(-1.0, 1.0, Unit::Plain).titled("From safety (−1) to speed (+1)");
    let y = Axis::numbers(-1.0, 1.0, Unit::Plain).titled("From research (−1) to product (+1)");
    Some(Chart {
        title: "Where firms stand, and how they drift".to_owned(),
        subtitle: format!(
            "Firms that are written out: small dot at the start, disc at the end, as large as their staff. Grey \
             dots: a sample of people. Arrows: the largest net moves, the broader the more — {}",
            what_of(run)
        ),
        footnote: run.footnote(),
        rules: Vec::new(),
        panels: vec![Panel { height: 1.4, x, y, marks, counts: None }],
    })
}

/// Of how many histories positions, staff and moves are.
fn what_of(run: &Run<'_>) -> String {
    match run.replicates() {
        1 => "one simulated history".to_owned(),
        many => format!(
            "positions of the first of {many} simulated histories, staff and moves in the mean of all, without \
             intervals"
        ),
    }
}

/// The firms that have staff at the end, the greatest first: small ones are drawn over them.
fn firms<'a>(run: &Run<'a>) -> Vec<Standing<'a>> {
    let mut firms: Vec<Standing<'a>> = Vec::new();
    for firm in &run.scenario.firms {
        let positions = run.fold.positions.iter();
        let own = positions.filter(|row| *row.firm == firm.name && row.researcher.is_empty());
        let own: Vec<(Date, [f64; 2])> = own.map(|row| (row.date, [row.x, row.y])).collect();
        let end = run.scenario.time.end;
        let Some(&(_, last)) = own.iter().find(|(date, _)| *date == end) else { continue };
        let first = own.iter().find(|(date, _)| *date != end).map(|&(_, position)| position);
        let staff = run.firm(&firm.name, FirmColumn::Headcount).mean();
        let area = staff.last().map_or(0.0, |&[_, staff]| staff);
        firms.push(Standing { name: &firm.name, first, last, area });
    }
    let greatest = firms.iter().map(|firm| firm.area).fold(1.0, f64::max);
    for firm in &mut firms {
        firm.area /= greatest;
    }
    firms.sort_by(|one, other| other.area.total_cmp(&one.area));
    firms
}

/// The largest net moves between two of the firms.
fn arrows(run: &Run<'_>, firms: &[Standing<'_>]) -> Vec<Mark> {
    let mut net: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    let place = |name: &str| firms.iter().position(|firm| firm.name == name);
    for pair @ (from, to) in run.fold.moves.series() {
        let Some((from, to)) = place(from).zip(place(to)) else { continue };
        let moves = run.fold.moves.sum(pair);
        *net.entry((from, to)).or_default() += moves;
        *net.entry((to, from)).or_default() -= moves;
    }
    let replicates = run.replicates().max(1) as f64;
    let mut net: Vec<_> = net.into_iter().map(|(pair, moves)| (pair, moves / replicates)).collect();
    net.retain(|&(_, moves)| moves >= LEAST_MOVES);
    net.sort_by(|one, other| other.1.total_cmp(&one.1));
    net.truncate(MOST_ARROWS);
    let most = net.first().map_or(1.0, |&(_, moves)| moves);
    let arrow = |((from, to), moves): ((usize, usize), f64)| {
        let [from, to] = [&firms[from], &firms[to]];
        let form = Form::Arrow {
            between: [from.last, to.last],
            areas: [from.area, to.area],
            breadth: moves / most,
        };
        Mark::new(run.colour(to.name), form)
    };
    net.into_iter().map(arrow).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;
    use crate::record::Tables;

    #[test]
    fn firms_have_drifted_and_people_move_along_the_arrows() {
        let (scenario, tables) = (sample::scenario(), sample::tables());
        let run = Run::new(&scenario, &tables);
        let mut chart = mission_plane(&run).unwrap();
        let said = "in the mean of all, without intervals";
        assert!(chart.subtitle.contains("the first of ") && chart.subtitle.ends_with(said));
        let marks = chart.panels.remove(0).marks;
        let Form::Specks(people) = &marks[1].form else { panic!("a sample of people") };
        assert!(people.len() > 40, "{}", people.len());
        let discs = marks.iter().filter_map(|mark| match mark.form {
            Form::Disc { at, area, from } => Some((mark.label.as_deref()?, at, area, from?)),
            _ => None,
        });
        let discs: Vec<_> = discs.collect();
        assert_eq!((discs[0].0, discs[0].2), ("Meta", 1.0), "the greatest firm lies behind");
        let openai = discs.iter().find(|disc| disc.0 == "OpenAI").unwrap();
        assert!(openai.1[1] > openai.3[1], "it drifts towards product");
        let arrows = marks.iter().filter_map(|mark| match mark.form {
            Form::Arrow { between, breadth, .. } => Some((mark.colour, between, breadth)),
            _ => None,
        });
        let arrows: Vec<_> = arrows.collect();
        assert_eq!(arrows[0].0, run.colour("anthropic"));
        let begin = arrows[0].1[0];
        assert!((begin[0] - openai.1[0]).abs() + (begin[1] - openai.1[1]).abs() < 1e-12);
        assert!((arrows[0].2 - 1.0).abs() < 1e-12);
        assert!(arrows.len() > 1 && arrows.windows(2).all(|pair| pair[0].2 >= pair[1].2));
    }

    #[test]
    fn a_firm_that_is_founded_later_has_come_from_nowhere() {
        let (scenario, mut tables) = (sample::scenario(), sample::tables());
        let start = scenario.time.start;
        tables.positions.retain(|row| *row.firm != *"xai" || row.date != start);
        let chart = mission_plane(&Run::new(&scenario, &tables)).unwrap();
        let of_xai = chart.panels[0].marks.iter().find(|mark| mark.label.as_deref() == Some("xAI"));
        assert!(matches!(of_xai.unwrap().form, Form::Disc { from: None, .. }));
    }

    #[test]
    fn without_positions_there_is_no_chart() {
        let scenario = sample::scenario();
        assert_eq!(mission_plane(&Run::new(&scenario, &Tables::default())), None);
    }
}
