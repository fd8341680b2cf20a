//! Campaigns: a firm goes after the people of another one, for a while and on terms of its own.

use std::ops::Range;

use crate::quantity::Days;
use crate::quantity::FirmKey;
use crate::quantity::Moment;
use crate::random::Address;
use crate::random::Decision;
use crate::random::Screen;
use crate::scenario::Campaign;
use crate::scenario::EventKind;

use super::Model;
use super::offer::Application;
use super::people::Post;
use super::rates::any;
use super::rates::events;
use super::rates::threshold;
use super::source::Source;

/// Over so many years a bonus is spread where only ratios of a year's pay count.
const YEARS_OF_PAY: f64 = 4.0;

/// Which campaign an offer belongs to: the position of its event in the scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct CampaignId(u32);

/// A campaign that is on in this step, or in a part of it.
pub(super) struct Drive {
    number: CampaignId,
    campaign: Campaign,
    /// The hash of the event's name: the luck of a campaign is its own.
    key: FirmKey,
    screen: Screen,
    from: Moment,
    days: f64,
    /// Offers to one person in that time.
    mean: f64,
}

impl Model<'_> {
    /// The campaigns that are on in this step.
    pub(super) fn campaigns(&self) -> Vec<Drive> {
        if self.scenario.mechanisms.recruiting.is_none() {
            return Vec::new();
        }
        let (start, end) = (self.clock.start().0, self.clock.end().0);
        let drive = |(number, event): (u32, &crate::scenario::Event)| {
            let EventKind::Campaign(campaign) = &event.kind else { return None };
            let first = event.date.midnight();
            let from = first.0.max(start);
            let days = first.plus(campaign.duration).0.min(end) - from;
            let key = FirmKey::of_name(&event.name);
            let drive = || Drive {
                number: CampaignId(number),
                campaign: *campaign,
                key,
                screen: self.luck.screen_of(Decision::Campaign, key, self.clock.date()),
                from: Moment(from),
                days,
                mean: campaign.offers.per_day() * days,
            };
            (days > 0.0).then(drive)
        };
        (0..).zip(&self.scenario.events).filter_map(drive).collect()
    }

    /// Draws the calls of a campaign to the people of a chunk.
    pub(super) fn take_campaign(
        &self,
        people: Range<usize>,
        drive: &Drive,
        calls: &mut Vec<Application>,
    ) {
        let bound = threshold(any(drive.mean));
        let Campaign { target, classes, .. } = drive.campaign;
        let is_called =
            |post: Post| post.firm() == Some(target.named_firm()) && classes[post.class()];
        for person in people {
            let id = self.people.id[person];
            if !is_called(self.people.post[person]) || drive.screen.pair(id)[0] >= bound {
                continue;
            }
            let address = Address::of(Decision::Campaign, id, self.clock.date()).with(drive.key);
            for ordinal in 0..events(drive.screen.pair(id)[0], drive.mean) {
                let mut draws = self.luck.at(address.number(ordinal));
                let instant = drive.from.plus(Days(draws.uniform() * drive.days));
                if self.people.has_entered(person, instant) {
                    let firm = drive.campaign.firm.named_firm();
                    let source = Source::Campaign(drive.number);
                    calls.push(self.application(person, firm, instant, source));
                }
            }
        }
    }

    /// Cash a year and the bonus of an offer, in dollars, on the terms of its campaign: the multiple of what
    /// somebody earns, where that is more than the firm's ordinary offer to him. Without **pay** nobody has
    /// wealth that a bonus could be added to, and it counts as a part of one year's pay.
    pub(super) fn on_terms(&self, source: Source, ordinary: f64, own: f64) -> (f64, f64) {
        let event = match source {
            Source::Campaign(CampaignId(number)) => self.scenario.events.get(number as usize),
            _ => None,
        };
        let Some(EventKind::Campaign(terms)) = event.map(|event| &event.kind) else {
            return (ordinary, 0.0);
        };
        let pay = ordinary.max(terms.pay_multiple.map_or(0.0, |multiple| multiple.get() * own));
        let has_wealth = self.scenario.mechanisms.pay.is_some();
        let parts = if has_wealth { 1.0 } else { YEARS_OF_PAY };
        (pay, terms.signing_bonus.0 / parts)
    }
}
