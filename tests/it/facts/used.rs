//! What a reported claim was used for, before the model was held against it: who has set a value by a number can
//! hardly miss that number.

use std::fmt;

use braindrain::record::FactRow;
use braindrain::scenario::reference;

use super::card::scenarios_with_facts;
use super::fit::fitted_scenarios;
use super::stored;

/// Claims that a value of the library was set by, by hand, with the key of the value. docs/odd.md names them as
/// sources (status S), or the scenario says so itself.
const SETS: [(&str, &str); 7] = [
    ("T5", "firm.NAME.staff"),
    ("T6", "mechanism.founding.rate"),
    ("T7", "team.NAME.fame"),
    ("T8", "mechanism.letter.threshold"),
    ("T19", "mechanism.pay.bid-elasticity"),
    ("T20", "event.NAME.share"),
    ("T21", "mechanism.turmoil.slow-half-life"),
];

/// What a claim was used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// A value was set so that it comes out.
    Sets(&'static str),
    /// It is one of the facts that the fit makes as likely as it can.
    Fit,
    /// It is put in, and not scored.
    Given,
    /// For nothing.
    Free,
}

impl Use {
    /// Of the claim of a row, in the scenario of the row.
    pub(super) fn of(row: &FactRow) -> Self {
        let set = SETS.iter().find(|(claim, _)| *claim == &*row.claim);
        if &*row.verdict == "not-scored" {
            Self::Given
        } else if let Some((_, key)) = set {
            Self::Sets(key)
        } else if fitted_scenarios().contains(&format!("scenarios/{}.toml", row.scenario)) {
            Self::Fit
        } else {
            Self::Free
        }
    }
}

impl fmt::Display for Use {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sets(key) => write!(f, "sets `{key}`"),
            Self::Fit => f.write_str("in the fit"),
            Self::Given => f.write_str("given"),
            Self::Free => f.write_str("free"),
        }
    }
}

#[test]
fn what_claims_set_are_keys_of_scenarios() {
    let page = reference();
    for (claim, key) in SETS {
        assert!(page.contains(&format!("| `{key}` |")), "{claim} sets `{key}`, which is no key");
    }
}

/// Of the claims that are scored all but a few were used for something.
#[test]
fn every_claim_was_used_for_what_the_documents_say() {
    let mut uses: Vec<(String, String)> = Vec::new();
    for (path, own) in scenarios_with_facts() {
        let scenario = stored(&path, &[]);
        let facts = scenario.facts.iter().filter(|fact| own.contains(&fact.name));
        for fact in facts {
            let verdict = if fact.report().is_some() { "hit" } else { "not-scored" };
            let row = FactRow {
                scenario: (&*scenario.name).into(),
                claim: (&*fact.claim).into(),
                verdict: verdict.into(),
                ..FactRow::default()
            };
            uses.push((fact.claim.clone(), Use::of(&row).to_string()));
        }
    }
    uses.sort();
    uses.dedup();
    let of = |used: &str| -> Vec<&str> {
        uses.iter().filter(|(_, of)| of == used).map(|(claim, _)| &**claim).collect()
    };
    assert_eq!(of("free"), ["T10", "T25"]);
    assert_eq!(
        of("in the fit"),
        ["T1", "T15", "T16", "T17", "T18", "T2", "T22", "T23", "T24", "T3", "T4"]
    );
    assert_eq!(of("given"), ["T11", "T12", "T13", "T14", "T9"]);
}
