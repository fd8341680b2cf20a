//! One hash for everybody in every step.

use crate::quantity::ResearcherId;
use crate::quantity::mix;

/// Two independent 32-bit numbers for everybody, of one decision at one date.
///
/// `mix(mix-free id ^ key)`: the ids are neighbours, the key is a draw of the generator. Two numbers
/// come from one hash, so that two questions can be asked for the price of one. Its uniformity, and
/// the independence of neighbouring ids, dates and replicates, are tested in `tests/it/chance.rs`.
#[derive(Debug, Clone, Copy)]
pub struct Screen {
    before: u64,
    after: u64,
}

impl Screen {
    pub(super) fn new(before: u64, after: u64) -> Self {
        Self { before, after }
    }

    /// The two numbers of a researcher.
    #[inline]
    pub fn pair(&self, researcher: ResearcherId) -> [u32; 2] {
        let hash = mix(researcher.0 ^ self.before) ^ self.after;
        #[expect(clippy::cast_possible_truncation, reason = "the two halves are wanted")]
        [(hash >> 32) as u32, hash as u32]
    }
}
