//! The mechanisms of the market: one file of parameters each, and one line in this list.

mod acquihire;
mod bidding;
mod choice;
mod contagion;
mod equity;
mod exits;
mod founding;
mod frontier;
mod letter;
mod mission;
mod pay;
mod policy;
mod recruiting;
mod regions;
mod role_push;
mod supply;
mod turmoil;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::quantity::PerClass;

use super::ClassProfile;
use super::reading::Reading;
use super::written::Table;
use acquihire::AcquihireSpec;
use founding::FoundingSpec;
use policy::PolicySpec;
use supply::SupplySpec;

pub use acquihire::Acquihire;
pub use bidding::Bidding;
pub use bidding::Counter;
pub use choice::Choice;
pub use contagion::Contagion;
pub use equity::Equity;
pub use equity::EquityPolicy;
pub(super) use equity::EquitySpec;
pub use exits::Exits;
pub use founding::Founding;
pub use frontier::Frontier;
pub use letter::Letter;
pub use mission::Distance;
pub use mission::Mission;
pub use pay::Pay;
pub use policy::Policy;
pub use policy::Review;
pub use recruiting::MOST_LIVE_OFFERS;
pub use recruiting::Recruiting;
pub use regions::Regions;
pub use role_push::RolePush;
pub use supply::Program;
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
    /// Grants of shares and options. Off: a job is worth its cash.
    pub equity: Option<Equity>,
    /// Counter-offers. Off: employers let go whoever has a better offer.
    pub bidding: Option<Bidding>,
    /// Distances of mission. Off: nobody cares for it.
    pub mission: Option<Mission>,
    /// Offers. Off: nobody is called.
    pub recruiting: Option<Recruiting>,
    /// Where people live and come from. Off: nobody minds where a firm is, and all pay alike.
    pub regions: Option<Regions>,
    /// Turmoil. Off: firms are calm whatever happens.
    pub turmoil: Option<Turmoil>,
    /// Changes of work that nobody asked for. Off: all who are at a firm do its share of research.
    pub role_push: Option<RolePush>,
    /// Who draws others after. Off: nobody minds who else leaves, but for turmoil.
    pub contagion: Option<Contagion>,
    /// Letters. Off: nobody signs one, and guarantees move nobody.
    pub letter: Option<Letter>,
    /// New firms. Off: nobody founds one but by script.
    pub founding: Option<Founding>,
    /// Acqui-hires that arise by themselves. Off: only those happen that are scripted.
    pub acquihire: Option<Acquihire>,
    /// What is forbidden and agreed on. Off: deals are not looked at, non-competes bind nobody, and whoever has a
    /// post open calls.
    pub policy: Option<Policy>,
    /// Leads, and who is drawn by them. Off: nobody minds who is ahead.
    pub frontier: Option<Frontier>,
    /// Dismissals and leaving the field. Off: jobs end by quits alone.
    pub exits: Option<Exits>,
    /// Graduates. Off: nobody enters.
    pub supply: Option<Supply>,
}

/// The names of the mechanisms: `[mechanism.NAME]`. In the order of the fields below, to which a test
/// holds it.
pub const MECHANISMS: &[&str] = &[
    "choice",
    "pay",
    "equity",
    "bidding",
    "mission",
    "recruiting",
    "regions",
    "turmoil",
    "role-push",
    "contagion",
    "letter",
    "founding",
    "acquihire",
    "policy",
    "frontier",
    "exits",
    "supply",
];

/// The mechanisms as they are written.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct MechanismsSpec {
    choice: Table<Choice>,
    pay: Option<Table<Pay>>,
    equity: Option<Table<Equity>>,
    bidding: Option<Table<Bidding>>,
    mission: Option<Table<Mission>>,
    recruiting: Option<Table<Recruiting>>,
    regions: Option<Table<Regions>>,
    turmoil: Option<Table<Turmoil>>,
    role_push: Option<Table<RolePush>>,
    contagion: Option<Table<Contagion>>,
    letter: Option<Table<Letter>>,
    founding: Option<Table<FoundingSpec>>,
    acquihire: Option<Table<AcquihireSpec>>,
    policy: Option<Table<PolicySpec>>,
    frontier: Option<Table<Frontier>>,
    exits: Option<Table<Exits>>,
    supply: Option<Table<SupplySpec>>,
}

impl Mechanisms {
    /// Complains of mechanisms that can do nothing without another one.
    fn check_needs(&self, reading: &mut Reading<'_>) {
        let needs = [
            ("equity", self.equity.is_some(), "pay", self.pay.is_some()),
            ("contagion", self.contagion.is_some(), "recruiting", self.recruiting.is_some()),
            ("acquihire", self.acquihire.is_some(), "recruiting", self.recruiting.is_some()),
        ];
        for (name, is_on, needed, is_there) in needs {
            if is_on && !is_there && !reading.is_doubtful(&["mechanism", needed]) {
                let message = format!("`{name}` can do nothing without `{needed}`");
                let complaint = reading.at(&["mechanism", name], message);
                reading.complain(complaint.hint(format!("add `[mechanism.{needed}]`")));
            }
        }
    }
}

impl MechanismsSpec {
    /// The mechanisms as they are meant; complains of those that lack another one.
    pub(super) fn meant(
        self,
        reading: &mut Reading<'_>,
        classes: &PerClass<ClassProfile>,
    ) -> Mechanisms {
        let mechanisms = Mechanisms {
            choice: self.choice.0,
            pay: self.pay.map(|table| table.0),
            equity: self.equity.map(|table| table.0),
            bidding: self.bidding.map(|table| table.0),
            mission: self.mission.map(|table| table.0),
            recruiting: self.recruiting.map(|table| table.0),
            regions: self.regions.map(|table| table.0),
            turmoil: self.turmoil.map(|table| table.0),
            role_push: self.role_push.map(|table| table.0),
            contagion: self.contagion.map(|table| table.0),
            letter: self.letter.map(|table| table.0),
            founding: self.founding.and_then(|table| table.0.meant(reading)),
            acquihire: self.acquihire.and_then(|table| table.0.meant(reading)),
            policy: self.policy.and_then(|table| table.0.meant(reading)),
            frontier: self.frontier.map(|table| table.0),
            exits: self.exits.map(|table| table.0),
            supply: self.supply.and_then(|table| table.0.meant(reading, classes)),
        };
        mechanisms.check_needs(reading);
        mechanisms
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
