//! `solve` from outside: worlds whose answer is known.

use std::fs;
use std::path::Path;

use tempfile::tempdir;

use crate::program::Row;
use crate::program::SMALL;
use crate::program::assert_redrawn;
use crate::program::braindrain;
use crate::program::complaint;
use crate::program::number;
use crate::program::rows;
use crate::program::said;
use crate::world::ENGINEERS;

/// A year in which nobody comes, and people go at a constant hazard.
const SHRINKING: &str = r#"
title = "One firm that shrinks"
focal = "a"
outcomes = ["head-count:a"]
[time]
start = 2020-01-01
end = 2021-01-01
[population]
researchers = 2000
[mechanism.exits]
dismissal = 0.01
leaving-the-field = 0
[firm.a]
staff = 2000
"#;

/// The only row of the table of solutions, and what was printed.
fn solved(folder: &Path, scenario: &str, more: &[&str]) -> (Row, String) {
    let start = ["solve", scenario, "--out", "here", "--force", "--no-charts"];
    let output = braindrain(folder, &[start.as_slice(), more].concat());
    assert!(output.status.success(), "{}", complaint(&output));
    let mut rows = rows(&folder.join("here/solution.csv"));
    assert_eq!(rows.len(), 1, "{rows:?}");
    (rows.remove(0), said(&output))
}

/// What was tried, in the order of the rows: the lever is the only key that is set.
fn tried(folder: &Path) -> Vec<String> {
    let rows = rows(&folder.join("here/sweep.csv"));
    let value = |row: &Row| Some(row["settings"].split_once('=')?.1.to_owned());
    rows.iter().filter_map(value).collect()
}

#[test]
fn the_hazard_at_which_half_a_staff_is_left_is_the_logarithm_of_two_over_the_time() {
    let root = tempdir().unwrap();
    let world = root.path().join("world.toml");
    fs::write(&world, format!("{SHRINKING}{ENGINEERS}")).unwrap();
    let goal = ["--lever", "mechanism.exits.dismissal", "--until", "head-count:a <= 1000"];
    let more = ["--between", "0:0.2", "--replicates", "8"];
    let (row, said) = solved(root.path(), "world.toml", &[goal, more].concat());
    let months = 366.0 / 30.4375;
    let law = std::f64::consts::LN_2 / months;
    // Who is left is binomial: the slope of the mean over the hazard is -1000 * months at the answer.
    let standard_error = (500.0_f64 / 8.0).sqrt() / (1000.0 * months);
    let answer = number(&row, "answer");
    assert!((answer - law).abs() < 4.0 * standard_error, "{answer} {law} {standard_error}");
    let (low, high) = (number(&row, "answer_low"), number(&row, "answer_high"));
    assert!(low < law && law < high, "{low} {law} {high}");
    assert!((high - low) < 12.0 * standard_error && low < answer && answer < high);
    assert_eq!((row["met"].as_str(), row["holds_above"].as_str()), ("0", "1"));
    assert_eq!((row["present"].as_str(), row["crossings"].as_str()), ("0.01", "1"));
    assert!(said.contains("from mechanism.exits.dismissal = 0.05"), "{said}");
}

/// A tolerance that is finer than the ten-thousandth part of what is searched is met all the same.
#[test]
fn an_answer_lies_between_two_places_no_further_apart_than_the_tolerance() {
    let root = tempdir().unwrap();
    fs::write(root.path().join("world.toml"), format!("{SHRINKING}{ENGINEERS}")).unwrap();
    let goal = ["--lever", "mechanism.exits.dismissal", "--until", "head-count:a <= 1000.5"];
    let more = ["--between", "0:0.2", "--replicates", "1", "--tolerance", "0.000001"];
    let (row, _) = solved(root.path(), "world.toml", &[&goal[..], &more].concat());
    let answer = number(&row, "answer");
    let places = tried(root.path()).into_iter().map(|place| place.parse().expect("a number"));
    let places: Vec<f64> = places.collect();
    let below = places.iter().copied().filter(|&place| place <= answer).reduce(f64::max).unwrap();
    let above = places.iter().copied().filter(|&place| place > answer).reduce(f64::min).unwrap();
    assert!(above - below <= 1e-6, "{below} {answer} {above}");
}

#[test]
fn where_there_is_no_answer_it_says_so_in_words() {
    let root = tempdir().unwrap();
    fs::write(root.path().join("world.toml"), format!("{SHRINKING}{ENGINEERS}")).unwrap();
    let search = |until: &str| {
        let goal = ["--lever", "mechanism.exits.dismissal", "--between", "0:0.2", "--until", until];
        solved(root.path(), "world.toml", &[goal.as_slice(), &["--replicates", "2"]].concat())
    };
    let (row, said) = search("head-count:a < 10");
    assert_eq!((row["answer"].as_str(), row["met"].as_str()), ("", "0"));
    assert!(said.contains("is reached at none of the values"), "{said}");
    let (row, said) = search("head-count:a <= 5000");
    assert_eq!((row["answer"].as_str(), row["met"].as_str()), ("", "1"));
    assert!(said.contains("met already") && said.contains("holds at all of the values"), "{said}");
    let (row, said) = search("head-count:a >= 1000");
    assert!(row["met"] == "1" && row["holds_above"] == "0", "{row:?}");
    assert!(said.contains("met already") && said.contains("up to mechanism.exits"), "{said}");
}

/// The present value lies outside of what is tried, and on the other side of the level.
#[test]
fn what_holds_as_written_need_not_hold_where_it_is_sought() {
    let root = tempdir().unwrap();
    fs::write(root.path().join("world.toml"), format!("{SHRINKING}{ENGINEERS}")).unwrap();
    let search = |until: &str| {
        let goal = ["--lever", "mechanism.exits.dismissal", "--between", "0.1:0.2"];
        let more = ["--until", until, "--replicates", "2"];
        solved(root.path(), "world.toml", &[goal.as_slice(), &more].concat())
    };
    // As written some 1,770 people are left, where it is tried 600 at most.
    let (row, said) = search("head-count:a <= 1200");
    assert_eq!((row["answer"].as_str(), row["met"].as_str()), ("", "0"));
    assert!(said.contains("holds at all of the values"), "{said}");
    let (row, said) = search("head-count:a > 1200");
    assert_eq!((row["answer"].as_str(), row["met"].as_str()), ("", "1"));
    assert!(said.contains("is reached at none of the values"), "{said}");
}

#[test]
fn a_default_that_is_written_out_is_the_same_present_value() {
    let root = tempdir().unwrap();
    let world = SHRINKING.replace("dismissal = 0.01\n", "");
    fs::write(root.path().join("world.toml"), format!("{world}{ENGINEERS}")).unwrap();
    let search = |more: &[&str]| {
        let goal = ["--lever", "mechanism.exits.dismissal", "--until", "head-count:a <= 1000"];
        let few = ["--between", "0:0.2", "--replicates", "2"];
        let (row, said) = solved(root.path(), "world.toml", &[&goal, &few, more].concat());
        assert!(said.contains("As written, with mechanism.exits.dismissal at 0.002,"), "{said}");
        row
    };
    let written = search(&["--set", "mechanism.exits.dismissal=0.002"]);
    assert_eq!(search(&[]), written);
    assert_eq!(written["present"], "0.002");
}

/// Groups have a whole number of members, five people each in the mean.
#[test]
fn a_lever_of_whole_numbers_is_moved_in_whole_numbers() {
    let root = tempdir().unwrap();
    let goal = ["--lever", "firm-group.startups.count", "--until", "head-count:startups >= 250"];
    let more = ["--between", "10:91", "--replicates", "2"];
    let (row, _) = solved(root.path(), SMALL, &[goal.as_slice(), &more].concat());
    let answer = number(&row, "answer");
    assert!((25.0..90.0).contains(&answer) && number(&row, "tolerance") >= 1.0, "{row:?}");
    let counts = tried(root.path());
    assert!(
        counts.len() > 10 && counts.iter().all(|count| count.parse::<u32>().is_ok()),
        "{counts:?}"
    );
}

#[test]
fn a_solution_is_drawn_again_to_the_same_bytes() {
    let root = tempdir().unwrap();
    let goal = ["--lever", "firm.cedar.pay.level", "--until", "departures:cedar <= 25"];
    let start = ["solve", SMALL, "--out", "here", "--between", "0.8:2", "--replicates", "3"];
    let output = braindrain(root.path(), &[start.as_slice(), &goal].concat());
    assert!(output.status.success(), "{}", complaint(&output));
    assert_redrawn(&root.path().join("here"), &["solution.svg", "report.html"]);
}

#[test]
fn a_search_that_cannot_be_understood_runs_nothing() {
    let root = tempdir().unwrap();
    let table = [
        (["firm.cedar.pay.lvel", "1:2", "departures:cedar <= 20"], "did you mean `level`?"),
        (["firm.cedar.pay.lvel", "1:2", "departures:cedar <= 20"], "--> --lever:1:16"),
        (["firm.cedar.pay.level", "1:2", "departures:ceder <= 20"], "--> --until:1:"),
        (["firm.cedar.pay.level", "1:2", "moves:ceder <= 20"], "1 | moves:ceder <= 20\n"),
        (["firm.cedar.pay.level", "-1:2", "departures:cedar <= 20"], "found -1"),
        (["firm.cedar.pay.level", "2:1", "departures:cedar <= 20"], "the smaller one first"),
        (["firm.cedar.pay.level", "1:2", "departurs:cedar <= 20"], "did you mean `departures`?"),
        (["firm.cedar.pay.level", "1:2", "departures:cedar 20"], "none of"),
        (["run.seed", "1:2", "departures:cedar <= 20"], "luck is shared"),
    ];
    for ([lever, between, until], reason) in table {
        let search = ["--lever", lever, "--between", between, "--until", until];
        let output = braindrain(root.path(), &[["solve", SMALL].as_slice(), &search].concat());
        let complaint = complaint(&output);
        assert_eq!(output.status.code(), Some(2), "{search:?}: {complaint}");
        assert!(complaint.contains(reason), "{search:?}: {complaint}");
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 0);
    }
}
