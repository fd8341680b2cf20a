//! The draws at one address.

use std::convert::Infallible;

use rand::TryRng;

use super::philox::philox;

/// A stream of draws that begins at one address; a generator for the distributions of `rand_distr`.
#[derive(Debug, Clone)]
pub struct Draws {
    key: [u64; 2],
    counter: [u64; 4],
    words: [u64; 4],
    used: usize,
}

impl Draws {
    #[inline]
    pub(super) fn new(key: [u64; 2], counter: [u64; 4]) -> Self {
        Self { key, counter, words: philox(counter, key), used: 0 }
    }

    /// The next 64 bits. After four words the block number, the lowest 32 bits of the counter's first
    /// word, moves on.
    #[inline]
    pub fn next_word(&mut self) -> u64 {
        if self.used == self.words.len() {
            self.counter[0] += 1;
            self.words = philox(self.counter, self.key);
            self.used = 0;
        }
        let word = self.words[self.used];
        self.used += 1;
        word
    }

    /// A number between 0 and 1, neither of which it can be.
    #[inline]
    pub fn uniform(&mut self) -> f64 {
        unit_interval(self.next_word())
    }

    /// A whole number below `bound`, by Lemire's multiplication; its bias is below `bound` / 2^64.
    #[inline]
    pub fn below(&mut self, bound: u64) -> u64 {
        let product = u128::from(self.next_word()) * u128::from(bound);
        (product >> 64) as u64
    }
}

/// The middle of the cell of width 2^-53 in which a word lies.
#[inline]
pub(super) fn unit_interval(word: u64) -> f64 {
    let cell = (word >> 11) as f64;
    (cell + 0.5) * (1.0 / 9_007_199_254_740_992.0)
}

impl TryRng for Draws {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok((self.next_word() >> 32) as u32)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.next_word())
    }

    fn try_fill_bytes(&mut self, dst: &mut [u8]) -> Result<(), Infallible> {
        for chunk in dst.chunks_mut(8) {
            chunk.copy_from_slice(&self.next_word().to_le_bytes()[..chunk.len()]);
        }
        Ok(())
    }
}
