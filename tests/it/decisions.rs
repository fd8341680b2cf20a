//! The record of single choices: term by term, and without consequences.

use braindrain::experiment::DecisionRecord;
use braindrain::experiment::History;
use braindrain::experiment::UnitStep;
use braindrain::quantity::UnitId;

use crate::world::world_with;

/// The column of what colleagues and the like are worth.
const AMENITIES: usize = 5;

const WORLD: &str = r#"
    title = "Two firms, one of which answers offers"
    focal = "focal"
    [time]
    start = 2022-01-03
    end = 2023-01-02
    [population]
    researchers = 400
    [mechanism.choice]
    [mechanism.pay]
    [mechanism.equity]
    [mechanism.bidding]
    [mechanism.mission]
    [mechanism.recruiting]
    [firm.focal]
    staff = 200
    valuation = "1bn"
    equity = { multiple = 1 }
    pay = { matching = { star = 1, researcher = 1, engineer = 1, applied = 1 } }
    [firm.rival]
    staff = [[2022-01-03, 150], [2023-01-02, 260]]
    position = { x = 0.4, y = 0.2 }
"#;

fn history(changes: &[&str]) -> History {
    History::of(&world_with(WORLD, changes), 1)
}

/// The options of each choice: the first one is to stay.
fn choices(decisions: &[DecisionRecord]) -> impl Iterator<Item = &[DecisionRecord]> {
    decisions.chunk_by(|_, next| !next.stay)
}

#[test]
fn the_chosen_option_has_the_greatest_sum_unless_the_employer_answers() {
    let histories = (1..=3)
        .map(|number| History::of(&world_with(WORLD, &["record.decisions=[\"focal\"]"]), number));
    let histories: Vec<History> = histories.collect();
    let total = |option: &DecisionRecord| option.terms.iter().sum::<f64>();
    let (mut left, mut kept) = (0, 0);
    for options in histories.iter().flat_map(|history| choices(&history.decisions)) {
        let chosen = options.iter().find(|option| option.chosen).expect("one is chosen");
        let best = options.iter().max_by(|one, two| total(one).total_cmp(&total(two))).unwrap();
        let probability: f64 = options.iter().map(|option| option.probability).sum();
        assert!((probability - 1.0).abs() < 1e-12 && options[0].stay && options.len() > 1);
        assert!(chosen == best || chosen.stay, "{options:?}");
        left += u32::from(!chosen.stay);
        kept += u32::from(chosen != best);
    }
    let sum = |count: fn(&UnitStep) -> u32| {
        let steps = histories.iter().flat_map(|history| history.steps_of(UnitId(0)));
        steps.map(|(_, step)| count(step)).sum::<u32>()
    };
    assert_eq!((left, kept), (sum(|step| step.quits), sum(|step| step.retained)));
    assert!(left > 5 && kept > 2, "{left} left, {kept} were kept");
}

#[test]
fn recording_choices_changes_none() {
    let [recorded, plain] = [&["record.decisions=[\"focal\", \"rival\"]"][..], &[]].map(history);
    assert!(recorded.decisions.len() > plain.decisions.len());
    assert_eq!(History { decisions: Vec::new(), ..recorded }, plain);
}

/// A star counts the other stars of a firm as his colleagues, and so none where he is the only one.
#[test]
fn a_star_is_no_colleague_of_his_own() {
    let shares = |star: f64| {
        format!("{{ star = {star}, researcher = 0, engineer = {}, applied = 0 }}", 1.0 - star)
    };
    let amenities = |stars: u32| {
        let sets = [
            format!("firm.focal.staff={stars}"),
            format!("firm.focal.classes={}", shares(1.0)),
            format!("firm.rival.classes={}", shares(1e-6)),
            "firm.rival.vacancies=unlimited".to_owned(),
            "firm.rival.reach=1000".to_owned(),
            "mechanism.choice.cost-of-moving=20".to_owned(),
            "mechanism.recruiting.serious-offers.star=3".to_owned(),
            "taste.independence=0".to_owned(),
            "record.decisions=['focal']".to_owned(),
        ];
        let decisions = history(&sets.each_ref().map(String::as_str)).decisions;
        let held = decisions.iter().filter(|option| option.stay);
        let held: Vec<f64> = held.map(|option| option.terms[AMENITIES]).collect();
        assert!(held.len() > 3, "{} decisions", held.len());
        held
    };
    assert!(amenities(1).iter().all(|&held| held == 0.0));
    let two = 0.08 * 2.0_f64.ln();
    assert!(amenities(2).iter().all(|held| (held - two).abs() < 1e-9));
}
