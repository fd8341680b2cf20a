//! What is saved of pay: of the first pay and the last one in the mean, and of raises from their days on.

use braindrain::experiment::History;
use braindrain::quantity::Date;

use crate::world::equal_firms;
use crate::world::watch;
use crate::world::world_with;

/// Half of what somebody has been paid is saved: of the first pay and the last one in the mean, though the band rose
/// in between.
#[test]
fn people_save_of_what_they_have_been_paid_in_the_mean() {
    let text = equal_firms(2, 200, 0.5)
        + r#"
        [mechanism.pay]
        saving = 0.5
        first-wealth = 0
        discount-rate = 0
        own-vacancies = 0
        rivals = 0
        [record]
        decisions = ["firm-0"]
        "#;
    let changes = [
        "mechanism.pay.pass-through=1",
        "firm.firm-0.pay.level=[[2020-01-01, 1], [2020-02-02, 1], [2020-02-03, 2]]",
        "mechanism.choice.cost-of-moving=40",
        "mechanism.choice.curvature=1",
        "population.mean-tenure=0 days",
        "firm.firm-1.pay.level=3",
    ];
    let mut seen = 0;
    watch(&world_with(&text, &changes), 1, &mut |week, _| {
        for choice in week.choices.iter().filter(|one| one.moment.0 > 18_400.0) {
            // Everybody was hired on the day before the start.
            let years = (choice.moment.0 - 18_261.0) / 365.25;
            let saved = 0.5 * years * 1.5;
            let law = ((saved + 4.0 * 3.0) / (saved + 4.0 * 2.0)).ln();
            let money = choice.options[1].value.money;
            assert!((money - law).abs() < 1e-5, "{money} after {years} years, not {law}");
            seen += 1;
        }
    });
    assert!(seen > 500, "{seen}");
}

/// A raise is saved from its day on: on the day itself nobody is richer than the day before. Lifetime wealth is four
/// years of pay and what has been saved, a fifth of it and half a year to begin with.
#[test]
fn a_raise_does_not_pay_for_years_that_are_gone() {
    let raised = Date::new(2021, 1, 4).unwrap();
    let text = equal_firms(2, 100, 1.0)
        + "
        [mechanism.pay]
        rivals = 0
        own-vacancies = 0
        discount-rate = 0
        horizon = \"48 months\"
        [record]
        decisions = [\"firm-0\"]
        [event.raise]
        kind = \"raise\"
        firm = \"firm-0\"
        share = 1
        date = 2021-01-04
        ";
    let sets = [
        "mechanism.choice.curvature=1",
        "mechanism.choice.damping=0",
        "mechanism.choice.cost-of-moving=50",
        "population.mean-tenure=0 days",
    ];
    let decisions = History::of(&world_with(&text, &sets), 1).decisions;
    let years = |from: Date, to: Date| f64::from(to.days() - from.days()) / 365.25;
    let mut seen = 0;
    for offer in decisions.iter().filter(|option| !option.stay && option.date >= raised) {
        let start = Date::new(2020, 1, 1).unwrap();
        let wealth = 0.5 + 0.2 * years(start, offer.date) + 0.2 * years(raised, offer.date);
        let law = ((wealth + 4.0) / (wealth + 8.0)).ln();
        assert!((offer.terms[0] - law).abs() < 1e-3, "{} is not {law}", offer.terms[0]);
        seen += 1;
    }
    assert!(seen > 100, "{seen} offers");
}
