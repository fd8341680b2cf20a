//! What a world rests on: sources and notes, and the parameters that are in force.

use maud::Markup;
use maud::html;

use crate::scenario::Assumption;
use crate::scenario::Parameter;
use crate::scenario::Scenario;
use crate::scenario::parameters;

use super::table;

/// The sources and notes of all scenarios, of which what several share is said once, and the parameters of the first.
pub(super) fn section(scenarios: &[&Scenario]) -> Markup {
    let mut all = Vec::new();
    for assumption in scenarios.iter().flat_map(|scenario| in_use(scenario)) {
        if !all.contains(&assumption) {
            all.push(assumption);
        }
    }
    html! {
        section {
            h2 { "Assumptions" }
            @if all.is_empty() { p { "The scenario gives no sources." } }
            @else {
                (table(&["what", "source", "note"], all.iter().map(|assumption| {
                    let said = |words: &Option<String>| html! { (words.as_deref().unwrap_or_default()) };
                    let path = html! { code { (assumption.path) } };
                    vec![path, said(&assumption.source), said(&assumption.note)]
                })))
            }
            @if let [first, others @ ..] = scenarios { (in_force(first, !others.is_empty())) }
        }
    }
}

/// The assumptions of a scenario but for those about events that it leaves out.
fn in_use(scenario: &Scenario) -> impl Iterator<Item = &Assumption> {
    let is_left_out = |assumption: &&Assumption| {
        let event = assumption.path.strip_prefix("event.").and_then(|path| path.split('.').next());
        event.is_some_and(|event| scenario.left_out.iter().any(|name| name == event))
    };
    scenario.assumptions.iter().filter(move |assumption| !is_left_out(assumption))
}

/// Every taste, and every parameter of the mechanisms that are on: folded, since there are many.
fn in_force(scenario: &Scenario, is_compared: bool) -> Markup {
    let row = |parameter: Parameter| {
        let from = if parameter.is_written { "written" } else { "default" };
        vec![
            html! { code { (parameter.path) } },
            html! { (parameter.value) },
            html! { (from) },
            html! { (parameter.status) },
        ]
    };
    html! {
        details {
            summary { "Parameters in force" @if is_compared { ": " (scenario.title) } }
            (table(&["parameter", "value", "from", "status"], parameters(scenario).into_iter().map(row)))
            p.note {
                "What people care for, and all mechanisms that are on. Written is what the scenario says, with its \
                 source above if it gives one. Status says what a default rests on: S is chosen so that the claims of \
                 press articles that are named come out, L is from the literature, F is assumed, X is given."
                @if is_compared { " What is otherwise in the other worlds stands under ‘What was changed’." }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;

    #[test]
    fn every_mechanism_that_is_on_has_a_row() {
        let sets = [
            "mechanism.recruiting={}",
            "mechanism.contagion={}",
            "mechanism.mission.enabled=false",
        ];
        let scenario = sample::world("a", &sets);
        let page = section(&[&scenario]).into_string();
        for path in
            ["taste.research", "mechanism.choice.", "mechanism.turmoil.", "mechanism.contagion."]
        {
            assert!(page.contains(&format!("<code>{path}")), "{path}");
        }
        assert!(!page.contains("mechanism.mission"));
        assert!(page.contains("<td data-head=\"from\">default</td>"));
    }

    #[test]
    fn what_is_left_out_rests_on_nothing() {
        let mut scenario = sample::scenario();
        let about = |path: &str| Assumption {
            path: path.to_owned(),
            source: Some(format!("source of {path}")),
            note: None,
        };
        scenario.assumptions.extend([
            about("event.pay-war"),
            about("event.pay-war.set"),
            about("event.ouster"),
        ]);
        let page = section(&[&scenario]).into_string();
        assert!(
            page.contains("source of event.ouster") && !page.contains("source of event.pay-war")
        );
    }
}
