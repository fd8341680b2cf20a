//! How compared outcomes are put in words.

use crate::quantity::Match;
use crate::quantity::Money;
use crate::record::ComparisonRow;
use crate::scenario::ANY_MATCH;
use crate::scenario::PERCENTILES;
use crate::scenario::Scenario;
use crate::scenario::UNSCRIPTED;
use crate::stats::quantile;

use super::Comparison;
use super::format;
use super::measured::measured;
use super::measured::measured_change;
use super::measured::measured_ends;

/// An outcome of a comparison as a heading: `departures:openai` is `Departures: OpenAI`.
pub(super) fn label(comparison: &Comparison<'_>, outcome: &str) -> String {
    heading(&worlds(comparison), outcome)
}

/// An outcome of a comparison within a sentence: `departures:openai` is `departures (OpenAI)`.
pub(super) fn in_sentence(comparison: &Comparison<'_>, outcome: &str) -> String {
    sentence(&worlds(comparison), outcome)
}

fn worlds<'a>(comparison: &Comparison<'a>) -> [&'a Scenario; 2] {
    [comparison.baseline.scenario, comparison.alternative.scenario]
}

/// An outcome of some worlds as a heading, with the labels that the first of them has.
pub(super) fn heading(worlds: &[&Scenario], outcome: &str) -> String {
    let (mut words, asked) = in_words(worlds, outcome);
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    if asked.is_empty() { words } else { format!("{words}: {asked}") }
}

/// An outcome of some worlds within a sentence, with the labels that the first of them has.
pub(super) fn sentence(worlds: &[&Scenario], outcome: &str) -> String {
    let (words, asked) = in_words(worlds, outcome);
    if asked.is_empty() { words } else { format!("{words} ({asked})") }
}

/// The metric in words, and what it is asked of.
fn in_words(worlds: &[&Scenario], outcome: &str) -> (String, String) {
    let mut parts = outcome.split(':');
    let metric = parts.next().unwrap_or_default().replace('-', " ");
    let asked: Vec<String> = parts.map(|part| part_in_words(worlds, part)).collect();
    (metric, asked.join(", "))
}

/// The label of a firm, group or sector, or else what the part says for itself.
fn part_in_words(worlds: &[&Scenario], part: &str) -> String {
    let mut labels = worlds.iter().filter_map(|world| world.label_of(part));
    labels.next().map_or_else(|| value_in_words(part), str::to_owned)
}

/// A percentile, a date or a sum as people write it, or a word of its own.
fn value_in_words(part: &str) -> String {
    let percentile = PERCENTILES.iter().find(|percentile| part == format!("p{percentile}"));
    match (percentile, part.parse()) {
        (Some(50), _) => "median".to_owned(),
        (Some(percentile), _) => format!("{percentile}th percentile"),
        (None, Ok(date)) => format::day(date),
        _ if part == UNSCRIPTED => "without scripted exits".to_owned(),
        _ if part == ANY_MATCH || Match::named(part).is_some() => format!("{part} match"),
        _ if part.parse::<Money>().is_ok() => format!("${}", part.trim_start_matches('$')),
        _ => part.to_owned(),
    }
}

/// The median of values in ascending order with their 5-95% band: `60% (51% to 68%)`; one value alone, or words where
/// there is none.
pub(super) fn with_band(outcome: &str, sorted: &[f64]) -> String {
    let [low, median, high] = [0.05, 0.5, 0.95].map(|p| quantile(sorted, p));
    let scale = if high > low { (high - low) / 2.0 } else { median };
    let words = |value| measured(outcome, value, scale);
    match sorted {
        [] => "none in any history".to_owned(),
        [only] => words(*only),
        _ => format!("{} ({} to {})", words(median), words(low), words(high)),
    }
}

/// Whether zero lies outside the interval of the difference.
pub(super) fn differs(row: &ComparisonRow) -> bool {
    row.low > 0.0 || row.high < 0.0
}

/// The two means: `143 → 101`.
pub(super) fn from_to(row: &ComparisonRow) -> String {
    let mean = |value| measured(&row.outcome, value, scale(row));
    format!("{} → {}", mean(row.baseline), mean(row.alternative))
}

/// The difference with its interval, if it has one: `−42 (−51 to −33)`.
pub(super) fn difference(row: &ComparisonRow) -> String {
    let change = |value| measured_change(&row.outcome, value, scale(row));
    if row.low.is_nan() {
        return change(row.difference);
    }
    let [low, high] = ends(row).map(|end| end.replace(" points", ""));
    format!("{} ({low} to {high})", change(row.difference))
}

/// The ends of the interval of the difference.
pub(super) fn ends(row: &ComparisonRow) -> [String; 2] {
    measured_ends(&row.outcome, [row.low, row.high], scale(row))
}

/// What the values of a row are uncertain by: the half-width of the interval, or else their size.
pub(super) fn scale(row: &ComparisonRow) -> f64 {
    let half = (row.high - row.low) / 2.0;
    if half > 0.0 { half } else { row.baseline }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;
    use crate::record::Tables;

    #[test]
    fn outcomes_are_named_after_metric_and_firms() {
        let (baseline, alternative) = (sample::scenario(), sample::alternative());
        let tables = Tables::default();
        let comparison = Comparison::new(&baseline, &alternative, &tables);
        assert_eq!(label(&comparison, "departures:openai"), "Departures: OpenAI");
        assert_eq!(label(&comparison, "moves:openai:meta"), "Moves: OpenAI, Meta");
        assert_eq!(label(&comparison, "head-count:labs"), "Head count: Laboratories");
        assert_eq!(label(&comparison, "concentration"), "Concentration");
        assert_eq!(label(&comparison, "pay:star:p99"), "Pay: star, 99th percentile");
        assert_eq!(
            label(&comparison, "acceptance:star:1.5m:high"),
            "Acceptance: star, $1.5m, high match"
        );
        let ratio = in_sentence(&comparison, "hazard-ratio:openai:2023-11-17:unscripted");
        assert_eq!(ratio, "hazard ratio (OpenAI, 17 Nov 2023, without scripted exits)");
    }

    #[test]
    fn a_difference_has_the_figures_that_its_interval_deserves() {
        let rows = sample::comparison().comparison;
        assert_eq!(from_to(&rows[0]), "143 → 101");
        assert_eq!(difference(&rows[0]), "\u{2212}42 (\u{2212}51 to \u{2212}33)");
        assert_eq!(from_to(&rows[1]), "80.1% → 84.2%");
        assert_eq!(difference(&rows[1]), "+4.1 points (+2.9 to +5.3)");
        let of_one_pair = ComparisonRow { low: f64::NAN, high: f64::NAN, ..rows[0].clone() };
        assert_eq!(difference(&of_one_pair), "\u{2212}42");
        assert!(!differs(&of_one_pair));
    }
}
