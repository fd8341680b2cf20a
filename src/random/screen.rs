//! One hash for everybody in every step.

use crate::quantity::FirmKey;
use crate::quantity::ResearcherId;
use crate::quantity::mix;

/// Numbers for everybody, of one decision at one date.
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
        let hash = self.word(researcher, 0);
        #[expect(clippy::cast_possible_truncation, reason = "the two halves are wanted")]
        [(hash >> 32) as u32, hash as u32]
    }

    /// The number of a firm.
    #[inline]
    pub fn of_firm(&self, firm: FirmKey) -> u32 {
        (self.word(ResearcherId(firm.0), 0) >> 32) as u32
    }

    /// The 64 bits of a researcher and an ordinal.
    #[inline]
    pub fn word(&self, researcher: ResearcherId, ordinal: u16) -> u64 {
        let salt = u64::from(ordinal).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mix(researcher.0 ^ self.before.wrapping_add(salt)) ^ self.after
    }
}
