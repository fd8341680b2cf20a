//! V3: where people are in the long run, and that flows balance however unequal the firms. V4: what the
//! cost of moving does to both.

use braindrain::experiment::History;
use braindrain::quantity::UnitId;
use braindrain::stats::Estimate;
use braindrain::theory;

use super::assert_law;
use crate::world::ENGINEERS;
use crate::world::PLAIN_RECRUITING;
use crate::world::over_replicates;
use crate::world::world;
use crate::world::world_with;

/// Three firms with shares of calls 0.5, 0.3, 0.2 and values 0, 0.7, 1.5 in units of the noise scale. Calls are
/// so few that hardly anybody is called by the firm that he left in the same step.
fn three_firms() -> String {
    let mut text = r#"
        title = "Three unequal firms"
        focal = "a"
        [time]
        start = 2010-01-01
        end = 2020-01-01
        step = "week"
        [population]
        researchers = 1200
        first-offers = 1
        [mechanism.choice]
        persistent-share = 0
        cost-of-moving = 0
        curvature = 1
        "#
    .to_owned()
        + PLAIN_RECRUITING
        + "serious-offers = { engineer = 0.5 }\ntime-to-offer = { engineer = \"0 days\" }\n"
        + ENGINEERS;
    for (name, share, value) in [("a", 0.5, 0.0), ("b", 0.3, 0.7), ("c", 0.2, 1.5_f64)] {
        let (reach, level) = (0.06 * 1200.0 * share, (0.4 * value).exp());
        let table = format!(
            "\n[firm.{name}]\nstaff = 400\nvacancies = \"unlimited\"\nreach = {reach}\npay.level = {level}\n"
        );
        text.push_str(&table);
    }
    text
}

#[test]
fn v3_stationary_sizes_are_calls_times_exponential_of_value() {
    let law = theory::stationary_shares(&[0.5, 0.3, 0.2], &[0.0, 0.28, 0.6], 0.4);
    let scenario = world(&three_firms());
    for (firm, share) in law.into_iter().enumerate() {
        let shares = over_replicates(&scenario, 40, |history| {
            let last = history.units.last().unwrap();
            f64::from(last.values()[firm].state.headcount) / 1200.0
        });
        assert_law(shares, share, share + 0.015);
    }
}

/// Two firms with shares of calls 0.5 and 0.3. Worth the same, they settle at these odds whatever moving
/// costs; what the cost changes is how many move. Where the second is worth more, the odds follow from
/// the balance of both flows, `a_2 P(x - c) / (a_1 P(-x - c))`, and grow with the cost.
#[test]
fn v4_the_cost_of_moving_changes_the_speed_and_not_the_sizes_of_equals() {
    let mut speeds = Vec::new();
    for (gain, cost) in [(0.0_f64, 0.0), (0.0, 0.4), (0.28, 0.4)] {
        let two = three_firms().replace("[firm.c]", "[firm.c]\nenabled = false");
        let worth = format!("firm.b.pay.level={}", gain.exp());
        let costs = format!("mechanism.choice.cost-of-moving={cost}");
        let scenario = world_with(&two, &[&costs, &worth]);
        let joins = theory::acceptance(gain - cost, 0.4);
        let odds = 0.6 * joins / theory::acceptance(-gain - cost, 0.4);
        let share = odds / (1.0 + odds);
        let sizes = over_replicates(&scenario, 30, |history| {
            f64::from(history.units.last().unwrap().values()[1].state.headcount) / 800.0
        });
        assert_law(sizes, share, share + 0.02);
        let moves = over_replicates(&scenario, 30, |history| between(history, 0, 1));
        let mean = moves.iter().sum::<f64>() / moves.len() as f64;
        speeds.push(mean / (joins * (1.0 - share)));
    }
    // Moves for each who stands to gain by as many calls are the same in all three.
    assert!(speeds.iter().all(|speed| (speed / speeds[0] - 1.0).abs() < 0.03), "{speeds:?}");
}

#[test]
fn v3_flows_between_unequal_firms_balance() {
    let scenario = world(&three_firms());
    let net = Estimate::of((1..=20).map(|replicate| {
        let history = History::of(&scenario, replicate);
        between(&history, 0, 2) - between(&history, 2, 0)
    }));
    let gross = between(&History::of(&scenario, 1), 0, 2);
    assert!(net.is_within(4.0, 0.0), "{net:?}");
    assert!(4.0 * net.standard_error < 0.03 * gross, "{net:?} of {gross} cannot tell");
}

/// Moves after the first five years, when sizes have settled.
fn between(history: &History, from: u16, to: u16) -> f64 {
    let flows = history.flows.iter().filter(|(flow, _)| {
        flow.month.year() >= 2015 && flow.from == Some(UnitId(from)) && flow.to == Some(UnitId(to))
    });
    flows.map(|(_, &moves)| f64::from(moves)).sum()
}
