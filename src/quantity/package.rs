//! Packages of offers, which are counted in bins.

/// Bins in a factor of ten.
const BINS_PER_DECADE: f64 = 4.0;
/// A sum that is so near to the beginning of a bin, as a share of it, is meant as that: most of them have no end in
/// decimals.
const NEAR: f64 = 0.01;

/// The bin of a package in dollars: four in a factor of ten, of which one begins at every power of ten.
#[expect(clippy::cast_possible_truncation, reason = "a logarithm is small")]
pub fn package_bin(package: f64) -> i32 {
    // A package of a round sum belongs to the bin that begins with it.
    (BINS_PER_DECADE * package.max(1.0).log10() + 1e-9).floor() as i32
}

/// The least package of a bin, in dollars.
pub fn least_package(bin: i32) -> f64 {
    10.0_f64.powf(f64::from(bin) / BINS_PER_DECADE)
}

/// The bin that begins with a sum of dollars, as exactly as such a sum is written: `178m` is 177.8 million. `None` of a
/// sum within a bin.
pub fn bin_beginning_with(sum: f64) -> Option<i32> {
    let within = package_bin(sum);
    let is_near = |bin: &i32| (sum.max(1.0) / least_package(*bin) - 1.0).abs() < NEAR;
    [within, within + 1].into_iter().find(is_near)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_begin_with_sums_that_can_be_written() {
        let table = [
            (0.0, 0),
            (1.0, 0),
            (1e8, 32),
            (1.78e8, 33),
            (1.77e8, 33),
            (3.16e8, 34),
            (5.62e8, 35),
            (1e9, 36),
        ];
        for (sum, bin) in table {
            assert_eq!(bin_beginning_with(sum), Some(bin), "{sum}");
        }
        for sum in [1.2e8, 1.5e8, 2e8, 9e8, 5e5] {
            assert_eq!(bin_beginning_with(sum), None, "{sum}");
        }
        assert_eq!([package_bin(1.77e8), package_bin(1.78e8)], [32, 33]);
    }
}
