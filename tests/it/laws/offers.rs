//! V1: survival under constant offers. V5: under offers that differ between people. V9: moves where only the
//! best so far is taken. V24: exits without turmoil are no more bunched than chance.

use braindrain::experiment::History;
use braindrain::model::Response;
use braindrain::model::Week;
use braindrain::stats::Estimate;
use braindrain::theory;

use super::assert_law;
use super::dispersion_index;
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

/// Recruiters know some people better than others: the hazards are mixed by a gamma law.
#[test]
fn v5_survival_under_mixed_hazards_is_a_power() {
    let (shape, scale) = (2.0, 0.5);
    let exposure = format!("mechanism.recruiting.exposure={{ gamma = [{shape}, {scale}] }}");
    let scenario = world_with(&equal_firms(20, 100, 0.5), &[&exposure]);
    let stayed = over_replicates(&scenario, 12, |history| {
        let lost: u32 = history.first_staff_lost.values().iter().sum();
        1.0 - f64::from(lost) / 2_000.0
    });
    let hazard = 0.5 * 0.95 * theory::acceptance(-0.53, 0.4);
    let months = 731.0 / 30.4375;
    let law = theory::survival_under_frailty(shape, scale * hazard, months);
    assert_law(stayed, law, theory::survival_under_offers(shape * scale, hazard, months));
}

/// Where a firm is worth to somebody what it is worth for good, only a record among offers is taken. A firm
/// that calls again is no new draw, so that there have to be many.
#[test]
fn v9_moves_are_records_where_noise_lasts_for_good() {
    let text = equal_firms(1, 4, 0.2)
        + r#"
        [firm-group.others]
        count = 2000
        size = 1
        vacancies = "unlimited"
        reach = 0.06
        "#;
    let changes =
        ["population.researchers=2000", "firm.firm-0.reach=0", "mechanism.choice.cost-of-moving=0"];
    let offers = 0.2 * 731.0 / 30.4375;
    for (persistent, law, wrong) in [
        (1.0, theory::expected_moves(offers), 0.5 * offers),
        (0.0, 0.5 * offers, theory::expected_moves(offers)),
    ] {
        let persistent = format!("mechanism.choice.persistent-share={persistent}");
        let scenario = world_with(&text, &[&changes[..], &[&persistent]].concat());
        let moves = (1..=8).map(|replicate| {
            let mut moves = 0;
            watch(&scenario, replicate, &mut |week: &Week, _| moves += week.moves.len());
            moves as f64 / 2_004.0
        });
        assert_law(moves.collect(), law, wrong);
    }
}

/// The null world of the library: its weekly exits, held against their own mean over replicates, are as
/// bunched as chance makes them. One more or one less in ten would be told.
#[test]
fn v24_in_the_calm_scenario_weekly_exits_have_dispersion_index_one() {
    let text = std::fs::read_to_string("scenarios/calm.toml").unwrap();
    let scenario = world(&text);
    let replicates = 40;
    let weekly: Vec<Vec<f64>> = (1..=replicates)
        .map(|replicate| {
            let history = History::of(&scenario, replicate);
            history
                .steps_of(scenario.focal)
                .skip(1)
                .map(|(_, step)| f64::from(step.quits))
                .collect()
        })
        .collect();
    // Nobody can leave before the first offers are due, and the last step is cut off.
    let indices = (4..weekly[0].len() - 1)
        .map(|week| dispersion_index(&weekly.iter().map(|quits| quits[week]).collect::<Vec<_>>()));
    let index = Estimate::of(indices);
    assert!(index.is_within(4.0, 1.0), "{index:?}");
    assert!(!index.is_within(4.0, 1.12), "{index:?} cannot tell");
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

/// A campaign may ask somebody twice on a day: he takes one of the two.
#[test]
fn as_many_offers_are_taken_as_people_move() {
    let text = equal_firms(2, 500, 0.0)
        + "
        [event.raid]
        kind = \"campaign\"
        firm = \"firm-1\"
        target = \"firm-0\"
        offers = 8
        for = \"100 weeks\"
        date = 2020-01-06
        [record]
        decisions = [\"firm-0\"]
        ";
    let (mut moves, mut taken, mut twice) = (0, 0, 0);
    watch(&world(&text), 1, &mut |week: &Week, _| {
        moves += week.moves.len();
        taken += week.answers.iter().filter(|one| one.response == Response::Taken).count();
        for choice in &week.choices {
            let chosen = choice.options.iter().filter(|option| option.chosen).count();
            assert_eq!(chosen, 1, "{choice:?}");
            twice += usize::from(choice.options.len() > 2);
        }
    });
    assert!(twice > 10, "{twice} were asked twice on a day");
    assert_eq!(taken, moves);
}
