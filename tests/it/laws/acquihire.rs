//! Firms that are bought for their people: how often it happens by itself, who goes, and what becomes of them.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use braindrain::experiment::History;
use braindrain::experiment::UnitStep;
use braindrain::model::Channel;
use braindrain::model::Move;
use braindrain::quantity::Date;
use braindrain::quantity::FirmId;
use braindrain::quantity::Moment;
use braindrain::quantity::UnitId;
use braindrain::scenario::Scenario;
use braindrain::stats::Estimate;
use braindrain::stats::variance;

use super::assert_law;
use super::dispersion_index;
use crate::world::ENGINEERS;
use crate::world::PLAIN_RECRUITING;
use crate::world::equal_firms;
use crate::world::watch;
use crate::world::world;
use crate::world::world_with;

/// Firm 0 buys firm 1.
const DEAL: &str = r#"
    [event.deal]
    kind = "acquihire"
    firm = "firm-0"
    target = "firm-1"
    date = 2020-03-11
"#;

/// The moves of all who are bought in a replicate.
fn bought(scenario: &Scenario, replicate: u32) -> Vec<Move> {
    let mut moves = Vec::new();
    watch(scenario, replicate, &mut |week, _| {
        moves.extend(week.moves.iter().filter(|step| step.channel == Channel::Acquihire).copied());
    });
    moves
}

/// 150 small firms that can be bought, and 150 that are too small; half of the callers train models. Nobody
/// goes in these deals, so that each firm can be bought again. In a step that is once at most.
fn many_targets() -> String {
    format!(
        r#"
        title = "Many targets"
        focal = "buyer"
        time = {{ start = 2020-01-01, end = 2022-01-01 }}
        population = {{ researchers = 1500, first-offers = 1 }}
        mechanism.choice.persistent-share = 0
        {PLAIN_RECRUITING}
        serious-offers = {{ engineer = 0 }}
        [mechanism.acquihire]
        targets = ["small", "tiny"]
        rate = 1
        share = 0
        [firm]
        buyer = {{ staff = 1, training-budget = "100m", vacancies = "unlimited", reach = 45 }}
        other = {{ staff = 1, vacancies = "unlimited", reach = 45 }}
        [firm-group]
        small = {{ count = 150, size = 10, vacancies = "unlimited", reach = 0 }}
        tiny = {{ count = 150, size = 9, vacancies = "unlimited", reach = 0 }}
        "#
    ) + ENGINEERS
}

#[test]
fn deals_come_at_the_rate_times_the_share_of_callers_who_buy() {
    for (step, replicates) in [("week", 40), ("month", 40)] {
        let scenario = world_with(&many_targets(), &[&format!("time.step={step}")]);
        let (mut law, mut counts) = (0.0, Vec::new());
        for replicate in 1..=replicates {
            let mut deals = 0_u32;
            law = 0.0;
            watch(&scenario, replicate, &mut |week, _| {
                let years = week.end.since(week.start).0 / 365.25;
                law += 150.0 * -(-0.5 * years).exp_m1();
                for one in &week.happenings {
                    assert!(one.kind == "acquihire" && !one.scripted, "{one:?}");
                    assert_eq!(one.unit, Some(UnitId(0)), "firms without a model buy nobody");
                    assert!(one.detail.starts_with("0% of the staff of small."), "{one:?}");
                    assert!(week.start <= one.moment && one.moment < week.end);
                    deals += 1;
                }
            });
            counts.push(f64::from(deals));
        }
        let index = dispersion_index(&counts);
        assert!((0.25..2.4).contains(&index), "{index}");
        assert_law(counts, law, 1.12 * law);
    }
}

/// A firm that has been bought goes on with the rest, and is not bought again while it is too small.
#[test]
fn most_of_a_staff_goes_to_the_buyer_and_the_plan_with_it() {
    let sold = ["mechanism.acquihire.share=0.8", "mechanism.acquihire.rate=10"];
    let scenario = world_with(&many_targets(), &sold);
    let (mut targets, mut people) = (BTreeSet::new(), 0);
    watch(&scenario, 1, &mut |week, model| {
        for deal in &week.acquisitions {
            assert_eq!((deal.buyer, deal.staff), (FirmId(0), 10));
            // Of ten people all stay once in ten million times.
            assert!(targets.insert(deal.target), "{deal:?} is bought twice");
        }
        people += week.moves.len();
        assert!(week.moves.iter().all(|step| !step.scripted && step.to == FirmId(0)));
        let states = model.units();
        assert_eq!(states[UnitId(0)].headcount as usize, 1 + people);
    });
    assert!(targets.len() > 140, "{} of 150 in two years at five a year", targets.len());
    let expected = 8.0 * targets.len() as f64;
    let deviation = (targets.len() as f64 * 10.0 * 0.8 * 0.2).sqrt();
    assert!((people as f64 - expected).abs() < 4.0 * deviation, "{people} is not about {expected}");
}

#[test]
fn each_of_a_staff_goes_with_the_same_probability() {
    let text = equal_firms(2, 500, 0.0) + DEAL;
    let scenario = world_with(&text, &["time.end=2020-04-01"]);
    let moved: Vec<f64> = (1..=40).map(|number| bought(&scenario, number).len() as f64).collect();
    let spread = variance(&moved) / (500.0 * 0.85 * 0.15);
    // Chi-square with 39 degrees of freedom over them.
    assert!((0.4..1.9).contains(&spread), "{spread} of a binomial's variance");
    assert_law(moved, 425.0, 435.0);
}

#[test]
fn leaders_go_whatever_the_share_and_the_step_makes_no_difference() {
    let text = equal_firms(2, 200, 0.0)
        + DEAL
        + "[role.chief]\nfirm = \"firm-1\"\nclass = \"engineer\"\nleader = true\n";
    let by = |step: &str, share: &str| {
        let changes = [
            &format!("time.step={step}"),
            &format!("event.deal.share={share}"),
            "time.end=2020-05-01",
        ];
        bought(&world_with(&text, &changes), 1)
    };
    let few = by("week", "0.01");
    let chief = |moves: &[Move]| moves.iter().any(|step| step.job.person == leader(&text));
    assert!(chief(&few) && few.len() < 12, "{}", few.len());
    let many = by("week", "0.5");
    assert!(many.iter().all(|step| {
        let day = Date::new(2020, 3, 11).unwrap();
        (step.to, step.moment, step.scripted) == (FirmId(0), day.midnight(), true)
    }));
    assert_eq!(by("day", "0.5"), many);
    assert_eq!(by("month", "0.5"), many);
    // One address for each: whoever goes with a smaller share goes with a greater one too.
    let ids =
        |moves: &[Move]| moves.iter().map(|step| step.job.researcher).collect::<BTreeSet<_>>();
    assert!(ids(&few).is_subset(&ids(&many)) && many.len() > 60);
    assert!(by("week", "0").is_empty());
}

/// The position of the holder of the only role in the columns.
fn leader(text: &str) -> u32 {
    let mut found = None;
    watch(&world(text), 1, &mut |_, model| {
        let name = |job: &braindrain::model::Job| model.researcher_name(job.person, job.class);
        found = found.or(model.jobs().find(|job| name(job) == "role.chief").map(|job| job.person));
    });
    found.expect("somebody holds the role")
}

/// Pay is kept, or the buyer's band where that is higher; posts go with the people; the target is shaken.
#[test]
fn pay_posts_and_turmoil_are_those_of_the_deal() {
    let text = equal_firms(2, 400, 0.0)
        + DEAL
        + "jump = 2\n[mechanism.turmoil]\ncrisis-rate = 0\nrise-per-share-lost = 0\n";
    let base = ["firm.firm-0.vacancies=limited", "firm.firm-1.vacancies=limited"];
    for (level, expected) in [(0.8, 150e3), (1.2, 180e3)] {
        let pays = format!("firm.firm-0.pay.level={level}");
        let scenario = world_with(&text, &[&base[..], &[&pays, "time.end=2020-04-01"]].concat());
        let (mut moves, mut turmoil, mut open) = (Vec::new(), [0.0_f64; 2], [9; 2]);
        watch(&scenario, 1, &mut |week, model| {
            moves.extend(week.moves.clone());
            for (unit, state) in model.units().iter() {
                let unit = usize::from(unit.0);
                turmoil[unit] = turmoil[unit].max(state.turmoil);
                open[unit] = state.vacancies;
            }
        });
        assert!(moves.len() > 300, "{}", moves.len());
        let pay = moves.iter().map(|step| step.pay);
        assert!(pay.clone().all(|pay| (pay - expected).abs() < 1.0), "{:?}", moves[0]);
        assert!((1.5..2.0).contains(&turmoil[1]) && turmoil[0] == 0.0, "{turmoil:?}");
        assert!(open.iter().all(|&posts| posts <= 1), "{open:?}");
    }
}

/// Of each class as many posts are gone at the target as there are more at the buyer, whatever its path does later.
#[test]
fn posts_go_with_the_people_class_by_class() {
    let text = equal_firms(2, 300, 0.0)
        + DEAL
        + "share = 0.3\n[role.chief]\nfirm = \"firm-1\"\nclass = \"star\"\nleader = true\n";
    let grows = "firm.firm-0.staff=[[2020-03-11, 300], [2020-05-01, 3000]]";
    let half = ["class.star.share=0.1", "class.engineer.share=0.9"];
    let base = ["firm.firm-0.vacancies=limited", "firm.firm-1.vacancies=limited"];
    let scenario = world_with(&text, &[&base[..], &half, &[grows, "time.end=2020-06-01"]].concat());
    let (mut bought, mut posts) = (0, [0; 2]);
    watch(&scenario, 1, &mut |week, model| {
        bought += week.moves.len();
        let states = model.units();
        posts = [0, 1].map(|unit| states[UnitId(unit)].headcount + states[UnitId(unit)].vacancies);
    });
    assert!((60..140).contains(&bought), "{bought}");
    let expected = [3_000 + bought, 300 - bought];
    // Two classes, and posts are whole.
    let is_about = |(&posts, &law): (&u32, &usize)| (f64::from(posts) - law as f64).abs() <= 2.0;
    assert!(posts.iter().zip(&expected).all(is_about), "{posts:?} posts, not {expected:?}");
}

/// A market where the buyer and the target are far apart. Those who are bought have not chosen.
const APART: &str = r#"
    [mechanism.mission]
    [taste]
    mission = 1.2
    [event.deal]
    kind = "acquihire"
    firm = "firm-0"
    target = "firm-1"
    date = 2020-07-01
"#;

/// Of those whom firm 0 bought, and of those who took its offers in the same year, the match on joining
/// and the share that had left within a year.
fn fates(scenario: &Scenario, replicate: u32) -> [[f64; 2]; 2] {
    let (mut joined, mut gone) = (BTreeMap::new(), BTreeSet::new());
    let last = Date::new(2020, 12, 31).expect("a day").midnight();
    watch(scenario, replicate, &mut |week, model| {
        for step in &week.moves {
            let who = step.job.researcher;
            if let Some(&(_, since, _)) = joined.get(&who)
                && step.job.firm == FirmId(0)
                && Moment::since(step.moment, since).0 < 365.0
            {
                gone.insert(who);
            }
            if step.to == FirmId(0) && step.moment < last {
                let matched = model.match_with(step.job.person, step.to).expect("mission is on");
                joined.insert(who, (step.channel, step.moment, matched));
            }
        }
    });
    [Channel::Acquihire, Channel::Call].map(|channel| {
        let theirs = joined.iter().filter(|(_, joined)| joined.0 == channel);
        let (count, matches, left) = theirs.fold((0.0, 0.0, 0.0), |sum, (who, joined)| {
            let left = f64::from(u8::from(gone.contains(who)));
            (sum.0 + 1.0, sum.1 + joined.2, sum.2 + left)
        });
        assert!(count > 20.0, "{count} by {channel:?}");
        [matches / count, left / count]
    })
}

#[test]
fn who_was_bought_matches_the_buyer_worse_and_leaves_it_sooner() {
    let text = equal_firms(6, 120, 0.6) + APART;
    let positions = [0.7, -0.7, 0.3, 0.0, -0.3, -0.6];
    let mut changes: Vec<String> =
        (0..).zip(positions).map(|(firm, x)| format!("firm.firm-{firm}.position.x={x}")).collect();
    changes.push("mechanism.choice.persistent-share=0.67".to_owned());
    changes.push("population.first-offers=3".to_owned());
    let changes: Vec<&str> = changes.iter().map(String::as_str).collect();
    let scenario = world_with(&text, &changes);
    let fates: Vec<_> = (1..=10).map(|replicate| fates(&scenario, replicate)).collect();
    for (what, sign) in [(0, -1.0), (1, 1.0)] {
        let gaps = fates.iter().map(|[bought, hired]| sign * (bought[what] - hired[what]));
        let gap = Estimate::of(gaps.collect::<Vec<f64>>());
        assert!(gap.mean > 0.0 && !gap.is_within(3.0, 0.0), "{gap:?} of what {what}");
    }
}

/// The reference follows the nominal population: what that has been before, or will be, is not in it.
#[test]
fn deals_come_at_the_rate_at_the_reference_of_the_day() {
    let shrunk = "population.researchers=[[2020-01-01, 7500], [2020-01-02, 1500]]";
    let scenario = world_with(&many_targets(), &[shrunk]);
    let deals = |replicate| {
        let mut deals = 0_u32;
        watch(&scenario, replicate, &mut |week, _| {
            deals += u32::try_from(week.happenings.len()).unwrap();
        });
        f64::from(deals)
    };
    // In a week a firm is bought once at most.
    let weeks = 731.0 / 7.0;
    let law = 150.0 * weeks * -(-0.5 * 7.0 / 365.25_f64).exp_m1();
    assert_law((1..=16).map(deals).collect(), law, law / 5.0);
}

/// Firm 0 has as many posts as it needs for its plan, and buys firm 1: who comes from there takes none of them.
#[test]
fn who_is_bought_fills_no_open_post() {
    let text = equal_firms(4, 100, 0.5) + DEAL;
    let scenario = world_with(&text, &["time.end=2020-06-01", "firm.firm-0.vacancies=\"limited\""]);
    let (mut bought, mut others) = (0, 0);
    watch(&scenario, 1, &mut |week, _| {
        for step in week.moves.iter().filter(|step| step.to == FirmId(0)) {
            let kind = if step.channel == Channel::Acquihire { &mut bought } else { &mut others };
            *kind += 1;
        }
    });
    let history = History::of(&scenario, 1);
    let steps = || history.steps_of(UnitId(0)).map(|(_, step)| step);
    let filled: u32 = steps().map(UnitStep::posts_filled).sum();
    let without_post: u32 = steps().map(|step| step.without_post).sum();
    assert_eq!((without_post, filled), (bought, others));
    assert!(bought > 20 && others > 0, "{bought} bought, {others} called");
}

/// Whoever is under review is not for sale: of proposals at ten a year there would be many within so long a wait.
#[test]
fn a_firm_that_is_under_review_is_not_sold_again() {
    let review = "mechanism.policy.review={ time = '400 days', blocked = 0, uncertainty = 0 }";
    let scenario = world_with(&many_targets(), &[review, "mechanism.acquihire.rate=10"]);
    let mut announced: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    watch(&scenario, 1, &mut |week, _| {
        for one in week.happenings.iter().filter(|one| one.kind == "acquihire") {
            announced.entry(one.detail.clone()).or_default().push(one.moment.0);
        }
    });
    assert!(announced.len() > 140, "{} of 150", announced.len());
    for (target, days) in &announced {
        assert!(days.windows(2).all(|two| two[1] - two[0] > 400.0), "{target} on {days:?}");
    }
}

/// Four years of pay in shares that are listed, and one at the buyer: what has not vested is paid, as far as the new
/// grant is not worth as much.
#[test]
fn what_is_lost_of_equity_is_paid_less_what_the_buyer_grants() {
    let text = equal_firms(2, 400, 0.0) + DEAL + "[mechanism.pay]\n[mechanism.equity]\n";
    let changes = [
        "time.end=2020-04-01",
        "population.mean-tenure=2 years",
        "firm.firm-0.valuation='30bn'",
        "firm.firm-1.valuation='30bn'",
        "firm.firm-0.equity={ multiple = 0.25, listed = true }",
        "firm.firm-1.equity={ multiple = 1, listed = true }",
    ];
    let moves = bought(&world_with(&text, &changes), 1);
    let law = |step: &Move| (step.job.equity[1] - step.pay).max(0.0);
    assert!(moves.iter().filter(|step| law(step) > 1e5).count() > 50, "{}", moves.len());
    for step in &moves {
        assert!((step.bonus - law(step)).abs() < 1.0, "{} of {step:?}", step.bonus);
    }
}
