//! **attention**: who at the focal firm is open to work, and how often recruiters write to them.

use crate::present::Run;
use crate::present::axis::Axis;
use crate::present::chart::Chart;
use crate::present::chart::Panel;
use crate::present::fold::FirmColumn;
use crate::present::format;
use crate::present::format::Unit;
use crate::present::paths::Paths;
use crate::quantity::Date;

use super::heights;
use super::horizon;
use super::line_with_band;

const DAYS_PER_WEEK: f64 = 7.0;

/// The share of staff that is open to work above, contacts per head and week below; each only if there
/// is any.
pub(super) fn attention(run: &Run<'_>) -> Option<Chart> {
    let focal = run.label(run.focal());
    let staff = run.firm(run.focal(), FirmColumn::Headcount);
    let open = run.firm(run.focal(), FirmColumn::OpenToWork);
    let open = open.with(&staff, |open, people| open / people.max(1.0));
    let contacts = per_head_and_week(&run.firm(run.focal(), FirmColumn::Contacts), &staff);
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

/// What happened in each step, for each of those who were there when it began and each week of it: the last step may
/// be shorter than the others, and the staff of its end may be another one.
fn per_head_and_week(events: &Paths, staff: &Paths) -> Paths {
    let weeks = |pair: &[Date]| f64::from(pair[1].days() - pair[0].days()) / DAYS_PER_WEEK;
    let weeks: Vec<f64> = events.dates.windows(2).map(weeks).collect();
    let replicates = events.replicates.iter().filter_map(|(replicate, events)| {
        let people = staff.replicates.get(replicate)?;
        let steps = events.iter().skip(1).zip(people).zip(&weeks);
        let rates = steps.map(|((events, people), weeks)| events / people.max(1.0) / weeks);
        Some((*replicate, rates.collect()))
    });
    let replicates = replicates.collect();
    Paths { dates: events.dates.iter().skip(1).copied().collect(), replicates }
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
    use std::collections::BTreeMap;

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
        let (scenario, mut tables) = (sample::scenario(), sample::tables());
        let start = scenario.time.start;
        for row in &mut tables.firms {
            // The weeks become days, of one contact a head each.
            let days = row.date.days() - start.days();
            let weeks = days.div_euclid(7);
            row.date = start.plus(weeks);
            (row.headcount, row.contacts) = (600, Some(600));
        }
        let chart = attention(&Run::new(&scenario, &tables)).unwrap();
        let Form::Line(line) = &chart.panels[1].marks[1].form else { panic!("a line") };
        assert!((line[0][1] - 7.0).abs() < 0.01);
    }

    /// Paths of one replicate at days of the horizon.
    fn paths(days: &[i32], values: &[f64]) -> Paths {
        let dates = days.iter().map(|&day| Date::from_days(day)).collect();
        Paths { dates, replicates: BTreeMap::from([(1, values.to_vec())]) }
    }

    #[test]
    fn contacts_are_those_of_the_staff_that_a_step_began_with() {
        let days = [0, 7, 14];
        let (contacts, staff) =
            (paths(&days, &[0.0, 100.0, 10.0]), paths(&days, &[100.0, 5.0, 5.0]));
        let rates = per_head_and_week(&contacts, &staff);
        assert_eq!(rates, paths(&days[1..], &[1.0, 2.0]));
    }

    #[test]
    fn a_last_step_that_is_shorter_leaves_the_line_level() {
        let days = [0, 7, 14, 16];
        let (contacts, staff) = (paths(&days, &[0.0, 70.0, 70.0, 20.0]), paths(&days, &[50.0; 4]));
        let rates = per_head_and_week(&contacts, &staff);
        assert!(rates.replicates[&1].iter().all(|rate| (rate - 1.4).abs() < 1e-12), "{rates:?}");
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
