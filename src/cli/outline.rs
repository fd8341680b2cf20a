//! The short table that ends a run.

use comfy_table::Table;
use comfy_table::presets::UTF8_HORIZONTAL_ONLY;

use crate::experiment::HalfWidth;
use crate::experiment::Precision;
use crate::experiment::Verdict;
use crate::present::Sweep;
use crate::present::decimal;
use crate::present::measured;
use crate::present::measured_change;
use crate::record::FactRow;
use crate::record::Summary;
use crate::record::Tables;
use crate::scenario::Scenario;

/// The outcomes of a run: mean and 5-95% band over replicates.
pub(super) fn of_run(summary: &Summary) -> String {
    let mut table = table(["outcome", "mean", "5%", "95%"]);
    for outcome in summary.scenarios.iter().flat_map(|scenario| &scenario.outcomes) {
        let name = &outcome.outcome;
        let half = (outcome.p95 - outcome.p5) / 2.0;
        let scale = if half > 0.0 { half } else { outcome.mean };
        let numbers = [outcome.mean, outcome.p5, outcome.p95];
        let numbers = match outcome.replicates {
            0 => ["none"; 3].map(str::to_owned),
            _ => numbers.map(|number| measured(name, number, scale)),
        };
        table.add_row([name.clone()].into_iter().chain(numbers));
    }
    table.to_string()
}

/// The outcomes of a comparison: both means, the paired difference with its 95% interval, and how many
/// times fewer replicates the shared luck needs.
pub(super) fn of_comparison(tables: &Tables) -> String {
    let header =
        ["world", "outcome", "baseline", "alternative", "difference", "95%", "variance ratio"];
    let mut table = table(header);
    for row in &tables.comparison {
        let half = (row.high - row.low) / 2.0;
        let scale = if half > 0.0 { half } else { row.baseline };
        let mean = |number| measured(&row.outcome, number, scale);
        let change = |number| measured_change(&row.outcome, number, scale);
        table.add_row([
            row.scenario.to_string(),
            row.outcome.to_string(),
            mean(row.baseline),
            mean(row.alternative),
            change(row.difference),
            interval(&row.outcome, [row.low, row.high], scale),
            row.variance_ratio.map_or_else(|| "-".to_owned(), |ratio| decimal(ratio, 1)),
        ]);
    }
    table.to_string()
}

/// The outcomes of a sweep by cell: the mean with its 95% interval, and the paired difference to the scenario
/// as it is written with its own. Nothing if there are too many cells to be read here.
pub(super) fn of_sweep(sweep: &Sweep<'_>) -> Option<String> {
    const MOST: usize = 24;
    let paths = sweep.paths().join("; ");
    let mut table = table(["outcome", &paths, "mean", "95%", "difference", "95%"]);
    for outcome in &sweep.outcomes {
        for row in sweep.rows(outcome) {
            table.add_row([(*outcome).to_owned()].into_iter().chain(row));
        }
    }
    (sweep.cells.len() <= MOST).then(|| table.to_string())
}

/// What outcomes are attributed to: the part of each cause with its 95% interval.
pub(super) fn of_attribution(tables: &Tables) -> String {
    let mut table = table(["outcome", "cause", "part", "95%", "error of sampling"]);
    for row in &tables.attribution {
        let half = (row.high - row.low) / 2.0;
        let scale = if half > 0.0 { half } else { (row.all - row.none).abs() };
        let change = |number| measured_change(&row.outcome, number, scale);
        let error = row.sampling_error.filter(|error| *error > 0.0);
        table.add_row([
            row.outcome.to_string(),
            row.player.to_string(),
            change(row.value),
            interval(&row.outcome, [row.low, row.high], scale),
            error.map_or_else(|| "-".to_owned(), |error| measured(&row.outcome, error, error)),
        ]);
    }
    table.to_string()
}

/// The ends of the interval of a change; a dash where one replicate has none.
fn interval(outcome: &str, [low, high]: [f64; 2], scale: f64) -> String {
    let change = |end| measured_change(outcome, end, scale).replace(" points", "");
    if low.is_nan() { "-".to_owned() } else { format!("{} to {}", change(low), change(high)) }
}

/// How many pairs a precision took.
pub(super) fn of_precision(precision: Precision, reached: bool, pairs: u32) -> String {
    let half_width = match precision.half_width {
        HalfWidth::Of(half_width) => half_width.to_string(),
        HalfWidth::Tenth => "a tenth of the baseline".to_owned(),
    };
    let enough = if reached { "are enough" } else { "are not enough" };
    format!("{pairs} pairs {enough} for a 95% interval of the leading outcome of ± {half_width}.")
}

/// Over so many histories the band of a fact holds four in five of what is true; over fewer less, over many nine in ten.
const LEAST_HISTORIES: u32 = 20;

/// How many of the facts are hit, and which are not; nothing where there are none. The bands of few histories are too
/// narrow.
pub(super) fn of_facts(facts: &[FactRow], histories: u32) -> Option<String> {
    let with = |verdict: Verdict| facts.iter().filter(move |row| &*row.verdict == verdict.name());
    let (hits, misses) = (with(Verdict::Hit).count(), with(Verdict::Miss).count());
    let unscored = with(Verdict::NotScored).count();
    let missed = |row: &FactRow| format!("{} {} ({})", row.claim, row.fact, row.reason);
    let missed: Vec<String> = with(Verdict::Miss).map(missed).collect();
    let tail =
        if missed.is_empty() { String::new() } else { format!("; misses: {}", missed.join(", ")) };
    let rest = if unscored > 0 { format!("; {unscored} not scored") } else { String::new() };
    let few = match histories {
        _ if hits + misses == 0 => String::new(),
        0..LEAST_HISTORIES => format!(
            ", over only {}, whose 5–95% bands are too narrow (take {LEAST_HISTORIES} or more)",
            histories_in_words(histories)
        ),
        _ => String::new(),
    };
    (!facts.is_empty()).then(|| format!("Facts: {hits} of {} hit{few}{tail}{rest}.", hits + misses))
}

fn histories_in_words(histories: u32) -> String {
    if histories == 1 { "one history".to_owned() } else { format!("{histories} histories") }
}

/// What may not be meant in some worlds, once each.
pub(super) fn of_cautions<'s>(worlds: impl IntoIterator<Item = &'s Scenario>) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    for caution in worlds.into_iter().flat_map(Scenario::cautions) {
        let note = format!("Note: {caution}.");
        if !said.contains(&note) {
            said.push(note);
        }
    }
    said
}

/// What was changed in a world, a line each; the page has those that are too many.
pub(super) fn of_changes(title: &str, changes: &[String]) -> String {
    const MOST: usize = 8;
    let lines = changes.iter().take(MOST).map(|change| format!("  {change}"));
    let more = changes.len().saturating_sub(MOST);
    let more = (more > 0).then(|| format!("  and {more} more, which the page lists"));
    let heading = match changes {
        [] => format!("{title} is the same world as the baseline."),
        _ => format!("{title} differs from the baseline:"),
    };
    std::iter::once(heading).chain(lines).chain(more).collect::<Vec<_>>().join("\n")
}

fn table<const N: usize>(header: [&str; N]) -> Table {
    let mut table = Table::new();
    table.load_style(UTF8_HORIZONTAL_ONLY);
    table.set_header(header);
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_over_few_histories_are_said_to_be_so() {
        let fact = |claim: &str, verdict: Verdict| FactRow {
            fact: "letter".into(),
            claim: claim.into(),
            verdict: verdict.name().into(),
            reason: if verdict == Verdict::Miss { "too low".into() } else { "".into() },
            ..FactRow::default()
        };
        let facts = [fact("T1", Verdict::Hit), fact("T2", Verdict::Miss)];
        let said = |histories| of_facts(&facts, histories).unwrap();
        assert_eq!(said(20), "Facts: 1 of 2 hit; misses: T2 letter (too low).");
        assert_eq!(
            said(4),
            "Facts: 1 of 2 hit, over only 4 histories, whose 5–95% bands are too narrow (take 20 or more); misses: T2 letter \
             (too low)."
        );
        let unscored = of_facts(&[fact("T3", Verdict::NotScored)], 4);
        assert_eq!(unscored.as_deref(), Some("Facts: 0 of 0 hit; 1 not scored."));
        assert_eq!(of_facts(&[], 4), None);
    }
}
