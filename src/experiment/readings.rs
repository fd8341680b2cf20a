//! Outcomes read off histories that are not kept: of a world of which nothing but some numbers is asked.

use crate::scenario::Fact;
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

/// What is asked of every history of a world: its outcomes, and then what its facts are held against, but for
/// those about what differs from another world.
pub fn asked(world: &Scenario) -> impl Iterator<Item = &Outcome> {
    world.outcomes.iter().chain(world.facts.iter().filter_map(asked_by))
}

/// The outcome that a fact is held against in its own world; none if it is held against another world, or
/// nothing.
pub(super) fn asked_by(fact: &Fact) -> Option<&Outcome> {
    fact.report().filter(|report| report.against.is_none()).map(|report| &report.outcome)
}

/// Reads off a history what [`asked`] says.
pub fn read_off(world: &Scenario, history: &History) -> Reading {
    asked(world).map(|outcome| outcome_of(outcome, history)).collect()
}

/// What all replicates say about the outcome at a place of [`asked`].
pub fn column(readings: &[Reading], place: usize) -> Vec<Option<f64>> {
    readings.iter().map(|reading| reading.get(place).copied().flatten()).collect()
}
