//! V20: what pay does to exits. V21: what freedom is worth. V22: the second price. V29: money has no unit.

use braindrain::model::Job;
use braindrain::quantity::Date;
use braindrain::quantity::Days;
use braindrain::scenario::Scenario;
use braindrain::theory;

use super::assert_law;
use crate::luck::lives;
use crate::world::equal_firms;
use crate::world::over_replicates;
use crate::world::watch;
use crate::world::world;
use crate::world::world_with;

const MONTHS: f64 = 731.0 / 30.4375;
const OFFERS: f64 = 0.5;
const FIRMS: f64 = 20.0;

/// The monthly hazard of the first staff of firm 0, in each of some replicates.
fn hazards(scenario: &Scenario) -> Vec<f64> {
    over_replicates(scenario, 16, |history| {
        let (lost, first) =
            (history.first_staff_lost[scenario.focal], history.first_staff(scenario.focal));
        -(1.0 - f64::from(lost) / f64::from(first)).ln() / MONTHS
    })
}

/// Twenty firms of which the first one differs, with logarithmic utility and a staff that is worth
/// measuring.
fn one_differs(changes: &[&str]) -> Scenario {
    let logarithmic = ["mechanism.choice.curvature=1", "firm.firm-0.staff=2000"];
    world_with(&equal_firms(20, 100, OFFERS), &[&logarithmic, changes].concat())
}

#[test]
fn v20_the_hazard_falls_with_own_pay_by_the_share_of_refusals_over_the_noise() {
    let hazards = [0.9, 1.1]
        .map(|level: f64| hazards(&one_differs(&[&format!("firm.firm-0.pay.level={level}")])));
    let step = (1.1_f64 / 0.9).ln();
    let found = hazards[0].iter().zip(&hazards[1]).map(|(less, more)| (more / less).ln() / step);
    let refused = 1.0 - theory::acceptance(-0.53, 0.4);
    let law = -refused / 0.4;
    // The derivative stands in for a difference of 20%: it is flat enough there.
    assert_law(found.collect(), law, -1.0 / 0.4 * 1.25 * refused);
}

/// Who may do nothing but research at firm 0 leaves it as rarely as if there were no difference, though
/// it pays the less by what freedom is worth.
#[test]
fn v21_research_is_worth_a_cut_of_pay_of_one_less_its_exponential() {
    let cut = 1.0 - (-0.24_f64).exp();
    let free = [
        "taste.research=0.24".to_owned(),
        "firm.firm-0.research-share=1".to_owned(),
        format!("firm.firm-0.pay.level={}", 1.0 - cut),
    ];
    let mut changes: Vec<String> = free.to_vec();
    changes.extend((1..20).map(|firm| format!("firm.firm-{firm}.research-share=0")));
    let scenario = one_differs(&changes.iter().map(String::as_str).collect::<Vec<_>>());
    let rate = |gain: f64| OFFERS * (1.0 - 1.0 / FIRMS) * theory::acceptance(gain - 0.53, 0.4);
    let wrong = rate((1.0 - 0.24_f64).ln() + cut);
    assert_law(hazards(&scenario), rate(0.0), wrong);
}

/// Two laboratories with budgets, and a pool of stars that nobody else bids for.
const BIDDERS: &str = r#"
    title = "Two bidders"
    focal = "first"
    [time]
    start = 2024-01-01
    end = 2024-07-01
    [population]
    researchers = 300
    first-offers = 1
    [class]
    star = { share = 1, pay = "200k", talent = 3.5 }
    researcher.share = 0
    engineer.share = 0
    applied.share = 0
    [mechanism.choice]
    curvature = 1
    [mechanism.pay]
    repricing = 0
    own-vacancies = 0
    [mechanism.recruiting]
    serious-offers = { star = 2 }
    [firm.first]
    staff = [[2024-01-01, 1], [2024-01-08, 60]]
    training-budget = "1bn"
    [firm.second]
    staff = [[2024-01-01, 1], [2024-01-08, 60]]
    training-budget = "600m"
    [firm.pool]
    staff = 250
"#;

/// What those who move from the pool to a firm get, and what they had.
fn prices(scenario: &Scenario, to: &str) -> Vec<(Job, f64)> {
    let mut prices = Vec::new();
    watch(scenario, 1, &mut |week, model| {
        let name = |firm| scenario.unit_name(model.unit(firm));
        let moves = week.moves.iter();
        let hires = moves.filter(|step| name(step.job.firm) == "pool" && name(step.to) == to);
        prices.extend(hires.map(|step| (step.job, step.pay)));
    });
    prices
}

#[test]
fn v22_a_star_gets_what_the_second_bidder_would_pay() {
    for (elasticity, doubled) in [("1", 2.0), ("0.5", 2.0_f64.sqrt())] {
        let gamma = format!("mechanism.pay.bid-elasticity={elasticity}");
        let second = |budget: f64| 0.01 * 1e9 * (budget / 1e9_f64).powf(doubled.log2());
        for (changes, price) in [
            (vec![gamma.as_str()], second(6e8)),
            (
                vec![
                    gamma.as_str(),
                    "firm.first.training-budget='2bn'",
                    "firm.second.training-budget='1.2bn'",
                ],
                second(6e8) * doubled,
            ),
        ] {
            let scenario = world_with(BIDDERS, &changes);
            for bidder in ["first", "second"] {
                let found = prices(&scenario, bidder);
                assert!(found.len() > 10, "{} hires of the {bidder}", found.len());
                for (_, pay) in found {
                    assert!((pay / price - 1.0).abs() < 1e-6, "{bidder} pays {pay}, not {price}");
                }
            }
        }
    }
    let alone = world_with(BIDDERS, &["firm.second.enabled=false"]);
    let found = prices(&alone, "first");
    assert!(found.len() > 10);
    for (job, pay) in found {
        assert!((pay / (1.1 * job.pay) - 1.0).abs() < 1e-6, "nobody to outbid: {pay}");
    }
}

/// A star who comes without his team is worth less, to the winner and to the second bidder alike.
#[test]
fn v22_the_second_price_is_for_what_a_star_is_worth_alone() {
    for portability in [1.0, 0.8, 0.5] {
        let share = format!("mechanism.bidding.portability={portability}");
        let scenario = world_with(BIDDERS, &[&share, "mechanism.bidding.matching.star=0"]);
        let found = prices(&scenario, "first");
        assert!(found.len() > 10, "{}", found.len());
        for (_, pay) in found {
            let price = 6e6 * portability;
            assert!((pay / price - 1.0).abs() < 1e-6, "{pay}, and not {price}");
        }
    }
}

/// Employers follow the price with their own stars, so that they lose fewer of them.
#[test]
fn a_star_who_stays_is_raised_towards_the_price() {
    let pay_after = |repricing: &str| {
        let change = format!("mechanism.pay.repricing={repricing}");
        let scenario = world_with(
            BIDDERS,
            &[&change, "mechanism.pay.own-vacancies=0", "mechanism.choice.cost-of-moving=40"],
        );
        let mut pay = 0.0;
        watch(&scenario, 1, &mut |_, model| {
            let star = model.jobs().find(|job| scenario.unit_name(model.unit(job.firm)) == "first");
            pay = star.expect("the first laboratory has a star").pay;
        });
        pay
    };
    assert!((pay_after("0") / 2e5 - 1.0).abs() < 1e-6);
    let (slow, fast, price) = (pay_after("0.1"), pay_after("50"), 6e6);
    assert!((fast / price - 1.0).abs() < 1e-3, "{fast}");
    assert!(2e5 < slow && slow < price, "{slow}");
}

/// A market in which money decides much: bands move, stars are bid for, wealth is saved.
#[test]
fn v29_nobody_decides_otherwise_when_all_money_is_doubled() {
    let money = |scale: f64| {
        let mut changes = vec![
            format!("firm.pool.training-budget={}", 1e7 * scale),
            format!("firm.first.training-budget={}", 1e9 * scale),
            format!("firm.second.training-budget={}", 6e8 * scale),
            format!("firm.first.valuation={}", 1e9 * scale),
            format!("mechanism.pay.reference-budget={}", 1e9 * scale),
            "mechanism.choice.curvature=2".to_owned(),
            "mechanism.pay.repricing=0.1".to_owned(),
            "mechanism.pay.own-vacancies=0.2".to_owned(),
            "mechanism.exits.dismissal=0.02".to_owned(),
            "mechanism.regions={}".to_owned(),
            "region={east={pay=0.8}, west={visa=0.2}}".to_owned(),
            "firm.first.regions=['east']".to_owned(),
            "firm.second.regions=['west', 'east']".to_owned(),
        ];
        let classes = [("star", 0.4), ("researcher", 0.3), ("engineer", 0.2), ("applied", 0.1)];
        changes.extend(classes.into_iter().flat_map(|(class, share)| {
            let pay = share * 1e6 * scale;
            [format!("class.{class}.share={share}"), format!("class.{class}.pay={pay}")]
        }));
        world_with(BIDDERS, &changes.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let before = lives(&money(1.0));
    assert!(before.len() > 100, "{} lives", before.len());
    assert_eq!(before, lives(&money(2.0)));
    let poorer = world(&BIDDERS.replace("600m", "6m"));
    assert_ne!(lives(&world(BIDDERS)), lives(&poorer), "money does decide");
}

/// Twenty firms whose bands move with the time to fill their posts alone, and nobody ever moves.
fn at_rest(changes: &[&str]) -> Scenario {
    let text = equal_firms(20, 50, 0.0)
        + "
        [mechanism.pay]
        rivals = 0
        ";
    let limited: Vec<String> =
        (0..20).map(|firm| format!("firm.firm-{firm}.vacancies=limited")).collect();
    let limited: Vec<&str> = limited.iter().map(String::as_str).collect();
    world_with(&text, &[&limited[..], changes].concat())
}

/// The index of the bands of firm 0 after each step.
fn indices(scenario: &Scenario) -> Vec<f64> {
    let mut found = Vec::new();
    watch(scenario, 1, &mut |_, model| found.push(model.units()[scenario.focal].pay_index));
    found
}

/// Who is there from the start has filled no post that was open.
#[test]
fn bands_stay_where_they_are_while_nobody_comes_and_no_post_is_open() {
    let found = indices(&at_rest(&[]));
    assert!(found.iter().all(|index| (index - 1.0).abs() < 1e-6), "{found:?}");
}

/// Posts that nobody fills raise the band by 0.05 a month, though people enter the market at the firm, or come with
/// their own posts when the firm where they are is bought.
#[test]
fn whoever_brings_a_post_of_his_own_fills_none() {
    let plan: Vec<String> = (1..24)
        .map(|week| {
            let days = Days(f64::from(7 * week));
            let monday = Date::new(2020, 1, 6).unwrap().midnight().plus(days).date();
            format!("[{monday}, {}]", 350 + 100 * week)
        })
        .collect();
    let graduates = [
        "mechanism.supply={ graduates-per-year = 5_200, growth = 0, into = 'firm-0', applications = 0 }",
        &format!("firm.firm-0.staff=[[2020-01-01, 200], {}]", plan.join(", ")),
    ];
    let bought = [
        "event.deal={ kind='acquihire', firm='firm-0', target='firm-1', date=2020-02-11 }",
        "firm.firm-0.staff=[[2020-01-06, 50], [2020-01-13, 55]]",
    ];
    for others in [graduates, bought] {
        let scenario = at_rest(&[&others[..], &["time.end=2020-06-01"]].concat());
        let (mut came, mut index) = (0, 0.0);
        watch(&scenario, 1, &mut |week, model| {
            came += week.entries.len() + week.moves.len();
            let state = model.units()[scenario.focal];
            let is_first = week.start < Date::new(2020, 1, 8).unwrap().midnight();
            assert!(state.vacancies > 0 || is_first, "no post is open: {state:?}");
            index = state.pay_index;
        });
        assert!(came > 35, "{came} came");
        // The first posts are open from the second week on.
        assert!((1.23..1.29).contains(&index), "{others:?}: {index}");
    }
}

/// A second bid is no reason to pay everybody the whole price at once: pay moves towards it at the rate of repricing
/// from the day of the bid on, whenever somebody was hired.
#[test]
fn a_rival_who_begins_to_bid_later_raises_pay_by_and_by() {
    let founded = "firm.second.founded=2024-03-04";
    let set = [
        founded,
        "firm.second.staff=20",
        "mechanism.pay.repricing=0.1",
        "mechanism.choice.cost-of-moving=40",
    ];
    let scenario = world_with(BIDDERS, &set);
    let (mut before, mut seen) = (2e5_f64, 0);
    watch(&scenario, 1, &mut |week, model| {
        let is_first = |firm| scenario.unit_name(model.unit(firm)) == "first";
        let star = model.jobs().find(|job| is_first(job.firm) && job.hired.days() < 19_723);
        let pay = star.expect("who was there at the start stays").pay;
        let months = (week.end.0 - Date::new(2024, 3, 4).unwrap().midnight().0) / 30.4375;
        if months > 0.0 {
            let left = (-0.1 * months).exp();
            // What is left of the first pay weighs less and less, too.
            let law = 6e6 * (1.0 - left) + 2e5 * left;
            assert!((pay / law.max(2e5) - 1.0).abs() < 1e-3, "{pay} after {months}, not {law}");
            seen += 1;
        } else {
            assert!((pay - 2e5).abs() < 1.0, "{pay}");
        }
        assert!(pay >= before - 1.0, "{pay} after {before}");
        before = pay;
    });
    assert!(seen > 10);
}

/// A star is not paid less since a rival bids less: what an employer has once raised him towards stays.
#[test]
fn nobody_is_paid_less_when_the_second_bidder_gives_up() {
    let gives_up = [
        "firm.second.training-budget=[[2024-01-01, '600m'], [2024-03-01, '600m'], [2024-03-02, '6m']]",
        "mechanism.pay.repricing=50",
        "mechanism.choice.cost-of-moving=40",
    ];
    let scenario = world_with(BIDDERS, &gives_up);
    let mut pays = Vec::new();
    watch(&scenario, 1, &mut |week, model| {
        let star = model.jobs().find(|job| scenario.unit_name(model.unit(job.firm)) == "first");
        if week.start > Date::new(2024, 2, 1).unwrap().midnight() {
            pays.push(star.expect("the first laboratory has a star").pay);
        }
    });
    let is_price = |pay: &f64| (pay / 6e6 - 1.0).abs() < 1e-3;
    assert!(pays.len() > 15 && pays.iter().all(is_price), "{pays:?}");
}

/// Two people of a thousand whose firm raises its bands since it finds nobody are hardly followed by the others.
#[test]
fn rivals_are_followed_by_their_staff() {
    let grows =
        ["firm.firm-0.staff=[[2020-01-01, 2], [2020-01-08, 50]]", "mechanism.pay.rivals=0.5"];
    let scenario = at_rest(&grows);
    let mut indices = Vec::new();
    watch(&scenario, 1, &mut |_, model| {
        let units = model.units();
        indices.push([0, 1].map(|unit| units.values()[unit].pay_index));
    });
    let &[own, other] = indices.last().expect("there are steps");
    assert!(own > 1.05 && (1.0005..1.01).contains(&other), "{own} and {other}");
}
