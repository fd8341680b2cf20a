//! What firms that are founded are like, how they grow, and whom they lose.

use braindrain::experiment::Extent;
use braindrain::experiment::History;
use braindrain::model::Channel;
use braindrain::model::Fortune;
use braindrain::quantity::UnitId;

use super::assert_law;
use super::founding::founded;
use super::founding::founding;
use crate::world::watch;
use crate::world::world_with;

/// So many people of firm 0 begin a firm on the second day.
fn spin_off(count: u32) -> String {
    format!(
        "\n[event.spin-off]\nkind = \"spin-off\"\nfirm = \"firm-0\"\nclass = \"engineer\"\n\
         count = {count}\ndate = 2020-01-02\n"
    )
}

const BY_SCRIPT: &str = "mechanism.founding.rate=0";

/// Whose employer is a member of a group that has a brand to lose founds more firms, as at a named firm.
#[test]
fn the_brand_of_a_group_is_at_risk_like_that_of_a_firm() {
    let group = "[firm-group.brands]\ncount = 10\nsize = 400\nbrand-risk = 0.5\n";
    let scenario = world_with(&(founding(1, 10) + group), &["mechanism.founding.brand-risk=0.8"]);
    let numbers = (1..=12).map(|replicate| {
        let all = founded(&scenario, replicate, &mut |_| {});
        let theirs = all.iter().filter(|one| scenario.unit_name(one.parent) == "brands");
        theirs.count() as f64
    });
    let expected = |risk: f64| {
        let rate = 0.004 * (1.2_f64 * (1.6 - 2.0) + 0.8 * risk).exp();
        4_000.0 * -(-rate * 731.0 / 30.4375).exp_m1()
    };
    assert_law(numbers.collect(), expected(0.5), expected(0.0));
}

#[test]
fn a_new_firm_stands_where_its_founder_does() {
    let sets = [
        BY_SCRIPT,
        "time.end=2020-02-01",
        "mechanism.mission={ pull-of-staff = 0 }",
        "taste.position-deviation=0",
        "firm.firm-0.position={ x = 0.8, y = -0.6 }",
    ];
    let scenario = world_with(&(founding(2, 100) + &spin_off(3)), &sets);
    let mut matches = Vec::new();
    watch(&scenario, 1, &mut |_, model| {
        let firm = model.foundings().next().expect("it is founded in the first week").firm;
        let staff = model.jobs().filter(|job| job.firm == firm);
        matches.extend(staff.filter_map(|job| model.match_with(job.person, firm)));
    });
    assert!(matches.len() > 6 && matches.iter().all(|one| (one - 1.0).abs() < 1e-6), "{matches:?}");
}

/// Nobody is called, so that all posts but those of the beginning stay open: they are the share of the way to the
/// size that the firm draws, and no more than that.
#[test]
fn the_posts_of_a_firm_grow_to_the_size_of_its_group_and_stop_there() {
    let sets = [BY_SCRIPT, "mechanism.founding.ramp=400 days", "firm-group.stealth.size=120"];
    let scenario = world_with(&(founding(2, 100) + &spin_off(20)), &sets);
    let mut seen = 0;
    watch(&scenario, 1, &mut |week, model| {
        let one = model.foundings().next().expect("it is founded in the first week");
        assert_eq!(one.fortune, Fortune::Running);
        let age = week.start.since(one.moment).0;
        let state = model.units()[model.unit(one.firm)];
        let posts = f64::from(state.headcount + state.vacancies) - 120.0;
        let law = 20.0 + 100.0 * (age / 400.0).clamp(0.0, 1.0);
        assert!(age < 0.0 || (posts - law).abs() <= 1.0, "{posts} posts, not {law}, at {age}");
        seen += 1;
    });
    assert!(seen > 100);
}

/// What succeeds grows from that day on, however long it has been in stealth before.
#[test]
fn a_firm_that_succeeds_grows_anew_from_that_day_on() {
    let sets = [
        BY_SCRIPT,
        "mechanism.founding.ramp=400 days",
        "mechanism.founding.stealth-time=200 days",
        "mechanism.founding.success=1",
        "firm-group.stealth.size=20",
        "firm-group.start-ups.size=120",
    ];
    let scenario = world_with(&(founding(2, 100) + &spin_off(20)), &sets);
    let mut latest = 0.0_f64;
    for replicate in 1..=4 {
        watch(&scenario, replicate, &mut |week, model| {
            let one = model.foundings().next().expect("it is founded in the first week");
            let Fortune::Succeeded(moment) = one.fortune else { return };
            latest = latest.max(moment.since(one.moment).0);
            let state = model.units()[model.unit(one.firm)];
            let posts = f64::from(state.headcount + state.vacancies) - 120.0;
            let age = week.start.since(moment).0;
            let law = 20.0 + 100.0 * (age / 400.0).clamp(0.0, 1.0);
            assert!(age < 0.0 || (posts - law).abs() <= 1.0, "{posts} posts, not {law}, at {age}");
        });
    }
    assert!(latest > 100.0, "stealth was {latest} days at most");
}

/// Firms of the group that it joins are worth a quarter of what it was: it keeps its worth, and so do its grants.
#[test]
fn a_firm_that_succeeds_is_worth_no_less_than_before() {
    let grants = "equity = { multiple = 1, listed = true, volatility = 0 }\n";
    let text = founding(2, 100)
        .replace("size = 9\n", &format!("size = 9\nvaluation = \"40m\"\n{grants}"))
        .replace("size = 30\n", &format!("size = 30\nvaluation = \"10m\"\n{grants}"));
    let sets = [
        BY_SCRIPT,
        "mechanism.pay={}",
        "mechanism.equity={ growth-bounds = [0, 0] }",
        "mechanism.founding.stealth-time=30 days",
        "mechanism.founding.success=1",
        "time.end=2020-12-01",
    ];
    let scenario = world_with(&(text + &spin_off(20)), &sets);
    let history = History::recording(Extent::Full, &scenario, 1);
    let new = history.other_spells.iter().filter(|spell| {
        scenario.unit_name(spell.unit) == "start-ups" && spell.start >= scenario.time.start
    });
    let kept: Vec<f64> = new.map(|spell| spell.equity[1] / spell.equity[0]).collect();
    assert!(kept.len() == 20 && kept.iter().all(|share| (share - 1.0).abs() < 1e-6), "{kept:?}");
}

/// Firm 0 shrinks as those have left it who begin another one: when that closes it has no post for them, and calls
/// none of them back.
#[test]
fn nobody_is_called_back_where_no_post_is_open() {
    let sets = [
        BY_SCRIPT,
        "mechanism.founding.stealth-time=20 days",
        "mechanism.founding.success=0",
        "mechanism.founding.boomerang=1",
        "firm.firm-0.vacancies=limited",
        "time.end=2020-12-01",
    ];
    let back = |staff: &str| {
        let sets = [&sets[..], &[staff]].concat();
        let scenario = world_with(&(founding(3, 100) + &spin_off(30)), &sets);
        let (mut back, mut all) = (0, 0);
        for replicate in 1..=3 {
            watch(&scenario, replicate, &mut |week, model| {
                for step in week.moves.iter().filter(|step| step.channel == Channel::Reentry) {
                    all += 1;
                    back += u32::from(model.unit(step.to) == UnitId(0));
                }
            });
        }
        assert!(all > 40, "{all}");
        back
    };
    assert_eq!(back("firm.firm-0.staff=[[2020-01-01, 100], [2020-01-08, 50]]"), 0);
    assert!(back("firm.firm-0.staff=100") > 10);
}

/// What somebody was granted by a firm that closes is worth nothing to him when he leaves it.
#[test]
fn nothing_is_left_of_the_grants_of_a_firm_that_closes() {
    let grants = "size = 9\nvaluation = \"40m\"\nequity = { multiple = 1, listed = true }\n";
    let sets = [
        BY_SCRIPT,
        "mechanism.pay={}",
        "mechanism.equity={}",
        "mechanism.founding.stealth-time=30 days",
        "mechanism.founding.success=0",
        "time.end=2020-12-01",
    ];
    let text = founding(2, 100).replace("size = 9\n", grants) + &spin_off(20);
    let mut seen = 0;
    watch(&world_with(&text, &sets), 1, &mut |week, _| {
        for step in week.moves.iter().filter(|step| step.channel == Channel::Reentry) {
            let [at_hire, left] = step.job.equity;
            assert!(at_hire > 1e5 && left.abs() < 1e-6, "{left} of {at_hire}");
            seen += 1;
        }
    });
    assert!(seen > 10, "{seen}");
}

/// All who leave a firm that closes know a dozen people elsewhere, who hear nothing of it.
#[test]
fn nobody_wonders_where_those_go_whose_firm_closes() {
    let offers = "serious-offers = { researcher = 0, applied = 0, star = 1e-5, engineer = 1e-5 }";
    let text = founding(4, 300).replace("serious-offers = { star = 0, engineer = 0 }", offers)
        + &spin_off(30)
        + "[mechanism.contagion]\nteam-mate = 0\nstar = 0\nleader = 0\ntie = 5e6\n\
           time-to-peak = \"1 day\"\n";
    let sets = [
        BY_SCRIPT,
        "mechanism.founding.stealth-time=100 days",
        "mechanism.founding.success=0",
        "mechanism.choice.cost-of-moving=40",
        "time.end=2021-06-01",
    ];
    let scenario = world_with(&text, &sets);
    let (mut calls, mut gone) = ([0; 2], 0);
    for replicate in 1..=4 {
        watch(&scenario, replicate, &mut |week, model| {
            let one = model.foundings().next().expect("it is founded in the first week");
            match one.fortune {
                // Those who began it have been missed by then.
                Fortune::Failed(end) if end.since(one.moment).0 > 30.0 => calls[1] += week.calls,
                _ => calls[0] += week.calls,
            }
            gone += week.moves.iter().filter(|step| step.channel == Channel::Reentry).count();
        });
    }
    assert!(calls[0] > 1_000 && calls[1] < 100 && gone > 60, "{calls:?}, {gone} gone");
}

/// Nearly everybody leaves the field, wherever his firm belongs by then.
#[test]
fn the_first_staff_of_a_group_are_lost_by_that_group() {
    let sets = [
        "time.burn-in=1 years",
        "mechanism.founding.rate=0.03",
        "mechanism.founding.stealth-time=200 days",
        "mechanism.founding.success=1",
        "mechanism.exits={ dismissal = 0, leaving-the-field = 0.15 }",
    ];
    let scenario = world_with(&founding(2, 600), &sets);
    let history = History::of(&scenario, 1);
    for (unit, &lost) in history.first_staff_lost.iter() {
        let (name, first) = (scenario.unit_name(unit), history.first_staff(unit));
        assert!(lost <= first && 10 * lost >= 9 * first, "{lost} of {first} at {name}");
    }
    let stealth =
        history.first_staff_lost.ids().find(|&unit| scenario.unit_name(unit) == "stealth");
    let first = history.first_staff(stealth.expect("it is a group"));
    assert!(first > 5, "{first} in stealth at the start");
}

/// On the day on which they begin it everybody at the firm that they leave is called, and would go anywhere.
#[test]
fn whoever_begins_a_firm_looks_at_no_other_on_that_day() {
    let raid = "\n[event.raid]\nkind = \"campaign\"\nfirm = \"firm-1\"\ntarget = \"firm-0\"\n\
                offers = 99\nfor = \"1 day\"\ndate = 2020-01-02\n";
    let sets = [BY_SCRIPT, "mechanism.choice.cost-of-moving=-60", "time.end=2020-01-15"];
    let scenario = world_with(&(founding(2, 100) + &spin_off(20) + raid), &sets);
    let (mut heads, mut others) = (0, 0);
    watch(&scenario, 1, &mut |week, model| {
        let firm = model.foundings().next().expect("it is founded in the first week").firm;
        heads = model.jobs().filter(|job| job.firm == firm).count();
        others += week.moves.iter().filter(|step| step.channel == Channel::Campaign).count();
    });
    assert!(others > 70, "{others} have gone to the other firm");
    assert_eq!(heads, 20);
}
