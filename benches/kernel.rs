//! How long the kernel takes: whole horizons, without recording.
//!
//! `market` is the large market of `market.toml`: 200,000 researchers, 20,000 firms, 508 weeks. The
//! offer rate is multiplied to show that cost follows the people with offers, not the population.

use braindrain::experiment::vocabulary;
use braindrain::model::Model;
use braindrain::scenario;
use braindrain::scenario::Library;
use braindrain::scenario::Scenario;
use divan::Bencher;

struct Text(&'static str);

impl Library for Text {
    fn text(&self, _path: &str) -> Result<String, String> {
        Ok(self.0.to_owned())
    }
}

fn market(changes: &[String]) -> Scenario {
    scenario::read(&Text(include_str!("market.toml")), "market.toml", changes, &vocabulary())
        .expect("the market of the benchmark is a valid scenario")
}

/// The whole horizon, with serious offers at a multiple of their usual rates.
#[divan::bench(args = [0.25, 0.5, 1.0, 2.0], sample_count = 5, sample_size = 1)]
fn offers(bencher: Bencher<'_, '_>, times: f64) {
    let path = "mechanism.recruiting.serious-offers";
    let rates = [("star", 0.35), ("researcher", 0.38), ("engineer", 0.14), ("applied", 0.14)];
    let changes = rates.map(|(class, rate)| format!("{path}.{class}={}", rate * times));
    let scenario = market(&changes);
    bencher.with_inputs(|| Model::new(&scenario, 1)).bench_local_values(run);
}

/// The whole horizon, for other sizes of the market.
#[divan::bench(args = [25_000, 50_000, 100_000, 200_000], sample_count = 5, sample_size = 1)]
fn researchers(bencher: Bencher<'_, '_>, researchers: u32) {
    let share = f64::from(researchers) / 200_000.0;
    let scenario = market(&[
        format!("population.researchers={researchers}"),
        format!("firm-group.others.count={}", (19_898.0 * share).round()),
        format!("firm.leader.staff={}", 20_000.0 * share),
        format!("firm.rival.staff={}", 20_000.0 * share),
        format!("firm-group.universities.size={}", 400.0 * share),
        format!("mechanism.supply.graduates-per-year={}", 14_000.0 * share),
    ]);
    bencher.with_inputs(|| Model::new(&scenario, 1)).bench_local_values(run);
}

/// Setting up the market.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn start(bencher: Bencher<'_, '_>) {
    let scenario = market(&[]);
    bencher.bench_local(|| Model::new(&scenario, 1));
}

fn run(mut model: Model<'_>) {
    while !model.is_over() {
        divan::black_box(model.step());
    }
}

fn main() {
    divan::main();
}
