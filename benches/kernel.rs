//! How long the kernel takes: whole horizons, without recording.
//!
//! `reference_market` counts researcher-months of the reference market by its size. `offers` and `researchers` are
//! about the market of `market.toml`, which has most mechanisms and 508 weeks, cut down from its 200,000 people and
//! 20,000 firms. The offer rate is multiplied to show that cost follows the people with offers, not the population.

#[path = "shared/finish.rs"]
mod finish;
#[path = "shared/reference.rs"]
mod reference;
#[path = "shared/world.rs"]
mod world;

use braindrain::model::Model;
use braindrain::scenario::Scenario;
use divan::Bencher;
use divan::counter::ItemsCount;

use finish::finish;
use reference::reference;
use world::world;

/// The market of `market.toml` with so many people, and as many firms of each size for each of them.
fn market(researchers: u32, more: &[String]) -> Scenario {
    let share = f64::from(researchers) / 200_000.0;
    let size = [
        format!("population.researchers={researchers}"),
        format!("firm-group.others.count={}", (19_898.0 * share).round()),
        format!("firm.leader.staff={}", 20_000.0 * share),
        format!("firm.rival.staff={}", 20_000.0 * share),
        format!("firm-group.universities.size={}", 400.0 * share),
        format!("mechanism.supply.graduates-per-year={}", 14_000.0 * share),
    ];
    world("benches", "market.toml", &[&size, more].concat())
}

/// The reference market, whose items are researcher-months.
#[divan::bench(args = ["A", "B", "C"], sample_count = 2, sample_size = 1)]
fn reference_market(bencher: Bencher<'_, '_>, size: &str) {
    let (scenario, researcher_months) = reference(size);
    bencher
        .counter(ItemsCount::new(researcher_months))
        .with_inputs(|| Model::new(&scenario, 1))
        .bench_local_values(finish);
}

/// Setting up the reference market.
#[divan::bench(args = ["A", "B", "C"], sample_count = 2, sample_size = 1)]
fn start(bencher: Bencher<'_, '_>, size: &str) {
    let (scenario, _) = reference(size);
    bencher.bench_local(|| Model::new(&scenario, 1));
}

/// The whole horizon of 50,000 people, with serious offers at a multiple of their usual rates.
#[divan::bench(args = [0.25, 0.5, 1.0, 2.0], sample_count = 1, sample_size = 1)]
fn offers(bencher: Bencher<'_, '_>, times: f64) {
    let path = "mechanism.recruiting.serious-offers";
    let rates = [("star", 0.35), ("researcher", 0.38), ("engineer", 0.14), ("applied", 0.14)];
    let changes = rates.map(|(class, rate)| format!("{path}.{class}={}", rate * times));
    let scenario = market(50_000, &changes);
    bencher.with_inputs(|| Model::new(&scenario, 1)).bench_local_values(finish);
}

/// The whole horizon, by the size of the market.
#[divan::bench(args = [25_000, 50_000, 100_000], sample_count = 1, sample_size = 1)]
fn researchers(bencher: Bencher<'_, '_>, researchers: u32) {
    let scenario = market(researchers, &[]);
    bencher.with_inputs(|| Model::new(&scenario, 1)).bench_local_values(finish);
}

fn main() {
    divan::main();
}
