//! One hash for everybody in every step.

use crate::quantity::Date;
use crate::quantity::FirmKey;
use crate::quantity::ResearcherId;
use crate::quantity::mix;

use super::draws::unit_interval;

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

    /// What stands for a pair of researcher and firm on a day, in place of a researcher.
    #[inline]
    pub fn case(researcher: ResearcherId, firm: FirmKey, date: Date) -> ResearcherId {
        let day = u64::from(date.days().cast_unsigned());
        ResearcherId(researcher.0 ^ mix(firm.0.wrapping_add(day)))
    }

    /// A number between 0 and 1, neither of which it can be, of a researcher and an ordinal.
    #[inline]
    pub fn unit(&self, researcher: ResearcherId, ordinal: u16) -> f64 {
        unit_interval(self.word(researcher, ordinal))
    }

    /// Two numbers from 0 to below 1 of a researcher and an ordinal.
    #[inline]
    pub fn unit_pair(&self, researcher: ResearcherId, ordinal: u16) -> [f64; 2] {
        const UNIT: f64 = 1.0 / 4_294_967_296.0;
        let word = self.word(researcher, ordinal);
        [(word >> 32) as f64 * UNIT, (word & 0xffff_ffff) as f64 * UNIT]
    }

    /// The 64 bits of a researcher and an ordinal.
    #[inline]
    pub fn word(&self, researcher: ResearcherId, ordinal: u16) -> u64 {
        let salt = u64::from(ordinal).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mix(researcher.0 ^ self.before.wrapping_add(salt)) ^ self.after
    }
}
