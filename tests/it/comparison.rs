//! Comparisons: how often their intervals cover the truth, that replicates are added as needed, and that a
//! branch is the world whose change stands in its file.

use std::fs;
use std::path::Path;

use braindrain::experiment::Difference;
use braindrain::experiment::HalfWidth;
use braindrain::experiment::Precision;
use braindrain::experiment::Progress;
use braindrain::experiment::Worlds;
use braindrain::scenario::Scenario;
use braindrain::stats::student_t;
use tempfile::tempdir;

use crate::program::Row;
use crate::program::SMALL;
use crate::program::braindrain;
use crate::program::complaint;
use crate::program::rows;
use crate::program::said;
use crate::world::ENGINEERS;
use crate::world::equal_firms;
use crate::world::world_with;

const DAYS_PER_MONTH: f64 = 30.437_5;
const STAFF: f64 = 100.0;
/// The first half of 2020.
const DAYS: f64 = 182.0;
/// Comparisons of which the share is counted.
const COMPARISONS: u64 = 200;

/// A firm that nobody joins and that dismisses people at a rate per month: a closed form, since the probability
/// to be still there is `exp(-rate * months)` for each of the staff.
fn dwindling(rate: f64, seed: u64) -> Scenario {
    let text = format!(
        r#"
        title = "Dwindling"
        focal = "firm"
        outcomes = ["head-count:firm"]
        [time]
        start = 2020-01-01
        end = 2020-07-01
        step = "month"
        [population]
        researchers = 100
        [mechanism.exits]
        dismissal = {rate}
        leaving-the-field = 0
        [firm.firm]
        staff = 100
        {ENGINEERS}
        "#
    );
    world_with(&text, &[&format!("run.seed={seed}")])
}

fn expected(rate: f64) -> f64 {
    STAFF * (-rate * DAYS / DAYS_PER_MONTH).exp()
}

fn difference(worlds: &Worlds<'_>, scenarios: [&Scenario; 2]) -> Difference {
    let mut all = worlds.pairs().differences(scenarios);
    assert_eq!(all.len(), 1);
    all.remove(0)
}

/// The share of comparisons whose interval covers the true difference.
fn coverage(more: impl Fn(&mut Worlds<'_>)) -> f64 {
    const RATES: [f64; 2] = [0.05, 0.08];
    let truth = expected(RATES[1]) - expected(RATES[0]);
    let covers = |seed: &u64| {
        let scenarios = RATES.map(|rate| dwindling(rate, *seed));
        let mut worlds = Worlds::new(&[&scenarios[0], &scenarios[1]]);
        more(&mut worlds);
        let paired = difference(&worlds, [&scenarios[0], &scenarios[1]]).paired;
        paired.low <= truth && truth <= paired.high
    };
    let covered = (1..=COMPARISONS).filter(covers).count();
    covered as f64 / COMPARISONS as f64
}

#[test]
fn intervals_cover_the_true_difference_as_often_as_they_say() {
    let share = coverage(|worlds| worlds.extend(8, &()));
    assert!((0.92..=0.98).contains(&share), "{share}");
}

#[test]
fn so_do_those_that_were_stopped_when_they_were_narrow_enough() {
    let precision = Precision { half_width: HalfWidth::Of(1.0), most: 200 };
    let look = |_| -> Box<dyn Progress> { Box::new(()) };
    let share = coverage(|worlds| assert!(precision.reach(worlds, &look)));
    assert!((0.92..=0.98).contains(&share), "{share}");
}

#[test]
fn replicates_are_added_until_the_interval_is_narrow_enough_and_stay_what_they_are() {
    let scenarios = [dwindling(0.05, 1), dwindling(0.08, 1)];
    let given = [&scenarios[0], &scenarios[1]];
    let look = |_| -> Box<dyn Progress> { Box::new(()) };
    let half_width = |worlds: &Worlds<'_>| {
        let paired = difference(worlds, given).paired;
        (paired.high - paired.low) / 2.0
    };
    let precision = |half_width, most| Precision { half_width: HalfWidth::Of(half_width), most };
    let mut worlds = Worlds::new(&given);
    assert!(precision(0.5, 500).reach(&mut worlds, &look));
    assert!(half_width(&worlds) <= 0.7 && worlds.replicates() > 20);
    let again = Worlds::of(&given, worlds.replicates(), &());
    assert_eq!(worlds.baseline(), again.baseline());
    let mut short = Worlds::new(&given);
    assert!(!precision(0.1, 25).reach(&mut short, &look));
    assert_eq!(short.replicates(), 25);
    assert_eq!(short.baseline(), &again.baseline()[..25]);
    // A tenth of the baseline is had at once.
    let mut tenth = Worlds::new(&given);
    assert!(Precision { half_width: HalfWidth::Tenth, most: 500 }.reach(&mut tenth, &look));
    assert_eq!(tenth.replicates(), 20);
}

/// If pairs go on to differ as much as these, half the interval is a tenth of the baseline with so many, and not with
/// one less.
#[test]
fn as_many_replicates_are_needed_as_follow_from_how_the_pairs_differ() {
    let scenarios = [dwindling(0.05, 1), dwindling(0.08, 1)];
    let given = [&scenarios[0], &scenarios[1]];
    let found = difference(&Worlds::of(&given, 12, &()), given);
    let deviation = found.paired.difference.standard_error * 12.0_f64.sqrt();
    let half_width = |pairs: u32| student_t(pairs - 1) * deviation / f64::from(pairs).sqrt();
    let (needed, wanted) = (found.replicates_needed.unwrap(), 0.1 * found.baseline);
    assert!(needed > 3, "{needed}");
    assert!(half_width(needed) <= wanted && half_width(needed - 1) > wanted, "{needed}: {found:?}");
}

/// Three firms of few people, who have so many calls a month: in many histories nobody leaves the first, and there is
/// no share of those who go to the second.
fn seldom(offers: f64, pay: f64) -> Scenario {
    let changes = [
        "time.end=2020-02-01".to_owned(),
        "outcomes=['destination-share:firm-0:firm-1']".to_owned(),
        format!("firm.firm-1.pay.level={pay}"),
    ];
    world_with(&equal_firms(3, 20, offers), &changes.each_ref().map(String::as_str))
}

#[test]
fn pairs_without_an_answer_make_no_interval_narrower() {
    let scenarios = [seldom(0.1, 1.0), seldom(0.1, 2.0)];
    let given = [&scenarios[0], &scenarios[1]];
    let look = |_| -> Box<dyn Progress> { Box::new(()) };
    for half_width in [0.05, 0.07, 0.1, 0.15] {
        let precision = Precision { half_width: HalfWidth::Of(half_width), most: 2000 };
        let mut worlds = Worlds::new(&given);
        assert!(precision.reach(&mut worlds, &look), "{half_width}");
        let paired = difference(&worlds, given).paired;
        let (found, told) = ((paired.high - paired.low) / 2.0, paired.difference.count);
        assert!(found <= half_width, "{found} is not {half_width}, of {told} pairs");
        assert!(told >= 4 && told * 10 < worlds.replicates() as usize * 9, "{told}");
    }
}

#[test]
fn where_no_pair_has_an_answer_yet_more_are_looked_at() {
    let scenarios = [seldom(0.001, 1.0), seldom(0.001, 2.0)];
    let given = [&scenarios[0], &scenarios[1]];
    let look = |_| -> Box<dyn Progress> { Box::new(()) };
    let precision = |most| Precision { half_width: HalfWidth::Of(0.5), most };
    let mut first = Worlds::new(&given);
    assert!(!precision(20).reach(&mut first, &look));
    assert_eq!(first.pairs().differences(given), []);
    let mut more = Worlds::new(&given);
    precision(4000).reach(&mut more, &look);
    assert!(more.replicates() > 20 && difference(&more, given).paired.difference.count > 0);
    // What cannot be asked in the other world at all is not waited for.
    let other = world_with(&equal_firms(1, 20, 0.0), &["time.end=2020-02-01"]);
    let mut without = Worlds::new(&[&scenarios[0], &other]);
    assert!(!precision(4000).reach(&mut without, &look));
    assert_eq!(without.replicates(), 20);
}

#[test]
fn a_world_against_itself_differs_in_nothing() {
    let world = dwindling(0.05, 3);
    let worlds = Worlds::of(&[&world, &world], 4, &());
    let found = difference(&worlds, [&world, &world]);
    let [mean, low, high] =
        [found.paired.difference.mean, found.paired.low, found.paired.high].map(f64::to_bits);
    assert_eq!([mean, low, high], [0; 3], "{found:?}");
    let fates = worlds.pairs().fates([&world, &world]);
    assert!(
        fates.iter().all(|count| count.people.iter().all(|people| people.abs() <= 0.0)),
        "nobody leaves for a firm"
    );
}

/// The rows of a table, with the names of both worlds taken out.
fn nameless(table: &Path, worlds: &[&str]) -> Vec<Row> {
    let mut rows = rows(table);
    for field in rows.iter_mut().flat_map(Row::values_mut) {
        *field = worlds.iter().fold(field.clone(), |field, name| field.replace(name, ""));
    }
    rows
}

#[test]
fn a_world_that_is_about_another_firm_is_compared_about_that_of_the_baseline() {
    let root = tempdir().expect("a folder");
    let there = |name: &str| root.path().join(name);
    let write =
        |name: &str, text: &str| fs::write(there(name), text).expect("the folder takes files");
    write("maple.toml", &format!("extends = \"{SMALL}\"\nfocal = \"maple\"\n"));
    let compare = |other: &str, out: &str| {
        let arguments = ["compare", SMALL, other, "--replicates", "2", "--out", out];
        braindrain(root.path(), &arguments)
    };
    let output = compare("maple.toml", "same");
    assert!(output.status.success(), "{}", complaint(&output));
    let said = said(&output);
    assert!(
        said.contains("0 leave in the baseline and stay in ‘maple’, 0 the reverse; 0 leave"),
        "{said}"
    );
    // An overlay without a title is called after its file.
    assert!(
        said.contains("‘maple’ ") && said.contains("against ‘Two labs and a hundred"),
        "{said}"
    );
    let persons = rows(&there("same/persons.csv"));
    let counts = ["people", "people_low", "people_high", "talent", "talent_low", "talent_high"];
    let is_same = |row: &Row| {
        row["fate"] == "left-in-both" || counts.iter().all(|&count| row[count] == "0.0")
    };
    assert!(persons.iter().all(is_same) && !persons.is_empty(), "{persons:?}");

    let without = "extends = \"maple.toml\"\n[firm]\ncedar.enabled = false\n";
    write("without.toml", without);
    let refused = compare("without.toml", "refused");
    let complaint = complaint(&refused);
    assert_eq!(refused.status.code(), Some(2), "{complaint}");
    assert!(complaint.contains("the comparison is about `cedar`"), "{complaint}");
}

#[test]
fn a_branch_is_the_world_whose_change_stands_in_its_file() {
    let root = tempdir().expect("a folder");
    let there = |name: &str| root.path().join(name);
    let run = |arguments: &[&str]| {
        let output = braindrain(root.path(), arguments);
        assert!(output.status.success(), "{arguments:?}: {}", complaint(&output));
    };
    let common = ["--no-charts", "--replicates", "2"];
    run(&[&["run", SMALL, "--out", "base"], &common[..]].concat());
    let change = "firm.cedar.pay.level=1.5";
    run(&["fork", "base", "--at", "2023-01-02", "--set", change, "--no-charts", "--out", "fork"]);
    for (wrong, said) in [
        (["--at", "2030-06-01", "--set", change], "`--at 2030-06-01`"),
        (["--at", "2023-01-02", "--set", "firm.cedar.pay.lvel=2"], "1 | firm.cedar.pay.lvel=2\n"),
        (["--at", "2023-01-02", "--set", "firm.ceder.reach=2"], "--> --set:1:6\n"),
        (["--at", "2023-01-02", "--set", "firm.ceder.pay.level=2"], "--> --set:1:6\n"),
    ] {
        let arguments = [&["fork", "base", "--out", "wrong"][..], &wrong].concat();
        let output = braindrain(root.path(), &arguments);
        let complaint = complaint(&output);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {complaint}");
        assert!(complaint.contains(said) && !complaint.contains("| event"), "{complaint}");
    }
    let text = format!(
        "extends = \"{SMALL}\"\n[event.later]\nkind = \"change\"\ndate = 2023-01-02\nset = {{ \
         \"firm.cedar.pay.level\" = 1.5 }}\n"
    );
    fs::write(there("later.toml"), text).expect("the folder takes files");
    run(&[&["compare", SMALL, "later.toml", "--out", "full"], &common[..]].concat());
    for table in ["firms.csv", "flows.csv", "comparison.csv"] {
        let fork = nameless(&there("fork").join(table), &["minimal-fork-2023-01-02"]);
        assert_eq!(fork, nameless(&there("full").join(table), &["later"]), "{table}");
        assert!(!fork.is_empty(), "{table}");
    }
    // Both branches are one until then, and another afterwards.
    let firms = nameless(&there("fork/firms.csv"), &["minimal-fork-2023-01-02", "minimal"]);
    let (before, after): (Vec<Row>, Vec<Row>) =
        firms.into_iter().partition(|row| row["date"].as_str() < "2023-01-02");
    let halves = |rows: &[Row]| {
        let (one, two) = rows.split_at(rows.len().midpoint(0));
        one == two
    };
    assert!(halves(&before) && !halves(&after));
}
