//! Runs that are recorded while they are simulated: in which order, with how much of it, and what is left of one
//! that is killed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;

use braindrain::experiment::Ending;
use braindrain::experiment::Extent;
use braindrain::experiment::History;
use braindrain::experiment::Spell;
use braindrain::experiment::UnitStep;
use braindrain::experiment::outcome_of;
use braindrain::quantity::UnitId;
use tempfile::TempDir;
use tempfile::tempdir;

use crate::program::braindrain;
use crate::program::files;
use crate::program::rows;
use crate::world::equal_firms;
use crate::world::world;
use crate::world::world_with;

/// Named firms, a group, and firms that are founded, succeed and close.
fn text() -> String {
    let more = r#"
        [mechanism.exits]
        [mechanism.turmoil]
        [mechanism.contagion]
        [mechanism.founding]
        rate = 0.05
        into = "stealth"
        stealth-time = "20 days"
        becomes = "small"
        [firm-group.small]
        count = 6
        size = 12
        vacancies = "unlimited"
        reach = 0.5
        [firm-group.stealth]
        count = 1
        size = 9
    "#;
    let text = equal_firms(4, 100, 2.0) + more;
    text.replace("end = 2022-01-01", "end = 2020-05-01")
}

/// A folder with the world, in which the program is run.
fn desk() -> TempDir {
    let desk = tempdir().expect("a folder can be had");
    fs::write(desk.path().join("world.toml"), text()).expect("a file can be written");
    desk
}

fn run(desk: &Path, folder: &str, more: &[&str]) {
    let arguments = [&["run", "world.toml", "--out", folder, "--replicates", "5"][..], more];
    let output = braindrain(desk, &arguments.concat());
    assert!(output.status.success(), "{more:?}: {output:?}");
}

fn lines(file: &[u8]) -> Vec<&str> {
    std::str::from_utf8(file).expect("a table is text").lines().collect()
}

#[test]
fn members_add_up_to_their_group_and_nothing_else_is_other_than_without_them() {
    let scenario = world(&text());
    let full = History::recording(Extent::Full, &scenario, 1);
    assert_eq!(full.members.len(), full.dates.len());
    let groups = 4..scenario.units();
    let mut closed = 0;
    for (units, members) in full.units.iter().zip(&full.members) {
        for unit in groups.clone().map(|unit| UnitId(u16::try_from(unit).unwrap())) {
            let of_unit = members.iter().filter(|member| member.unit == unit);
            let steps: Vec<&UnitStep> = of_unit.map(|member| &member.step).collect();
            // Who has closed in the step counts with what happened in it, and has no state.
            let is_open = |step: &&&UnitStep| step.state.pay_index > 0.0;
            closed += steps.iter().filter(|step| !is_open(step)).count();
            let sum = UnitStep::together(steps.iter().copied());
            let open = UnitStep::together(steps.iter().filter(is_open).copied());
            let counts = |step: &UnitStep| {
                let state = &step.state;
                [
                    state.headcount,
                    state.vacancies,
                    state.stars,
                    state.open_to_work,
                    step.hires,
                    step.entries,
                    step.without_post,
                    step.quits,
                    step.scripted_quits,
                    step.followers,
                    step.retained,
                    step.own_applications,
                    step.dismissals,
                    step.other_separations,
                ]
            };
            assert_eq!(counts(&sum), counts(&units[unit]));
            let means = |step: &UnitStep| {
                let state = &step.state;
                [state.pay_index, state.turmoil, state.trust, state.research_share]
            };
            for (found, expected) in means(&open).into_iter().zip(means(&units[unit])) {
                assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
            }
        }
    }
    assert!(closed > 0 && full.foundings.len() > 3, "{} firms", full.foundings.len());
    assert!(!full.other_spells.is_empty());
    let bare = History {
        members: Vec::new(),
        firm_names: BTreeMap::new(),
        other_spells: Vec::new(),
        ..full
    };
    assert!(bare == History::of(&scenario, 1));
}

/// A laboratory whose people found firms, which all succeed after a year; everybody is dismissed at one rate.
fn founders() -> String {
    let more = r#"
        [mechanism.exits]
        dismissal = 0.05
        leaving-the-field = 0
        [mechanism.contagion]
        team-mate = 0
        star = 0
        leader = 0
        tie = 0
        pull = 5
        [mechanism.founding]
        rate = 0.002
        talent = 0
        into = "stealth"
        stealth-time = "12 months"
        success = 1
        becomes = "grown"
        asks = 6
        [firm-group.stealth]
        count = 1
        size = 1
        [firm-group.grown]
        count = 1
        size = 1
    "#;
    equal_firms(1, 3_000, 0.0).replace("end = 2022-01-01", "end = 2023-01-01") + more
}

/// Were a job seen in the last group from the hire on, it would be one for whose first year nobody could leave it.
#[test]
fn jobs_are_seen_in_each_group_for_as_long_as_the_firm_belongs_to_it() {
    let scenario = world(&founders());
    let full = History::recording(Extent::Full, &scenario, 1);
    for name in ["stealth", "grown"] {
        let unit = scenario.unit_named(name).expect("it is a group");
        let theirs = || full.other_spells.iter().filter(|spell| spell.unit == unit);
        let seen = |spell: &Spell| f64::from(spell.end.days() - spell.observed_from.days());
        let expected = 0.05 * theirs().map(seen).sum::<f64>() / 30.4375;
        let is_dismissed = |spell: &Spell| f64::from(u8::from(spell.ending == Ending::Dismissal));
        let dismissed: f64 = theirs().map(is_dismissed).sum();
        let error = expected.sqrt();
        assert!(expected > 50.0, "{expected} in {name}");
        assert!((dismissed - expected).abs() < 4.0 * error, "{dismissed}, {expected} in {name}");
        for (&date, units) in full.dates.iter().zip(&full.units).skip(1) {
            let is_open = |spell: &&Spell| spell.observed_from < date && date <= spell.end;
            let open = u32::try_from(theirs().filter(is_open).count()).expect("they are few");
            assert_eq!(open, units[unit].state.headcount, "{name} on {date}");
        }
    }
}

/// Nobody is called: who leaves does so by script, which says nothing of how fast people leave.
#[test]
fn who_leaves_by_script_is_no_evidence_of_the_hazard_of_a_cohort() {
    let departure = r#"
        [event.exit]
        kind = "departure"
        firm = "firm-0"
        class = "engineer"
        count = 10
        destination = "firm-1"
        date = 2020-03-02
    "#;
    let asked = "cohort-hazard:firm-0:2019-01-01:2020-01-01";
    let outcomes = format!("outcomes=['{asked}', '{asked}:unscripted']");
    let changes = [&outcomes, "population.mean-tenure='3 months'"];
    let scenario = world_with(&(equal_firms(2, 20, 0.0) + departure), &changes);
    let history = History::of(&scenario, 1);
    let found = |number: usize| outcome_of(&scenario.outcomes[number], &history);
    assert!(found(0).is_some_and(|hazard| hazard > 0.1), "{:?}", found(0));
    assert_eq!(found(1), Some(0.0));
}

/// Nobody moves: all that is counted is 0, and no 0 has a sign.
#[test]
fn no_table_has_a_zero_below_zero() {
    let desk = tempdir().expect("a folder can be had");
    let text = equal_firms(2, 20, 0.0).replace("end = 2022-01-01", "end = 2020-03-01");
    fs::write(desk.path().join("world.toml"), text).expect("a file can be written");
    let window = "2020-01-01:2020-03-01";
    let outcomes = [
        "departures:firm-0".to_owned(),
        "moves:firm-0:firm-1".to_owned(),
        "acquired:firm-0".to_owned(),
        "retained:firm-0".to_owned(),
        "firms-founded:firm-0".to_owned(),
        format!("moves-of:engineer:firm-0:firm-1:{window}"),
        format!("net-moves-of:engineer:firm-0:firm-1:{window}"),
        format!("net-flow:firm-0:{window}"),
        format!("applications:firm-0:{window}"),
    ];
    let asked = format!("outcomes={outcomes:?}");
    run(desk.path(), "still", &["--no-charts", "--set", &asked]);
    let still = desk.path().join("still");
    let tables: Vec<_> = files(&still).into_keys().filter(|name| name.ends_with("csv")).collect();
    for table in &tables {
        for row in rows(&still.join(table)) {
            assert!(row.values().all(|field| field != "-0.0"), "{table}: {row:?}");
        }
    }
    let outcomes_there = rows(&still.join("outcomes.csv"));
    let zeros = outcomes_there.iter().filter(|row| row["value"] == "0.0").count();
    assert!(tables.len() > 10 && zeros == 5 * outcomes.len(), "{zeros} in {tables:?}");
}

#[test]
fn a_full_record_has_more_rows_of_firms_and_jobs_and_draws_the_same() {
    let desk = desk();
    run(desk.path(), "units", &[]);
    run(desk.path(), "full", &["--record", "full", "--threads", "2"]);
    let [units, full] = ["units", "full"].map(|folder| files(&desk.path().join(folder)));
    assert!(units.keys().eq(full.keys()));
    let mut differ = Vec::new();
    for (name, before) in &units {
        let after = &full[name];
        let command = String::from_utf8_lossy(after).replace(" --record full", "");
        if before != after && command.as_bytes() != &before[..] {
            differ.push(name.as_str());
        }
    }
    assert_eq!(differ, ["firms.csv", "manifest.json", "spells.csv", "summary.json"]);
    for table in ["firms.csv", "spells.csv"] {
        let mut rows = lines(&full[table]).into_iter();
        let mut before = lines(&units[table]).into_iter();
        assert!(before.all(|row| rows.any(|other| other == row)), "{table}");
        assert!(full[table].len() > 2 * units[table].len(), "{table}");
    }
    let table = |name: &str| rows(&desk.path().join("full").join(name));
    let firms = table("firms.csv");
    assert!(firms.iter().any(|row| row["firm"] == "small.3"));
    let founded = &table("foundings.csv")[0]["firm"];
    assert!(firms.iter().any(|row| row["firm"] == *founded), "{founded}");
}

#[test]
fn rows_come_by_replicate_and_in_the_same_bytes_whatever_the_threads() {
    let desk = desk();
    for threads in ["1", "2", "4"] {
        run(desk.path(), threads, &["--no-charts", "--record", "full", "--threads", threads]);
    }
    let [one, two, four] = ["1", "2", "4"].map(|folder| files(&desk.path().join(folder)));
    assert!(one == two && one == four);
    for table in ["firms", "market", "flows", "spells", "offers", "foundings", "cascades"] {
        let rows = rows(&desk.path().join("1").join(format!("{table}.csv")));
        let numbers = rows.iter().map(|row| row["replicate"].parse().unwrap());
        let numbers: Vec<u32> = numbers.collect();
        assert!(numbers.is_sorted() && numbers.last() == Some(&5), "{table}");
    }
}

#[test]
fn a_run_that_is_killed_has_no_name_and_the_next_one_clears_it_away() {
    let desk = desk();
    let mut killed = Command::new(env!("CARGO_BIN_EXE_braindrain"))
        .args(["run", "world.toml", "--out", "here", "--replicates", "100000", "--quiet"])
        .current_dir(desk.path())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program can be started");
    let growing = desk.path().join(".here.partial/.firms.csv.partial");
    let has_rows = || fs::metadata(&growing).is_ok_and(|file| file.len() > 0);
    while !has_rows() && killed.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
    killed.kill().unwrap();
    killed.wait().unwrap();
    assert!(has_rows() && !desk.path().join("here").exists());
    run(desk.path(), "here", &["--no-charts"]);
    let left = fs::read_dir(desk.path()).unwrap().map(|entry| entry.unwrap().file_name());
    let mut left: Vec<String> = left.map(|name| name.to_string_lossy().into_owned()).collect();
    left.sort();
    assert_eq!(left, ["here", "world.toml"]);
    assert!(files(&desk.path().join("here")).keys().all(|name| !name.starts_with('.')));
}
