//! What those take along who leave together when a letter is refused, and what they leave by.

use braindrain::model::Channel;
use braindrain::model::Move;
use braindrain::quantity::Date;
use braindrain::quantity::FirmId;
use braindrain::scenario::Scenario;
use braindrain::theory;

use super::assert_law;
use crate::world::equal_firms;
use crate::world::watch;
use crate::world::world_with;

/// What leaving together is worth where all go, at the values by default: pull less lag.
const GAIN: f64 = 0.4 - 0.13;

/// Firm 0, whose staff of 500 all sign a letter that is refused, and firm 2, which guarantees them jobs.
fn refused(changes: &[&str]) -> Scenario {
    let text = equal_firms(4, 500, 0.0)
        + r#"
        [mechanism.letter]
        look-rate = 0.5
        threshold = -9
        [event.letter]
        kind = "letter"
        firm = "firm-0"
        date = 2020-03-08
        for = "2 days"
        [event.guarantee]
        kind = "guarantee"
        firm = "firm-2"
        target = "firm-0"
        date = 2020-03-08
        "#;
    world_with(&text, &[&["time.end=2020-04-01"], changes].concat())
}

/// Those who leave together.
fn leavers(scenario: &Scenario, replicate: u32) -> Vec<Move> {
    let mut moves = Vec::new();
    watch(scenario, replicate, &mut |week, _| {
        moves.extend(week.moves.iter().filter(|step| step.channel == Channel::Letter).copied());
    });
    moves
}

/// Of those who have signed a share leaves that is a logit of what it is worth, and not of something else.
fn assert_gain(changes: &[&str], gain: f64, wrong: f64) {
    let scenario = refused(changes);
    let shares = (1..=8).map(|number| leavers(&scenario, number).len() as f64 / 500.0).collect();
    assert_law(shares, theory::acceptance(gain, 0.4), theory::acceptance(wrong, 0.4));
}

#[test]
fn a_firm_that_is_shaken_as_much_is_no_relief() {
    let ouster = |firm: u32| {
        format!(
            "event.ouster-{firm}={{ kind='ouster', firm='firm-{firm}', date=2020-03-08, jump=2 }}"
        )
    };
    let calm = "mechanism.turmoil={ crisis-rate = 0, rise-per-share-lost = 0 }";
    let (here, there) = (ouster(0), ouster(2));
    let days = 2.0 + 8.0 / 24.0;
    let relief = 0.25 * ((-days / 21.0_f64).exp2() + (-days / 270.0_f64).exp2());
    assert_gain(&[calm, "taste.stability=0.25", &here, &there], GAIN, GAIN + relief);
}

/// All fifty stars go along, and none is left behind.
#[test]
fn stars_who_sign_are_colleagues_there_and_no_longer_here() {
    let stars = ["class.star.share=0.1", "class.engineer.share=0.9", "taste.colleagues=0.1"];
    assert_gain(&stars, GAIN + 0.1 * 51.0_f64.ln(), GAIN);
}

/// The missions are a unit apart, so that the other one is worth half its weight less.
#[test]
fn the_unit_keeps_its_mission_and_its_work() {
    let scenario = refused(&[
        "taste.mission=0.6",
        "taste.research=0.4",
        "taste.position-deviation=0",
        "mechanism.mission.pull-of-staff=0",
        "firm.firm-0.position.x=1",
        "firm.firm-2.position.x=0",
        "firm.firm-0.research-share=0.9",
        "firm.firm-2.research-share=0.3",
    ]);
    let moves = leavers(&scenario, 1);
    assert!(moves.len() > 100, "{}", moves.len());
    for step in moves {
        let law = 0.6 / 2.0 + 0.4 * (0.9 - 0.3);
        assert!((step.perks - law).abs() < 1e-5, "{} and not {law}", step.perks);
    }
}

/// Four years of pay in shares that are listed, and one at the other firm: what has not vested is paid, as far as
/// the new grant is not worth as much.
#[test]
fn the_unit_is_paid_what_it_loses_of_its_equity() {
    let scenario = refused(&[
        "mechanism.pay={}",
        "mechanism.equity={}",
        "firm.firm-0.valuation='30bn'",
        "firm.firm-2.valuation='30bn'",
        "firm.firm-0.equity={ multiple = 1, listed = true }",
        "firm.firm-2.equity={ multiple = 0.25, listed = true }",
        "population.mean-tenure=2 years",
    ]);
    let moves = leavers(&scenario, 1);
    let law = |step: &Move| (step.job.equity[1] - step.pay).max(0.0);
    assert!(moves.iter().filter(|step| law(step) > 1e5).count() > 50, "{}", moves.len());
    for step in &moves {
        let found = step.bonus;
        assert!((found - law(step)).abs() < 1.0, "{found} and not {}: {step:?}", law(step));
    }
}

#[test]
fn who_departs_by_script_later_does_not_go_along() {
    let scenario = refused(&[
        "mechanism.letter.pull=9",
        "role.chief={ firm='firm-0', class='engineer' }",
        "event.exit={ kind='departure', role='chief', destination='firm-1', date=2020-03-20 }",
    ]);
    let (mut along, mut scripted) = (0, Vec::new());
    watch(&scenario, 1, &mut |week, model| {
        for step in &week.moves {
            let name = model.researcher_name(step.job.person, step.job.class);
            along += usize::from(step.channel == Channel::Letter);
            if name == "role.chief" {
                scripted.push((step.to, step.moment.date(), step.scripted));
            }
        }
    });
    let day = Date::new(2020, 3, 20).unwrap();
    assert_eq!((along, scripted), (499, vec![(FirmId(1), day, true)]));
}

/// Who was back before the letter began is no answer to it.
#[test]
fn a_reinstatement_before_the_letter_meets_no_demand() {
    let events = [
        "event.ouster={ kind='ouster', firm='firm-0', date=2020-03-03, jump=0 }",
        "event.back={ kind='reinstatement', firm='firm-0', date=2020-03-06 }",
    ];
    let moves = leavers(&refused(&events), 1);
    assert!(moves.len() > 100, "{}", moves.len());
}

/// Firm 0 buys all of firm 1, and lets half of its people go: half of all posts are left, whoever brought them.
#[test]
fn a_layoff_cuts_the_posts_that_came_with_a_unit_too() {
    let text = equal_firms(2, 300, 0.0)
        + r#"
        [event.deal]
        kind = "acquihire"
        firm = "firm-0"
        target = "firm-1"
        share = 1
        date = 2020-03-11
        [event.cut]
        kind = "layoff"
        firm = "firm-0"
        share = 0.5
        date = 2020-04-02
        "#;
    let scenario = world_with(&text, &["time.end=2020-06-01", "firm.firm-0.vacancies=limited"]);
    let mut posts = 0;
    watch(&scenario, 1, &mut |_, model| {
        let state = model.units()[scenario.focal];
        posts = state.headcount + state.vacancies;
    });
    assert!((299..=301).contains(&posts), "{posts} posts of 600, half of which are cut");
}
