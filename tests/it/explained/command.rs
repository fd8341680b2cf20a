//! The command from outside: what it prints and writes, and what it says to questions that have no answer.

use std::fs;
use std::path::Path;
use std::process::Output;

use braindrain::record::Digest;
use serde_json::Value;
use tempfile::tempdir;

use crate::program::SMALL;
use crate::program::braindrain;
use crate::program::complaint;
use crate::program::said;

fn run(folder: &Path, more: &[&str]) {
    let arguments = ["run", SMALL, "--replicates", "2", "--no-charts", "--force", "--out", "here"];
    let output = braindrain(folder, &[&arguments, more].concat());
    assert!(output.status.success(), "{}", complaint(&output));
}

fn explain(folder: &Path, more: &[&str]) -> Output {
    braindrain(folder, &[&["explain", "here"], more].concat())
}

fn json(folder: &Path, more: &[&str]) -> Value {
    let output = explain(folder, &[more, &["--format", "json"]].concat());
    assert!(output.status.success(), "{}", complaint(&output));
    serde_json::from_slice(&output.stdout).expect("it prints JSON")
}

#[test]
fn lives_are_told_in_words_as_data_and_as_a_chart() {
    let root = tempdir().unwrap();
    run(root.path(), &[]);
    let people = ["--firm", "cedar", "--who", "left", "--sample", "3", "--replicate", "2"];
    let output = explain(root.path(), &[&people[..], &["--out", "why"]].concat());
    assert!(output.status.success(), "{}", complaint(&output));
    let text = said(&output);
    for words in [
        "in replicate 2 of ‘Two labs",
        "log points",
        "probability",
        "Leaves for ",
        "Would stay if pay were ",
    ] {
        assert!(text.contains(words), "no `{words}` in {text}");
    }
    assert_eq!(text, said(&explain(root.path(), &people)), "the same each time");
    let written = fs::read(root.path().join("why/explanation.json")).unwrap();
    let lives: Value = serde_json::from_slice(&written).unwrap();
    assert_eq!(lives, json(root.path(), &people));
    assert_eq!(lives["lives"].as_array().unwrap().len(), 3);
    let svg = fs::read_to_string(root.path().join("why/life-line.svg")).unwrap();
    assert_eq!(svg, said(&explain(root.path(), &[&people[..], &["--format", "svg"]].concat())));
    assert!(svg.contains("Cedar, $") && root.path().join("why/life-line.png").exists());
    let again = explain(root.path(), &[&people[..], &["--out", "why"]].concat());
    assert_eq!(again.status.code(), Some(2));
    assert!(complaint(&again).contains("nothing is overwritten"), "{}", complaint(&again));
}

/// The last decision of a life: its day, what became of the offer, and the change of pay that turns it.
fn last_decision(lives: &Value) -> (String, String, Option<f64>) {
    let decision = lives["lives"][0]["decisions"].as_array().and_then(|all| all.last());
    let decision = decision.expect("there are decisions");
    let word = |key: &str| decision[key].as_str().expect("a word").to_owned();
    (word("date"), word("response"), decision["pay_that_turns"].as_f64())
}

#[test]
fn a_raise_that_is_told_keeps_whoever_left() {
    let root = tempdir().unwrap();
    run(root.path(), &[]);
    let people = json(root.path(), &["--firm", "cedar", "--who", "left", "--sample", "20"]);
    let lives = people["lives"].as_array().unwrap();
    let name = lives.iter().find_map(|life| {
        let (_, response, share) = last_decision(&serde_json::json!({ "lives": [life] }));
        (response == "taken" && share.is_some()).then(|| life["researcher"].as_str().unwrap())
    });
    let name = name.expect("somebody's last decision was to leave");
    let (date, _, share) = last_decision(&json(root.path(), &["--researcher", name]));
    let event = format!(
        "event.try={{kind='raise', researcher='{name}', share={:?}, date={date}}}",
        share.unwrap()
    );
    run(root.path(), &["--set", &event]);
    let kept = json(root.path(), &["--researcher", name]);
    let decisions = kept["lives"][0]["decisions"].as_array().unwrap();
    let turned = decisions.iter().find(|decision| decision["date"] == date).unwrap();
    assert_eq!(turned["response"], "refused", "{turned}");
    let events = kept["lives"][0]["events"].as_array().unwrap();
    assert!(events.iter().any(|event| event["kind"] == "raise"), "{events:?}");
}

#[test]
fn what_cannot_be_explained_gets_a_reason_and_a_hint() {
    let root = tempdir().unwrap();
    run(root.path(), &[]);
    let known = json(root.path(), &["--firm", "cedar", "--who", "all", "--sample", "1"]);
    let name = known["lives"][0]["researcher"].as_str().unwrap();
    let beyond = format!("{name}000");
    let cases: [(&[&str], &str); 8] = [
        (&[], "`--firm cedar`"),
        (&["--who", "all"], "`--researcher ID`"),
        (&["--researcher", &beyond], "did you mean `"),
        (&["--researcher", "ceder.star/2022-01/1"], "did you mean `cedar.star/2022-01/1`?"),
        (&["--researcher", name, "--replicate", "3"], "the run has 1 to 2"),
        (&["--researcher", name, "--scenario", "minimol"], "did you mean `minimal`?"),
        (&["--firm", "mapel"], "did you mean `maple`?"),
        (&["--researcher", name, "--sample", "3"], "cannot be used with"),
    ];
    for (arguments, hint) in cases {
        let output = explain(root.path(), &[arguments, &["--out", "why"]].concat());
        let complaint = complaint(&output);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {complaint}");
        assert!(complaint.contains(hint), "{arguments:?}: {complaint}");
        assert!(output.stdout.is_empty() && !root.path().join("why").exists());
    }
    let nowhere = braindrain(root.path(), &["explain", "there", "--firm", "cedar"]);
    assert_eq!(nowhere.status.code(), Some(2));
}

/// Alters the table of jobs as another build might have written it, with the digest that goes with it. Returns whom
/// it was altered for.
fn alter(folder: &Path) -> String {
    let path = folder.join("here/spells.csv");
    let text = fs::read_to_string(&path).expect("the jobs are stored");
    let row = text.lines().find(|row| row.contains(",quit,maple,"));
    let row = row.expect("somebody leaves for Maple");
    let altered = text.replacen(row, &row.replace(",quit,maple,", ",quit,cedar,"), 1);
    fs::write(&path, &altered).expect("they can be written");
    let manifest = folder.join("here/manifest.json");
    let [before, after] = [&text, &altered].map(|text| Digest::of_text(text).to_string());
    let changed =
        fs::read_to_string(&manifest).expect("there is a manifest").replace(&before, &after);
    fs::write(&manifest, changed).expect("it can be written");
    assert!(row.starts_with("minimal,1,"), "{row}");
    row.split(',').nth(2).expect("a researcher").to_owned()
}

#[test]
fn a_run_that_this_build_simulates_otherwise_is_not_told_again() {
    let root = tempdir().unwrap();
    run(root.path(), &["--record", "full"]);
    let people = ["--firm", "cedar", "--sample", "1"];
    assert!(json(root.path(), &people).get("remark").is_none());
    let name = alter(root.path());
    let fork =
        ["fork", "here", "--at", "2022-06-06", "--set", "firm.cedar.reach=2", "--out", "why"];
    for output in [
        explain(root.path(), &["--researcher", &name, "--out", "why"]),
        explain(root.path(), &["--researcher", "cedar.star/2022-01/999999"]),
        braindrain(root.path(), &fork),
    ] {
        let complaint = complaint(&output);
        assert_eq!(output.status.code(), Some(1), "{complaint}");
        assert!(complaint.contains("another build of the program has stored it"), "{complaint}");
        assert!(complaint.contains("the table `spells`"), "{complaint}");
        assert!(output.stdout.is_empty() && !root.path().join("why").exists());
    }
    // The other replicate is as it was, and so is a branch that has other luck anyway.
    assert!(explain(root.path(), &["--firm", "cedar", "--replicate", "2"]).status.success());
    let seed = ["--seed", "5", "--replicates", "2", "--no-charts"];
    assert!(braindrain(root.path(), &[&fork[..], &seed].concat()).status.success());
}

#[test]
fn where_nothing_tells_builds_apart_there_is_a_remark() {
    let root = tempdir().unwrap();
    let sweep = ["sweep", SMALL, "--vary", "firm.cedar.reach=1,2", "--replicates", "2"];
    let output = braindrain(root.path(), &[&sweep[..], &["--out", "here"]].concat());
    assert!(output.status.success(), "{}", complaint(&output));
    let people = ["--firm", "cedar", "--sample", "1"];
    assert!(json(root.path(), &people).get("remark").is_none(), "the build is the same");
    fs::remove_file(root.path().join("here/environment.json")).unwrap();
    let remark = json(root.path(), &people)["remark"].as_str().unwrap().to_owned();
    assert!(remark.starts_with("Another build of the program may"), "{remark}");
    assert!(said(&explain(root.path(), &people)).ends_with(&format!("\n\n{remark}\n")));
}
