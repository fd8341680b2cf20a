//! `fork`: another policy from a date on, the same luck on both branches.
//!
//! A branch is the world of the run with one event more, of kind `change`, on that date. Before it nothing
//! differs, since every draw has an address: what is run is what a scenario with the change in it would
//! give from the start, and no state need have been kept.

use std::path::Path;

use crate::quantity::Date;
use crate::record::Manifest;
use crate::record::Store;
use crate::scenario::Scenario;

use super::compare;
use super::compare::Asked;
use super::failure::Failure;
use super::library;
use super::options::Options;
use super::retold;
use super::shell;
use super::study::Results;
use super::study::with_threads;
use super::terminal::Terminal;
use super::typed::Typed;

/// What was typed for settings of the branch.
pub(super) fn typed(at: Date, changes: &[String]) -> Vec<Typed> {
    let event = event(at);
    let change = |change: &String| Typed::new("--set", change, format!("{event}.set.{change}"));
    let at = Typed::new("--at", &at.to_string(), format!("{event}.date="));
    changes.iter().map(change).chain([at]).collect()
}

/// The path of the event that makes the branch.
fn event(at: Date) -> String {
    format!("event.fork-{at}")
}

/// Compares the first world of a stored run with its branch, if this program still simulates the world that was
/// stored.
pub(super) fn fork(
    folder: &Path,
    at: Date,
    options: &Options,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let changes = options.changes();
    if changes.is_empty() {
        return Err(Failure::arguments(format!(
            "a branch needs something that is otherwise from {at} on, such as `--set firm.openai.pay.level=1.4`"
        )));
    }
    let stored = Store::new(folder);
    let manifest = stored.read_manifest()?;
    let [baseline, branch] = worlds(&manifest, at, options)?;
    let results = Results::new(options, &branch.name)?;
    with_threads(options.threads, || {
        // Under another seed nobody takes the baseline for the run.
        if baseline.run.seed == manifest.seed {
            let remark = retold::check((&stored, &manifest), &baseline, 1)?;
            if let Some(remark) = remark {
                terminal.say(&remark);
            }
        }
        let command = |more: &[String]| {
            let sets: Vec<String> = changes.iter().chain(more).cloned().collect();
            shell::command(&format!("fork --at {at}"), &[folder], &sets)
        };
        let worlds = [baseline, branch];
        let (precision, sets) = (None, options.of_run());
        let asked = Asked { scenarios: &worlds, precision, command: &command, sets };
        compare::conclude(asked, &results, terminal)
    })
}

/// The world of a run and its branch, under seed and replicates of the run if nothing else is said.
fn worlds(manifest: &Manifest, at: Date, options: &Options) -> Result<[Scenario; 2], Failure> {
    let Some(record) = manifest.scenarios.first() else {
        return Err(Failure::Other(anyhow::anyhow!("the manifest of the run names no scenario")));
    };
    let of_manifest =
        [format!("run.seed={}", manifest.seed), format!("run.replicates={}", manifest.replicates)];
    let sets: Vec<String> = of_manifest.into_iter().chain(options.of_run()).collect();
    let baseline = library::read_stored(&record.name, &record.text, &sets)?;
    check_within(at, &baseline)?;
    let event = event(at);
    let title = toml::Value::from(format!("{}, otherwise from {at} on", baseline.title));
    let of_branch = [
        format!("title={title}"),
        format!("{event}.kind=\"change\""),
        format!("{event}.date={at}"),
        format!("{event}.label=\"Fork\""),
    ];
    let changes = options.changes().iter().map(|change| format!("{event}.set.{change}"));
    let of_branch: Vec<String> = sets.into_iter().chain(of_branch).chain(changes).collect();
    let name = format!("{}-fork-{at}", record.name);
    let branch = library::read_stored(&name, &record.text, &of_branch)?;
    Ok([baseline, branch])
}

/// A branch begins within the horizon of the run.
fn check_within(at: Date, run: &Scenario) -> Result<(), Failure> {
    let (start, end) = (run.time.start, run.time.end);
    if start <= at && at < end {
        return Ok(());
    }
    Err(Failure::arguments(format!(
        "cannot branch off at `--at {at}`: the day lies outside the horizon of the run, from {start} to before {end}"
    )))
}
