//! What the script has for one firm on several days of one step: it comes to the same whatever the step.

use braindrain::experiment::History;
use braindrain::quantity::FirmId;
use braindrain::quantity::UnitId;

use crate::world::watch;
use crate::world::world_with;

const STEPS: [&str; 3] = ["time.step=day", "time.step=week", "time.step=month"];

/// Two firms between which nobody moves by himself.
const TWO_FIRMS: &str = r#"
    title = "Two firms"
    focal = "a"
    time = { start = 2020-01-01, end = 2020-06-01 }
    population = { researchers = 3000, first-offers = 1 }
    [firm]
    a = { staff = 1000, valuation = "1bn" }
    b = { staff = 1000 }
"#;

/// How many there are at both firms in the end.
fn left(events: &str, step: &str) -> [u32; 2] {
    let scenario = world_with(&(TWO_FIRMS.to_owned() + events), &[step]);
    let mut left = [0; 2];
    watch(&scenario, 1, &mut |_, model| {
        left = [0, 1].map(|unit| model.units()[UnitId(unit)].headcount);
    });
    left
}

#[test]
fn a_layoff_hits_its_share_of_those_whom_the_script_has_left() {
    let layoff = |name: &str, share: f64, day: &str| {
        format!("[event.{name}]\nkind = 'layoff'\nfirm = 'a'\nshare = {share}\ndate = {day}\n")
    };
    let halved_twice = layoff("one", 0.5, "2020-03-05") + &layoff("two", 0.5, "2020-03-06");
    let two_cuts = layoff("one", 0.3, "2020-03-05") + &layoff("two", 0.4, "2020-03-20");
    let after_departures = r#"
        [event.go]
        kind = "departure"
        firm = "a"
        class = "engineer"
        count = 300
        destination = "b"
        date = 2020-03-05
        [event.cut]
        kind = "layoff"
        firm = "a"
        classes = ["engineer"]
        share = 0.5
        date = 2020-03-06
        "#;
    for step in STEPS {
        assert_eq!(left(&halved_twice, step)[0], 250, "{step}");
        assert_eq!(left(&two_cuts, step)[0], 420, "{step}");
        // Of 480 engineers 300 go, and half of the others.
        assert_eq!(left(after_departures, step)[0], 610, "{step}");
    }
}

#[test]
fn who_was_bought_before_the_rest_is_let_go_has_gone_to_the_buyer() {
    let events = r#"
        [event.deal]
        kind = "acquihire"
        firm = "b"
        target = "a"
        share = 0.85
        date = 2020-03-05
        [event.cut]
        kind = "layoff"
        firm = "a"
        share = 0.9
        date = 2020-03-06
        "#;
    let [by_day, by_week, by_month] = STEPS.map(|step| left(events, step));
    assert!((1_805..=1_895).contains(&by_day[1]), "{by_day:?}");
    assert_eq!((by_day, by_day), (by_week, by_month));
}

/// What is planned at the first firm in the end, and what it is worth.
fn planned(events: &str, step: &str) -> (u32, f64) {
    let scenario = world_with(&(TWO_FIRMS.to_owned() + events), &[step]);
    let units = History::of(&scenario, 1).units;
    let last = units.last().expect("there are steps")[UnitId(0)].state;
    (last.headcount + last.vacancies, last.valuation.expect("it is valued"))
}

#[test]
fn a_change_ends_what_was_made_of_a_path_before_it_and_not_after_it() {
    let change = |day: &str, staff: u32| {
        format!(
            "[event.anew]\nkind = 'change'\ndate = {day}\n\
             set = {{ 'firm.a.staff' = {staff}, 'firm.a.valuation' = '2bn' }}\n"
        )
    };
    let others = r#"
        [event.cut]
        kind = "layoff"
        firm = "a"
        share = 0.5
        date = 2020-03-05
        [event.round]
        kind = "funding"
        firm = "a"
        valuation = "5bn"
        date = 2020-03-05
        "#;
    // The first day of a week, and one within it.
    for (before, same, after) in
        [("2020-03-03", "2020-03-05", "2020-03-06"), ("2020-03-04", "2020-03-05", "2020-03-11")]
    {
        for step in STEPS {
            let with = |day, staff| planned(&(change(day, staff) + others), step);
            for earlier in [before, same] {
                assert_eq!(with(earlier, 3_000).0, 1_500, "{step} {earlier}");
                assert!((with(earlier, 3_000).1 - 5e9).abs() < 1.0, "{step} {earlier}");
            }
            // What was first written is as good a number as any other.
            assert_eq!(with(after, 1_000).0, 1_000, "{step}");
            assert!((with(after, 1_000).1 - 2e9).abs() < 1.0, "{step}");
        }
    }
}

/// Eight stars leave in pairs: of those who are there 2/8, 2/6, 2/4 and then all.
#[test]
fn what_is_expected_of_a_lead_falls_by_the_share_of_the_stars_who_were_there() {
    let pair = |day: &str| {
        format!(
            "[event.on-{day}]\nkind = 'departure'\nfirm = 'a'\nclass = 'star'\ncount = 2\n\
             destination = 'b'\ndate = 2020-{day}\n"
        )
    };
    let text = r#"
        title = "Stars go"
        focal = "a"
        time = { start = 2020-01-01, end = 2020-06-01 }
        population = { researchers = 1000, first-offers = 1 }
        [mechanism.frontier]
        response = 0
        memory = "100000 days"
        [firm.a]
        staff = 100
        lead = 12
        classes = { star = 0.08, researcher = 0.92, engineer = 0, applied = 0 }
        [firm.b]
        staff = 900
        "#
    .to_owned()
        + &["02-03", "02-06", "02-13", "02-20"].map(pair).concat();
    for step in STEPS {
        let scenario = world_with(&text, &[step, "mechanism.frontier.star-exit=6"]);
        let mut lead = None;
        watch(&scenario, 1, &mut |_, model| lead = model.units()[UnitId(0)].frontier_lead);
        let law = 12.0 - 6.0 * (2.0 / 8.0 + 2.0 / 6.0 + 2.0 / 4.0 + 2.0 / 2.0);
        assert!((lead.unwrap() - law).abs() < 0.1, "{step}: {lead:?} is not {law}");
    }
}

/// Half of the staff leaves two days before a letter: it is for the others alone to sign, and all of them go.
#[test]
fn a_letter_is_for_those_who_are_there_when_it_begins() {
    let events = r#"
        [mechanism.letter]
        threshold = -1
        look-rate = 4
        pull = 8
        [event.go]
        kind = "departure"
        firm = "a"
        class = "researcher"
        count = 500
        date = 2020-01-21
        destination = "b"
        [event.letter]
        kind = "letter"
        firm = "a"
        date = 2020-01-23
        [event.guarantee]
        kind = "guarantee"
        firm = "b"
        target = "a"
        date = 2020-01-23
        [class]
        star.share = 0
        researcher.share = 1
        engineer.share = 0
        applied.share = 0
        "#;
    for step in STEPS {
        let scenario = world_with(&(TWO_FIRMS.to_owned() + events), &[step]);
        let (mut told, mut plan) = (String::new(), 0);
        watch(&scenario, 1, &mut |week, model| {
            let ended = week.happenings.iter().find(|one| one.kind == "letter-ended");
            told = ended.map_or(std::mem::take(&mut told), |one| one.detail.clone());
            let state = model.units()[model.unit(FirmId(0))];
            plan = state.headcount + state.vacancies;
        });
        let all = "500 of 500 have signed; the demand is refused, 500 leave together";
        assert_eq!((told.as_str(), plan), (all, 0), "{step}");
    }
}

/// What a round pays is held against what the path says on its day, and moves on with the path.
#[test]
fn a_round_counts_from_what_the_firm_was_worth_on_its_day() {
    let round =
        "[event.round]\nkind = 'funding'\nfirm = 'a'\nvaluation = '5bn'\ndate = 2020-03-05\n";
    let rises = "firm.a.valuation=[[2020-01-01, '1bn'], [2020-05-01, '4bn']]";
    let [by_day, by_week, by_month] = STEPS.map(|step| {
        let scenario = world_with(&(TWO_FIRMS.to_owned() + round), &[step, rises]);
        let units = History::of(&scenario, 1).units;
        units.last().expect("there are steps")[UnitId(0)].state.valuation.expect("it is valued")
    });
    assert!((by_day / by_week - 1.0).abs() < 1e-9, "{by_day} and {by_week}");
    assert!((by_day / by_month - 1.0).abs() < 1e-9, "{by_day} and {by_month}");
}
