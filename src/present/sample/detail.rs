//! A letter, offers, facts and positions of the made-up world.

use std::sync::Arc;

use crate::quantity::CLASSES;
use crate::quantity::Date;
use crate::quantity::MATCHES;
use crate::record::FactRow;
use crate::record::FoundingRow;
use crate::record::LetterRow;
use crate::record::OfferRow;
use crate::record::PositionRow;

use super::chance;

/// Those who can sign the letter.
const ABLE: f64 = 770.0;

/// Two days in which signatures grow along a logistic curve, to a share that differs between replicates.
pub(super) fn letter(scenario: &Arc<str>, replicate: u32) -> impl Iterator<Item = LetterRow> {
    let [luck, tempo] = [7, 8].map(|which| chance([u64::from(replicate), 0, 0, which]));
    (0..=48).map(move |hours: u32| {
        let middle = 8.0 + 8.0 * tempo;
        let grown = 1.0 / (1.0 + (-(f64::from(hours) - middle) / 4.0).exp());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a headcount")]
        let signed = (ABLE * grown * (0.8 + 0.15 * luck)) as u32;
        LetterRow {
            scenario: scenario.clone(),
            replicate,
            event: "the letter".into(),
            firm: "openai".into(),
            hours,
            signed,
            share: f64::from(signed) / ABLE,
        }
    })
}

/// Offers whose number falls with the package, which is larger for stars; more of them are taken by those
/// whose mission does not match.
pub(super) fn offers(scenario: &Arc<str>, replicate: u32) -> impl Iterator<Item = OfferRow> {
    let groups = CLASSES.into_iter().flat_map(|class| MATCHES.map(|matched| (class, matched)));
    let bins = groups.flat_map(|group| (0..8).map(move |bin: u8| (group, bin)));
    bins.filter_map(move |((class, matched), bin)| {
        let place = [u64::from(replicate), class as u64, matched as u64, 10 + u64::from(bin)];
        let number = 60.0 * (-0.9 * f64::from(bin)).exp() * (0.5 + chance(place));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few")]
        let made = number as u32;
        let share = 0.6 - 0.2 * f64::from(matched as u8) + 0.03 * f64::from(bin);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few")]
        let taken = (f64::from(made) * share) as u32;
        let shift = if class.name() == "star" { 6.75 } else { 6.0 };
        (made > 0).then(|| OfferRow {
            scenario: scenario.clone(),
            replicate,
            class: class.name().into(),
            matched: matched.name().into(),
            package_from: 10_f64.powf(shift + f64::from(bin) / 4.0),
            made,
            taken,
            countered: 0,
        })
    })
}

/// Up to a dozen firms, most of them founded by people of the focal firm.
pub(super) fn foundings(scenario: &Arc<str>, replicate: u32) -> impl Iterator<Item = FoundingRow> {
    let luck = move |which: u64| chance([u64::from(replicate), which, 0, 9]);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few")]
    let number = (2.0 + 10.0 * luck(0)) as u64;
    let founding = move |which: u64| {
        let [parent, fortune] = [which, which + 100].map(luck);
        let outcome = match fortune {
            low if low < 0.15 => "succeeded",
            low if low < 0.5 => "failed",
            _ => "running",
        };
        FoundingRow {
            scenario: scenario.clone(),
            replicate,
            parent: if parent < 0.7 { "openai" } else { "meta" }.into(),
            class: "star".into(),
            team: 3,
            outcome: outcome.into(),
            ..FoundingRow::default()
        }
    };
    (1..=number).map(founding)
}

/// A value that is hit, one that is missed, a bound that is missed, and what is not scored.
pub(super) fn facts(scenario: &Arc<str>) -> [FactRow; 4] {
    let fact = |name: &str, outcome: &str, numbers: [Option<f64>; 3], reason: &str| FactRow {
        scenario: scenario.clone(),
        fact: name.into(),
        claim: "T1".into(),
        says: format!("What was reported of {name}.").into(),
        outcome: outcome.into(),
        reported: numbers[0],
        low: numbers[1],
        high: numbers[2],
        simulated: Some(0.8),
        band_low: Some(0.74),
        band_high: Some(0.86),
        share_met: Some(0.5),
        log_score: Some(-2.3),
        verdict: if reason.is_empty() { "hit" } else { "miss" }.into(),
        reason: reason.into(),
        ..FactRow::default()
    };
    let below = "band too high";
    let value = |value: f64| [value, value - 0.08, value + 0.08].map(Some);
    [
        fact("those-who-stay", "retention:openai", value(0.78), ""),
        fact("those-who-leave", "retention:openai", value(0.4), below),
        fact("letter", "share-signed:openai", [None, Some(0.909), None], "median too low"),
        FactRow {
            scenario: scenario.clone(),
            fact: "staff".into(),
            claim: "A23".into(),
            says: "OpenAI has 770 employees.".into(),
            verdict: "not-scored".into(),
            reason: "given: staff is an input".into(),
            ..FactRow::default()
        },
    ]
}

/// Facts of one scenario about what differs from another: a difference that is hit and a ratio that is not.
pub(super) fn facts_about_a_difference([scenario, other]: &[String; 2]) -> [FactRow; 2] {
    let difference = FactRow {
        scenario: scenario.as_str().into(),
        fact: "cost".into(),
        claim: "T21".into(),
        says: "It cost them a few people.".into(),
        outcome: "departures:openai".into(),
        against: other.as_str().into(),
        contrast: "difference".into(),
        low: Some(0.0),
        simulated: Some(42.0),
        band_low: Some(33.0),
        band_high: Some(51.0),
        share_met: Some(1.0),
        log_score: Some(-0.1),
        verdict: "hit".into(),
        ..FactRow::default()
    };
    let ratio = FactRow {
        fact: "multiple".into(),
        contrast: "ratio".into(),
        low: Some(2.0),
        simulated: Some(1.4),
        band_low: Some(1.3),
        band_high: Some(1.6),
        share_met: Some(0.0),
        verdict: "miss".into(),
        reason: "median too low".into(),
        ..difference.clone()
    };
    [difference, ratio]
}

/// Five firms, of which one drifts, and fifty people about where it ends.
pub(super) fn positions(scenario: &Arc<str>, days: [Date; 2]) -> Vec<PositionRow> {
    let row = |date: Date, [firm, researcher]: [&str; 2], [x, y]: [f64; 2]| PositionRow {
        scenario: scenario.clone(),
        replicate: 1,
        date,
        firm: firm.into(),
        researcher: researcher.into(),
        x,
        y,
    };
    let mut rows = Vec::new();
    for (date, drift) in days.into_iter().zip([0.0, 0.4]) {
        let firms = [
            ("anthropic", [-0.7, -0.2]),
            ("deepmind", [0.0, -0.1]),
            ("meta", [0.4, 0.1]),
            ("openai", [0.2 + drift / 2.0, drift]),
            ("xai", [0.9, 0.2]),
        ];
        rows.extend(firms.map(|(firm, position)| row(date, [firm, ""], position)));
    }
    rows.extend((0..50).map(|person| {
        let place = [0, 1].map(|axis| 2.0 * chance([1, person, axis, 30]) - 1.0);
        row(days[1], ["openai", &format!("openai/{person}")], place)
    }));
    rows
}
