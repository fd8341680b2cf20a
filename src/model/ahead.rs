//! Reading ahead: in a large world what is asked about a person or a firm lies far away in memory. What is read side
//! by side comes at the cost of one such way, what is read when it is needed at the cost of each.

/// So many items are read ahead: what they need has to stay near until then.
pub(super) const BATCH: usize = 64;

/// Reads a word for every item, of which nothing is made.
#[inline]
pub(super) fn read_ahead<T>(items: impl IntoIterator<Item = T>, word: impl Fn(T) -> u32) {
    std::hint::black_box(items.into_iter().fold(0, |read, item| read ^ word(item)));
}
