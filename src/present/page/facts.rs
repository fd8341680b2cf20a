//! The section of the page about what was reported.

use maud::Markup;
use maud::html;

use crate::present::Comparison;
use crate::present::Run;
use crate::present::fact;
use crate::present::format;
use crate::record::FactRow;

use super::table;

/// The facts of a run.
pub(super) fn of_run(run: &Run<'_>) -> Markup {
    section("Facts", &run.facts(), None)
}

/// The facts about what differs between two worlds, and which of them is held against which.
pub(super) fn of_comparison(comparison: &Comparison<'_>) -> Markup {
    let direction = fact::direction(comparison);
    section("Facts about what differs", &comparison.facts(), Some(&direction))
}

/// The facts with their verdicts, and what a verdict means; nothing where there are none.
fn section(title: &str, facts: &[&FactRow], direction: Option<&str>) -> Markup {
    let heads = ["claim", "what was reported", "reported", "simulated", "log score", "verdict"];
    let rows = facts.iter().map(|row| {
        let verdict = fact::verdict(row);
        let log_score = row.log_score.map(|score| format::signed(score, 1));
        vec![
            html! { (row.claim) },
            html! { (row.says) },
            html! { (fact::reported(row)) },
            html! { (fact::simulated(row)) },
            html! { (log_score.unwrap_or_default()) },
            html! { @if row.verdict.starts_with("miss") { strong { (verdict) } } @else { (verdict) } },
        ]
    });
    html! {
        @if !facts.is_empty() {
            section {
                h2 { (title) }
                (table(&heads, rows))
                @if let Some(direction) = direction { p.note { "What is reported and simulated here is " (direction) "." } }
                p.note {
                    "A hit is a reported value within the 5–95% band of the simulated ones, if that band is at most \
                     three times as wide as the reported interval; or a bound that the simulated median meets. A \
                     claim of several facts is a hit if all of them are. The log score is the logarithm of how likely \
                     the simulation makes the report."
                }
            }
        }
    }
}
