//! The page of a study: many worlds around one scenario.

use maud::html;

use crate::scenario::Scenario;

use super::Charts;
use super::Origin;
use super::assumptions;
use super::caveats;
use super::figures;
use super::opening;
use super::page;
use super::reproduce;
use super::table;
use super::timeline;

/// What the page of a study says besides its charts.
#[derive(Debug, Clone, PartialEq)]
pub struct Study<'a> {
    /// The scenario that the other worlds lie around.
    pub scenario: &'a Scenario,
    /// The subject of the finding.
    pub title: String,
    /// The answers, a sentence each.
    pub answers: Vec<String>,
    /// Tables of numbers under the charts.
    pub tables: Vec<StudyTable>,
    /// Replicates of each world.
    pub replicates: usize,
}

/// A table on the page of a study.
#[derive(Debug, Clone, PartialEq)]
pub struct StudyTable {
    /// What it is about.
    pub heading: String,
    /// The heads of its columns.
    pub heads: Vec<&'static str>,
    /// Its rows, with a text for each column.
    pub rows: Vec<Vec<String>>,
    /// What has to be known to read it.
    pub note: &'static str,
}

/// The page of a study of many worlds around one scenario.
pub fn study_page(study: &Study<'_>, charts: &Charts, origin: &Origin<'_>) -> String {
    let Study { scenario, title, answers, tables, replicates } = study;
    page(
        title,
        &html! {
            (opening::opening(title, scenario.question.as_deref(), answers))
            (figures("", charts))
            @for StudyTable { heading, heads, rows, note } in tables {
                section {
                    h2 { (heading) }
                    (table(heads, rows.iter().map(|row| row.iter().map(|cell| html! { (cell) }).collect())))
                    p.note { (note) }
                }
            }
            (timeline::scripted(&[scenario]))
            (assumptions::section(&[scenario]))
            (reproduce(&[scenario], *replicates, origin))
            (caveats())
        },
    )
}
