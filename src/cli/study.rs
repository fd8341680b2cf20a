//! What commands that simulate have in common: the threads, the folder of the results, the end of a study, and the last
//! line.

use std::path::Path;

use crate::record::Store;
use crate::record::StoredRun;
use crate::record::Summary;

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

/// The store for a run, which must not be there yet unless it may be replaced.
pub(super) fn store(options: &Options, name: &str) -> Result<Store, Failure> {
    let folder = options.out.clone().unwrap_or_else(|| Path::new(OUTPUT).join(name));
    let store = Store::new(folder);
    let store = if options.force { store.replacing() } else { store };
    store.check_free()?;
    store.check_writable()?;
    Ok(store)
}

/// Draws a study, whose tables are in memory, and writes everything at once.
pub(super) fn finish(
    store: &Store,
    (stored, summary): (&StoredRun, &Summary),
    options: &Options,
    watch: &Stopwatch,
) -> Result<(), Failure> {
    let mut artefacts = vec![summary.file()];
    if !options.no_charts {
        artefacts.extend(produce::artefacts(stored)?);
    }
    Ok(store.write(stored, &watch.environment(), &artefacts)?)
}

/// The last line: which file to open.
pub(super) fn where_to_look(store: &Store, options: &Options, watch: &Stopwatch) -> String {
    let seconds = watch.seconds();
    let folder = store.folder();
    if options.no_charts {
        format!("Tables are in {} ({seconds:.1} s).", folder.display())
    } else {
        format!("Done in {seconds:.1} s. Open {}", folder.join(produce::PAGE).display())
    }
}
