//! What was changed between two worlds, in words.

use std::collections::BTreeSet;

use maud::Markup;
use maud::html;

use crate::scenario::Change;
use crate::scenario::Event;
use crate::scenario::Scenario;
use crate::scenario::What;
use crate::scenario::difference;

use super::Comparison;
use super::format;

/// Longer values are cut: whoever wants the whole text has it in the manifest.
const LONGEST_VALUE: usize = 80;

/// What is otherwise in the alternative than in the baseline: a line for each change.
pub fn changes(comparison: &Comparison<'_>) -> Vec<String> {
    let all = of(comparison).into_iter();
    all.map(|change| format!("`{}`{}", change.path, in_words(&change.what))).collect()
}

/// The same as a section of the page.
pub(super) fn section(comparison: &Comparison<'_>) -> Markup {
    let changes = of(comparison);
    html! {
        section {
            h2 { "What was changed: " (comparison.alternative.scenario.title) }
            @if changes.is_empty() { p { "Nothing: both are the same world." } }
            @else {
                ul {
                    @for change in &changes {
                        li { code { (change.path) } (in_words(&change.what)) }
                    }
                }
            }
        }
    }
}

fn of(comparison: &Comparison<'_>) -> Vec<Change> {
    difference(comparison.baseline.scenario, comparison.alternative.scenario)
}

/// Whether an event of one scenario is the same in another: in its name, its day and its label, and in all that the
/// two say of it.
pub(super) fn same_event(one: &Scenario, other: &Scenario) -> impl Fn(&Event, &Event) -> bool {
    let name = |change: Change| {
        let name = change.path.strip_prefix("event.")?.split('.').next()?;
        Some(name.to_owned())
    };
    let changed: BTreeSet<String> = difference(one, other).into_iter().filter_map(name).collect();
    move |one, other| {
        let is_same = one.name == other.name && one.date == other.date && one.label == other.label;
        is_same && !changed.contains(&one.name)
    }
}

fn in_words(what: &What) -> String {
    match what {
        What::New => " is new".to_owned(),
        What::Gone => " is not there".to_owned(),
        What::SwitchedOn => " is switched on".to_owned(),
        What::SwitchedOff => " is switched off".to_owned(),
        What::Later { date, from, to } => {
            let day = date.parse().map_or_else(|_| date.clone(), format::day);
            format!(": {} → {} from {day} on", short(from.as_deref()), short(Some(to)))
        }
        What::Value { from, to } => {
            format!(": {} → {}", short(from.as_deref()), short(to.as_deref()))
        }
    }
}

fn short(value: Option<&str>) -> String {
    let Some(value) = value else { return "default".to_owned() };
    if value.chars().count() <= LONGEST_VALUE {
        return value.to_owned();
    }
    let kept: String = value.chars().take(LONGEST_VALUE).collect();
    format!("{kept}…")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;
    use crate::record::Tables;

    #[test]
    fn changes_are_told_in_words() {
        let (mut baseline, mut alternative) = (sample::scenario(), sample::alternative());
        baseline.text = "[firm.a]\nstaff = 5\npay = { level = 1 }\n[event.b]\n".to_owned();
        alternative.text =
            "[firm.a]\nstaff = 6\n[event.b]\nenabled = false\n[event.c]\nkind = 'change'\n\
                            date = 2023-06-01\nset = { 'firm.a.reach' = 2 }\n"
                .to_owned();
        let tables = Tables::default();
        let comparison = Comparison::new(&baseline, &alternative, &tables);
        let expected = [
            "`event.b` is switched off",
            "`firm.a.pay.level`: 1 → default",
            "`firm.a.reach`: default → 2 from 1 Jun 2023 on",
            "`firm.a.staff`: 5 → 6",
        ];
        assert_eq!(changes(&comparison), expected);
        let page = section(&comparison).into_string();
        assert!(page.contains("<li><code>event.b</code> is switched off</li>"), "{page}");
    }

    #[test]
    fn an_event_is_the_same_if_label_and_values_are() {
        let baseline = sample::scenario();
        let of = |changes: &[&str]| {
            let other = sample::world("other", changes);
            let same = same_event(&baseline, &other);
            baseline.events.iter().zip(&other.events).map(|(a, b)| same(a, b)).collect::<Vec<_>>()
        };
        assert_eq!(of(&["title=another", "firm.meta.staff=5"]), [true; 3]);
        assert_eq!(of(&["firm.aardvark.staff=5"]), [true; 3], "whatever the places of firms are");
        assert_eq!(of(&["event.ouster.label=Ousted"]), [false, true, true]);
        assert_eq!(of(&["event.ouster.jump=1.5"]), [false, true, true]);
        assert_eq!(of(&["event.ouster.date=2023-11-18"]), [false, true, true]);
    }

    #[test]
    fn worlds_that_are_the_same_are_said_to_be() {
        let (baseline, tables) = (sample::scenario(), Tables::default());
        let alternative = baseline.clone();
        let page = section(&Comparison::new(&baseline, &alternative, &tables)).into_string();
        assert!(page.contains("both are the same world"), "{page}");
    }

    #[test]
    fn a_long_value_is_cut() {
        assert_eq!(short(Some(&"é".repeat(80))).chars().count(), 80);
        assert!(short(Some(&"é".repeat(81))).ends_with("é…"));
    }
}
