//! Leads follow talent and budgets with a lag, fall for a while after exits, weigh what the taste says they
//! weigh, and draw applicants by the function that is stated.

use braindrain::model::Model;
use braindrain::model::Week;
use braindrain::quantity::Index;
use braindrain::quantity::UnitId;
use braindrain::scenario::Scenario;
use braindrain::theory;

use super::assert_law;
use crate::world::ENGINEERS;
use crate::world::offers_on_one_day;
use crate::world::watch;
use crate::world::world;
use crate::world::world_with;

/// Two firms of 200 people of the same talent, nobody of whom is called away; one leads.
const LEADS: &str = r#"
    title = "Leads"
    focal = "ahead"
    time = { start = 2020-01-06, end = 2022-01-03 }
    population.researchers = 400
    [mechanism.frontier]
    star-exit = 0
    [firm.ahead]
    staff = 200
    lead = 9
    [firm.behind]
    staff = 200
    lead = -3
    [firm.elsewhere]
    staff = 1
"#;

/// The lead that is expected of a firm at the end of every step, with the days since a day of 2020 that is
/// given as days since 1970.
fn leads(scenario: &Scenario, firm: usize, since: f64) -> Vec<(f64, Option<f64>)> {
    let mut leads = Vec::new();
    watch(scenario, 1, &mut |week: &Week, model: &Model<'_>| {
        let lead = model.units()[UnitId::at(firm)].frontier_lead;
        leads.push((week.end.0 - since, lead));
    });
    leads
}

fn assert_leads(scenario: &Scenario, firm: usize, since: f64, law: impl Fn(f64) -> f64) {
    let mut later = 0;
    for (elapsed, lead) in leads(scenario, firm, since) {
        if elapsed >= 0.0 {
            let (lead, law) = (lead.expect("it is in the race"), law(elapsed));
            assert!((lead - law).abs() < 1e-6, "{lead} after {elapsed} days, not {law}");
            later += 1;
        }
    }
    assert!(later > 20, "{later} steps");
}

/// Days since 1970 of 2020-03-02, the end of a week.
const MARCH: f64 = 18_323.0;

#[test]
fn a_lead_follows_what_is_left_of_the_talent_with_a_lag() {
    let leave = "event.leave={kind='departure', firm='ahead', class='engineer', count=60, \
                 destination='behind', date=2020-02-27}";
    let base = LEADS.to_owned() + ENGINEERS + "engineer.talent = 0.4\n";
    for step in ["day", "week"] {
        let scenario = world_with(&base, &[leave, &format!("time.step={step}")]);
        // What has changed counts from the end of the step on.
        let since = if step == "day" { MARCH - 3.0 } else { MARCH };
        let law = |first: f64, share: f64, lag: f64| {
            move |elapsed: f64| first - 6.0 * f64::ln(share) * (-elapsed / lag).exp_m1()
        };
        assert_leads(&scenario, 0, since, law(9.0, 140.0 / 200.0, 270.0));
        assert_leads(&scenario, 1, since, law(-3.0, 260.0 / 200.0, 270.0));
        let wrong = law(9.0, 140.0 / 200.0, 180.0);
        let found = leads(&scenario, 0, since);
        assert!(
            found.iter().any(|&(at, lead)| at > 30.0 && (lead.unwrap() - wrong(at)).abs() > 0.2)
        );
        assert!(leads(&scenario, 2, since).iter().all(|(_, lead)| lead.is_none()));
    }
}

#[test]
fn a_lead_follows_the_share_of_the_greatest_training_budget() {
    let changes = [
        "mechanism.frontier.lag=100 days",
        "firm.ahead.training-budget=300m",
        "firm.behind.training-budget=100m",
        "event.e={kind='change', date=2020-03-02, set={\"firm.behind.training-budget\"='900m'}}",
    ];
    let scenario = world_with(&(LEADS.to_owned() + ENGINEERS), &changes);
    // From a third of the greatest budget to the greatest; the other one from the greatest to a third.
    for (firm, first, sign) in [(0, 9.0, -1.0), (1, -3.0, 1.0)] {
        let law = |elapsed: f64| first - 3.0 * sign * 3.0_f64.ln() * (-elapsed / 100.0).exp_m1();
        assert_leads(&scenario, firm, MARCH, law);
    }
}

/// Ten stars, one of whom leads the firm and leaves; another one leaves later.
#[test]
fn what_is_expected_falls_when_leaders_and_stars_leave_and_recovers_by_half_lives() {
    let changes = [
        "mechanism.frontier.response=0",
        "mechanism.frontier.star-exit=6",
        "firm.ahead.classes={star=0.05, engineer=0.95}",
        "role.chief={firm='ahead', class='star', leader=true}",
        "event.chief={kind='departure', role='chief', destination='elsewhere', date=2020-02-27}",
        "event.star={kind='departure', firm='ahead', class='star', count=1, \
         destination='elsewhere', date=2020-08-27}",
    ];
    let scenario = world_with(LEADS, &changes);
    let fall = |elapsed: f64| {
        let first = (3.0 + 6.0 / 10.0) * (-elapsed / 180.0).exp2();
        let second = 6.0 / 9.0 * (-(elapsed - 182.0) / 180.0).exp2();
        first + if elapsed > 182.0 { second } else { 0.0 }
    };
    assert_leads(&scenario, 0, MARCH - 4.0, |elapsed| 9.0 - fall(elapsed));
    let chief_stays = world_with(LEADS, &[&changes[..4], &changes[5..]].concat());
    let least = |scenario: &Scenario| {
        let leads = leads(scenario, 0, MARCH);
        leads.into_iter().filter_map(|(_, lead)| lead).fold(f64::MAX, f64::min)
    };
    assert!(least(&scenario) < 5.5 && least(&chief_stays) > 8.3);
}

/// A pool whose people are all called on one day by two firms, of which the tables are given, and by which
/// share the first one is taken. Staying is worth nothing.
fn first_share(tables: [&str; 2], more: &str) -> Vec<f64> {
    let [a, b] = tables;
    let text =
        offers_on_one_day(&[("a", a), ("b", b)]) + "[mechanism.frontier]\nmagnet = 0\n" + more;
    let scenario = world(&text);
    let share = |replicate| {
        let mut taken = [0.0; 2];
        watch(&scenario, replicate, &mut |week, model| {
            for step in &week.moves {
                taken[model.unit(step.to).position()] += 1.0;
            }
        });
        assert!(taken[0] + taken[1] > 2_800.0, "{taken:?} of 3,000 had an offer, and took one");
        taken[0] / (taken[0] + taken[1])
    };
    (1..=8).map(share).collect()
}

/// The share that takes the first offer where a logit of both gives its share: few are called by one alone.
fn law_of_values(values: [f64; 2]) -> f64 {
    let missed = (-99.0_f64 / 30.4375).exp();
    let called = 1.0 - missed;
    let both = theory::choice_shares(&values, 0.4)[0];
    (called * called * both + called * missed) / (1.0 - missed * missed)
}

/// Would-be hires put up with drama to work at the leader (A111): a unit of turmoil that weighs 0.15 is worth
/// 12 * 0.15 / 0.26 months.
#[test]
fn a_lead_offsets_turmoil_at_the_ratio_of_their_weights() {
    let drama = "[mechanism.turmoil]\nfast-half-life = \"99 years\"\nslow-half-life = \"99 years\"\n\
                 [event.ouster]\nkind = \"ouster\"\nfirm = \"a\"\njump = 1\ndate = 2020-01-07\n";
    let months = 12.0 * 0.15 / 0.26;
    let alone = law_of_values([-0.15, 0.0]);
    assert_law(first_share([&format!("lead = {months}"), ""], drama), 0.5, alone);
    assert_law(first_share(["", ""], drama), alone, 0.5);
    let law = law_of_values([0.0, -0.26]);
    assert_law(first_share(["", "lead = -12"], ""), law, 0.5);
}

#[test]
fn meaning_and_compute_weigh_what_the_taste_says() {
    let taste = "[taste]\nmeaning = 0.3\ncompute = 0.1\n";
    let law = law_of_values([0.3 * 0.8, 0.0]);
    assert_law(first_share(["meaning = 0.8", ""], taste), law, 0.5);
    // A budget of 250m for 0.001 people is a million times the pay of a researcher for each.
    let law = law_of_values([0.1 * 1_000_001.0_f64.ln(), 0.0]);
    assert_law(first_share(["training-budget = \"250m\"", ""], taste), law, 0.9 * law);
}

/// Everybody would rather work anywhere else, and applies; no offer comes of it within the horizon.
fn applicants(firms: [&str; 2], changes: &[&str]) -> Vec<[f64; 2]> {
    let mut text = r#"
        title = "Applicants"
        focal = "a"
        [time]
        start = 2020-01-06
        end = 2020-04-06
        [population]
        researchers = 2000
        first-offers = 1
        [mechanism.choice]
        cost-of-moving = -40
        [mechanism.frontier]
        magnet = 1
        usual-stars = 0
        [firm.pool]
        staff = 2000
        [mechanism.recruiting]
        advertisements = 0.5
        first-contact = 0
        alumni = 0
        open-to-work = 0
        open-to-work-rate = 1
        pair-interval = "0 days"
        serious-offers = { engineer = 0 }
        time-to-offer = { engineer = "3 years" }
        "#
    .to_owned()
        + ENGINEERS;
    for (firm, table) in ["a", "b"].into_iter().zip(firms) {
        let table = format!("\n[firm.{firm}]\nvacancies = \"unlimited\"\nreach = 60\n{table}\n");
        text.push_str(&table);
    }
    let scenario = world_with(&text, changes);
    let count = |replicate| {
        let mut sent = [0.0; 2];
        watch(&scenario, replicate, &mut |week, model| {
            for &firm in &week.own_applications {
                sent[model.unit(firm).position()] += 1.0;
            }
        });
        sent
    };
    (1..=8).map(count).collect()
}

fn shares(sent: &[[f64; 2]]) -> Vec<f64> {
    sent.iter().map(|[one, other]| one / (one + other)).collect()
}

#[test]
fn a_lead_draws_applicants_by_the_stated_function() {
    let firms = ["staff = 3\nlead = 12", "staff = 3\nlead = -12"];
    let drawn = applicants(firms, &[]);
    let logistic = |x: f64| 1.0 / (1.0 + (-x).exp());
    assert_law(shares(&drawn), logistic(1.0), logistic(2.0));
    let plain = applicants(firms, &["mechanism.frontier.enabled=false"]);
    assert_law(shares(&plain), 0.5, logistic(1.0));
    // The two functions add up to two, so that as many are sent as without.
    let total = |sent: Vec<[f64; 2]>| sent.into_iter().map(|[one, other]| one + other);
    let ratio = total(drawn).zip(total(plain)).map(|(drawn, plain)| drawn / plain).collect();
    assert_law(ratio, 1.0, 0.9);
}

#[test]
fn stars_draw_graduates_by_the_stated_function() {
    let changes = [
        "mechanism.recruiting.advertisements=0",
        "mechanism.supply={graduates-per-year=8000, into='pool', applications=1}",
    ];
    let firms = ["staff = 3\nclasses = { star = 1 }", "staff = 3"];
    let (drawn, usual) = (2.0 / (1.0 + 1.0 / 4.0), 1.0);
    let found = shares(&applicants(firms, &changes));
    assert_law(found, drawn / (drawn + usual), 0.5);
    let less =
        shares(&applicants(firms, &[&changes[..], &["mechanism.frontier.magnet=0"]].concat()));
    assert_law(less, 0.5, drawn / (drawn + usual));
}

#[test]
fn a_firm_that_joins_a_group_without_a_lead_has_none_any_longer() {
    let text = r#"
        title = "Out of stealth, and out of the race"
        focal = "a"
        time = { start = 2020-01-01, end = 2021-07-01 }
        population = { researchers = 1000, first-offers = 1 }
        [mechanism.frontier]
        response = 0
        [mechanism.recruiting]
        [mechanism.founding]
        into = "stealth"
        becomes = "grown"
        rate = 0.02
        talent = 0
        brand-risk = 0
        stealth-time = "3 months"
        success = 1
        [firm]
        a = { staff = 500, lead = 0 }
        b = { staff = 300 }
        [firm-group]
        stealth = { count = 1, size = 10, lead = 60 }
        grown = { count = 1, size = 10 }
        [record]
        decisions = ["a"]
        "#;
    let scenario = world(text);
    let mut seen = [0, 0];
    watch(&scenario, 1, &mut |week, model| {
        for option in week.choices.iter().flat_map(|choice| &choice.options[1..]) {
            let unit = scenario.unit_name(model.unit(option.firm));
            let worth = option.value.frontier;
            match unit {
                // Who comes out of stealth in the step stood in the race when it began.
                "grown" if worth < 1.0 => seen[0] += 1,
                "grown" => seen[1] += 1,
                _ => {}
            }
            assert!(unit != "grown" || worth.abs() < 1e-9 || worth > 1.0, "{option:?}");
        }
    });
    assert!(seen[0] > 100 && 10 * seen[1] < seen[0], "{seen:?}");
}

#[test]
fn nobody_wonders_at_stars_who_are_let_go() {
    let changes = [
        "mechanism.frontier.response=0",
        "mechanism.frontier.star-exit=6",
        "firm.ahead.classes={star=0.05, engineer=0.95}",
        "event.cut={kind='layoff', firm='ahead', classes=['star'], share=0.5, date=2020-02-27}",
    ];
    assert_leads(&world_with(LEADS, &changes), 0, MARCH, |_| 9.0);
}
