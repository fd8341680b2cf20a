//! Facts: a market that is right is hit as often as it should be, and one that is wrong is not.

mod against;
mod card;
mod fit;
mod null;
mod search;
mod used;

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use braindrain::experiment::History;
use braindrain::experiment::Pairs;
use braindrain::experiment::Score;
use braindrain::experiment::Verdict;
use braindrain::experiment::Worlds;
use braindrain::experiment::read_off;
use braindrain::experiment::run_replicates;
use braindrain::experiment::vocabulary;
use braindrain::scenario;
use braindrain::scenario::Fact;
use braindrain::scenario::Library;
use braindrain::scenario::Scenario;
use braindrain::scenario::Standing;
use braindrain::stats::sum;

use crate::world::equal_firms;
use crate::world::world;
use crate::world::world_with;

/// The files of the repository.
struct Repository;

fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

impl Library for Repository {
    fn text(&self, path: &str) -> Result<String, String> {
        fs::read_to_string(in_repository(path)).map_err(|error| error.to_string())
    }
}

/// A scenario of the repository, with settings laid over it.
fn stored(path: &str, settings: &[String]) -> Scenario {
    let read = scenario::read(&Repository, path, settings, &vocabulary());
    read.unwrap_or_else(|complaints| {
        panic!("{}", braindrain::cli::complaint::render(&complaints, false))
    })
}

fn histories(scenario: &Scenario, replicates: u32) -> Vec<History> {
    run_replicates(replicates, &(), |replicate| History::of(scenario, replicate))
}

/// The facts of a scenario in some histories.
fn scores<'a>(scenario: &'a Scenario, histories: &[History]) -> Vec<(&'a Fact, Score)> {
    let readings = histories.iter().map(|history| read_off(scenario, history));
    Score::of_readings(scenario, &readings.collect::<Vec<_>>())
}

/// The sum of the log scores of all facts of a scenario that are scored, in its histories. A fact without
/// data costs what an event of a probability of one in a million does.
fn log_score(scenario: &Scenario, histories: &[History]) -> f64 {
    let without_data = 1e-6_f64.ln();
    let scores = scores(scenario, histories).into_iter().map(|(_, score)| score);
    let scored = scores.filter(|score| score.verdict != Verdict::NotScored);
    sum(scored.map(|score| score.simulated.map_or(without_data, |found| found.log_score)))
}

/// Four equal firms, watched for a year.
fn market(staff: u32, offers: f64) -> String {
    equal_firms(4, staff, offers)
        .replace("end = 2022-01-01", "end = 2021-01-01")
        .replace("step = \"week\"", "step = \"month\"")
}

/// The setting that says how many people left the first firm, within wide bounds.
fn reported(value: f64) -> String {
    let (low, high) = (value - 25.0, value + 25.0);
    format!(
        "fact.leavers={{claim='T',says='So many left.',outcome='departures:firm-0',value={value},low={low},high={high}}}"
    )
}

/// Of 200 reports from eight markets, 25 from further replicates of each, how many are hit by 200
/// replicates of a market in which offers come so many times as often.
fn hits(factor: f64) -> f64 {
    let mut hits = 0;
    for number in 0..8_u32 {
        let (staff, offers) = (30 + 10 * number, 0.2 + 0.05 * f64::from(number % 3));
        let truth = market(staff, offers);
        let model = world(&market(staff, offers * factor));
        let simulated = histories(&model, 200);
        let real = world(&truth);
        for replicate in 201..=225 {
            let history = History::of(&real, replicate);
            let left = history.quits(&[real.focal], false);
            let model = world_with(&truth, &[&reported(left)]);
            let (_, score) = &scores(&model, &simulated)[0];
            hits += u32::from(score.verdict == Verdict::Hit);
        }
    }
    f64::from(hits)
}

/// The band holds nine in ten of the reports that come from the model itself; counts are whole, so that a
/// few more lie on its ends. Four standard errors of a binomial law are 17 of 200.
#[test]
fn the_truth_is_hit_nine_times_in_ten_and_a_wrong_rate_is_not() {
    let (right, wrong) = (hits(1.0), hits(1.5));
    println!("{right} and {wrong} of 200");
    assert!((right - 180.0).abs() < 17.0, "{right} of 200 are hit");
    assert!(wrong < 180.0 - 2.0 * 17.0, "{wrong} of 200 are hit at the wrong rate");
}

#[test]
fn the_truth_has_a_better_log_score_than_a_wrong_rate() {
    let text = market(60, 0.25);
    let real = world(&text);
    let left = History::of(&real, 500).quits(&[real.focal], false);
    let score = |factor: f64| {
        let model = world_with(&market(60, 0.25 * factor), &[&reported(left)]);
        log_score(&model, &histories(&model, 60))
    };
    let (right, slow, fast) = (score(1.0), score(0.5), score(2.0));
    assert!(right > slow && right > fast, "{slow} {right} {fast}");
}

/// In a closed market exits are in proportion to offers: of elasticity one to the rate.
#[test]
fn a_fact_about_what_differs_is_scored_by_the_pair_alone() {
    let fact = |name: &str, value: f64| {
        let (low, high) = (value - 0.25, value + 0.25);
        format!(
            "fact.{name}={{claim='T',says='Half as many offers.',outcome='departures:firm-0',\
             against='half.toml',as='halving-elasticity',value={value},low={low},high={high}}}"
        )
    };
    let settings = [fact("right", 1.0), fact("wrong", 0.3)];
    let settings = settings.each_ref().map(String::as_str);
    let whole = world_with(&market(300, 0.2), &settings);
    let half = Scenario { name: "half".to_owned(), ..world(&market(300, 0.1)) };
    let worlds = Worlds::of(&[&whole, &half], 40, &());
    let pairs = worlds.pairs();
    for (worlds, pairs) in [
        ([&whole, &half], pairs),
        // The world that says so may be the alternative as well.
        ([&half, &whole], Pairs { baseline: pairs.alternative, alternative: pairs.baseline }),
    ] {
        let scores = pairs.scores(worlds);
        let verdicts =
            scores.iter().map(|(world, fact, score)| (&*world.name, &*fact.name, score.verdict));
        let verdicts: Vec<_> = verdicts.collect();
        let expected = [("world", "right", Verdict::Hit), ("world", "wrong", Verdict::Miss)];
        assert_eq!(verdicts, expected, "{scores:?}");
    }
    let (_, alone) = &scores(&whole, &histories(&whole, 2))[0];
    assert_eq!(alone.verdict, Verdict::NotScored);
    assert_eq!(alone.reason, "needs a comparison with half");
}

#[test]
fn a_fact_changes_nothing_in_the_world() {
    let text = market(40, 0.3);
    let with = world_with(&text, &[&reported(10.0)]);
    assert_eq!(History::of(&with, 3), History::of(&world(&text), 3));
    assert_eq!(scenario::difference(&world(&text), &with), []);
}

#[test]
fn a_fact_outside_an_inherited_horizon_is_left_out_and_listed() {
    let text = market(40, 0.3)
        + "\n[fact.late]\nclaim = \"T\"\nsays = \"A few left.\"\nsource = \"press\"\n\
           outcome = \"departures-between:firm-0:2020-06-01:2020-12-01\"\nhigh = 9\n";
    let short = world_with(&text, &["time.end=2020-10-01"]);
    assert_eq!(short.facts[0].standing, Standing::Beyond);
    assert_eq!(short.facts[0].source.as_deref(), Some("press"));
    assert_eq!(scores(&short, &[])[0].1.verdict, Verdict::NotScored);
    assert_eq!(world(&short.text).facts[0].standing, Standing::Beyond);
    assert!(world(&text).facts[0].report().is_some());
    assert!(world_with(&text, &["fact.late.enabled=false"]).facts.is_empty());
}
