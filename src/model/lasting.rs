//! Events that last: what they do is a closed form of who was there when, and is asked for in every choice.

use crate::quantity::Date;
use crate::scenario::EventKind;
use crate::scenario::Raise;
use crate::scenario::Scenario;
use crate::scenario::Tender;

/// The raises and tender offers of a scenario, with their days, in the order of its events.
#[derive(Debug)]
pub(super) struct Lasting<'a> {
    pub(super) raises: Vec<(Date, &'a Raise)>,
    pub(super) tenders: Vec<(Date, &'a Tender)>,
}

impl<'a> Lasting<'a> {
    pub(super) fn of(scenario: &'a Scenario) -> Self {
        let (mut raises, mut tenders) = (Vec::new(), Vec::new());
        for event in &scenario.events {
            match &event.kind {
                EventKind::Raise(raise) => raises.push((event.date, raise)),
                EventKind::Tender(tender) => tenders.push((event.date, tender)),
                _ => {}
            }
        }
        Self { raises, tenders }
    }
}
