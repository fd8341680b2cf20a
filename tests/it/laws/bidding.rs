//! V11: what a sequential auction is worth to the one it is held for; and that auctions of the market end as
//! the willingness of the two firms has it.

use std::collections::BTreeMap;

use braindrain::experiment::History;
use braindrain::experiment::OfferCount;
use braindrain::model::Move;
use braindrain::model::Response;
use braindrain::quantity::Date;
use braindrain::quantity::ResearcherId;
use braindrain::quantity::UnitId;
use braindrain::random::Address;
use braindrain::random::Decision;
use braindrain::random::Luck;
use braindrain::scenario::Scenario;
use braindrain::stats::mean;
use braindrain::theory;

use super::assert_law;
use crate::world::PLAIN_RECRUITING;
use crate::world::watch;
use crate::world::world_with;

/// What is paid from now on, in years of a discount at `rate`, where firms of an even productivity are met at
/// the rate `offers`, by a rule of pay given the best that was defeated and the employer.
fn discounted_pay(
    (offers, rate): (f64, f64),
    pay: impl Fn(f64, f64) -> f64,
    mut uniform: impl FnMut() -> f64,
) -> f64 {
    let (mut defeated, mut employer): (f64, f64) = (0.3, 0.8);
    let (mut paid, mut factor) = (0.0, 1.0);
    while factor > 1e-7 {
        let left = factor * (rate / offers * uniform().ln()).exp();
        paid += pay(defeated, employer) * (factor - left) / rate;
        factor = left;
        let met = uniform();
        defeated = defeated.max(met.min(employer));
        employer = employer.max(met);
    }
    paid
}

/// Paying what the loser could have paid, and nothing less for the climb, would be worth more than what the
/// loser could give.
#[test]
fn v11_pay_by_a_sequential_auction_is_worth_what_the_loser_could_give() {
    let (offers, rate) = (0.5, 0.1);
    assert!((theory::auction_pay(offers, rate, 0.3, 0.8) + 0.825).abs() < 1e-12);
    let values = |pay: &dyn Fn(f64, f64) -> f64| -> Vec<f64> {
        let life = |number: u32| {
            let address = Address::of(Decision::Call, ResearcherId(1), Date::default());
            let mut draws = Luck::new(11, number).at(address);
            discounted_pay((offers, rate), pay, || draws.uniform())
        };
        (1..=4_000).map(life).collect()
    };
    let dearer = mean(&values(&|defeated, _| defeated));
    let paid = values(&|defeated, employer| theory::auction_pay(offers, rate, defeated, employer));
    let value = theory::auction_value(rate, 0.3);
    assert!((value - 3.0).abs() < 1e-12);
    assert_law(paid, value, dearer);
}

/// Stars of one firm, and another one that calls them; next to nothing but money decides.
const TWO_SIDES: &str = r#"
    title = "An employer and a poacher"
    focal = "employer"
    [time]
    start = 2024-01-01
    end = 2024-04-01
    [population]
    researchers = 200
    first-offers = 1
    [class]
    star = { share = 1, pay = "200k", talent = 3.5 }
    researcher.share = 0
    engineer.share = 0
    applied.share = 0
    [taste]
    colleagues = 0
    compute = 0
    [mechanism.choice]
    curvature = 1
    cost-of-moving = 0
    noise-scale = 0.001
    [mechanism.pay]
    repricing = 0
    saving = 0
    first-wealth = 0
    own-vacancies = 0
    rivals = 0
    [mechanism.bidding]
    matching = { star = 1 }
    portability = 1
    [firm.employer]
    staff = 200
    reach = 0
    [firm.poacher]
    staff = 1
    vacancies = "unlimited"
    reach = 12
"#;

fn two_sides(changes: &[&str]) -> Scenario {
    let stars = "serious-offers = { star = 1 }\n";
    world_with(&(TWO_SIDES.to_owned() + PLAIN_RECRUITING + stars), changes)
}

/// How the first tempting offer ended of those who worked for the employer: the pay of those who left, and
/// the pay and the perks of those who were kept.
fn ends(changes: &[&str]) -> (Vec<f64>, Vec<(f64, f64)>) {
    let scenario = two_sides(changes);
    let (mut left, mut kept) = (Vec::new(), Vec::new());
    let mut known = Vec::new();
    watch(&scenario, 1, &mut |week, model| {
        for end in &week.retentions {
            let leaves =
                |step: &Move| (step.moment, step.job.person) == (end.moment, end.job.person);
            assert!(!week.moves.iter().any(leaves), "who is kept stays");
            if !known.contains(&end.job.researcher) {
                known.push(end.job.researcher);
                kept.push((end.pay, end.perks));
            }
            let later = week.retentions.iter().filter(|one| one.job.person == end.job.person);
            if later.count() == 1 {
                let job = model.jobs().find(|job| job.person == end.job.person);
                let job = job.expect("who is kept has a job");
                assert_eq!(job.firm, end.job.firm);
                assert!((job.pay / end.pay - 1.0).abs() < 1e-6, "and earns what he was kept with");
            }
        }
        for step in week.moves.iter().filter(|step| !known.contains(&step.job.researcher)) {
            left.push(step.pay);
        }
    });
    (left, kept)
}

fn assert_all_near(found: &[f64], law: f64) {
    assert!(found.len() > 100, "{} of 200", found.len());
    for one in found {
        assert!((one / law - 1.0).abs() < 0.02, "{one} is not {law}");
    }
}

#[test]
fn a_star_goes_to_the_higher_bidder_for_what_the_lower_one_would_pay() {
    let budgets = |employer: &str, poacher: &str, portability: f64| {
        [
            format!("firm.employer.training-budget='{employer}'"),
            format!("firm.poacher.training-budget='{poacher}'"),
            format!("mechanism.bidding.portability={portability}"),
        ]
    };
    for (employer, poacher, portability, stays, price) in [
        ("600m", "1bn", 1.0, false, 6e6),
        ("1bn", "600m", 1.0, true, 6e6),
        // Whoever comes alone is worth half as much to the poacher as with his team.
        ("600m", "1bn", 0.5, true, 5e6),
        ("600m", "2bn", 0.5, false, 6e6),
    ] {
        let changes = budgets(employer, poacher, portability);
        let (left, kept) = ends(&changes.each_ref().map(String::as_str));
        let kept: Vec<f64> = kept.into_iter().map(|(pay, _)| pay).collect();
        assert!(if stays { left.is_empty() } else { kept.is_empty() }, "{employer} {poacher}");
        assert_all_near(if stays { &kept } else { &left }, price);
    }
}

/// Firms that train no model keep whom they can for a fifth more, and do not go beyond their first offer.
#[test]
fn a_firm_without_a_budget_pays_up_to_its_ceiling() {
    for (level, stays) in [(1.15, true), (1.25, false)] {
        let (left, kept) = ends(&[&format!("firm.poacher.pay.level={level}")]);
        let kept: Vec<f64> = kept.into_iter().map(|(pay, _)| pay).collect();
        assert!(if stays { left.is_empty() } else { kept.is_empty() }, "{level}");
        assert_all_near(if stays { &kept } else { &left }, 2e5 * level);
    }
}

/// Freedom and titles come first, up to what they are worth at most, and money for the rest.
#[test]
fn an_employer_that_grants_freedom_pays_only_what_that_leaves() {
    let freedom = "firm.employer.pay.counter=freedom";
    for (level, granted) in [(1.1_f64, 1.1_f64.ln()), (1.18, 0.12)] {
        let (left, kept) = ends(&[freedom, &format!("firm.poacher.pay.level={level}")]);
        assert!(left.is_empty(), "{}", left.len());
        let (pay, perks): (Vec<f64>, Vec<f64>) = kept.into_iter().unzip();
        assert_all_near(&pay, 2e5 * level * (-granted).exp());
        assert!(perks.iter().all(|one| (one - granted).abs() < 0.01), "{granted} {perks:?}");
    }
}

#[test]
fn an_employer_answers_with_its_probability_and_nobody_answers_where_there_is_no_bidding() {
    let answered = |changes: &[&str], replicate: u32| {
        let level = ["firm.poacher.pay.level=1.15"];
        let (mut taken, mut countered) = (0.0, 0.0);
        watch(&two_sides(&[&level, changes].concat()), replicate, &mut |week, model| {
            let theirs = week.answers.iter().filter(|one| model.unit(one.employer).0 == 0);
            for answer in theirs {
                match answer.response {
                    Response::Taken => taken += 1.0,
                    Response::Countered => countered += 1.0,
                    Response::Refused => {}
                }
            }
        });
        countered / (taken + countered)
    };
    // The first offer alone: who was kept once is no longer tempted by as much.
    let short = "time.end=2024-01-15";
    for (key, law) in [
        ("mechanism.bidding.matching.star=0.6", 0.6),
        ("firm.employer.pay.matching.star=0.25", 0.25),
    ] {
        let shares = (1..=20).map(|replicate| answered(&[short, key], replicate));
        assert_law(shares.collect(), law, law + 0.1);
    }
    assert!(answered(&[short, "mechanism.bidding.enabled=false"], 1) < f64::EPSILON);
}

/// Two laboratories with the same budget, which grows tenfold, and stars who are each worth a hundredth of it.
const TWINS: &str = r#"
    title = "Twins"
    focal = "first"
    time = { start = 2023-01-02, end = 2026-12-28 }
    population = { researchers = 400 }
    [class]
    star = { share = 1, pay = "300k", talent = 3.5 }
    researcher.share = 0
    engineer.share = 0
    applied.share = 0
    [mechanism.pay]
    own-vacancies = 0
    rivals = 0
    [mechanism.bidding]
    matching = { star = 1 }
    portability = 1
    retention-ceiling = 1
    [firm.first]
    staff = 150
    training-budget = [[2023-01-02, "100m"], [2025-01-01, "1bn"]]
    vacancies = "unlimited"
    [firm.second]
    staff = 150
    training-budget = [[2023-01-02, "100m"], [2025-01-01, "1bn"]]
    vacancies = "unlimited"
"#;

/// Whoever was kept with what he is worth is not raised by a growing budget on top of it.
#[test]
fn nobody_is_paid_more_than_anybody_would_pay_for_him() {
    let scenario = world_with(&(TWINS.to_owned() + PLAIN_RECRUITING), &[]);
    let (mut kept, mut most) = (0, 0.0_f64);
    watch(&scenario, 1, &mut |week, model| {
        kept += week.retentions.len();
        most = model.jobs().map(|job| job.pay).fold(0.0, f64::max);
        let willing = 0.01 * scenario.firms[0].training_budget.as_ref().unwrap().at(model.now());
        assert!(most <= willing * 1.01, "{most} where nobody would pay more than {willing}");
    });
    assert!(kept > 100 && most > 9e6, "{kept} were kept, one for {most}");
}

/// Who is paid less than others at the same firm is worth as much to it as they are.
#[test]
fn the_ceiling_is_that_of_the_band_where_somebody_is_paid_less() {
    let band = "firm.employer.pay.level=[[2023-12-31, 1], [2024-01-01, 1.5]]";
    let pass = "mechanism.pay.pass-through=0";
    for (level, stays) in [(1.7, true), (1.85, false)] {
        let (left, kept) = ends(&[band, pass, &format!("firm.poacher.pay.level={level}")]);
        let kept: Vec<f64> = kept.into_iter().map(|(pay, _)| pay).collect();
        assert!(if stays { left.is_empty() } else { kept.is_empty() }, "{level}");
        assert_all_near(if stays { &kept } else { &left }, 2e5 * level);
    }
}

/// Whoever has had a raise before keeps it with what he is kept with, and not twice.
#[test]
fn a_counter_offer_is_what_is_paid_whatever_raises_there_were() {
    let raise = "event.raise={ kind='raise', firm='employer', share=0.3, date=2024-01-02 }";
    let (left, kept) = ends(&[raise, "firm.poacher.pay.level=1.5"]);
    let kept: Vec<f64> = kept.into_iter().map(|(pay, _)| pay).collect();
    // On the first day nobody had been raised yet.
    assert!(left.len() < 10, "{}", left.len());
    assert_all_near(&kept, 3e5);
}

/// Freedom is granted up to its limit once, however many offers are answered.
#[test]
fn freedom_that_was_granted_cannot_be_granted_again() {
    let changes = [
        "firm.employer.pay.counter=freedom",
        "firm.poacher.pay.level=[[2024-01-01, 1.06], [2024-02-15, 1.06], [2024-02-16, 1.3]]",
    ];
    let mut granted: BTreeMap<ResearcherId, (u32, f64)> = BTreeMap::new();
    watch(&two_sides(&changes), 1, &mut |week, _| {
        for end in &week.retentions {
            let (times, perks) = granted.entry(end.job.researcher).or_default();
            (*times, *perks) = (*times + 1, *perks + end.perks);
        }
    });
    let again: Vec<f64> =
        granted.values().filter(|(times, _)| *times > 1).map(|&(_, perks)| perks).collect();
    assert!(again.len() > 20, "{} of {}", again.len(), granted.len());
    assert!(granted.values().all(|&(_, perks)| perks < 0.12 + 1e-4), "{again:?}");
}

/// Whom the employer has kept counts for it, and not for the firm that wanted him; and his offer as none that was taken.
#[test]
fn the_kept_are_counted_where_they_stay() {
    let scenario = two_sides(&["firm.poacher.pay.level=1.15"]);
    let history = History::of(&scenario, 1);
    let retained =
        |unit: u16| -> u32 { history.steps_of(UnitId(unit)).map(|(_, step)| step.retained).sum() };
    let sum = |of: fn(&OfferCount) -> u32| history.offers.values().map(of).sum::<u32>();
    assert!(retained(0) > 100 && retained(1) < 5, "{} and {}", retained(0), retained(1));
    assert_eq!(sum(|count| count.countered), retained(0) + retained(1));
    let quits = history.quits(&[UnitId(0), UnitId(1)], false);
    assert!((f64::from(sum(|count| count.taken)) - quits).abs() < 1e-9, "{quits}");
}
