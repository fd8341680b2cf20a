//! How compared outcomes are put in words.

use crate::record::ComparisonRow;

use super::Comparison;
use super::format;
use super::run::unit_named;

/// An outcome as a heading: `departures:openai` is `Departures: OpenAI`.
pub(super) fn label(comparison: &Comparison<'_>, outcome: &str) -> String {
    let (mut words, units) = in_words(comparison, outcome);
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    if units.is_empty() { words } else { format!("{words}: {units}") }
}

/// An outcome within a sentence: `departures:openai` is `departures (OpenAI)`.
pub(super) fn in_sentence(comparison: &Comparison<'_>, outcome: &str) -> String {
    let (words, units) = in_words(comparison, outcome);
    if units.is_empty() { words } else { format!("{words} ({units})") }
}

/// The metric in words, and the labels of what it is asked of.
fn in_words(comparison: &Comparison<'_>, outcome: &str) -> (String, String) {
    let (metric, units) = outcome.split_once(':').unwrap_or((outcome, ""));
    let scenarios = [comparison.baseline.scenario, comparison.alternative.scenario];
    let unit_label = |name| {
        let labels = scenarios
            .into_iter()
            .filter_map(|scenario| Some(scenario.label(unit_named(scenario, name)?)));
        labels.into_iter().next().unwrap_or(name)
    };
    let names = units.split([':', ',']).filter(|name| !name.is_empty());
    (metric.replace('-', " "), names.map(unit_label).collect::<Vec<_>>().join(", "))
}

/// Whether zero lies outside the interval of the difference.
pub(super) fn differs(row: &ComparisonRow) -> bool {
    row.low > 0.0 || row.high < 0.0
}

/// The two means: `143 → 101`.
pub(super) fn from_to(row: &ComparisonRow) -> String {
    let places = places(row);
    let [baseline, alternative] =
        [row.baseline, row.alternative].map(|value| format::decimal(value, places));
    format!("{baseline} → {alternative}")
}

/// The difference with its interval: `−42 (−51 to −33)`.
pub(super) fn difference(row: &ComparisonRow) -> String {
    let places = places(row);
    let [difference, low, high] =
        [row.difference, row.low, row.high].map(|value| format::signed(value, places));
    format!("{difference} ({low} to {high})")
}

/// How many decimals the values of a row deserve, by the half-width of the interval.
pub(super) fn places(row: &ComparisonRow) -> usize {
    let half = (row.high - row.low) / 2.0;
    format::places_for(if half > 0.0 { half } else { row.baseline })
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
        assert_eq!(label(&comparison, "pay-spread"), "Pay spread");
    }

    #[test]
    fn a_difference_has_the_figures_that_its_interval_deserves() {
        let rows = sample::comparison().comparison;
        assert_eq!(from_to(&rows[0]), "143 → 101");
        assert_eq!(difference(&rows[0]), "\u{2212}42 (\u{2212}51 to \u{2212}33)");
        assert_eq!(difference(&rows[1]), "+0.041 (+0.029 to +0.053)");
    }
}
