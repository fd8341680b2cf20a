//! Chance: every draw of the program has an address, and is made here.
//!
//! The address - (seed, replicate; decision, researcher, firm, date, ordinal) - *is* the input of a
//! counter-based generator, bit for bit, so that no two draws share theirs and nothing is carried
//! along. Two worlds share all the luck that they have in common, person by person; an idle person
//! more, another number of threads, or a run taken up again changes nobody's draws.
//!
//! Where everybody has to be asked something in every step, [`Screen`] is a hash of the same parts,
//! fast enough for that; its quality is tested, not proved.

mod claims;
mod draws;
mod jump;
mod law;
mod philox;
mod screen;
mod sieve;
mod stable;

pub use claims::Claims;
pub use draws::Draws;
pub use jump::jump_hash;
pub use screen::Screen;
pub use sieve::Bounds;
pub use sieve::Heads;
pub use sieve::Open;
pub use sieve::QUESTIONS;
pub use sieve::Sieve;
pub use stable::LnStable;

use crate::quantity::Date;
use crate::quantity::FirmKey;
use crate::quantity::ResearcherId;

/// What a draw decides. Numbered for ever: add, never renumber, never reuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u16)]
pub enum Decision {
    /// Who is called or leaves in a step: asked of everybody.
    Screening = 1,
    /// The instant and the thinning of one call.
    Call = 2,
    /// The instant and the cause of an exit.
    Exit = 3,
    /// The part of the noise that belongs to a pair of person and firm for good.
    Pair = 4,
    /// The fresh part of the noise of one choice.
    Choice = 5,
    /// Tastes and mission position of a researcher.
    Identity = 6,
    /// The employer and the tenure of somebody at the start.
    FirstJob = 7,
    /// What a member of a firm group is like.
    FirmTraits = 8,
    /// How fractions of posts are rounded, for good.
    Posts = 9,
    /// How fractions of a vacancy's offers are rounded in a step.
    Offers = 10,
    /// On which vacancy an application lands, and its priority.
    Application = 11,
    /// How many graduate in a month.
    Graduates = 12,
    /// When and where one graduate enters.
    Entry = 13,
    /// Where the claims of a firm lie on the callers' board.
    Board = 14,
    /// The place on the callers' board to which a call goes.
    Caller = 15,
    /// The additional calls of somebody who shows that he is open to work.
    Approach = 16,
    /// When somebody shows that he is open to work.
    Searching = 17,
    /// The calls of a campaign.
    Campaign = 18,
    /// How many mere contacts there are.
    Contacts = 19,
    /// The calls of former colleagues.
    Alumni = 20,
    /// When a firm falls into a crisis of its own.
    Crisis = 21,
    /// Whom a layoff hits.
    Layoff = 22,
    /// Who of a staff departs by script, and which calls an open departure hears.
    Departure = 23,
    /// When somebody's work is brought into line with what the firm does by then.
    Push = 24,
    /// What a firm of a group is worth: how a month changes it.
    Worth = 25,
    /// Whether an employer answers an offer.
    Counter = 26,
    /// What follows from an exit for one of those close to the leaver.
    Contagion = 27,
    /// Whom a leaver asks along.
    Along = 28,
    /// The applications that somebody sends by himself.
    OwnApplication = 29,
    /// When somebody looks at a letter.
    Look = 30,
    /// From which share of signatures on somebody signs a letter.
    Threshold = 31,
    /// The fresh noise of leaving together, or not.
    Unit = 32,
    /// How well somebody is known to recruiters.
    Exposure = 33,
    /// Who learned or published with whom.
    Ties = 34,
    /// On whom the lot falls to be a member of a team that is followed.
    Followed = 35,
    /// In which region a member of a firm group is.
    Site = 36,
    /// Where somebody is at home.
    Home = 37,
    /// Whether a call from another region reaches somebody.
    Abroad = 38,
    /// When a firm is bought for its people, by whom, and who of them goes.
    Acquihire = 39,
    /// Whether a deal is forbidden.
    Review = 40,
    /// Whom a non-compete binds.
    NonCompete = 41,
    /// The applications that a firm draws by its lead and its stars.
    Attraction = 42,
    /// The same of graduates on their first day, and which firms do not draw them.
    FirstAttraction = 43,
    /// Who founds a firm, and when.
    Founding = 44,
    /// How long a firm is in stealth, and whether it succeeds then.
    Fate = 45,
    /// Who calls somebody whose firm has closed.
    Reentry = 46,
    /// In which order causes come into the world, where not all sets of them are tried.
    Order = 47,
    /// Which replicates stand in for all of them, to see how far a finding depends on them.
    Resample = 48,
    /// Where the points of a design lie: asked once for a study, outside of all replicates.
    Design = 49,
    /// What is left open by [`Self::Screening`]: the lower bits of the numbers.
    Tail = 50,
    /// Calls since the employer is in turmoil: how many, from whom and when.
    Unrest = 51,
}

/// Which draw: all that it may depend on besides seed and replicate.
///
/// The date is a day of the calendar, never the number of a step; researcher and firm are ids from
/// names and origins, never positions in an array.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Address {
    /// What is decided.
    pub decision: Decision,
    /// Whom it concerns, or [`ResearcherId::NONE`].
    pub researcher: ResearcherId,
    /// Which firm it concerns, or [`FirmKey::NONE`].
    pub firm: FirmKey,
    /// The day, or the default for what is settled for good.
    pub date: Date,
    /// The number of the draw among those that share all of the above.
    pub ordinal: u16,
}

impl Address {
    /// A draw about a researcher alone.
    pub fn of(decision: Decision, researcher: ResearcherId, date: Date) -> Self {
        Self { decision, researcher, firm: FirmKey::NONE, date, ordinal: 0 }
    }

    /// A draw about a firm alone.
    pub fn of_firm(decision: Decision, firm: FirmKey, date: Date) -> Self {
        Self { decision, researcher: ResearcherId::NONE, firm, date, ordinal: 0 }
    }

    /// The same draw, about a pair of researcher and firm.
    #[must_use]
    pub fn with(self, firm: FirmKey) -> Self {
        Self { firm, ..self }
    }

    /// The draw of the same address with another ordinal.
    #[must_use]
    pub fn number(self, ordinal: u16) -> Self {
        Self { ordinal, ..self }
    }
}

/// The luck of one replicate: all its draws, by address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Luck {
    key: [u64; 2],
}

impl Luck {
    /// The luck of a replicate (from 1) under a seed.
    pub fn new(seed: u64, replicate: u32) -> Self {
        Self { key: [seed, u64::from(replicate)] }
    }

    /// The draws at an address: as many as are asked for, each time the same.
    #[inline]
    pub fn at(&self, address: Address) -> Draws {
        let what = (address.decision as u64) << 48 | u64::from(address.ordinal) << 32;
        let date = u64::from(address.date.days().cast_unsigned());
        Draws::new(self.key, [what, address.researcher.0, address.firm.0, date])
    }

    /// Numbers for everybody at a date.
    pub fn screen(&self, decision: Decision, date: Date) -> Screen {
        self.screen_of(decision, FirmKey::NONE, date)
    }

    /// Numbers for everybody at a date, of something that has a key of its own.
    pub fn screen_of(&self, decision: Decision, key: FirmKey, date: Date) -> Screen {
        let mut draws = self.at(Address::of_firm(decision, key, date));
        Screen::new(draws.next_word(), draws.next_word())
    }

    /// The questions that everybody is asked at a date.
    pub fn sieve(&self, date: Date) -> Sieve {
        Sieve::new(self.screen(Decision::Screening, date), self.screen(Decision::Tail, date))
    }

    /// Hashes of the firms' claims on places: cheap, for tables that are rebuilt in each step.
    pub fn claims(&self) -> Claims {
        Claims::new(self.key)
    }
}
