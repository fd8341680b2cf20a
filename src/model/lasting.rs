//! Events that last: what they do is a closed form of who was there when, and is asked for in every choice.

use crate::quantity::Date;
use crate::scenario::Event;
use crate::scenario::EventKind;
use crate::scenario::Raise;
use crate::scenario::Scenario;
use crate::scenario::Tender;

use super::Model;

/// The raises of a scenario, in the order of its events, and the tender offers that there have been.
#[derive(Debug)]
pub(super) struct Lasting<'a> {
    pub(super) raises: Vec<(Date, &'a Raise)>,
    pub(super) tenders: Vec<Sale<'a>>,
}

/// A tender offer that there has been.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sale<'a> {
    pub(super) date: Date,
    pub(super) tender: &'a Tender,
    /// What the firm was worth on the day, in dollars, if that was known: what it is worth later does not count.
    pub(super) worth: Option<f64>,
}

impl<'a> Lasting<'a> {
    pub(super) fn of(scenario: &'a Scenario, tenders: Vec<Sale<'a>>) -> Self {
        let raise = |event: &'a Event| match &event.kind {
            EventKind::Raise(raise) => Some((event.date, raise)),
            _ => None,
        };
        Self { raises: scenario.events.iter().filter_map(raise).collect(), tenders }
    }
}

impl Model<'_> {
    /// Notes the tender offers of the step, at what the firms are worth on the day.
    pub(super) fn note_tenders(&mut self) {
        for event in self.due_events() {
            if let EventKind::Tender(tender) = &event.kind {
                let (date, firm) = (event.date, tender.firm.named_firm());
                let worth = self.valuation(firm, date.midnight());
                self.lasting.tenders.push(Sale { date, tender, worth });
            }
        }
    }
}
