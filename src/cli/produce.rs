//! From a stored run to what people look at: one way for `run`, `compare` and `report`, so that a chart
//! that is drawn again has the same bytes.

use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;

use crate::present;
use crate::present::Comparison;
use crate::present::Origin;
use crate::present::Run;
use crate::record::Artefact;
use crate::record::Kind;
use crate::record::Manifest;
use crate::record::ScenarioRecord;
use crate::record::StoredRun;
use crate::record::Tables;
use crate::scenario::Complaints;
use crate::scenario::Scenario;

use super::failure::Failure;
use super::library;

/// The name of the page.
pub(super) const PAGE: &str = "report.html";

/// The charts and the page of a run that is in memory.
pub(super) fn artefacts(run: &StoredRun) -> Result<Vec<Artefact>, Failure> {
    let worlds = worlds(&run.manifest.scenarios)?;
    let drawing = Drawing::new(run.manifest.kind, &worlds)?;
    drawing.artefacts(&run.manifest, &run.tables)
}

/// Scenarios from the texts that are stored of them.
pub(super) fn worlds(records: &[ScenarioRecord]) -> Result<Vec<Scenario>, Failure> {
    Ok(records.iter().map(restore).collect::<Result<_, _>>()?)
}

/// A scenario from the text that was stored of it.
fn restore(record: &ScenarioRecord) -> Result<Scenario, Complaints> {
    let scenario = library::read_stored(&record.name, &record.text, &[])?;
    Ok(Scenario { left_out: record.left_out.clone(), ..scenario })
}

/// What is drawn of a run, while its rows come.
pub(super) struct Drawing<'a> {
    kind: Kind,
    baseline: &'a Scenario,
    alternatives: &'a [Scenario],
    /// What is kept of the histories of each world; only runs and comparisons have any.
    runs: Vec<Run<'a>>,
}

impl<'a> Drawing<'a> {
    /// Nothing as yet of a run of some worlds.
    pub(super) fn new(kind: Kind, worlds: &'a [Scenario]) -> Result<Self, Failure> {
        let Some((baseline, alternatives)) = worlds.split_first() else {
            return Err(Failure::Other(anyhow::anyhow!(
                "the manifest of the run names no scenario"
            )));
        };
        if kind == Kind::Comparison && alternatives.is_empty() {
            return Err(Failure::Other(anyhow::anyhow!(
                "the manifest compares one scenario with none"
            )));
        }
        let runs = match kind {
            Kind::Run => vec![Run::empty(baseline)],
            Kind::Comparison => worlds.iter().map(Run::empty).collect(),
            Kind::Attribution | Kind::EventStudy | Kind::Sweep | Kind::Solution => Vec::new(),
        };
        Ok(Self { kind, baseline, alternatives, runs })
    }

    /// Takes the rows of histories, of which little is kept. The rows of studies, which are few, stay where they
    /// are.
    pub(super) fn take(&mut self, tables: &mut Tables) {
        if !self.runs.is_empty() {
            self.runs.iter_mut().for_each(|run| run.add(tables));
            *tables = Tables::default();
        }
    }

    /// The run of the first world.
    pub(super) fn run(&self) -> Option<&Run<'a>> {
        self.runs.first()
    }

    /// Every alternative with the baseline.
    pub(super) fn comparisons(&self) -> Vec<Comparison<'a>> {
        let baseline = self.runs.first().into_iter();
        let pairs = baseline.flat_map(|baseline| {
            self.runs.iter().skip(1).map(move |alternative| Comparison::of(baseline, alternative))
        });
        pairs.collect()
    }

    /// The charts and the page; of studies they are made of these tables.
    pub(super) fn artefacts(
        &self,
        manifest: &Manifest,
        tables: &Tables,
    ) -> Result<Vec<Artefact>, Failure> {
        let origin = Origin {
            command: &manifest.command,
            version: &manifest.program_version,
            digest: &manifest.scenarios[0].digest.to_string(),
        };
        let (baseline, other) = (self.baseline, self.alternatives.first());
        Ok(match self.kind {
            Kind::Run => self.runs.iter().flat_map(|run| of_run(run, &origin)).collect(),
            Kind::Comparison => of_comparison(&self.comparisons(), &origin),
            Kind::Attribution => {
                let view = present::Attribution { scenario: baseline, other, tables };
                of_study(&view.study(), &present::charts_of_attribution(&view), &origin)
            }
            Kind::EventStudy => {
                let without = other.unwrap_or(baseline);
                let view = present::EventStudy { scenario: baseline, without, tables };
                of_study(&view.study(), &present::charts_of_event_study(&view), &origin)
            }
            Kind::Sweep => {
                let view = present::Sweep::new(baseline, tables);
                of_study(&view.study(), &present::charts_of_sweep(&view), &origin)
            }
            Kind::Solution => {
                let Some(view) = present::Solution::new(baseline, tables) else {
                    return Err(Failure::Other(anyhow::anyhow!(
                        "the table `solution` of the run is empty"
                    )));
                };
                of_study(&view.study(), &present::charts_of_solution(&view), &origin)
            }
        })
    }
}

fn of_run(view: &Run<'_>, origin: &Origin<'_>) -> Vec<Artefact> {
    let charts = present::charts_of_run(view);
    let mut artefacts = pictures("", &charts);
    artefacts.push(page(present::run_page(view, &charts, origin)));
    artefacts
}

fn of_comparison(comparisons: &[Comparison<'_>], origin: &Origin<'_>) -> Vec<Artefact> {
    let mut artefacts = Vec::new();
    let charts: Vec<_> = comparisons.iter().map(present::charts_of_comparison).collect();
    for (comparison, charts) in comparisons.iter().zip(&charts) {
        let prefix = match comparisons {
            [_] => String::new(),
            _ => format!("{}-", comparison.alternative.scenario.name),
        };
        artefacts.extend(pictures(&prefix, charts));
    }
    let together = present::charts_of_worlds(comparisons);
    artefacts.extend(pictures("", &together));
    let charts: Vec<&[_]> = std::iter::once(&together).chain(&charts).map(Vec::as_slice).collect();
    artefacts.push(page(present::comparison_page(comparisons, &charts, origin)));
    artefacts
}

fn of_study(
    study: &present::Study<'_>,
    charts: &[(&'static str, present::Chart)],
    origin: &Origin<'_>,
) -> Vec<Artefact> {
    let mut artefacts = pictures("", charts);
    artefacts.push(page(present::study_page(study, charts, origin)));
    artefacts
}

/// The charts as files. Each is drawn by itself, so that all cores can.
fn pictures(prefix: &str, charts: &[(&'static str, present::Chart)]) -> Vec<Artefact> {
    let files = charts.par_iter().map(|(name, chart)| {
        [
            (format!("{prefix}{name}.svg"), present::svg(chart).into_bytes()),
            (format!("{prefix}{name}.png"), present::png(chart)),
        ]
    });
    let files: Vec<_> = files.collect();
    files.into_iter().flatten().map(|(name, bytes)| Artefact { name, bytes }).collect()
}

fn page(text: String) -> Artefact {
    Artefact { name: PAGE.to_owned(), bytes: text.into_bytes() }
}
