//! A run on its way to the disk: rows of replicates go into files and into what is drawn, and are not kept.

use crate::record::Environment;
use crate::record::Kind;
use crate::record::Manifest;
use crate::record::Replicate;
use crate::record::ScenarioSummary;
use crate::record::Store;
use crate::record::Summary;
use crate::record::Tables;
use crate::record::World;
use crate::record::Writing;
use crate::scenario::Run;
use crate::scenario::Scenario;

use super::failure::Failure;
use super::produce::Drawing;

/// A run that is being recorded.
pub(super) struct Recording<'a> {
    kind: Kind,
    writing: Writing,
    /// What is drawn.
    pub(super) drawing: Drawing<'a>,
    /// The rows that do not grow with the replicates: facts, and what compared worlds differ by.
    pub(super) results: Tables,
    summaries: Vec<ScenarioSummary>,
}

/// What a run follows from.
pub(super) struct Source<'s> {
    /// The command that makes the same tables again.
    pub(super) command: String,
    /// Seed and replicates.
    pub(super) run: Run,
    /// The worlds.
    pub(super) scenarios: &'s [&'s Scenario],
}

impl<'a> Recording<'a> {
    /// Begins to record a run of some worlds, as they are restored from their texts.
    pub(super) fn begin(
        store: &Store,
        kind: Kind,
        worlds: &'a [Scenario],
    ) -> Result<Self, Failure> {
        Ok(Self {
            kind,
            writing: store.begin(kind)?,
            drawing: Drawing::new(kind, worlds)?,
            results: Tables::default(),
            summaries: Vec::new(),
        })
    }

    /// Adds the next replicate of a world.
    pub(super) fn add(
        &mut self,
        world: &mut World<'_>,
        mut replicate: Replicate,
    ) -> Result<(), Failure> {
        self.writing.add(&replicate)?;
        world.add(&replicate);
        self.drawing.take(&mut replicate.tables);
        Ok(())
    }

    /// Adds what is known of a world once all its replicates are there, with results about it.
    pub(super) fn conclude(&mut self, world: &World<'_>, results: Tables) -> Result<(), Failure> {
        self.results.facts.extend(results.facts.iter().cloned());
        self.results.comparison.extend(results.comparison.iter().cloned());
        self.results.persons.extend(results.persons.iter().cloned());
        let mut tables = world.tables(results);
        self.writing.conclude(&tables)?;
        self.drawing.take(&mut tables);
        self.summaries.push(world.summary());
        Ok(())
    }

    /// Draws if that is asked for, puts everything in its place at once, and says what came of it.
    pub(super) fn finish(
        self,
        source: Source<'_>,
        draws: bool,
        environment: impl FnOnce() -> Environment,
    ) -> Result<(Drawing<'a>, Summary, Tables), Failure> {
        let Self { kind, writing, drawing, results, summaries } = self;
        let Source { command, run, scenarios } = source;
        let manifest = Manifest::of(kind, command, run, scenarios, writing.digests());
        let summary = Summary::of(&manifest, &results, summaries);
        let mut artefacts = vec![summary.file()];
        if draws {
            artefacts.extend(drawing.artefacts(&manifest, &results)?);
        }
        writing.finish(&manifest, &environment(), &artefacts)?;
        Ok((drawing, summary, results))
    }
}
