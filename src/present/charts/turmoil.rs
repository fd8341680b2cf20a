//! **turmoil**: how upset the focal firm's people are, and what trust is left.

use crate::present::Run;
use crate::present::axis::Axis;
use crate::present::chart::Chart;
use crate::present::chart::Panel;
use crate::present::fold::FirmColumn;
use crate::present::format;
use crate::present::format::Unit;
use crate::present::paths::Paths;

use super::heights;
use super::horizon;
use super::steps_with_band;

/// Turmoil above, trust below; none if the focal firm is calm all the time.
pub(super) fn turmoil(run: &Run<'_>) -> Option<Chart> {
    let (turmoil, trust) =
        (run.firm(run.focal(), FirmColumn::Turmoil), run.firm(run.focal(), FirmColumn::Trust));
    if turmoil.are_empty() {
        return None;
    }
    let focal = run.label(run.focal());
    // Events that are scripted do the same in every history.
    let alike = turmoil
        .replicates
        .values()
        .all(|levels| Some(levels) == turmoil.replicates.values().next());
    let upper = panel(run, &turmoil, "Turmoil, fast and slow together (0 is calm)", "Turmoil");
    let lower = panel(run, &trust, "Trust (1 is unbroken)", "Trust");
    Some(Chart {
        title: format!("Turmoil and trust at {focal}"),
        subtitle: format!(
            "What events have left behind; trust is exp(−slow turmoil) — {}",
            if alike { run.alike() } else { run.spread() }
        ),
        footnote: run.footnote(),
        rules: run.rules(),
        panels: vec![upper, lower],
    })
}

/// One of the two, with the level of a calm firm on its axis. A slope from the end of one step to that of the
/// next would begin before the event: both are steps.
fn panel(run: &Run<'_>, paths: &Paths, title: &str, name: &str) -> Panel {
    let label = |level| format!("{name} {}", format::decimal(level, 2));
    let marks = steps_with_band(paths, paths.median(), run.colour(run.focal()), label).to_vec();
    let y = Axis::covering(heights(&marks).chain([0.0, 1.0]), Unit::Plain).titled(title);
    Panel { height: 0.45, x: horizon(run), y, marks, counts: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::chart::Form;
    use crate::present::sample;

    #[test]
    fn turmoil_jumps_at_the_event_and_decays_and_trust_comes_back() {
        let (scenario, tables) = (sample::scenario(), sample::tables());
        let chart = turmoil(&Run::new(&scenario, &tables)).unwrap();
        let [upper, lower] = [0, 1].map(|panel: usize| match &chart.panels[panel].marks[1].form {
            Form::Steps(line) => line.clone(),
            other => panic!("{other:?} is no step line"),
        });
        let event = chart.rules[0].at;
        for (turmoil, trust) in upper.iter().zip(&lower) {
            assert_eq!(turmoil[1] > 0.0, turmoil[0] >= event);
            assert_eq!(trust[1] < 1.0, turmoil[1] > 0.0);
        }
        assert!(lower.last().unwrap()[1] > 0.8);
        assert!(chart.panels[1].y.high >= 1.0);
    }

    #[test]
    fn a_calm_firm_has_no_chart_of_turmoil() {
        let (scenario, mut tables) = (sample::scenario(), sample::tables());
        for row in &mut tables.firms {
            row.turmoil = 0.0;
        }
        assert_eq!(turmoil(&Run::new(&scenario, &tables)), None);
    }
}
