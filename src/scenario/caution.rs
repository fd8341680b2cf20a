//! What is no mistake, and may not be what is meant.

use super::Departure;
use super::Destination;
use super::Event;
use super::EventKind;
use super::Leavers;
use super::Scenario;

impl Scenario {
    /// Remarks on what may not be meant, a sentence each: roles that depart by script more than once.
    pub fn cautions(&self) -> Vec<String> {
        let numbered = self.events.iter().enumerate();
        numbered.filter_map(|(number, event)| self.departs_again(event, number)).collect()
    }

    /// Of an event by which the holder of a role leaves, and which is not the first: from where he leaves then.
    fn departs_again(&self, event: &Event, number: usize) -> Option<String> {
        let departure = departure(event)?;
        let Leavers::Role(role) = departure.who else { return None };
        let earlier = self.events[..number].iter().rev().find_map(|before| {
            let same = departure_of(before, departure.who)?;
            Some((before, same))
        });
        let (before, first) = earlier?;
        let name = &self.roles.get(usize::from(role.0))?.name;
        let from = match first.destination {
            Destination::Firm(firm) => {
                format!("leaves `{}`, unless he has left it by then", self.unit_name(firm))
            }
            Destination::Open => "leaves the firm that he is at by then".to_owned(),
            Destination::Outside => "is outside the market by then".to_owned(),
        };
        Some(format!(
            "`{name}` departs by script on {} already (`event.{}`), and on {} (`event.{}`) {from}: to have him depart \
             once, add `event.{}.enabled = false` or `event.{}.enabled = false`",
            before.date, before.name, event.date, event.name, before.name, event.name
        ))
    }
}

/// What leaving there is in an event, if there is any of a role or of staff.
fn departure(event: &Event) -> Option<Departure> {
    match event.kind {
        EventKind::Departure(departure) => Some(departure),
        EventKind::SpinOff(spin_off) => Some(spin_off.departure()),
        _ => None,
    }
}

fn departure_of(event: &Event, who: Leavers) -> Option<Departure> {
    departure(event).filter(|departure| departure.who == who)
}

#[cfg(test)]
mod tests {
    use crate::scenario;
    use crate::scenario::Library;

    struct Text(&'static str);

    impl Library for Text {
        fn text(&self, _path: &str) -> Result<String, String> {
            Ok(self.0.to_owned())
        }
    }

    const WORLD: &str = "\
        title = 'A world'\nfocal = 'cedar'\noutcomes = []\n[time]\nstart = 2022-01-01\nend = 2023-01-01\n\
        [population]\nresearchers = 500\n[firm.cedar]\nstaff = 200\n[firm.maple]\nstaff = 300\n\
        [role.chief]\nfirm = 'cedar'\nclass = 'star'\n\
        [event.early]\nkind = 'departure'\nrole = 'chief'\ndate = 2022-02-01\ndestination = 'maple'\n\
        [event.late]\nkind = 'departure'\nrole = 'chief'\ndate = 2022-05-14\ndestination = 'outside'\n";

    fn cautions(sets: &[&str]) -> Vec<String> {
        let sets: Vec<String> = sets.iter().map(|&set| set.to_owned()).collect();
        scenario::read(&Text(WORLD), "world.toml", &sets, &[]).unwrap().cautions()
    }

    #[test]
    fn a_role_that_departs_twice_is_remarked_on_at_the_later_one() {
        assert_eq!(
            cautions(&[]),
            [
                "`chief` departs by script on 2022-02-01 already (`event.early`), and on 2022-05-14 (`event.late`) leaves \
              `maple`, unless he has left it by then: to have him depart once, add `event.early.enabled = false` or \
              `event.late.enabled = false`"
            ]
        );
        let spin_off = "event.third={kind='spin-off', role='chief', into='maple', date=2022-09-01}";
        let third = cautions(&[spin_off]);
        assert!(
            third[1].starts_with("`chief` departs by script on 2022-05-14 already"),
            "{third:?}"
        );
    }

    #[test]
    fn a_role_that_departs_once_is_not() {
        for off in ["event.early.enabled=false", "event.late.enabled=false"] {
            assert_eq!(cautions(&[off]), [""; 0], "{off}");
        }
        let outside = cautions(&["event.early.destination='outside'"]);
        assert!(outside[0].contains("is outside the market by then"), "{outside:?}");
    }
}
