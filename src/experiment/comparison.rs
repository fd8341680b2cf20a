//! Two worlds on one luck: the same people, the same chances, one thing changed.

use crate::quantity::Index;
use crate::scenario::Argument;
use crate::scenario::Outcome;
use crate::scenario::Scenario;
use crate::scenario::compared_outcomes;
use crate::stats::Estimate;
use crate::stats::PairedDifference;
use crate::stats::paired_difference;
use crate::stats::replicates_for_half_width;

use super::History;
use super::Progress;
use super::ensemble::run_more;
use super::outcome_of;

/// The histories of a baseline and of alternatives to it, replicate by replicate on the same draws.
#[derive(Debug, Clone)]
pub struct Worlds<'a> {
    /// As they were given: the baseline first.
    given: Vec<&'a Scenario>,
    /// As they are run: under the seed of the baseline.
    run: Vec<Scenario>,
    /// Of each world the histories in the order of the replicates.
    histories: Vec<Vec<History>>,
}

/// The histories of a baseline and of one alternative, replicate by replicate on the same draws.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pairs<'a> {
    /// The baseline's histories, in the order of the replicates.
    pub baseline: &'a [History],
    /// The alternative's histories, in the order of the replicates.
    pub alternative: &'a [History],
}

/// One outcome in both worlds.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The outcome as it is written.
    pub outcome: String,
    /// Its mean in the baseline.
    pub baseline: f64,
    /// Its mean in the alternative.
    pub alternative: f64,
    /// The paired difference, alternative less baseline.
    pub paired: PairedDifference,
    /// Pairs that have something to say in both worlds, for an interval whose half-width is a tenth of the
    /// baseline's mean; none where that mean is zero.
    pub replicates_needed: Option<u32>,
}

/// The half-width that [`Difference::replicates_needed`] is stated for, against the baseline's mean.
const STATED_PRECISION: f64 = 0.1;

impl<'a> Worlds<'a> {
    /// Worlds without histories, the baseline first.
    pub fn new(scenarios: &[&'a Scenario]) -> Self {
        let seed = scenarios.first().map_or(0, |baseline| baseline.run.seed);
        let run = scenarios.iter().map(|&scenario| {
            let mut scenario = scenario.clone();
            scenario.run.seed = seed;
            scenario
        });
        Self {
            given: scenarios.to_vec(),
            run: run.collect(),
            histories: vec![Vec::new(); scenarios.len()],
        }
    }

    /// The replicates 1 to `replicates` of all worlds, the baseline first.
    pub fn of(scenarios: &[&'a Scenario], replicates: u32, progress: &dyn Progress) -> Self {
        let mut worlds = Self::new(scenarios);
        worlds.extend(replicates, progress);
        worlds
    }

    /// Adds replicates until there are so many; those that are there already stay what they are.
    pub fn extend(&mut self, replicates: u32, progress: &dyn Progress) {
        let all = run_more(self.replicates(), replicates, progress, |replicate| {
            self.run.iter().map(|world| History::of(world, replicate)).collect::<Vec<_>>()
        });
        for of_worlds in all {
            for (histories, history) in self.histories.iter_mut().zip(of_worlds) {
                histories.push(history);
            }
        }
    }

    /// How many replicates there are.
    pub fn replicates(&self) -> u32 {
        let replicates = self.histories.first().map_or(0, Vec::len);
        u32::try_from(replicates).expect("replicates are counted by a u32")
    }

    /// The baseline.
    pub fn first(&self) -> &'a Scenario {
        self.given[0]
    }

    /// The histories of the baseline.
    pub fn baseline(&self) -> &[History] {
        &self.histories[0]
    }

    /// Each alternative with its pairs.
    pub fn alternatives(&self) -> impl Iterator<Item = (&'a Scenario, Pairs<'_>)> {
        let baseline = self.baseline();
        let others = self.given.iter().zip(&self.histories).skip(1);
        others.map(move |(&scenario, alternative)| (scenario, Pairs { baseline, alternative }))
    }

    /// The first alternative's pairs.
    ///
    /// # Panics
    ///
    /// If there is none.
    pub fn pairs(&self) -> Pairs<'_> {
        self.alternatives().next().expect("a comparison has an alternative").1
    }
}

impl Difference {
    /// Whether both worlds are the same in it, in every pair.
    fn is_the_same(&self) -> bool {
        let Estimate { mean, standard_error, .. } = self.paired.difference;
        mean.abs() <= 0.0 && (standard_error <= 0.0 || standard_error.is_nan())
    }
}

impl Pairs<'_> {
    /// The outcomes of the baseline that can be asked in both worlds, in both worlds; those that a question of the
    /// alternative is about come first. Replicates in which one of the worlds has nothing to say are left out.
    pub fn differences(&self, worlds: [&Scenario; 2]) -> Vec<Difference> {
        let [baseline, alternative] = worlds;
        let outcomes = compared_outcomes(baseline, alternative).into_iter();
        let shared = outcomes.filter_map(|outcome| {
            translate(outcome, baseline, alternative).map(|other| (outcome, other))
        });
        shared.filter_map(|(outcome, other)| self.difference(outcome, &other)).collect()
    }

    /// The first of them that is not the same in each pair, if any differs: what a comparison is about.
    pub fn leading(&self, worlds: [&Scenario; 2]) -> Option<Difference> {
        let mut all = self.differences(worlds);
        let place = all.iter().position(|one| !one.is_the_same()).unwrap_or(0);
        (place < all.len()).then(|| all.swap_remove(place))
    }

    fn difference(&self, outcome: &Outcome, other: &Outcome) -> Option<Difference> {
        let pairs = self.baseline.iter().zip(self.alternative);
        let (before, after): (Vec<f64>, Vec<f64>) = pairs
            .filter_map(|(one, two)| Some((outcome_of(outcome, one)?, outcome_of(other, two)?)))
            .unzip();
        if before.is_empty() {
            return None;
        }
        let paired = paired_difference(&before, &after);
        let mean = crate::stats::mean(&before);
        let variance = paired.difference.standard_error.powi(2) * before.len() as f64;
        let half_width = STATED_PRECISION * mean.abs();
        Some(Difference {
            outcome: outcome.text.clone(),
            baseline: mean,
            alternative: crate::stats::mean(&after),
            paired,
            replicates_needed: (half_width > 0.0)
                .then(|| replicates_for_half_width(variance, half_width))
                .flatten(),
        })
    }
}

/// The same outcome in another world, whose firms may stand at other positions.
pub(super) fn translate(outcome: &Outcome, from: &Scenario, to: &Scenario) -> Option<Outcome> {
    let there = |argument: &Argument| match argument {
        Argument::Units(scope) => to.scope_named(scope.name()).map(Argument::Units),
        Argument::Team(name) => {
            let is_there = to.teams.iter().any(|team| team.name == *name);
            is_there.then(|| argument.clone())
        }
        Argument::Region(region) => {
            let name = &from.regions[region.position()].name;
            to.region_named(name).map(Argument::Region)
        }
        Argument::Class(_)
        | Argument::Percentile(_)
        | Argument::Date(_)
        | Argument::Money(_)
        | Argument::Match(_) => Some(argument.clone()),
    };
    let arguments = outcome.arguments.iter().map(there).collect::<Option<_>>()?;
    Some(Outcome { arguments, ..outcome.clone() })
}
