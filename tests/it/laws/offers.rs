//! V1: survival under constant offers. V24: exits without turmoil are no more bunched than chance.

use braindrain::model::Week;
use braindrain::stats::Estimate;
use braindrain::stats::dispersion_index;
use braindrain::theory;

use super::assert_law;
use crate::world::equal_firms;
use crate::world::over_replicates;
use crate::world::watch;
use crate::world::world;
use crate::world::world_with;

/// Offers that are worth nothing more than the present job are taken with probability
/// `1 / (1 + exp(c / s))`; the present employer's own calls are no offers.
#[test]
fn v1_survival_under_constant_offers_is_exponential() {
    let (firms, offers, months) = (20.0, 0.5, 731.0 / 30.4375);
    let text = equal_firms(20, 100, offers);
    for (class, step) in [("engineer", "day"), ("engineer", "week"), ("star", "week")] {
        let scenario = world_with(
            &text,
            &[
                &format!("time.step={step}"),
                "class.engineer.share=0",
                &format!("class.{class}.share=1"),
            ],
        );
        let stayed = over_replicates(&scenario, 12, |history| {
            let lost: u32 = history.first_staff_lost.values().iter().sum();
            1.0 - f64::from(lost) / 2_000.0
        });
        let acceptance = theory::acceptance(-0.53, 0.4);
        let rate = offers * (1.0 - 1.0 / firms);
        let law = theory::survival_under_offers(rate, acceptance, months);
        let wrong = theory::survival_under_offers(1.05 * rate, acceptance, months);
        assert_law(stayed, law, wrong);
    }
}

#[test]
fn v24_exits_without_turmoil_have_dispersion_index_one() {
    let scenario = world(&equal_firms(20, 100, 0.5));
    let indices = (1..=40).map(|replicate| {
        let mut exits = Vec::new();
        watch(&scenario, replicate, &mut |week: &Week, _| {
            // The last step is cut off by the end of the horizon.
            if week.end.since(week.start).0 > 6.5 {
                exits.push(week.moves.len() as f64);
            }
        });
        dispersion_index(&exits)
    });
    let index = Estimate::of(indices);
    assert!(index.is_within(4.0, 1.0), "{index:?}");
    assert!(!index.is_within(4.0, 1.15), "{index:?} cannot tell");
}
