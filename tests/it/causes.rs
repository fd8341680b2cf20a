//! Causes from outside: what `attribute` and `event-study` say of a small world, and what they refuse.

use std::fs;
use std::path::Path;
use std::process::Output;

use tempfile::TempDir;
use tempfile::tempdir;

use crate::program::braindrain;

/// Two firms and a group, half a year, and events of which one needs another.
const WORLD: &str = r#"
title = "Cedar and Maple"
focal = "cedar"
outcomes = ["departures:cedar"]
[time]
start = 2022-01-03
end = 2022-07-04
[population]
researchers = 600
[run]
replicates = 4
[mechanism.recruiting]
[mechanism.turmoil]
[firm]
cedar = { label = "Cedar", staff = 200 }
maple = { label = "Maple", staff = 200, pay = { level = 1.2 } }
[firm-group]
start-ups = { label = "Start-ups", count = 20, size = 10 }
[event]
ouster = { kind = "ouster", label = "Chief ousted", firm = "cedar", date = 2022-03-01 }
back = { kind = "reinstatement", label = "Reinstated", firm = "cedar", date = 2022-03-08 }
raise = { kind = "raise", firm = "maple", date = 2022-04-04, share = 0.2 }
cuts = { kind = "layoff", firm = "maple", date = 2022-05-02, share = 0.1 }
"#;

fn desk() -> TempDir {
    let desk = tempdir().expect("a folder for a world");
    fs::write(desk.path().join("world.toml"), WORLD).expect("the folder takes files");
    fs::write(desk.path().join("calm.toml"), CALM).expect("the folder takes files");
    desk
}

const CALM: &str = "extends = 'world.toml'\ntitle = 'Calm'\n[event]\nouster.enabled = false\n\
                    back.enabled = false\n[firm.maple]\npay.level = 1\n";

fn complaint(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Runs `attribute` into the folder `here`.
fn attribute(desk: &Path, more: &[&str]) -> Output {
    braindrain(desk, &[&["attribute", "world.toml", "--out", "here"], more].concat())
}

fn attributed(desk: &Path, more: &[&str]) -> Vec<Vec<String>> {
    let output = attribute(desk, more);
    assert!(output.status.success(), "{}", complaint(&output));
    rows(desk, "here/attribution.csv")
}

/// The rows of a table without its header.
fn rows(desk: &Path, table: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(desk.join(table)).expect("the table is there");
    text.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

fn number(row: &[String], column: usize) -> f64 {
    row[column].parse().expect("a number stands in the column")
}

/// That the parts add up to what all the causes change.
fn add_up(rows: &[Vec<String>]) {
    let sum: f64 = rows.iter().map(|row| number(row, 5)).sum();
    let total = number(&rows[0], 4) - number(&rows[0], 3);
    assert!((sum - total).abs() < 1e-9, "{sum} {total}");
}

#[test]
fn the_parts_of_all_events_add_up_and_are_drawn_again_to_the_byte() {
    let desk = desk();
    let rows = attributed(desk.path(), &[]);
    let players: Vec<&str> = rows.iter().map(|row| row[2].as_str()).collect();
    assert_eq!(players, ["event.ouster", "event.back", "event.raise", "event.cuts"]);
    add_up(&rows);
    // Nobody asks Cedar to match, so that it is the ouster that drives people away.
    assert!(number(&rows[0], 5) > 0.0 && number(&rows[1], 5) < 0.0, "{rows:?}");
    let pairs = self::rows(desk.path(), "here/interactions.csv");
    assert_eq!(pairs.len(), 6);
    let read = |name: &str| fs::read(desk.path().join("here").join(name)).unwrap();
    let names = ["report.html", "waterfall.svg", "waterfall.png"];
    let before = names.map(read);
    for name in names {
        fs::remove_file(desk.path().join("here").join(name)).unwrap();
    }
    assert!(braindrain(desk.path(), &["report", "here"]).status.success());
    assert!(names.map(read) == before);
}

#[test]
fn a_reinstatement_without_its_ouster_is_nothing() {
    let desk = desk();
    // What it changes where no other event is there, and what the pair of both is.
    let over = ["--over", "event.ouster", "--over", "event.back", "--no-charts"];
    let rows = attributed(desk.path(), &over);
    add_up(&rows);
    assert!(number(&rows[1], 9).abs() <= 0.0, "{rows:?}");
    let pair = &self::rows(desk.path(), "here/interactions.csv")[0];
    let expected = number(&rows[1], 10) - number(&rows[1], 9);
    assert!((number(pair, 4) - expected).abs() < 1e-9, "{pair:?}");
}

#[test]
fn sampled_orders_add_up_as_well_and_do_not_depend_on_threads() {
    let desk = desk();
    let sampled = ["--permutations", "4", "--no-charts", "--force", "--over"];
    let sampled = [&sampled[..], &["event.ouster+event.back", "--over", "event.raise"]].concat();
    let one = attributed(desk.path(), &[&sampled[..], &["--threads", "1"]].concat());
    add_up(&one);
    assert_eq!(one[0][2], "event.ouster+event.back");
    assert_eq!(one[0][12], "4");
    // Of two players two orders are all there are.
    assert!(one.iter().all(|row| number(row, 8).abs() < 1e-9), "{one:?}");
    assert_eq!(attributed(desk.path(), &[&sampled[..], &["--threads", "3"]].concat()), one);
}

#[test]
fn the_difference_between_two_scenarios_is_attributed_to_what_differs() {
    let desk = desk();
    let rows = attributed(desk.path(), &["--against", "calm.toml", "--no-charts"]);
    let players: Vec<&str> = rows.iter().map(|row| row[2].as_str()).collect();
    assert_eq!(players, ["event.back", "event.ouster", "firm.maple"]);
    add_up(&rows);
    // The ends are those of the two scenarios themselves.
    let compare = ["compare", "calm.toml", "world.toml", "--out", "both", "--no-charts"];
    assert!(braindrain(desk.path(), &compare).status.success());
    let compared = self::rows(desk.path(), "both/comparison.csv");
    assert!((number(&rows[0], 3) - number(&compared[0], 2)).abs() < 1e-9);
    assert!((number(&rows[0], 4) - number(&compared[0], 3)).abs() < 1e-9);
}

#[test]
fn what_cannot_be_asked_is_refused_with_a_reason_and_nothing_is_written() {
    let desk = desk();
    for (arguments, reason) in [
        (&["--outcome", "departure:cedar"][..], "did you mean `departures`"),
        (&["--outcome", "departure:cedar"], "--> --outcome:1:1\n  |\n1 | departure:cedar\n"),
        (&["--over", "event.oster"], "did you mean `ouster`"),
        (&["--over", "event.back+event.oster"], "1 | event.back+event.oster\n"),
        (&["--replicates", "0"], "--> --replicates:1:1\n  |\n1 | 0\n"),
        (&["--over", "mechanism.contagion"], "not switched on"),
        (&["--over", "event.ouster", "--over", "event.back+event.ouster"], "named twice"),
        (&["--permutations", "3"], "an even number"),
        (&["--against", "world.toml"], "the same world"),
        (&["--against", "none.toml"], "cannot read"),
        (&["--over", "event.ouster", "--against", "calm.toml"], "cannot be used with"),
        (&["--outcome", "share-signed:cedar"], "nothing to say"),
    ] {
        let output = attribute(desk.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(complaint(&output).contains(reason), "{arguments:?}: {}", complaint(&output));
        assert!(!desk.path().join("here").exists(), "{arguments:?}");
    }
}

/// Runs `event-study` of the small world into the folder `here`.
fn event_study(desk: &Path, more: &[&str]) -> Output {
    braindrain(desk, &[&["event-study", "world.toml", "--out", "here"], more].concat())
}

#[test]
fn nothing_answers_an_event_before_it_and_the_report_draws_it_again_to_the_byte() {
    let desk = desk();
    let asked = ["--event", "ouster", "--series", "quits", "--series", "turmoil"];
    let output = event_study(desk.path(), &asked);
    assert!(output.status.success(), "{}", complaint(&output));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("both worlds are the same"), "{said}");
    assert!(said.contains("is absent with it: ‘Reinstated’"), "{said}");
    let rows = rows(desk.path(), "here/responses.csv");
    let early: Vec<_> = rows.iter().filter(|row| number(row, 4) < 0.0).collect();
    assert_eq!(early.len(), 2 * 8);
    assert!(early.iter().all(|row| (5..12).all(|at| at < 7 || number(row, at).abs() <= 0.0)));
    // An ouster adds its jump to turmoil, and nothing else has by the end of that week.
    let jump = rows.iter().find(|row| row[3] == "turmoil" && row[4] == "0").unwrap();
    assert!(number(jump, 7) > 1.0, "{jump:?}");
    let peaks = self::rows(desk.path(), "here/peaks.csv");
    let quits: f64 = rows.iter().filter(|row| row[3] == "quits").map(|row| number(row, 7)).sum();
    assert!((number(&peaks[0], 9) - quits).abs() < 1e-9, "{peaks:?}");
    assert_eq!(peaks[1][9], "");
    let read = |name: &str| fs::read(desk.path().join("here").join(name)).unwrap();
    let names = ["report.html", "response.svg", "response.png"];
    let before = names.map(read);
    for name in names {
        fs::remove_file(desk.path().join("here").join(name)).unwrap();
    }
    assert!(braindrain(desk.path(), &["report", "here"]).status.success());
    assert!(names.map(read) == before);
}

#[test]
fn the_firm_of_an_event_is_looked_at_unless_another_is_named() {
    let desk = desk();
    for (more, firm) in [(&[][..], "maple"), (&["--firm", "cedar", "--force"], "cedar")] {
        let asked = [&["--event", "cuts", "--no-charts"], more].concat();
        let output = event_study(desk.path(), &asked);
        assert!(output.status.success(), "{}", complaint(&output));
        assert_eq!(rows(desk.path(), "here/peaks.csv")[0][2], firm);
    }
}

#[test]
fn an_event_study_that_cannot_be_made_is_refused_with_a_reason() {
    let desk = desk();
    let all_off =
        ["ouster", "back", "raise", "cuts"].map(|event| format!("{event}={{enabled=false}}"));
    for (arguments, reason) in [
        (&["--event", "oster"][..], "did you mean `ouster`"),
        (&["--event", "nothing-of-the-kind"], "known are `ouster`, `back`"),
        (&["--event", "ouster", "--firm", "zzz"], "known are `cedar`, `maple`, `start-ups`"),
        (&["--event", "ouster", "--firm", "cedr"], "did you mean `cedar`"),
        (&["--event", "ouster", "--series", "quit"], "a similar value exists: 'quits'"),
        (&["--event", "ouster", "--set", "time.step=month"], "week by week"),
        (
            &["--event", "ouster", "--set", "event={ouster={enabled=false},back={enabled=false}}"],
            "no event `ouster`",
        ),
        (
            &["--event", "ouster", "--set", &format!("event={{{}}}", all_off.join(","))],
            "within the horizon of `world`: the scenario has none",
        ),
    ] {
        let output = event_study(desk.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(complaint(&output).contains(reason), "{arguments:?}: {}", complaint(&output));
        assert!(!desk.path().join("here").exists(), "{arguments:?}");
    }
}

/// The small world with so many events.
fn eventful(desk: &Path, events: usize) {
    let more = (4..events).map(|number| {
        let day = format!("2022-04-{:02}", number % 28 + 1);
        format!(
            "raise-{number} = {{ kind = 'raise', firm = 'maple', date = {day}, share = 0.01 }}\n"
        )
    });
    fs::write(desk.join("world.toml"), format!("{WORLD}{}", more.collect::<String>()))
        .expect("the folder takes files");
}

/// Only a game has a limit, and sets of which numbers can be made.
#[test]
fn the_event_of_a_study_may_be_one_of_many() {
    let desk = desk();
    for events in [41, 70] {
        eventful(desk.path(), events);
        let asked = ["--event", "ouster", "--no-charts", "--force", "--replicates", "2"];
        let output = event_study(desk.path(), &asked);
        assert!(output.status.success(), "{events}: {}", complaint(&output));
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(said.contains("is absent with it: ‘Reinstated’"), "{said}");
        let output = attribute(desk.path(), &["--force"]);
        assert_eq!(output.status.code(), Some(2));
        let reason =
            format!("there are {events} causes, and 40 are the most: name some with `--over`");
        assert!(complaint(&output).contains(&reason), "{}", complaint(&output));
    }
}
