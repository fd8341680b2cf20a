use crate::present::chart::Form;
use crate::present::charts_of_sweep;
use crate::present::sample;
use crate::record::SweepRow;

use super::*;

const OUTCOME: &str = "departures:openai";

/// A sweep over settings, in each of which `value` is an outcome in a replicate, with the same noise of the
/// replicate in every cell.
fn swept(outcome: &str, cells: &[&str], value: impl Fn(usize) -> f64) -> Tables {
    let mut tables = Tables::default();
    for (cell, settings) in [""].iter().chain(cells).enumerate() {
        for replicate in 1..=5_u32 {
            tables.sweep.push(SweepRow {
                cell: u32::try_from(cell).unwrap(),
                settings: (*settings).into(),
                replicate,
                outcome: outcome.into(),
                value: Some(value(cell) + f64::from(replicate * replicate)),
            });
        }
    }
    tables
}

fn along_one_path() -> Tables {
    let cells = ["firm.openai.reach=1", "firm.openai.reach=2", "firm.openai.reach=4"];
    swept(OUTCOME, &cells, |cell| 100.0 - 10.0 * [1.0, 0.0, 1.0, 3.0][cell])
}

#[test]
fn differences_on_common_luck_are_sharper_than_means() {
    let (scenario, tables) = (sample::scenario(), along_one_path());
    let sweep = Sweep::new(&scenario, &tables);
    assert_eq!((sweep.paths(), sweep.replicates()), (vec!["firm.openai.reach"], 5));
    let response = sweep.response(3, OUTCOME).unwrap();
    assert!((response.mean[0] - 81.0).abs() < 1e-9 && response.mean[2] - response.mean[1] > 10.0);
    let difference = response.difference.unwrap();
    assert!(difference.iter().all(|end| (end + 20.0).abs() < 1e-9), "{difference:?}");
    assert_eq!(sweep.response(0, OUTCOME).unwrap().difference, None);
    assert_eq!(sweep.response(9, OUTCOME), None);
}

#[test]
fn one_path_is_a_curve_and_a_sentence() {
    let (scenario, tables) = (sample::scenario(), along_one_path());
    let sweep = Sweep::new(&scenario, &tables);
    let charts = charts_of_sweep(&sweep);
    assert_eq!(charts.iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["response"]);
    let marks = &charts[0].1.panels[0].marks;
    let line = marks.iter().find_map(|mark| match &mark.form {
        Form::Line(line) => Some(line.clone()),
        _ => None,
    });
    assert_eq!(line.unwrap(), [[1.0, 111.0], [2.0, 101.0], [4.0, 81.0]]);
    let expected = "As firm.openai.reach goes from 1 to 4, the mean of departures (OpenAI) falls from 111 to \
                    81 (\u{2212}30, 95% interval \u{2212}30 to \u{2212}30), surely at every step.";
    assert_eq!(sweep.answers(), [expected]);
}

#[test]
fn a_curve_that_turns_and_one_that_does_not_move_are_said_to() {
    let scenario = sample::scenario();
    let cells = ["a=1", "a=2", "a=3"];
    let said = |values: [f64; 4]| {
        let tables = swept(OUTCOME, &cells, |cell| values[cell]);
        Sweep::new(&scenario, &tables).answers().remove(0)
    };
    assert!(said([0.0, 10.0, 40.0, 20.0]).contains("rises from 21 to 31"));
    assert!(said([0.0, 10.0, 40.0, 20.0]).ends_with("and surely turns on the way."));
    assert!(said([0.0, 10.0, 10.0, 10.0]).ends_with("no sure change."));
}

#[test]
fn two_paths_on_a_grid_are_a_heat_map_and_else_clouds() {
    let scenario = sample::scenario();
    let names = |tables: &Tables| -> Vec<&'static str> {
        charts_of_sweep(&Sweep::new(&scenario, tables)).into_iter().map(|(name, _)| name).collect()
    };
    let grid = ["a=1; b=x", "a=1; b=y", "a=2; b=x", "a=2; b=y"];
    let tables = swept(OUTCOME, &grid, |cell| 10.0 * [1.0, 1.0, 2.0, 0.0, 1.0][cell]);
    assert_eq!(names(&tables), ["heat-map"]);
    let charts = charts_of_sweep(&Sweep::new(&scenario, &tables));
    let cells = charts[0].1.panels[0].marks.iter().map(|mark| match &mark.form {
        Form::Cells(cells) => cells.iter().map(|cell| (cell.row, cell.column)).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    });
    // Those that do not differ, those that are more, those that are less than as written.
    assert_eq!(cells.collect::<Vec<_>>(), [vec![(0, 0), (1, 1)], vec![(0, 1)], vec![(1, 0)]]);
    let spread = ["a=1; b=3", "a=2; b=1", "a=3; b=2"];
    assert_eq!(names(&swept(OUTCOME, &spread, |cell| cell as f64)), ["clouds"]);
    assert_eq!(names(&swept(OUTCOME, &["a=x", "a=y"], |cell| cell as f64)), ["response"]);
}

#[test]
fn the_interval_of_a_share_stays_within_its_bounds() {
    let scenario = sample::scenario();
    let tables = swept("retention:openai", &["a=1"], |_| 0.0);
    let mut tables = Tables { sweep: tables.sweep, ..Tables::default() };
    for row in &mut tables.sweep {
        row.value = Some(if row.replicate == 1 { 0.9 } else { 1.0 });
    }
    let [mean, low, high] =
        Sweep::new(&scenario, &tables).response(1, "retention:openai").unwrap().mean;
    assert!((mean - 0.98).abs() < 1e-12 && low < 0.95 && high <= 1.0, "{low} {high}");
}

#[test]
fn the_page_has_a_table_for_each_outcome_with_the_scenario_as_written_first() {
    let (scenario, tables) = (sample::scenario(), along_one_path());
    let study = Sweep::new(&scenario, &tables).study();
    assert_eq!(study.title, "What firm.openai.reach does: Exodus 2024");
    assert_eq!(study.tables.len(), 1);
    let rows = &study.tables[0].rows;
    assert_eq!((rows.len(), rows[0][0].as_str(), rows[0][3].as_str()), (4, "as written", "-"));
    assert_eq!(rows[3][3], "\u{2212}20");
}
