//! **contagion**: who leaves draws others after.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::quantity::Days;
use crate::quantity::LogPoints;
use crate::quantity::Share;
use crate::scenario::written::at_least_one;
use crate::scenario::written::not_negative;

/// Parameters of contagion: each exit brings those who were close to the leaver serious offers on top of
/// all others, for a while.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Contagion {
    /// What the exit of a team-mate adds to serious offers, as a multiple of the ordinary ones in the mean
    /// over the first `2 time-to-peak`. Default 0.09. Status F.
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    pub team_mate: f64,
    /// The same where the team-mate was a star. Default 0.2. Status S (A38, A41).
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    pub star: f64,
    /// What the exit of a leader adds, to everybody at the firm. Default 0.4. Status S (A38, A41).
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    pub leader: f64,
    /// What the move of a tie - somebody who learned or published with a person - adds, as referrals to
    /// the firm that he joined. Default 0.05. Status F (A89, A107).
    #[serde(deserialize_with = "not_negative")]
    #[schemars(range(min = 0))]
    pub tie: f64,
    /// Which share of the offers that follow the exit of a team-mate or a leader come from the firm that he
    /// joined, and not from just any. Default 0.3. Status F.
    pub along: Share,
    /// When the effect is greatest after the exit. Default 67.5 days. Status S (A38).
    pub time_to_peak: Days,
    /// How many people work in a team. Default 8. Status F.
    #[serde(deserialize_with = "at_least_one")]
    #[schemars(range(min = 1))]
    pub team_size: u32,
    /// What an offer is worth more, in log points, to whoever is asked along by a leaver. Default 0.3.
    /// Status F (A74, A75).
    pub pull: LogPoints,
}

impl Default for Contagion {
    fn default() -> Self {
        Self {
            team_mate: 0.09,
            star: 0.2,
            leader: 0.4,
            tie: 0.05,
            along: Share::new(0.3).expect("0.3 is a share"),
            time_to_peak: Days(67.5),
            team_size: 8,
            pull: LogPoints::new(0.3).expect("0.3 is finite"),
        }
    }
}
