//! Outcomes read off histories that are not kept: of a world of which nothing but some numbers is asked.

use crate::scenario::Outcome;
use crate::scenario::Scenario;

use super::History;
use super::Progress;
use super::comparison::translate;
use super::outcome_of;
use super::run_replicates;

/// The values of some outcomes in one replicate, in the order of the outcomes; none where the history has
/// nothing to say.
pub type Reading = Vec<Option<f64>>;

/// Reads `outcomes` off the replicates 1 to `replicates` of a world, in their order. A replicate takes the
/// memory of one history, and only while it runs.
pub fn readings(
    world: &Scenario,
    outcomes: &[Outcome],
    replicates: u32,
    progress: &dyn Progress,
) -> Vec<Reading> {
    run_replicates(replicates, progress, |replicate| reading(world, outcomes, replicate))
}

/// Reads `outcomes` off one replicate of a world.
pub fn reading(world: &Scenario, outcomes: &[Outcome], replicate: u32) -> Reading {
    let history = History::of(world, replicate);
    outcomes.iter().map(|outcome| outcome_of(outcome, &history)).collect()
}

/// The outcomes of a scenario as they are asked of another world, whose firms may stand at other positions;
/// `None` if one of them cannot be asked there.
pub fn outcomes_in(world: &Scenario, of: &Scenario, outcomes: &[Outcome]) -> Option<Vec<Outcome>> {
    outcomes.iter().map(|outcome| translate(outcome, of, world)).collect()
}
