//! What happened: by script, and by itself.

use maud::Markup;
use maud::html;

use crate::present::Run;
use crate::present::format;
use crate::scenario::Event;
use crate::scenario::Scenario;

use super::table;

/// The events of all scenarios by date, and which of several scenarios have them.
pub(super) fn scripted(scenarios: &[&Scenario]) -> Markup {
    let mut events: Vec<(&Event, Vec<&str>)> = Vec::new();
    for scenario in scenarios {
        for event in &scenario.events {
            let same = |(other, _): &&mut (&Event, _)| {
                other.name == event.name && other.date == event.date
            };
            match events.iter_mut().find(same) {
                Some((_, of)) => of.push(&scenario.title),
                None => events.push((event, vec![&scenario.title])),
            }
        }
    }
    events.sort_by_key(|(event, _)| event.date);
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
