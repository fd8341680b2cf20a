//! Replicates, in parallel and in order.

use rayon::iter::IntoParallelIterator;
use rayon::iter::ParallelIterator;

/// Is told of progress, from any thread.
pub trait Progress: Sync {
    /// One replicate is finished.
    fn finished(&self, replicate: u32);
}

/// Does `work` for the replicates 1 to `replicates`; the results are in the order of the replicates,
/// whichever was finished first.
pub fn run_replicates<R: Send>(
    replicates: u32,
    progress: &dyn Progress,
    work: impl Fn(u32) -> R + Sync,
) -> Vec<R> {
    run_more(0, replicates, progress, work)
}

/// The same for the replicates that follow the first `done` of them.
pub(super) fn run_more<R: Send>(
    done: u32,
    replicates: u32,
    progress: &dyn Progress,
    work: impl Fn(u32) -> R + Sync,
) -> Vec<R> {
    (done + 1..replicates + 1)
        .into_par_iter()
        .map(|replicate| {
            let result = work(replicate);
            progress.finished(replicate);
            result
        })
        .collect()
}
