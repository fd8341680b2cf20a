//! **response** to values that are no numbers: a row for each.

use crate::present::Response;
use crate::present::Sweep;
use crate::present::axis::Axis;
use crate::present::chart::Chart;
use crate::present::chart::Form;
use crate::present::chart::Mark;
use crate::present::chart::Panel;
use crate::present::measured::measured;
use crate::present::sweep::interval;
use crate::present::sweep::is_sure;
use crate::present::sweep::unit;
use crate::present::theme;

use super::histories;

/// A panel for each outcome, with a dot and a whisker for each value.
pub(super) fn rows(sweep: &Sweep<'_>) -> Option<Chart> {
    if sweep.paths().len() != 1 || sweep.numbers_of(0).is_some() {
        return None;
    }
    let panels = sweep.outcomes.iter().filter_map(|outcome| panel(sweep, outcome));
    let panels: Vec<Panel> = panels.collect();
    (!panels.is_empty()).then(|| Chart {
        title: crate::present::sweep::title(sweep),
        subtitle: format!(
            "Dot: {}; in grey words the paired difference to the scenario as it is written, and a grey dot where \
             its interval includes zero. Every value has the same luck",
            histories(sweep)
        ),
        footnote: sweep.footnote(),
        rules: Vec::new(),
        panels,
    })
}

fn panel(sweep: &Sweep<'_>, outcome: &str) -> Option<Panel> {
    let written = std::iter::once((0, "as written"));
    let cells = sweep.cells.iter().map(|cell| (cell.number, cell.settings[0].1));
    let rows: Vec<(&str, Response)> = written
        .chain(cells)
        .filter_map(|(number, name)| Some((name, sweep.response(number, outcome)?)))
        .collect();
    let change = |response: &Response| response.difference.map(|it| interval(outcome, it));
    let names = rows.iter().map(|(name, it)| [(*name).to_owned(), change(it).unwrap_or_default()]);
    let names = names.collect();
    let ends = rows.iter().flat_map(|(_, response)| response.mean);
    let x = Axis::covering(ends, unit(outcome)).titled(sweep.label(outcome));
    let places = std::iter::successors(Some(-0.5), |place| Some(place - 1.0));
    let marks = rows.iter().zip(places).flat_map(|((_, response), y)| {
        let differs = response.difference.is_some_and(is_sure);
        let colour = if differs { sweep.colour(outcome) } else { theme::OTHERS };
        let [mean, low, high] = response.mean;
        let whisker = (high > low).then(|| Mark::new(colour, Form::Whisker { y, low, high }));
        let words = measured(outcome, mean, response.scale());
        let dot = Mark::new(colour, Form::Points(vec![[mean, y]])).labelled(words);
        whisker.into_iter().chain([dot])
    });
    (!rows.is_empty()).then(|| Panel {
        height: 1.0,
        x,
        y: Axis::rows(names),
        marks: marks.collect(),
        counts: None,
    })
}
