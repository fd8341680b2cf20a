//! What commands that simulate have in common: the threads, the folder of the results, the end of a study, and the last
//! line.

use std::path::Path;

use crate::record::Kind;
use crate::record::Manifest;
use crate::record::ScenarioSummary;
use crate::record::Store;
use crate::record::StoredRun;
use crate::record::Summary;
use crate::record::Tables;
use crate::scenario::Scenario;

use super::failure::Failure;
use super::options::Options;
use super::produce;
use super::stopwatch::Stopwatch;

/// Where results go when nothing else is said.
const OUTPUT: &str = "output";

/// Does `work` on so many threads, or on all cores.
pub(super) fn with_threads<R: Send>(
    threads: Option<u16>,
    work: impl FnOnce() -> Result<R, Failure> + Send,
) -> Result<R, Failure> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.map_or(0, usize::from)).build();
    pool.map_err(|error| Failure::Other(error.into()))?.install(work)
}

/// Where the results of a command go, and what was said of them.
pub(super) struct Results<'o> {
    pub(super) store: Store,
    pub(super) options: &'o Options,
}

impl<'o> Results<'o> {
    /// The folder that was asked for, or else one of this name. It must not be there yet unless it may be replaced.
    pub(super) fn new(options: &'o Options, name: &str) -> Result<Self, Failure> {
        let folder = options.out.clone().unwrap_or_else(|| Path::new(OUTPUT).join(name));
        let store = Store::new(folder);
        let store = if options.force { store.replacing() } else { store };
        store.check_free()?;
        store.check_writable()?;
        Ok(Self { store, options })
    }

    /// Draws a study, and writes everything at once.
    pub(super) fn keep(
        &self,
        findings: Findings<'_>,
        watch: &Stopwatch,
    ) -> Result<Tables, Failure> {
        let Findings { kind, command, worlds, tables, summaries } = findings;
        let digests = tables.digests(kind);
        let manifest = Manifest::of(kind, command, worlds[0].run, worlds, digests);
        let mut artefacts = vec![Summary::of(&manifest, &tables, summaries).file()];
        let stored = StoredRun { manifest, tables };
        if !self.options.no_charts {
            artefacts.extend(produce::artefacts(&stored)?);
        }
        self.store.write(&stored, &watch.environment(), &artefacts)?;
        Ok(stored.tables)
    }

    /// The last line: which file to open.
    pub(super) fn where_to_look(&self, watch: &Stopwatch) -> String {
        let seconds = watch.seconds();
        let folder = self.store.folder();
        if self.options.no_charts {
            format!("Tables are in {} ({seconds:.1} s).", folder.display())
        } else {
            format!("Done in {seconds:.1} s. Open {}", folder.join(produce::PAGE).display())
        }
    }
}

/// What a study has found, all of it in memory.
pub(super) struct Findings<'a> {
    pub(super) kind: Kind,
    /// The command that makes the same tables again.
    pub(super) command: String,
    /// Its worlds, of which the first says seed and replicates.
    pub(super) worlds: &'a [&'a Scenario],
    pub(super) tables: Tables,
    /// The outcomes of cells; of other studies none.
    pub(super) summaries: Vec<ScenarioSummary>,
}
