//! Crises of firms are Poisson streams, and the offers that they bring to a group's people are exact.

use braindrain::stats::Estimate;
use braindrain::theory;

use super::assert_law;
use super::dispersion_index;
use crate::world::ENGINEERS;
use crate::world::equal_firms;
use crate::world::watch;
use crate::world::world;
use crate::world::world_with;

#[test]
fn crises_come_at_their_rate_and_one_by_one() {
    let text = equal_firms(20, 10, 0.0) + "\n[mechanism.turmoil]\ncrisis-rate = 4\n";
    for step in ["day", "month"] {
        let scenario = world_with(&text, &[&format!("time.step={step}")]);
        let counts: Vec<f64> = (1..=15)
            .map(|replicate| {
                let mut crises = 0_u32;
                watch(&scenario, replicate, &mut |week, _| {
                    let happenings = &week.happenings;
                    assert!(happenings.iter().all(|one| one.kind == "crisis" && !one.scripted));
                    assert!(
                        happenings
                            .iter()
                            .all(|one| week.start <= one.moment && one.moment < week.end)
                    );
                    crises += u32::try_from(happenings.len()).unwrap();
                });
                f64::from(crises)
            })
            .collect();
        // 0.57 to 1.6 are the 2% points of chi-square with 14 degrees of freedom over them, about.
        let index = dispersion_index(&counts);
        assert!((0.25..2.4).contains(&index), "{index}");
        let law = 20.0 * 4.0 * 731.0 / 365.25;
        assert_law(counts, law, 1.2 * law);
    }
}

/// Half of the members are shaken at any time, and each differently; people hear by the turmoil of their
/// own. Nobody moves.
#[test]
fn offers_to_a_groups_people_follow_the_turmoil_of_their_own_firm() {
    let text = r#"
        title = "A shaken group"
        focal = "calm"
        [time]
        start = 2021-01-04
        end = 2021-07-05
        burn-in = "52 weeks"
        [population]
        researchers = 3000
        first-offers = 1
        [mechanism.choice]
        persistent-share = 0
        cost-of-moving = 40
        [mechanism.recruiting]
        serious-offers = { engineer = 0.5 }
        alumni = 0
        advertisements = 0
        turmoil-response = 2
        talent-response = 0
        open-to-work = 0
        pair-interval = "0 days"
        time-to-offer = { engineer = "0 days" }
        [mechanism.turmoil]
        crisis-rate = 6
        rise-per-share-lost = 0
        slow-half-life = "21 days"
        [firm.calm]
        staff = 1
        vacancies = "unlimited"
        reach = 180
        [firm-group.shaken]
        count = 150
        size = 20
        vacancies = "unlimited"
        reach = 0
        "#
    .to_owned()
        + ENGINEERS;
    let calls = |changes: &[&str]| {
        let scenario = world_with(&text, changes);
        (1..=10)
            .map(|replicate| {
                let mut calls = 0;
                watch(&scenario, replicate, &mut |week, _| calls += week.calls);
                calls as f64 / 3_001.0
            })
            .collect::<Vec<f64>>()
    };
    let per_head = 0.5 * 182.0 / 30.4375;
    let turmoil = theory::mean_of_decaying_jumps(6.0 / 365.25, 1.0, 21.0);
    assert_law(calls(&[]), per_head * (1.0 + 2.0 * turmoil), per_head * (1.0 + 2.2 * turmoil));
    let deaf = Estimate::of(calls(&["mechanism.recruiting.turmoil-response=0"]));
    assert!(deaf.is_within(4.0, per_head), "{deaf:?} is not {per_head}");
}

/// What a share of the staff that is lost in a step adds, in the simplest case: all of a sudden half go.
#[test]
fn losses_shake_the_firm_that_is_left() {
    let text = equal_firms(2, 200, 0.0)
        + r#"
        [mechanism.turmoil]
        crisis-rate = 0
        [event.leave]
        kind = "departure"
        firm = "firm-0"
        class = "engineer"
        count = 100
        destination = "firm-1"
        date = 2020-02-20
        "#;
    let scenario = world(&text);
    let mut greatest = [0.0_f64; 2];
    watch(&scenario, 1, &mut |_, model| {
        for (firm, state) in model.units().iter() {
            greatest[usize::from(firm.0)] = greatest[usize::from(firm.0)].max(state.turmoil);
        }
    });
    assert!((greatest[0] - 0.25).abs() < 1e-9, "{greatest:?}");
    assert!(greatest[1].abs() < 1e-9, "{greatest:?}");
}

/// Whoever has gone elsewhere leads nobody there: with a second departure nothing happens to that firm.
#[test]
fn a_leader_who_leaves_again_shakes_the_firm_that_he_led_alone() {
    let text = equal_firms(3, 200, 0.0)
        + r#"
        [mechanism.turmoil]
        crisis-rate = 0
        rise-per-share-lost = 0
        [role.chief]
        firm = "firm-0"
        class = "engineer"
        leader = true
        [event.one]
        kind = "departure"
        role = "chief"
        destination = "firm-1"
        date = 2020-02-20
        [event.two]
        kind = "departure"
        role = "chief"
        destination = "firm-2"
        date = 2020-06-18
        "#;
    let mut greatest = [0.0_f64; 3];
    watch(&world(&text), 1, &mut |_, model| {
        for (firm, state) in model.units().iter() {
            greatest[usize::from(firm.0)] = greatest[usize::from(firm.0)].max(state.turmoil);
        }
    });
    assert!(greatest[0] > 0.3, "{greatest:?}");
    assert!(greatest[1].abs() < 1e-9 && greatest[2].abs() < 1e-9, "{greatest:?}");
}

/// Half of the engineers, who are six of ten, are let go on the last day of a step: a layoff has a jump of its own,
/// and counts as no loss beside it.
#[test]
fn a_layoff_shakes_by_the_share_of_the_whole_staff_and_once() {
    let text = equal_firms(2, 400, 0.0)
        + r#"
        [mechanism.turmoil]
        crisis-rate = 0
        rise-per-share-lost = 5
        [event.cut]
        kind = "layoff"
        firm = "firm-0"
        classes = ["engineer"]
        share = 0.5
        date = 2020-02-18
        "#;
    let changes = [
        "class.engineer.share=0.6",
        "class.researcher.share=0.4",
        "mechanism.recruiting.serious-offers.researcher=0",
    ];
    let scenario = world_with(&text, &changes);
    let mut greatest = 0.0_f64;
    watch(&scenario, 1, &mut |_, model| {
        greatest = greatest.max(model.units()[scenario.focal].turmoil);
    });
    let law = 0.5 * 0.6 * ((-1.0_f64 / 21.0).exp2() + (-1.0_f64 / 270.0).exp2());
    assert!((greatest - law).abs() < 1e-6, "{greatest} and not {law}");
}

/// Of nine units two are left, a quarter of them slow, as of all nine.
#[test]
fn what_is_above_the_cap_is_taken_from_fast_and_slow_alike() {
    let text = equal_firms(2, 10, 0.0)
        + r#"
        [mechanism.turmoil]
        crisis-rate = 0
        rise-per-share-lost = 0
        slow-share = 0.25
        cap = 2
        [event.ouster]
        kind = "ouster"
        firm = "firm-0"
        jump = 9
        date = 2020-02-19
        "#;
    let scenario = world(&text);
    let mut greatest = 0.0_f64;
    watch(&scenario, 1, &mut |_, model| {
        greatest = greatest.max(model.units()[scenario.focal].turmoil);
    });
    let law = 1.5 * (-7.0_f64 / 21.0).exp2() + 0.5 * (-7.0_f64 / 270.0).exp2();
    assert!((greatest - law).abs() < 1e-9, "{greatest} and not {law}");
}
