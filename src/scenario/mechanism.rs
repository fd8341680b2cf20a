//! The mechanisms of the market: one file of parameters each, and one line in this list.

pub mod choice;
pub mod exits;
pub mod recruiting;
pub mod supply;
pub mod turmoil;

/// The mechanisms that are switched on, with their parameters. `None` is off: the neutral value.
#[derive(Debug, Clone, PartialEq)]
pub struct Mechanisms {
    /// How people choose. Always on: without it nobody could answer an offer.
    pub choice: choice::Choice,
    /// Offers. Off: nobody is called.
    pub recruiting: Option<recruiting::Recruiting>,
    /// Turmoil. Off: firms are calm whatever happens.
    pub turmoil: Option<turmoil::Turmoil>,
    /// Dismissals and leaving the field. Off: jobs end by quits alone.
    pub exits: Option<exits::Exits>,
    /// Graduates. Off: nobody enters.
    pub supply: Option<supply::Supply>,
}
