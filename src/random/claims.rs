//! Where firms claim their places.

use crate::quantity::FirmKey;
use crate::quantity::mix;

use super::Decision;

/// Keyed hashes of a firm, the number of one of its claims, and the number of the try.
#[derive(Debug, Clone, Copy)]
pub struct Claims {
    key: [u64; 2],
    /// The seed of the first try, which is the only one of most claims.
    first: u64,
}

impl Claims {
    pub(super) fn new(key: [u64; 2]) -> Self {
        Self { key, first: seed(key, 0) }
    }

    /// The 64 bits of a firm's claim at a try.
    #[inline]
    pub fn at(&self, firm: FirmKey, number: u32, try_number: u32) -> u64 {
        let seed = if try_number == 0 { self.first } else { seed(self.key, try_number) };
        mix(firm.0 ^ mix(seed.wrapping_add(u64::from(number))))
    }
}

fn seed(key: [u64; 2], try_number: u32) -> u64 {
    let salt = (Decision::Board as u64) << 48 | u64::from(try_number);
    mix(key[0] ^ mix(key[1] ^ salt))
}
