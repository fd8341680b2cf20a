//! What the scenarios of the library show, with few replicates and wide margins.

use std::fs;

use braindrain::experiment::History;
use braindrain::experiment::outcome_of;
use braindrain::experiment::vocabulary;
use braindrain::scenario;
use braindrain::scenario::Library;
use braindrain::scenario::Scenario;
use braindrain::stats::Estimate;
use braindrain::stats::mean;

struct Folder;

impl Library for Folder {
    fn text(&self, path: &str) -> Result<String, String> {
        let path = format!("{}/scenarios/{path}", env!("CARGO_MANIFEST_DIR"));
        fs::read_to_string(path).map_err(|error| error.to_string())
    }
}

fn shipped(name: &str, outcomes: &[&str]) -> Scenario {
    let list = format!("outcomes={outcomes:?}");
    scenario::read(&Folder, name, &[list], &vocabulary()).expect("a scenario of the library")
}

/// Of each outcome one number for each of the replicates 1 to `replicates`.
fn numbers<const N: usize>(name: &str, replicates: u32, outcomes: [&str; N]) -> [Vec<f64>; N] {
    let scenario = shipped(name, &outcomes);
    let histories: Vec<History> =
        (1..=replicates).map(|replicate| History::of(&scenario, replicate)).collect();
    let of = |outcome| {
        let asked = |history| outcome_of(outcome, history).expect("there is something to say");
        histories.iter().map(asked).collect()
    };
    let found: Vec<Vec<f64>> = scenario.outcomes.iter().map(of).collect();
    found.try_into().expect("as many as were asked")
}

/// A letter signed by nine in ten within two days moves nobody by itself; where the demand is refused most
/// who signed leave for the firm that guaranteed jobs.
#[test]
fn nine_in_ten_sign_and_leave_only_where_the_demand_is_refused() {
    let asked = [
        "share-signed:openai",
        "signers-left:openai:2024-02-20",
        "signers-joined:openai:microsoft",
    ];
    let [signed, left, _] = numbers("board-coup.toml", 4, asked);
    assert!(signed.iter().all(|&share| share >= 0.9), "{signed:?}");
    assert!(mean(&left) < 0.05, "{left:?}");
    let [signed, left, joined] = numbers("board-coup-refused.toml", 4, asked);
    assert!(signed.iter().all(|&share| share >= 0.9), "{signed:?}");
    assert!(left.iter().all(|&share| share > 0.5), "{left:?}");
    assert!(joined.iter().all(|&share| share > 0.5), "{joined:?}");
}

/// The coup on against off, on common luck: trust is lower and exits are more up to the tenth month.
#[test]
fn the_coup_is_felt_for_ten_months() {
    let asked = ["departures-between:openai:2024-05-17:2024-09-17", "trust:openai:2024-09-17"];
    let [with, trust] = numbers("board-coup.toml", 16, asked);
    let [without, trust_without] = numbers("board-coup-calm.toml", 16, asked);
    let more = Estimate::of(with.iter().zip(&without).map(|(with, without)| with - without));
    assert!(more.mean > 2.0 * more.standard_error, "{more:?}");
    assert!(trust.iter().zip(&trust_without).all(|(with, without)| with < without));
}

/// Offers of $100m are mostly declined, most of all by those whose mission matches; offers to stars follow
/// the cost of training, and the pay of engineers does not.
#[test]
fn a_hundred_million_is_declined_and_offers_follow_the_cost_of_training() {
    let asked = [
        "acceptance:star:100m:any",
        "acceptance:star:100m:low",
        "acceptance:star:100m:high",
        "star-offer:p90:2025-09-01:2025-11-01",
        "star-offer-ratio:p90:2025-09-01:2025-11-01",
        "pay:engineer:p50",
    ];
    let [taken, low, high, dear, ratio, engineers] = numbers("pay-war.toml", 24, asked);
    assert!(mean(&taken) < 0.3 && mean(&high) < mean(&low), "{taken:?} {low:?} {high:?}");
    assert!((0.005..0.02).contains(&mean(&ratio)), "{ratio:?}");
    let [_, _, _, cheap, _, engineers_cheap] = numbers("pay-war-cheap-training.toml", 24, asked);
    let elasticity = (mean(&cheap) / mean(&dear)).ln() / 0.5_f64.ln();
    assert!((0.7..1.3).contains(&elasticity), "{elasticity}");
    let of_engineers = (mean(&engineers_cheap) / mean(&engineers)).ln() / 0.5_f64.ln();
    assert!(of_engineers.abs() < 0.1, "{of_engineers}");
}

/// Ordinary contagion is far from critical: where no leader leaves, for whom everybody is called, and nobody
/// founds a firm and asks a team along.
#[test]
fn few_leave_since_others_have_left() {
    let asked = "outcomes=[\"follower-share:openai\"]".to_owned();
    let leaders =
        ["chief-scientist", "technology-officer", "research-chief", "vice-president", "video-lead"];
    let stay = leaders.map(|leader| format!("event.{leader}-leaves.enabled=false"));
    let alone = "mechanism.founding.enabled=false".to_owned();
    let settings: Vec<String> = [asked, alone].into_iter().chain(stay).collect();
    let scenario = scenario::read(&Folder, "exodus-2024.toml", &settings, &vocabulary());
    let scenario = scenario.expect("a scenario of the library");
    let share = |replicate| outcome_of(&scenario.outcomes[0], &History::of(&scenario, replicate));
    let followers = [1, 2, 3].map(share);
    let is_small = |share: &Option<f64>| share.is_some_and(|share| 0.0 < share && share < 0.2);
    assert!(followers.iter().all(is_small), "{followers:?}");
}
