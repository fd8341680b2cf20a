//! Whole runs of one replicate: the model alone, the model and its history, and the tables of that.

#[path = "shared/finish.rs"]
mod finish;
#[path = "shared/world.rs"]
mod world;

use braindrain::experiment::History;
use braindrain::model::Model;
use braindrain::record::Kind;
use braindrain::record::Replicate;
use braindrain::scenario::Scenario;
use divan::Bencher;

use finish::finish;
use world::world;

const WORLDS: [&str; 2] = ["minimal.toml", "exodus-2024.toml"];

fn scenario(file: &str) -> Scenario {
    world("scenarios", file, &[])
}

/// The model, without anybody who watches.
#[divan::bench(args = WORLDS, sample_count = 5, sample_size = 1)]
fn model(bencher: Bencher<'_, '_>, file: &str) {
    let scenario = scenario(file);
    bencher.bench_local(|| finish(Model::new(&scenario, 1)));
}

/// The model, and the history of what happens in it.
#[divan::bench(args = WORLDS, sample_count = 5, sample_size = 1)]
fn history(bencher: Bencher<'_, '_>, file: &str) {
    let scenario = scenario(file);
    bencher.bench_local(|| History::of(&scenario, 1));
}

/// The rows of a history, and their text.
#[divan::bench(args = WORLDS, sample_count = 5, sample_size = 1)]
fn tables(bencher: Bencher<'_, '_>, file: &str) {
    let scenario = scenario(file);
    let history = History::of(&scenario, 1);
    bencher.bench_local(|| Replicate::of(Kind::Run, &scenario, &history));
}

fn main() {
    divan::main();
}
