//! **founding**: how many found firms, whom they take along, what becomes of the firms, and where their people
//! go then.

use braindrain::model::Channel;
use braindrain::model::Fortune;
use braindrain::model::Founding;
use braindrain::model::Move;
use braindrain::model::Week;
use braindrain::quantity::Date;
use braindrain::scenario::Scenario;
use braindrain::stats::mean;
use braindrain::theory;

use super::assert_law;
use super::dispersion_index;
use crate::world::equal_firms;
use crate::world::watch;
use crate::world::world_with;

/// Days in a month.
const MONTH: f64 = 30.4375;
/// Days of the horizon, and weeks in it.
const DAYS: f64 = 731.0;

/// Firms of engineers of one talent, in which nobody is called, and people found firms that stay in stealth.
pub(super) fn founding(firms: u32, staff: u32) -> String {
    equal_firms(firms, staff, 0.0)
        .replace("engineer.share = 1", "engineer = { share = 1, talent = 1.6 }")
        + r#"
        [mechanism.turmoil]
        crisis-rate = 0
        rise-per-share-lost = 0
        [mechanism.founding]
        rate = 0.004
        talent = 1.2
        turmoil = 0.4
        into = "stealth"
        becomes = "start-ups"
        stealth-time = "36000 days"
        [firm-group.stealth]
        count = 1
        size = 9
        [firm-group.start-ups]
        count = 1
        size = 30
        "#
}

/// Calls `watch` after each step, and returns what was founded by the end.
pub(super) fn founded(
    scenario: &Scenario,
    replicate: u32,
    seen: &mut dyn FnMut(&Week),
) -> Vec<Founding> {
    let mut all = Vec::new();
    watch(scenario, replicate, &mut |week, model| {
        seen(week);
        all = model.foundings().collect();
    });
    all
}

#[test]
fn firms_are_founded_at_the_rate_of_talent_brand_and_funding_and_one_by_one() {
    let (firms, staff) = (10, 400);
    let (risk, climate) = (0.5, 1.5);
    let sets: Vec<String> =
        (0..firms).map(|firm| format!("firm.firm-{firm}.brand-risk={risk}")).collect();
    let mut sets: Vec<&str> = sets.iter().map(String::as_str).collect();
    let funding = format!("mechanism.founding.funding={climate}");
    sets.extend([funding.as_str(), "mechanism.founding.brand-risk=0.8"]);
    let scenario = world_with(&founding(firms, staff), &sets);
    let weekly: Vec<Vec<f64>> = (1..=25)
        .map(|replicate| {
            let mut weeks = Vec::new();
            founded(&scenario, replicate, &mut |week| {
                let own = week.moves.iter().filter(|step| step.channel == Channel::Founding);
                assert!(own.clone().all(|step| !step.scripted && step.moment < week.end));
                weeks.push(own.count() as f64);
            });
            weeks
        })
        .collect();
    let rate = 0.004 * climate * (1.2_f64 * (1.6 - 2.0) + 0.8 * risk).exp();
    // Whoever has founded a firm founds no other one from there.
    let expected = |rate: f64| f64::from(firms * staff) * -(-rate * DAYS / MONTH).exp_m1();
    let all = weekly.iter().map(|weeks| weeks.iter().sum()).collect();
    assert_law(all, expected(rate), expected(1.1 * rate));
    let bunched = weekly.iter().map(|weeks| dispersion_index(weeks)).collect();
    assert_law(bunched, 1.0, 1.3);
}

/// What turmoil adds falls within the steps, by half in two months.
#[test]
fn turmoil_at_a_firm_founds_others_as_it_fades() {
    let text = founding(2, 6_000)
        + "\n[event.ouster]\nkind = \"ouster\"\nfirm = \"firm-0\"\ndate = 2020-01-09\njump = 4\n";
    let fading = ["mechanism.turmoil.fast-half-life=60 days", "mechanism.turmoil.slow-share=0"];
    for step in ["day", "month"] {
        let sets = ["time.end=2020-07-01".to_owned(), format!("time.step={step}")];
        let sets: Vec<&str> = sets.iter().map(String::as_str).chain(fading).collect();
        let scenario = world_with(&text, &sets);
        let shaken = (1..=12).map(|replicate| {
            let all = founded(&scenario, replicate, &mut |_| {});
            all.iter().filter(|one| one.parent.0 == 0).count() as f64
        });
        let base = 0.004 / MONTH * (1.2_f64 * (1.6 - 2.0)).exp();
        let (length, width) = (182.0, 0.01);
        let cumulated = |weight: f64| -> f64 {
            let turmoil = |at: f64| {
                if at < 8.0 { 0.0 } else { 4.0 * (-(at - 8.0) / 60.0 * 2.0_f64.ln()).exp() }
            };
            let instants = (0..).map(|number: u32| (f64::from(number) + 0.5) * width);
            let rates = instants.take_while(|&at| at < length);
            rates.map(|at| base * (weight * turmoil(at)).exp() * width).sum()
        };
        let expected = |weight: f64| 6_000.0 * -(-cumulated(weight)).exp_m1();
        assert_law(shaken.collect(), expected(0.4), expected(0.32));
    }
}

#[test]
fn talent_above_the_top_founds_no_more() {
    let sets =
        ["class.engineer.talent=6", "mechanism.founding.top-talent=2.2", "time.end=2020-07-01"];
    let scenario = world_with(&founding(4, 500), &sets);
    let all = (1..=20).map(|replicate| founded(&scenario, replicate, &mut |_| {}).len() as f64);
    let expected = |top: f64| {
        let rate = 0.004 / MONTH * (1.2 * (top - 2.0)).exp();
        2_000.0 * -(-rate * 182.0).exp_m1()
    };
    assert_law(all.collect(), expected(2.2), expected(2.5));
}

/// Of those founded on the first day by script, after a time as long as the mean of stealth.
#[test]
fn stealth_ends_after_an_exponential_time_and_well_with_the_stated_probability() {
    let (firms, success) = (60, 0.3);
    let mut text = founding(firms, 30);
    for firm in 0..firms {
        let event = format!(
            "\n[event.spin-off-{firm}]\nkind = \"spin-off\"\nfirm = \"firm-{firm}\"\n\
             class = \"engineer\"\ncount = 2\ndate = 2020-01-02\n"
        );
        text.push_str(&event);
    }
    let sets = [
        "mechanism.founding.rate=0",
        "mechanism.founding.stealth-time=400 days",
        &format!("mechanism.founding.success={success}"),
        "time.end=2021-02-05",
    ];
    let scenario = world_with(&text, &sets);
    let runs: Vec<Vec<Founding>> =
        (1..=20).map(|replicate| founded(&scenario, replicate, &mut |_| {})).collect();
    for founding in runs.iter().flatten() {
        assert!(founding.scripted && founding.team == 2, "{founding:?}");
        assert_eq!(founding.moment, Date::new(2020, 1, 2).unwrap().midnight());
    }
    let share = |of: &dyn Fn(Fortune) -> bool| -> Vec<f64> {
        let ended = |all: &Vec<Founding>| {
            all.iter().filter(|one| of(one.fortune)).count() as f64 / f64::from(firms)
        };
        runs.iter().map(ended).collect()
    };
    let over = -(-1.0_f64).exp_m1();
    // Were all stealth equally long, it would have ended for none or for all.
    assert_law(share(&|fortune| fortune != Fortune::Running), over, 0.5);
    let succeeded = share(&|fortune| matches!(fortune, Fortune::Succeeded(_)));
    assert_law(succeeded, success * over, 0.5 * over);
}

/// The mean of one over how many firms there are among so many calls and one more.
fn one_in(firms: f64, calls: u32) -> f64 {
    // By how many firms have called, the probability.
    let mut distinct = vec![1.0];
    for _ in 0..calls {
        let mut next = vec![0.0; distinct.len() + 1];
        for (known, probability) in distinct.iter().enumerate() {
            let again = (known as f64 + 1.0) / firms;
            next[known] += probability * again;
            next[known + 1] += probability * (1.0 - again);
        }
        distinct = next;
    }
    let others = (0..).zip(&distinct);
    others.map(|(others, probability): (u32, &f64)| probability / (1.0 + f64::from(others))).sum()
}

/// Everybody finds a job among equal firms; the firm that he had left is one of them for some.
#[test]
fn those_whose_firm_closes_choose_among_a_few_calls_and_may_return() {
    let (firms, boomerang, calls) = (30, 0.6, 3);
    let mut text = founding(firms, 200);
    for firm in 0..firms {
        let event = format!(
            "\n[event.spin-off-{firm}]\nkind = \"spin-off\"\nfirm = \"firm-{firm}\"\n\
             class = \"engineer\"\ncount = 30\ndate = 2020-01-02\n"
        );
        text.push_str(&event);
    }
    let sets = [
        "mechanism.founding.rate=0",
        "mechanism.founding.stealth-time=20 days",
        "mechanism.founding.success=0",
        &format!("mechanism.founding.boomerang={boomerang}"),
        "population.first-offers=3",
        "firm-group.stealth.reach=0",
        "firm-group.start-ups.reach=0",
        "time.end=2020-06-01",
    ];
    let scenario = world_with(&text, &sets);
    let shares: Vec<f64> = (1..=12)
        .map(|replicate| {
            let mut back = Vec::new();
            watch(&scenario, replicate, &mut |week, model| {
                assert!(week.separations.is_empty(), "somebody calls everybody");
                for step in week.moves.iter().filter(|step| step.channel == Channel::Reentry) {
                    let mut all = model.foundings();
                    let own = all.find(|one| one.firm == step.job.firm).expect("it was founded");
                    assert!(!step.scripted && matches!(own.fortune, Fortune::Failed(_)));
                    back.push(f64::from(u8::from(model.unit(step.to) == own.parent)));
                }
            });
            assert!(back.len() > 850, "{} have left", back.len());
            mean(&back)
        })
        .collect();
    let by_chance = 1.0 / f64::from(firms);
    let law = boomerang * one_in(f64::from(firms), calls) + (1.0 - boomerang) * by_chance;
    assert_law(shares, law, boomerang * one_in(f64::from(firms), calls + 1));
}

/// Whoever is asked along by a founder decides by a logit, as those do whom another leaver asks.
/// A chief founds a firm, and asks so many along.
fn chief_who_asks(asks: u32) -> String {
    founding(4, 300)
        + r#"
        [mechanism.contagion]
        team-mate = 0
        star = 0
        leader = 0
        tie = 0
        team-size = 100000
        [role.chief]
        firm = "firm-0"
        class = "engineer"
        [event.spin-off]
        kind = "spin-off"
        role = "chief"
        date = 2020-01-02
        "#
        + &format!("asks = {asks}\n")
}

#[test]
fn founders_ask_along_and_the_asked_decide() {
    let text = chief_who_asks(200);
    // The new firm stands where its founder does, which is where everybody does.
    let sets = [
        "mechanism.founding.rate=0",
        "taste.position-deviation=0",
        "taste.colleagues=0",
        "taste.independence=0",
        "firm-group.stealth.pay.level=1",
        "time.end=2020-01-20",
    ];
    let scenario = world_with(&text, &sets);
    let along = (1..=16).map(|replicate| {
        let (mut founders, mut followers) = (0, 0.0);
        let all = founded(&scenario, replicate, &mut |week| {
            for step in &week.moves {
                founders += u32::from(step.channel == Channel::Founding && step.scripted);
                followers += f64::from(u8::from(matches!(step.channel, Channel::Following(_))));
            }
        });
        assert_eq!((founders, all.len()), (1, 1));
        assert!((f64::from(all[0].team) - 1.0 - followers).abs() < 1e-9);
        followers / 200.0
    });
    let law = theory::acceptance(0.3 - 0.53, 0.4);
    assert_law(along.collect(), law, theory::acceptance(-0.53, 0.4));
}

/// Who is asked along to a new firm brings his post with him: what a firm pays falls where open posts are filled at
/// once, and these were never open.
#[test]
fn those_who_are_asked_along_fill_no_open_post() {
    let text = chief_who_asks(8) + "[mechanism.pay]\nrivals = 0\n";
    let sets = ["mechanism.founding.rate=0", "mechanism.contagion.pull=20", "time.end=2020-03-01"];
    let scenario = world_with(&text, &sets);
    let stealth = scenario.unit_named("stealth").expect("it is a group");
    let (mut asked, mut least) = (0, f64::INFINITY);
    watch(&scenario, 1, &mut |week, model| {
        let is_new = |step: &&Move| model.unit(step.to) == stealth;
        let followers = |step: &&Move| matches!(step.channel, Channel::Following(_));
        asked += week.moves.iter().filter(is_new).filter(followers).count();
        least = least.min(model.units()[stealth].pay_index);
    });
    assert_eq!(asked, 8);
    assert!(least > 1.0 - 1e-6, "the band fell to {least}");
}

/// The share of the way from those who began it to the size that it draws.
#[test]
fn a_firm_grows_evenly_to_the_size_of_its_group() {
    let text = founding(4, 2_000).replace(
        "serious-offers = { star = 0, engineer = 0 }",
        "serious-offers = { star = 2, engineer = 2 }",
    ) + "\n[event.spin-off]\nkind = \"spin-off\"\nfirm = \"firm-0\"\nclass = \"engineer\"\ncount = 20\ndate = 2020-01-02\n";
    let sets = [
        "mechanism.founding.rate=0",
        "mechanism.founding.ramp=400 days",
        "firm-group.stealth.size=120",
        "firm-group.stealth.reach=300",
        "mechanism.choice.cost-of-moving=-20",
        "mechanism.recruiting.offer-interval=7 days",
    ];
    let scenario = world_with(&text, &sets);
    let mut seen = Vec::new();
    watch(&scenario, 1, &mut |week, model| {
        if let Some(one) = model.foundings().next() {
            let heads = model.jobs().filter(|job| job.firm == one.firm).count() as f64;
            let age = week.start.since(one.moment).0;
            let planned = 20.0 + 100.0 * (age / 400.0).clamp(0.0, 1.0);
            assert!(heads < planned + 30.0, "{heads} people of {planned} after {age} days");
            seen.push((age, heads));
        }
    });
    let at = |day: f64| seen.iter().find(|(age, _)| *age >= day).expect("it is that old").1;
    assert!((50.0..90.0).contains(&at(200.0)), "{}", at(200.0));
    assert!((100.0..150.0).contains(&at(420.0)), "{}", at(420.0));
}

/// Whoever is asked along sees all who begin the firm.
#[test]
fn several_stars_who_begin_a_firm_are_as_many_colleagues() {
    let text = r#"
        title = "Five stars"
        focal = "a"
        time = { start = 2020-01-01, end = 2020-04-01 }
        population = { researchers = 2000, first-offers = 1 }
        [record]
        decisions = ["a"]
        [mechanism.recruiting]
        serious-offers = { star = 0, researcher = 0, engineer = 0, applied = 0 }
        advertisements = 0
        [mechanism.contagion]
        [mechanism.founding]
        rate = 0
        into = "stealth"
        [firm]
        a = { staff = 400 }
        b = { staff = 1000 }
        [firm-group]
        stealth = { count = 1, size = 8 }
        [event.spin-off]
        kind = "spin-off"
        firm = "a"
        class = "star"
        count = 5
        asks = 10
        date = 2020-03-03
        "#;
    let scenario = world_with(text, &["firm-group.stealth.independence=0"]);
    let mut asked = 0;
    watch(&scenario, 1, &mut |week, model| {
        let options = week.choices.iter().flat_map(|choice| &choice.options[1..]);
        for option in options.filter(|option| model.unit(option.firm).0 == 2) {
            assert!((option.value.amenities - 0.08 * 6.0_f64.ln()).abs() < 1e-6, "{option:?}");
            asked += 1;
        }
    });
    assert!(asked > 0);
}
