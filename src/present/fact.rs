//! How facts are put in words.

use crate::record::FactRow;
use crate::scenario::Contrast;
use crate::scenario::Scenario;

use super::Comparison;
use super::format;
use super::measured::measured;
use super::measured::measured_change;

/// The fact as a heading: claim and name, such as `T8 letter`.
pub(super) fn heading(row: &FactRow) -> String {
    format!("{} {}", row.claim, row.fact.replace('-', " "))
}

/// The facts in the order of their claims, by letter and then number: `T2` comes before `T10`.
pub(super) fn in_order<'a>(facts: impl Iterator<Item = &'a FactRow>) -> Vec<&'a FactRow> {
    let key = |row: &FactRow| {
        let digits = row.claim.find(|c: char| c.is_ascii_digit()).unwrap_or(row.claim.len());
        let (letters, number) = row.claim.split_at(digits);
        (letters.to_owned(), number.parse::<u32>().unwrap_or(u32::MAX), row.fact.clone())
    };
    let mut facts: Vec<_> = facts.collect();
    facts.sort_by_cached_key(|row| key(row));
    facts
}

/// Which way round the facts of a comparison are about what differs: `‘Squeezed out’ less ‘No pay war’`. All else of a
/// comparison is the alternative less the baseline, and a fact is its own world against the other one.
pub(super) fn direction(comparison: &Comparison<'_>) -> String {
    let facts = comparison.facts();
    let worlds = [comparison.baseline.scenario, comparison.alternative.scenario];
    let of = |[this, other]: [&Scenario; 2]| {
        let own = facts.iter().filter(|row| *row.scenario == *this.name);
        let mut words: Vec<&str> = own.map(|row| held(&row.contrast)).collect();
        words.sort_unstable();
        words.dedup();
        let is_any = !words.is_empty();
        is_any.then(|| format!("‘{}’ {} ‘{}’", this.title, words.join(" or "), other.title))
    };
    let [baseline, alternative] = worlds;
    let both = [of([baseline, alternative]), of([alternative, baseline])];
    // That is the order of the rows, too.
    both.into_iter().flatten().collect::<Vec<_>>().join(", then ")
}

/// How one world is held against the other.
fn held(contrast: &str) -> &'static str {
    match contrast {
        name if name == Contrast::Difference.name() => "less",
        name if name == Contrast::Ratio.name() => "over",
        _ => "against",
    }
}

/// What was reported: `50% (40% to 60%)`, `91% or more`; empty for what is not scored.
pub(super) fn reported(row: &FactRow) -> String {
    match (row.reported, row.low, row.high) {
        (Some(value), Some(low), Some(high)) => interval(row, [value, low, high]),
        (_, Some(low), _) => format!("{} or more", number(row, low)),
        (_, _, Some(high)) => format!("{} or less", number(row, high)),
        _ => String::new(),
    }
}

/// What was simulated: the median and the band, `47% (41% to 53%)`; empty without data.
pub(super) fn simulated(row: &FactRow) -> String {
    let numbers = row.simulated.zip(row.band_low).zip(row.band_high);
    numbers.map_or_else(String::new, |((median, low), high)| interval(row, [median, low, high]))
}

/// Both in a few words, without their intervals: `50%, simulated 47%`.
pub(super) fn in_short(row: &FactRow) -> String {
    let value = row.reported.map(|value| number(row, value));
    let reported = value.unwrap_or_else(|| reported(row));
    let simulated = row.simulated.map(|median| number(row, median));
    simulated.map_or_else(|| reported.clone(), |median| format!("{reported}, simulated {median}"))
}

/// `hit`, or the verdict with its reason.
pub(super) fn verdict(row: &FactRow) -> String {
    let words = row.verdict.replace('-', " ");
    if row.reason.is_empty() { words } else { format!("{words}: {}", row.reason) }
}

fn interval(row: &FactRow, numbers: [f64; 3]) -> String {
    let [middle, low, high] = numbers.map(|value| number(row, value));
    format!("{middle} ({low} to {high})")
}

/// A number of the fact, in the unit of its outcome unless it is a ratio of two worlds.
fn number(row: &FactRow, value: f64) -> String {
    let scale = scale(row);
    match &*row.contrast {
        "" => measured(&row.outcome, value, scale),
        name if name == Contrast::Difference.name() => measured_change(&row.outcome, value, scale),
        _ => format::decimal(value, format::places_for(scale)),
    }
}

/// What the numbers are uncertain by: half the narrower of what was reported and what was simulated, or a
/// twentieth of the greatest if neither has a width.
fn scale(row: &FactRow) -> f64 {
    let width = |ends: Option<(f64, f64)>| ends.map(|(low, high)| (high - low) / 2.0);
    let both = [width(row.low.zip(row.high)), width(row.band_low.zip(row.band_high))];
    let halves = both.into_iter().flatten().filter(|&half| half > 0.0);
    let sizes = [row.low, row.high, row.simulated].into_iter().flatten().map(f64::abs);
    halves.min_by(f64::total_cmp).unwrap_or_else(|| sizes.fold(0.0, f64::max) / 20.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;
    use crate::record::Tables;

    fn row() -> FactRow {
        FactRow {
            fact: "gpt-authors".into(),
            claim: "T2".into(),
            outcome: "retention:openai".into(),
            reported: Some(0.48),
            low: Some(0.32),
            high: Some(0.65),
            simulated: Some(0.532),
            band_low: Some(0.45),
            band_high: Some(0.61),
            verdict: "hit".into(),
            ..FactRow::default()
        }
    }

    #[test]
    fn a_fact_is_told_in_the_unit_of_its_outcome() {
        let hit = row();
        assert_eq!(heading(&hit), "T2 gpt authors");
        assert_eq!(reported(&hit), "48% (32% to 65%)");
        assert_eq!(simulated(&hit), "53% (45% to 61%)");
        assert_eq!(in_short(&hit), "48%, simulated 53%");
        assert_eq!(verdict(&hit), "hit");
        let bound = FactRow { reported: None, high: None, ..hit };
        assert_eq!(reported(&bound), "32% or more");
        let bound = FactRow { low: None, high: Some(0.5), ..bound };
        assert_eq!(reported(&bound), "50% or less");
    }

    #[test]
    fn what_differs_has_signs_and_ratios_have_no_unit() {
        let difference = FactRow { contrast: "difference".into(), ..row() };
        assert_eq!(reported(&difference), "+48 points (+32 points to +65 points)");
        let ratio = FactRow { contrast: "ratio".into(), ..row() };
        assert_eq!(reported(&ratio), "0.48 (0.32 to 0.65)");
    }

    #[test]
    fn what_has_no_width_has_few_figures() {
        let bound = FactRow {
            outcome: "pay:star:p50".into(),
            low: Some(300_000.0),
            simulated: Some(137_874.92),
            ..FactRow::default()
        };
        assert_eq!(in_short(&bound), "$300k or more, simulated $138k");
    }

    #[test]
    fn a_fact_about_two_worlds_says_which_is_held_against_which() {
        let (baseline, alternative) = (sample::scenario(), sample::alternative());
        let mut tables = sample::comparison();
        let said = |tables: &Tables| direction(&Comparison::new(&baseline, &alternative, tables));
        let titles = ["‘Exodus 2024’", "‘Research work kept as it was’"];
        assert_eq!(said(&tables), format!("{} less or over {}", titles[0], titles[1]));
        tables.facts.retain(|row| *row.contrast != *"ratio");
        assert_eq!(said(&tables), format!("{} less {}", titles[0], titles[1]));
        for row in tables.facts.iter_mut().filter(|row| !row.against.is_empty()) {
            std::mem::swap(&mut row.scenario, &mut row.against);
            row.contrast = "ratio".into();
        }
        assert_eq!(said(&tables), format!("{} over {}", titles[1], titles[0]));
    }

    #[test]
    fn claims_are_ordered_by_number() {
        let of = |claim: &str| FactRow { claim: claim.into(), ..FactRow::default() };
        let rows = ["T10", "T2", "A22", "T2b"].map(of);
        let claims = in_order(rows.iter()).into_iter().map(|row| row.claim.to_string());
        assert_eq!(claims.collect::<Vec<_>>(), ["A22", "T2", "T10", "T2b"]);
    }

    #[test]
    fn what_is_not_scored_says_why_and_nothing_else() {
        let given = FactRow {
            verdict: "not-scored".into(),
            reason: "given: the staff is an input".into(),
            ..FactRow::default()
        };
        assert_eq!(verdict(&given), "not scored: given: the staff is an input");
        assert_eq!([reported(&given), simulated(&given)], ["", ""]);
    }
}
