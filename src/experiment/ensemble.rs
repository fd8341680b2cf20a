//! Replicates, in parallel and in order.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

use rayon::ScopeFifo;
use rayon::iter::IntoParallelIterator;
use rayon::iter::ParallelIterator;

/// Of each thread so many replicates are begun and not yet taken: the one that it works at, and one that
/// waits for an earlier one.
const AHEAD: u32 = 2;

/// Is told of progress, from any thread.
pub trait Progress: Sync {
    /// One replicate is finished.
    fn finished(&self, replicate: u32);
}

/// Progress that nobody looks at.
impl Progress for () {
    fn finished(&self, _replicate: u32) {}
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

/// Does `work` for the replicates 1 to `replicates`, and gives each result to `take` in the order of the
/// replicates, one at a time, as soon as it and all before it are there. No more than two results for each thread
/// are ever kept, nor begun: a replicate that takes long holds up the others, and not the memory.
///
/// Fails with the first failure of `take`, after which nothing is begun.
pub fn stream_replicates<R: Send, E: Send>(
    replicates: u32,
    progress: &dyn Progress,
    work: impl Fn(u32) -> R + Sync,
    take: impl FnMut(R) -> Result<(), E> + Send,
) -> Result<(), E> {
    let threads = u32::try_from(rayon::current_num_threads()).unwrap_or(u32::MAX);
    let ahead = threads.saturating_mul(AHEAD).min(replicates);
    let queue =
        Queue { begun: ahead, taken: 0, waiting: BTreeMap::new(), take: Some(take), wrong: None };
    let line = Line { replicates, work, progress, queue: Mutex::new(queue) };
    rayon::scope_fifo(|scope| (1..=ahead).for_each(|replicate| line.begin(scope, replicate)));
    let queue = line.queue.into_inner().unwrap_or_else(PoisonError::into_inner);
    queue.wrong.map_or(Ok(()), Err)
}

/// Replicates on their way. Nobody ever waits for a lock while he works, nor for another replicate: a thread may
/// have begun a replicate within another one, whose threads it shares, and would wait for itself.
struct Line<'p, W, R, T, E> {
    replicates: u32,
    work: W,
    progress: &'p dyn Progress,
    queue: Mutex<Queue<R, T, E>>,
}

struct Queue<R, T, E> {
    /// How many have been begun, and how many taken.
    begun: u32,
    taken: u32,
    /// Results that an earlier replicate holds up.
    waiting: BTreeMap<u32, R>,
    /// Who takes results; nobody while a result is being taken, nor after a failure.
    take: Option<T>,
    wrong: Option<E>,
}

impl<R, T, E> Queue<R, T, E> {
    /// The next result with him who takes it, if both are there.
    fn next(&mut self) -> Option<(R, T)> {
        let take = self.take.take()?;
        if let Some(result) = self.waiting.remove(&(self.taken + 1)) {
            return Some((result, take));
        }
        self.take = Some(take);
        None
    }
}

impl<W, R, T, E> Line<'_, W, R, T, E>
where
    W: Fn(u32) -> R + Sync,
    R: Send,
    T: FnMut(R) -> Result<(), E> + Send,
    E: Send,
{
    fn begin<'s>(&'s self, scope: &ScopeFifo<'s>, replicate: u32) {
        scope.spawn_fifo(move |scope| {
            let result = (self.work)(replicate);
            self.progress.finished(replicate);
            self.queue().waiting.insert(replicate, result);
            self.hand_on(scope);
        });
    }

    /// Has all results taken that are next, unless somebody is at it, who will look again. For each that is
    /// taken another replicate is begun.
    fn hand_on<'s>(&'s self, scope: &ScopeFifo<'s>) {
        loop {
            let Some((result, mut take)) = self.queue().next() else { return };
            let taken = take(result);
            let mut queue = self.queue();
            queue.taken += 1;
            if let Err(wrong) = taken {
                queue.wrong = Some(wrong);
                return;
            }
            queue.take = Some(take);
            if queue.begun < self.replicates {
                queue.begun += 1;
                let replicate = queue.begun;
                drop(queue);
                self.begin(scope, replicate);
            }
        }
    }

    fn queue(&self) -> MutexGuard<'_, Queue<R, T, E>> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
