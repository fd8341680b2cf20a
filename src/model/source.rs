//! Where offers come from: the stream, and the terms that go with it.

use crate::quantity::FirmId;

use super::Model;
use super::campaign::CampaignId;

/// The stream that an offer came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    /// The ordinary stream, from the callers' board.
    Board,
    /// Additional calls to those who are open to work.
    OpenToWork,
    /// A former colleague of the person's firm.
    Alumni,
    /// A campaign, on terms of its own.
    Campaign(CampaignId),
    /// The exit of a team-mate or a leader: who left, by the position in the columns of the run.
    Contagion(u32),
    /// The move of a tie, likewise.
    Referral(u32),
    /// The person applied.
    OwnApplication,
    /// A leaver asked along, likewise.
    Along(u32),
}

/// Through what somebody came to leave a firm for another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Channel {
    /// An ordinary call, or one to somebody who is open to work.
    Call,
    /// A former colleague of the firm.
    Alumni,
    /// A campaign.
    Campaign,
    /// Somebody else's leaving: a team-mate, a leader, a tie, or a leaver who asked along. Who that was, by the
    /// position in the columns of the run.
    Following(u32),
    /// An application of his own.
    OwnApplication,
    /// The offer to all who had signed a letter.
    Letter,
    /// A firm that he has founded.
    Founding,
    /// The end of the firm where he was: the best of those that called then.
    Reentry,
    /// The firm was bought for its people.
    Acquihire,
    /// The scenario said so.
    Script,
}

/// An offer, before anybody has looked at what it is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Proposal {
    pub(super) firm: FirmId,
    pub(super) source: Source,
    /// Whether nobody else had an offer on the way to the person when it was called.
    pub(super) first: bool,
}

impl Source {
    /// Whether somebody comes with people he works with, so that he is worth as much as with his team.
    pub(super) fn brings_team(self) -> bool {
        matches!(self, Self::Along(_))
    }

    /// Whether it reaches people abroad less often: whoever applies has found the firm, and a campaign goes
    /// where it is sent.
    pub(super) fn ends_at_borders(self) -> bool {
        !matches!(self, Self::OwnApplication | Self::Campaign(_))
    }

    /// What it counts as.
    pub(super) fn channel(self) -> Channel {
        match self {
            Self::Board | Self::OpenToWork => Channel::Call,
            Self::Alumni => Channel::Alumni,
            Self::Campaign(_) => Channel::Campaign,
            Self::Contagion(leaver) | Self::Referral(leaver) | Self::Along(leaver) => {
                Channel::Following(leaver)
            }
            Self::OwnApplication => Channel::OwnApplication,
        }
    }
}

impl Model<'_> {
    /// What being asked along is worth, in log points.
    pub(super) fn pull_of(&self, source: Source) -> f64 {
        let law = self.scenario.mechanisms.contagion.as_ref();
        law.filter(|_| source.brings_team()).map_or(0.0, |law| law.pull.get())
    }
}
