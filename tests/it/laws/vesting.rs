//! What becomes of grants: sold in a tender, bought out by whoever hires, and renewed.

use braindrain::experiment::History;
use braindrain::quantity::Date;
use braindrain::scenario::Scenario;

use crate::world::equal_firms;
use crate::world::watch;
use crate::world::world_with;

/// Firm 0 grants a year's pay a year to people who have nothing else; all of it has vested long since. The
/// other firms grant nothing. A dollar of face value is worth `exp(-0.6)` to whoever may not sell it.
fn grants(changes: &[&str]) -> Scenario {
    let text = equal_firms(10, 200, 1.0)
        + r#"
        [mechanism.pay]
        saving = 0
        first-wealth = 0
        discount-rate = 0
        own-vacancies = 0
        rivals = 0
        [mechanism.equity]
        growth-bounds = [0, 0]
        [record]
        decisions = ["firm-0"]
        "#;
    let set = [
        "population.mean-tenure=90 years",
        "mechanism.choice.curvature=1",
        "firm.firm-0.valuation='1bn'",
        "firm.firm-0.equity={ multiple = 1, hurdle = 0, refresher = 0 }",
        "time.end=2020-05-04",
    ];
    world_with(&text, &[&set, changes].concat())
}

/// The terms of money in the offers to people who were on the staff of firm 0 from the start, before a day
/// and from it on.
fn money(scenario: &Scenario, day: Date) -> [Vec<f64>; 2] {
    let decisions = History::of(scenario, 1).decisions;
    let offers = decisions.iter().filter(|option| !option.stay);
    let of_old = offers.filter(|option| option.researcher.starts_with("firm-0."));
    let (before, after): (Vec<_>, Vec<_>) = of_old.partition(|option| option.date < day);
    [before, after].map(|options| options.iter().map(|option| option.terms[0]).collect())
}

/// The middle of some numbers: a few people were hired within four years, and some came back.
fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_unstable_by(f64::total_cmp);
    assert!(numbers.len() > 50, "{} offers", numbers.len());
    numbers[numbers.len() >> 1]
}

/// Four years of pay `p`, and face value as much; rivals pay half as much again. With a tender of all that
/// has vested, certainty value becomes cash, so that the same raise counts for less.
#[test]
fn what_is_sold_in_a_tender_is_wealth_and_makes_money_count_for_less() {
    let day = Date::new(2020, 2, 3).unwrap();
    let rivals: Vec<String> =
        (1..10).map(|firm| format!("firm.firm-{firm}.pay.level=1.5")).collect();
    let rivals: Vec<&str> = rivals.iter().map(String::as_str).collect();
    let tender = "event.sale={ kind='tender', firm='firm-0', date=2020-02-03, share=1 }";
    let log_ratio = |wealth: f64| ((wealth + 1.5) / (wealth + 1.0)).ln();
    let [kept, sold] = [log_ratio((-0.6_f64).exp()), log_ratio(1.0)];
    let [before, after] = money(&grants(&[&rivals[..], &[tender]].concat()), day).map(median);
    assert!((before - kept).abs() < 1e-5, "{before} is not {kept}");
    assert!((after - sold).abs() < 1e-5, "{after} is not {sold}");
    let [_, after] = money(&grants(&rivals), day).map(median);
    assert!((after - kept).abs() < 1e-5 && kept - sold > 0.05, "nothing was sold: {after}");
}

/// What was sold is money: a round of tenfold the worth, a month later, makes none of it more.
#[test]
fn what_was_sold_is_worth_what_the_firm_was_on_the_day() {
    let (sale, day) = ("2020-02-03", Date::new(2020, 3, 10).unwrap());
    let rivals: Vec<String> =
        (1..10).map(|firm| format!("firm.firm-{firm}.pay.level=1.5")).collect();
    let rivals: Vec<&str> = rivals.iter().map(String::as_str).collect();
    let tender = format!("event.sale={{ kind='tender', firm='firm-0', date={sale}, share=1 }}");
    let later = [
        "event.round={ kind='funding', firm='firm-0', date=2020-03-02, valuation='10bn', hiring=0 }",
        "event.round={ kind='change', date=2020-03-02, set={ 'firm.firm-0.valuation'='10bn' } }",
    ];
    for round in later {
        let [_, after] =
            money(&grants(&[&rivals[..], &[&tender, round]].concat()), day).map(median);
        let sold = 1.25_f64.ln();
        assert!((after - sold).abs() < 1e-5, "{round}: {after} is not {sold}");
    }
}

/// Half of what has not vested, as the person values it, is paid on joining: to those, too, whom the script sends.
#[test]
fn whoever_hires_buys_out_a_share_of_what_is_left_behind() {
    let buys: Vec<String> = (1..10)
        .map(|firm| format!("firm.firm-{firm}.equity={{ multiple = 0, buy-out = 0.5 }}"))
        .collect();
    let buys: Vec<&str> = buys.iter().map(String::as_str).collect();
    let sent = "event.sent={ kind='departure', firm='firm-0', class='engineer', count=5, destination='firm-3', date=2020-02-03 }";
    let scenario = grants(&[&buys[..], &["population.mean-tenure=1 years", sent]].concat());
    let (mut moves, mut scripted) = (0, 0);
    watch(&scenario, 1, &mut |week, _| {
        for step in week.moves.iter().filter(|step| step.job.firm.0 == 0) {
            // The offers of a day are weighed at one instant of it.
            let of_a_day = step.job.equity[0] / 1_461.0;
            assert!((step.bonus - 0.5 * step.job.equity[1]).abs() < of_a_day, "{step:?}");
            moves += 1;
            scripted += u32::from(step.scripted && step.bonus > 0.0);
        }
    });
    assert!(moves > 10 && scripted > 2, "{moves} moves, {scripted} by script");
}

/// After the first grant has vested new ones hold people, at the pace of the refreshers.
#[test]
fn refreshers_hold_people_whose_grant_has_vested() {
    let left = |refresher: &str| {
        let refresher = format!("firm.firm-0.equity.refresher={refresher}");
        let scenario = grants(&[&refresher, "population.mean-tenure=6 years"]);
        let numbers = (1..=4).map(|replicate| {
            let history = History::of(&scenario, replicate);
            f64::from(history.first_staff_lost[scenario.focal])
        });
        numbers.sum::<f64>()
    };
    let (none, some, many) = (left("0"), left("0.65"), left("2"));
    assert!(none > 1.1 * some && some > 1.1 * many, "{none}, {some}, {many}");
}

/// What a firm grants from a day on is granted to those hired from then on: nobody has more, or less, of the past.
#[test]
fn another_multiple_leaves_the_grants_of_those_who_are_there() {
    let day = Date::new(2020, 3, 2).unwrap();
    let change = "event.grants={ kind = 'change', date = 2020-03-02, \
                  set = { 'firm.firm-0.equity.multiple' = 3 } }";
    let policy = "firm.firm-0.equity={ multiple = 1, hurdle = 0, refresher = 0.65, listed = true }";
    let rivals: Vec<String> =
        (1..10).map(|firm| format!("firm.firm-{firm}.pay.level=1.5")).collect();
    let rivals: Vec<&str> = rivals.iter().map(String::as_str).collect();
    let middle = |more: &[&str]| {
        let changes = [&["population.mean-tenure=6 years", policy], &rivals[..], more].concat();
        money(&grants(&changes), day).map(median)
    };
    let ([_, without], [_, with]) = (middle(&[]), middle(&[change]));
    assert!((with - without).abs() < 0.01, "{with} and {without}");
}

fn dear_rivals() -> Vec<String> {
    (1..10).map(|firm| format!("firm.firm-{firm}.pay.level=1.5")).collect()
}

/// Of what has vested half is sold in a tender, and half of the rest in the next one.
#[test]
fn a_second_tender_is_for_what_the_first_one_has_left() {
    let rivals = dear_rivals();
    let tender = |day: &str| {
        format!("event.on-{day}={{ kind='tender', firm='firm-0', date=2020-{day}, share=0.5 }}")
    };
    let (first, second) = (tender("01-20"), tender("02-03"));
    let rivals = rivals.iter().map(String::as_str);
    let changes: Vec<&str> = rivals.chain([first.as_str(), &second]).collect();
    let [_, after] = money(&grants(&changes), Date::new(2020, 2, 4).unwrap()).map(median);
    let wealth = 0.75 + 0.25 * (-0.6_f64).exp();
    let law = ((wealth + 1.5) / (wealth + 1.0)).ln();
    assert!((after - law).abs() < 1e-5, "{after} is not {law}");
}

/// Of a firm that has grown to three times its worth shares are sold for two, where a hurdle of one has to be passed.
#[test]
fn what_is_sold_is_what_lies_above_the_hurdle() {
    let rivals = dear_rivals();
    let changes = [
        "firm.firm-0.equity.hurdle=1",
        "firm.firm-0.valuation=[[2019-12-30, '1bn'], [2020-01-01, '3bn']]",
        "event.sale={ kind='tender', firm='firm-0', date=2020-02-03, share=1 }",
    ];
    let changes: Vec<&str> = rivals.iter().map(String::as_str).chain(changes).collect();
    let [_, after] = money(&grants(&changes), Date::new(2020, 2, 4).unwrap()).map(median);
    let law = ((2.0 + 1.5) / (2.0 + 1.0_f64)).ln();
    assert!((after - law).abs() < 1e-5, "{after} is not {law}");
}

/// Whoever has been there for longer than a grant vests in looks forward to refreshers of that time, and owns those of
/// the time before.
#[test]
fn refreshers_to_come_are_those_of_the_time_in_which_a_grant_vests() {
    let rivals = dear_rivals();
    let changes = [
        "firm.firm-0.equity={ multiple = 1, hurdle = 0, refresher = 0.65, listed = true }",
        "population.mean-tenure=9 years",
        "mechanism.choice.cost-of-moving=40",
    ];
    let scenario = grants(&rivals.iter().map(String::as_str).chain(changes).collect::<Vec<_>>());
    let mut seen = 0;
    watch(&scenario, 1, &mut |week, model| {
        for choice in &week.choices {
            let hired = model.job_of(choice.person).expect("nobody leaves").hired;
            let years = choice.moment.since(hired.midnight()).0 / 365.25;
            if years > 4.0 {
                let owned = 4.0 + 0.65 * (years - 4.0);
                let law = ((owned + 6.0) / (owned + 4.0 + 0.65 * 4.0)).ln();
                let money = choice.options[1].value.money;
                assert!((money - law).abs() < 1e-4, "{money} after {years} years, not {law}");
                seen += 1;
            }
        }
    });
    assert!(seen > 200, "{seen}");
}
