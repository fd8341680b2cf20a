//! What is drawn of a run: the charts and the page of four replicates of `exodus-2024.toml`, from its tables.

#[path = "shared/world.rs"]
mod world;

use braindrain::experiment::History;
use braindrain::present;
use braindrain::present::Chart;
use braindrain::present::Origin;
use braindrain::present::Run;
use braindrain::record::Tables;
use braindrain::scenario::Scenario;
use divan::Bencher;

use world::world;

const REPLICATES: u32 = 4;

fn scenario_and_tables() -> (Scenario, Tables) {
    let scenario = world("scenarios", "exodus-2024.toml", &[]);
    let histories: Vec<History> =
        (1..=REPLICATES).map(|replicate| History::of(&scenario, replicate)).collect();
    let mut tables = Tables::default();
    tables.add(&scenario, &histories);
    tables.add_facts(&scenario, &histories);
    (scenario, tables)
}

/// From tables to charts, as values.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn charts(bencher: Bencher<'_, '_>) {
    let (scenario, tables) = scenario_and_tables();
    bencher.bench_local(|| present::charts_of_run(&Run::new(&scenario, &tables)));
}

fn drawn<T>(bencher: Bencher<'_, '_>, draw: impl Fn(&Chart) -> T) {
    let (scenario, tables) = scenario_and_tables();
    let charts = present::charts_of_run(&Run::new(&scenario, &tables));
    bencher.bench_local(|| charts.iter().map(|(_, chart)| draw(chart)).collect::<Vec<T>>());
}

/// All charts as SVG.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn svg(bencher: Bencher<'_, '_>) {
    drawn(bencher, present::svg);
}

/// All charts as PNG.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn png(bencher: Bencher<'_, '_>) {
    drawn(bencher, present::png);
}

/// The page, with its charts.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn page(bencher: Bencher<'_, '_>) {
    let (scenario, tables) = scenario_and_tables();
    let run = Run::new(&scenario, &tables);
    let charts = present::charts_of_run(&run);
    let origin = Origin { command: "braindrain run", version: "0", digest: "0" };
    bencher.bench_local(|| present::run_page(&run, &charts, &origin));
}

fn main() {
    divan::main();
}
