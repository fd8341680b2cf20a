//! What each mechanism costs: the market of `exodus-2024.toml` over its whole horizon, with each of its
//! mechanisms off in turn, beside the market with `none` of them off.

#[path = "shared/finish.rs"]
mod finish;
#[path = "shared/world.rs"]
mod world;

use braindrain::model::Model;
use braindrain::scenario::MECHANISMS;
use divan::Bencher;

use finish::finish;
use world::world;

/// `none`, and all mechanisms but for choice, without which nobody could answer an offer, and recruiting, without
/// which others can do nothing.
fn switched_off() -> impl Iterator<Item = &'static str> {
    let is_switch = |name: &&str| !["choice", "recruiting"].contains(name);
    ["none"].into_iter().chain(MECHANISMS.iter().copied().filter(is_switch))
}

/// The whole horizon without one mechanism.
#[divan::bench(args = switched_off(), sample_count = 3, sample_size = 1)]
fn without(bencher: Bencher<'_, '_>, name: &str) {
    let off: &[&str] = match name {
        "none" => &[],
        // Equity can do nothing without pay.
        "pay" => &["pay", "equity"],
        _ => &[name],
    };
    let changes: Vec<String> =
        off.iter().map(|name| format!("mechanism.{name}.enabled=false")).collect();
    let scenario = world("scenarios", "exodus-2024.toml", &changes);
    bencher.with_inputs(|| Model::new(&scenario, 1)).bench_local_values(finish);
}

fn main() {
    divan::main();
}
