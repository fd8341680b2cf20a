//! Null models: the same world with next to nothing in it, which the facts are held against as well.
//!
//! They are settings laid over any scenario. Firms, head-counts and what is scripted stay as they are;
//! one number is free: how often people are called.

use braindrain::quantity::CLASSES;
use braindrain::scenario::EventKind;
use braindrain::scenario::MECHANISMS;
use braindrain::scenario::Scenario;

use super::stored;

/// A null model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Null {
    /// Everybody is called at one rate by firms in proportion to their open posts, and tells no firm from
    /// another: a constant hazard, and flows by gravity.
    Blind,
    /// The same, but pay counts as it did, with bids and answers to them: nothing else is cared for.
    PayOnly,
}

/// Both, with their names.
pub(super) const NULLS: [(&str, Null); 2] = [("blind", Null::Blind), ("pay-only", Null::PayOnly)];

/// What no null model has: what lasts in a person, what a person knows or shows, and what follows from
/// others.
const PLAIN: [&str; 18] = [
    "taste.mission=0",
    "taste.research=0",
    "taste.stability=0",
    "taste.colleagues=0",
    "taste.impact=0",
    "taste.independence=0",
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
        // A change of what is off would be a mistake, and so would be one of what is plain.
        let changes =
            scenario.events.iter().filter(|event| matches!(event.kind, EventKind::Change(_)));
        settings.extend(changes.map(|event| format!("event.{}.enabled=false", event.name)));
        settings
    }
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
