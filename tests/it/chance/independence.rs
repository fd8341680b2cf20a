//! Whether draws are spread evenly and do not know of each other.

use braindrain::stats::mean;

/// The chi-square test of counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct ChiSquare {
    /// The sum of (observed - expected)^2 / expected.
    pub(super) statistic: f64,
    /// Cells less one.
    pub(super) degrees: u32,
    /// The probability of at least this statistic if all cells are equally likely.
    pub(super) p_value: f64,
}

/// Tests counts against cells that are equally likely (Pearson 1900). At least two cells, and about
/// five expected in each, for the p-value to hold.
pub(super) fn chi_square(counts: &[u64]) -> ChiSquare {
    let counts: Vec<f64> = counts.iter().map(|&count| count as f64).collect();
    let expected = mean(&counts);
    let statistic = counts.iter().map(|count| (count - expected).powi(2) / expected).sum();
    let cells = u32::try_from(counts.len()).expect("fewer than 2^32 cells");
    let degrees = cells.saturating_sub(1);
    ChiSquare { statistic, degrees, p_value: 1.0 - below(statistic, degrees) }
}

/// The probability that a chi-square variable is below `statistic`: the regularised lower incomplete
/// gamma function at shape a = degrees / 2 and x = statistic / 2, by its series
/// `x^a e^-x / Gamma(a + 1) * sum of x^n / ((a + 1)...(a + n))` (Abramowitz and Stegun 1964, 6.5.29).
///
/// All terms are positive, so nothing cancels; its complement is exact to about 1e-13.
fn below(statistic: f64, degrees: u32) -> f64 {
    let (shape, x) = (f64::from(degrees) / 2.0, statistic / 2.0);
    if x <= 0.0 {
        return 0.0;
    }
    let (mut term, mut sum, mut divisor) = (1.0, 1.0, shape);
    // Terms grow up to the one of number x, and fall geometrically from there.
    while term > sum * f64::EPSILON {
        divisor += 1.0;
        term *= x / divisor;
        sum += term;
    }
    (shape * x.ln() - x - libm::lgamma(shape + 1.0) + sum.ln()).exp()
}

/// Pearson's coefficient of correlation of two series of one length, from -1 to 1; `NAN` if one of
/// them does not vary. Its standard error is 1 / sqrt(n) where there is none.
pub(super) fn correlation(first: &[f64], second: &[f64]) -> f64 {
    assert_eq!(first.len(), second.len(), "values come in pairs");
    let centred = |values: &[f64]| -> Vec<f64> {
        let mean = mean(values);
        values.iter().map(|value| value - mean).collect()
    };
    let (first, second) = (centred(first), centred(second));
    let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    product(&first, &second) / (product(&first, &first) * product(&second, &second)).sqrt()
}

#[test]
fn p_values_are_those_of_the_tables() {
    // The statistic that is exceeded with probability 0.05, and one with 0.001.
    let table = [
        (1, 3.841_458_821, 0.05),
        (2, 5.991_464_547, 0.05),
        (9, 16.918_977_605, 0.05),
        (10, 18.307_038_053, 0.05),
        (255, 293.247_835_081, 0.05),
        (5, 20.515_005_652, 0.001),
    ];
    for (degrees, statistic, expected) in table {
        let found = 1.0 - below(statistic, degrees);
        assert!((found - expected).abs() < 1e-8, "{degrees}: {found}");
    }
}

#[test]
fn even_counts_are_likely_and_a_loaded_die_is_not() {
    let even = chi_square(&[100, 100, 100, 100]);
    assert_eq!(even.degrees, 3);
    assert!((even.p_value - 1.0).abs() < 1e-12);
    let loaded = chi_square(&[100, 100, 100, 100, 100, 200]);
    assert!((loaded.statistic - 500.0 / 7.0).abs() < 1e-9);
    assert!(loaded.p_value < 1e-12);
}

#[test]
fn correlation_tells_a_line_from_a_circle() {
    let x = [1.0, 2.0, 3.0, 4.0];
    assert!((correlation(&x, &[3.0, 5.0, 7.0, 9.0]) - 1.0).abs() < 1e-12);
    assert!((correlation(&x, &[9.0, 7.0, 5.0, 3.0]) + 1.0).abs() < 1e-12);
    let circle = ([1.0, 0.0, -1.0, 0.0], [0.0, 1.0, 0.0, -1.0]);
    assert!(correlation(&circle.0, &circle.1).abs() < 1e-12);
    assert!(correlation(&x, &[1.0; 4]).is_nan());
}
