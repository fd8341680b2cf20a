//! Money and multiples of it beyond all measure: what no market pays, and no sum of which could be told.

use crate::quantity::CLASSES;
use crate::quantity::Path;
use crate::quantity::PerClass;
use crate::quantity::Positive;
use crate::scenario::Campaign;
use crate::scenario::ClassProfile;
use crate::scenario::Event;
use crate::scenario::EventKind;
use crate::scenario::Firm;
use crate::scenario::FirmGroup;
use crate::scenario::Funding;
use crate::scenario::Mechanisms;
use crate::scenario::Region;
use crate::scenario::reading::Reading;

use super::person::TALENTS;
use super::size::greatest;

/// Dollars: more than all that there is on Earth.
const MOST_DOLLARS: f64 = 1e15;
/// Dollars a year that pay at a firm of pay level 1 is at least: less is lost among what else people have.
const LEAST_PAY: f64 = 1.0;
/// What pay is at most as a multiple of other pay.
const MOST_LEVEL: f64 = 1e6;
/// What multiplies somebody's pay at most in one move or answer: more would run away in a few.
const MOST_RISE: f64 = 100.0;
/// A greater elasticity is none that was ever measured.
const MOST_ELASTICITY: f64 = 10.0;
/// Users for each member of staff: all people on Earth.
const MOST_USERS: f64 = 1e10;

impl Reading<'_> {
    fn check_at_most(&mut self, path: &[&str], value: f64, most: f64, unit: &str) {
        self.check_within(path, value, f64::NEG_INFINITY..=most, unit);
    }

    fn check_dollars(&mut self, path: &[&str], dollars: f64) {
        self.check_at_most(path, dollars, MOST_DOLLARS, " dollars");
    }
}

/// Complains of sums, and of multiples of pay, beyond all measure.
pub(super) fn check(
    reading: &mut Reading<'_>,
    (classes, regions): (&PerClass<ClassProfile>, &[Region]),
    units: (&[Firm], &[FirmGroup]),
    (events, mechanisms): (&[Event], &Mechanisms),
) {
    check_world(reading, classes, units, regions);
    check_script(reading, events);
    check_mechanisms(reading, mechanisms);
}

/// Complains of those of firms, groups, classes and regions.
fn check_world(
    reading: &mut Reading<'_>,
    classes: &PerClass<ClassProfile>,
    (firms, groups): (&[Firm], &[FirmGroup]),
    regions: &[Region],
) {
    for class in CLASSES {
        let (path, pay) = (["class", class.name(), "pay"], classes[class].pay.0);
        reading.check_within(&path, pay, LEAST_PAY..=f64::INFINITY, " dollar");
        reading.check_dollars(&path, pay);
    }
    for firm in firms {
        check_firm(reading, firm);
    }
    for group in groups {
        let at = |key| ["firm-group", group.name.as_str(), key];
        let level = group.pay_level.almost_greatest();
        let path = [&at("pay")[..], &["level"]].concat();
        reading.check_at_most(&path, level, MOST_LEVEL, ", of next to all firms");
        reading.check_dollars(&at("valuation"), group.valuation.unwrap_or(0.0));
        reading.check_at_most(&at("users-per-head"), group.users_per_head, MOST_USERS, "");
    }
    for region in regions {
        let path = ["region", &region.name, "pay"];
        reading.check_at_most(&path, greatest(&region.pay), MOST_LEVEL, "");
    }
}

fn check_firm(reading: &mut Reading<'_>, firm: &Firm) {
    let at = |key| ["firm", firm.name.as_str(), key];
    let most = |path: &Option<Path>| path.as_ref().map_or(0.0, greatest);
    let of_pay = |key| [&at("pay")[..], &[key]].concat();
    reading.check_at_most(&of_pay("level"), greatest(&firm.pay_level), MOST_LEVEL, "");
    reading.check_at_most(&of_pay("offer-premium"), firm.offer_premium, MOST_RISE, "");
    reading.check_dollars(&at("valuation"), most(&firm.valuation));
    reading.check_dollars(&at("training-budget"), most(&firm.training_budget));
    reading.check_at_most(&at("users-per-head"), most(&firm.users_per_head), MOST_USERS, "");
}

/// Complains of those of the script.
fn check_script(reading: &mut Reading<'_>, events: &[Event]) {
    for event in events {
        let at = |key| ["event", event.name.as_str(), key];
        match &event.kind {
            EventKind::Funding(Funding { valuation, .. }) => {
                reading.check_dollars(&at("valuation"), valuation.unwrap_or(0.0));
            }
            EventKind::Campaign(Campaign { pay_multiple, signing_bonus, .. }) => {
                let multiple = pay_multiple.map_or(0.0, Positive::get);
                reading.check_at_most(&at("pay-multiple"), multiple, MOST_RISE, "");
                reading.check_dollars(&at("signing-bonus"), signing_bonus.0);
            }
            _ => {}
        }
    }
}

/// Complains of those of **pay**, **bidding** and **equity**.
fn check_mechanisms(reading: &mut Reading<'_>, mechanisms: &Mechanisms) {
    if let Some(pay) = &mechanisms.pay {
        let at = |key| ["mechanism", "pay", key];
        reading.check_dollars(&at("reference-budget"), pay.reference_budget.0);
        reading.check_at_most(&at("first-wealth"), pay.first_wealth, MOST_LEVEL, " years of pay");
        reading.check_at_most(&at("bid-elasticity"), pay.bid_elasticity, MOST_ELASTICITY, "");
        reading.check_at_most(&at("band-bounds"), pay.band_bounds[1], MOST_LEVEL, "");
        reading.check_within(&at("top-talent"), pay.top_talent.get(), TALENTS, "");
    }
    if let Some(bidding) = &mechanisms.bidding {
        let path = ["mechanism", "bidding", "retention-ceiling"];
        reading.check_at_most(&path, bidding.retention_ceiling, MOST_RISE, "");
    }
    if let Some(equity) = &mechanisms.equity {
        let path = ["mechanism", "equity", "reference-valuation"];
        reading.check_dollars(&path, equity.reference_valuation.0);
    }
}
