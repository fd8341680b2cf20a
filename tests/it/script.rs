//! What the script says happens, on the day on which it says so, and to nobody else.

use braindrain::experiment::History;
use braindrain::model::Cause;
use braindrain::model::Happening;
use braindrain::quantity::Date;
use braindrain::quantity::FirmId;
use braindrain::quantity::UnitId;
use braindrain::scenario::Scenario;
use braindrain::stats::Estimate;
use braindrain::theory;

use crate::luck::lives;
use crate::world::equal_firms;
use crate::world::over_replicates;
use crate::world::watch;
use crate::world::world;
use crate::world::world_with;

const A: UnitId = UnitId(0);

/// Firms `firm-0` to `firm-3` with 100 people each who all want to leave at once, and a role.
fn restless() -> String {
    equal_firms(4, 100, 3.0)
        + r#"
        [role.chief-scientist]
        firm = "firm-0"
        class = "engineer"
        leader = true
        talent = 3
        [mechanism.exits]
        dismissal = 0.05
        [mechanism.turmoil]
        crisis-rate = 0
        rise-per-share-lost = 0
        "#
}

fn told(scenario: &Scenario) -> Vec<Happening> {
    let mut told = Vec::new();
    watch(scenario, 1, &mut |week, _| told.extend(week.happenings.clone()));
    told
}

#[test]
fn a_role_holder_stays_until_the_day_and_then_goes_where_the_script_says() {
    let text = restless()
        + r#"
        [event.exit]
        kind = "departure"
        role = "chief-scientist"
        destination = "firm-2"
        date = 2021-05-13
        "#;
    let day = Date::new(2021, 5, 13).unwrap();
    for step in ["day", "week", "month"] {
        let scenario = world_with(
            &text,
            &[&format!("time.step={step}"), "mechanism.choice.cost-of-moving=-3"],
        );
        let (mut moves, mut turmoil) = (Vec::new(), 0.0_f64);
        let mut people = Vec::new();
        watch(&scenario, 1, &mut |week, model| {
            let name = |job: &braindrain::model::Job| model.researcher_name(job.person, job.class);
            let theirs = week.moves.iter().filter(|step| name(&step.job) == "role.chief-scientist");
            moves.extend(theirs.map(|step| (step.moment.date(), step.to, step.scripted)));
            people.extend(week.moves.iter().filter(|step| step.scripted).map(|step| step.job));
            if (week.start..week.end).contains(&day.midnight()) {
                turmoil = model.units()[A].turmoil;
            }
        });
        assert_eq!(moves[0], (day, FirmId(2), true), "by {step}");
        assert_eq!(people.len(), 1, "nobody else moves by script");
        assert!((0.3..0.71).contains(&turmoil), "{turmoil} of a leader's exit");
        let told = told(&scenario);
        let [one] = &told[..] else { panic!("{told:?}") };
        assert_eq!((one.kind, one.unit, one.scripted), ("departure", Some(A), true));
        assert_eq!(one.detail, "chief-scientist to firm-2");
    }
}

#[test]
fn a_role_is_one_of_the_planned_posts_from_the_start_or_from_the_founding() {
    let text = restless()
        + r#"
        [role.founder]
        firm = "firm-1"
        class = "star"
        "#;
    let scenario = world_with(&text, &["firm.firm-1.founded=2020-03-04"]);
    let history = History::of(&scenario, 1);
    assert_eq!(history.first_staff(A), 100);
    let (mut entries, mut names) = (Vec::new(), Vec::new());
    watch(&scenario, 1, &mut |week, model| {
        entries.extend(week.entries.iter().map(|entry| (entry.job.firm, entry.moment.date())));
        names.extend(week.entries.iter().map(|e| model.researcher_name(e.job.person, e.job.class)));
    });
    assert_eq!(names, ["role.founder"]);
    let (firm, date) = entries[0];
    assert_eq!(firm, FirmId(1));
    assert!((0..7).contains(&(date.days() - Date::new(2020, 3, 4).unwrap().days())), "{date}");
}

#[test]
fn so_many_of_a_class_depart_as_the_script_says_and_no_leader() {
    let text = restless()
        + r#"
        [event.exits]
        kind = "departure"
        firm = "firm-0"
        class = "engineer"
        count = 99
        destination = "outside"
        date = 2020-02-13
        [event.open]
        kind = "departure"
        firm = "firm-1"
        class = "engineer"
        count = 40
        date = 2020-02-13
        "#;
    let scenario = world_with(
        &text,
        &[
            "time.end=2020-04-01",
            "mechanism.recruiting.serious-offers.engineer=0",
            "mechanism.exits.enabled=false",
        ],
    );
    let (mut gone, mut spread) = (Vec::new(), [0; 4]);
    watch(&scenario, 1, &mut |week, model| {
        for end in &week.separations {
            assert!(end.scripted && end.cause == Cause::LeavingTheField);
            gone.push(model.researcher_name(end.job.person, end.job.class));
        }
        for step in week.moves.iter().filter(|step| step.scripted) {
            assert_eq!(step.job.firm, FirmId(1));
            spread[step.to.0 as usize] += 1;
        }
    });
    assert_eq!(gone.len(), 99);
    assert!(!gone.contains(&"role.chief-scientist".to_owned()));
    assert_eq!((spread.iter().sum::<u32>(), spread[1]), (40, 0), "{spread:?}");
    assert!(spread[0] > 5 && spread[2] > 5 && spread[3] > 5, "{spread:?}");
    let details: Vec<String> = told(&scenario).into_iter().map(|one| one.detail).collect();
    assert_eq!(details, ["99 engineer out of the market", "40 engineer"]);
}

#[test]
fn nobody_who_departs_to_anywhere_stays_in_a_market_where_nobody_calls() {
    let text = restless()
        + "\n[event.exit]\nkind = \"departure\"\nrole = \"chief-scientist\"\ndate = 2020-02-13\n";
    let scenario = world_with(&text, &["mechanism.recruiting.enabled=false"]);
    assert_eq!(told(&scenario)[0].detail, "chief-scientist out of the market");
}

const LAYOFF: &str = r#"
    title = "Layoffs"
    focal = "a"
    [time]
    start = 2022-01-03
    end = 2023-01-02
    [population]
    researchers = 4000
    [mechanism.recruiting]
    [mechanism.turmoil]
    [firm.a]
    staff = 1000
    valuation = "10bn"
    [firm.b]
    staff = 3000
    [event.layoff]
    kind = "layoff"
    firm = "a"
    share = "18%"
    date = 2022-03-17
"#;

/// Head-count of the first firm on the last day, and how many of it were laid off by script.
fn after_layoff(changes: &[&str]) -> (u32, usize) {
    let scenario = world_with(LAYOFF, changes);
    let (mut heads, mut laid_off) = (0, 0);
    watch(&scenario, 1, &mut |week, model| {
        heads = model.units()[A].headcount;
        laid_off += week.separations.iter().filter(|end| end.scripted).count();
        assert!(week.separations.iter().all(|end| end.cause == Cause::Dismissal));
    });
    (heads, laid_off)
}

#[test]
fn a_layoff_hits_its_share_and_the_posts_go_with_it_unless_they_are_refilled() {
    let (heads, laid_off) = after_layoff(&[]);
    assert!((170..=181).contains(&laid_off), "{laid_off} of 1000 or a few less");
    assert!((800..=826).contains(&heads), "{heads} are left of the plan");
    let (refilled, same) = after_layoff(&["event.layoff.refill=true"]);
    assert_eq!(laid_off, same);
    assert!(refilled > 930, "{refilled}");
    let (_, engineers) = after_layoff(&["event.layoff.classes=['engineer']"]);
    assert!((80..=88).contains(&engineers), "{engineers} of about 480");
    let told = told(&world(LAYOFF));
    let layoff = told.iter().find(|one| one.scripted).unwrap();
    assert_eq!((layoff.kind, layoff.detail.as_str()), ("layoff", "18% of staff"));
}

#[test]
fn a_layoff_shakes_by_its_share() {
    let calm = ["mechanism.turmoil.crisis-rate=0", "mechanism.turmoil.rise-per-share-lost=0"];
    let scenario = world_with(LAYOFF, &calm);
    let mut first = 0.0;
    watch(&scenario, 1, &mut |_, model| {
        let turmoil = model.units()[A].turmoil;
        if first <= 0.0 {
            first = turmoil;
        }
    });
    // Four days after the event, at the end of its week.
    let left = 0.18 * ((-4.0_f64 / 21.0).exp2() + (-4.0_f64 / 270.0).exp2());
    assert!((first - left).abs() < 1e-9, "{first} {left}");
}

#[test]
fn a_round_lets_the_firm_plan_more_and_be_worth_what_was_paid() {
    let text = LAYOFF.to_owned()
        + r#"
        [event.round]
        kind = "funding"
        firm = "a"
        valuation = "25bn"
        hiring = 0.3
        date = 2022-06-01
        "#;
    let scenario = world_with(&text, &["event.layoff.enabled=false"]);
    let history = History::of(&scenario, 1);
    let state = |number: usize| history.units[number][A].state;
    let (first, last) = (state(0), state(52));
    assert_eq!((first.valuation, last.valuation), (Some(1e10), Some(2.5e10)));
    assert_eq!(history.units[0].values()[1].state.valuation, None, "nobody knows");
    assert!(last.headcount + last.vacancies > 1_290, "{last:?}");
}

/// Whoever is there before the day of the raise earns more from then on; in a market of equal firms an
/// offer then is worth less by its logarithm.
#[test]
fn a_raise_keeps_people_as_their_choice_has_it() {
    let text = equal_firms(20, 100, 0.5)
        + r#"
        [event.raise]
        kind = "raise"
        firm = "firm-0"
        share = 0.3
        date = 2020-01-01
        "#;
    let changes = ["mechanism.choice.curvature=1", "firm.firm-0.staff=2000"];
    let scenario = world_with(&text, &changes);
    let months = 731.0 / 30.4375;
    let stayed = over_replicates(&scenario, 10, |history| {
        1.0 - f64::from(history.first_staff_lost[scenario.focal]) / 2_000.0
    });
    let survival = |gain: f64| {
        theory::survival_under_offers(0.5 * 0.95, theory::acceptance(gain, 0.4), months)
    };
    let estimate = Estimate::of(stayed);
    assert!(estimate.is_within(4.0, survival(-0.53 - 1.3_f64.ln())), "{estimate:?}");
    assert!(!estimate.is_within(4.0, survival(-0.53)), "{estimate:?} cannot tell");
}

/// A change replaces what is written from the first step on that begins on its day or after it; a path that
/// jumps on the day before is the same world.
#[test]
fn a_change_is_another_world_from_its_day_on() {
    let text = restless();
    let change = r#"
        [event.strategy]
        kind = "change"
        date = 2020-06-03
        set = { "firm.firm-0.pay.level" = 0.6, "firm.firm-1.reach" = 20, "taste.independence" = 0.4 }
        [event.again]
        kind = "change"
        date = 2020-09-02
        [event.again.set]
        firm.firm-0.pay = { level = 1.3 }
        firm.firm-0.independence = 0.5
        "#;
    let path = "[[2020-06-02, 1], [2020-06-03, 0.6], [2020-09-01, 0.6], [2020-09-02, 1.3]]";
    let changed = world(&(text.clone() + change));
    assert_eq!(changed.later.len(), 2);
    let reach = |later: usize| changed.later[later].scenario.firms[1].reach;
    assert!((reach(0) - 20.0).abs() < 1e-12 && (reach(1) - 20.0).abs() < 1e-12, "they add up");
    assert!((changed.firms[1].reach - 6.0).abs() < 1e-12, "before it is as it was");
    let without = change.replace(", \"firm.firm-1.reach\" = 20, \"taste.independence\" = 0.4", "");
    let by_event =
        world_with(&(text.clone() + &without), &["event.again.set.firm.firm-0.independence=0"]);
    let by_path = world_with(&text, &[&format!("firm.firm-0.pay.level={path}")]);
    assert_eq!(lives(&by_event), lives(&by_path));
    assert_ne!(lives(&by_event), lives(&world(&text)));
}

#[test]
fn a_change_takes_back_what_layoffs_did_to_a_path_that_it_replaces() {
    let change = r#"
        [event.growth]
        kind = "change"
        date = 2022-06-06
        set = { "firm.a.staff" = 1000 }
        [event.no-growth]
        kind = "change"
        date = 2022-07-04
        set = { "firm.a.staff" = 1200, "mechanism.turmoil.slow-half-life" = "100 days" }
        "#;
    let history = History::of(&world(&(LAYOFF.to_owned() + change)), 1);
    let plan = |number: usize| {
        let state = history.units[number][A].state;
        state.headcount + state.vacancies
    };
    assert!(plan(20) < 850, "{}", plan(20));
    assert!(plan(24) > 990, "what was first written is meant again: {}", plan(24));
    assert!(plan(52) > 1_190, "{}", plan(52));
}

#[test]
fn a_spin_off_founds_the_firm_that_it_names_and_needs_no_post_there() {
    let text = restless()
        + r#"
        [mechanism.contagion]
        pull = 40
        [event.spin-off]
        kind = "spin-off"
        role = "chief-scientist"
        into = "firm-2"
        asks = 5
        date = 2020-05-14
        "#;
    let sets = [
        "firm.firm-2.founded=2020-05-14",
        "firm.firm-2.staff=1",
        "firm.firm-2.vacancies=limited",
        "mechanism.recruiting.serious-offers.engineer=0",
        "mechanism.exits.enabled=false",
    ];
    let scenario = world_with(&text, &sets);
    let day = Date::new(2020, 5, 14).unwrap().midnight();
    let mut scripted = Vec::new();
    watch(&scenario, 1, &mut |week, model| {
        for step in &week.moves {
            assert_eq!((step.job.firm, step.to, step.moment), (FirmId(0), FirmId(2), day));
            scripted.push(step.scripted);
        }
        assert_eq!(model.foundings().count(), 0, "the firm is written out");
    });
    assert_eq!(scripted.iter().filter(|scripted| **scripted).count(), 1);
    assert_eq!(scripted.len(), 6, "with such a pull all go who are asked");
    let told = told(&scenario);
    let [one] = &told[..] else { panic!("{told:?}") };
    assert_eq!((one.kind, one.unit, one.scripted), ("spin-off", Some(A), true));
    assert_eq!(one.detail, "chief-scientist to firm-2");
}

/// What the nominal population will be after the horizon is not known to the market.
#[test]
fn what_is_said_of_later_years_makes_no_difference() {
    let path = |later: u32| {
        format!(
            "population.researchers=[[2020-01-01, 400], [2022-01-01, 500], [2030-01-01, {later}]]"
        )
    };
    let [few, many] = [600, 60_000].map(|later| lives(&world_with(&restless(), &[&path(later)])));
    assert_eq!(few, many);
}

/// Whoever comes on the day of a raise has been hired at what it comes to, and is not raised.
#[test]
fn a_raise_is_for_those_who_were_there_before_its_day() {
    let day = Date::new(2020, 2, 3).unwrap();
    let raise = "event.raise={ kind='raise', firm='firm-0', share=0.5, date=2020-02-03 }";
    let scenario = world_with(&restless(), &[raise, "time.step=day", "time.end=2020-02-10"]);
    let mut seen = [0; 2];
    watch(&scenario, 1, &mut |week, model| {
        for job in model.jobs().filter(|job| job.firm == FirmId(0) && week.start > day.midnight()) {
            let ratio = job.pay / job.pay_at_hire;
            let law = if job.hired < day { 1.5 } else { 1.0 };
            assert!((ratio - law).abs() < 1e-6, "{ratio} and not {law}: {job:?}");
            seen[usize::from(job.hired == day)] += 1;
        }
    });
    assert!(seen.iter().all(|&count| count > 2), "{seen:?}");
}
