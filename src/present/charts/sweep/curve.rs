//! **response** to a number: outcomes as functions of one path.

use crate::present::Response;
use crate::present::Sweep;
use crate::present::axis::Axis;
use crate::present::chart::Chart;
use crate::present::chart::Form;
use crate::present::chart::Mark;
use crate::present::chart::Panel;
use crate::present::format::Unit;
use crate::present::measured::measured;
use crate::present::sweep::number;
use crate::present::sweep::unit;
use crate::present::theme;

use super::histories;
use crate::present::charts::heights;

/// A panel for each outcome: mean, its interval, and the band of histories.
pub(super) fn curve(sweep: &Sweep<'_>) -> Option<Chart> {
    let ([path], Some(mut places)) = (&sweep.paths()[..], sweep.numbers_of(0)) else { return None };
    places.sort_by(f64::total_cmp);
    let (low, high) = (*places.first()?, *places.last()?);
    let x = Axis::numbers(low, high, Unit::Plain).titled(*path);
    let panels = sweep.outcomes.iter().filter_map(|outcome| panel(sweep, outcome, x.clone()));
    let panels: Vec<Panel> = panels.collect();
    (!panels.is_empty()).then(|| Chart {
        title: crate::present::sweep::title(sweep),
        subtitle: format!(
            "Line: {}; pale: the 5–95% band of histories. The grey line is the scenario as it is written; every \
             value has the same luck",
            histories(sweep)
        ),
        footnote: sweep.footnote(),
        rules: Vec::new(),
        panels,
    })
}

fn panel(sweep: &Sweep<'_>, outcome: &str, x: Axis) -> Option<Panel> {
    let mut points: Vec<(f64, Response)> = sweep
        .cells
        .iter()
        .filter_map(|cell| {
            Some((number(cell.settings[0].1)?, sweep.response(cell.number, outcome)?))
        })
        .collect();
    points.sort_by(|one, other| one.0.total_cmp(&other.0));
    let (_, last) = points.last()?;
    let colour = sweep.colour(outcome);
    let spread =
        points.iter().filter_map(|(at, it)| it.spread().map(|[low, high]| [*at, low, high]));
    let band = points.iter().filter(|(_, it)| it.values.len() > 1);
    let band = band.map(|(at, it)| [*at, it.mean[1], it.mean[2]]);
    let means: Vec<[f64; 2]> = points.iter().map(|(at, it)| [*at, it.mean[0]]).collect();
    let base = sweep.response(0, outcome).map(|base| base.mean[0]);
    let words = |value: f64| measured(outcome, value, last.scale());
    // Painted twice, so that it stands out from the other band.
    let mut marks = vec![
        Mark::new(theme::OTHERS, Form::Band(spread.collect())),
        Mark::new(colour, Form::Band(band.clone().collect())),
        Mark::new(colour, Form::Band(band.collect())),
    ];
    marks.extend(base.map(|base| Mark::new(theme::STRONG, Form::Level(base))));
    marks.push(Mark::new(colour, Form::Line(means.clone())).labelled(words(last.mean[0])));
    marks.push(Mark::new(colour, Form::Points(means)));
    let as_written = |base: f64| {
        Mark::new(theme::STRONG, Form::Words([x.high, base]))
            .labelled(format!("as written: {}", words(base)))
    };
    marks.extend(base.map(as_written));
    let y = Axis::covering(heights(&marks), unit(outcome)).titled(sweep.label(outcome));
    let height = if sweep.outcomes.len() > 1 { 0.55 } else { 1.0 };
    Some(Panel { height, x, y, marks, counts: None })
}
