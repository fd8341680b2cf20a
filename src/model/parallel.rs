//! Threads inside one run: the only file of this room that knows of them.

use std::ops::Range;

use rayon::iter::IndexedParallelIterator;
use rayon::iter::IntoParallelIterator;
use rayon::iter::IntoParallelRefMutIterator;
use rayon::iter::ParallelIterator;

/// Below this many people a step is too short to be worth sharing.
const WORTH_SHARING: usize = 32_000;

/// Does `work` on all chunks of `0..items`; the results are in the order of the chunks, whatever thread
/// they come from. The chunks do not depend on the number of threads.
pub(super) fn over_chunks<R: Send>(
    items: usize,
    chunk: usize,
    people: usize,
    work: impl Fn(Range<usize>) -> R + Sync,
) -> Vec<R> {
    let parts = vec![(); items.div_ceil(chunk)];
    over_parts(parts, (items, chunk), people, |range, ()| work(range))
}

/// The same where every chunk has a part of its own that it may change.
pub(super) fn over_parts<P: Send, R: Send>(
    parts: Vec<P>,
    (items, chunk): (usize, usize),
    people: usize,
    work: impl Fn(Range<usize>, P) -> R + Sync,
) -> Vec<R> {
    let range = |number: usize| number * chunk..((number + 1) * chunk).min(items);
    if people < WORTH_SHARING {
        parts.into_iter().enumerate().map(|(number, part)| work(range(number), part)).collect()
    } else {
        parts.into_par_iter().enumerate().map(|(number, part)| work(range(number), part)).collect()
    }
}

/// Both answers.
pub(super) fn both<A: Send, B: Send>(
    people: usize,
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B + Send,
) -> (A, B) {
    if people < WORTH_SHARING { (one(), other()) } else { rayon::join(one, other) }
}

/// Does `work` on every item, with its number.
pub(super) fn for_each<T: Send>(
    items: &mut [T],
    people: usize,
    work: impl Fn(usize, &mut T) + Sync,
) {
    if people < WORTH_SHARING {
        items.iter_mut().enumerate().for_each(|(number, item)| work(number, item));
    } else {
        items.par_iter_mut().enumerate().for_each(|(number, item)| work(number, item));
    }
}
