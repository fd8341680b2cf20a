//! Jump hash: buckets that stay where they are when their number grows.

/// The bucket (from 0) of a key among `buckets`, of which there is at least one.
///
/// When the buckets grow from n to n + 1, only one key in n + 1 changes its bucket, and it goes to the
/// new one. Lamping and Veach (2014), "A fast, minimal memory, consistent hash algorithm".
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the algorithm jumps by floating-point strides below 2^32"
)]
pub fn jump_hash(key: u64, buckets: u32) -> u32 {
    let mut state = key;
    let mut bucket = 0_i64;
    let mut next = 0_i64;
    while next < i64::from(buckets) {
        bucket = next;
        state = state.wrapping_mul(2_862_933_555_777_941_757).wrapping_add(1);
        let stride = (1_u64 << 31) as f64 / ((state >> 33) + 1) as f64;
        next = ((bucket + 1) as f64 * stride) as i64;
    }
    bucket as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::mix;

    #[test]
    fn one_vacancy_more_moves_only_those_who_land_on_it() {
        for key in (0..2_000).map(mix) {
            for buckets in 1..40 {
                let (before, after) = (jump_hash(key, buckets), jump_hash(key, buckets + 1));
                assert!(after == before || after == buckets);
            }
        }
    }

    #[test]
    fn keys_spread_evenly() {
        let mut counts = [0_u32; 10];
        for key in (0..100_000).map(mix) {
            counts[jump_hash(key, 10) as usize] += 1;
        }
        let chi_square: f64 =
            counts.iter().map(|&count| (f64::from(count) - 1e4).powi(2) / 1e4).sum();
        // The 99.9% point of chi-square with 9 degrees of freedom.
        assert!(chi_square < 27.9, "{counts:?}");
    }
}
