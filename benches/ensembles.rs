//! Replicates in parallel: 200 of the reference market, with their histories, on one and two threads. Items are
//! researcher-months.

#[path = "shared/reference.rs"]
mod reference;
#[path = "shared/world.rs"]
mod world;

use braindrain::experiment::History;
use braindrain::experiment::run_replicates;
use divan::Bencher;
use divan::counter::ItemsCount;

use reference::reference;

const REPLICATES: u32 = 200;

/// Size E of the reference market.
#[divan::bench(args = [1, 2], sample_count = 3, sample_size = 1)]
fn replicates(bencher: Bencher<'_, '_>, threads: usize) {
    let (scenario, researcher_months) = reference("A");
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.expect("threads can be had");
    let work = |replicate| History::of(&scenario, replicate);
    bencher
        .counter(ItemsCount::new(u64::from(REPLICATES) * researcher_months))
        .bench_local(|| pool.install(|| run_replicates(REPLICATES, &(), work)));
}

fn main() {
    divan::main();
}
