//! **attention**: who at the focal firm is open to work, and how often recruiters write to them.

use crate::present::Run;
use crate::present::axis::Axis;
use crate::present::chart::Chart;
use crate::present::chart::Panel;
use crate::present::fold::FirmColumn;
use crate::present::format;
use crate::present::format::Unit;
use crate::present::paths::Paths;
use crate::quantity::DAYS_PER_MONTH;
use crate::scenario::Step;

use super::heights;
use super::horizon;
use super::line_with_band;

const DAYS_PER_WEEK: f64 = 7.0;

/// The share of staff that is open to work above, contacts per head and week below; each only if there
/// is any.
pub(super) fn attention(run: &Run<'_>) -> Option<Chart> {
    let focal = run.label(run.focal());
    let staff = run.firm(run.focal(), FirmColumn::Headcount);
    let per_head = |column: FirmColumn, weeks: f64| {
        let parts = run.firm(run.focal(), column);
        parts.with(&staff, |part, people| part / people.max(1.0) / weeks)
    };
    let open = per_head(FirmColumn::OpenToWork, 1.0);
    let contacts = per_head(FirmColumn::Contacts, weeks_of_a_step(run)).after_the_first();
    let share = |share: f64| format!("Open to work {}", format::percent(share));
    let often =
        |often: f64| format!("Contacts {}", format::decimal(often, format::places(often / 10.0)));
    let panels: Vec<Panel> = [
        panel(
            run,
            &open,
            (Unit::Share, "Share of staff who show that they are open to work"),
            share,
        ),
        panel(run, &contacts, (Unit::Plain, "Contacts by recruiters, per head and week"), often),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!panels.is_empty()).then(|| Chart {
        title: format!("Who is tempted at {focal}, and how often"),
        subtitle: format!(
            "Open to work, and mere contacts, most of which lead to no offer — {}",
            run.spread()
        ),
        footnote: run.footnote(),
        rules: run.rules(),
        panels,
    })
}

fn weeks_of_a_step(run: &Run<'_>) -> f64 {
    match run.scenario.time.step {
        Step::Day => 1.0 / DAYS_PER_WEEK,
        Step::Week => 1.0,
        Step::Month => DAYS_PER_MONTH / DAYS_PER_WEEK,
    }
}

fn panel(
    run: &Run<'_>,
    paths: &Paths,
    (unit, title): (Unit, &str),
    label: impl Fn(f64) -> String,
) -> Option<Panel> {
    if paths.are_empty() {
        return None;
    }
    let marks = line_with_band(paths, paths.median(), run.colour(run.focal()), label).to_vec();
    let y = Axis::covering(heights(&marks).chain([0.0]), unit).titled(title);
    Some(Panel { height: 0.45, x: horizon(run), y, marks, counts: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::chart::Form;
    use crate::present::sample;

    #[test]
    fn both_panels_jump_at_the_event_and_contacts_have_no_point_before_the_first_step() {
        let (scenario, tables) = (sample::scenario(), sample::tables());
        let chart = attention(&Run::new(&scenario, &tables)).unwrap();
        let event = chart.rules[0].at;
        for (panel, limit, points) in [(0, 0.04, sample::WEEKS + 1), (1, 2.0, sample::WEEKS)] {
            let Form::Line(line) = &chart.panels[panel].marks[1].form else { panic!("a line") };
            assert_eq!(line.len(), points);
            assert!(line.iter().all(|&[at, value]| (value < limit) == (at < event)));
        }
    }

    #[test]
    fn contacts_are_told_per_week_whatever_the_step() {
        let (mut scenario, tables) = (sample::scenario(), sample::tables());
        scenario.time.step = Step::Day;
        let chart = attention(&Run::new(&scenario, &tables)).unwrap();
        let Form::Line(line) = &chart.panels[1].marks[1].form else { panic!("a line") };
        assert!((line[0][1] - 7.0).abs() < 0.01);
    }

    #[test]
    fn what_nobody_does_has_no_panel() {
        let (scenario, mut tables) = (sample::scenario(), sample::tables());
        tables.firms.iter_mut().for_each(|row| row.open_to_work = 0);
        let chart = attention(&Run::new(&scenario, &tables)).unwrap();
        assert_eq!(chart.panels.len(), 1);
        tables.firms.iter_mut().for_each(|row| row.contacts = None);
        assert_eq!(attention(&Run::new(&scenario, &tables)), None);
    }
}
