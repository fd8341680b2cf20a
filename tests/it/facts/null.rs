//! Null models: the same world with next to nothing in it, which the facts are held against as well.
//!
//! They are settings laid over any scenario. Firms, head-counts and what is scripted stay as they are;
//! one number is free: how often people are called.

use braindrain::experiment::History;
use braindrain::model::Value;
use braindrain::quantity::CLASSES;
use braindrain::quantity::Spread;
use braindrain::scenario::EventKind;
use braindrain::scenario::MECHANISMS;
use braindrain::scenario::Scenario;
use braindrain::scenario::Taste;

use super::stored;

/// A null model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Null {
    /// Everybody is called at one rate by firms in proportion to their open posts, and tells no firm from
    /// another: flows by gravity, and a hazard that follows open posts alone.
    Blind,
    /// The same, but pay counts as it did, with bids and answers to them: nothing else is cared for.
    PayOnly,
}

/// Both, with their names.
pub(super) const NULLS: [(&str, Null); 2] = [("blind", Null::Blind), ("pay-only", Null::PayOnly)];

/// What no null model has: what lasts in a person, what a person knows or shows, and what follows from
/// others.
const PLAIN: [&str; 21] = [
    "taste.mission=0",
    "taste.research=0",
    "taste.stability=0",
    "taste.colleagues=0",
    "taste.impact=0",
    "taste.independence=0",
    "taste.meaning=0",
    "taste.compute=0",
    "taste.frontier=0",
    "mechanism.choice.persistent-share=0",
    "mechanism.choice.damping=0",
    "mechanism.recruiting.turmoil-response=0",
    "mechanism.recruiting.talent-response=0",
    "mechanism.recruiting.exposure=1",
    "mechanism.recruiting.open-to-work-rate=0",
    "mechanism.recruiting.open-to-work=0",
    "mechanism.recruiting.turmoil-search=0",
    "mechanism.recruiting.alumni=0",
    "mechanism.recruiting.advertisements=0",
    "mechanism.recruiting.first-contact=0",
    "mechanism.recruiting.turmoil-contacts=0",
];

impl Null {
    fn keeps(self, mechanism: &str) -> bool {
        let of_the_market = ["choice", "recruiting", "exits", "supply"].contains(&mechanism);
        of_the_market || (self == Self::PayOnly && ["pay", "bidding"].contains(&mechanism))
    }

    /// The settings that make the null model of a scenario, in which people are called so many times as
    /// often.
    pub(super) fn settings(self, scenario: &Scenario, calls: f64) -> Vec<String> {
        let mut settings: Vec<String> = PLAIN.iter().map(|&plain| plain.to_owned()).collect();
        let off = MECHANISMS.iter().filter(|mechanism| !self.keeps(mechanism));
        settings.extend(off.map(|mechanism| format!("mechanism.{mechanism}.enabled=false")));
        let recruiting = scenario.mechanisms.recruiting.as_ref().expect("somebody is called");
        settings.extend(CLASSES.map(|class| {
            let rate = recruiting.serious_offers[class].per_month() * calls;
            format!("mechanism.recruiting.serious-offers.{}={rate}", class.name())
        }));
        if self == Self::Blind {
            let firms = scenario.firms.iter().map(|firm| format!("firm.{}", firm.name));
            let groups = scenario.groups.iter().map(|group| format!("firm-group.{}", group.name));
            settings.extend(firms.chain(groups).map(|firm| format!("{firm}.pay.level=1")));
        }
        // A change of what is off would be a mistake, and one of what is plain would undo it.
        let undoes = |path: &String| !path.starts_with("firm") || path.contains(".pay");
        let is_undone =
            |kind: &EventKind| matches!(kind, EventKind::Change(paths) if paths.iter().any(undoes));
        let changes = scenario.events.iter().filter(|event| is_undone(&event.kind));
        settings.extend(changes.map(|event| format!("event.{}.enabled=false", event.name)));
        settings
    }
}

/// Whoever is blind has no weight for anything, and no firm is worth more to him than another but for noise.
#[test]
fn the_blind_care_for_nothing() {
    let full = stored("scenarios/pay-war.toml", &[]);
    let mut settings = Null::Blind.settings(&full, 1.0);
    settings.extend(
        ["time.end=2024-12-02", "record.decisions=[\"openai\", \"google\"]"].map(str::to_owned),
    );
    let blind = stored("scenarios/pay-war.toml", &settings);
    let taste = blind.taste;
    let nothing = Spread::Constant(0.0);
    assert_eq!([taste.mission, taste.research, taste.stability], [nothing; 3]);
    let Taste { colleagues, impact, independence, meaning, compute, frontier, .. } = taste;
    let points = [colleagues, impact, independence, meaning, compute, frontier];
    assert!(points.iter().all(|points| points.get().abs() <= 0.0), "{points:?}");
    let decisions = History::of(&blind, 1).decisions;
    assert!(decisions.len() > 20, "{} options", decisions.len());
    for term in ["mission", "research", "stability", "frontier", "amenities"] {
        let place = Value::TERMS.iter().position(|name| *name == term).expect("it is a term");
        assert!(decisions.iter().all(|option| option.terms[place].abs() <= 0.0), "{term}");
    }
}

/// A cheaper training is left in the world whose people are asked about pay; what only undoes is not.
#[test]
fn a_null_model_keeps_the_changes_of_what_it_has() {
    let path = "scenarios/pay-war-cheap-training.toml";
    let full = stored(path, &[]);
    for (_, null) in NULLS {
        assert_eq!(stored(path, &null.settings(&full, 1.0)).later.len(), full.later.len());
    }
    let path = "scenarios/visa-door.toml";
    let full = stored(path, &[]);
    assert!(!full.later.is_empty());
    assert!(stored(path, &Null::Blind.settings(&full, 1.0)).later.is_empty());
}

#[test]
fn a_null_model_of_a_full_world_has_nothing_but_the_market_in_it() {
    for path in ["scenarios/board-coup.toml", "scenarios/pay-war.toml"] {
        let full = stored(path, &[]);
        let null = stored(path, &Null::Blind.settings(&full, 0.5));
        assert!(full.mechanisms.turmoil.is_some() && null.mechanisms.turmoil.is_none());
        assert!(null.mechanisms.pay.is_none() && null.mechanisms.letter.is_none());
        let [before, after] = [&full, &null].map(|world| {
            world.mechanisms.recruiting.as_ref().unwrap().serious_offers[CLASSES[0]].per_month()
        });
        assert!((after - 0.5 * before).abs() < 1e-12);
        let paid = stored(path, &Null::PayOnly.settings(&full, 1.0));
        assert_eq!(paid.mechanisms.pay, full.mechanisms.pay);
        assert_eq!(paid.firms.len(), full.firms.len());
    }
}
