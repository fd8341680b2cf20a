//! The reference market by its sizes.

use braindrain::scenario::Scenario;

use crate::world::world;

/// The reference market of size A, B or C, and the months of single researchers in its horizon.
pub(crate) fn reference(size: &str) -> (Scenario, u64) {
    let (researchers, firms, years): (u32, u32, u32) = match size {
        "A" => (2_000, 20, 6),
        "B" => (100_000, 1_000, 6),
        "C" => (1_000_000, 10_000, 2),
        _ => panic!("there is no size {size}"),
    };
    let offers = 0.05 * f64::from(firms) / f64::from(firms - 1);
    let changes = [
        format!("population.researchers={researchers}"),
        format!("firm-group.firms.count={}", firms - 1),
        format!("mechanism.recruiting.serious-offers.engineer={offers}"),
        format!("time.end={}-01-01", 2021 + years),
    ];
    let scenario = world("scenarios", "reference-market.toml", &changes);
    (scenario, u64::from(researchers) * u64::from(12 * years))
}
