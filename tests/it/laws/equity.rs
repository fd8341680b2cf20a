//! V19: what a grant is worth. V8: who leaves before the cliff and after it.

use braindrain::experiment::Ending;
use braindrain::experiment::Extent;
use braindrain::experiment::History;
use braindrain::experiment::Spell;
use braindrain::quantity::Date;
use braindrain::stats::Estimate;
use braindrain::stats::mean;
use braindrain::theory;

use super::assert_law;
use crate::world::ENGINEERS;
use crate::world::equal_firms;
use crate::world::over_replicates;
use crate::world::world_with;

/// Years until a grant can be sold, and in which it vests.
const YEARS: f64 = 4.0;

/// One firm that grants half of its pay a year, and is worth as much as it was when people were hired.
const GRANTS: &str = r#"
    title = "One firm that grants shares"
    focal = "a"
    [time]
    start = 2024-01-01
    end = 2024-02-01
    [population]
    researchers = 20
    first-offers = 1
    [mechanism.pay]
    [mechanism.equity]
    ceiling = 1e30
    [firm.a]
    staff = 20
    equity = { multiple = 0.5 }
"#;

const WORTH: &str = "firm.a.valuation='30bn'";

/// What a dollar of face value was worth on the day of hire to each of those at the firm.
fn per_dollar(changes: &[&str]) -> Vec<f64> {
    let scenario = world_with(&(GRANTS.to_owned() + ENGINEERS), changes);
    let spells = History::of(&scenario, 1).spells;
    assert_eq!(spells.len(), 20);
    let value = |spell: &Spell| spell.equity[0] / (0.5 * spell.pay[0] * YEARS);
    spells.iter().map(value).collect()
}

/// All of them say the same, and it is the law; the wrong one is too far off.
fn assert_worth(changes: &[&str], law: f64, wrong: f64) {
    for found in per_dollar(changes) {
        assert!((found - law).abs() < 1e-5, "{found} is not {law} with {changes:?}");
        assert!((found - wrong).abs() > 1e-3, "{found} cannot tell {law} from {wrong}");
    }
}

fn volatile(volatility: f64) -> String {
    format!("firm.a.equity.volatility={volatility}")
}

#[test]
fn v19_a_grant_is_worth_what_black_and_scholes_say_where_growth_is_the_rate_of_discount() {
    let rate = "mechanism.equity.discount-rate=0.04";
    let bounds = "mechanism.equity.growth-bounds=[0.04,0.04]";
    for (volatility, table) in [(0.4, 0.367), (0.6, 0.495), (0.8, 0.610), (1.0, 0.708)] {
        let law = theory::call(1.0, 1.0, 0.04, volatility, YEARS);
        assert!((law - table).abs() < 6e-4, "{law} and not {table}");
        let undiscounted = theory::expected_call(1.0, 1.0, 0.04, volatility, YEARS);
        assert_worth(&[rate, bounds, WORTH, &volatile(volatility)], law, undiscounted);
    }
}

/// Hurdle, ceiling and the chance of success, at a growth that is not the rate of discount; shares that are
/// listed, and shares of firms whose worth nobody knows.
#[test]
fn a_grant_is_the_discounted_mean_of_what_lies_between_hurdle_and_ceiling() {
    let bounds = "mechanism.equity.growth-bounds=[0.2,0.2]";
    let discount = (-0.15 * YEARS).exp();
    let call = |strike| discount * theory::expected_call(1.0, strike, 0.2, 0.6, YEARS);
    let volatile = volatile(0.6);
    let changes = [bounds, WORTH, &volatile];
    assert_worth(&changes, call(1.0), theory::call(1.0, 1.0, 0.2, 0.6, YEARS));
    let with = |more: &'static str| [&changes[..], &[more]].concat();
    assert_worth(&with("firm.a.equity.hurdle=0.5"), call(0.5), 0.5 * call(1.0));
    let capped = with("mechanism.equity.ceiling='90bn'");
    assert_worth(&capped, call(1.0) - call(3.0), call(1.0));
    assert_worth(&with("firm.a.equity.success=0.25"), 0.25 * call(1.0), call(1.0));
    assert_worth(&with("firm.a.equity.listed=true"), 1.0, call(1.0));
    let unknown = ["firm.a.equity.success=0.3"];
    assert_worth(&unknown, 0.3, call(1.0));
}

/// Expected growth shrinks by the logarithm of what the firm is worth, within bounds.
#[test]
fn a_grant_of_a_greater_firm_is_worth_less() {
    let growths = [(1e9, 0.3), (1e11, 0.5 - 0.08 * 100.0_f64.ln()), (1e12, 0.05)];
    let mut before = f64::INFINITY;
    for (valuation, growth) in growths {
        let path = format!("firm.a.valuation={valuation}");
        let discount = (-0.15 * YEARS).exp();
        let law = discount * theory::expected_call(1.0, 1.0, growth, 0.8, YEARS);
        assert_worth(&[&path], law, before.min(1.0));
        before = law;
    }
}

/// Equal firms whose people own nothing but what they are granted.
fn grants(firms: u32, staff: u32) -> String {
    equal_firms(firms, staff, 0.5)
        + "
        [mechanism.pay]
        saving = 0
        first-wealth = 0
        [mechanism.equity]
        "
}

/// Twenty firms of which the first one grants listed shares worth a year's pay, all of which vest after a year;
/// everybody begins on the day before the start.
#[test]
fn v8_who_leaves_before_the_cliff_leaves_more_behind_than_after_it() {
    let changes = [
        "population.mean-tenure=0 days",
        "mechanism.choice.curvature=1",
        "firm.firm-0.staff=2000",
        "firm.firm-0.valuation='30bn'",
        "firm.firm-0.equity={ multiple = 1, listed = true, refresher = 0 }",
        "firm.firm-0.equity.cliff='365 days'",
        "firm.firm-0.equity.vesting='365 days'",
    ];
    let scenario = world_with(&grants(20, 100), &changes);
    let start = scenario.time.start;
    // Four years of pay at a discount of 5%, in years; a share of a year's pay is as much as that is.
    let years = -(-0.05 * YEARS).exp_m1() / 0.05;
    let lost = (years / (years + 365.0 / 365.25)).ln();
    let hazard =
        |gain: f64| 0.5 * (1.0 - 1.0 / 20.0) / 30.4375 * theory::acceptance(gain - 0.53, 0.4);
    let (before, after) = (hazard(lost), hazard(0.0));
    // The first day of the horizon is the second one of these jobs.
    for (days, wrong) in [(364.0, after), (731.0, before)] {
        let stayed = over_replicates(&scenario, 8, |history| {
            let cohort = history.spells.iter().filter(|spell| spell.start < start);
            let stays = |spell: &&Spell| f64::from(spell.end.days() - start.days()) >= days;
            cohort.clone().filter(stays).count() as f64 / cohort.count() as f64
        });
        let law = theory::survival_with_cliff(before, after, 364.0, days);
        assert_law(stayed, law, theory::survival_with_cliff(wrong, wrong, 364.0, days));
    }
}

/// The hazard a year of those hired by firm 0 in the half year up to a day, in the half year of their tenure.
fn hazard(history: &History, until: Date) -> f64 {
    let half_a_year = 182;
    let cohort = history
        .spells
        .iter()
        .filter(|spell| spell.start <= until && until.days() - spell.start.days() < half_a_year);
    let (mut ended, mut days) = (0.0, 0.0);
    for spell in cohort {
        let tenure = spell.end.days() - spell.observed_from.days();
        ended += f64::from(u8::from(tenure < half_a_year && spell.ending != Ending::Ongoing));
        days += f64::from(tenure.min(half_a_year));
    }
    365.25 * ended / days
}

/// Whoever came early holds grants that have grown with the firm; who comes when it has grown does not, and
/// leaves sooner. Where the firm is worth the same throughout there is no difference.
#[test]
fn late_hires_leave_a_firm_that_has_grown_sooner_than_early_ones_did() {
    let days = [(2020, 1, 1), (2022, 7, 1)];
    let [early, late] = days.map(|(year, month, day)| Date::new(year, month, day).unwrap());
    let differences = |path: &str| {
        let changes = [
            "time.end=2023-01-02",
            "population.mean-tenure=0 days",
            "mechanism.choice.curvature=1",
            "firm.firm-0.equity={ multiple = 0.5, cliff = '0 days' }",
            &format!("firm.firm-0.valuation={path}"),
        ];
        let scenario = world_with(&grants(4, 1_000), &changes);
        over_replicates(&scenario, 8, |history| hazard(history, late) - hazard(history, early))
    };
    let rising = "[[2020-01-01, '1bn'], [2020-07-01, '8bn'], [2022-01-01, '40bn']]";
    let grown = Estimate::of(differences(rising));
    assert!(grown.mean > 3.0 * grown.standard_error, "{grown:?}");
    let same = Estimate::of(differences("1bn"));
    assert!(same.is_within(4.0, 0.0), "{same:?}");
    assert!(!same.is_within(4.0, grown.mean), "{same:?} cannot tell {grown:?}");
}

/// Firms that nobody expects to grow are worth on average what they were, however they differ after a year.
#[test]
fn firms_of_a_group_are_worth_on_average_what_is_expected() {
    let text = grants(1, 10)
        + r#"
        growth-bounds = [0, 0]
        [firm-group.many]
        count = 500
        size = 1
        valuation = "100m"
        equity = { multiple = 1, listed = true, volatility = 1 }
        "#;
    let changes = [
        "population.mean-tenure=0 days",
        "mechanism.recruiting.enabled=false",
        "time.end=2020-12-20",
    ];
    let scenario = world_with(&text, &changes);
    let grown = (1..=16).map(|replicate| {
        let spells = History::recording(Extent::Full, &scenario, replicate).other_spells;
        let theirs = spells.iter().filter(|spell| scenario.unit_name(spell.unit) == "many");
        mean(&theirs.map(|spell| spell.equity[1] / spell.equity[0]).collect::<Vec<f64>>())
    });
    // Eleven months of a variance of one a year.
    assert_law(grown.collect(), 1.0, (11.0 / 24.0_f64).exp());
}
