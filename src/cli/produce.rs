//! From a stored run to what people look at: one way for `run`, `compare` and `report`, so that a chart
//! that is drawn again has the same bytes.

use crate::present;
use crate::present::Comparison;
use crate::present::Origin;
use crate::present::Run;
use crate::record::Artefact;
use crate::record::Kind;
use crate::record::ScenarioRecord;
use crate::record::StoredRun;
use crate::scenario::Complaints;
use crate::scenario::Scenario;

use super::failure::Failure;
use super::library;

/// The name of the page.
pub(super) const PAGE: &str = "report.html";

/// The charts and the page of a run.
pub(super) fn artefacts(run: &StoredRun) -> Result<Vec<Artefact>, Failure> {
    let scenarios = run.manifest.scenarios.iter().map(restore).collect::<Result<Vec<_>, _>>();
    let scenarios = scenarios.map_err(|complaints| Failure::Scenario(vec![complaints]))?;
    let Some((baseline, alternatives)) = scenarios.split_first() else {
        return Err(Failure::Other(anyhow::anyhow!("the manifest of the run names no scenario")));
    };
    if run.manifest.kind == Kind::Comparison && alternatives.is_empty() {
        return Err(Failure::Other(anyhow::anyhow!(
            "the manifest compares one scenario with none"
        )));
    }
    let origin = Origin {
        command: &run.manifest.command,
        version: &run.manifest.program_version,
        digest: &run.manifest.scenarios[0].digest.to_string(),
    };
    Ok(match run.manifest.kind {
        Kind::Run => of_run(baseline, run, &origin),
        Kind::Comparison => of_comparison(baseline, alternatives, run, &origin),
        Kind::Attribution => of_attribution(baseline, alternatives.first(), run, &origin),
        Kind::EventStudy => {
            of_event_study(baseline, alternatives.first().unwrap_or(baseline), run, &origin)
        }
        Kind::Sweep => of_sweep(baseline, run, &origin),
        Kind::Solution => of_solution(baseline, run, &origin)?,
    })
}

/// A scenario from the text that was stored of it.
fn restore(record: &ScenarioRecord) -> Result<Scenario, Complaints> {
    let scenario = library::read_stored(&record.name, &record.text, &[])?;
    Ok(Scenario { left_out: record.left_out.clone(), ..scenario })
}

fn of_run(scenario: &Scenario, run: &StoredRun, origin: &Origin<'_>) -> Vec<Artefact> {
    let view = Run::new(scenario, &run.tables);
    let charts = present::charts_of_run(&view);
    let mut artefacts = pictures("", &charts);
    artefacts.push(page(present::run_page(&view, &charts, origin)));
    artefacts
}

fn of_comparison(
    baseline: &Scenario,
    alternatives: &[Scenario],
    run: &StoredRun,
    origin: &Origin<'_>,
) -> Vec<Artefact> {
    let comparisons: Vec<Comparison<'_>> = alternatives
        .iter()
        .map(|alternative| Comparison::new(baseline, alternative, &run.tables))
        .collect();
    let mut artefacts = Vec::new();
    let charts: Vec<_> = comparisons.iter().map(present::charts_of_comparison).collect();
    for (comparison, charts) in comparisons.iter().zip(&charts) {
        let prefix = match alternatives {
            [_] => String::new(),
            _ => format!("{}-", comparison.alternative.scenario.name),
        };
        artefacts.extend(pictures(&prefix, charts));
    }
    let together = present::charts_of_worlds(&comparisons);
    artefacts.extend(pictures("", &together));
    let charts: Vec<&[_]> = std::iter::once(&together).chain(&charts).map(Vec::as_slice).collect();
    artefacts.push(page(present::comparison_page(&comparisons, &charts, origin)));
    artefacts
}

fn of_attribution(
    scenario: &Scenario,
    other: Option<&Scenario>,
    run: &StoredRun,
    origin: &Origin<'_>,
) -> Vec<Artefact> {
    let view = present::Attribution { scenario, other, tables: &run.tables };
    let charts = present::charts_of_attribution(&view);
    let mut artefacts = pictures("", &charts);
    artefacts.push(page(present::study_page(&view.study(), &charts, origin)));
    artefacts
}

fn of_event_study(
    scenario: &Scenario,
    without: &Scenario,
    run: &StoredRun,
    origin: &Origin<'_>,
) -> Vec<Artefact> {
    let view = present::EventStudy { scenario, without, tables: &run.tables };
    let charts = present::charts_of_event_study(&view);
    let mut artefacts = pictures("", &charts);
    artefacts.push(page(present::study_page(&view.study(), &charts, origin)));
    artefacts
}

fn of_sweep(scenario: &Scenario, run: &StoredRun, origin: &Origin<'_>) -> Vec<Artefact> {
    let sweep = present::Sweep::new(scenario, &run.tables);
    let charts = present::charts_of_sweep(&sweep);
    let study = present::study_of_sweep(&sweep);
    let mut artefacts = pictures("", &charts);
    artefacts.push(page(present::study_page(&study, &charts, origin)));
    artefacts
}

fn of_solution(
    scenario: &Scenario,
    run: &StoredRun,
    origin: &Origin<'_>,
) -> Result<Vec<Artefact>, Failure> {
    let Some(solution) = present::Solution::new(scenario, &run.tables) else {
        return Err(Failure::Other(anyhow::anyhow!("the table `solution` of the run is empty")));
    };
    let charts = present::charts_of_solution(&solution);
    let mut artefacts = pictures("", &charts);
    let study = present::study_of_solution(&solution);
    artefacts.push(page(present::study_page(&study, &charts, origin)));
    Ok(artefacts)
}

fn pictures(prefix: &str, charts: &[(&'static str, present::Chart)]) -> Vec<Artefact> {
    let files = charts.iter().flat_map(|(name, chart)| {
        [
            (format!("{prefix}{name}.svg"), present::svg(chart).into_bytes()),
            (format!("{prefix}{name}.png"), present::png(chart)),
        ]
    });
    files.map(|(name, bytes)| Artefact { name, bytes }).collect()
}

fn page(text: String) -> Artefact {
    Artefact { name: PAGE.to_owned(), bytes: text.into_bytes() }
}
