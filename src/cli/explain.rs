//! `explain`: why single people of a stored run left or stayed.

use std::path::PathBuf;

use clap::Args;
use clap::ValueEnum;
use serde::Serialize;

use crate::experiment;
use crate::experiment::Life;
use crate::experiment::Progress;
use crate::experiment::Sampled;
use crate::present;
use crate::present::Chart;
use crate::present::Lives;
use crate::record::Artefact;
use crate::record::Manifest;
use crate::record::ScenarioRecord;
use crate::record::Store;
use crate::record::StoreError;
use crate::scenario::Researcher;
use crate::scenario::Scenario;
use crate::scenario::did_you_mean;
use crate::scenario::hint;

use super::failure::Failure;
use super::library;
use super::retold;
use super::study::with_threads;
use super::terminal::Terminal;

/// Whose decisions are explained, and how they are told.
#[derive(Debug, Args)]
pub(super) struct Question {
    /// The folder of the run, or of the comparison.
    run: PathBuf,
    /// The scenario of a comparison; the baseline if not given.
    #[arg(long)]
    scenario: Option<String>,
    /// The replicate.
    #[arg(long, default_value_t = 1)]
    replicate: u32,
    /// The researcher, by the name that tables have; may be repeated.
    #[arg(long, value_name = "ID", conflicts_with = "firm")]
    researcher: Vec<String>,
    /// A firm or group, of which a few people are picked.
    #[arg(long)]
    firm: Option<String>,
    /// Which people of the firm.
    #[arg(long, value_enum, default_value_t = Who::Left, conflicts_with = "researcher")]
    who: Who,
    /// How many people of the firm.
    #[arg(long, default_value_t = 5, conflicts_with = "researcher", value_parser = clap::value_parser!(u8).range(1..=20))]
    sample: u8,
    /// What is printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// A new folder for life-line.svg, life-line.png and explanation.json.
    #[arg(long)]
    out: Option<PathBuf>,
    /// How many threads; all cores if not given. No result depends on it.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
}

/// Which people of a firm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Who {
    /// Who left it for another firm.
    Left,
    /// Who was there throughout, and had an offer.
    Stayed,
    /// Whoever was there at any time.
    All,
}

/// How lives are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// In words, with a table for each decision.
    Text,
    /// A chart.
    Svg,
    /// For programs.
    Json,
}

/// What is written for programs.
#[derive(Serialize)]
struct Explanation<'a> {
    scenario: &'a str,
    seed: u64,
    replicate: u32,
    /// What has to be known of the run before the lives are believed.
    #[serde(skip_serializing_if = "Option::is_none")]
    remark: Option<&'a str>,
    lives: &'a [Life],
}

/// Runs one replicate of a stored run again, and tells the lives of the people who are asked for.
pub(super) fn explain(question: &Question, terminal: &Terminal) -> Result<(), Failure> {
    let out = question.out.as_ref().map(Store::new);
    out.iter().try_for_each(Store::check_free).map_err(taken)?;
    let store = Store::new(&question.run);
    let manifest = store.read_manifest()?;
    let scenario = scenario(&manifest, question)?;
    if question.firm.is_none() && question.researcher.is_empty() {
        return Err(nobody_asked_for(&scenario));
    }
    let replicate = question.replicate;
    if !(1..=manifest.replicates).contains(&replicate) {
        return Err(Failure::arguments(format!(
            "there is no replicate {replicate}: the run has 1 to {}",
            manifest.replicates
        )));
    }
    out.iter().try_for_each(Store::check_writable).map_err(taken)?;
    let (lives, remark) = with_threads(question.threads, || {
        let (lives, remark) = rayon::join(
            || lives(&scenario, question, terminal),
            || retold::check((&store, &manifest), &scenario, replicate),
        );
        // In another run somebody may not be there.
        let remark = remark?;
        Ok((lives?, remark))
    })?;
    let remark = remark.as_deref();
    let view = Lives { scenario: &scenario, replicate, lives: &lives };
    let seed = scenario.run.seed;
    let explanation =
        Explanation { scenario: &scenario.name, seed, replicate, remark, lives: &lives };
    let json = || serde_json::to_string_pretty(&explanation).map(|text| text + "\n");
    let json = || json().map_err(|error| Failure::Other(error.into()));
    match question.format {
        Format::Text => Terminal::pipe(&text(&view, remark))?,
        Format::Svg => Terminal::pipe(&present::svg(&view.chart()))?,
        Format::Json => Terminal::pipe(&json()?)?,
    }
    match &out {
        Some(store) => write(store, &view.chart(), json()?),
        None => Ok(()),
    }
}

/// Whoever does not know an id yet begins with a firm.
fn nobody_asked_for(scenario: &Scenario) -> Failure {
    let focal = scenario.unit_name(scenario.focal);
    Failure::arguments(format!(
        "it is not said whose decisions are to be explained: name a firm, such as `--firm {focal}`, to be told of \
         some of the people who left it, or of others with `--who stayed` or `--who all`; or name one person by \
         the id that those lives and the tables have, `--researcher ID`"
    ))
}

/// The scenario that is asked for, under the seed of the run.
fn scenario(manifest: &Manifest, question: &Question) -> Result<Scenario, Failure> {
    let records = &manifest.scenarios;
    let named = |record: &&ScenarioRecord| {
        question.scenario.as_ref().is_none_or(|name| *name == record.name)
    };
    let record = records.iter().find(named).ok_or_else(|| {
        let name = question.scenario.as_deref().unwrap_or_default();
        unknown("scenario", name, &records.iter().map(|record| &*record.name).collect::<Vec<_>>())
    })?;
    let seed = [format!("run.seed={}", manifest.seed)];
    Ok(library::read_stored(&record.name, &record.text, &seed)?)
}

fn lives(
    scenario: &Scenario,
    question: &Question,
    terminal: &Terminal,
) -> Result<Vec<Life>, Failure> {
    let progress = terminal.progress(1, &scenario.name);
    let who = match &question.firm {
        Some(firm) => sample(scenario, question, firm)?,
        None => named(scenario, &question.researcher)?,
    };
    let found = experiment::lives(scenario, question.replicate, &who);
    progress.finished(question.replicate);
    found.map_err(|names| {
        let replicate = question.replicate;
        let is_there = |name: &&String| names.contains(name);
        let name = question.researcher.iter().find(|name| !is_there(name));
        let name = name.map_or("", String::as_str);
        let hint = did_you_mean(name, names.iter().map(String::as_str));
        let hint = hint.map_or(String::new(), |hint| format!("; {hint}"));
        Failure::arguments(format!("nobody is called `{name}` in replicate {replicate}{hint}"))
    })
}

fn named(scenario: &Scenario, names: &[String]) -> Result<Vec<Researcher>, Failure> {
    let who = names.iter().map(|name| {
        let found = scenario.researcher_named(name);
        found.map_err(|hint| Failure::arguments(format!("nobody can be called `{name}`; {hint}")))
    });
    who.collect()
}

fn sample(
    scenario: &Scenario,
    question: &Question,
    firm: &str,
) -> Result<Vec<Researcher>, Failure> {
    let unit = scenario.unit_named(firm).ok_or_else(|| {
        let known: Vec<&str> = scenario.unit_ids().map(|unit| scenario.unit_name(unit)).collect();
        unknown("firm", firm, &known)
    })?;
    let sampled = match question.who {
        Who::Left => Sampled::Left,
        Who::Stayed => Sampled::Stayed,
        Who::All => Sampled::All,
    };
    let count = usize::from(question.sample);
    let who = experiment::sample(scenario, question.replicate, (unit, sampled), count);
    if who.is_empty() {
        let (label, replicate) = (scenario.label(unit), question.replicate);
        let what = match question.who {
            Who::Left => "nobody has left",
            Who::Stayed => "nobody who had an offer was throughout at",
            Who::All => "nobody ever was at",
        };
        return Err(Failure::arguments(format!(
            "{what} {label} in replicate {replicate}: try another one"
        )));
    }
    Ok(who)
}

/// The lives in words, with what has to be known of the run.
fn text(view: &Lives<'_>, remark: Option<&str>) -> String {
    let remark = remark.map_or(String::new(), |remark| format!("\n\n{remark}"));
    format!("{}{remark}\n", view.text())
}

fn write(store: &Store, chart: &Chart, json: String) -> Result<(), Failure> {
    let files = [
        ("life-line.svg", present::svg(chart).into_bytes()),
        ("life-line.png", present::png(chart)),
        ("explanation.json", json.into_bytes()),
    ];
    let artefact = |(name, bytes): (&str, Vec<u8>)| Artefact { name: name.to_owned(), bytes };
    store.write_alone(&files.map(artefact)).map_err(taken)
}

fn unknown(what: &str, name: &str, known: &[&str]) -> Failure {
    Failure::arguments(format!("there is no {what} `{name}` in the run; {}", hint(name, known)))
}

fn taken(error: StoreError) -> Failure {
    match error {
        StoreError::Exists { folder } => Failure::arguments(format!(
            "`{}` exists already, and nothing is overwritten: choose another folder with `--out`",
            folder.display()
        )),
        error => error.into(),
    }
}
