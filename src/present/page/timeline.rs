//! What happened: by script, and by itself.

use maud::Markup;
use maud::html;

use crate::present::Run;
use crate::present::changes::same_event;
use crate::present::format;
use crate::scenario::Event;
use crate::scenario::Scenario;

use super::table;

/// The events of all scenarios by date, and which of several scenarios have them.
pub(super) fn scripted(scenarios: &[&Scenario]) -> Markup {
    let events = events(scenarios);
    let several = scenarios.len() > 1;
    let heads: &[&str] = if several { &["date", "event", "in"] } else { &["date", "event"] };
    html! {
        section {
            h2 { "Timeline" }
            @if events.is_empty() { p { "Nothing is scripted: whatever happens arises from the model." } }
            @else {
                (table(heads, events.iter().map(|(event, of)| {
                    let everywhere = of.len() == scenarios.len();
                    let of = if everywhere { "all".to_owned() } else { of.join(", ") };
                    vec![html! { (format::day(event.date)) }, html! { (event.label) }, html! { (of) }]
                })))
            }
            @for scenario in scenarios {
                @if !scenario.left_out.is_empty() {
                    p.note {
                        "Left out of ‘" (scenario.title) "’, because they lie outside the horizon: "
                        (scenario.left_out.join(", ")) "."
                    }
                }
            }
        }
    }
}

/// Each event once, by date, with the titles of the scenarios that have it: those that have another one of its name and
/// day do not.
fn events<'a>(scenarios: &[&'a Scenario]) -> Vec<(&'a Event, Vec<&'a str>)> {
    // With the place of the first scenario that has it.
    let mut events: Vec<(usize, &Event, Vec<&str>)> = Vec::new();
    for (place, scenario) in scenarios.iter().enumerate() {
        let earlier = &scenarios[..place];
        let same: Vec<_> = earlier.iter().map(|other| same_event(other, scenario)).collect();
        for event in &scenario.events {
            let known = |(first, other, _): &&mut (usize, &Event, _)| {
                same.get(*first).is_some_and(|same| same(other, event))
            };
            match events.iter_mut().find(known) {
                Some((.., of)) => of.push(&scenario.title),
                None => events.push((place, event, vec![&scenario.title])),
            }
        }
    }
    let mut events: Vec<_> = events.into_iter().map(|(_, event, of)| (event, of)).collect();
    events.sort_by_key(|(event, _)| event.date);
    events
}

/// What arose by itself, and how often; nothing if nothing did.
pub(super) fn arisen(run: &Run<'_>, heading: &str) -> Markup {
    let arisen = run.arisen();
    let heads = ["what arose by itself", "where", "in how many histories", "a history"];
    let rows = arisen.iter().map(|arisen| {
        let places = format::places_for(arisen.mean);
        vec![
            html! { (arisen.kind.replace('-', " ")) },
            html! { (if arisen.firm.is_empty() { "the whole market" } else { run.label(arisen.firm) }) },
            html! { (format::percent(arisen.share)) },
            html! { (format::decimal(arisen.mean, places)) },
        ]
    });
    html! {
        @if !arisen.is_empty() {
            section {
                h2 { (heading) }
                (table(&heads, rows))
                p.note { "The last column is the mean number in a history; the table of events has each of them." }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample;

    #[test]
    fn an_event_with_another_label_or_value_is_listed_for_each_world() {
        let baseline = sample::scenario();
        let of = |change: &str| {
            let other = sample::world("other", &["title=Another", change]);
            let listed = events(&[&baseline, &other]).into_iter();
            listed.map(|(event, of)| format!("{}: {}", event.label, of.join(", "))).collect()
        };
        let listed: Vec<String> = of("event.ouster.label=Shown the door");
        assert_eq!(listed[..2], ["Chief executive ousted: Exodus 2024", "Shown the door: Another"]);
        assert_eq!(
            listed[2..],
            ["Reinstated: Exodus 2024, Another", "Chief scientist leaves: Exodus 2024, Another"]
        );
        let listed: Vec<String> = of("event.ouster.jump=1.5");
        let both = ["Exodus 2024", "Another"].map(|of| format!("Chief executive ousted: {of}"));
        assert_eq!(listed[..2], both);
    }
}
