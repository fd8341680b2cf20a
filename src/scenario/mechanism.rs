//! The mechanisms of the market: one file of parameters each, and one line in this list.

mod choice;
mod exits;
mod recruiting;
mod supply;
mod turmoil;

pub use choice::Choice;
pub use exits::Exits;
pub use recruiting::Recruiting;
pub use supply::Supply;
pub use turmoil::Turmoil;

/// The mechanisms that are switched on, with their parameters. `None` is off: the neutral value.
#[derive(Debug, Clone, PartialEq)]
pub struct Mechanisms {
    /// How people choose. Always on: without it nobody could answer an offer.
    pub choice: Choice,
    /// Offers. Off: nobody is called.
    pub recruiting: Option<Recruiting>,
    /// Turmoil. Off: firms are calm whatever happens.
    pub turmoil: Option<Turmoil>,
    /// Dismissals and leaving the field. Off: jobs end by quits alone.
    pub exits: Option<Exits>,
    /// Graduates. Off: nobody enters.
    pub supply: Option<Supply>,
}
