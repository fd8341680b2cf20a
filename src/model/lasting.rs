//! Events that last: what they do is a closed form of who was there when, and is asked for in every choice.

use std::collections::BTreeMap;

use crate::quantity::Date;
use crate::quantity::FirmId;
use crate::scenario::EventKind;
use crate::scenario::Raise;
use crate::scenario::Raised;
use crate::scenario::Scenario;
use crate::scenario::Tender;

use super::Model;

/// The raises of a scenario, in the order of its events, and the tender offers that there have been: firm by firm,
/// since they are gone through whenever somebody weighs his job.
#[derive(Debug)]
pub(super) struct Lasting<'a> {
    /// For each firm that gives its staff a raise those that may be for somebody there.
    raises: BTreeMap<FirmId, Vec<Raising<'a>>>,
    /// Those for one person, wherever he is.
    to_one: Vec<Raising<'a>>,
    tenders: Tenders<'a>,
}

/// A raise, with its day.
type Raising<'a> = (Date, &'a Raise);

/// The tender offers that there have been, by firm.
pub(super) type Tenders<'a> = BTreeMap<FirmId, Vec<Sale<'a>>>;

/// A tender offer that there has been.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sale<'a> {
    pub(super) date: Date,
    pub(super) tender: &'a Tender,
    /// What the firm was worth on the day, in dollars, if that was known: what it is worth later does not count.
    pub(super) worth: Option<f64>,
}

impl<'a> Lasting<'a> {
    pub(super) fn of(scenario: &'a Scenario, tenders: Tenders<'a>) -> Self {
        let mut lasting = Self { raises: BTreeMap::new(), to_one: Vec::new(), tenders };
        for event in &scenario.events {
            if let EventKind::Raise(raise) = &event.kind {
                lasting.add((event.date, raise));
            }
        }
        lasting
    }

    fn add(&mut self, raising: Raising<'a>) {
        match &raising.1.who {
            Raised::Staff { firm, .. } => {
                let of_firm = self.raises.entry(firm.named_firm());
                of_firm.or_insert_with(|| self.to_one.clone()).push(raising);
            }
            Raised::Researcher { .. } => {
                self.to_one.push(raising);
                self.raises.values_mut().for_each(|of_firm| of_firm.push(raising));
            }
        }
    }

    /// The raises that may be for somebody at a firm, in the order of the events.
    pub(super) fn raises(&self, firm: FirmId) -> &[Raising<'a>] {
        self.raises.get(&firm).unwrap_or(&self.to_one)
    }

    /// The tender offers of a firm that there have been.
    pub(super) fn tenders(&self, firm: FirmId) -> &[Sale<'a>] {
        self.tenders.get(&firm).map_or(&[], Vec::as_slice)
    }

    /// Gives away the tender offers that there have been.
    pub(super) fn take_tenders(&mut self) -> Tenders<'a> {
        std::mem::take(&mut self.tenders)
    }
}

impl Model<'_> {
    /// Notes the tender offers of the step, at what the firms are worth on the day.
    pub(super) fn note_tenders(&mut self) {
        for event in self.due_events() {
            if let EventKind::Tender(tender) = &event.kind {
                let (date, firm) = (event.date, tender.firm.named_firm());
                let worth = self.valuation(firm, date.midnight());
                let of_firm = self.lasting.tenders.entry(firm).or_default();
                of_firm.push(Sale { date, tender, worth });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::quantity::RoleId;
    use crate::quantity::UnitId;
    use crate::scenario::Researcher;

    use super::*;

    #[test]
    fn a_firm_has_its_own_raises_and_those_of_single_people_in_the_order_of_the_events() {
        let (classes, name, who) = (Vec::new(), String::new(), Researcher::Role(RoleId(0)));
        let to_one = Raised::Researcher { name, who };
        let staff = |firm| Raised::Staff { firm: UnitId(firm), classes: classes.clone() };
        let all = [staff(0), to_one.clone(), staff(1), to_one, staff(0)];
        let all = all.map(|who| Raise { share: 0.1, who });
        let (raises, tenders) = (BTreeMap::new(), Tenders::new());
        let mut lasting = Lasting { raises, to_one: Vec::new(), tenders };
        for (day, raise) in (0..).zip(&all) {
            lasting.add((Date::from_days(day), raise));
        }
        for (firm, expected) in [(0, &[0, 1, 3, 4][..]), (1, &[1, 2, 3]), (2, &[1, 3])] {
            let found = lasting.raises(FirmId(firm)).iter().map(|(date, _)| date.days());
            assert_eq!(found.collect::<Vec<_>>(), expected, "of firm {firm}");
        }
    }
}
