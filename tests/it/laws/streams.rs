//! Serious offers to the talented, to those who show that they are open to work, through former
//! colleagues and by campaigns; the limits on offers; and mere contacts.

use std::collections::BTreeMap;

use braindrain::model::Model;
use braindrain::model::Week;
use braindrain::quantity::Index;
use braindrain::quantity::UnitId;
use braindrain::scenario::Scenario;
use braindrain::theory;

use super::assert_law;
use crate::world::equal_firms;
use crate::world::over_replicates;
use crate::world::watch;
use crate::world::world_with;

const MONTH: f64 = 30.4375;
/// Offers are declined, so that everybody stays where he is.
const NOBODY_MOVES: &str = "mechanism.choice.cost-of-moving=40";

/// The sum over all steps of a number, for each replicate.
fn sums(
    scenario: &Scenario,
    replicates: u32,
    mut number: impl FnMut(&Week, &Model<'_>) -> f64,
) -> Vec<f64> {
    let mut sum = |replicate| {
        let mut sum = 0.0;
        watch(scenario, replicate, &mut |week, model| sum += number(week, model));
        sum
    };
    (1..=replicates).map(&mut sum).collect()
}

/// Months of a step after a day of 2020, counted from its first of January.
fn months_after(week: &Week, day: f64) -> f64 {
    let since = |moment: braindrain::quantity::Moment| moment.0 - 18_262.0 - day;
    if since(week.start) < 0.0 { 0.0 } else { week.end.since(week.start).0 / MONTH }
}

/// Talent is uniform, so that z is uniform between the roots of 3, and the factor is `1 + tanh z`.
#[test]
fn survival_is_the_mean_over_talents() {
    let changes =
        ["mechanism.recruiting.talent-response=1", "class.engineer.talent={uniform=[-1,3]}"];
    let scenario = world_with(&equal_firms(20, 100, 0.5), &changes);
    let stayed = over_replicates(&scenario, 12, |history| {
        let lost: u32 = history.first_staff_lost.values().iter().sum();
        1.0 - f64::from(lost) / 2_000.0
    });
    let (rate, acceptance) = (0.5 * 0.95, theory::acceptance(-0.53, 0.4));
    let survival =
        |factor: f64| theory::survival_under_offers(rate * factor, acceptance, 731.0 / MONTH);
    let z = |cell: u32| 3.0_f64.sqrt() * ((f64::from(cell) + 0.5) / 500.0 - 1.0);
    let law = (0..1_000).map(|cell| survival(1.0 + z(cell).tanh())).sum::<f64>() / 1_000.0;
    assert!(law > 1.2 * survival(1.0), "the same offers to all would leave fewer: {law}");
    assert_law(stayed, law, 1.08 * law);
}

#[test]
fn talent_moves_offers_and_makes_no_more_of_them() {
    let changes = [
        NOBODY_MOVES,
        "time.end=2021-01-01",
        "mechanism.recruiting.talent-response=0.6",
        "class.engineer.talent={uniform=[-1,3]}",
    ];
    let scenario = world_with(&equal_firms(10, 100, 1.0), &changes);
    let calls = sums(&scenario, 8, |week, _| week.calls as f64);
    let law = 1_000.0 * 0.9 * 366.0 / MONTH;
    assert_law(calls, law, 1.03 * law);
}

/// With the rate r and the time T a share r T / (1 + r T) shows that it is open to work. If a second reason
/// prolonged the time it would be 1 - exp(-r T).
#[test]
fn who_is_open_to_work_is_a_share_of_the_staff() {
    let changes = [
        NOBODY_MOVES,
        "time.end=2021-01-01",
        "population.mean-tenure=50 years",
        "mechanism.recruiting.open-to-work-rate=0.3",
    ];
    let scenario = world_with(&equal_firms(10, 100, 0.0), &changes);
    let mut weeks = 0.0;
    let shown = sums(&scenario, 8, |_, model| {
        weeks += 1.0 / 8.0;
        f64::from(model.market().open_to_work)
    });
    let shown = shown.into_iter().map(|sum| sum / weeks / 1_000.0).collect();
    assert_law(shown, 0.9 / 1.9, -(-0.9_f64).exp_m1());
}

/// How many offers people get beside what the law says, and how many of them show that they are open to work, in the
/// mean: where everybody is as well known to recruiters.
fn more_than_the_law(exposure: f64) -> (Vec<f64>, f64) {
    let exposed = format!("mechanism.recruiting.exposure={exposure}");
    let changes = [
        NOBODY_MOVES,
        "time.end=2021-01-01",
        "mechanism.recruiting.open-to-work-rate=1",
        "mechanism.recruiting.open-to-work=2",
        &exposed,
    ];
    let scenario = world_with(&equal_firms(10, 100, 1.0), &changes);
    let mut before = 0.0;
    let (mut shown, mut calls) = (0.0, Vec::new());
    for replicate in 1..=8 {
        let mut sum = 0.0;
        watch(&scenario, replicate, &mut |week, model| {
            let now = f64::from(model.market().open_to_work);
            let months = months_after(week, 7.0);
            let people = f64::midpoint(before, now);
            sum += if months > 0.0 { week.calls as f64 } else { 0.0 };
            sum -= months * 0.9 * exposure * (1_000.0 + 2.0 * people);
            shown += months * 0.9 * people / 8.0;
            before = now;
        });
        calls.push(sum);
    }
    (calls, shown)
}

#[test]
fn who_is_open_to_work_gets_so_many_offers_more() {
    for exposure in [1.0, 0.5] {
        let (calls, shown) = more_than_the_law(exposure);
        // Half an offer less, or more, for each of two.
        assert_law(calls, 0.0, 0.05 * 2.0 * exposure * shown);
    }
}

/// An ouster on the first day: within four weeks a share shows that it is open to work which follows from
/// the integral of turmoil, `r (1 + a Psi)`.
#[test]
fn turmoil_makes_people_show_that_they_are_open_to_work() {
    let text = equal_firms(2, 2_000, 0.0)
        + r#"
        [mechanism.turmoil]
        [event.ouster]
        kind = "ouster"
        firm = "firm-0"
        date = 2020-01-03
        "#;
    let changes = [
        NOBODY_MOVES,
        "time.end=2020-01-31",
        "mechanism.recruiting.open-to-work-rate=0.002",
        "mechanism.recruiting.open-to-work-time=6 months",
        "mechanism.recruiting.turmoil-search=20",
        "population.mean-tenure=50 years",
    ];
    let scenario = world_with(&text, &changes);
    let integral = |half_life: f64| {
        let rate = std::f64::consts::LN_2 / half_life;
        -1.5 * (-rate * 28.0).exp_m1() / rate
    };
    let reasons = 0.002 / MONTH * (30.0 + 20.0 * (integral(21.0) + integral(270.0)));
    let first = 0.012 / 1.012 * (1.0 - 30.0 / (6.0 * MONTH));
    let law = 1.0 - (1.0 - first) * (-reasons).exp();
    let shown = |unit: u16| {
        over_replicates(&scenario, 16, |history| {
            let last = history.units.last().expect("there are steps");
            f64::from(last[UnitId(unit)].state.open_to_work) / 2_000.0
        })
    };
    assert_law(shown(0), law, 1.12 * law);
    assert_law(shown(1), 0.012 / 1.012, law);
}

/// Each of four firms calls the people of another one as often as its share of the board says, times one
/// and the factor of the moves from there to it.
#[test]
fn former_colleagues_call_by_the_logarithm_of_their_number() {
    let changes = ["time.end=2021-01-01", "mechanism.recruiting.alumni=1.1"];
    let scenario = world_with(&equal_firms(4, 200, 1.0), &changes);
    let (mut calls, mut by_ties) = (Vec::new(), 0.0);
    for replicate in 1..=6 {
        let mut moves: BTreeMap<(UnitId, UnitId), f64> = BTreeMap::new();
        let mut staff = vec![200.0; 4];
        let mut excess = 0.0;
        watch(&scenario, replicate, &mut |week, model| {
            let months = week.end.since(week.start).0 / MONTH;
            let ties = moves.iter().map(|((from, _), &count): (_, &f64)| {
                staff[from.position()] * months / 4.0 * 1.1 * count.ln_1p()
            });
            let ties: f64 = ties.sum();
            excess += week.calls as f64 - ties - 800.0 * months * 0.75;
            by_ties += ties / 6.0;
            for step in &week.moves {
                let pair = (model.unit(step.job.firm), model.unit(step.to));
                *moves.entry(pair).or_default() += 1.0;
            }
            let units = model.units();
            staff = units.values().iter().map(|unit| f64::from(unit.headcount)).collect();
        });
        calls.push(excess);
    }
    assert!(by_ties > 10_000.0, "{by_ties} calls through former colleagues");
    assert_law(calls, 0.0, 0.03 * by_ties);
}

/// A campaign for the people of one firm; its luck is its own, and so are its terms.
fn campaign(terms: &str) -> String {
    equal_firms(3, 500, 0.0)
        + &format!(
            r#"
            [event.raid]
            kind = "campaign"
            date = 2020-02-05
            firm = "firm-2"
            target = "firm-0"
            {terms}
            "#
        )
}

/// Ten days from a Wednesday on, whatever the step.
#[test]
fn a_campaign_makes_so_many_offers_while_it_lasts() {
    let text = campaign("offers = 1.5\noutreach = 2\nfor = \"10 days\"");
    for step in ["day", "week", "month"] {
        let changes = [NOBODY_MOVES, "time.end=2020-04-01", &format!("time.step={step}")];
        let calls = sums(&world_with(&text, &changes), 12, |week, _| week.calls as f64);
        let law = 500.0 * 3.0 * 10.0 / MONTH;
        assert_law(calls, law, 1.2 * law);
    }
    let stars = text.clone() + "classes = [\"star\"]\n";
    let calls = sums(&world_with(&stars, &["time.end=2020-04-01"]), 1, |week, _| week.calls as f64);
    assert!(calls[0].abs() < f64::EPSILON, "there are no stars: {calls:?}");
}

/// Half of one's own pay more, and over four years another half by the bonus: offers of the campaign are
/// worth ln 2 more than ordinary ones.
#[test]
fn what_a_campaign_pays_is_weighed_in_the_choice() {
    let text = campaign("offers = 0.3\npay-multiple = 1.5\nsigning-bonus = \"300k\"");
    let changes = ["time.end=2020-05-01", "time.step=day", "mechanism.choice.curvature=1"];
    let scenario = world_with(&text, &changes);
    let mut offers = 0.0;
    let moves = sums(&scenario, 12, |week, _| {
        offers += week.offers as f64;
        week.moves.len() as f64
    });
    let (all, taken) = (offers, moves.iter().sum::<f64>());
    let law = theory::acceptance(2.0_f64.ln() - 0.53, 0.4);
    let error = (law * (1.0 - law) / all).sqrt();
    assert!((taken / all - law).abs() < 4.0 * error, "{taken} of {all}, and not {law}");
    assert!(taken / all > theory::acceptance(-0.53, 0.4) + 4.0 * error, "an ordinary offer");
}

/// Calls that find all three lines busy are lost (Erlang 1917); how long a line is busy is the same for all.
#[test]
fn offers_beyond_those_on_their_way_are_lost_by_the_law_of_erlang() {
    let changes = [
        NOBODY_MOVES,
        "time.end=2021-01-01",
        "mechanism.recruiting.time-to-offer.engineer=30 days",
    ];
    let scenario = world_with(&equal_firms(10, 40, 3.0), &changes);
    let counted = |week: &Week| months_after(week, 90.0);
    let mut months = 0.0;
    let calls = sums(&scenario, 8, |week, _| {
        months += counted(week) / 8.0;
        if counted(week) > 0.0 { week.calls as f64 } else { 0.0 }
    });
    let rate = |lines| 2.7 * (1.0 - theory::lost_calls(lines, 2.7 * 30.0 / MONTH));
    assert_law(calls, 400.0 * months * rate(3), 400.0 * months * rate(4));
}

/// After a call a firm is deaf to chance for the interval of pairs: its calls are a renewal process whose
/// mean waiting time is `1 / rate + interval`.
#[test]
fn a_firm_calls_the_same_person_once_in_the_interval_of_pairs() {
    let changes = [NOBODY_MOVES, "mechanism.recruiting.pair-interval=91 days"];
    let scenario = world_with(&equal_firms(3, 100, 1.5), &changes);
    let mut months = 0.0;
    let calls = sums(&scenario, 8, |week, _| {
        months += months_after(week, 300.0) / 8.0;
        if months_after(week, 300.0) > 0.0 { week.calls as f64 } else { 0.0 }
    });
    let law = 300.0 * months * 2.0 / (1.0 / 0.5 + 91.0 / MONTH);
    assert_law(calls, law, 1.03 * law);
}

#[test]
fn contacts_are_many_for_each_offer_and_rise_with_turmoil() {
    let text = equal_firms(2, 500, 0.2)
        + r#"
        [mechanism.turmoil]
        [event.ouster]
        kind = "ouster"
        firm = "firm-0"
        date = 2020-01-03
        "#;
    let psi = |day: f64| 1.5 * (-day / 21.0).exp2() + 1.5 * (-day / 270.0).exp2();
    let mean =
        (0..27_000).map(|cell| psi((f64::from(cell) + 0.5) / 1_000.0)).sum::<f64>() / 27_000.0;
    let calm = 500.0 * 0.2 * 25.0 * 29.0 / MONTH;
    for step in ["week", "month"] {
        let changes = [NOBODY_MOVES, "time.end=2020-01-30", &format!("time.step={step}")];
        let scenario = world_with(&text, &changes);
        let of = |unit: u16| sums(&scenario, 12, |week, _| week.contacts[UnitId(unit)] as f64);
        assert_law(of(1), calm, 1.05 * calm);
        let law = calm * (1.0 + 5.0 * mean * 27.0 / 29.0);
        assert_law(of(0), law, 1.03 * law);
    }
}

/// However long a firm waits before it calls somebody again, its campaign does not.
#[test]
fn a_campaign_asks_again_whom_it_wants() {
    let offers = |interval: &str| {
        let interval = format!("mechanism.recruiting.pair-interval={interval}");
        let text = campaign("offers = 1\nfor = \"20 weeks\"\n");
        let scenario = world_with(&text, &[NOBODY_MOVES, &interval]);
        sums(&scenario, 2, |week, _| week.answers.len() as f64)
    };
    let (at_once, later) = (offers("0 days"), offers("365 days"));
    assert!(at_once.iter().all(|&offers| offers > 1_000.0), "{at_once:?}");
    assert_eq!(at_once, later);
}
