//! The mechanisms of the market: one file of parameters each, and one line in this list.

mod choice;
mod exits;
mod mission;
mod pay;
mod recruiting;
mod role_push;
mod supply;
mod turmoil;

use schemars::JsonSchema;
use serde::Deserialize;

use super::reading::Reading;
use super::written::Table;
use supply::SupplySpec;

pub use choice::Choice;
pub use exits::Exits;
pub use mission::Mission;
pub use pay::Pay;
pub use recruiting::MOST_LIVE_OFFERS;
pub use recruiting::Recruiting;
pub use role_push::RolePush;
pub use supply::Supply;
pub use turmoil::Turmoil;

/// The mechanisms that are switched on, with their parameters. `None` is off: the neutral value. By
/// default all are off but choice.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Mechanisms {
    /// How people choose. Always on: without it nobody could answer an offer.
    pub choice: Choice,
    /// Bands, raises and bids. Off: everybody earns what the employer's pay level says.
    pub pay: Option<Pay>,
    /// Distances of mission. Off: nobody cares for it.
    pub mission: Option<Mission>,
    /// Offers. Off: nobody is called.
    pub recruiting: Option<Recruiting>,
    /// Turmoil. Off: firms are calm whatever happens.
    pub turmoil: Option<Turmoil>,
    /// Changes of work that nobody asked for. Off: all who are at a firm do its share of research.
    pub role_push: Option<RolePush>,
    /// Dismissals and leaving the field. Off: jobs end by quits alone.
    pub exits: Option<Exits>,
    /// Graduates. Off: nobody enters.
    pub supply: Option<Supply>,
}

/// The names of the mechanisms: `[mechanism.NAME]`. In the order of the fields below, to which a test
/// holds it.
pub const MECHANISMS: &[&str] =
    &["choice", "pay", "mission", "recruiting", "turmoil", "role-push", "exits", "supply"];

/// The mechanisms as they are written.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct MechanismsSpec {
    choice: Table<Choice>,
    pay: Option<Table<Pay>>,
    mission: Option<Table<Mission>>,
    recruiting: Option<Table<Recruiting>>,
    turmoil: Option<Table<Turmoil>>,
    role_push: Option<Table<RolePush>>,
    exits: Option<Table<Exits>>,
    supply: Option<Table<SupplySpec>>,
}

impl MechanismsSpec {
    /// The mechanisms as they are meant.
    pub(super) fn meant(self, reading: &mut Reading<'_>) -> Mechanisms {
        Mechanisms {
            choice: self.choice.0,
            pay: self.pay.map(|table| table.0),
            mission: self.mission.map(|table| table.0),
            recruiting: self.recruiting.map(|table| table.0),
            turmoil: self.turmoil.map(|table| table.0),
            role_push: self.role_push.map(|table| table.0),
            exits: self.exits.map(|table| table.0),
            supply: self.supply.and_then(|table| table.0.meant(reading)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mechanism_that_can_be_written_has_its_name_in_the_list() {
        let wrong = toml::from_str::<MechanismsSpec>("none-of-them = 1").unwrap_err();
        let named: Vec<&str> = wrong.message().split('`').skip(3).step_by(2).collect();
        assert_eq!(named, MECHANISMS);
    }
}
