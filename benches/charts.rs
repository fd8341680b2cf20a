//! What is drawn of a run: the charts and the page of four replicates of `exodus-2024.toml`, from its tables.

#[path = "shared/world.rs"]
mod world;

use braindrain::experiment::History;
use braindrain::present;
use braindrain::present::Chart;
use braindrain::present::Origin;
use braindrain::present::Run;
use braindrain::record::Kind;
use braindrain::record::Replicate;
use braindrain::record::Tables;
use braindrain::record::World;
use braindrain::scenario::Scenario;
use divan::Bencher;

use world::world;

const REPLICATES: u32 = 4;

fn scenario() -> Scenario {
    world("scenarios", "exodus-2024.toml", &[])
}

/// The rows of each replicate, and those that are known at the end.
fn tables(scenario: &Scenario) -> Vec<Tables> {
    let mut recorded = World::new(scenario);
    let mut tables = Vec::new();
    for number in 1..=REPLICATES {
        let replicate = Replicate::of(Kind::Run, scenario, &History::of(scenario, number));
        recorded.add(&replicate);
        tables.push(replicate.tables);
    }
    let mut results = Tables::default();
    results.add_facts(scenario, recorded.readings());
    tables.push(recorded.tables(results));
    tables
}

/// What is drawn of the tables.
fn view<'a>(scenario: &'a Scenario, tables: &[Tables]) -> Run<'a> {
    let mut run = Run::empty(scenario);
    for tables in tables {
        run.add(tables);
    }
    run
}

/// From tables to charts, as values.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn charts(bencher: Bencher<'_, '_>) {
    let scenario = scenario();
    let tables = tables(&scenario);
    bencher.bench_local(|| present::charts_of_run(&view(&scenario, &tables)));
}

fn drawn<T>(bencher: Bencher<'_, '_>, draw: impl Fn(&Chart) -> T) {
    let scenario = scenario();
    let charts = present::charts_of_run(&view(&scenario, &tables(&scenario)));
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
    let scenario = scenario();
    let run = view(&scenario, &tables(&scenario));
    let charts = present::charts_of_run(&run);
    let origin = Origin { command: "braindrain run", version: "0", digest: "0" };
    bencher.bench_local(|| present::run_page(&run, &charts, &origin));
}

fn main() {
    divan::main();
}
