//! Whether what is told of a stored run is that run: another build of the program may simulate another one.

use crate::experiment::History;
use crate::record::Manifest;
use crate::record::Replicate;
use crate::record::Retold;
use crate::record::Store;
use crate::scenario::Scenario;

use super::failure::Failure;
use super::stopwatch::SOURCES;

/// Simulates a replicate of a stored run again, and refuses to go on if it is not the one that was stored. A remark
/// if nothing was stored that tells.
pub(super) fn check(
    (store, manifest): (&Store, &Manifest),
    scenario: &Scenario,
    replicate: u32,
) -> Result<Option<String>, Failure> {
    let again = Replicate::of(manifest.kind, scenario, &History::of(scenario, replicate));
    match store.retold(manifest, &scenario.name, &again)? {
        Retold::Same => Ok(None),
        Retold::Otherwise(table) => Err(Failure::Other(anyhow::anyhow!(
            "cannot tell of the run in `{}`: another build of the program has stored it, and this one simulates \
             another replicate {replicate}, of which the table `{table}` has other rows; run it again with this one",
            store.folder().display()
        ))),
        Retold::Unknown if store.sources().as_deref() == Some(SOURCES) => Ok(None),
        Retold::Unknown => Ok(Some(
            "Another build of the program may have stored the run, and no rows of single replicates are stored by \
             which that could be seen: the run that is told of here may be another one."
                .to_owned(),
        )),
    }
}
