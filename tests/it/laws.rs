//! Closed forms that the kernel reproduces, in standard errors; each test also rejects a wrong law.

mod acquihire;
mod bidding;
mod conservation;
mod contagion;
mod equity;
mod followed;
mod founding;
mod frontier;
mod instants;
mod letter;
mod little;
mod offers;
mod pay;
mod policy;
mod posting;
mod rationing;
mod recruiting;
mod regions;
mod saving;
mod simultaneous;
mod stationary;
mod steps;
mod streams;
mod supply;
mod symmetry;
mod tenure;
mod turmoil;
mod unit;
mod venture;
mod vesting;
mod work;

use braindrain::stats::Estimate;
use braindrain::stats::mean;
use braindrain::stats::variance;

/// Variance over mean: 1 for counts that come from a Poisson process.
fn dispersion_index(counts: &[f64]) -> f64 {
    variance(counts) / mean(counts)
}

/// Holds a law against one number for each replicate: the law lies within four standard errors of the
/// mean, and a wrong law lies outside of them.
fn assert_law(numbers: Vec<f64>, law: f64, wrong: f64) {
    let estimate = Estimate::of(numbers);
    assert!(estimate.is_within(4.0, law), "{estimate:?} is not {law}");
    assert!(!estimate.is_within(4.0, wrong), "{estimate:?} cannot tell {law} from {wrong}");
}
