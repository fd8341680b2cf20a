//! Causes from outside: what `attribute` and `event-study` say of a small world, and what they refuse.

use std::fs;
use std::path::Path;
use std::process::Output;

use tempfile::TempDir;
use tempfile::tempdir;

use crate::program::Row;
use crate::program::assert_redrawn;
use crate::program::braindrain;
use crate::program::complaint;
use crate::program::number;
use crate::program::rows;
use crate::program::said;

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

/// Runs `attribute` into the folder `here`.
fn attribute(desk: &Path, more: &[&str]) -> Output {
    braindrain(desk, &[&["attribute", "world.toml", "--out", "here"], more].concat())
}

fn attributed(desk: &Path, more: &[&str]) -> Vec<Row> {
    let output = attribute(desk, more);
    assert!(output.status.success(), "{}", complaint(&output));
    rows(&desk.join("here/attribution.csv"))
}

/// That the parts add up to what all the causes change.
fn add_up(rows: &[Row]) {
    let sum: f64 = rows.iter().map(|row| number(row, "value")).sum();
    let total = number(&rows[0], "all") - number(&rows[0], "none");
    assert!((sum - total).abs() < 1e-9, "{sum} {total}");
}

#[test]
fn the_parts_of_all_events_add_up_and_are_drawn_again_to_the_byte() {
    let desk = desk();
    let rows = attributed(desk.path(), &[]);
    let players: Vec<&str> = rows.iter().map(|row| row["player"].as_str()).collect();
    assert_eq!(players, ["event.ouster", "event.back", "event.raise", "event.cuts"]);
    add_up(&rows);
    // Nobody asks Cedar to match, so that it is the ouster that drives people away.
    let value = |row: usize| number(&rows[row], "value");
    assert!(value(0) > 0.0 && value(1) < 0.0, "{rows:?}");
    let here = desk.path().join("here");
    assert_eq!(self::rows(&here.join("interactions.csv")).len(), 6);
    assert_redrawn(&here, &["report.html", "waterfall.svg", "waterfall.png"]);
}

#[test]
fn a_reinstatement_without_its_ouster_is_nothing() {
    let desk = desk();
    // What it changes where no other event is there, and what the pair of both is.
    let over = ["--over", "event.ouster", "--over", "event.back", "--no-charts"];
    let rows = attributed(desk.path(), &over);
    add_up(&rows);
    assert!(number(&rows[1], "first").abs() <= 0.0, "{rows:?}");
    let pair = &self::rows(&desk.path().join("here/interactions.csv"))[0];
    let expected = number(&rows[1], "last") - number(&rows[1], "first");
    assert!((number(pair, "value") - expected).abs() < 1e-9, "{pair:?}");
}

#[test]
fn sampled_orders_add_up_as_well_and_do_not_depend_on_threads() {
    let desk = desk();
    let sampled = ["--permutations", "4", "--no-charts", "--force", "--over"];
    let sampled = [&sampled[..], &["event.ouster+event.back", "--over", "event.raise"]].concat();
    let one = attributed(desk.path(), &[&sampled[..], &["--threads", "1"]].concat());
    add_up(&one);
    assert_eq!(one[0]["player"], "event.ouster+event.back");
    assert_eq!(one[0]["permutations"], "4");
    // Of two players two orders are all there are.
    assert!(one.iter().all(|row| number(row, "sampling_error").abs() < 1e-9), "{one:?}");
    assert_eq!(attributed(desk.path(), &[&sampled[..], &["--threads", "3"]].concat()), one);
}

#[test]
fn the_difference_between_two_scenarios_is_attributed_to_what_differs() {
    let desk = desk();
    let rows = attributed(desk.path(), &["--against", "calm.toml", "--no-charts"]);
    let players: Vec<&str> = rows.iter().map(|row| row["player"].as_str()).collect();
    assert_eq!(players, ["event.back", "event.ouster", "firm.maple"]);
    add_up(&rows);
    // The ends are those of the two scenarios themselves.
    let compare = ["compare", "calm.toml", "world.toml", "--out", "both", "--no-charts"];
    assert!(braindrain(desk.path(), &compare).status.success());
    let compared = self::rows(&desk.path().join("both/comparison.csv"));
    for (end, world) in [("none", "baseline"), ("all", "alternative")] {
        assert!((number(&rows[0], end) - number(&compared[0], world)).abs() < 1e-9, "{world}");
    }
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
    let said = said(&output);
    assert!(said.contains("both worlds are the same"), "{said}");
    assert!(said.contains("is absent with it: ‘Reinstated’"), "{said}");
    let here = desk.path().join("here");
    let rows = rows(&here.join("responses.csv"));
    let early: Vec<_> = rows.iter().filter(|row| number(row, "week") < 0.0).collect();
    assert_eq!(early.len(), 2 * 8);
    let answers = ["response", "low", "high", "band_low", "band_high"];
    let is_none = |row: &Row| answers.iter().all(|answer| number(row, answer).abs() <= 0.0);
    assert!(early.into_iter().all(is_none));
    // An ouster adds its jump to turmoil, and nothing else has by the end of that week.
    let jump = rows.iter().find(|row| row["series"] == "turmoil" && row["week"] == "0").unwrap();
    assert!(number(jump, "response") > 1.0, "{jump:?}");
    let peaks = self::rows(&here.join("peaks.csv"));
    let of_quits = rows.iter().filter(|row| row["series"] == "quits");
    let quits: f64 = of_quits.map(|row| number(row, "response")).sum();
    assert!((number(&peaks[0], "total") - quits).abs() < 1e-9, "{peaks:?}");
    assert_eq!(peaks[1]["total"], "");
    assert_redrawn(&here, &["report.html", "response.svg", "response.png"]);
}

/// Whoever holds a role and goes on a date gets no offers until then. What is looked at need not show it.
#[test]
fn worlds_that_differ_before_an_event_are_not_said_to_be_the_same() {
    let desk = desk();
    let role = "[role.chief]\nfirm = 'cedar'\nclass = 'star'\n\
                [event.chief-goes]\nkind = 'departure'\nrole = 'chief'\ndate = 2022-06-06\n";
    let world = WORLD.replace("[event]\n", &format!("{role}[event]\n"));
    fs::write(desk.path().join("world.toml"), world).expect("the folder takes files");
    let asked = ["--event", "chief-goes", "--series", "turmoil", "--no-charts"];
    let output = event_study(desk.path(), &asked);
    assert!(output.status.success(), "{}", complaint(&output));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(!said.contains("to the last person"), "{said}");
    assert!(said.contains("The worlds differ before the event already"), "{said}");
}

#[test]
fn the_firm_of_an_event_is_looked_at_unless_another_is_named() {
    let desk = desk();
    for (more, firm) in [(&[][..], "maple"), (&["--firm", "cedar", "--force"], "cedar")] {
        let asked = [&["--event", "cuts", "--no-charts"], more].concat();
        let output = event_study(desk.path(), &asked);
        assert!(output.status.success(), "{}", complaint(&output));
        assert_eq!(rows(&desk.path().join("here/peaks.csv"))[0]["firm"], firm);
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
        let said = said(&output);
        assert!(said.contains("is absent with it: ‘Reinstated’"), "{said}");
        let output = attribute(desk.path(), &["--force"]);
        assert_eq!(output.status.code(), Some(2));
        let reason =
            format!("there are {events} causes, and 40 are the most: name some with `--over`");
        assert!(complaint(&output).contains(&reason), "{}", complaint(&output));
    }
}
